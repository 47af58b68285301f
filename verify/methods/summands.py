"""The summands that a positivity certificate may have: products of known constraints, and squares.

Where the goal is homogeneous in some weights of the variables, only summands of
the goal's own weights can take part, if all constraints used are homogeneous
too; that keeps their number small.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint

from ..kernel.constraints import unit
from ..kernel.polynomial import Polynomial, multiply
from ..kernel.statement import Variable
from ..kernel.text import term_text
from ..translate.polynomial_terms import polynomial_term

MOST_SUMMANDS = 1500
Weights = list[list[int]]
Point = tuple[Fraction, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Generator:
    """A polynomial known to be nonnegative, or positive if `strict`; `index` is its number in the certificate."""

    index: int
    polynomial: Polynomial
    strict: bool


@dataclass(frozen=True, eq=False, slots=True)
class Summand:
    """A nonnegative polynomial, positive if `strict`, and how the certificate writes it.

    It may be a multiple of an equation, by `multiplier`.
    """

    evidence: dict[str, Any]
    polynomial: Polynomial
    strict: bool
    multiplier: Polynomial | None = None


def summands(
    goal: Polynomial,
    generators: list[Generator],
    weights: Weights,
    degree: int,
    variables: Sequence[Variable],
    zero: Point | None = None,
    known: dict[tuple[int, ...], Polynomial] | None = None,
) -> list[Summand]:
    """At most MOST_SUMMANDS of the products and squares of the goal's weights, up to the degree.

    If the goal nearly vanishes at `zero`, so must every summand; squares that do are among them.
    `known` are products of generators by their indices, from one call to the next.
    """
    one = unit([declared.name for declared in variables])
    target = grade(next(iter(goal or one)), weights)
    found = itertools.chain(
        _products(generators, weights, target, degree, one, {} if known is None else known),
        _squares(degree // 2, weights, target, variables, zero),
    )
    return list(itertools.islice(found, MOST_SUMMANDS))


def multiples(
    equations: Sequence[tuple[int, Polynomial]],
    degree: int,
    variables: Sequence[Variable],
    places: Sequence[int] | None = None,
) -> list[Summand]:
    """Multiples of the equations, given with their numbers, by monomials of either sign, up to the degree.

    Only the variables at these `places` stand in the monomials; None is all of them.
    """
    found = []
    within = range(len(variables)) if places is None else places
    for index, polynomial in equations:
        left = degree - degree_of(polynomial)
        for exponents, sign in itertools.product(_monomials(len(within), left), (1, -1)):
            powers = dict(zip(within, exponents, strict=True))
            key = tuple(powers.get(place, 0) for place in range(len(variables)))
            multiplier = {key: Fraction(sign)}
            found.append(Summand({"equation": index}, multiply(multiplier, polynomial), False, multiplier))
    return found[:MOST_SUMMANDS]


def multiples_by_numbers(equations: Sequence[tuple[int, Polynomial]], variables: Sequence[Variable]) -> list[Summand]:
    """Multiples of the equations by 1 and by -1."""
    found = []
    for (index, polynomial), sign in itertools.product(equations, (1, -1)):
        multiplier = {(0,) * len(variables): Fraction(sign)}
        found.append(Summand({"equation": index}, multiply(multiplier, polynomial), False, multiplier))
    return found


def _products(
    generators: list[Generator],
    weights: Weights,
    target: list[int],
    degree: int,
    one: Polynomial,
    known: dict[tuple[int, ...], Polynomial],
) -> Iterator[Summand]:
    frontier: list[tuple[tuple[int, ...], Polynomial, bool]] = [((), one, True)]
    while frontier:
        longer = []
        for cited, polynomial, strict in frontier:
            if grade(next(iter(polynomial)), weights) == target:
                yield Summand({"constraints": [generators[at].index for at in cited]}, polynomial, strict)
            for place in range(cited[-1] if cited else 0, len(generators)):
                indices = tuple(generators[at].index for at in (*cited, place))
                product = known.get(indices)
                if product is None:
                    product = known[indices] = multiply(polynomial, generators[place].polynomial)
                if product and max(map(sum, product)) <= degree:
                    longer.append(((*cited, place), product, strict and generators[place].strict))
        frontier = longer if len(longer) < MOST_SUMMANDS else []


def _squares(
    degree: int, weights: Weights, target: list[int], variables: Sequence[Variable], zero: Point | None
) -> Iterator[Summand]:
    """The squares of monomials, of their sums and differences, and of multiples that agree at `zero`."""
    keys = _monomials(len(variables), degree)
    halves = [key for key in keys if [2 * entry for entry in grade(key, weights)] == target]
    roots: list[Polynomial] = [{key: Fraction(1)} for key in halves]
    for first, second in itertools.combinations(halves, 2):
        roots += [{first: Fraction(sign), second: Fraction(1)} for sign in (-1, 1)]
        if zero is not None:
            here, there = (value_at({key: Fraction(1)}, zero) for key in (first, second))
            if here and there and abs(here) != abs(there):
                roots.append({first: -there, second: here})
    for root in roots:
        written = term_text(polynomial_term(root, variables))
        yield Summand({"constraints": [], "square": written}, multiply(root, root), False)


def _monomials(variables: int, degree: int) -> list[tuple[int, ...]]:
    """The exponents of all monomials up to a degree, in order."""
    found: list[tuple[int, ...]] = [()] if degree >= 0 else []
    for _ in range(variables):
        found = [(*key, power) for key in found for power in range(degree - sum(key) + 1)]
    return found


def degree_of(polynomial: Polynomial) -> int:
    """The total degree."""
    return max(map(sum, polynomial), default=0)


def value_at(polynomial: Polynomial, point: Point) -> Fraction:
    """The value of a polynomial at a rational point."""
    terms = (
        coefficient * math.prod(entry**power for entry, power in zip(point, key, strict=True))
        for key, coefficient in polynomial.items()
    )
    return sum(terms, Fraction(0))


def gradings(goal: Polynomial, count: int) -> Weights:
    """A basis of the weights of the `count` variables in which the goal is homogeneous."""
    rows = _differences(goal)
    if not rows:
        return [[int(place == at) for place in range(count)] for at in range(count)]
    matrix, nullity = flint.fmpz_mat(rows).nullspace()
    return [[int(matrix[place, column]) for place in range(count)] for column in range(nullity)]


def homogeneous(generators: list[Generator], weights: Weights) -> list[Generator]:
    """Those of the generators that are homogeneous in the weights."""
    return [
        generator
        for generator in generators
        if not any(any(grade(difference, weights)) for difference in _differences(generator.polynomial))
    ]


def grade(key: Sequence[int], weights: Weights) -> list[int]:
    """The weights of a monomial."""
    return [sum(entry * weight for entry, weight in zip(key, row, strict=True)) for row in weights]


def _differences(polynomial: Polynomial) -> list[list[int]]:
    keys = list(polynomial)
    return [[entry - first for entry, first in zip(key, keys[0], strict=True)] for key in keys[1:]]
