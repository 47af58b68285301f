"""Floor divisions of integers become variables with a remainder, and comparisons of integers linear programs."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..kernel.constraints import as_comparison, constraints
from ..kernel.polynomial import Polynomial, add, multiply, polynomial_of
from ..kernel.ranges import Interval, ranges_of
from ..kernel.rejection import Rejected
from ..kernel.rules import conjunction, cut, quotient
from ..kernel.statement import ForAll
from ..kernel.term import Sort, Term, constant, make, postorder, structure
from ..kernel.text import term_text
from ..kernel.totality import is_total
from ..translate.polynomial_terms import polynomial_term
from . import linear_program, positivstellensatz

Proof = dict[str, Any]


def innermost(claim: ForAll) -> tuple[Term, Term] | None:
    """What is divided and by what, in a floor division of `claim` whose parts have none; None where there is none.

    Remainders, shifts to the right by a constant and masks of the lowest bits are floor divisions too.
    """
    roots = (*claim.hypotheses, claim.conclusion)
    numbers = structure(roots)
    inside: set[int] = set()
    for node in postorder(roots):
        by = quotient.division(node)
        if any(numbers[id(argument)] in inside for argument in node.args):
            inside.add(numbers[id(node)])
            continue
        if by is None:
            continue
        inside.add(numbers[id(node)])
        divisor = constant(by) if isinstance(by, int) else by
        if all(is_total(part, claim.variables) for part in (node.args[0], divisor)):
            return node.args[0], divisor
    return None


def prove(claim: ForAll, of: Term, by: Term, prove_rest: Callable[[ForAll], Proof | None]) -> Proof | None:
    """A proof by rule `quotient`, what is left shown by `prove_rest`.

    A quotient of which domains or linear hypotheses leave two values at most is first enclosed by them, if
    possible by one.
    """
    positive = positivstellensatz.prove(quotient.positive(claim, by))
    if positive is None:
        return None
    divided = quotient.divided(claim, of, by)
    lemmas = []
    known = ranges_of(claim.variables).interval(make("//", of, by))
    if known.low is None or known.high is None or known.high - known.low > 1:
        linear = _linear_range(divided)
        known = Interval(known.low if linear.low is None else linear.low, linear.high)
    for bound in _exactly(divided, of, by) or _bounds(divided, known):
        first, rest = cut.parts(divided, bound)
        proof = prove_comparison(first)
        if proof is not None:
            lemmas.append({"lemma": term_text(bound), "proof": proof})
            divided = rest
    then = prove_rest(divided)
    if then is None:
        return None
    for lemma in reversed(lemmas):
        then = {"rule": "cut", "evidence": {**lemma, "then": then}}
    evidence = {"of": term_text(of), "by": term_text(by), "positive": positive, "then": then}
    return {"rule": "quotient", "evidence": evidence}


def _exactly(divided: ForAll, of: Term, by: Term) -> list[Term]:
    """That the quotient, the last variable, is a polynomial, where a constant divides without remainder."""
    if by.op != "constant":
        return []
    try:
        polynomial = polynomial_of(of, [declared.name for declared in divided.variables])
    except Rejected:
        return []
    exact = {key: value / int(by.value) for key, value in polynomial.items()}  # type: ignore[arg-type]
    if not exact or any(value.denominator != 1 for value in exact.values()):
        return []
    whole, value = divided.variables[-1].term(), polynomial_term(exact, divided.variables, Sort.INTEGER)
    return [make(">=", whole, value), make("<=", whole, value)]


def _bounds(divided: ForAll, known: Interval) -> list[Term]:
    """What to show first of the quotient, the last variable: its least value, or all where it has two at most."""
    if known.low is None:
        return []
    whole, low = divided.variables[-1].term(), constant(known.low)
    if known.high is None or known.high - known.low > 1:
        return [make(">=", whole, low)]
    high = constant(known.high)
    outer = [make(">=", whole, low), make("<=", whole, high)]
    return outer if known.low == known.high else [*outer, make("<=", whole, low), make(">=", whole, high)]


def _linear_range(claim: ForAll) -> Interval:
    """Between which integers the last variable lies, as far as linear constraints tell."""
    ends: list[int | None] = []
    for sign in (-1, 1):
        most = linear_program.greatest(constraints(claim), sign)
        ends.append(None if most is None else sign * math.floor(most))
    return Interval(*ends)


def prove_comparison(claim: ForAll) -> Proof | None:
    """A comparison of integers by a lemma between them, and an equation as two comparisons.

    a·h + r >= 0 is h + r // a >= 0, so h + r // a + 1 > 0 is enough.
    """
    sides = as_comparison(claim.conclusion)
    if sides is None or any(declared.sort is not Sort.INTEGER for declared in claim.variables):
        return None
    if claim.conclusion.op == "==":
        parts = [prove_comparison(part) for part in conjunction.parts(claim)]
        if None in parts:
            return None
        return {"rule": "conjunction", "evidence": {"left": parts[0], "right": parts[1]}}
    left, op, right = sides
    if op not in ("<=", ">="):
        return None
    lemma = _sharper(claim, *((right, left) if op == "<=" else (left, right)))
    if lemma is None:
        return None
    first, rest = cut.parts(claim, lemma)
    proof = positivstellensatz.prove(first)
    then = None if proof is None else positivstellensatz.prove(rest)
    if then is None:
        return None
    return {"rule": "cut", "evidence": {"lemma": term_text(lemma), "proof": proof, "then": then}}


def _sharper(claim: ForAll, greater: Term, lesser: Term) -> Term | None:
    """What greater >= lesser follows from, between integers; None where they are no polynomials."""
    try:
        difference = polynomial_of(make("-", greater, lesser), [declared.name for declared in claim.variables])
    except Rejected:
        return None
    difference = _reduced(difference, claim)
    one = (0,) * len(claim.variables)
    common = math.gcd(*(int(value) for key, value in difference.items() if key != one))
    if not common:
        return None
    scaled = {key: value / common for key, value in difference.items() if key != one}
    scaled[one] = Fraction(math.floor(difference.get(one, 0) / common) + 1)
    if not scaled[one]:
        del scaled[one]
    return make(">", polynomial_term(scaled, claim.variables, Sort.INTEGER), constant(0))


def _reduced(polynomial: Polynomial, claim: ForAll) -> Polynomial:
    """The polynomial with the equations put in that give a variable as a linear polynomial of others."""
    for constraint in constraints(claim):
        if constraint.relation != "==" or max(map(sum, constraint.polynomial), default=0) != 1:
            continue
        single = next((key for key, value in constraint.polynomial.items() if sum(key) and abs(value) == 1), None)
        if single is None:
            continue
        rest = {key: -value / constraint.polynomial[single] for key, value in constraint.polynomial.items()}
        del rest[single]
        place = single.index(1)
        result: Polynomial = {}
        for key, value in polynomial.items():
            part = {(*key[:place], 0, *key[place + 1 :]): value}
            for _ in range(key[place]):
                part = multiply(part, rest)
            result = add(result, part)
        polynomial = result
    return polynomial
