"""Integer arithmetic on z3's bit-vectors with Python's meaning, where nothing wraps.

A word is a bit-vector with the range of its value. Every operation is done
modulo a power of two that is large enough for its result, so a word may be cut
down to the bits that the result has before it is added or multiplied, but not
before it is compared, divided or shifted to the right. Where an operation is
undefined, the value of its word is of no consequence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import z3

from .intervals import Range, Untranslatable, hull, result_range

MOST_EXPONENTS = 64
_MODULAR = frozenset("+ - * neg & | xor ~".split())


@dataclass(frozen=True, eq=False, slots=True)
class Word:
    """Bits that stand for a value in `range`: unsigned if no value there is negative, else in two's complement."""

    bits: z3.BitVecRef
    range: Range


def size_of(found: Range) -> int:
    """How many bits a word with that range has."""
    return max(found.width() - (found.low >= 0), 1)


def constant_word(value: int) -> Word:
    """The word of a constant."""
    found = Range(value, value)
    return Word(z3.BitVecVal(value, size_of(found)), found)


def variable_word(name: str, found: Range) -> Word:
    """The word of a variable; that its value is in the range must be asserted apart."""
    return constant_word(found.low) if found.is_constant() else Word(z3.BitVec(name, size_of(found)), found)


def fitted(word: Word, size: int) -> z3.BitVecRef:
    """The value of `word` modulo 2^size."""
    missing = size - word.bits.size()
    if missing < 0:
        return z3.Extract(size - 1, 0, word.bits)
    if missing == 0:
        return word.bits
    return z3.ZeroExt(missing, word.bits) if word.range.low >= 0 else z3.SignExt(missing, word.bits)


def operate(op: str, *args: Word) -> Word:
    """The integer operation `op`; raises Untranslatable where it has no bits or takes too many."""
    return operate_within(result_range(op, *(argument.range for argument in args)), op, args)


def operate_within(found: Range, op: str, args: Sequence[Word]) -> Word:
    """The integer operation `op`, of which it is known that it lies in the range `found`."""
    if found.is_constant():
        return constant_word(found.low)
    size = size_of(found)
    if op in _MODULAR:
        return Word(_modular(op, [fitted(argument, size) for argument in args]), found)
    match op:
        case "<<":
            return _left_shift(found, *args)
        case ">>":
            return _right_shift(found, *args)
        case "//" | "%":
            return _divide(found, op, *args)
        case "min" | "max":
            first = compare("<" if op == "min" else ">", *args)
            return Word(z3.If(first, *(fitted(argument, size) for argument in args)), found)
        case "abs":
            value = fitted(args[0], size)
            return Word(z3.If(is_negative(args[0]), -value, value), found)
        case "bit_length":
            return _bit_length(found, operate("abs", *args))
        case "bit_count":
            return _bit_count(found, operate("abs", *args))
        case "**":
            return _power(found, *args)
        case "factorial":
            return _factorial(found, *args)
    raise Untranslatable(f"{op} has no bits")


def _modular(op: str, args: list[z3.BitVecRef]) -> z3.BitVecRef:
    match op:
        case "+":
            return args[0] + args[1]
        case "-":
            return args[0] - args[1]
        case "*":
            return args[0] * args[1]
        case "&":
            return args[0] & args[1]
        case "|":
            return args[0] | args[1]
        case "xor":
            return args[0] ^ args[1]
    return -args[0] if op == "neg" else ~args[0]


def is_negative(word: Word) -> z3.BoolRef:
    """Whether the value is below 0."""
    if word.range.low >= 0:
        return z3.BoolVal(False)
    return word.bits < 0


def compare(op: str, left: Word, right: Word) -> z3.BoolRef:
    """The comparison `op` of two values."""
    widths = hull([left.range, right.range])
    first, second = (fitted(side, size_of(widths)) for side in (left, right))
    unsigned = widths.low >= 0
    match op:
        case "<":
            return z3.ULT(first, second) if unsigned else first < second
        case "<=":
            return z3.ULE(first, second) if unsigned else first <= second
        case ">":
            return z3.UGT(first, second) if unsigned else first > second
        case ">=":
            return z3.UGE(first, second) if unsigned else first >= second
        case "==":
            return first == second
    return first != second


def choose(condition: z3.BoolRef, yes: Word, no: Word) -> Word:
    """`yes` where `condition` is true, else `no`."""
    return _within(hull([yes.range, no.range]), condition, yes, no)


def _within(found: Range, condition: z3.BoolRef, yes: Word, no: Word) -> Word:
    size = size_of(found)
    return Word(z3.If(condition, fitted(yes, size), fitted(no, size)), found)


