"""Files of what came out of a training."""

import io
import tempfile
from hashlib import sha256
from pathlib import Path

from convae import history
from convae.training.fitting import Fitted
from convae.training.packing import packed


def save(fitted: Fitted, path: Path) -> None:
    """Write the model to `path` and its history beside it, each whole or not at all: a kill at any moment leaves the old as it was.

    Raises:
        OSError: they cannot be written.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".saving-") as folder:
        # The model comes last: a history without its model is passed over, a model without its history is not whole.
        model, past = files(fitted)
        for file, data in ((history.side(path), past), (path, model)):
            whole = Path(folder) / file.name
            whole.write_bytes(data)
            whole.replace(file)


def files(fitted: Fitted) -> tuple[bytes, bytes]:
    """The model's file and that of its history.

    Raises:
        OSError: there is no room for them in the folder for temporary files.
    """
    model, past = packed(fitted.model), io.BytesIO()
    fitted.history(sha256(model).hexdigest()).save(past)
    return model, past.getvalue()
