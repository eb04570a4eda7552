"""The arguments of `python -m convae.training`."""

import argparse
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

from convae.errors import ConvaeError
from convae.recipes import BOUNDS, FIRST, RECIPES, Recipe, Schedule


class TrainingError(ConvaeError):
    """The command was given something that it cannot train with or write to."""


def parser() -> argparse.ArgumentParser:
    """The command's arguments and their help."""
    p = argparse.ArgumentParser(
        prog="python -m convae.training",
        description="Train a convolutional autoencoder on MNIST and save it as a .keras file, its history beside it.",
        epilog="Ctrl-C stops the training and saves the best so far; a second one gives up and saves nothing. The full "
        "recipe takes about half an hour on two cores; --epochs 3 is enough to see digits come back.",
    )
    p.add_argument("--model", choices=RECIPES, default=FIRST, help="whose network and recipe to begin with (default: %(default)s)")
    p.add_argument(
        "--data",
        type=Path,
        metavar="FILE",
        help="pictures of 28×28: an .npz or .npy file, MNIST's own (IDX), or a zip of picture files; without it, the MNIST that "
        "Keras has downloaded or can download, else the 10,000 digits that come with convae",
    )
    p.add_argument(
        "--decoder",
        type=_filters,
        metavar="A,B,C",
        help="filters of the first three convolutions after the code (default: 8,8,16 for classic, 32,32,16 for sharp)",
    )
    p.add_argument("--epochs", type=_whole("epochs"), metavar="N", help="times to go through the digits (default: 150, sharp 120)")
    p.add_argument("--batch", type=_whole("batch"), metavar="N", help="digits in one step (default: 128)")
    p.add_argument("--rate", type=_real("rate"), metavar="R", help="learning rate at its highest (default: 0.01, sharp 0.008)")
    p.add_argument("--schedule", choices=get_args(Schedule), help="the learning rate falls to 0 or stays (default: cosine)")
    p.add_argument("--noise", type=_real("noise"), metavar="D", help="noise on the digits that go in, in shares of black (default: 0)")
    p.add_argument("--seed", type=_whole("seed"), metavar="S", help="the same seed gives the same weights on one machine (default: 0)")
    p.add_argument(
        "--hold-out",
        type=_number(int, 0, 10**9),
        metavar="N",
        help="keep the last N training digits to measure each epoch with and to choose the best "
        "(default: a twelfth of them, 5,000 of MNIST); with 0 the last epoch is kept",
    )
    p.add_argument("--minutes", type=_number(float, 0.01, 10_000), metavar="M", help="stop after so many minutes (default: no limit)")
    p.add_argument("--megabytes", type=_number(int, 1, 10**6), metavar="M", help="give up beyond so much memory (default: no limit)")
    p.add_argument(
        "--output", type=Path, metavar="FILE", help="where to save (default: models/MODEL.keras); written at the end, whole or not at all"
    )
    p.add_argument(
        "--json",
        action="store_true",
        help="for programs: write no file but JSON lines, the model in the last; obey standard input, stop when it ends",
    )
    return p


def recipe(options: argparse.Namespace) -> Recipe:
    """The recipe of the model that was asked for, with what was said otherwise."""
    said = {name: value for name in BOUNDS if (value := getattr(options, name)) is not None}
    if options.schedule:
        said["schedule"] = options.schedule
    return replace(RECIPES[options.model], **said)


def output(options: argparse.Namespace) -> Path:
    """Where the model is to be saved.

    Raises:
        TrainingError: nothing can be saved there.
    """
    path: Path = options.output or Path("models") / f"{options.model}.keras"
    if path.suffix != ".keras":
        raise TrainingError("errors.training.suffix", path=str(path))
    if path.is_dir():
        raise TrainingError("errors.training.file", path=str(path))
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise TrainingError("errors.training.output", folder=str(path.parent))
    return path


def _whole(name: str) -> Callable[[str], float]:
    return _number(int, *BOUNDS[name])


def _real(name: str) -> Callable[[str], float]:
    return _number(float, *BOUNDS[name])


def _number(kind: type[int] | type[float], least: float, most: float) -> Callable[[str], float]:
    what = "whole number" if kind is int else "number"

    def read(text: str) -> float:
        try:
            number = kind(text)
        except ValueError:
            number = None
        if number is None or not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a {what} from {least:,} to {most:,}")
        return number

    return read


def _filters(text: str) -> tuple[float, ...]:
    parts = text.split(",")
    if len(parts) != 3:
        raise argparse.ArgumentTypeError(f"{text!r} is not three whole numbers with commas between them, such as 8,8,16")
    return tuple(_whole("decoder")(part) for part in parts)
