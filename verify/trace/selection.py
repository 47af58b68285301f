"""Look-ups with symbolic indices, and the least and greatest of numbers, without a path for each.

On plain values these are Python's own.
"""

import builtins
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from ..kernel.term import Term, constant, make, undefined
from .merging import DIFFERENT, merged, scalar_term
from .operands import build, number_term
from .oracle import ACTIVE, PathOracle, refuse
from .symbolic import SymbolicInteger, SymbolicReal, wrap

_SYMBOLIC = (SymbolicInteger, SymbolicReal)
_LONGEST = 4096


def item(table: Any, index: Any) -> Any:
    """`table[index]`; of a tuple or list with a symbolic index, the element as an if-then-else over its values."""
    oracle = ACTIVE.get()
    if oracle is None or type(index) is not SymbolicInteger or type(table) not in (tuple, list):
        return table[index]
    low, high, inside = _places(oracle, len(table), index.term)
    if low > high:
        raise IndexError("index out of range")
    value = _selected(oracle, index.term, table, low, high)
    if value is DIFFERENT:
        raise refuse("a symbolic index into values of different kinds; their element cannot be one value")
    return value if inside is None else _only_where(oracle, inside, value)


def store(value: Any, table: Any, index: Any) -> None:
    """`table[index] = value`; with a symbolic index into a list, every element becomes an if-then-else."""
    oracle = ACTIVE.get()
    if oracle is None or type(index) is not SymbolicInteger or type(table) is not list:
        table[index] = value
        return
    low, high, inside = _places(oracle, len(table), index.term)
    if low > high:
        raise IndexError("index out of range")
    for place in range(len(table)):
        hits = [build("==", index.term, constant(at)) for at in (place, place - len(table)) if low <= at <= high]
        for hit in hits:
            found = value if hit.op == "constant" and hit.value else merged(oracle, hit, value, table[place], ([], []))
            if found is DIFFERENT:
                raise refuse("a symbolic index into values of different kinds; their element cannot be one value")
            table[place] = found
    if inside is not None:
        _only_where(oracle, inside, True)


def update(table: Any, index: Any, change: Callable[[Any, Any], Any], operand: Callable[[], Any]) -> None:
    """`table[index] += operand()`, or whatever the `change` is."""
    store(change(item(table, index), operand()), table, index)


def extreme(function: Callable[..., Any], *args: Any) -> Any:
    """`min` or `max`; of symbolic integers (and, where paths are joined, reals) it is one term."""
    oracle = ACTIVE.get()
    op = {builtins.min: "min", builtins.max: "max"}.get(function) if type(function) is type(min) else None
    if oracle is None or op is None:
        return function(*args)
    values = list(args[0]) if len(args) == 1 else list(args)
    symbolic = {type(value) for value in values} & set(_SYMBOLIC)
    wanted = oracle.joining.everywhere or symbolic == {SymbolicInteger}
    if not symbolic or not wanted:
        oracle.forked |= bool(symbolic)
        return function(*args) if len(args) > 1 else function(values)
    terms = [number_term(value) for value in values]
    if SymbolicReal in symbolic:  # a plain integer among reals is one
        terms = [
            constant(Fraction(value)) if type(value) is int else term for value, term in zip(values, terms, strict=True)
        ]
    if None in terms or len({term.sort for term in terms if term is not None}) > 1:
        return function(values)
    result, *others = (term for term in terms if term is not None)
    for other in others:
        result = build(op, result, other)
    return wrap(result)


def _places(oracle: PathOracle, length: int, index: Term) -> tuple[int, int, Term | None]:
    """The least and greatest index that the domains leave, and the condition, if it may fail, that it is inside."""
    if length > _LONGEST:
        raise refuse(f"a symbolic index into more than {_LONGEST} values")
    found = oracle.ranges.interval(oracle.keep(index))
    low = -length if found.low is None else max(found.low, -length)
    high = length - 1 if found.high is None else min(found.high, length - 1)
    conditions = []
    if found.low is None or found.low < -length:
        conditions.append(build(">=", index, constant(-length)))
    if found.high is None or found.high >= length:
        conditions.append(build("<", index, constant(length)))
    if len(conditions) == 2:
        return low, high, build("and", *conditions)
    return low, high, conditions[0] if conditions else None


def _selected(oracle: PathOracle, index: Term, table: Sequence[Any], low: int, high: int) -> Any:
    """A balanced choice among the elements at `low` to `high`."""
    if low == high:
        return table[low]
    middle = (low + high + 1) // 2
    below = oracle.keep(make("<", index, constant(middle)))
    sides = (_selected(oracle, index, table, low, middle - 1), _selected(oracle, index, table, middle, high))
    return DIFFERENT if any(side is DIFFERENT for side in sides) else merged(oracle, below, *sides, ([], []))


def _only_where(oracle: PathOracle, inside: Term, value: Any) -> Any:
    """`value`, which has none where `inside` is false; that counts whether it is used or not."""
    whole = constant(True) if type(value) is tuple else scalar_term(value) or constant(True)
    term = oracle.kept_apart(make("if", oracle.keep(inside), whole, undefined(whole.sort)))
    oracle.risks[id(term)] = term
    return value if whole.op == "constant" and whole.value is True else wrap(term)
