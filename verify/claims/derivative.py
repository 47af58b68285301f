"""Derivatives of a claim's functions, by the rules of calculus, while they run: forward mode, with dual numbers.

A dual number has a value and a slope, both plain numbers or symbolic ones, or dual numbers of a derivative outside.
So a derivative is replayed on plain numbers as it is traced, and what the statement shows is what the rules gave.
"""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from fractions import Fraction
from typing import Any

from ..kernel.real_number import RealNumber
from ..kernel.term import Sort
from ..trace.functions import Lifted, atan, exp, log, ratio, sqrt
from ..trace.operands import Symbolic, build, number_term
from ..trace.oracle import refuse
from ..trace.symbolic import wrap

_DEPTH: ContextVar[int] = ContextVar("depth_of_derivatives", default=0)


class NoDerivative(ArithmeticError):
    """At this point the derivative need not exist."""


def derivative(f: Callable[[Any], Any], at: Any) -> Any:
    """The derivative of `f`, a function of one number, at a number.

    `f` may use + - * / and powers with plain integer exponents, ratio, exp, log, sqrt and atan, other
    derivatives, and comparisons. Where the two sides of a comparison are equal, the derivative need
    not exist, and there is none; so abs, min and max have one wherever they do not change sides.
    """
    depth = _DEPTH.get() + 1
    token = _DEPTH.set(depth)
    try:
        found = f(Dual(depth, _real(at), 1))
    finally:
        _DEPTH.reset(token)
    if isinstance(found, Dual) and found.depth == depth:
        return Fraction(found.slope) if type(found.slope) is int else found.slope
    if isinstance(found, Dual) or number_term(found) is not None:
        return Fraction(0)
    raise refuse(f"derivative takes a function that returns a number, not {type(found).__name__}")


def gradient(f: Callable[..., Any], point: Sequence[Any]) -> list[Any]:
    """The partial derivatives of `f`, a function of as many numbers as `point` has, at that point."""
    place = list(point)
    return [
        derivative(lambda x, at=at: f(*place[:at], x, *place[at + 1 :]), number)  # type: ignore[misc]
        for at, number in enumerate(place)
    ]


class Dual(Lifted):
    """A value and its slope along the variable of the derivative at this depth; deeper ones are further inside."""

    __slots__ = ("depth", "slope", "value")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, depth: int, value: Any, slope: Any) -> None:
        self.depth = depth
        self.value = value
        self.slope = slope

    def through(self, op: str) -> "Dual":
        """exp, log, sqrt or atan of it."""
        x = self.value
        match op:
            case "exp":
                value = exp(x)
                return self._with(value, _times(value, self.slope))
            case "log":
                return self._with(log(x), _over(self.slope, x))
            case "sqrt":
                value = sqrt(x)
                return self._with(value, _over(self.slope, 2 * value))
        return self._with(atan(x), _over(self.slope, 1 + x * x))

    def _with(self, value: Any, slope: Any) -> "Dual":
        return Dual(self.depth, value, slope)

    def __neg__(self) -> "Dual":
        return self._with(-self.value, -self.slope)

    def __pos__(self) -> "Dual":
        return self

    def __abs__(self) -> "Dual":
        return -self if self < 0 else self

    def __add__(self, other: object) -> Any:
        return _combined(self, other, _total)

    def __radd__(self, other: object) -> Any:
        if type(other) is int and other == 0:  # sum() starts there
            return self
        return _combined(other, self, _total)

    def __sub__(self, other: object) -> Any:
        return _combined(self, other, _difference)

    def __rsub__(self, other: object) -> Any:
        return _combined(other, self, _difference)

    def __mul__(self, other: object) -> Any:
        return _combined(self, other, _product)

    def __rmul__(self, other: object) -> Any:
        return _combined(other, self, _product)

    def __truediv__(self, other: object) -> Any:
        return _combined(self, other, _quotient)

    def __rtruediv__(self, other: object) -> Any:
        return _combined(other, self, _quotient)

    def __pow__(self, exponent: object) -> "Dual":
        if type(exponent) is not int:
            raise refuse("the exponent of ** in a derivative is a plain integer")
        if exponent == 0:
            return self._with(self.value**0, 0)
        if exponent == 1:
            return self
        power = self.value if exponent == 2 else self.value ** (exponent - 1)
        slope = _times(exponent, _times(power, self.slope))
        return self._with(self.value**exponent, slope)

    def __rpow__(self, base: object) -> Any:
        raise refuse("the exponent of ** in a derivative is a plain integer; write exp(x * log(base))")

    def __lt__(self, other: object) -> Any:
        return _compared(self, other, lambda a, b: a < b)

    def __le__(self, other: object) -> Any:
        return _compared(self, other, lambda a, b: a < b)

    def __gt__(self, other: object) -> Any:
        return _compared(self, other, lambda a, b: a > b)

    def __ge__(self, other: object) -> Any:
        return _compared(self, other, lambda a, b: a > b)

    def __eq__(self, other: object) -> Any:
        return _compared(self, other, lambda a, b: False)

    def __ne__(self, other: object) -> Any:
        return _compared(self, other, lambda a, b: True)

    def __bool__(self) -> bool:
        return bool(self != 0)

    def _none(self, *_: object) -> Any:
        raise refuse("this operation has no derivative; + - * / ** exp, log, sqrt and atan have one")

    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __divmod__ = __rdivmod__ = _none
    __lshift__ = __rlshift__ = __rshift__ = __rrshift__ = _none
    __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = __invert__ = _none
    __index__ = __int__ = __float__ = __round__ = __floor__ = __ceil__ = __trunc__ = _none


