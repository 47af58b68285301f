"""Between which integers a term lies, as the domains of its variables alone show.

Interval arithmetic on Python's integers, with None for an end that is not
known. What is found holds at every input in the domains where the term is
defined, and says nothing about where it is not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from .statement import Variable
from .term import COMPARISONS, Sort, Term

WIDEST = 4096
_OPPOSITE = {">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Interval:
    """The integers from `low` to `high`; an end that is None is not known."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Ranges:
    """The intervals of the integer terms over `domains`, each found once; the terms must be kept alive."""

    domains: Mapping[str, Interval]
    _found: dict[int, Interval] = field(default_factory=dict)

    def interval(self, root: Term) -> Interval:
        """The interval of an integer term."""
        stack = [root]
        while stack:
            node = stack[-1]
            parts = [part for part in node.args if part.sort is Sort.INTEGER and node.op != "sum"]
            waiting = [part for part in parts if id(part) not in self._found]
            if waiting and id(node) not in self._found:
                stack += waiting
                continue
            stack.pop()
            if id(node) not in self._found:
                self._found[id(node)] = self._of_node(node, [self._found[id(part)] for part in parts])
        return self._found[id(root)]

    def truth(self, condition: Term) -> bool | None:
        """The one truth value that a comparison of integers has wherever it is defined; None where that is not seen."""
        if condition.op not in COMPARISONS or condition.args[0].sort is not Sort.INTEGER:
            return None
        left, right = (self.interval(side) for side in condition.args)
        op = condition.op
        if op in _OPPOSITE:
            op, left, right = _OPPOSITE[op], right, left
        below, apart = _below(left, right), _below(left, right) or _below(right, left)
        single = None not in (left.low, right.low) and left.low == left.high == right.low == right.high
        match op:
            case "<":
                return True if below else False if _at_most(right, left) else None
            case "<=":
                return True if _at_most(left, right) else False if _below(right, left) else None
            case "==":
                return False if apart else True if single else None
        return True if apart else False if single else None

    def _of_node(self, node: Term, args: Sequence[Interval]) -> Interval:
        if node.op == "constant" and type(node.value) is int:
            return _narrow(node.value, node.value)
        if node.op == "variable":
            return self.domains.get(str(node.value), Interval())
        if node.op == "if":
            return _hull(args)
        found = _RANGES.get(node.op)
        return found(*args) if found is not None else Interval()


def ranges_of(variables: Sequence[Variable]) -> Ranges:
    """Ranges from the domains of the integer `variables`; of one that is empty nothing is known."""
    return Ranges(
        {
            declared.name: _narrow(*(None if end is None else int(end) for end in (declared.low, declared.high)))
            for declared in variables
            if declared.sort is Sort.INTEGER
        }
    )


def _below(left: Interval, right: Interval) -> bool:
    return left.high is not None and right.low is not None and left.high < right.low


def _at_most(left: Interval, right: Interval) -> bool:
    return left.high is not None and right.low is not None and left.high <= right.low


def _narrow(low: int | None, high: int | None) -> Interval:
    """The interval, where an end of too many bits is not known, nor any of an empty one."""
    if low is not None and high is not None and low > high:
        return Interval()
    ends = (end if end is not None and end.bit_length() <= WIDEST else None for end in (low, high))
    return Interval(*ends)


