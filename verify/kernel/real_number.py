"""Real numbers that are no rationals, as values: exp(1/2), 2 * sqrt(2) + 1.

Such a number is kept as the closed term that it is the value of. To compare two
of them, both are enclosed more and more tightly until they come apart; where
they do not, the comparison is refused, never guessed.
"""

import math
from fractions import Fraction
from typing import Any

from .enclosure import OPERATIONS, WHOLE, Enclosure, certainly_less, exact, is_point, power
from .rejection import Rejected
from .term import Term, constant, make, postorder, same
from .text import term_text

PRECISIONS = (64, 256, 2048)


class RealNumber:
    """The real number that `term`, closed and defined, is the value of.

    Arithmetic with integers, Fractions and its own kind gives such numbers;
    comparisons are decided or raise Rejected. It has no float and no hash.
    """

    __slots__ = ("term",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, term: Term) -> None:
        self.term = term

    def __add__(self, other: object) -> Any:
        return _combined("+", self, other)

    def __radd__(self, other: object) -> Any:
        return _combined("+", other, self)

    def __sub__(self, other: object) -> Any:
        return _combined("-", self, other)

    def __rsub__(self, other: object) -> Any:
        return _combined("-", other, self)

    def __mul__(self, other: object) -> Any:
        return _combined("*", self, other)

    def __rmul__(self, other: object) -> Any:
        return _combined("*", other, self)

    def __truediv__(self, other: object) -> Any:
        return _combined("/", self, other)

    def __rtruediv__(self, other: object) -> Any:
        return _combined("/", other, self)

    def __pow__(self, exponent: object) -> Any:
        if type(exponent) is not int:
            return NotImplemented
        if exponent < 0 and self == 0:
            raise ZeroDivisionError("0 to a negative power")
        return RealNumber(make("**", self.term, constant(exponent)))

    def __neg__(self) -> "RealNumber":
        return RealNumber(make("neg", self.term))

    def __pos__(self) -> "RealNumber":
        return self

    def __abs__(self) -> "RealNumber":
        return RealNumber(make("abs", self.term))

    def __lt__(self, other: object) -> Any:
        order = _order(self, other)
        return NotImplemented if order is None else order < 0

    def __le__(self, other: object) -> Any:
        order = _order(self, other)
        return NotImplemented if order is None else order <= 0

    def __gt__(self, other: object) -> Any:
        order = _order(self, other)
        return NotImplemented if order is None else order > 0

    def __ge__(self, other: object) -> Any:
        order = _order(self, other)
        return NotImplemented if order is None else order >= 0

    def __eq__(self, other: object) -> Any:
        order = _order(self, other)
        return NotImplemented if order is None else order == 0

    def __ne__(self, other: object) -> Any:
        order = _order(self, other)
        return NotImplemented if order is None else order != 0

    def __bool__(self) -> bool:
        return bool(self != 0)

    def __float__(self) -> Any:
        raise TypeError("a real number has no exact float; compare it, which is exact")

    def __repr__(self) -> str:
        return term_text(self.term)


def real_function(op: str, value: "int | Fraction | RealNumber") -> "Fraction | RealNumber":
    """exp, log, sqrt or atan of a number: exact where the value is an obvious rational.

    Raises ValueError where it has no value, and Rejected where that cannot be decided.
    """
    if (op == "log" and value <= 0) or (op == "sqrt" and value < 0):
        raise ValueError(f"{op} of a number that is {'negative' if op == 'sqrt' else 'not positive'}")
    if not isinstance(value, RealNumber):
        if (op, value) in (("exp", 0), ("log", 1), ("atan", 0)):
            return Fraction(op == "exp")
        if op == "sqrt":
            roots = [math.isqrt(part) for part in value.as_integer_ratio()]
            root = Fraction(*roots)
            if root * root == value:
                return root
    return RealNumber(make(op, _term(value)))


def enclosed(number: RealNumber, bits: int) -> Enclosure:
    """Where the number lies, in multiples of 2^-bits."""
    done: dict[int, Enclosure] = {}
    for node in postorder((number.term,)):
        args = [done[id(argument)] for argument in node.args]
        if node.op == "constant":
            found: Enclosure | None = exact(node.value, bits)  # type: ignore[arg-type]
        elif node.op == "**":
            found = power(args[0], node.args[1].value, bits)  # type: ignore[arg-type]
        else:
            found = OPERATIONS[node.op](*args, bits)
        done[id(node)] = WHOLE if found is None else found
    return done[id(number.term)]


def _term(value: Any) -> Term:
    return value.term if isinstance(value, RealNumber) else constant(Fraction(value))


def _is_number(value: object) -> bool:
    return isinstance(value, RealNumber) or type(value) in (int, Fraction)


def _combined(op: str, left: object, right: object) -> Any:
    if not _is_number(left) or not _is_number(right):
        return NotImplemented
    if op == "/" and right == 0:
        raise ZeroDivisionError("a division by zero")
    for value, other in ((left, right), (right, left)):
        if isinstance(other, RealNumber) and not isinstance(value, RealNumber):
            if (op == "+" and value == 0) or (op == "*" and value == 1):
                return other
            if op == "*" and value == 0:
                return Fraction(0)
    if not isinstance(right, RealNumber) and ((op == "-" and right == 0) or (op == "/" and right == 1)):
        return left
    return RealNumber(make(op, _term(left), _term(right)))


def _order(left: RealNumber, right: object) -> int | None:
    """-1, 0 or 1 as `left` is less than, equal to or greater than `right`; None if that is no number."""
    if not _is_number(right):
        return None
    other = RealNumber(_term(right))
    if same(left.term, other.term):
        return 0
    for bits in PRECISIONS:
        first, second = enclosed(left, bits), enclosed(other, bits)
        if certainly_less(first, second):
            return -1
        if certainly_less(second, first):
            return 1
        if is_point(first) and first == second:
            return 0
    raise Rejected("evaluation", "comparison", f"cannot be decided to {PRECISIONS[-1]} bits")
