"""What every operation means: the evaluator, on Python's own integers and fractions.

This is the one definition of the language's meaning; the bit-blaster, the
lowering and every translation are tested against it. Integers are Python's:
`//` and `%` floor for every sign, shifts and bit operations act on infinite
two's complement; bit_length and bit_count are those of |x|.

Evaluation is strict, except that `if`, `and`, `or` go left to right. A term is
undefined where the divisor is 0, where 0 or (for integers) anything is raised
to a negative power, where a shift count or a factorial's argument is negative,
where log has an argument <= 0 or sqrt one below 0, and at the leaf `undefined`.
0**0 is 1.

exp, log, sqrt and atan give real numbers, which are rational in a few cases
only. Comparisons of the others are decided by enclosures that come apart, or
refused (`real_number.py`).
"""

import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from .real_number import RealNumber, real_function
from .rejection import Rejected
from .term import REAL_FUNCTIONS, Term

Value = int | Fraction | bool

LARGEST_BITS = 1 << 24
LONGEST_SUM = 100_000


class Undefined(Exception):
    """The term has no value at this input."""


def evaluate(root: Term, values: Mapping[str, int | Fraction]) -> Value:
    """The value of `root` where each variable has the value of its sort in `values`.

    Raises Undefined where the term has none, and Rejected where a number would
    exceed 2^24 bits or a sum 100,000 summands, and where a comparison of real
    numbers cannot be decided, or the value is a real number not seen to be rational.
    """
    value = real_value(root, values)
    if isinstance(value, RealNumber):
        raise Rejected("evaluation", root.op, "its value is no rational number")
    return value


def real_value(root: Term, values: Mapping[str, int | Fraction]) -> Value | RealNumber:
    """`evaluate`, with real numbers that are not rational as values too."""
    done: dict[int, Value | RealNumber] = {}
    stack = [root]
    while stack:
        node = stack[-1]
        wanted = _next_argument(node, done)
        if wanted is not None:
            stack.append(wanted)
            continue
        stack.pop()
        done[id(node)] = _value(node, done, values)
    return done[id(root)]


def _next_argument(node: Term, done: dict[int, Value | RealNumber]) -> Term | None:
    """The first argument that has to be evaluated before `node` and is not yet."""
    needed = node.args
    if node.op in ("if", "and", "or"):
        decided = done.get(id(node.args[0]))
        if decided is None:
            return node.args[0]
        if node.op == "if":
            needed = (node.args[1 if decided else 2],)
        elif decided is (node.op == "or"):
            return None
    elif node.op == "sum":
        needed = node.args[:2]
    return next((argument for argument in needed if id(argument) not in done), None)


def _value(node: Term, done: dict[int, Value | RealNumber], values: Mapping[str, int | Fraction]) -> Value | RealNumber:
    match node.op:
        case "constant":
            return node.value  # type: ignore[return-value]
        case "variable":
            return values[str(node.value)]
        case "undefined":
            raise Undefined("a path without a value")
        case "if":
            return done[id(node.args[1 if done[id(node.args[0])] else 2])]
        case "and" | "or":
            left = done[id(node.args[0])]
            return left if left is (node.op == "or") else done[id(node.args[1])]
        case "sum":
            low, high = (done[id(end)] for end in node.args[:2])
            return _sum(node, low, high, values)  # type: ignore[arg-type]
    if node.op in REAL_FUNCTIONS:
        return _real_function(node.op, done[id(node.args[0])])
    return OPERATIONS[node.op](*(done[id(argument)] for argument in node.args))


def _sum(node: Term, low: int, high: int, values: Mapping[str, int | Fraction]) -> Value | RealNumber:
    if high - low >= LONGEST_SUM:
        raise Rejected("evaluation", "sum", f"more than {LONGEST_SUM} summands")
    zero: Value = Fraction(0) if node.sort.value == "real" else 0
    body, index = node.args[2], str(node.value)
    return sum((real_value(body, {**values, index: at}) for at in range(low, high + 1)), zero)


def _real_function(op: str, value: Any) -> Value | RealNumber:
    try:
        return real_function(op, value)
    except ValueError as why:
        raise Undefined(str(why)) from None


def _bits(value: int | Fraction | RealNumber) -> int:
    if isinstance(value, RealNumber):
        return 0
    return value.numerator.bit_length() + value.denominator.bit_length()


def _bounded(bits: int) -> None:
    if bits > LARGEST_BITS:
        raise Rejected("evaluation", "number", f"longer than {LARGEST_BITS} bits")


def _times(left: Any, right: Any) -> Any:
    _bounded(_bits(left) + _bits(right))
    return left * right


def _power(base: Any, exponent: int) -> Any:
    if exponent < 0 and (base == 0 or isinstance(base, int)):
        raise Undefined("a negative power")
    if not isinstance(base, RealNumber):
        _bounded(_bits(base) * abs(exponent) if abs(base) != 1 else 0)
    return base**exponent


def _left_shift(value: int, count: int) -> int:
    if count < 0:
        raise Undefined("a negative shift")
    _bounded(value.bit_length() + count)
    return value << count


def _right_shift(value: int, count: int) -> int:
    if count < 0:
        raise Undefined("a negative shift")
    return value >> count


def _factorial(value: int) -> int:
    if value < 0:
        raise Undefined("the factorial of a negative number")
    _bounded(value * value.bit_length())
    return math.factorial(value)


def _defined_for(divide: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def checked(value: Any, divisor: Any) -> Any:
        if divisor == 0:
            raise Undefined("a division by zero")
        return divide(value, divisor)

    return checked


OPERATIONS: dict[str, Callable[..., Value]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": _times,
    "/": _defined_for(operator.truediv),
    "//": _defined_for(operator.floordiv),
    "%": _defined_for(operator.mod),
    "**": _power,
    "<<": _left_shift,
    ">>": _right_shift,
    "&": operator.and_,
    "|": operator.or_,
    "xor": operator.xor,
    "~": operator.invert,
    "neg": operator.neg,
    "not": operator.not_,
    "min": min,
    "max": max,
    "abs": abs,
    "bit_length": lambda value: value.bit_length(),
    "bit_count": lambda value: value.bit_count(),
    "factorial": _factorial,
    "real": Fraction,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
