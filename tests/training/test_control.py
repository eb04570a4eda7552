"""What a training is told from outside: by Ctrl-C, by the lines of its input, by the clock."""

import io
import json
import signal

import pytest

from convae.training.control import Control, memory


def told(*lines: object) -> Control:
    """A control that has obeyed these lines: texts as they are, the others as JSON."""
    control = Control()
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    control.obey(io.StringIO(text))
    return control


@pytest.fixture
def _interrupts():
    """Puts the handler of Ctrl-C back where it was."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interrupts")
def test_a_second_ctrl_c_gives_up():
    control = Control()
    control.listen(None)
    signal.raise_signal(signal.SIGINT)
    assert control.stop.is_set()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


@pytest.mark.usefixtures("_interrupts")
def test_the_end_of_the_commands_means_stop():
    control = Control()
    assert not control.stop.is_set()
    control.listen(io.StringIO())
    assert control.stop.wait(60)


def test_without_a_word_a_training_goes_on_at_the_rate_of_its_recipe():
    control = told()
    assert (control.go.is_set(), control.rate, control.overdue) == (True, None, False)


@pytest.mark.parametrize(
    ("lines", "goes"), [([{"pause": True}], False), ([{"pause": True}, {"pause": False}], True), ([{"pause": True}, {"rate": 0.01}], False)]
)
def test_it_pauses_and_goes_on_when_it_is_told(lines, goes):
    assert told(*lines).go.is_set() is goes


@pytest.mark.parametrize(
    ("rate", "taken"), [(1e-5, 1e-5), (0.001, 0.001), (0.1, 0.1), (9e-6, None), (0.11, None), (-0.01, None), (0, None)]
)
def test_a_rate_within_the_bounds_of_a_recipe_is_taken(rate, taken):
    assert told({"rate": rate}).rate == taken


def test_one_line_may_say_both():
    control = told({"pause": True, "rate": 0.02})
    assert (control.go.is_set(), control.rate) == (False, 0.02)


@pytest.mark.parametrize(
    "line",
    ["", "stop", "{", "17", "null", "[1]", '"pause"', "\x00", "[" * 100_000, {"go": 1}, {"rate": "fast"}, {"rate": [1]}, '{"rate": NaN}'],
)
def test_what_is_no_command_changes_nothing_and_the_next_one_is_obeyed(line):
    control = told(line)
    assert (control.go.is_set(), control.rate) == (True, None)
    assert told(line, {"rate": 0.02}).rate == 0.02


@pytest.mark.usefixtures("_interrupts")
def test_bytes_that_are_no_text_change_nothing_and_the_next_command_is_obeyed():
    control = Control()
    control.listen(io.TextIOWrapper(io.BytesIO(b'\xff\xfe\n{"rate": 0.02}\n'), encoding="utf-8"))
    assert control.stop.wait(60)
    assert control.rate == 0.02


def test_its_time_is_up_when_the_clock_says_so():
    now = [100.0]
    control = Control(seconds=30, clock=lambda: now[0])
    now[0] = 130
    assert not control.overdue
    assert control.remaining == 0
    now[0] = 130.1
    assert control.overdue
    assert not Control(seconds=None, clock=lambda: now[0]).overdue


def test_the_memory_is_that_of_this_process_in_megabytes():
    before = memory()
    assert 20 < before < 20_000
    held = bytearray(200 * 2**20)
    held[:: 2**12] = b"x" * len(held[:: 2**12])
    assert memory() >= before
    assert memory() >= 200
