"""A limit on how long a claim file's own code may run: it is a program, and may loop for ever."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LONGEST = 60.0


class TooLong(BaseException):
    """The claim file's code ran beyond the limit; no `except Exception` of its own holds this up."""

    def __init__(self) -> None:
        super().__init__(f"ran for more than {LONGEST:.0f} s before a statement was made of it; does it loop for ever?")


@contextmanager
def time_limit() -> Iterator[None]:
    """Raises TooLong in the body after LONGEST seconds; in other threads than the main one there is no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
