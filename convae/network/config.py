"""What a .keras file says of its layers, read with suspicion: whatever convae does not run is refused by its name."""

from reprlib import repr as short
from typing import Any

from convae.errors import printable
from convae.layers import Pair
from convae.network.keras_file import KerasFile, ModelFileError

LARGEST_WINDOW = 64
MAX_LAYERS = 100


class Settings:
    """One layer's name, its kind and the settings that Keras saved for it."""

    def __init__(self, entry: dict[str, Any]) -> None:
        """Take the `entry` of one layer in a .keras file's config.

        Raises:
            LookupError, TypeError or ValueError: it does not describe a layer.
        """
        self.values: dict[str, Any] = dict(entry["config"])
        self.layer = printable(self.values["name"])
        # A class of somebody's own may be called Conv2D, too.
        module = entry.get("module", "keras.layers")
        self.kind = printable(entry["class_name"] if module == "keras.layers" else f"{module}.{entry['class_name']}")

    def refuse(self, option: str, expected: str) -> ModelFileError:
        """The error for an `option` that convae does not run."""
        return ModelFileError(
            "errors.model.option", layer=self.layer, kind=self.kind, option=option, found=short(self.values.get(option)), expected=expected
        )

    def must_be(self, **expected: object) -> None:
        """Refuse any option that is there and not as `expected`, the only value that convae runs."""
        for option, value in expected.items():
            found = self.values.get(option, value)
            if (tuple(found) if isinstance(found, list) else found) != value:
                raise self.refuse(option, str(value))

    def choice(self, option: str, allowed: tuple[str, ...]) -> str:
        """The `option`, one of the words `allowed`."""
        if (found := self.values.get(option)) not in allowed:
            raise self.refuse(option, ", ".join(allowed))
        return str(found)

    def whole(self, option: str, value: object, most: int = 4096) -> int:
        """`value`, a part of `option`, as a whole number from 1 to `most`."""
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            raise self.refuse(option, f"1 … {most}")
        return value

    def pair(self, option: str) -> Pair:
        """The `option`, sizes or steps of a window, as two whole numbers, down and across."""
        found = self.values.get(option)
        down, across = found if isinstance(found, list) and len(found) == 2 else (found, found)
        return self.whole(option, down, LARGEST_WINDOW), self.whole(option, across, LARGEST_WINDOW)

    def picture(self, shape: tuple[int, ...]) -> tuple[int, int, int]:
        """The `shape` of what the layer receives as rows, columns and channels.

        Raises:
            ModelFileError: it receives no maps, but numbers in a row.
        """
        if len(shape) != 3:
            raise ModelFileError("errors.model.not_a_picture", layer=self.layer, kind=self.kind, found=str(shape))
        rows, columns, channels = shape
        return rows, columns, channels


def read(file: KerasFile, input_kind: str) -> tuple[str, Settings, tuple[int, ...], list[Settings]]:
    """The model's name, the settings and the shape of its input, and the settings of its layers, as the config of `file` has them.

    The first layer says the shape of the input, whether it is of the `input_kind`, which is only the input, or not.

    Raises:
        ModelFileError: it describes no network, or one of another make or depth than convae runs.
    """
    if file.config.get("class_name") != "Sequential":
        raise ModelFileError("errors.model.not_sequential", found=short(file.config.get("class_name")))
    try:
        name = printable(file.config["config"]["name"])
        settings = [Settings(entry) for entry in file.config["config"]["layers"]]
        shape = tuple(settings[0].values["batch_shape"][1:])
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise ModelFileError("errors.model.unreadable", path=file.path) from error
    layers = settings[1:] if settings[0].kind == input_kind else settings
    if not 0 < len(layers) <= MAX_LAYERS or len({layer.layer for layer in layers}) < len(layers):
        raise ModelFileError("errors.model.layers", found=len(layers), limit=MAX_LAYERS)
    return name, settings[0], shape, layers
