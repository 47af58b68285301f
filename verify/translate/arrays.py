"""A term over many inputs at once, in numpy: what pictures are drawn from.

Integers stay Python's, so they are exact; reals are floats. The values are near
those of `kernel/evaluate.py`, and evidence of nothing.
"""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ..kernel.term import REAL_FUNCTIONS, Sort, Term, constant, make, postorder, rebuild, substitute, variables_in

LONGEST_SUM = 2_000
_LARGEST_COUNT = 4_096
_Array = Any
"""Of numpy: its own types say too little about arrays of objects."""


class NotDrawn(ValueError):
    """Why a term has no values here, in one line."""


@dataclass(frozen=True, slots=True)
class _Values:
    """Values of a node, and at which inputs it has one."""

    of: _Array
    defined: _Array


def values(root: Term, inputs: Mapping[str, Sequence[int | Fraction | float]]) -> list[float]:
    """The value of `root` at each input, truth as 0 and 1, NaN where it is undefined, or beyond floats.

    `inputs` gives each variable its values, as many as any other. Raises NotDrawn
    for a sum whose ends are no constants, or too far apart.
    """
    root = _without_sums(root)
    sorts = variables_in(root)
    known = {
        name: np.array(given, dtype=object if sorts.get(name) is Sort.INTEGER else float)
        for name, given in inputs.items()
    }
    size = len(next(iter(inputs.values())))
    done: dict[int, _Values] = {}
    with np.errstate(all="ignore"):
        for node in postorder((root,)):
            done[id(node)] = _value(node, [done[id(argument)] for argument in node.args], known)
        found = np.where(done[id(root)].defined, _as_float(done[id(root)].of), math.nan)
    return [float(value) for value in np.broadcast_to(found, (size,))]


def _without_sums(root: Term) -> Term:
    """`root` with its sums written out."""

    def write_out(node: Term, args: tuple[Term, ...]) -> Term | None:
        if node.op != "sum":
            return None
        low, high, body = args
        if low.op != "constant" or high.op != "constant":
            raise NotDrawn("a sum of as many summands as a variable says")
        first, last = int(low.value), int(high.value)  # type: ignore[arg-type]
        if last - first >= LONGEST_SUM:
            raise NotDrawn(f"a sum of more than {LONGEST_SUM} summands")
        zero = constant(0) if node.sort is Sort.INTEGER else make("real", constant(0))
        for k in range(first, last + 1):
            zero = make("+", zero, substitute(body, {str(node.value): constant(k)}))
        return zero

    return rebuild(root, write_out)


def _value(node: Term, args: list[_Values], known: Mapping[str, _Array]) -> _Values:
    everywhere = np.array([True])
    if node.op == "constant":
        return _Values(np.array([node.value], dtype=object).astype(_dtype(node)), everywhere)
    if node.op == "variable":
        return _Values(known[str(node.value)], everywhere)
    if node.op == "undefined":
        return _Values(np.zeros(1, dtype=_dtype(node)), ~everywhere)
    if node.op in ("if", "and", "or"):
        return _lazy(node.op, args)
    defined = everywhere
    for argument in args:
        defined = defined & argument.defined
    operands = [argument.of for argument in args]
    if node.op in _PARTIAL and (node.op != "**" or node.sort is Sort.INTEGER):
        limit, harmless = _PARTIAL[node.op]
        meant = limit(operands[-1]).astype(bool)
        defined = defined & meant
        operands[-1] = np.where(meant, operands[-1], harmless)
    found = _OPERATIONS[node.op](*operands)
    return _Values(found, defined & np.isfinite(found) if node.sort is Sort.REAL else defined)


def _lazy(op: str, args: list[_Values]) -> _Values:
    """Defined where the side that is taken is."""
    condition = args[0].of.astype(bool)
    if op == "if":
        yes, no = args[1:]
    else:
        yes, no = (args[1], args[0]) if op == "and" else (args[0], args[1])
    taken = np.where(condition, yes.defined, no.defined)
    return _Values(np.where(condition, yes.of, no.of), args[0].defined & taken)


def _dtype(node: Term) -> Any:
    return {Sort.INTEGER: object, Sort.REAL: float, Sort.TRUTH: bool}[node.sort]


def _as_float(array: _Array) -> _Array:
    return _each(_float)(array).astype(float) if array.dtype == object else array.astype(float)


def _float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.nan


def _each(function: Callable[[Any], Any]) -> Any:
    return np.frompyfunc(function, 1, 1)


def _atleast(low: int, high: int) -> Callable[[_Array], _Array]:
    return lambda array: (array >= low) & (array <= high)


_PARTIAL: dict[str, tuple[Callable[[_Array], _Array], int]] = {
    "/": (lambda array: array != 0, 1),
    "//": (lambda array: array != 0, 1),
    "%": (lambda array: array != 0, 1),
    "<<": (_atleast(0, _LARGEST_COUNT), 0),
    ">>": (_atleast(0, _LARGEST_COUNT), 0),
    "**": (_atleast(0, _LARGEST_COUNT), 0),
    "factorial": (_atleast(0, _LARGEST_COUNT), 0),
}
"""Which last arguments an operation is defined for, and one to put in the place of the others."""

_OPERATIONS: dict[str, Callable[..., _Array]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": lambda base, count: base**count if base.dtype == object else np.power(base, count.astype(float)),
    "<<": operator.lshift,
    ">>": operator.rshift,
    "&": operator.and_,
    "|": operator.or_,
    "xor": operator.xor,
    "~": operator.invert,
    "neg": operator.neg,
    "not": np.logical_not,
    "min": np.minimum,
    "max": np.maximum,
    "abs": np.abs,
    "bit_length": _each(int.bit_length),
    "bit_count": _each(int.bit_count),
    "factorial": _each(math.factorial),
    "real": _as_float,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    **{name: getattr(np, {"atan": "arctan"}.get(name, name)) for name in REAL_FUNCTIONS},
}
