"""A limit on how long a claim file's own code may run: it is a program, and may loop for ever."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

LONGEST = 60.0


class TooLong(BaseException):
    """The claim file's code ran beyond the limit; no `except Exception` of its own holds this up."""

    def __init__(self, line: int | None) -> None:
        self.line = line
        super().__init__(f"ran for more than {LONGEST:.0f} s before a statement was made of it; does it loop for ever?")


def _line_in(file: Path, frame: FrameType | None) -> int | None:
    """The line of the file that is being run; None if it is none of its."""
    while frame is not None and frame.f_code.co_filename != str(file):
        frame = frame.f_back
    return None if frame is None else frame.f_lineno


@contextmanager
def time_limit(file: Path) -> Iterator[None]:
    """Raises TooLong, with the file's line, after LONGEST seconds; in threads but the main one there is no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong(_line_in(file, frame))

    before = signal.signal(signal.SIGALRM, stop)
    # Again each second, for an exception raised inside a callback (a finaliser, say) is lost.
    signal.setitimer(signal.ITIMER_REAL, LONGEST, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
