"""Polynomials in one variable, dense and fast: integers over one common denominator.

For degrees in the hundreds and thousands, where the sparse form of
`polynomial.py` is too slow. Products go through one product of two long
integers (Kronecker substitution), sums with a coefficient law are written down
coefficient by coefficient.
"""

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from .evaluate import LARGEST_BITS, OPERATIONS, Undefined, evaluate
from .law import Law, coefficient_law
from .polynomial import HIGHEST_POWER
from .rejection import Rejected
from .term import Sort, Term, constant, substitute, variables_in

MOST_BITS = 1 << 29
LONGEST_POINT = 1 << 23


@dataclass(frozen=True, slots=True)
class Dense:
    """Σ numerators[k] / denominator · x^k; no trailing zeros, so that () is 0; the denominator is positive.

    Not reduced: one polynomial has many such forms. Compare with `equal`.
    """

    numerators: tuple[int, ...]
    denominator: int = 1

    @property
    def degree(self) -> int:
        """The degree; -1 for 0."""
        return len(self.numerators) - 1

    @property
    def bits(self) -> int:
        """How many bits the numerators take together, at most."""
        return len(self.numerators) * longest(self.numerators)

    def coefficient(self, power: int) -> Fraction:
        """The coefficient of x^power, 0 beyond the degree."""
        return Fraction(self.numerators[power], self.denominator) if power <= self.degree else Fraction(0)


def dense(numerators: Sequence[int], denominator: int = 1) -> Dense:
    """The polynomial with these numerators, from the constant up, trailing zeros dropped."""
    length = len(numerators)
    while length and not numerators[length - 1]:
        length -= 1
    if length > HIGHEST_POWER + 1:
        raise Rejected("polynomial", "size", f"a degree over {HIGHEST_POWER}")
    refuse_large(length, denominator.bit_length() + longest(numerators[:length]))
    return Dense(tuple(numerators[:length]), denominator)


def longest(values: Sequence[int]) -> int:
    """How many bits the longest of some integers has."""
    return max(map(int.bit_length, values), default=0)


def refuse_large(count: int, bits: int) -> None:
    """Raises Rejected where so many numbers of so many bits are too much; to be asked before they are made."""
    if count * bits > MOST_BITS:
        raise Rejected("polynomial", "size", f"more than {MOST_BITS} bits of coefficients")


