"""A model's file and its companions: what is called how, where it stands, and how it gets there."""

import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class ModelFiles:
    """The files of one model, whether they are there or not.

    Each companion says in itself which `digest` the model has that it belongs to.

    Attributes:
        model: the .keras file.
    """

    model: Path

    @property
    def history(self) -> Path:
        """How it came to be, its recipe among the facts (`convae.history`)."""
        return self.model.with_suffix(".history.npz")

    @property
    def figures(self) -> Path:
        """How good its copies are (`convae.measures`)."""
        return self.model.with_suffix(".json")

    @property
    def channels(self) -> Path:
        """How its channels behave (`convae.channels`)."""
        return self.model.with_suffix(".channels.npz")

    @property
    def digest(self) -> str:
        """The digest of the model as it is on the disk now.

        Raises:
            OSError: it cannot be read.
        """
        return digest(self.model.read_bytes())

    def save(self, model: bytes, history: bytes) -> None:
        """Write the model and its history, each whole or not at all: a kill at any moment leaves the old as it was.

        Raises:
            OSError: they cannot be written.
        """
        with tempfile.TemporaryDirectory(dir=self.model.parent, prefix=".saving-", ignore_cleanup_errors=True) as folder:
            # The model comes last: a history without its model is passed over, a model without its history is not whole.
            for file, data in ((self.history, history), (self.model, model)):
                whole = Path(folder) / file.name
                whole.write_bytes(data)
                whole.replace(file)


def digest(model: bytes) -> str:
    """By what a model is told from all others: the SHA-256 of its file, in hexadecimal."""
    return sha256(model).hexdigest()
