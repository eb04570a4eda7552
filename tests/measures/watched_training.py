"""What watching a training costs: `python tests/measures/watched_training.py`.

Trains the same recipe with Keras's bare `fit` and with `python -m convae.training --json`, whose reports are read as the page
reads them, one after the other, several times, and prints the seconds of an epoch of each, their ratio and the memory.
"""

import argparse
import json
import statistics
import sys
import threading
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from processes import ROOT, start

BUNDLED = ROOT / "convae" / "data" / "mnist-20000.npz"
BARE = """
import os, sys, time
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras, numpy as np, tensorflow as tf
from pathlib import Path
from convae import architecture, digits
from convae.recipes import RECIPES
from convae.training.batches import Batches

class Clock(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print(time.perf_counter(), flush=True)

tf.config.experimental.enable_op_determinism()
model = architecture.build("classic")
images = digits.load(Path(sys.argv[1])).x_train
batches = Batches(images, 128, 0.0, np.random.default_rng(0))
model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy", metrics=["mse"])
model.fit(batches, epochs=int(sys.argv[2]), shuffle=False, verbose=0, callbacks=[Clock()])
"""


def epochs_of_bare(data: Path, epochs: int) -> float:
    """Seconds of an epoch of the bare `fit`, the first left out."""
    with start("-c", BARE, data, epochs) as process:
        times = [float(line) for line in process.stdout]
    return (times[-1] - times[0]) / (epochs - 1)


def epochs_of_ours(data: Path, epochs: int) -> tuple[float, float]:
    """The same of the training that reports, and the most memory that it took in MB."""
    most = [0.0]
    with start("-m", "convae.training", "--json", "--data", data, "--hold-out", 0, "--epochs", epochs) as process:
        watched, over = psutil.Process(process.pid), threading.Event()

        def look() -> None:
            while not over.wait(0.1):
                most[0] = max(most[0], watched.memory_info().rss / 2**20)

        threading.Thread(target=look, daemon=True).start()
        said = [json.loads(line) for line in process.stdout]
        over.set()
    seconds = [event["seconds"] for event in said if event["event"] == "epoch"]
    return (seconds[-1] - seconds[0]) / (epochs - 1), most[0]


def measured(data: Path = BUNDLED, epochs: int = 6, rounds: int = 3) -> dict[str, float]:
    """The medians of the seconds of an epoch, their ratio, and the most memory in MB."""
    bare, ours, memory = [], [], []
    for _ in range(rounds):
        bare.append(epochs_of_bare(data, epochs))
        seconds, megabytes = epochs_of_ours(data, epochs)
        ours.append(seconds)
        memory.append(megabytes)
    fit, watched = statistics.median(bare), statistics.median(ours)
    return {"bare_s": round(fit, 2), "watched_s": round(watched, 2), "ratio": round(watched / fit, 2), "memory_mb": round(max(memory))}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=BUNDLED)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    print(json.dumps(measured(**vars(parser.parse_args()))))


if __name__ == "__main__":
    main()