def narrowed(word: Word, found: Range) -> Word:
    """The same value, known to lie in `found` too."""
    return Word(fitted(word, size_of(found)), found)


def _left_shift(found: Range, value: Word, count: Word) -> Word:
    size = max(size_of(found), count.bits.size())
    return narrowed(Word(fitted(value, size) << fitted(count, size), value.range), found)


def _right_shift(found: Range, value: Word, count: Word) -> Word:
    size = max(value.bits.size(), count.bits.size())
    first, second = fitted(value, size), fitted(count, size)
    return narrowed(Word(z3.LShR(first, second) if value.range.low >= 0 else first >> second, value.range), found)


def _divide(found: Range, op: str, value: Word, divisor: Word) -> Word:
    """z3's signed division rounds towards 0: the quotient is one less where the signs differ and it is not exact."""
    by = divisor.range.low
    if divisor.range.is_constant() and by > 0 and by & (by - 1) == 0:
        if op == "//":
            return operate_within(found, ">>", (value, constant_word(by.bit_length() - 1)))
        return operate_within(found, "&", (value, constant_word(by - 1)))
    both = hull([value.range, divisor.range])
    size = size_of(both) + (both.low < 0)
    first, second = fitted(value, size), fitted(divisor, size)
    if both.low >= 0:
        result = z3.UDiv(first, second) if op == "//" else z3.URem(first, second)
    elif op == "%":
        result = first % second
    else:
        rounded_up = z3.And(z3.SRem(first, second) != 0, (first < 0) != (second < 0))
        result = first / second - z3.If(rounded_up, z3.BitVecVal(1, size), z3.BitVecVal(0, size))
    return narrowed(Word(result, both), found)


def _bit_length(found: Range, magnitude: Word) -> Word:
    """A chain of if-then-else from the highest bit down."""
    size = size_of(found)
    result: z3.BitVecRef = z3.BitVecVal(0, size)
    for place in range(magnitude.bits.size()):
        is_set = z3.Extract(place, place, magnitude.bits) == 1
        result = z3.If(is_set, z3.BitVecVal(place + 1, size), result)
    return Word(result, found)


def _bit_count(found: Range, magnitude: Word) -> Word:
    """The sum of the bits, two by two: each sum is one bit wider than its parts."""
    counts: list[z3.BitVecRef] = [z3.Extract(place, place, magnitude.bits) for place in range(magnitude.bits.size())]
    while len(counts) > 1:
        pairs = zip(counts[::2], counts[1::2], strict=False)
        sums = [_one_wider(left, right) for left, right in pairs]
        counts = sums + counts[len(sums) * 2 :]
    total = Word(counts[0], Range(0, (1 << counts[0].size()) - 1))
    return narrowed(total, found)


def _one_wider(left: z3.BitVecRef, right: z3.BitVecRef) -> z3.BitVecRef:
    size = max(left.size(), right.size()) + 1
    return z3.ZeroExt(size - left.size(), left) + z3.ZeroExt(size - right.size(), right)


def exponents_of(count: Word, least: int) -> range:
    """The values of an exponent from `least` up; raises Untranslatable if they are too many to go through."""
    found = range(max(count.range.low, least), count.range.high + 1)
    if len(found) > MOST_EXPONENTS:
        raise Untranslatable(f"more than {MOST_EXPONENTS} exponents")
    return found


def constant_power(base: Word, exponent: int) -> Word:
    """base to a constant power that is not negative, by squaring."""
    result, reached = constant_word(1), 0
    for digit in f"{exponent:b}":
        for factor, step in ((result, reached), (base, int(digit))):
            if step:
                reached += step
                known = result_range("**", base.range, Range(reached, reached))
                result = operate_within(known, "*", (result, factor))
    return result


def _power(found: Range, base: Word, exponent: Word) -> Word:
    if base.range == Range(2, 2):
        return operate_within(found, "<<", (constant_word(1), exponent))
    return _selected(found, exponent, {count: constant_power(base, count) for count in exponents_of(exponent, 0)})


def _factorial(found: Range, value: Word) -> Word:
    table = {count: operate("factorial", constant_word(count)) for count in exponents_of(value, 0)}
    return _selected(found, value, table)


def _selected(found: Range, selector: Word, table: dict[int, Word]) -> Word:
    """The word of `table` under the value of `selector`."""

    def pick(rest: Word, entry: tuple[int, Word]) -> Word:
        return _within(found, compare("==", selector, constant_word(entry[0])), entry[1], rest)

    (_, last), *others = reversed(table.items())
    return reduce(pick, others, narrowed(last, found))
