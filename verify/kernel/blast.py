"""Bit-blasting: a term over bounded integers, as Boolean functions of its input bits.

Each node becomes a word (integers), a numerator and a positive denominator
(reals) or a bit (truth values), together with the bit that tells where it is
defined. Widths are the exact ones of the operations; nothing is cut off.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from . import words
from .evaluate import Undefined, evaluate
from .polynomial import expanded
from .rejection import Rejected
from .term import Sort, Term, postorder, shared
from .words import Bit, Gates, Word


@dataclass(frozen=True, slots=True)
class Blasted:
    """The bits of a node where it is `defined`; `under` is the denominator of a real, and a truth value has one bit."""

    bits: Word
    under: Word
    defined: Bit

    def greatest(self) -> Bit:
        """The greatest of all its bits."""
        return max(*self.bits, *self.under, self.defined)

    def constant_value(self, sort: Sort) -> int | None:
        """The integer, or the truth value as 0 or 1, if all its bits are 0 and 1, the constants of a circuit."""
        if any(bit > 1 for bit in self.bits):
            return None
        *low, sign = (*self.bits, 0) if sort is Sort.TRUTH else self.bits
        return sum(bit << place for place, bit in enumerate(low)) - (sign << len(low))


def blast(gates: Gates, root: Term, inputs: Mapping[str, Word]) -> Blasted:
    """The bits of `root` over the words of its variables; raises Rejected for operations that have none."""
    return blast_all(gates, (root,), inputs)[0]


def blast_all(gates: Gates, roots: Sequence[Term], inputs: Mapping[str, Word]) -> list[Blasted]:
    """The bits of several terms, their common parts once; those of inner nodes are let go after their last use."""
    roots = shared(expanded(root) for root in roots)
    builder = Builder(gates, inputs)
    order = postorder(roots)
    uses = Counter(id(argument) for node in order for argument in node.args) + Counter(map(id, roots))
    done = constants(gates, roots)
    for node in order:
        if id(node) not in done:
            done[id(node)] = builder.node(node, [done[id(argument)] for argument in node.args])
        for argument in node.args:
            uses[id(argument)] -= 1
            if not uses[id(argument)]:
                del done[id(argument)]
    return [done[id(root)] for root in roots]


def constants(gates: Gates, roots: Iterable[Term]) -> dict[int, Blasted]:
    """The constant bits, by identity, of the nodes under `roots` that no variable is under."""
    found: dict[int, Blasted] = {}
    for node in postorder(roots):
        if node.op != "variable" and all(id(argument) in found for argument in node.args):
            found[id(node)] = _constant(gates, node)
    return found


def _constant(gates: Gates, node: Term) -> Blasted:
    one = (gates.true, gates.false)
    try:
        value = evaluate(node, {})
    except Undefined:
        return Blasted((gates.false,), one, gates.false)
    if isinstance(value, bool):
        return Blasted((gates.true if value else gates.false,), one, gates.true)
    bits, under = (words.constant_word(gates, part) for part in Fraction(value).as_integer_ratio())
    return Blasted(bits, under, gates.true)


class Builder:
    """The bits of nodes from the bits of their arguments."""

    def __init__(self, gates: Gates, inputs: Mapping[str, Word]) -> None:
        self.gates = gates
        self.inputs = inputs
        self.one = (gates.true, gates.false)

    def node(self, node: Term, args: list[Blasted]) -> Blasted:
        """The node from its arguments: its bits, and where it is defined."""
        gates = self.gates
        if node.op == "variable":
            name = str(node.value)
            if name not in self.inputs:
                raise Rejected("blast", f"sum over {name}", "its ends are not constants")
            return Blasted(self.inputs[name], self.one, gates.true)
        if node.op in ("if", "and", "or"):
            return self.lazy(node, args)
        defined = gates.true
        for argument in args:
            defined = gates.both(defined, argument.defined)
        if node.op in ("//", "%", "/"):
            defined = gates.both(defined, gates.invert(words.equal(gates, args[1].bits, (gates.false,))))
        if node.op in ("<<", ">>", "**") and not _is_power_of_real_two(node):
            defined = gates.both(defined, gates.invert(args[1].bits[-1]))
        if node.sort is Sort.TRUTH:
            return Blasted((self.truth(node, args),), self.one, defined)
        if node.sort is Sort.REAL:
            return Blasted(*self.quotient(node, args), defined)
        return Blasted(self.word(node, args), self.one, defined)

    def lazy(self, node: Term, args: list[Blasted]) -> Blasted:
        """`if`, `and`, `or`: what is not reached need not be defined."""
        gates, condition = self.gates, args[0].bits[0]
        if node.op == "if":
            yes, no = args[1:]
        else:
            settled = Blasted((gates.false if node.op == "and" else gates.true,), self.one, gates.true)
            yes, no = (args[1], settled) if node.op == "and" else (settled, args[1])
        defined = gates.both(args[0].defined, gates.choose(condition, yes.defined, no.defined))
        pick = self.choose_real if node.sort is Sort.REAL else self.choose_bits
        return Blasted(*pick(condition, yes, no), defined)

    def choose_bits(self, condition: Bit, yes: Blasted, no: Blasted) -> tuple[Word, Word]:
        """An integer or truth value, by the condition."""
        return words.choose(self.gates, condition, yes.bits, no.bits), self.one

    def choose_real(self, condition: Bit, yes: Blasted, no: Blasted) -> tuple[Word, Word]:
        """A real, by the condition."""
        return (
            words.choose(self.gates, condition, yes.bits, no.bits),
            words.choose(self.gates, condition, yes.under, no.under),
        )

    def truth(self, node: Term, args: list[Blasted]) -> Bit:
        """The bit of a comparison or negation."""
        gates = self.gates
        if node.op == "not":
            return gates.invert(args[0].bits[0])
        left, right = self.over_one_denominator(*args)
        match node.op:
            case "<":
                return words.less(gates, left, right)
            case ">":
                return words.less(gates, right, left)
            case "<=":
                return gates.invert(words.less(gates, right, left))
            case ">=":
                return gates.invert(words.less(gates, left, right))
            case "==":
                return words.equal(gates, left, right)
            case "!=":
                return gates.invert(words.equal(gates, left, right))
        raise Rejected("blast", node.op, "has no bits")  # pragma: no cover - there are no more comparisons

    def over_one_denominator(self, left: Blasted, right: Blasted) -> tuple[Word, Word]:
        """The numerators over a common denominator (positive, so that they compare as the values do)."""
        if left.under == right.under:
            return left.bits, right.bits
        return words.multiply(self.gates, left.bits, right.under), words.multiply(self.gates, right.bits, left.under)

    def quotient(self, node: Term, args: list[Blasted]) -> tuple[Word, Word]:
        """Numerator and positive denominator of a real node."""
        gates = self.gates
        left, right = args[0], args[-1]
        match node.op:
            case "real":
                return left.bits, self.one
            case "neg":
                return words.negate(gates, left.bits), left.under
            case "abs":
                return words.absolute(gates, left.bits), left.under
            case "*":
                return words.multiply(gates, left.bits, right.bits), words.multiply(gates, left.under, right.under)
            case "/":
                sign = right.bits[-1]
                above = words.multiply(gates, left.bits, right.under)
                below = words.multiply(gates, left.under, right.bits)
                return words.choose(gates, sign, words.negate(gates, above), above), words.absolute(gates, below)
            case "**" if _is_power_of_real_two(node):
                above, below = (
                    words.choose(gates, right.bits[-1], *sides)
                    for sides in (((gates.false,), right.bits), (words.negate(gates, right.bits), (gates.false,)))
                )
                return words.shift_left(gates, self.one, above), words.shift_left(gates, self.one, below)
            case "**":
                return self.power(left.bits, node.args[1]), self.power(left.under, node.args[1])
        first, second = self.over_one_denominator(left, right)
        common = left.under if left.under == right.under else words.multiply(gates, left.under, right.under)
        return self.sum_or_choice(node.op, first, second), common

    def word(self, node: Term, args: list[Blasted]) -> Word:
        """The word of an integer node."""
        gates = self.gates
        values = [argument.bits for argument in args]
        match node.op:
            case "*":
                return words.multiply(gates, *values)
            case "&":
                return words.bitwise(gates.both, *values)
            case "|":
                return words.bitwise(gates.either, *values)
            case "xor":
                return words.bitwise(gates.differ, *values)
            case "~":
                return words.invert(gates, values[0])
            case "neg":
                return words.negate(gates, values[0])
            case "abs":
                return words.absolute(gates, values[0])
            case "bit_length":
                return words.bit_length(gates, values[0])
            case "bit_count":
                return words.bit_count(gates, values[0])
            case "<<":
                return words.shift_left(gates, *values)
            case ">>":
                return words.shift_right(gates, *values)
            case "//" | "%":
                return words.divide(gates, *values)[node.op == "%"]
            case "**":
                base = node.args[0]
                if base.op == "constant" and base.value == 2:
                    return words.shift_left(gates, self.one, values[1])
                return self.power(values[0], node.args[1])
        return self.sum_or_choice(node.op, values[0], values[-1])

    def sum_or_choice(self, op: str, left: Word, right: Word) -> Word:
        """A sum, difference, min or max of two words."""
        match op:
            case "+":
                return words.add(self.gates, left, right)
            case "-":
                return words.subtract(self.gates, left, right)
            case "min":
                return words.choose(self.gates, words.less(self.gates, left, right), left, right)
            case "max":
                return words.choose(self.gates, words.less(self.gates, left, right), right, left)
        raise Rejected("blast", op, "has no bits")

    def power(self, base: Word, exponent: Term) -> Word:
        """base to a constant power, by repeated multiplication."""
        if exponent.op != "constant" or not 0 <= exponent.value <= words.WIDEST:  # type: ignore[operator]
            raise Rejected("blast", "**", "an exponent that is not a small constant")
        result: Word = self.one
        for _ in range(int(exponent.value)):  # type: ignore[arg-type]
            result = words.multiply(self.gates, result, base)
        return result


def _is_power_of_real_two(node: Term) -> bool:
    """2^e, which is defined for negative e as well."""
    base = node.args[0]
    return node.op == "**" and node.sort is Sort.REAL and base.op == "constant" and base.value == 2
