"""A polynomial as a sum of what is known to be nonnegative: products of known facts, squares, multiples of equations.

The unknowns are the nonnegative coefficients of the `summands`; that these add
up to the polynomial in question is a linear system, which `linear_program`
solves in rationals.
"""

import functools
import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..kernel.constraints import proportional, unit
from ..kernel.numerals import rational_text
from ..kernel.polynomial import Polynomial, add, multiply
from .equations import Sign, combination
from .known_facts import Facts
from .linear_program import nonnegative_combination
from .summands import (
    Generator,
    Summand,
    degree_of,
    gradings,
    homogeneous,
    multiples,
    multiples_by_numbers,
    summands,
    value_at,
)

Evidence = list[dict[str, Any]]
Search = Callable[[Facts, Polynomial, bool], Evidence | None]
MOST_MULTIPLES = 1200
FEW_GENERATORS = 10
"""With more of them, products of three are too many."""


def said(facts: Facts, goal: Polynomial, strict: bool) -> Evidence | None:
    """The evidence of a goal that is one of the facts, or the product of two, times a number."""
    known = [part for part in facts.generators if part.strict or not strict]
    degree = degree_of(goal)
    pairs = itertools.combinations_with_replacement(known, 2)
    products = (pair for pair in pairs if sum(degree_of(part.polynomial) for part in pair) == degree)
    for parts in itertools.chain(((part,) for part in known), products):
        product = functools.reduce(multiply, (part.polynomial for part in parts))
        scale = proportional(goal, product)
        if scale is not None and scale > 0:
            return [{"times": rational_text(scale), "constraints": [part.index for part in parts]}]
    return None


def monomials(facts: Facts, goal: Polynomial, strict: bool) -> Evidence | None:
    """The evidence of a goal whose monomials are all known to be nonnegative, and one positive if `strict`."""
    if not goal or any(value < 0 for value in goal.values()):
        return None
    found = []
    for key, value in goal.items():
        summand = _monomial(facts, key)
        if summand is None:
            return None
        if "square" not in summand and all(facts.signed[place].strict for place, power in enumerate(key) if power):
            strict = False
        found.append(dict(summand, times=rational_text(value)))
    return None if strict else found


def _monomial(facts: Facts, key: tuple[int, ...]) -> dict[str, Any] | None:
    """A monomial as a product of variables that are not negative, and of a square."""
    cited: list[int] = []
    half = [0] * len(key)
    for place, power in enumerate(key):
        if power and place in facts.signed:
            cited += [facts.signed[place].index] * power
        elif power % 2:
            return None
        else:
            half[place] = power // 2
    square = {"square": facts.text({tuple(half): Fraction(1)})} if any(half) else {}
    return {"constraints": cited, **square}


def linear(facts: Facts, goal: Polynomial, strict: bool) -> Evidence | None:
    """The evidence of multiples of the constraints by numbers that add up to a `goal`, whatever their monomials."""
    columns = [Summand({"constraints": []}, unit(facts.names), True)]
    columns += [Summand({"constraints": [part.index]}, part.polynomial, part.strict) for part in facts.generators]
    return _solved(facts, columns + multiples_by_numbers(facts.equations, facts.claim.variables), goal, strict)


def by_monomials(facts: Facts, goal: Polynomial, strict: bool) -> Evidence | None:
    """The evidence of constraints, one by one, times nonnegative monomials, of no more than the goal's degree.

    Else, of constraints about the goal's variables alone, and of products of two that are about
    several variables, two degrees more.
    """
    degree = degree_of(goal)
    inside = _places(goal)
    near = [part for part in facts.generators if _places(part.polynomial) <= inside]
    pairs = itertools.combinations_with_replacement([part for part in near if len(_places(part.polynomial)) > 1], 2)
    attempts: tuple[tuple[list[tuple[Generator, ...]], int], ...] = (
        ([(), *((part,) for part in facts.generators)], degree),
        ([(), *((part,) for part in near), *pairs], degree + 2),
    )
    for products, highest in attempts:
        columns = _multiples_of(facts, products, highest, inside if highest > degree else set(facts.signed))
        if columns is None:
            continue
        columns += multiples(facts.equations, degree, facts.claim.variables) if highest == degree else []
        found = _solved(facts, columns, goal, strict)
        if found is not None:
            return found
    return None


