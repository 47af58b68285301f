"""Interval arithmetic on words of truth tables: many boxes of inputs at once.

At each place of the tables stands one box. A number has there a span, two words
between which its value lies for every input of the box, and a bit that tells
whether it may be undefined for some. What is the same for all inputs of a box is
exact, and has one word twice.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from . import words
from .blast import Blasted, Builder
from .rejection import Rejected
from .term import COMPARISONS, Sort, Term, postorder
from .words import Bit, Gates, Word


@dataclass(frozen=True, slots=True)
class Span:
    """Between which words an integer lies, or a real times the constant `under`; it is exact if they are one object."""

    low: Word
    high: Word
    undefined: Bit
    under: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a truth value may be true, may be false and may be undefined for some input of the box."""

    true: Bit
    false: Bit
    undefined: Bit


Known = Mapping[int, Span | Outcome]


def outcome(gates: Gates, root: Term, known: Known) -> Outcome:
    """The truth value `root`, where some terms are `known` by their identity; spans are let go after their last use.

    Raises Rejected where a value that is not exact meets another operation than
    + - * << >> // min max abs if and comparisons, or a count or divisor that is not;
    and at a quotient of reals by other than a constant.
    """
    order = _below(root, known)
    uses = Counter(id(argument) for node in order for argument in node.args)
    uses[id(root)] += 1
    done = dict(known)
    for node in order:
        done[id(node)] = _node(gates, node, [done[id(argument)] for argument in node.args])
        for argument in node.args:
            uses[id(argument)] -= 1
            if not uses[id(argument)]:
                del done[id(argument)]
    found = done[id(root)]
    if not isinstance(found, Outcome):
        raise Rejected("spans", root.op, "is no truth value")
    return found


def _below(root: Term, known: Known) -> list[Term]:
    """The nodes that `root` depends on and that are not known, arguments first."""
    reached = {id(root)} - set(known)
    for node in reversed(postorder((root,))):
        if id(node) in reached:
            reached |= {id(argument) for argument in node.args} - set(known)
    return [node for node in postorder((root,)) if id(node) in reached]


def _node(gates: Gates, node: Term, args: list[Span | Outcome]) -> Span | Outcome:
    match node.op:
        case "constant" if node.sort is Sort.TRUTH:
            return Outcome(*((gates.true, gates.false) if node.value else (gates.false, gates.true)), gates.false)
        case "constant":
            return _constant(gates, Fraction(node.value))  # type: ignore[arg-type]
        case "variable":
            raise Rejected("spans", f"sum over {node.value}", "its ends are not constants")
        case "undefined" if node.sort is Sort.TRUTH:
            return Outcome(gates.false, gates.false, gates.true)
        case "undefined":
            word = words.constant_word(gates, 0)
            return Span(word, word, gates.true)
        case "not" | "and" | "or" | "if":
            return _lazy(gates, node.op, args)
    numbers = [argument for argument in args if isinstance(argument, Span)]
    undefined = gates.false
    for number in numbers:
        undefined = gates.either(undefined, number.undefined)
    if node.op in COMPARISONS:
        return _compared(gates, node.op, *_alike(gates, *numbers), undefined)
    if node.op in ("+", "-", "min", "max"):
        first, second = _alike(gates, *numbers)
        return Span(*_combined(gates, node.op, first, second), undefined, first.under)
    if node.op == "*" or (node.op == "/" and node.args[1].op == "constant" and node.args[1].value):
        first, second = numbers
        if node.op == "/":
            second = _constant(gates, 1 / Fraction(node.args[1].value))  # type: ignore[arg-type]
        return Span(*_combined(gates, "*", first, second), undefined, first.under * second.under)
    if node.op in ("neg", "abs"):
        return Span(*_reflected(gates, node.op, numbers[0]), undefined, numbers[0].under)
    if node.op == "real":
        return replace(numbers[0], undefined=undefined)
    if node.sort is Sort.REAL:
        raise Rejected("spans", node.op, "is no operation on spans of reals")
    return _of_integers(gates, node, numbers, undefined)


def _constant(gates: Gates, value: Fraction) -> Span:
    above, under = value.as_integer_ratio()
    word = words.constant_word(gates, above)
    return Span(word, word, gates.false, under)


def _lazy(gates: Gates, op: str, args: list[Span | Outcome]) -> Span | Outcome:
    """`not`, `and`, `or`, `if`: what is not reached need not be defined."""
    condition, *sides = args
    if not isinstance(condition, Outcome):  # pragma: no cover - sorts are checked where terms are made
        raise Rejected("spans", op, "its condition is no truth value")
    true, false = condition.true, condition.false
    if op == "not":
        return Outcome(false, true, condition.undefined)
    settled = Outcome(*((gates.false, gates.true) if op == "and" else (gates.true, gates.false)), gates.false)
    yes, no = sides if op == "if" else (sides[0], settled) if op == "and" else (settled, sides[0])
    undefined = gates.either(
        condition.undefined,
        gates.either(gates.both(true, yes.undefined), gates.both(false, no.undefined)),
    )
    if isinstance(yes, Outcome) and isinstance(no, Outcome):
        return Outcome(
            gates.either(gates.both(true, yes.true), gates.both(false, no.true)),
            gates.either(gates.both(true, yes.false), gates.both(false, no.false)),
            undefined,
        )
    if not isinstance(yes, Span) or not isinstance(no, Span):  # pragma: no cover - their sorts are the same
        raise Rejected("spans", op, "its sides are of different kinds")
    first, second = _alike(gates, yes, no)
    unsure = gates.both(true, false)
    if unsure == gates.false and first.low is first.high and second.low is second.high:
        word = words.choose(gates, true, first.low, second.low)
        return Span(word, word, undefined, first.under)
    least, greatest = _combined(gates, "min", first, second)[0], _combined(gates, "max", first, second)[1]
    low = words.choose(gates, unsure, least, words.choose(gates, true, first.low, second.low))
    high = words.choose(gates, unsure, greatest, words.choose(gates, true, first.high, second.high))
    return Span(low, high, undefined, first.under)


