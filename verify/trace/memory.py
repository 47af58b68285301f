"""What a function could remember from one run to the next: the contents of what it reaches and does not make itself.

`claims/source_check.py` refuses what can be seen to change such things; here it is looked at
whether they did change. Only functions and classes of the same file are followed: what objects
of other classes keep, but for lists and the like, is their own affair.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from random import Random
from types import CodeType, FunctionType, MethodType, ModuleType, SimpleNamespace
from typing import Any

from .operands import Symbolic

_MOST_PARTS = 1 << 20
_COLLECTIONS = (list, tuple, set, frozenset, dict, deque, bytearray)


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
        if isinstance(holder, MethodType):
            return [holder.__self__, holder.__func__]
        if isinstance(holder, partial):
            return [holder.func, holder.args, holder.keywords]
        if isinstance(holder, type):
            return [*vars(holder).values()] if holder.__module__ == self.module else []
        found = [*holder] if isinstance(holder, _COLLECTIONS) else []
        if isinstance(holder, dict):
            found += holder.values()
        if type(holder).__module__ == self.module or isinstance(holder, SimpleNamespace):
            found += [part for pair in getattr(holder, "__dict__", {}).items() for part in pair]
            slots = (name for kind in type(holder).__mro__ for name in vars(kind).get("__slots__", ()))
            found += [getattr(holder, name) for name in slots if hasattr(holder, name)]
        return found

    def _is_own(self, function: FunctionType) -> bool:
        return function.__code__.co_filename == self.file


def memory_of(functions: Iterable[Callable[..., Any] | None], file: str, by_name: bool = True) -> Memory:
    """What functions of `file` reach through closures and defaults, and (`by_name`) the names of their module."""
    waiting: list[Any] = [*functions]
    found = Memory(file, next((each.__module__ for each in waiting if isinstance(each, FunctionType)), ""), by_name)
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_PARTS:
        value = waiting.pop()
        if id(value) not in seen and not issubclass(type(value), Symbolic | ModuleType):
            seen.add(id(value))
            found.contents.append((value, found.parts(value)))
            waiting += found.contents[-1][1]
            waiting.append(type(value))
    return found


def _around(function: FunctionType, by_name: bool) -> Iterator[Any]:
    yield from function.__defaults__ or ()
    yield from (function.__kwdefaults__ or {}).values()
    for cell in function.__closure__ or ():
        if cell != type(cell)():
            yield cell.cell_contents
    if by_name:
        names = {name for code in _codes(function.__code__) for name in code.co_names}
        yield from (function.__globals__[name] for name in sorted(names) if name in function.__globals__)


def _codes(code: CodeType) -> list[CodeType]:
    """The code of a function and of those in it."""
    found = [code]
    for each in found:
        found += [inner for inner in each.co_consts if isinstance(inner, CodeType)]
    return found
