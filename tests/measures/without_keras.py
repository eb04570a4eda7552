"""A network without Keras against the same one in Keras: `python tests/measures/without_keras.py [--repeat 200]`.

Prints as JSON the milliseconds to open `models/classic.keras`, those of a pass of one digit through all layers, with Keras and
without, and the seconds that importing each takes in a process of its own.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "support"), str(Path(__file__).parents[2])]

import numpy as np

from convae import network
from processes import ROOT, python

MODEL = ROOT / "models" / "classic.keras"
IMAGE = np.linspace(0, 1, 784, dtype=np.float32).reshape(28, 28)
KERAS = """
import sys
sys.path[:0] = [sys.argv[2]]
import json
from without_keras import IMAGE, MODEL, took
import keras
net = keras.models.load_model(MODEL)
every = keras.Model(net.inputs, [layer.output for layer in net.layers])
given = IMAGE[None, ..., None]
repeat = int(sys.argv[1])
print(json.dumps({
    "load_ms": took(lambda: keras.models.load_model(MODEL), max(3, repeat // 20)),
    "call_ms": took(lambda: every(given), repeat),
    "predict_ms": took(lambda: every.predict(given, verbose=0), max(3, repeat // 10)),
}))
"""


def took(what: Callable[[], object], repeat: int) -> float:
    """The median of so many times, in milliseconds, after one that is not counted."""
    times = []
    for _ in range(repeat + 1):
        start = time.perf_counter()
        what()
        times.append(1000 * (time.perf_counter() - start))
    return round(statistics.median(times[1:]), 3)


def imported(module: str) -> float:
    """Seconds in which a new Python has imported a module, less those of Python itself."""

    def seconds(code: str) -> float:
        return took(lambda: python("-c", code, TF_CPP_MIN_LOG_LEVEL="3").check_returncode(), 3) / 1000

    return round(seconds(f"import {module}") - seconds(""), 2)


def measured(repeat: int = 200) -> dict[str, dict[str, float]]:
    """The figures without Keras and with it."""
    net = network.load(MODEL)
    ours = {"load_ms": took(lambda: network.load(MODEL), repeat), "run_ms": took(lambda: net.run(IMAGE), repeat)}
    told = python("-c", KERAS, repeat, Path(__file__).parent, TF_CPP_MIN_LOG_LEVEL="3", timeout=300).stdout
    theirs = json.loads(told.splitlines()[-1])
    return {"convae": ours | {"import_s": imported("convae.network")}, "keras": theirs | {"import_s": imported("keras")}}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=200)
    print(json.dumps(measured(parser.parse_args().repeat)))


if __name__ == "__main__":
    main()
