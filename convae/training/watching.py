"""Watches a training: tells how it comes along and does what it is told meanwhile."""

import keras

from convae import training_events
from convae.errors import ConvaeError
from convae.training.batches import Batches
from convae.training.control import Control, memory
from convae.training.interval_loss import IntervalLoss
from convae.training.pace import Pace
from convae.training.recording import flat
from convae.training.schedule import Rate
from convae.training_events import Epoch, Listener, Paused, Step

INTERVAL = 0.25
"""Seconds between two steps that are told: the page wants two in a second, and is late for some."""


class MemoryLimitError(ConvaeError):
    """The training takes more memory than it may."""


class Watch(keras.callbacks.Callback):
    """Tells of each epoch and, four times a second, the step; keeps the best weights; waits, stops and changes its rate when told."""

    def __init__(self, tell: Listener, control: Control, rate: Rate, epochs: int, batches: Batches, *, weights: bool) -> None:
        """Watch for `control`; the steps are told with the `weights` if these are wanted."""
        super().__init__()
        self.tell, self.control, self.rate, self.epochs, self.batches = tell, control, rate, epochs, batches
        self.with_weights = weights
        self.best, self.best_weights, self.best_step = float("inf"), None, 0
        self.pace = Pace(epochs * len(batches), control.clock)
        self.told, self.told_done, self.loss = control.clock(), 0, IntervalLoss()

    def on_epoch_begin(self, epoch, logs=None):
        """Note which epoch it is."""
        self.epoch = epoch
        self.loss.begin_epoch()

    def on_train_batch_end(self, batch, logs=None):
        """Do what is wanted, and tell of the step if it is time."""
        self.pace.step()
        self.place = {"epoch": self.epoch + 1, "epochs": self.epochs, "step": batch + 1, "steps": len(self.batches)}
        self._wait()
        if self.control.overdue:
            self.control.stop.set()
        if self.control.stop.is_set():
            self.model.stop_training = True
        if self.control.rate is not None:
            self.rate.change(self.control.rate)
            self.control.rate = None
        if self.control.clock() - self.told >= INTERVAL:
            self._step(batch + 1, logs["loss"])
            self._check_memory()

    def on_epoch_end(self, epoch, logs=None):
        """Tell the figures and keep the weights if they are the best; the epoch in which a training is stopped ends early."""
        figures = {"bce": logs["loss"], "mse": logs["mse"]}
        if "val_loss" in logs:
            figures |= {"validation_bce": logs["val_loss"], "validation_mse": logs["val_mse"]}
            if logs["val_loss"] < self.best:
                self.best, self.best_weights, self.best_step = logs["val_loss"], self.model.get_weights(), self.pace.done
        known = {name: float(figure) for name, figure in figures.items()}
        self.tell(Epoch(**self.place, seconds=round(self.pace.seconds, 1), seconds_left=self._left(), **known))

    def _wait(self) -> None:
        """Stand still while that is wanted; the time is not counted as work."""
        if self.control.go.is_set():
            return
        self.tell(Paused())
        began = self.control.clock()
        while not (self.control.go.wait(0.1) or self.control.stop.is_set() or self.control.overdue):
            pass
        self.told = self.control.clock()
        self.pace.stood_still(self.told - began)

    def _step(self, step: int, loss: float) -> None:
        now, done = self.control.clock(), self.pace.done
        self.tell(
            Step(
                **self.place,
                bce=float(self.loss.upto(self.batches.seen(step), loss)),
                rate=self.rate.at(done),
                steps_per_second=(done - self.told_done) / (now - self.told),
                seconds_left=self._left(),
                weights=training_events.row_as_bytes(flat(self.model)) if self.with_weights else None,
            )
        )
        self.told, self.told_done = now, done

    def _left(self) -> int | None:
        left = self.pace.left
        return None if left is None else max(0, round(min(left, self.control.remaining)))

    def _check_memory(self) -> None:
        if self.control.megabytes is not None and (found := memory()) > self.control.megabytes:
            raise MemoryLimitError("errors.training.memory", found=found, limit=self.control.megabytes)
