"""Train a model from the command line: `python -m convae.training --help`.

The arguments and the data are checked first; Keras, which takes seconds to load, comes after.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from convae import measures, training_events, training_pictures
from convae.errors import ConvaeError
from convae.recipes import name_of
from convae.training import bar, command
from convae.training.command import TrainingError
from convae.training.control import Control
from convae.training_events import Failed, Listener, Saved, Start, Written


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 2 for arguments or data that will not do, 130 for a second Ctrl-C."""
    options = command.parser().parse_args(arguments)
    control = Control(seconds=options.minutes and 60 * options.minutes, megabytes=options.megabytes)
    control.listen(sys.stdin if options.json else None)
    try:
        _train(options, training_events.write if options.json else bar.Bar(), control)
    except ConvaeError as error:
        if options.json:
            training_events.write(Failed(error.reason, dict(error.found)))
        print(f"convae.training: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("convae.training: interrupted, nothing saved", file=sys.stderr)
        return 130
    except BrokenPipeError:  # who read the events is gone, and with them anybody to keep a model for
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains when it ends
        return 1
    return 0


def _train(options: argparse.Namespace, tell: Listener, control: Control) -> None:
    output = None if options.json else command.output(options)
    images = training_pictures.read(options.data) if options.data else None
    recipe = command.recipe(options)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    try:
        with _errors_held_back():
            # Only now, when all that can be refused has been: they bring in TensorFlow.
            from convae.training import fitting, mnist_download, saving
    except ImportError as error:
        raise TrainingError("errors.training.library", cause=str(error)) from error

    source = str(options.data)
    if images is None:
        images, source = mnist_download.find_digits(instead=not options.json)
    hold_out = len(images) // 12 if options.hold_out is None else options.hold_out
    if hold_out >= len(images):
        raise TrainingError("errors.training.hold_out", found=hold_out, images=len(images))
    floor = measures.floor(images[: len(images) - hold_out])
    tell(Start(name_of(recipe.decoder), source, len(images) - hold_out, hold_out, recipe.epochs, floor))
    fitted = fitting.fit(recipe, images, hold_out=hold_out, tell=tell, control=control, weights=options.json)
    try:
        if output:
            saving.save(fitted, output)
            tell(Written(str(output), control.stop.is_set()))
        else:
            model, past = saving.files(fitted)
            tell(Saved(control.stop.is_set(), model, past, fitted.kept))
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
