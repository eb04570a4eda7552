"""Training as a process of its own: start it, watch it, tell it what to do; one at a time, the others wait in a queue."""

from convae.training_jobs.job import Job, Upload
from convae.training_jobs.process import Run
from convae.training_jobs.progress import Result, Snapshot
from convae.training_jobs.queue import Trainer

__all__ = ["Job", "Result", "Run", "Snapshot", "Trainer", "Upload"]
