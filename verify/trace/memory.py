"""What a function could remember from one run to the next: the contents of what it reaches and does not make itself.

`claims/source_check.py` refuses what can be seen to change such things; here it is looked at
whether they did change. Only functions of the same file are followed, and no object without a `__dict__`.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

from .operands import Symbolic

_MOST_PARTS = 1 << 20
_COLLECTIONS = (list, tuple, set, frozenset, dict, deque, bytearray)


@dataclass(slots=True)
class Memory:
    """What some functions reach, with the contents that it had."""

    contents: list[tuple[Any, list[Any]]] = field(default_factory=list)
    iterates: bool = False

    def fault(self) -> str | None:
        """Why the functions' next run may do something else, if that is seen by now."""
        if self.iterates:
            return "reads from an iterator that was made before it: the next run would find less"
        for holder, parts in self.contents:
            now = _parts(holder)
            if len(now) != len(parts) or any(new is not old for new, old in zip(now, parts, strict=True)):
                kind = type(holder).__name__
                return f"changes an object ({kind}) that it did not make: it must do the same on every run"
        return None


def memory_of(functions: Iterable[Callable[..., Any] | None], file: str, by_name: bool = True) -> Memory:
    """What functions of `file` reach, and the contents that it has now."""
    found = Memory()
    for value in reached(functions, file, by_name):
        found.iterates |= hasattr(type(value), "__next__")
        if _holds_parts(value):
            found.contents.append((value, _parts(value)))
    return found


def reached(functions: Iterable[Callable[..., Any] | None], file: str, by_name: bool = True) -> list[Any]:
    """What functions of `file` reach through closures and defaults, and (`by_name`) the names of their module."""
    waiting: list[Any] = [*functions]
    seen: dict[int, Any] = {}
    while waiting and len(seen) < _MOST_PARTS:
        value = waiting.pop()
        if id(value) in seen or issubclass(type(value), Symbolic) or isinstance(value, ModuleType):
            continue
        seen[id(value)] = value
        if isinstance(value, FunctionType):
            waiting += _around(value, by_name) if value.__code__.co_filename == file else ()
        elif isinstance(value, MethodType):
            waiting += [value.__self__, value.__func__]
        elif isinstance(value, partial):
            waiting += [value.func, value.args, value.keywords]
        elif isinstance(value, type):
            own = [part for part in vars(value).values() if isinstance(part, FunctionType)]
            waiting += own if any(part.__code__.co_filename == file for part in own) else ()
        elif _holds_parts(value):
            waiting += [type(value), *_parts(value)]
    return [*seen.values()]


def _holds_parts(value: Any) -> bool:
    return isinstance(value, _COLLECTIONS) or (
        hasattr(value, "__dict__") and not isinstance(value, FunctionType | MethodType | partial | type)
    )


def _parts(holder: Any) -> list[Any]:
    """What an object holds: its elements, and its attributes."""
    found = [*holder] if isinstance(holder, _COLLECTIONS) else []
    for attributes in (holder if isinstance(holder, dict) else {}, getattr(holder, "__dict__", {})):
        found += [part for pair in attributes.items() for part in pair]
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
