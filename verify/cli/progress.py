"""What a session shows while it works: a live line on a terminal, plain lines in a pipe."""

import sys
import threading
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
        self._running: list[str] = []
        self._lock = threading.Lock()
        self._progress = _live() if sys.stdout.isatty() and total else None
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
            self._running.append(identifier)
            self._tell()

    def decided(self, place: int, identifier: str, verdict: Verdict | None) -> None:
        """The claim at `place` in the catalogue is done; None prints nothing."""
        with self._lock:
            if identifier in self._running:
                self._running.remove(identifier)
            self._ready[place] = verdict
            while self._next in self._ready:
                self._print(self._ready.pop(self._next))
                self._next += 1
            if self._progress is not None:
                self._progress.advance(self._task)
            self._tell()

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress.update(self._task, description=", ".join(self._running[:2]))

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


def _live() -> "Progress":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        transient=True,
    )
