"""How long the rest of a training takes."""

from convae.training.pace import Pace


class Work:
    """A training on a clock that the test turns."""

    def __init__(self, total: int) -> None:
        self.now = 50.0
        self.pace = Pace(total, lambda: self.now)

    def steps(self, count: int, seconds: float) -> None:
        """Make so many steps, each of which takes so many seconds."""
        for _ in range(count):
            self.now += seconds
            self.pace.step()


def test_it_is_known_as_soon_as_a_second_of_steps_has_been_timed():
    work = Work(100)
    assert work.pace.left is None
    work.steps(1, 3.0)
    assert work.pace.left is None
    work.steps(1, 0.5)
    assert work.pace.left is None
    work.steps(1, 0.5)
    assert work.pace.left == 48.5


def test_the_first_step_in_which_the_network_is_compiled_does_not_count():
    work = Work(101)
    work.steps(1, 10.0)
    work.steps(50, 0.1)
    assert round(work.pace.left, 6) == 5.0
    assert round(work.pace.seconds, 6) == 15.0


def test_a_pause_counts_neither_as_work_nor_for_what_is_left():
    work = Work(21)
    work.steps(11, 1.0)
    work.now += 600
    work.pace.stood_still(600)
    assert (work.pace.seconds, work.pace.left) == (11.0, 10.0)


def test_at_the_end_nothing_is_left():
    work = Work(3)
    work.steps(3, 2.0)
    assert work.pace.left == 0
