"""What a session shows while it works: a live line on a terminal, plain lines in a pipe."""

import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from verify.engine.verdict import EXIT_CONTRADICTION, EXIT_ERROR, Verdict, standing

from .lines import verdict_lines

if TYPE_CHECKING:
    from rich.progress import Progress

_COLOURS = {"PROVED": "green", "REFUTED": "magenta"}


class Screen:
    """Prints verdicts in catalogue order, each as soon as all before it are known.

    On a terminal a last line tells how far the session is and what it works on.
    """

    def __init__(self, total: int) -> None:
        self._next = 0
        self._ready: dict[int, Verdict | None] = {}
        self._running: dict[str, float] = {}
        self._lock = threading.Lock()
        self._progress = _live(self._slowest) if sys.stdout.isatty() and total else None
        if self._progress is not None:
            self._task = self._progress.add_task("", total=total)

    def __enter__(self) -> "Screen":
        if self._progress is not None:
            self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._progress is not None:
            self._progress.stop()

    def started(self, identifier: str) -> None:
        """Work on this claim begins."""
        with self._lock:
            self._running[identifier] = time.monotonic()

    def decided(self, place: int, identifier: str, verdict: Verdict | None) -> None:
        """The claim at `place` in the catalogue is done; None prints nothing."""
        with self._lock:
            self._running.pop(identifier, None)
            self._ready[place] = verdict
            while self._next in self._ready:
                self._print(self._ready.pop(self._next))
                self._next += 1
            if self._progress is not None:
                self._progress.advance(self._task)

    def _slowest(self) -> str:
        """The claims that have been worked on for longest; they are in the order in which they began."""
        with self._lock:
            running = list(self._running.items())[:2]
        now = time.monotonic()
        return ", ".join(f"{identifier} ({now - began:.0f} s)" for identifier, began in running)

    def _print(self, verdict: Verdict | None) -> None:
        if verdict is None:
            return
        lines = verdict_lines(verdict)
        if self._progress is None:
            print("\n".join(lines), flush=True)
            return
        from rich.text import Text

        colour = (
            "red" if standing(verdict) in (EXIT_CONTRADICTION, EXIT_ERROR) else _COLOURS.get(verdict.verdict, "yellow")
        )
        for number, line in enumerate(lines):
            text = Text(line)
            if number == 0:
                start = line.index(verdict.verdict)
                text.stylize(f"bold {colour}", start, start + len(verdict.verdict))
            self._progress.console.print(text, soft_wrap=True)


def _live(slowest: Callable[[], str]) -> "Progress":
    """A line that tells, while it is shown, what is done, the time gone and left, and what `slowest` says."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Slowest(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(slowest(), overflow="ellipsis", no_wrap=True)

    return Progress(
        BarColumn(bar_width=24), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(), Slowest(),
        transient=True,
    )  # fmt: skip
