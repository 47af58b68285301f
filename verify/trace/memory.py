"""What a function could remember from one run to the next: the contents of what it reaches and does not make itself.

`claims/source_check.py` refuses what can be seen to change such things; here it is looked at
whether they did change. Functions and classes of the claim's file are followed, and those of all
other files that belong to no library: what objects of libraries' classes keep, but for lists and
the like, is their own affair.
"""

import sys
import sysconfig
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property, partial
from pathlib import Path
from random import Random
from types import (
    CodeType,
    FunctionType,
    MappingProxyType,
    MemberDescriptorType,
    MethodType,
    MethodWrapperType,
    ModuleType,
    SimpleNamespace,
)
from typing import Any

from .operands import Symbolic
from .oracle import TraceError

_MOST_PARTS = 1 << 18
_ATOMS = (int, float, complex, str, bytes, bool, type(None), Fraction)
_COLLECTIONS = (list, tuple, set, frozenset, dict, deque, bytearray, MappingProxyType)
_AROUND_FUNCTIONS = (
    MethodType, MethodWrapperType, partial, staticmethod, classmethod, property, cached_property,
    type(cache(len)),
)  # fmt: skip
_IN_THEM = ("__self__", "__func__", "__wrapped__", "func", "args", "keywords", "fget")
_LIBRARIES = (Path(__file__).parents[1], *(Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")))


@dataclass(slots=True)
class Memory:
    """What some functions of `file` reach, with the contents that it had; `by_name`: also through their module."""

    file: str
    module: str
    by_name: bool
    contents: list[tuple[Any, list[Any]]] = field(default_factory=list)

    def fault(self) -> str | None:
        """Why the functions' next run may do something else, if that is seen by now."""
        for holder, parts in self.contents:
            if isinstance(holder, Random):
                return "draws random numbers: it must do the same on every run"
            if hasattr(type(holder), "__next__"):
                return "reads from an iterator that was made before it: the next run would find less"
            now = self.parts(holder)
            if len(now) != len(parts) or any(new is not old for new, old in zip(now, parts, strict=True)):
                kind = type(holder).__name__
                return f"changes an object ({kind}) that it did not make: it must do the same on every run"
        return None

    def parts(self, holder: Any) -> list[Any]:
        """What an object holds: its elements and attributes; what a function of the file finds around it."""
        if isinstance(holder, FunctionType):
            return [*_around(holder, self.by_name), *holder.__dict__.values()] if self._is_own(holder) else []
        if isinstance(holder, _AROUND_FUNCTIONS):
            return [getattr(holder, name) for name in _IN_THEM if hasattr(holder, name)]
        if isinstance(holder, type):
            return [*vars(holder).values(), *holder.__bases__] if self._is_own_module(holder.__module__) else []
        found = [*holder] if isinstance(holder, _COLLECTIONS) else []
        if isinstance(holder, dict | MappingProxyType):
            found += holder.values()
        if self._is_own_module(type(holder).__module__) or isinstance(holder, SimpleNamespace):
            found += [part for pair in getattr(holder, "__dict__", {}).items() for part in pair]
            slots = (slot for kind in type(holder).__mro__ for slot in vars(kind).values())
            found += [_value(slot, holder) for slot in slots if isinstance(slot, MemberDescriptorType)]
        return found

    def _is_own(self, function: FunctionType) -> bool:
        return function.__code__.co_filename == self.file or not of_a_library(function.__code__.co_filename)

    def _is_own_module(self, name: str) -> bool:
        return name == self.module or (name in sys.modules and _is_of_no_library(sys.modules[name]))


@cache
def of_a_library(file: str) -> bool:
    """Whether a function's file is of Python's library, an installed package or this one, or no source file at all."""
    path = Path(file)
    installed = any(part in ("site-packages", "dist-packages") for part in path.parts)
    return path.suffix != ".py" or installed or any(path.is_relative_to(folder) for folder in _LIBRARIES)


def _is_of_no_library(module: ModuleType) -> bool:
    """Whether a module or a folder of modules is an author's."""
    file = getattr(module, "__file__", None)
    files = [file] if file else [f"{folder}/__init__.py" for folder in getattr(module, "__path__", ())]
    return any(not of_a_library(each) for each in files)


def memory_of(functions: Iterable[Callable[..., Any] | None], file: str, by_name: bool = True) -> Memory:
    """What functions of `file` reach through closures and defaults, and (`by_name`) the names of their modules."""
    waiting: list[Any] = [*functions]
    found = Memory(file, next((each.__module__ for each in waiting if isinstance(each, FunctionType)), ""), by_name)
    seen: set[int] = set()
    while waiting:
        if len(seen) > _MOST_PARTS:
            raise TraceError(
                f"a function reaches more than {_MOST_PARTS} objects; that is too many to look at", file, 1
            )
        value = waiting.pop()
        if type(value) not in _ATOMS and id(value) not in seen and not issubclass(type(value), Symbolic | ModuleType):
            seen.add(id(value))
            found.contents.append((value, found.parts(value)))
            waiting += found.contents[-1][1]
            waiting.append(type(value))
    return found


def _value(slot: MemberDescriptorType, holder: Any) -> Any:
    """What a slot holds, None if nothing."""
    try:
        return slot.__get__(holder)
    except AttributeError:
        return None


def _around(function: FunctionType, by_name: bool) -> Iterator[Any]:
    yield from function.__defaults__ or ()
    yield from (function.__kwdefaults__ or {}).values()
    for cell in function.__closure__ or ():
        if cell != type(cell)():
            yield cell.cell_contents
    if by_name:
        names = sorted({name for code in _codes(function.__code__) for name in code.co_names})
        places = [function.__globals__]  # and those of the modules among what the names say
        for place in places:
            found = [place[name] for name in names if name in place]
            modules = [vars(value) for value in found if isinstance(value, ModuleType) and _is_of_no_library(value)]
            places += [more for more in modules if all(more is not known for known in places)]
            yield from found


def _codes(code: CodeType) -> list[CodeType]:
    """The code of a function and of those in it."""
    found = [code]
    for each in found:
        found += [inner for inner in each.co_consts if isinstance(inner, CodeType)]
    return found
