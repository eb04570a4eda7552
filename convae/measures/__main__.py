"""Measure models on the test digits: `python -m convae.measures models/*.keras`."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np

from convae import digits, history, network, training_pictures
from convae.errors import ConvaeError
from convae.measures import ModelFigures, floor, measure
from convae.measures.pca import Components
from convae.model_files import ModelFiles

CODES = (16, 64, 128)
"""Sizes of the code of the principal component analyses in the table."""
HEAD = "| model | parameters | test BCE | test MSE | error per ink, median | dead code units | training |\n|---|---|---|---|---|---|---|"


def main(arguments: list[str] | None = None) -> int:
    """Measure each model named on the command line on the test digits, write the figures beside it, and print them as a table."""
    parser = argparse.ArgumentParser(prog="python -m convae.measures", description=main.__doc__)
    parser.add_argument("models", nargs="+", type=Path, metavar="MODEL.keras")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FILE",
        help="a file of pictures, as for convae.training, from which principal components are taken to compare with",
    )
    options = parser.parse_args(arguments)
    try:
        compared = training_pictures.read(options.data) if options.data else None
        print(HEAD)
        for path in options.models:
            print(_row(path), flush=True)
    except ConvaeError as error:
        print(f"convae.measures: {error}", file=sys.stderr)
        return 2
    if compared is not None:
        print("\n".join(_compared(Components(compared))))
    print(f"\nA perfect copy has a BCE of {floor(digits.load_test()[0]):.4f}, because the pixels are grey.")
    return 0


def _row(path: Path) -> str:
    net, files = network.load(path), ModelFiles(path)
    figures = measure(net, digits.load_test()[0], files.digest)
    files.figures.write_text(json.dumps(asdict(figures)), encoding="utf-8")
    dead = f"{figures.dead_code_units} of {np.prod(net.code.output_shape)}"
    median = np.median(figures.error_per_ink)
    quality = f"{figures.bce:.4f} | {figures.mse:.5f} | {median:.4f} | {dead}"
    return f"| `{path.name}` | {net.parameters:,} | {quality} | {_training(files, figures, net)} |"


def _training(files: ModelFiles, figures: ModelFigures, net: network.Network) -> str:
    """How the model was trained, where its history is there to say so."""
    past = history.read(files.history, figures.sha256, net.parameters)
    if past is None:
        return "not kept"
    facts = json.loads(past.facts)
    return f"{facts['recipe']['epochs']} epochs on {facts['images']:,} digits, {facts['seconds']:,} s"


def _compared(components: Components) -> Iterator[str]:
    images = digits.load_test()[0]
    for code in CODES:
        figures = components.figures(images, code)
        yield f"| PCA-{code} | {components.numbers(code):,} | {figures.bce:.4f} | {figures.mse:.5f} | | | |"


if __name__ == "__main__":
    sys.exit(main())