def _real(number: Any) -> Any:
    """A number as one to which all of calculus applies: no integer, whose negative powers would be floats."""
    if isinstance(number, Dual | RealNumber):
        return number
    term = number_term(number)
    if term is None:
        raise refuse(f"derivative is taken at a number, not at {type(number).__name__}")
    if isinstance(number, Symbolic):
        return number if term.sort is Sort.REAL else wrap(build("real", term))
    return Fraction(number)


def _pair(left: object, right: object) -> tuple[Dual, Dual] | None:
    """Both as dual numbers of the deeper one's depth; None where one is no number."""
    depth = max(side.depth for side in (left, right) if isinstance(side, Dual))
    found = []
    for side in (left, right):
        if isinstance(side, Dual) and side.depth == depth:
            found.append(side)
        elif isinstance(side, Dual) or number_term(side) is not None:
            found.append(Dual(depth, side, 0))
        else:
            return None
    return found[0], found[1]


def _combined(left: object, right: object, rule: Callable[[Dual, Dual], Dual]) -> Any:
    pair = _pair(left, right)
    return NotImplemented if pair is None else rule(*pair)


def _total(a: Dual, b: Dual) -> Dual:
    return Dual(a.depth, a.value + b.value, _plus(a.slope, b.slope))


def _difference(a: Dual, b: Dual) -> Dual:
    return Dual(a.depth, a.value - b.value, _minus(a.slope, b.slope))


def _product(a: Dual, b: Dual) -> Dual:
    return Dual(a.depth, a.value * b.value, _plus(_times(a.slope, b.value), _times(a.value, b.slope)))


def _quotient(a: Dual, b: Dual) -> Dual:
    value = _over(a.value, b.value)
    if _is(b.slope, 0):
        return Dual(a.depth, value, _over(a.slope, b.value))
    top = _minus(_times(a.slope, b.value), _times(a.value, b.slope))
    return Dual(a.depth, value, _over(top, b.value * b.value))


def _compared(left: object, right: object, outcome: Callable[[Any, Any], Any]) -> Any:
    """The outcome on the values, which are different: where they are equal, f may change to another formula.

    Slopes of 0 do not change that: t * t has one at 0, and is greater than 0 on either side.
    """
    pair = _pair(left, right)
    if pair is None:
        return NotImplemented
    a, b = pair
    if a.value == b.value:
        raise NoDerivative("where the two sides of a comparison are equal, there need be no derivative")
    return outcome(a.value, b.value)


def _is(number: Any, plain: int) -> bool:
    return type(number) in (int, Fraction) and number == plain


def _plus(left: Any, right: Any) -> Any:
    if _is(left, 0):
        return right
    return left if _is(right, 0) else left + right


def _minus(left: Any, right: Any) -> Any:
    if _is(right, 0):
        return left
    return -right if _is(left, 0) else left - right


def _times(left: Any, right: Any) -> Any:
    if _is(left, 0) or _is(right, 0):
        return Fraction(0)
    if _is(left, 1):
        return right
    if _is(left, -1):
        return -right
    return left if _is(right, 1) else left * right


def _over(left: Any, right: Any) -> Any:
    return left / right if isinstance(left, Dual) or isinstance(right, Dual) else ratio(left, right)
