"""Reading the functions that a claim reaches outside its claim file, for what a trace would not see.

A claim file is read whole when it is loaded (`collect.py`). Of other files, such as the module
that a claim is about or a test module around it, only what the claim reaches is read: the rest
may do what it likes.
"""

import ast
import linecache
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from ..trace.memory import memory_of, of_a_library
from .claim import ClaimError
from .source_check import refused


def check_imported(function: Callable[..., Any], file: Path) -> None:
    """Read the functions of other files that a function of `file` reaches, but for those of libraries.

    Raises ClaimError with the line of what `refused` refuses in one of them.
    """
    reached = _reached(function, file)
    for other in sorted({code.co_filename for code in reached} - {str(file)}):
        if not of_a_library(other):
            _check(other, reached)


def check_beside(function: Callable[..., Any], file: Path) -> None:
    """Read a function of `file`, which is no claim file, and those that it reaches there.

    Raises ClaimError as `check_imported` does, and where the file cannot be read.
    """
    if not linecache.getlines(str(file)):
        raise ClaimError("the source of the function cannot be read", file, function.__code__.co_firstlineno)
    _check(str(file), _reached(function, file))


def _check(file: str, reached: Iterable[CodeType]) -> None:
    lines = {code.co_firstlineno for code in reached if code.co_filename == file}
    if (found := refused(_parsed("".join(linecache.getlines(file))), lines)) is not None:
        raise ClaimError(found[1], Path(file), found[0])


def _reached(function: Callable[..., Any], file: Path) -> list[CodeType]:
    parts = (part for part, _ in memory_of((function,), str(file)).contents)
    return [part.__code__ for part in parts if isinstance(part, FunctionType)]


@lru_cache(maxsize=16)
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)
