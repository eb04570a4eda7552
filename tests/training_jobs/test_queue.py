"""One run at a time on a server, the others wait for their turn, and who goes away is not waited for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest

from convae.training_jobs import Snapshot, Trainer, Upload
from convae.training_jobs.queue import AWAY, LONGEST, MEGABYTES
from stand_in_training import OBEDIENT, Script, job, script, sentence, until


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


@dataclass(frozen=True)
class Unstartable(Script):
    """A command that is not there."""

    def command(self, data: Path) -> list[str]:
        return ["/nowhere/python", *super().command(data)[1:]]


OBEYS = script(OBEDIENT)
UNSTARTABLE = Unstartable(OBEYS.recipe)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def trainer(clock) -> Iterator[Trainer]:
    """A trainer whose clock the test turns; nothing that it started is left at the end."""
    one = Trainer(clock=clock)
    yield one
    runs = [order.run for order in one._orders.values() if order.run]
    one._orders.clear()
    for run in runs:
        run.kill()
        until(lambda run=run: not run.snapshot.running)


def training(trainer: Trainer, visitor: str) -> None:
    """Wait until the run of `visitor` has made its first step."""
    until(lambda: trainer.snapshot(visitor).state == "training")


def over(trainer: Trainer, visitor: str) -> Snapshot:
    until(lambda: not trainer.snapshot(visitor).running)
    return trainer.snapshot(visitor)


def places(trainer: Trainer, *visitors: str) -> list[tuple[str, int]]:
    return [(now.state, now.place) for now in map(trainer.snapshot, visitors)]


def test_who_has_never_come_has_no_run(trainer):
    assert trainer.snapshot("a") is None
    assert trainer.run("a") is None
    trainer.stop("a")
    trainer.forget("a")
    assert trainer.tick() is False


def test_what_somebody_has_ordered_is_known_whatever_becomes_of_it(trainer):
    trainer.start("waits", OBEYS)
    trainer.start("stops", replace(OBEYS, recipe=replace(OBEYS.recipe, seed=7)))
    trainer.stop("stops")
    assert (trainer.recipe("waits"), trainer.recipe("stops").seed, trainer.recipe("nobody")) == (OBEYS.recipe, 7, None)


def test_one_run_at_a_time_and_the_places_of_the_others_count_down(trainer):
    for visitor in "abc":
        trainer.start(visitor, OBEYS)
    training(trainer, "a")
    assert places(trainer, "a", "b", "c") == [("training", 0), ("waiting", 1), ("waiting", 2)]
    assert [trainer.run(visitor) is not None for visitor in "abc"] == [True, False, False]
    trainer.stop("a")
    assert over(trainer, "a").result.model == b"model"
    trainer.tick()
    training(trainer, "b")
    assert places(trainer, "a", "b", "c") == [("stopped", 0), ("training", 0), ("waiting", 1)]
    trainer.stop("b")
    over(trainer, "b")
    trainer.tick()
    training(trainer, "c")
    assert places(trainer, "b", "c") == [("stopped", 0), ("training", 0)]


def test_who_waits_gets_their_turn_without_anybody_asking(trainer):
    trainer.start("a", script("pass"))
    trainer.start("b", OBEYS)
    run = trainer._orders["b"]
    until(lambda: run.run is not None)
    training(trainer, "b")
    assert trainer.snapshot("a").state == "failed"


def test_a_run_that_is_told_to_wait_keeps_its_turn(trainer):
    trainer.start("a", OBEYS)
    trainer.start("b", OBEYS)
    training(trainer, "a")
    trainer.run("a").pause(True)
    trainer.tick()
    assert places(trainer, "a", "b") == [("paused", 0), ("waiting", 1)]


def test_who_has_a_run_that_is_not_over_gets_no_second_one(trainer):
    trainer.start("a", OBEYS)
    trainer.start("b", OBEYS)
    first = trainer.run("a")
    trainer.start("a", job(epochs=7))
    trainer.start("b", job(epochs=7))
    assert trainer.run("a") is first
    assert [trainer.snapshot(visitor).epochs for visitor in "ab"] == [5, 5]
    assert trainer.snapshot("b").place == 1


def test_who_comes_again_stands_at_the_end_of_the_queue(trainer):
    for visitor in "abc":
        trainer.start(visitor, OBEYS)
    training(trainer, "a")
    trainer.stop("a")
    over(trainer, "a")
    trainer.tick()
    trainer.start("a", replace(OBEYS, recipe=replace(OBEYS.recipe, epochs=6)))
    assert [(name, place) for name, (_, place) in zip("abc", places(trainer, *"abc"), strict=True)] == [("a", 2), ("b", 0), ("c", 1)]
    assert trainer.snapshot("a").epochs == 6


def test_to_stop_takes_out_of_the_queue_who_waits(trainer):
    for visitor in "abc":
        trainer.start(visitor, OBEYS)
    trainer.stop("b")
    left = trainer.snapshot("b")
    assert (left.state, left.running, left.result) == ("stopped", False, None)
    assert trainer.snapshot("c").place == 1
    assert trainer.snapshot("a").running


def test_who_has_not_asked_for_two_minutes_is_forgotten_and_their_process_killed(trainer, clock):
    for visitor in "abc":
        trainer.start(visitor, OBEYS)
    training(trainer, "a")
    left = psutil.Process(trainer.run("a")._process.pid)
    assert AWAY == 120
    clock.wait(AWAY - 1)
    assert trainer.snapshot("c").place == 2
    clock.wait(2)
    trainer.tick()
    left.wait(timeout=300)
    assert trainer.snapshot("a") is None
    assert trainer.snapshot("b") is None
    training(trainer, "c")


def test_who_asks_is_waited_for(trainer, clock):
    trainer.start("a", OBEYS)
    trainer.start("b", OBEYS)
    training(trainer, "a")
    for _ in range(5):
        clock.wait(AWAY - 1)
        assert trainer.snapshot("a").state == "training"
        assert trainer.snapshot("b").place == 1
        assert trainer.tick()


def test_every_run_has_a_number_of_its_own_by_which_its_result_is_known(trainer):
    trainer.start("a", OBEYS)
    trainer.start("b", OBEYS)
    training(trainer, "a")
    assert [trainer.snapshot(visitor).number for visitor in "ab"] == [1, 2]
    trainer.stop("a")
    assert over(trainer, "a").number == 1
    trainer.start("a", OBEYS)
    assert [trainer.snapshot(visitor).number for visitor in "ab"] == [3, 2]


def test_a_run_that_is_over_is_forgotten_when_its_visitor_has_gone(trainer, clock):
    trainer.start("a", script("pass"))
    over(trainer, "a")
    clock.wait(AWAY + 1)
    assert trainer.tick() is False
    assert trainer.snapshot("a") is None


def test_a_failure_to_start_is_said_and_the_next_gets_their_turn(trainer):
    trainer.start("a", OBEYS)
    trainer.start("b", UNSTARTABLE)
    trainer.start("c", OBEYS)
    training(trainer, "a")
    trainer.stop("a")
    over(trainer, "a")
    trainer.tick()
    assert sentence(trainer.snapshot("b")).startswith("The training could not be started (No such file or directory)")
    training(trainer, "c")


def test_after_a_failure_to_start_one_may_try_again(trainer):
    trainer.start("a", UNSTARTABLE)
    assert trainer.snapshot("a").state == "failed"
    assert trainer.run("a") is None
    trainer.start("a", OBEYS)
    training(trainer, "a")


def test_only_what_is_over_is_forgotten(trainer):
    trainer.start("a", OBEYS)
    trainer.start("b", OBEYS)
    training(trainer, "a")
    for visitor in "ab":
        trainer.forget(visitor)
    assert places(trainer, "a", "b") == [("training", 0), ("waiting", 1)]
    trainer.stop("a")
    over(trainer, "a")
    trainer.forget("a")
    assert trainer.snapshot("a") is None


def test_when_all_have_gone_the_trainer_rests_and_wakes_for_the_next(trainer, clock):
    trainer.start("a", OBEYS)
    keeper = trainer._keeper
    clock.wait(AWAY + 1)
    until(lambda: not keeper.is_alive())
    assert trainer._keeper is None
    trainer.start("b", OBEYS)
    training(trainer, "b")
    assert trainer._keeper.is_alive()


def test_a_queue_that_is_full_takes_nobody_more_until_somebody_goes(trainer):
    visitors = [str(at) for at in range(1 + LONGEST)]
    for visitor in visitors:
        trainer.start(visitor, OBEYS)
    assert trainer.snapshot(visitors[-1]).place == LONGEST
    trainer.start("late", OBEYS)
    assert "no room in the queue: 50 others wait already" in sentence(trainer.snapshot("late"))
    trainer.stop(visitors[-1])
    trainer.start("late", OBEYS)
    assert trainer.snapshot("late").place == LONGEST


def test_digits_that_wait_take_no_more_memory_than_is_kept_for_them(trainer):
    large = replace(OBEYS, data=Upload("digits.npz", bytes(MEGABYTES * 2**20 // 2)))
    trainer.start("first", OBEYS)
    for visitor in "abc":
        trainer.start(visitor, large)
    assert "no room in the queue" in sentence(trainer.snapshot("c"))
    assert trainer._orders["c"].job.data == Upload("digits.npz", b"")
    trainer.start("d", OBEYS)
    assert trainer.snapshot("d").state == "waiting"
    trainer.stop("b")
    trainer.start("c", large)
    assert trainer.snapshot("c").state == "waiting"


def test_of_digits_that_a_process_has_only_the_name_is_kept(trainer):
    trainer.start("a", replace(OBEYS, data=Upload("digits.npz", bytes(1000))))
    training(trainer, "a")
    assert trainer._orders["a"].job.data == trainer.run("a").job.data == Upload("digits.npz", b"")
