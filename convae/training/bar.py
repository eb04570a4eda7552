"""A training run in the terminal: a bar for the epoch under way, a line for each finished one."""

import atexit
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from convae.training_events import Epoch, Event, Start, Step, Written


class Bar:
    """Takes the events of a training run and shows them."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)
        self.progress = Progress(
            TextColumn("epoch {task.fields[epoch]}"),
            BarColumn(),
            TextColumn("BCE {task.fields[bce]:.4f} · {task.fields[left]} left"),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        )
        self.task = self.progress.add_task("", total=None, epoch="1", bce=float("nan"), left="?")

    def __call__(self, event: Event) -> None:
        """Show one event; what is none of these is for programs."""
        match event:
            case Start():
                self._start(event)
            case Step():
                self._step(event)
            case Epoch():
                self._epoch(event)
            case Written():
                self.progress.stop()
                self._print(f"{'stopped: the best so far is' if event.stopped else 'done:'} {event.path}")

    def _start(self, start: Start) -> None:
        held = f", {start.hold_out:,} held out for validation" if start.hold_out else ""
        self._print(f"{start.model}: {start.epochs} epochs on {start.images:,} digits from {start.source}{held}")
        self.progress.start()
        atexit.register(self.progress.stop)  # however the run ends, the terminal gets its cursor back

    def _step(self, step: Step) -> None:
        self.progress.update(
            self.task,
            total=step.epochs * step.steps,
            completed=(step.epoch - 1) * step.steps + step.step,
            epoch=f"{step.epoch}/{step.epochs}",
            bce=step.bce,
            left="?" if step.seconds_left is None else timedelta(seconds=step.seconds_left),
        )

    def _epoch(self, epoch: Epoch) -> None:
        text = f"epoch {epoch.epoch:>3}  {epoch.seconds:>7.1f} s  BCE {epoch.bce:.4f}  MSE {epoch.mse:.5f}"
        if epoch.validation_bce is not None:
            text += f"   validation BCE {epoch.validation_bce:.4f}  MSE {epoch.validation_mse:.5f}"
        self._print(text)

    def _print(self, text: str) -> None:
        self.console.print(text, soft_wrap=True, markup=False)
