"""Training as a process of its own: start it, watch it, tell it what to do; one at a time, the others wait in a queue."""

from convae.trainer.job import Job, Upload
from convae.trainer.queue import Trainer
from convae.trainer.reports import Result, Snapshot
from convae.trainer.run import Run

__all__ = ["Job", "Result", "Run", "Snapshot", "Trainer", "Upload"]
