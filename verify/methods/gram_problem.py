"""A polynomial as products of constraints times squares: their Gram matrices, and the linear system for these."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint

from ..kernel.constraints import constraints
from ..kernel.numerals import rational_text
from ..kernel.polynomial import Polynomial, add, multiply
from .known_facts import Facts
from .semidefinite import Block, interior
from .summands import Point, Weights, degree_of, grade, homogeneous, value_at

MOST_UNKNOWNS = 160
MOST_BEFORE_PRUNING = 600
MOST_PARAMETERS = 60
_BITS = (0, 2, 4, 8, 12, 16, 24, 32, 44)


@dataclass(frozen=True, slots=True)
class Family:
    """The squares times one product of constraints: all z·Q·z, with z the `basis`."""

    cited: tuple[int, ...]
    product: Polynomial
    basis: tuple[Polynomial, ...]


class Problem:
    """One goal, the families and equations that may add up to it, and the linear system that this is."""

    def __init__(
        self, facts: Facts, goal: Polynomial, strict: bool, zeros: Sequence[Point],
        equations: Sequence[tuple[int, Polynomial]], weights: Weights, degree: int, size: int,
    ) -> None:  # fmt: skip
        self.facts, self.strict, self.weights, self.degree = facts, strict, weights, degree
        self.scale = max(map(abs, goal.values()))
        self.goal = add({}, goal, 1 / self.scale)
        self.count = len(facts.names)
        self.target = grade(next(iter(goal)), weights)
        self.keys = [
            key for key in itertools.product(range(degree + 1), repeat=self.count) if sum(key) <= degree
        ]  # fmt: skip
        self.multiples = [] if weights else self._multiples(equations)
        families = list(self._families(size))
        self.too_large = _unknowns(families) + len(self.multiples) > MOST_BEFORE_PRUNING
        if not self.too_large:
            self.families = self._pruned([self._cut_down(family, zeros) for family in families])

    def _families(self, size: int) -> Iterator[Family]:
        generators = homogeneous(self.facts.generators, self.weights)
        one: Polynomial = {(0,) * self.count: Fraction(1)}
        for chosen in itertools.chain.from_iterable(
            itertools.combinations(generators, length) for length in range(size + 1)
        ):
            product = one
            for generator in chosen:
                product = multiply(product, generator.polynomial)
            own = grade(next(iter(product)), self.weights)
            room = (self.degree - degree_of(product)) // 2
            basis = [
                {key: Fraction(1)}
                for key in self.keys
                if sum(key) <= room
                and [2 * entry + more for entry, more in zip(grade(key, self.weights), own, strict=True)] == self.target
            ]
            cited = tuple(generator.index for generator in chosen)
            yield Family(cited, product, tuple(basis))
            if self.strict and len(basis) > 1 and one in basis and all(generator.strict for generator in chosen):
                yield Family(cited, product, (one,))

    def _cut_down(self, family: Family, zeros: Sequence[Point]) -> Family:
        """With a basis of the polynomials that vanish at those zeros of the goal where the product is positive."""
        at = [point for point in zeros if value_at(family.product, point) > 0 and not value_at(self.goal, point)]
        if not at or not family.basis:
            return family
        rows = [[value_at(polynomial, point) for polynomial in family.basis] for point in at]
        common = [math.lcm(*(value.denominator for value in row)) for row in rows]
        whole = [[int(value * scale) for value in row] for row, scale in zip(rows, common, strict=True)]
        matrix, nullity = flint.fmpz_mat(whole).nullspace()
        basis = []
        for column in range(nullity):
            weights = [int(matrix[place, column]) for place in range(len(family.basis))]
            divisor = math.gcd(*weights)
            polynomial: Polynomial = {}
            for weight, part in zip(weights, family.basis, strict=True):
                polynomial = add(polynomial, part, weight // divisor)
            basis.append(polynomial)
        return Family(family.cited, family.product, tuple(basis))

    def _pruned(self, families: list[Family]) -> list[Family]:
        """Without the elements whose squares nothing could cancel in a coefficient that is 0."""
        while True:
            signs: dict[tuple[int, ...], set[tuple[int, int, int]]] = {}
            mixed: set[tuple[int, ...]] = set()
            for number, family in enumerate(families):
                for (row, column), polynomial in _entries(family):
                    for key, value in polynomial.items():
                        signs.setdefault(key, set()).add((number, row, 1 if value > 0 else -1))
                        if row != column:
                            mixed.add(key)
            gone = {
                (number, row)
                for key, found in signs.items()
                if key not in mixed and key not in self.goal and len({sign for _, _, sign in found}) == 1
                for number, row, _ in found
            }
            if not gone or self._has_equations():
                return [family for family in families if family.basis]
            families = [
                Family(family.cited, family.product, tuple(
                    element for place, element in enumerate(family.basis) if (number, place) not in gone))
                for number, family in enumerate(families)
            ]  # fmt: skip

    def _has_equations(self) -> bool:
        return any(constraint.relation == "==" for constraint in constraints(self.facts.claim))

    def _multiples(self, equations: Sequence[tuple[int, Polynomial]]) -> list[tuple[int, Polynomial, Polynomial]]:
        return [
            (index, {key: Fraction(1)}, multiply({key: Fraction(1)}, polynomial))
            for index, polynomial in equations
            for key in self.keys
            if sum(key) + degree_of(polynomial) <= self.degree
        ]

    def solved(self) -> list[dict[str, Any]] | None:
        """The evidence of a sum that is the goal."""
        if self.too_large or not 0 < _unknowns(self.families) <= MOST_UNKNOWNS - len(self.multiples):
            return None
        entries = [(number, *entry) for number, family in enumerate(self.families) for entry in _entries(family)]
        columns = [polynomial for _, _, polynomial in entries] + [polynomial for _, _, polynomial in self.multiples]
        if self.strict and not any(self._counts_as_strict(family) for family in self.families):
            return None
        solution = _affine(columns, self.goal)
        if solution is None or len(solution[1]) > MOST_PARAMETERS:
            return None
        start, directions = solution
        blocks = [
            Block(
                _matrix([(at, value) for (other, at, _), value in zip(entries, start, strict=False) if other == number],
                        len(family.basis)),
                [_matrix([(at, value) for (other, at, _), value in zip(entries, line, strict=False) if other == number],
                         len(family.basis)) for line in directions],
            )
            for number, family in enumerate(self.families)
        ]  # fmt: skip
        parameters = interior(blocks, len(directions))
        if parameters is None:
            return None
        for bits in _BITS:
            rounded = [Fraction(round(value * 2**bits), 2**bits) for value in parameters]
            values = list(start)
            for weight, line in zip(rounded, directions, strict=True):
                if weight:
                    values = [value + weight * entry for value, entry in zip(values, line, strict=True)]
            summands = self._evidence(entries, values)
            if summands is not None:
                return summands
        return None

    def _counts_as_strict(self, family: Family) -> bool:
        """Whether the family is a rational multiple of a product of strict constraints."""
        strict = {generator.index for generator in self.facts.generators if generator.strict}
        return set(family.cited) <= strict and len(family.basis) == 1 and not any(map(any, family.basis[0]))

    def _evidence(self, entries: Sequence[Any], values: Sequence[Fraction]) -> list[dict[str, Any]] | None:
        """The summands, if every matrix is positive definite."""
        found: list[dict[str, Any]] = []
        for number, family in enumerate(self.families):
            matrix: dict[tuple[int, int], Fraction] = {
                at: value for (other, at, _), value in zip(entries, values, strict=False) if other == number
            }
            squares = _squares(matrix, len(family.basis))
            if squares is None:
                return None
            for times, weights in squares:
                root: Polynomial = {}
                for weight, element in zip(weights, family.basis, strict=True):
                    root = add(root, element, weight)
                found.append(self._summand(family, times * self.scale, root))
        for (index, monomial, _), value in zip(self.multiples, values[len(entries) :], strict=True):
            if value:
                multiplier = add({}, monomial, value * self.scale)
                found.append({"equation": index, "multiplier": self.facts.text(multiplier)})
        return found

    def _summand(self, family: Family, times: Fraction, root: Polynomial) -> dict[str, Any]:
        summand: dict[str, Any] = {"constraints": list(family.cited)}
        if any(map(any, root)):
            common = math.lcm(*(value.denominator for value in root.values()))
            root, times = add({}, root, common), times / common**2
            summand["square"] = self.facts.text(root)
        else:
            [value] = root.values()
            times *= value**2
        return {**summand, "times": rational_text(times)}


def _unknowns(families: Sequence[Family]) -> int:
    """How many entries their matrices have, symmetric ones once."""
    return sum(len(family.basis) * (len(family.basis) + 1) // 2 for family in families)


def _entries(family: Family) -> Iterator[tuple[tuple[int, int], Polynomial]]:
    """The polynomial that each entry on and below the diagonal of Q is the coefficient of."""
    for row, first in enumerate(family.basis):
        for column, second in enumerate(family.basis[: row + 1]):
            product = multiply(family.product, multiply(first, second))
            yield (row, column), product if row == column else add({}, product, 2)


def _matrix(entries: Sequence[tuple[tuple[int, int], Fraction]], size: int) -> list[list[float]]:
    result = [[0.0] * size for _ in range(size)]
    for (row, column), value in entries:
        result[row][column] = result[column][row] = float(value)
    return result


def _affine(columns: Sequence[Polynomial], goal: Polynomial) -> tuple[list[Fraction], list[list[Fraction]]] | None:
    """A solution of Σ v_i · columns[i] = goal, and a basis of the differences of solutions; None if there is none."""
    keys = sorted({key for polynomial in (*columns, goal) for key in polynomial})
    width = len(columns)
    table = [[polynomial.get(key, Fraction(0)) for polynomial in (*columns, goal)] for key in keys]
    whole = [[flint.fmpq(value.numerator, value.denominator) for value in row] for row in table]
    reduced, rank = flint.fmpq_mat(whole).rref()
    pivots = [next(at for at in range(width + 1) if reduced[row, at] != 0) for row in range(rank)]
    if pivots and pivots[-1] == width:
        return None
    start = [Fraction(0)] * width
    for row, at in enumerate(pivots):
        start[at] = _fraction(reduced[row, width])
    directions = []
    for free in sorted(set(range(width)) - set(pivots)):
        line = [Fraction(0)] * width
        line[free] = Fraction(1)
        for row, at in enumerate(pivots):
            line[at] = -_fraction(reduced[row, free])
        directions.append(line)
    return start, directions


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _squares(lower: dict[tuple[int, int], Fraction], size: int) -> list[tuple[Fraction, list[Fraction]]] | None:
    """Q = Σ d_i · l_i·l_iᵀ with d_i > 0, exactly; None where Q is not positive definite."""
    rest = [[lower[max(row, column), min(row, column)] for column in range(size)] for row in range(size)]
    found = []
    for at in range(size):
        pivot = rest[at][at]
        if pivot <= 0:
            return None
        line = [rest[row][at] / pivot if row >= at else Fraction(0) for row in range(size)]
        found.append((pivot, line))
        for row in range(at, size):
            if line[row]:
                for column in range(at, size):
                    rest[row][column] -= pivot * line[row] * line[column]
    return found
