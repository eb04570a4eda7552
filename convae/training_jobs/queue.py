"""The server's one trainer: a single run at a time, the others wait for their turn, and who goes away is not waited for."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock, Thread

from convae import log
from convae.recipes import Recipe
from convae.training_jobs.job import Job, Upload
from convae.training_jobs.process import Run
from convae.training_jobs.progress import Snapshot

AWAY = 120.0
"""Seconds after which a visitor who has not asked for their run has gone."""
LONGEST = 50
"""How many may wait: with ten minutes for each, the last of them would wait for a day's work."""
MEGABYTES = 128
"""How much all that visitors have uploaded for their trainings may take of the server's memory."""
TICK = 0.5
"""Seconds between two looks at who is next and who has gone."""


@dataclass
class _Order:
    """A visitor's job: waiting while it has no run, unless it has `ended` without one."""

    number: int
    job: Job
    seen: float
    run: Run | None = None
    ended: Snapshot | None = None

    @property
    def waiting(self) -> bool:
        return self.run is None and self.ended is None

    @property
    def under_way(self) -> bool:
        return self.run is not None and self.run.running

    @property
    def snapshot(self) -> Snapshot:
        if self.ended:
            return self.ended
        return self.run.snapshot if self.run else Snapshot("waiting", self.job.recipe.epochs)

    def end(self, snapshot: Snapshot) -> None:
        """Let it be over without a run; then nothing of its digits is kept."""
        self.ended, self.job = snapshot, self.job.without_content()


class Trainer:
    """Trains for many visitors, each known by a name, one after the other in the order in which they came."""

    def __init__(self, away: float = AWAY, clock: Callable[[], float] = time.monotonic) -> None:
        self._away, self._clock = away, clock
        self._lock = Lock()
        self._orders: dict[str, _Order] = {}
        self._count = 0
        self._keeper: Thread | None = None

    def start(self, visitor: str, job: Job) -> None:
        """Train `job` for `visitor` when it is their turn, unless they have a run that is not over."""
        with self._lock:
            known = self._orders.get(visitor)
            if known and (known.waiting or known.under_way):
                return
            self._orders.pop(visitor, None)  # who comes again stands at the end of the queue
            self._orders[visitor] = self._order(job)
            self._next()
            if self._keeper is None:
                self._keeper = Thread(target=self._keep, daemon=True)
                self._keeper.start()

    def snapshot(self, visitor: str) -> Snapshot | None:
        """How far the run of `visitor` is, or how it ended; None before the first. Who asks is there."""
        with self._lock:
            order = self._orders.get(visitor)
            if order is None:
                return None
            order.seen = self._clock()
            return replace(order.snapshot, number=order.number, place=self._place(visitor) if order.waiting else 0)

    def run(self, visitor: str) -> Run | None:
        """The run of `visitor` that is under way, to be told what to do."""
        order = self._orders.get(visitor)
        return order.run if order and order.under_way else None

    def recipe(self, visitor: str) -> Recipe | None:
        """What `visitor` has ordered last, whatever has become of it; None before the first."""
        order = self._orders.get(visitor)
        return order.job.recipe if order else None

    def stop(self, visitor: str) -> None:
        """Stop the run of `visitor`, or take them out of the queue."""
        with self._lock:
            order = self._orders.get(visitor)
            if order and order.run:
                order.run.stop()
            elif order and order.waiting:
                order.end(Snapshot("stopped", order.job.recipe.epochs))

    def forget(self, visitor: str) -> None:
        """Forget a run of `visitor` that is over: what came out of it is in good hands."""
        with self._lock:
            order = self._orders.get(visitor)
            if order and not (order.waiting or order.under_way):
                del self._orders[visitor]

    def tick(self) -> bool:
        """Forget who has gone, begin what is next; return whether there is anything left to look after."""
        with self._lock:
            for visitor, order in list(self._orders.items()):
                if self._clock() - order.seen > self._away:
                    log.event("visitor gone", waiting=order.waiting, training=order.under_way)
                    if order.run and order.under_way:
                        order.run.kill()
                    del self._orders[visitor]
            self._next()
            if not self._orders:
                self._keeper = None
            return bool(self._orders)

    def _order(self, job: Job) -> _Order:
        """An order for `job`, refused where there are too many or too large ones."""
        self._count += 1
        order = _Order(self._count, job, self._clock())
        waiting = sum(order.waiting for order in self._orders.values())
        if waiting < LONGEST and sum(map(_size, (job, *(order.job for order in self._orders.values())))) <= MEGABYTES * 2**20:
            return order
        log.refused("training", "errors.training.queue")
        order.end(Snapshot("failed", job.recipe.epochs).failed("errors.training.queue", waiting=waiting))
        return order

    def _keep(self) -> None:
        while self.tick():
            time.sleep(TICK)

    def _place(self, visitor: str) -> int:
        waiting = [name for name, order in self._orders.items() if order.waiting]
        return 1 + waiting.index(visitor)

    def _next(self) -> None:
        if any(order.under_way for order in self._orders.values()):
            return
        for order in self._orders.values():
            if order.waiting:
                try:
                    order.run = Run(order.job, clock=self._clock)
                    order.job = order.run.job
                except OSError as error:
                    order.end(_refusal(order.job, error))
                    continue
                return


def _size(job: Job) -> int:
    """Bytes of the digits that were uploaded for `job`."""
    return len(job.data.content) if isinstance(job.data, Upload) else 0


def _refusal(job: Job, error: OSError) -> Snapshot:
    """A run of `job` that could not be started, and why."""
    never = Snapshot("failed", job.recipe.epochs)
    try:
        tempfile.gettempdir()
    except FileNotFoundError:  # what it says itself has all the folders in it that were tried
        return never.failed("errors.training.folder")
    return never.failed("errors.training.start", cause=error.strerror)
