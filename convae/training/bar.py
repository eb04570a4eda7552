"""A training run in the terminal: a bar for the epoch under way, a line for each finished one."""

import atexit
from datetime import timedelta
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn


class Bar:
    """Takes the reports of a training run and shows them."""

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

    def __call__(self, event: dict[str, Any]) -> None:
        """Show one report."""
        getattr(self, "_" + event["event"])(event)

    def _start(self, event: dict[str, Any]) -> None:
        held = f", {event['hold_out']:,} held out for validation" if event["hold_out"] else ""
        self._print(f"{event['model']}: {event['epochs']} epochs on {event['images']:,} digits from {event['source']}{held}")
        self.progress.start()
        atexit.register(self.progress.stop)  # however the run ends, the terminal gets its cursor back

    def _step(self, event: dict[str, Any]) -> None:
        self.progress.update(
            self.task,
            total=event["epochs"] * event["steps"],
            completed=(event["epoch"] - 1) * event["steps"] + event["step"],
            epoch=f"{event['epoch']}/{event['epochs']}",
            bce=event["bce"],
            left="?" if event["seconds_left"] is None else timedelta(seconds=event["seconds_left"]),
        )

    def _epoch(self, event: dict[str, Any]) -> None:
        text = f"epoch {event['epoch']:>3}  {event['seconds']:>7.1f} s  BCE {event['bce']:.4f}  MSE {event['mse']:.5f}"
        if "validation_bce" in event:
            text += f"   validation BCE {event['validation_bce']:.4f}  MSE {event['validation_mse']:.5f}"
        self._print(text)

    def _saved(self, event: dict[str, Any]) -> None:
        self.progress.stop()
        self._print(f"{'stopped: the best so far is' if event['stopped'] else 'done:'} {event['path']}")

    def _print(self, text: str) -> None:
        self.console.print(text, soft_wrap=True, markup=False)
