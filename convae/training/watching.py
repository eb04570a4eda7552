"""Watches a training: reports how it comes along and does what it is told meanwhile."""

import base64
import time

import keras

from convae.errors import ConvaeError
from convae.training.batches import Batches
from convae.training.control import Control, memory
from convae.training.recording import flat
from convae.training.report import Report
from convae.training.schedule import Rate

INTERVAL = 0.25
"""Seconds between two reports: the page wants two in a second, and is late for some."""


class MemoryLimitError(ConvaeError):
    """The training takes more memory than it may."""


class Watch(keras.callbacks.Callback):
    """Reports each epoch and, four times a second, the step; keeps the best weights; waits, stops and changes its rate when told."""

    def __init__(self, report: Report, control: Control, rate: Rate, epochs: int, batches: Batches, *, weights: bool) -> None:
        """Watch for `control`; the reports have the `weights` in them if these are wanted."""
        super().__init__()
        self.report, self.control, self.rate, self.epochs, self.batches = report, control, rate, epochs, batches
        self.with_weights = weights
        self.best, self.best_weights, self.best_step = float("inf"), None, 0
        self.started = self.reported = time.monotonic()
        self.done = self.reported_done = 0
        self.waited, self.before = 0.0, (0, 0.0)

    def on_epoch_begin(self, epoch, logs=None):
        """Note which epoch it is."""
        self.epoch, self.before = epoch, (0, 0.0)

    def on_train_batch_end(self, batch, logs=None):
        """Do what is wanted, and report if it is time."""
        self.done += 1
        self._wait()
        if self.control.overdue:
            self.control.stop.set()
        if self.control.stop.is_set():
            self.model.stop_training = True
        if self.control.rate is not None:
            self.rate.change(self.control.rate)
            self.control.rate = None
        if time.monotonic() - self.reported >= INTERVAL:
            self._step(batch + 1, logs["loss"])
            self._check_memory()

    def on_epoch_end(self, epoch, logs=None):
        """Report the figures and keep the weights if they are the best."""
        figures = {"bce": logs["loss"], "mse": logs["mse"]}
        if "val_loss" in logs:
            figures |= {"validation_bce": logs["val_loss"], "validation_mse": logs["val_mse"]}
            if logs["val_loss"] < self.best:
                self.best, self.best_weights, self.best_step = logs["val_loss"], self.model.get_weights(), self.done
        self.report(
            {
                "event": "epoch",
                "epoch": epoch + 1,
                "epochs": self.epochs,
                "seconds": round(self.seconds, 1),
                **{name: float(figure) for name, figure in figures.items()},
            }
        )

    def _wait(self) -> None:
        """Stand still while that is wanted; the time is not counted as work."""
        if self.control.go.is_set():
            return
        self.report({"event": "paused"})
        began = time.monotonic()
        while not (self.control.go.wait(0.1) or self.control.stop.is_set() or self.control.overdue):
            pass
        self.waited += time.monotonic() - began
        self.reported = time.monotonic()

    def _step(self, step: int, loss: float) -> None:
        now = time.monotonic()
        seen, (seen_before, total_before) = self.batches.seen(step), self.before
        steps = len(self.batches)
        self.report(
            {
                "event": "step",
                "epoch": self.epoch + 1,
                "epochs": self.epochs,
                "step": step,
                "steps": steps,
                # Keras's loss is the mean since the epoch began: this is the mean since the last report.
                "bce": float((seen * loss - total_before) / (seen - seen_before)),
                "rate": self.rate.at(self.done),
                "steps_per_second": (self.done - self.reported_done) / (now - self.reported),
                "seconds_left": round(self.seconds / self.done * (self.epochs * steps - self.done)),
                **({"weights": base64.b64encode(flat(self.model).astype("<f4").tobytes()).decode()} if self.with_weights else {}),
            }
        )
        self.before, self.reported, self.reported_done = (seen, seen * loss), now, self.done

    @property
    def seconds(self) -> float:
        """How long the training has been at work."""
        return time.monotonic() - self.started - self.waited

    def _check_memory(self) -> None:
        if self.control.megabytes is not None and (found := memory()) > self.control.megabytes:
            raise MemoryLimitError("errors.training.memory", found=found, limit=self.control.megabytes)
