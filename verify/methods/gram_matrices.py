"""A comparison of polynomials by sums of squares with rational coefficients, found through Gram matrices.

Sought are positive definite matrices Q_j with p = Σ_j G_j · z_jᵀ Q_j z_j, where
the G_j are products of hypotheses and the z_j bases of polynomials. The
coefficients of p give linear equations, solved exactly; `semidefinite` finds
parameters inside, which leaves room to round them to short rationals; Q = L·D·Lᵀ
then has the squares. Where p has zeros, only polynomials that vanish there can
take part, and the bases are cut down to these.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from ..kernel.constraints import constraints
from ..kernel.numerals import rational
from ..kernel.polynomial import Polynomial, multiply
from ..kernel.statement import ForAll, Variable
from ..kernel.term import Sort, Term, constant, make
from ..translate.polynomial_terms import polynomial_term
from .gram_problem import Problem
from .known_facts import Facts
from .nlsat import find_input
from .positivstellensatz import goal_of
from .sampling import inputs
from .summands import Generator, Point, degree_of, gradings, value_at

MOST_POINTS = 700
MOST_ZEROS = 3
MOST_FACTORS = 3
MOST_DEGREE = 8
MOST_VARIABLES = 6


def prove(claim: ForAll) -> dict[str, Any] | None:
    """A proof of `claim` by rule `polynomial`, or None where none is found."""
    if {declared.sort for declared in claim.variables} != {Sort.REAL} or len(claim.variables) > MOST_VARIABLES:
        return None
    facts = Facts(claim)
    goal = goal_of(facts)
    if goal is None or goal[1] == "==" or not 0 < degree_of(goal[0]) <= MOST_DEGREE:
        return None
    polynomial, relation = goal
    zeros = _zeros(facts, polynomial)
    for factor in _factors(facts):
        product = polynomial
        for generator in factor:
            product = multiply(product, generator.polynomial)
        for summands in _attempts(facts, product, relation == ">", zeros):
            return facts.proof([generator.index for generator in factor], summands)
    return None


def _factors(facts: Facts) -> Iterator[tuple[Generator, ...]]:
    """Nothing; the lemma 1 + Σ x² > 0; products of positive variables."""
    yield ()
    yield from itertools.islice((factor for factor in facts.factors() if factor), MOST_FACTORS)
    yield (_one_and_squares(facts),)


def _one_and_squares(facts: Facts) -> Generator:
    """1 + Σ x², as a lemma of the certificate."""
    count = len(facts.names)
    keys = [tuple(2 * int(place == at) for place in range(count)) for at in range(count)]
    polynomial: Polynomial = {(0,) * count: Fraction(1), **dict.fromkeys(keys, Fraction(1))}
    known = next((old for old in facts.generators if old.polynomial == polynomial), None)
    if known is not None:
        return known
    squares = [{"times": "1", "constraints": [], "square": name} for name in facts.names]
    facts.keep_lemma(polynomial, [{"times": "1", "constraints": []}, *squares])
    return facts.generators[-1]


def _zeros(facts: Facts, goal: Polynomial) -> list[Point]:
    """Zeros of the goal where no constraint is negative: simple ones, and some that nlsat finds."""
    claim = facts.claim
    equations = [constraint.polynomial for constraint in constraints(claim) if constraint.relation == "=="]
    zeros = []
    for values in itertools.islice(inputs(claim.variables), MOST_POINTS):
        point = tuple(map(Fraction, values.values()))
        if (
            not any(value_at(polynomial, point) for polynomial in (goal, *equations))
            and min((value_at(generator.polynomial, point) for generator in facts.generators), default=0) >= 0
        ):
            zeros.append(point)
    unbounded = tuple(Variable(declared.name, declared.sort) for declared in claim.variables)
    conditions = [_compared(polynomial, "==", claim) for polynomial in (goal, *equations)]
    conditions += [_compared(generator.polynomial, ">=", claim) for generator in facts.generators]
    nowhere_zero = [make("!=", declared.term(), constant(Fraction(0))) for declared in claim.variables]
    for more in (nowhere_zero, []):
        for _ in range(MOST_ZEROS):
            texts = find_input(unbounded, [*conditions, *more, *(_is_not(claim, point) for point in zeros)])
            if texts is None:
                break
            zeros.append(tuple(rational(texts[declared.name]) for declared in claim.variables))
    return zeros


def _compared(polynomial: Polynomial, relation: str, claim: ForAll) -> Term:
    return make(relation, polynomial_term(polynomial, claim.variables), constant(Fraction(0)))


def _is_not(claim: ForAll, point: Point) -> Term:
    parts = [make("!=", at.term(), constant(value)) for at, value in zip(claim.variables, point, strict=True)]
    return functools.reduce(lambda left, right: make("or", left, right), parts)


def _attempts(facts: Facts, goal: Polynomial, strict: bool, zeros: Sequence[Point]) -> Iterator[list[dict[str, Any]]]:
    """The evidence of sums that were found, from few and low families to many."""
    equations = [
        (index, constraint.polynomial)
        for index, constraint in enumerate(constraints(facts.claim))
        if constraint.relation == "==" and constraint.polynomial
    ]
    weights = gradings(goal, len(facts.names))
    degree = degree_of(goal)
    for size in range(3):
        for graded, slack in ((True, 0), (False, 0), (False, 2)):
            if graded == bool(weights):
                problem = Problem(facts, goal, strict, zeros, equations, weights, (degree + slack + 1) // 2 * 2, size)
                summands = problem.solved()
                if summands is not None:
                    yield summands
