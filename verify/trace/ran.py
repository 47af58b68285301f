"""Which functions ran while a claim was traced: no registry or alias hides them.

What behaves otherwise on symbolic values than on numbers does so in a function that ran, so it is enough
to read these (`claims/reached.py`).
"""

import random
import secrets
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any

from .memory import of_a_library

_QUESTIONS = frozenset("dir hasattr id is_ is_not vars".split())
_CHANGING = frozenset(
    "getrandbits monotonic monotonic_ns now perf_counter perf_counter_ns process_time process_time_ns random "
    "time time_ns urandom".split()
)
_CHANGING_FILES = frozenset(module.__file__ for module in (random, secrets, uuid))


@dataclass(frozen=True, slots=True)
class Ran:
    """The codes of the functions that ran, and what an author's function called that is not the same on every run,
    or asks about objects: its file, its line, and the name of what it called.
    """

    codes: set[CodeType] = field(default_factory=set)
    called: set[tuple[str, int, str]] = field(default_factory=set)


@contextmanager
def recorded() -> Iterator[Ran]:
    """While inside, what runs is put into the result."""
    ran = Ran()

    def note(frame: FrameType, event: str, called: Any) -> None:
        if event == "call":
            ran.codes.add(frame.f_code)
            if frame.f_back is not None and frame.f_code.co_filename in _CHANGING_FILES:
                add(frame.f_back, frame.f_code.co_name)
        elif event == "c_call" and (called.__name__ in _QUESTIONS or called.__name__ in _CHANGING):
            add(frame, called.__name__)

    def add(frame: FrameType, name: str) -> None:
        if not of_a_library(frame.f_code.co_filename):
            ran.called.add((frame.f_code.co_filename, frame.f_lineno, name))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield ran
    finally:
        sys.setprofile(before)
