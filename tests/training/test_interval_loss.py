"""The mean loss of an interval, out of the mean since the epoch began."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae.training.interval_loss import IntervalLoss

BATCHES = st.lists(st.tuples(st.integers(1, 128), st.floats(0, 10)), min_size=1, max_size=30)


@given(batches=BATCHES)
def test_asked_after_every_batch_it_is_the_loss_of_each(batches):
    loss = IntervalLoss()
    seen = list(accumulate(size for size, _ in batches))
    totals = list(accumulate(size * each for size, each in batches))
    found = [loss.upto(count, total / count) for count, total in zip(seen, totals, strict=True)]
    assert found == pytest.approx([each for _, each in batches], abs=1e-9 * max(totals))


def test_no_interval_goes_over_the_end_of_an_epoch():
    loss = IntervalLoss()
    assert loss.upto(100, 0.5) == 0.5
    assert loss.upto(300, 0.3) == pytest.approx(0.2)
    loss.begin_epoch()
    assert loss.upto(100, 0.1) == pytest.approx(0.1)
