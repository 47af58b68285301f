"""An exponent, read as a sum of rational multiples of products of integer powers of terms.

A power is put for a repeated product, a negative one for a quotient; what is no
arithmetic is an atom, and so is a divisor that is itself a sum.
"""

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from .rejection import Rejected
from .term import Sort, Term, constant, make, postorder, structure

Product = tuple[tuple[int, int], ...]
"""(atom, power) with powers that are not 0, atoms in order."""
Exponent = dict[Product, Fraction]
"""Coefficients that are not 0, by product."""

MOST_SUMMANDS = 200
HIGHEST_POWER = 1000
LONGEST = 1 << 16


class Reader:
    """Reads real terms that stand under `roots`; equal atoms have one number in all of them."""

    def __init__(self, roots: Iterable[Term]) -> None:
        self.numbers = structure(roots)
        self.atoms: dict[int, Term] = {}

    def read(self, root: Term) -> Exponent:
        """The sum that `root` is wherever it has a value; raises Rejected where it is too long."""
        done: dict[int, Exponent] = {}
        for node in _arithmetic(root):
            done[id(node)] = self._apply(node, done)
        return done[id(root)]

    def _apply(self, node: Term, done: Mapping[int, Exponent]) -> Exponent:
        match node.op:
            case "constant":
                return {(): Fraction(node.value)} if node.value else {}
            case "neg":
                return _scaled(done[id(node.args[0])], Fraction(-1))
            case "+" | "-":
                left, right = (done[id(part)] for part in node.args)
                return _sum(left, _scaled(right, Fraction(1 if node.op == "+" else -1)))
            case "*":
                return _product(done[id(node.args[0])], done[id(node.args[1])])
            case "/":
                return _product(done[id(node.args[0])], self._power(node.args[1], done[id(node.args[1])], -1))
            case "**" if _is_arithmetic(node):
                return self._power(node.args[0], done[id(node.args[0])], int(node.args[1].value))  # type: ignore[arg-type]
        return self._atom(node, 1)

    def _atom(self, node: Term, exponent: int) -> Exponent:
        number = self.numbers[id(node)]
        self.atoms.setdefault(number, node)
        return {((number, exponent),): Fraction(1)}

    def _power(self, base: Term, value: Exponent, exponent: int) -> Exponent:
        """A constant power of a term, `value` as it was read."""
        if exponent < 0 and not value:
            raise Rejected("exponent", "divisor", "is 0")
        if len(value) == 1:
            [(product, scale)] = value.items()
            if _bits(value.values()) * abs(exponent) > LONGEST:
                raise Rejected("exponent", "**", "too large")
            return {tuple((atom, power * exponent) for atom, power in product if exponent): scale**exponent}
        if exponent < 0:
            return self._atom(base, exponent)
        result: Exponent = {(): Fraction(1)}
        for _ in range(exponent):
            result = _product(result, value)
        return result

    def term(self, product: Product, divided_by: int) -> Term:
        """The product as a term, divided by an integer that is not 0."""
        result: Term | None = None
        for atom, power in product:
            if power > 0:
                factor = self.power(self.atoms[atom], power)
                result = factor if result is None else make("*", result, factor)
        result = constant(Fraction(1)) if result is None else result
        for atom, power in product:
            if power < 0:
                result = make("/", result, self.power(self.atoms[atom], -power))
        if abs(divided_by) > 1:
            result = make("/", result, constant(Fraction(abs(divided_by))))
        return result if divided_by > 0 else make("neg", result)

    @staticmethod
    def power(base: Term, exponent: int) -> Term:
        """base ** exponent, for an exponent of at least 1."""
        return base if exponent == 1 else make("**", base, constant(exponent))


def units(exponents: Iterable[Exponent]) -> dict[Product, int]:
    """The least common denominator of each product's coefficients, with their sign where all have one."""
    found: dict[Product, int] = {}
    positive: set[Product] = set()
    for exponent in exponents:
        for product, scale in exponent.items():
            found[product] = math.lcm(found.get(product, 1), scale.denominator)
            if found[product].bit_length() > LONGEST:
                raise Rejected("exponent", "denominator", "too large")
            if scale > 0:
                positive.add(product)
    return {product: unit if product in positive else -unit for product, unit in found.items()}


def _is_arithmetic(node: Term) -> bool:
    """Whether an operation is multiplied out; a power only where its exponent is a constant within bounds."""
    if node.op == "**":
        return node.args[1].op == "constant" and abs(int(node.args[1].value)) <= HIGHEST_POWER  # type: ignore[arg-type]
    return node.op in ("+", "-", "*", "/", "neg") and node.sort is Sort.REAL


def _arithmetic(root: Term) -> list[Term]:
    """`root` and the arithmetic below it down to its atoms, each node once, arguments before what uses them."""
    inside: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) not in inside:
            inside.add(id(node))
            if _is_arithmetic(node):
                stack.extend(node.args)
    return [node for node in postorder((root,)) if id(node) in inside]


def _bits(values: Iterable[Fraction]) -> int:
    return max((sum(part.bit_length() for part in value.as_integer_ratio()) for value in values), default=0)


def _scaled(exponent: Exponent, scale: Fraction) -> Exponent:
    return {product: scale * value for product, value in exponent.items()}


def _sum(left: Exponent, right: Exponent) -> Exponent:
    result = dict(left)
    for product, scale in right.items():
        result[product] = result.get(product, Fraction(0)) + scale
    return _kept(result)


def _product(left: Exponent, right: Exponent) -> Exponent:
    if _bits(left.values()) + _bits(right.values()) > LONGEST:
        raise Rejected("exponent", "*", "too large")
    result: Exponent = {}
    for one, scale in left.items():
        for other, factor in right.items():
            powers = dict(one)
            for atom, power in other:
                powers[atom] = powers.get(atom, 0) + power
            key = tuple(sorted((atom, power) for atom, power in powers.items() if power))
            result[key] = result.get(key, Fraction(0)) + scale * factor
    return _kept(result)


def _kept(exponent: Exponent) -> Exponent:
    """Without zeros, and not too long."""
    result = {product: scale for product, scale in exponent.items() if scale}
    if len(result) > MOST_SUMMANDS:
        raise Rejected("exponent", "sum", f"more than {MOST_SUMMANDS} summands")
    return result
