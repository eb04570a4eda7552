"""Files of what came out of a training."""

import io
from pathlib import Path

from convae.model_files import ModelFiles, digest
from convae.training.fitting import Fitted
from convae.training.packing import packed


def save(fitted: Fitted, path: Path) -> None:
    """Write the model to `path` and its history beside it, each whole or not at all.

    Raises:
        OSError: they cannot be written.
    """
    ModelFiles(path).save(*files(fitted))


def files(fitted: Fitted) -> tuple[bytes, bytes]:
    """The model's file and that of its history.

    Raises:
        OSError: there is no room for them in the folder for temporary files.
    """
    model, past = packed(fitted.model), io.BytesIO()
    fitted.history(digest(model)).save(past)
    return model, past.getvalue()
