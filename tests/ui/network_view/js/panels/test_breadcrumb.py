"""What is said when the panel shows something else."""

import pytest

from browserless import node
from view_context import SPEAKER, layers, speaking


@pytest.mark.parametrize(
    ("asked", "english", "portuguese"),
    [
        ({"view": "layer"}, "Opened below: layer conv1", "Aberto abaixo: camada conv1"),
        ({"view": "layer", "kernels": True}, "Opened below: layer conv1. Kernels", "Aberto abaixo: camada conv1. Filtros (kernels)"),
        (
            {"view": "rank"},
            "Opened below: layer conv1. What is each channel worth?",
            "Aberto abaixo: camada conv1. Quanto vale cada canal?",
        ),
        ({"view": "channel", "channel": 2}, "Opened below: layer conv1, channel 2", "Aberto abaixo: camada conv1, canal 2"),
        (
            {"view": "cell", "row": 4, "column": 5, "channel": 2},
            "Opened below: layer conv1, channel 2, row 4, column 5",
            "Aberto abaixo: camada conv1, canal 2, linha 4, coluna 5",
        ),
    ],
)
def test_what_is_opened_is_said_in_words(asked, english, portuguese):
    for language, said in (("en", english), ("pt", portuguese)):
        given = {"asked": asked, "layers": layers("classic")} | speaking(language)
        assert node("panels/breadcrumb", f"m.opened({{ stage: 1, ...asked }}, layers, {SPEAKER})", **given) == said