def _hull(parts: Sequence[Interval]) -> Interval:
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    return Interval(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def _sum(left: Interval, right: Interval) -> Interval:
    return _narrow(
        None if left.low is None or right.low is None else left.low + right.low,
        None if left.high is None or right.high is None else left.high + right.high,
    )


def _negated(value: Interval) -> Interval:
    return Interval(None if value.high is None else -value.high, None if value.low is None else -value.low)


def _complement(value: Interval) -> Interval:
    return Interval(None if value.high is None else ~value.high, None if value.low is None else ~value.low)


def _ends(value: Interval) -> tuple[int, int] | None:
    return None if value.low is None or value.high is None else (value.low, value.high)


def _corners(op: Callable[[int, int], int], left: Interval, right: Interval) -> Interval:
    """For an operation that is monotone in each argument: the hull of its values at the four corners."""
    first, second = _ends(left), _ends(right)
    if first is None or second is None:  # pragma: no cover - whoever calls it has asked for both
        return Interval()
    values = [op(one, other) for one in first for other in second]
    return _narrow(min(values), max(values))


def _product(left: Interval, right: Interval) -> Interval:
    if _ends(left) is not None and _ends(right) is not None:
        return _corners(int.__mul__, left, right)
    if left.low is None or right.low is None or left.low < 0 or right.low < 0:
        return Interval()
    return _narrow(left.low * right.low, None)


def _quotient(value: Interval, divisor: Interval) -> Interval:
    """By a positive divisor, floor division is monotone in each argument; by others nothing is said."""
    if divisor.low is None or divisor.low < 1:
        return Interval()
    if _ends(value) is not None and _ends(divisor) is not None:
        return _corners(int.__floordiv__, value, divisor)
    if value.low is None or value.low < 0:
        return Interval()
    return Interval(0, None if value.high is None else value.high // divisor.low)


def _remainder(value: Interval, divisor: Interval) -> Interval:
    """From 0 up to a positive divisor, and for a value that is not negative up to that value."""
    if divisor.low is None or divisor.low < 1:
        return Interval()
    bounds = [] if divisor.high is None else [divisor.high - 1]
    if value.low is not None and value.low >= 0 and value.high is not None:
        bounds.append(value.high)
    return Interval(0, min(bounds, default=None))


def _count(count: Interval) -> Interval:
    """A count of which only what is not negative is defined."""
    return Interval(max(count.low or 0, 0), count.high)


def _left_shift(value: Interval, count: Interval) -> Interval:
    count = _count(count)
    if count.high is None or not 0 <= count.high <= WIDEST or _ends(value) is None:
        return Interval(0) if value.low is not None and value.low >= 0 else Interval()
    return _corners(int.__lshift__, value, count) if count.low is not None and count.low <= count.high else Interval()


def _right_shift(value: Interval, count: Interval) -> Interval:
    """Towards 0 or -1: between the value shifted least and most, and never beyond 0 or -1."""
    count = _count(count)
    least = min(count.low or 0, WIDEST)
    most = WIDEST + 1 if count.high is None else min(max(count.high, least), WIDEST + 1)
    low = None if value.low is None else value.low >> (least if value.low < 0 else most)
    high = None if value.high is None else value.high >> (most if value.high < 0 else least)
    return Interval(low, high)


def _and(left: Interval, right: Interval) -> Interval:
    """A side that is not negative bounds the result from both sides."""
    sides = [side for side in (left, right) if side.low is not None and side.low >= 0]
    highs = [side.high for side in sides if side.high is not None]
    return Interval(0, min(highs, default=None)) if sides else Interval()


def _or(left: Interval, right: Interval) -> Interval:
    return _joined(left, right, max)


def _xor(left: Interval, right: Interval) -> Interval:
    return _joined(left, right, lambda one, other: 0)


def _joined(left: Interval, right: Interval, least: Callable[[int, int], int]) -> Interval:
    """The bits of two values that are not negative are no more than those of the longer one."""
    if left.low is None or right.low is None or left.low < 0 or right.low < 0:
        return Interval()
    highs = _ends(left), _ends(right)
    high = None if None in highs else (1 << max(end[1].bit_length() for end in highs if end is not None)) - 1
    return Interval(least(left.low, right.low), high)


def _absolute(value: Interval) -> Interval:
    if value.low is not None and value.low >= 0:
        return value
    if value.high is not None and value.high <= 0:
        return _negated(value)
    return Interval(0, None if value.low is None or value.high is None else max(-value.low, value.high))


def _power(base: Interval, exponent: Interval) -> Interval:
    """Of a base from 1 on, powers are monotone in each argument."""
    exponent = _count(exponent)
    if base.low is None or base.low < 1:
        return Interval(0) if base.low == 0 else Interval()
    if base.high is None or exponent.high is None or base.high.bit_length() * exponent.high > WIDEST:
        return Interval(1)
    return _corners(pow, base, exponent) if exponent.high >= 0 else Interval()


def _minimum(left: Interval, right: Interval) -> Interval:
    highs = [side.high for side in (left, right) if side.high is not None]
    return Interval(_hull((left, right)).low, min(highs, default=None))


def _maximum(left: Interval, right: Interval) -> Interval:
    return _negated(_minimum(_negated(left), _negated(right)))


def _bit_length(value: Interval) -> Interval:
    magnitude = _absolute(value)
    low = magnitude.low or 0
    return Interval(low.bit_length(), None if magnitude.high is None else magnitude.high.bit_length())


def _bit_count(value: Interval) -> Interval:
    return Interval(0, _bit_length(value).high)


_RANGES: dict[str, Callable[..., Interval]] = {
    "+": _sum,
    "-": lambda left, right: _sum(left, _negated(right)),
    "*": _product,
    "//": _quotient,
    "%": _remainder,
    "**": _power,
    "<<": _left_shift,
    ">>": _right_shift,
    "&": _and,
    "|": _or,
    "xor": _xor,
    "~": _complement,
    "neg": _negated,
    "abs": _absolute,
    "min": _minimum,
    "max": _maximum,
    "bit_length": _bit_length,
    "bit_count": _bit_count,
}
