"""The values that a claim's function is run on: integers, reals and truth values with a term inside.

Every operator means what it means on `int` and `Fraction`, reflected or not.
"""

from typing import Any

from ..kernel.term import Sort, Term, constant
from .operands import (
    Symbolic,
    build,
    check_sorts,
    decide,
    kept,
    may_be_undefined,
    number_term,
    truth_term,
    with_evaluated,
)
from .oracle import negation, refuse


def wrap(term: Term) -> "SymbolicInteger | SymbolicReal | SymbolicTruth":
    """The authoring value of the term's sort."""
    if term.sort is Sort.TRUTH:
        return SymbolicTruth(term)
    return SymbolicInteger(term) if term.sort is Sort.INTEGER else SymbolicReal(term)


class SymbolicTruth(Symbolic):
    """A truth value. `and`, `or`, `not`, `if` ask the path oracle; `&`, `|`, `^`, `~` build one term."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return decide(self.term)

    def __invert__(self) -> "SymbolicTruth":
        raise refuse("~ of a truth value is a number in Python, and always true; write not c")

    def __and__(self, other: object) -> Any:
        return _connect("and", self, other)

    def __rand__(self, other: object) -> Any:
        return _connect("and", other, self)

    def __or__(self, other: object) -> Any:
        return _connect("or", self, other)

    def __ror__(self, other: object) -> Any:
        return _connect("or", other, self)

    def __xor__(self, other: object) -> Any:
        return _connect("!=", self, other)

    __rxor__ = __xor__

    def __eq__(self, other: object) -> Any:
        return _connect("==", self, other)

    def __ne__(self, other: object) -> Any:
        return _connect("!=", self, other)

    __hash__ = Symbolic.__hash__


def _connect(op: str, left: object, right: object) -> Any:
    """`&`, `|`, `==`, `!=` of truth values. Python evaluates both sides, so both must be defined."""
    first, second = truth_term(left), truth_term(right)
    if first is None or second is None:
        raise refuse(f"{'&' if op == 'and' else '|' if op == 'or' else op} of a truth value and something else")
    if op == "==":
        return SymbolicTruth(with_evaluated(build("if", first, second, kept(negation(second))), second))
    if op == "!=":
        return SymbolicTruth(with_evaluated(build("if", first, kept(negation(second)), second), second))
    if not may_be_undefined(second):
        return SymbolicTruth(build(op, first, second))
    settled = build(op, second, constant(op == "or"))
    yes, no = (second, settled) if op == "and" else (settled, second)
    return SymbolicTruth(with_evaluated(build("if", first, yes, no), second))


class _SymbolicNumber(Symbolic):
    """The arithmetic that integers and reals share."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return decide(build("!=", self.term, constant(0)))

    def __neg__(self) -> Any:
        return wrap(build("neg", self.term))

    def __pos__(self) -> Any:
        return self

    def __abs__(self) -> Any:
        return wrap(build("abs", self.term))

    def __divmod__(self, other: Any) -> Any:
        return self // other, self % other

    def __rdivmod__(self, other: Any) -> Any:
        return other // self, other % self

    def __add__(self, other: object) -> Any:
        return _binary("+", self, other)

    def __radd__(self, other: object) -> Any:
        return self if type(other) is int and other == 0 else _binary("+", other, self)  # sum() starts at 0

    def __sub__(self, other: object) -> Any:
        return _binary("-", self, other)

    def __rsub__(self, other: object) -> Any:
        return _binary("-", other, self)

    def __mul__(self, other: object) -> Any:
        return _binary("*", self, other)

    def __rmul__(self, other: object) -> Any:
        return _binary("*", other, self)

    def __truediv__(self, other: object) -> Any:
        return _binary("/", self, other)

    def __rtruediv__(self, other: object) -> Any:
        return _binary("/", other, self)

    def __floordiv__(self, other: object) -> Any:
        return _binary("//", self, other)

    def __rfloordiv__(self, other: object) -> Any:
        return _binary("//", other, self)

    def __mod__(self, other: object) -> Any:
        return _binary("%", self, other)

    def __rmod__(self, other: object) -> Any:
        return _binary("%", other, self)

    def __lshift__(self, other: object) -> Any:
        return _binary("<<", self, other)

    def __rlshift__(self, other: object) -> Any:
        return _binary("<<", other, self)

    def __rshift__(self, other: object) -> Any:
        return _binary(">>", self, other)

    def __rrshift__(self, other: object) -> Any:
        return _binary(">>", other, self)

    def __and__(self, other: object) -> Any:
        return _binary("&", self, other)

    def __rand__(self, other: object) -> Any:
        return _binary("&", other, self)

    def __or__(self, other: object) -> Any:
        return _binary("|", self, other)

    def __ror__(self, other: object) -> Any:
        return _binary("|", other, self)

    def __xor__(self, other: object) -> Any:
        return _binary("^", self, other)

    def __rxor__(self, other: object) -> Any:
        return _binary("^", other, self)

    def __pow__(self, other: object, modulus: object = None) -> Any:
        return _power(self, other, modulus)

    def __rpow__(self, other: object, modulus: object = None) -> Any:
        return _power(other, self, modulus)

    def __lt__(self, other: object) -> Any:
        return _binary("<", self, other)

    def __le__(self, other: object) -> Any:
        return _binary("<=", self, other)

    def __gt__(self, other: object) -> Any:
        return _binary(">", self, other)

    def __ge__(self, other: object) -> Any:
        return _binary(">=", self, other)

    def __eq__(self, other: object) -> Any:
        return _binary("==", self, other)

    def __ne__(self, other: object) -> Any:
        return _binary("!=", self, other)

    __hash__ = Symbolic.__hash__


def _binary(op: str, left: object, right: object) -> Any:
    """`left op right` where at least one is symbolic."""
    first, second = number_term(left), number_term(right)
    if first is None or second is None:
        return NotImplemented
    check_sorts(op, first, second)
    return wrap(build("xor" if op == "^" else op, first, second))


def _power(left: object, right: object, modulus: object = None) -> Any:
    if modulus is not None:
        raise refuse("pow with a modulus; write base**exponent % modulus")
    if isinstance(left, float):
        raise refuse("a float or Fraction to a symbolic power; write ratio(p**n, q**n)")
    return _binary("**", left, right)


class SymbolicInteger(_SymbolicNumber):
    """An integer of any size, with Python's operators."""

    __slots__ = ()

    def __invert__(self) -> "SymbolicInteger":
        return SymbolicInteger(build("~", self.term))

    def bit_length(self) -> "SymbolicInteger":
        """The number of bits of the absolute value, as `int.bit_length`."""
        return SymbolicInteger(build("bit_length", self.term))

    def bit_count(self) -> "SymbolicInteger":
        """How many bits of the absolute value are set, as `int.bit_count`."""
        return SymbolicInteger(build("bit_count", self.term))


class SymbolicReal(_SymbolicNumber):
    """A real number; integers and Fractions that meet it become real."""

    __slots__ = ()