def from_fractions(coefficients: Sequence[Fraction]) -> Dense:
    """The polynomial with these coefficients, from the constant up."""
    common = math.lcm(*(value.denominator for value in coefficients))
    return dense([value.numerator * (common // value.denominator) for value in coefficients], common)


def equal(left: Dense, right: Dense) -> bool:
    """Whether two polynomials are the same."""
    pairs = itertools.zip_longest(left.numerators, right.numerators, fillvalue=0)
    return all(one * right.denominator == other * left.denominator for one, other in pairs)


def add(left: Dense, right: Dense, sign: int = 1) -> Dense:
    """left + sign · right."""
    common = math.lcm(left.denominator, right.denominator)
    first, second = common // left.denominator, sign * (common // right.denominator)
    bits = max(longest(side.numerators) - side.denominator.bit_length() for side in (left, right)) + 2
    refuse_large(max(left.degree, right.degree) + 1, bits + 2 * common.bit_length())
    pairs = itertools.zip_longest(left.numerators, right.numerators, fillvalue=0)
    return dense([one * first + other * second for one, other in pairs], common)


def multiply(left: Dense, right: Dense) -> Dense:
    """left · right."""
    refuse_large(1, left.denominator.bit_length() + right.denominator.bit_length())
    denominator = left.denominator * right.denominator
    return dense(product(left.numerators, right.numerators), denominator)


def product(left: Sequence[int], right: Sequence[int]) -> list[int]:
    """The coefficients of a product of integer polynomials, through one product of long integers."""
    if not left or not right:
        return []
    bits = longest(left) + longest(right)
    octets = (bits + min(len(left), len(right)).bit_length() + 1) // 8 + 1
    places = len(left) + len(right) - 1
    refuse_large(places, octets * 8)
    first = _packed(left, octets)
    packed = first * (first if right is left else _packed(right, octets))
    half = 1 << (8 * octets - 1)
    lifted = packed + int.from_bytes(half.to_bytes(octets, "little") * places, "little")
    digits = lifted.to_bytes(octets * places, "little")
    return [int.from_bytes(digits[at : at + octets], "little") - half for at in range(0, len(digits), octets)]


def _packed(values: Sequence[int], octets: int) -> int:
    """Σ values[k] · 256^(octets · k)."""
    above = b"".join((value if value > 0 else 0).to_bytes(octets, "little") for value in values)
    below = b"".join((-value if value < 0 else 0).to_bytes(octets, "little") for value in values)
    return int.from_bytes(above, "little") - int.from_bytes(below, "little")


def power(base: Dense, exponent: int) -> Dense:
    """base to a power from 0 on; base⁰ is 1."""
    if base.degree * exponent > HIGHEST_POWER or exponent > LARGEST_BITS:
        raise Rejected("polynomial", "power", f"a degree over {HIGHEST_POWER}")
    result = Dense((1,))
    for bit in bin(exponent)[2:]:
        result = multiply(result, result)
        if bit == "1":
            result = multiply(result, base)
    return result


def derivative(function: Dense) -> Dense:
    """The derivative."""
    return dense([power * value for power, value in enumerate(function.numerators)][1:], function.denominator)


def size(value: Fraction) -> int:
    """The bits of the longer of numerator and denominator."""
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def value_at(function: Dense, at: Fraction) -> Fraction:
    """The value at a rational point, exactly."""
    value, weight = _value_and_weight(function, at)
    return Fraction(value, function.denominator * weight)


def sign_at(function: Dense, at: Fraction) -> int:
    """-1, 0 or 1, as the value at a rational point is negative, 0 or positive; no fraction has to be reduced for it."""
    value, _ = _value_and_weight(function, at)
    return (value > 0) - (value < 0)


def _value_and_weight(function: Dense, at: Fraction) -> tuple[int, int]:
    """The value is the first, divided by the second, which is positive, and the denominator of the function."""
    if len(function.numerators) * size(at) > LONGEST_POINT:
        raise Rejected("polynomial", "point", "too long for a polynomial of this degree")
    refuse_large(1, longest(function.numerators) + len(function.numerators) * size(at))
    value, weight = 0, 1
    for coefficient in reversed(function.numerators):
        value = value * at.numerator + coefficient * weight
        weight *= at.denominator
    return value * at.denominator, weight


def shifted(function: Dense, at: Fraction) -> Dense:
    """The polynomial in y that the function is at x = at + y."""
    if not at or not function.numerators:
        return function
    refuse_large(len(function.numerators), longest(function.numerators) + function.degree * (2 * size(at) + 1))
    powers = [at.denominator ** (function.degree - place) for place in range(function.degree + 1)]
    scaled = [value * weight for value, weight in zip(function.numerators, powers, strict=True)]
    if at.numerator not in (1, -1):
        scaled = [value * at.numerator**place for place, value in enumerate(scaled)]
    elif at.numerator == -1:
        scaled = [-value if place % 2 else value for place, value in enumerate(scaled)]
    moved = shifted_by_one(scaled)
    back = [value // at.numerator**place for place, value in enumerate(moved)]
    back = [value * at.denominator**place for place, value in enumerate(back)]
    return dense(back, function.denominator * at.denominator**function.degree)


def shifted_by_one(coefficients: Sequence[int]) -> list[int]:
    """The coefficients at x = 1 + y of an integer polynomial, by running sums."""
    row = list(reversed(coefficients))
    moved = []
    while row:
        row = list(itertools.accumulate(row))
        moved.append(row.pop())
    return moved


def univariate(root: Term, name: str) -> Dense:
    """The polynomial in the variable `name` that the term is; raises Rejected where it is none.

    Divisors and exponents must be constants, so the term is defined at every value.
    """
    order = _outside_sums(root)
    uses = Counter(id(part) for node in order if node.op != "sum" for part in node.args)
    done: dict[int, Dense] = {}
    held = 0
    for node in order:
        args = [] if node.op == "sum" else [done[id(part)] for part in node.args]
        found = _sum(node, name) if node.op == "sum" else _combined(node, name, args)
        done[id(node)] = found
        held += found.bits
        refuse_large(1, held)
        for part, value in zip(node.args, args, strict=False):
            uses[id(part)] -= 1
            if not uses[id(part)]:
                held -= value.bits
                del done[id(part)]
    return done[id(root)]


def _outside_sums(root: Term) -> list[Term]:
    """Every node once, arguments first, without entering sums."""
    order: list[Term] = []
    seen: set[int] = set()
    stack = [(root, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            if node.op != "sum":
                stack.extend((part, False) for part in reversed(node.args))
    return order


def _combined(node: Term, name: str, args: list[Dense]) -> Dense:
    match node.op:
        case "constant" if node.sort is not Sort.TRUTH:
            value = Fraction(node.value)  # type: ignore[arg-type]
            return dense([value.numerator], value.denominator)
        case "variable" if node.value == name:
            return Dense((0, 1))
        case "+" | "-":
            return add(args[0], args[1], 1 if node.op == "+" else -1)
        case "neg":
            return Dense(tuple(-value for value in args[0].numerators), args[0].denominator)
        case "*":
            return multiply(args[0], args[1])
        case "/" if args[1].degree == 0:
            inverse = 1 / args[1].coefficient(0)
            return multiply(args[0], dense([inverse.numerator], inverse.denominator))
        case "real":
            return args[0]
        case "**" if args[1].degree < 1 and args[1].coefficient(0) >= 0:
            return power(args[0], int(args[1].coefficient(0)))
    if node.sort is Sort.TRUTH or node.op not in OPERATIONS or any(part.degree > 0 for part in args):
        raise Rejected("polynomial", str(node.value or node.op), f"is not polynomial in {name} alone")
    return _closed(node, args)


def _closed(node: Term, args: list[Dense]) -> Dense:
    """Any other numeric operation, on constants."""
    values = [
        int(part.coefficient(0)) if argument.sort is Sort.INTEGER else part.coefficient(0)
        for part, argument in zip(args, node.args, strict=True)
    ]
    try:
        value = Fraction(OPERATIONS[node.op](*values))
    except Undefined as why:
        raise Rejected("polynomial", node.op, str(why)) from None
    return dense([value.numerator], value.denominator)


def _sum(node: Term, name: str) -> Dense:
    """A sum between constant ends, by its coefficient law if it has one, else summand by summand."""
    low, high, body = node.args
    if variables_in(low) or variables_in(high):
        raise Rejected("polynomial", "sum", "its ends are not constants")
    try:
        first, last = int(evaluate(low, {})), int(evaluate(high, {}))
    except Undefined as why:
        raise Rejected("polynomial", "sum", str(why)) from None
    if last - first > HIGHEST_POWER:
        raise Rejected("polynomial", "sum", f"more than {HIGHEST_POWER} summands")
    law = coefficient_law(node, name)
    if law is not None:
        return law_polynomial(law, last)
    index = str(node.value)
    parts: list[Dense] = []
    for number, at in enumerate(range(first, last + 1), start=1):
        parts.append(univariate(substitute(body, {index: constant(at)}), name))
        while not number % 2:
            parts[-2:] = [add(parts[-2], parts[-1])]
            number //= 2
    return reduce(add, reversed(parts), Dense(()))


def law_polynomial(law: Law, degree: int) -> Dense:
    """Σ_{k=0}^{degree} a_k x^k of a coefficient law; 0 where the degree is negative."""
    rising, falling = max(law.power, 0), max(-law.power, 0)
    length = law.scale.denominator.bit_length() + law.scale.numerator.bit_length()
    bits = degree * (length + abs(law.power) * degree.bit_length()) + 2 * size(law.first)
    if degree < 0:
        return Dense(())
    if degree > HIGHEST_POWER:
        raise Rejected("polynomial", "sum", f"a degree over {HIGHEST_POWER}")
    refuse_large(degree + 1, bits)
    numerators, from_top = [law.first.numerator], [1]
    for k in range(1, degree + 1):
        numerators.append(numerators[-1] * law.scale.numerator * k**rising)
        from_top.append(from_top[-1] * law.scale.denominator * (degree + 1 - k) ** falling)
    values = [value * rest for value, rest in zip(numerators, reversed(from_top), strict=True)]
    return dense(values, law.first.denominator * from_top[-1])
