"""Reading the functions that a claim ran, for what a trace would not see.

A claim file is read whole when it is loaded (`collect.py`). Of other files, such as the module
that a claim is about or a test module around it, only what ran is read: the rest
may do what it likes. Recording what runs takes time, so it is left out for claim files
that import from libraries alone.
"""

import ast
import linecache
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..trace.memory import of_a_library
from ..trace.ran import Ran, recorded
from .claim import ClaimError
from .source_check import refused

IMPORTS = ".imports"
"""The name, which can be no author's, by which a claim file's globals say whether it imports from an author's file."""
_LOADERS = frozenset("__import__ eval exec exec_module import_module load_module modules run_module run_path".split())


def imports_from_authors(tree: ast.Module) -> bool:
    """Whether a file that has been run imports from files that belong to no library, or may do so."""
    for part in ast.walk(tree):
        match part:
            case ast.Import(names=names) if not all(_is_a_library(each.name) for each in names):
                return True
            case ast.ImportFrom(module=name, level=level) if level or name is None or not _is_a_library(name):
                return True
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in _LOADERS:
                return True
    return False


def _is_a_library(name: str) -> bool:
    file = getattr(sys.modules.get(name), "__file__", "")
    return of_a_library(file) if file else name in sys.builtin_module_names


def reading(function: Callable[..., Any]) -> AbstractContextManager[Ran]:
    """A context in which what runs is recorded, unless no other file can be reached from that of `function`."""
    return recorded() if function.__globals__.get(IMPORTS, True) else nullcontext(Ran())


def check_ran(ran: Ran, function: Callable[..., Any]) -> None:
    """Read the functions that ran, but for those of libraries, and of the file of `function` if it is a claim file.

    Raises ClaimError with the line of what `refused` refuses in one of them, or of what they called; and where
    the source of one is not there to be read.
    """
    read = function.__code__.co_filename if IMPORTS in function.__globals__ else None
    for other in sorted({code.co_filename for code in ran.codes}):
        if of_a_library(other) or other == read:
            continue
        lines = {code.co_firstlineno for code in ran.codes if code.co_filename == other}
        text = "".join(linecache.getlines(other))
        if not text:
            raise ClaimError("the source of the function cannot be read", Path(other), min(lines))
        if (found := refused(_parsed(text), lines)) is not None:
            raise ClaimError(found[1], Path(other), found[0])
    for other, line, name in sorted(ran.called)[:1]:
        told = "it must do the same on every run, and on symbolic values as on numbers"
        raise ClaimError(f"{name} in a function: {told}", Path(other), line)


@lru_cache(maxsize=16)
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)
