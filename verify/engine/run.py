"""A session: every claim traced, cross-checked and decided, many at once."""

import queue
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from verify.claims.claim import ClaimError
from verify.claims.collect import Case, FileError
from verify.claims.instance import Instance, state

from .decide import Decision, blank_verdict
from .verdict import ERROR, Verdict, shown_path
from .workers import Stopped

Judge = Callable[[Instance], Decision]
"""Instance to decision; `decide` with all but its first argument given."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The decision on the claim at `place` in the catalogue."""

    place: int
    decision: Decision


def file_error(error: FileError) -> Verdict:
    """The ERROR line of a claim file that could not be loaded."""
    shown = shown_path(error.file)
    return Verdict(
        id=f"{shown}:{error.line}", file=shown, line=error.line, statement="", expect="proved", verdict=ERROR,
        reason=error.message,
    )  # fmt: skip


def examine(
    cases: Sequence[Case], judge: Judge, jobs: int, started: Callable[[str], None]
) -> Generator[Outcome, None, None]:
    """The outcomes as they come, in any order.

    Claims are traced here, in the calling thread, while those before them are
    judged in others. `started` is told the id of each claim as its work begins.
    """
    done: queue.SimpleQueue[Outcome | BaseException] = queue.SimpleQueue()
    executor = ThreadPoolExecutor(jobs)

    def work(place: int, instance: Instance) -> None:
        try:
            started(instance.id)
            done.put(Outcome(place, _shown(judge(instance))))
        except BaseException as error:
            done.put(error)

    waiting = 0
    try:
        for place, case in enumerate(cases):
            try:
                instance = state(case)
            except ClaimError as error:
                yield Outcome(place, _shown(Decision(_untraced(case, error))))
                continue
            executor.submit(work, place, instance)
            waiting += 1
            while not done.empty():
                waiting -= 1
                yield _result(done.get())
        for _ in range(waiting):
            yield _result(done.get())
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _result(item: Outcome | BaseException) -> Outcome:
    if isinstance(item, Stopped):
        raise KeyboardInterrupt
    if isinstance(item, BaseException):
        raise item
    return item


def _untraced(case: Case, error: ClaimError) -> Verdict:
    """The ERROR of a claim that could not be traced, at the line that is to blame."""
    return replace(blank_verdict(case), file=str(error.file), line=error.line, reason=error.message)


def _shown(decision: Decision) -> Decision:
    return replace(decision, verdict=replace(decision.verdict, file=shown_path(Path(decision.verdict.file))))
