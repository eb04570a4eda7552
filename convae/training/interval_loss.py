"""The mean loss of an interval of a training, from Keras's, which is the mean since the epoch began."""


class IntervalLoss:
    """The mean loss of the digits since the last time that it was asked for, or since the epoch began if that was later."""

    def __init__(self) -> None:
        self.begin_epoch()

    def begin_epoch(self) -> None:
        """From here on Keras's loss is the mean of another epoch."""
        self._seen, self._total = 0, 0.0

    def upto(self, seen: int, mean: float) -> float:
        """The mean of the interval that ends here, with so many digits `seen` in the epoch, whose loss is `mean`; another one begins."""
        total = seen * mean
        interval = (total - self._total) / (seen - self._seen)
        self._seen, self._total = seen, total
        return interval
