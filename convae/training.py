"""Train a model from the command line: `python -m convae.training --help`.

The arguments and the data are checked first; Keras, which takes seconds to load, comes after.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from convae import digits, progress
from convae.errors import ConvaeError

MODELS = ("classic", "sharp")
Report = Callable[[dict[str, object]], None]


class TrainingError(ConvaeError):
    """The command was given something that it cannot train with or write to."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 2 for arguments or data that will not do, 130 for a second Ctrl-C."""
    options = parser().parse_args(arguments)
    output = options.output or Path("models") / f"{options.model}.keras"
    stop = _listen(options.json)
    try:
        _check_output(output)
        data = digits.load(options.data) if options.data else None
        _train(options, data, output, _print_json if options.json else progress.Bar(), stop)
    except ConvaeError as error:
        if options.json:
            _print_json({"event": "failed", "reason": error.reason, "found": error.found})
        print(f"convae.training: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("convae.training: interrupted, nothing saved", file=sys.stderr)
        return 130
    return 0


def parser() -> argparse.ArgumentParser:
    """The command's arguments and their help."""
    p = argparse.ArgumentParser(
        prog="python -m convae.training",
        description="Train a convolutional autoencoder on MNIST and save it as a .keras file.",
        epilog="Ctrl-C stops the training and saves the best so far; a second one gives up and saves nothing. The full "
        "recipe takes about half an hour on two cores; --epochs 3 is enough to see digits come back.",
    )
    p.add_argument("--model", choices=MODELS, default="classic", help="which network to train (default: %(default)s)")
    p.add_argument(
        "--data",
        type=Path,
        metavar="FILE",
        help="an .npz file with the arrays x_train, y_train, x_test, y_test; without it, the MNIST that Keras has "
        "downloaded or can download, else the 10,000 digits that come with convae",
    )
    p.add_argument(
        "--epochs", type=_whole(1, 10_000), metavar="N", help="times to go through the digits (default: 150 for classic, 120 for sharp)"
    )
    p.add_argument(
        "--seed",
        type=_whole(0, 2**32 - 1),
        default=0,
        metavar="S",
        help="the same seed gives the same weights on one machine (default: %(default)s)",
    )
    p.add_argument(
        "--hold-out",
        type=_whole(0, 10**9),
        metavar="N",
        help="keep the last N training digits to measure each epoch with and to choose the best "
        "(default: a twelfth of them, 5,000 of MNIST); with 0 the last epoch is kept",
    )
    p.add_argument(
        "--output", type=Path, metavar="FILE", help="where to save (default: models/MODEL.keras); written at the end, whole or not at all"
    )
    p.add_argument("--json", action="store_true", help="for programs: report in JSON lines, stop when standard input ends")
    return p


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text) if text.strip().isdecimal() else -1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least:,} to {most:,}")
        return number

    return read


def _check_output(output: Path) -> None:
    if output.suffix != ".keras":
        raise TrainingError("errors.training.suffix", path=str(output))
    if output.is_dir():
        raise TrainingError("errors.training.file", path=str(output))
    if not output.parent.is_dir() or not os.access(output.parent, os.W_OK):
        raise TrainingError("errors.training.output", folder=str(output.parent))


def _train(options: argparse.Namespace, data: digits.Digits | None, output: Path, report: Report, stop: Event) -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    try:
        with _errors_held_back():
            from convae import fitting  # only now, when all that can be refused has been: it brings in TensorFlow
    except ImportError as error:
        raise TrainingError("errors.training.library", cause=str(error)) from error

    source = str(options.data)
    if data is None:
        data, source = fitting.find_digits()
    images = data.x_train
    hold_out = len(images) // 12 if options.hold_out is None else options.hold_out
    if hold_out >= len(images):
        raise TrainingError("errors.training.hold_out", found=hold_out, images=len(images))
    epochs = options.epochs or fitting.RECIPES[options.model].epochs
    report(
        {
            "event": "start",
            "model": options.model,
            "source": source,
            "images": len(images) - hold_out,
            "hold_out": hold_out,
            "epochs": epochs,
        }
    )
    model = fitting.fit(options.model, images, epochs=epochs, seed=options.seed, hold_out=hold_out, report=report, stop=stop)
    try:
        fitting.save(model, output)
    except OSError as error:
        raise TrainingError("errors.training.save", path=str(output), cause=error.strerror or str(error)) from error
    report({"event": "saved", "path": str(output), "stopped": stop.is_set()})


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


def _listen(watch_input: bool) -> Event:
    """An event that Ctrl-C sets, and for a program that started this one the end of its input: a dead parent stops us."""
    stop = Event()

    def interrupted(*_: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def input_ended() -> None:
        sys.stdin.read()
        stop.set()

    signal.signal(signal.SIGINT, interrupted)
    if watch_input:
        Thread(target=input_ended, daemon=True).start()
    return stop


def _print_json(event: dict[str, object]) -> None:
    print(json.dumps(event), flush=True)


if __name__ == "__main__":
    sys.exit(main())
