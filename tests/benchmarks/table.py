"""Rows of a benchmark's table, and answers that are killed when their time is over."""

from collections.abc import Callable
from typing import Any

from pebble import ProcessPool

from tests.benchmarks.peers import Answer

WIDTHS = (22, 24, 8, 7, 8, 30)


def print_row(*cells: str) -> None:
    """Subject, by whom, seconds, seconds to check, bytes, what is left behind."""
    row = "  ".join(f"{cell:{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
    print(row.rstrip(), flush=True)


def print_header(subject: str) -> None:
    """The first row."""
    print_row(subject, "by", "seconds", "check", "bytes", "leaves behind")


def answered(
    pool: ProcessPool, answer: Callable[[Any], Answer], question: Any, seconds: float
) -> tuple[str, str, str, str]:
    """The last four cells of a row: `answer` of the question, in a worker that is killed after so many seconds."""
    future = pool.schedule(answer, args=(question,), timeout=seconds)
    try:
        given = future.result()
    except TimeoutError:
        return f"> {seconds:g}", "", "", "nothing"
    except Exception as error:
        return "", "", "", f"{type(error).__name__}: {error}"[:60]
    checked = "" if given.check is None else f"{given.check:.3f}"
    return f"{given.seconds:.3f}", checked, "" if given.size is None else str(given.size), given.leaves