def _multiples_of(
    facts: Facts, products: list[tuple[Generator, ...]], degree: int, variables: set[int]
) -> list[Summand] | None:
    """The products of constraints times monomials in these variables where they are not negative, to a degree."""
    places = sorted(variables & set(facts.signed))
    columns: list[Summand] = []
    for parts in products:
        base = functools.reduce(multiply, (part.polynomial for part in parts), unit(facts.names))
        for size in range(degree - degree_of(base) + 1):
            for chosen in itertools.combinations_with_replacement(places, size):
                factors = [*parts, *(facts.signed[place] for place in chosen)]
                product = functools.reduce(multiply, (facts.signed[place].polynomial for place in chosen), base)
                cited = [factor.index for factor in factors]
                columns.append(Summand({"constraints": cited}, product, all(part.strict for part in factors)))
        if len(columns) > MOST_MULTIPLES:
            return None
    return columns


def decompose(facts: Facts, goal: Polynomial, strict: bool, graded: bool) -> Evidence | None:
    """The evidence of summands that add up to `goal`, one of them strictly positive if `strict`.

    Only those of the goal's own weights if `graded`, else all, up to two degrees more, or one.
    """
    weights = gradings(goal, len(facts.names)) if graded else []
    generators = homogeneous(facts.generators, weights)
    degree = degree_of(goal)
    zero = min(facts.points, key=lambda point: (value_at(goal, point), point.count(0)), default=None)
    for slack in (0,) if graded else (0, 1, 2) if len(generators) <= FEW_GENERATORS else (0, 1):
        columns = summands(goal, generators, weights, degree + slack, facts.claim.variables, zero, facts.products)
        if not graded:
            columns += multiples(facts.equations, degree + slack, facts.claim.variables)
        found = _solved(facts, columns, goal, strict)
        if found is not None:
            return found
    return None


def equation(facts: Facts, goal: Polynomial, sign: Sign) -> dict[str, Any] | None:
    """The proof that a goal is 0: by elimination, some positive multiple is a sum of multiples of equations.

    Whatever `sign` calls positive or negative, it has made sure that `facts` say so.
    """
    places = [index for index, _ in facts.equations]
    equations = [polynomial for _, polynomial in facts.equations]
    attempts = (combination(goal, equations, len(facts.names), sign, any_pivot) for any_pivot in (False, True))
    shown = next((shown for shown in attempts if shown is not None), None)
    if shown is None:
        return None
    factor, scale = [], Fraction(1)
    for polynomial in shown.factors:
        index, times = facts.positive(polynomial)
        factor.append(index)
        scale /= times
    found = []
    for place, multiplier in sorted(shown.multipliers.items()):
        found.append({"equation": places[place], "multiplier": facts.text(add({}, multiplier, scale))})
    return facts.proof(factor, found)


def equation_by_monomials(facts: Facts, goal: Polynomial) -> dict[str, Any] | None:
    """The same by a linear program: multiples by monomials, first of equations about the goal's variables alone."""
    concerned = _places(goal)
    near = [part for part in facts.equations if _places(part[1]) <= concerned]
    for equations, places in ((near, sorted(concerned)), (facts.equations, range(len(facts.names)))):
        columns = multiples(equations, degree_of(goal), facts.claim.variables, places)
        found = _solved(facts, columns, goal, strict=False)
        if found is not None:
            return facts.proof([], found)
    return None


def _solved(facts: Facts, columns: list[Summand], goal: Polynomial, strict: bool) -> Evidence | None:
    """The summands with factors by which they add up to the goal; for multiples of equations, in the multipliers."""
    positive = [number for number, summand in enumerate(columns) if summand.strict] if strict else None
    solution = nonnegative_combination([summand.polynomial for summand in columns], goal, positive)
    if solution is None:
        return None
    found = []
    for summand, value in zip(columns, solution, strict=True):
        if not value:
            continue
        if summand.multiplier is None:
            found.append(dict(summand.evidence, times=rational_text(value)))
        else:
            scaled = {key: value * factor for key, factor in summand.multiplier.items()}
            found.append(dict(summand.evidence, multiplier=facts.text(scaled)))
    return found


def _places(polynomial: Polynomial) -> set[int]:
    """The places of the variables that occur."""
    return {place for key in polynomial for place, power in enumerate(key) if power}