def _alike(gates: Gates, left: Span, right: Span) -> tuple[Span, Span]:
    """The same two numbers over one denominator."""
    common = math.lcm(left.under, right.under)
    return _over(gates, left, common), _over(gates, right, common)


def _over(gates: Gates, number: Span, common: int) -> Span:
    if number.under == common:
        return number
    factor = words.constant_word(gates, common // number.under)
    return Span(*_combined(gates, "*", number, Span(factor, factor, gates.false)), number.undefined, common)


def _combined(gates: Gates, op: str, left: Span, right: Span) -> tuple[Word, Word]:
    """Sums, differences, products and the like of what two numbers lie between."""
    if op == "*":
        return _product(gates, left, right)
    if op == "-":
        right = Span(right.high, right.low, right.undefined)
    operation = {"+": words.add, "-": words.subtract, "min": _lesser, "max": _greater}[op]
    low = operation(gates, left.low, right.low)
    exact = left.low is left.high and right.low is right.high
    return low, low if exact else operation(gates, left.high, right.high)


def _product(gates: Gates, left: Span, right: Span) -> tuple[Word, Word]:
    low = words.multiply(gates, left.low, right.low)
    if left.low is left.high and right.low is right.high:
        return low, low
    high = words.multiply(gates, left.high, right.high)
    if left.low[-1] == right.low[-1] == gates.false:
        return low, high
    corners = [
        high,
        words.multiply(gates, left.low, right.high),
        words.multiply(gates, left.high, right.low),
    ]
    least = greatest = low
    for corner in corners:
        least, greatest = _lesser(gates, least, corner), _greater(gates, greatest, corner)
    return least, greatest


def _reflected(gates: Gates, op: str, number: Span) -> tuple[Word, Word]:
    """-number, or |number|."""
    exact = number.low is number.high
    if op == "neg":
        low = words.negate(gates, number.high)
        return low, low if exact else words.negate(gates, number.low)
    one, other = words.absolute(gates, number.low), words.absolute(gates, number.high)
    if exact or number.low[-1] == gates.false:
        return one, one if exact else other
    around = gates.both(number.low[-1], gates.invert(number.high[-1]))
    zero = words.constant_word(gates, 0)
    return words.choose(gates, around, zero, _lesser(gates, one, other)), _greater(gates, one, other)


def _of_integers(gates: Gates, node: Term, numbers: list[Span], undefined: Bit) -> Span:
    """Operations on integers alone: any on exact ones, shifts and divisions by exact ones of others."""
    builder = Builder(gates, {})
    one = (gates.true, gates.false)
    defined = gates.invert(undefined)

    def applied(*values: Word) -> Blasted:
        return builder.node(node, [Blasted(value, one, defined) for value in values])

    first, last = numbers[0], numbers[-1]
    if all(number.low is number.high for number in numbers):
        found = applied(*(number.low for number in numbers))
        return Span(found.bits, found.bits, gates.invert(found.defined))
    by_a_positive = node.op == "//" and last.low[-1] == gates.false
    if last.low is not last.high or not (node.op in ("<<", ">>") or by_a_positive):
        raise Rejected("spans", node.op, "is no operation on values that are not exact")
    low, high = applied(first.low, last.low), applied(first.high, last.low)
    return Span(low.bits, high.bits, gates.invert(low.defined))


def _compared(gates: Gates, op: str, left: Span, right: Span, undefined: Bit) -> Outcome:
    if op in (">", ">="):
        left, right, op = right, left, {">": "<", ">=": "<="}[op]
    below = words.less(gates, left.high, right.low)  # for all inputs
    above = words.less(gates, right.high, left.low)
    match op:
        case "<":
            return Outcome(words.less(gates, left.low, right.high), gates.invert(below), undefined)
        case "<=":
            return Outcome(gates.invert(above), words.less(gates, right.low, left.high), undefined)
    apart = gates.either(below, above)
    same = gates.both(words.equal(gates, left.low, right.high), words.equal(gates, left.high, right.low))
    equal = Outcome(gates.invert(apart), gates.invert(same), undefined)
    return equal if op == "==" else Outcome(equal.false, equal.true, undefined)


def _lesser(gates: Gates, left: Word, right: Word) -> Word:
    return words.choose(gates, words.less(gates, left, right), left, right)


def _greater(gates: Gates, left: Word, right: Word) -> Word:
    return words.choose(gates, words.less(gates, left, right), right, left)
