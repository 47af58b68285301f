"""Method `nlsat`: real polynomials in any number of variables, decided by z3's nlsat.

A counterexample that z3 finds is evaluated exactly; where it is irrational,
rational inputs near it are tried. That there is none is z3's word, an opinion.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import z3

from ..kernel.certificate import Certificate
from ..kernel.statement import Fails, ForAll, Statement, Variable
from ..kernel.term import Sort, Term
from ..translate.intervals import Untranslatable
from ..translate.z3_reals import Reals
from .finding import Budget, Finding, found, gave_up
from .sampling import Input, as_texts, fails, meets

MOST_STEPS = 5_000_000
"""z3's own count of its steps; some of them are long, so there is a limit of time too."""
MOST_SECONDS = 4
_PLACES = (1, 2, 3, 6, 10, 20)


def propose(statement: Statement, budget: Budget) -> Finding:
    """A counterexample, or the opinion that there is none."""
    assert isinstance(statement, ForAll)
    try:
        answer, inputs = _ask(statement.variables, statement.hypotheses, statement.conclusion)
    except Untranslatable as why:
        return gave_up(str(why))
    if answer == z3.unsat:
        return Finding("opinion", says="holds", reason="nlsat finds no counterexample")
    for values in inputs:
        if meets(statement.hypotheses, values) and fails(statement.conclusion, values):
            return found(Certificate(Fails(statement), "witness", {"values": as_texts(values)}))
    if answer == z3.sat:
        return gave_up("nlsat finds a counterexample, but no rational input near it is one")
    return gave_up("nlsat does not know within its limits")


def find_input(variables: Sequence[Variable], conditions: Sequence[Term]) -> dict[str, str] | None:
    """The texts of an input that meets the domains and conditions, if nlsat finds a rational one."""
    if not variables or any(declared.sort is not Sort.REAL for declared in variables):
        return None
    try:
        _, inputs = _ask(variables, conditions, None)
    except Untranslatable:
        return None
    return next((as_texts(values) for values in inputs if meets(tuple(conditions), values)), None)


def is_unmet(variables: Sequence[Variable], conditions: Sequence[Term]) -> bool:
    """Whether nlsat says that no input meets the domains and conditions; False of variables that are not real."""
    if any(declared.sort is not Sort.REAL for declared in variables):
        return False
    try:
        return bool(_ask(variables, conditions, None)[0] == z3.unsat)
    except Untranslatable:
        return False


def _ask(
    variables: Sequence[Variable], conditions: Sequence[Term], conclusion: Term | None
) -> tuple[Any, Iterator[Input]]:
    """z3's answer to whether the conditions can be met where the conclusion fails, and rational inputs to try."""
    reals = Reals()
    solver = z3.Tactic("qfnra-nlsat", reals.context).solver()
    solver.set("rlimit", MOST_STEPS)
    solver.set("timeout", MOST_SECONDS * 1000)
    bounds = [bound for declared in variables for bound in declared.bounds_as_terms()]
    solver.add(*(reals.expression(condition) for condition in (*bounds, *conditions)))
    solver.add(*(divisor != 0 for divisor in reals.divisors))
    if conclusion is not None:
        reals.divisors.clear()
        negated = z3.Not(reals.expression(conclusion))
        solver.add(z3.Or(negated, *(divisor == 0 for divisor in reals.divisors)))
    try:
        answer = solver.check()
    except z3.Z3Exception as why:
        raise Untranslatable(f"z3: {why}") from None
    return answer, _inputs(solver.model(), variables, reals) if answer == z3.sat else iter(())


def _inputs(model: Any, variables: Sequence[Variable], reals: Reals) -> Iterator[Input]:
    """The model's input if it is rational, else inputs closer and closer to it."""
    names = [declared.name for declared in variables]
    values = [model.eval(z3.Real(name, reals.context), model_completion=True) for name in names]
    for places in _PLACES:
        near = [_rational(value, places) for value in values]
        pairs = zip(variables, near, strict=True)
        if all(declared.admits(value) for declared, value in pairs):
            yield dict(zip(names, near, strict=True))
        if all(map(z3.is_rational_value, values)):
            return


def _rational(value: Any, places: int) -> Fraction:
    if not z3.is_rational_value(value):
        value = value.approx(places)
    return Fraction(value.numerator_as_long(), value.denominator_as_long())
