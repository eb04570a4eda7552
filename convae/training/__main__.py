"""Train a model from the command line: `python -m convae.training --help`.

The arguments and the data are checked first; Keras, which takes seconds to load, comes after.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from convae import digits, measures
from convae.errors import ConvaeError
from convae.recipes import name_of
from convae.training import bar, command
from convae.training.command import TrainingError
from convae.training.control import Control
from convae.training.report import Report, as_json


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 2 for arguments or data that will not do, 130 for a second Ctrl-C."""
    options = command.parser().parse_args(arguments)
    control = Control(seconds=options.minutes and 60 * options.minutes, megabytes=options.megabytes)
    control.listen(sys.stdin if options.json else None)
    try:
        _train(options, as_json if options.json else bar.Bar(), control)
    except ConvaeError as error:
        if options.json:
            as_json({"event": "failed", "reason": error.reason, "found": error.found})
        print(f"convae.training: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("convae.training: interrupted, nothing saved", file=sys.stderr)
        return 130
    except BrokenPipeError:  # who read the reports is gone, and with them anybody to keep a model for
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains when it ends
        return 1
    return 0


def _train(options: argparse.Namespace, report: Report, control: Control) -> None:
    output = None if options.json else command.output(options)
    data = digits.load(options.data) if options.data else None
    recipe = command.recipe(options)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    try:
        with _errors_held_back():
            # Only now, when all that can be refused has been: they bring in TensorFlow.
            from convae.training import download, fitting, saving
    except ImportError as error:
        raise TrainingError("errors.training.library", cause=str(error)) from error

    source = str(options.data)
    if data is None:
        data, source = download.find_digits(instead=not options.json)
    images = data.x_train
    hold_out = len(images) // 12 if options.hold_out is None else options.hold_out
    if hold_out >= len(images):
        raise TrainingError("errors.training.hold_out", found=hold_out, images=len(images))
    floor = measures.floor(images[: len(images) - hold_out])
    told = {"model": name_of(recipe.decoder), "source": source, "images": len(images) - hold_out, "hold_out": hold_out, "floor": floor}
    report({"event": "start", **told, "epochs": recipe.epochs})
    fitted = fitting.fit(recipe, images, hold_out=hold_out, report=report, control=control, weights=options.json)
    try:
        if output:
            saving.save(fitted, output)
            report({"event": "saved", "path": str(output), "stopped": control.stop.is_set()})
        else:
            report({"event": "saved", "stopped": control.stop.is_set(), **saving.as_text(fitted), "kept": fitted.kept})
    except BrokenPipeError:
        raise
    except OSError as error:
        path = str(output or tempfile.gettempdir())
        raise TrainingError("errors.training.save", path=path, cause=error.strerror or str(error)) from error


@contextmanager
def _errors_held_back() -> Iterator[None]:
    """Drop what TensorFlow tells standard error while it loads, which no setting of its own does, unless loading fails."""
    sys.stderr.flush()
    before = os.dup(2)
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), 2)
        try:
            yield
        except BaseException:
            held.seek(0)
            os.write(before, held.read())
            raise
        finally:
            os.dup2(before, 2)
            os.close(before)


if __name__ == "__main__":
    sys.exit(main())
