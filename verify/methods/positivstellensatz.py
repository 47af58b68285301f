"""A comparison of polynomials, by products of hypotheses and squares that add up to it or to a positive multiple."""

import functools
from fractions import Fraction
from typing import Any

from ..kernel.constraints import as_comparison, unit
from ..kernel.polynomial import Polynomial, expanded, multiply, polynomial_of
from ..kernel.rejection import Rejected
from ..kernel.rules import conjunction, cut, split
from ..kernel.statement import ForAll
from ..kernel.term import Term, constant, make, postorder
from ..kernel.text import term_text
from ..kernel.totality import is_total
from ..translate.polynomial_terms import polynomial_term
from . import combinations
from .known_facts import Facts
from .signs import numerator, sign_by_factors, sign_of


def prove(claim: ForAll) -> dict[str, Any] | None:
    """A proof of `claim` by rule `polynomial`, or None where none is found."""
    facts = Facts(claim)
    goal = goal_of(facts)
    if goal is None:
        return None
    polynomial, relation = goal
    if relation == ">=" and (shown := _shape(facts, claim.conclusion)) is not None:
        return facts.proof([], [shown])
    if relation == "==":
        signs = (functools.partial(find, facts) for find in (sign_by_factors, sign_of))
        proofs = (combinations.equation(facts, polynomial, sign) for sign in signs)
        found = next((proof for proof in proofs if proof is not None), None)
        return found or combinations.equation_by_monomials(facts, polynomial)
    strict = relation == ">"
    quick = (combinations.said, combinations.monomials, combinations.linear)
    if (summands := _first(quick, facts, polynomial, strict)) is not None:
        return facts.proof([], summands)
    known = facts.generators, facts.equations
    reduced = facts.without_positive_variables(polynomial)
    if facts.common:
        narrowed = facts.generators, facts.equations
        facts.generators, facts.equations = known
        quick = (combinations.said, combinations.linear, combinations.by_monomials)
        if (summands := _first(quick, facts, reduced, strict)) is not None:
            return facts.proof([], summands)
        facts.generators, facts.equations = narrowed
        proof = _identity(facts, reduced, strict)
        if proof is not None:
            return proof
        facts.common, (facts.generators, facts.equations) = [], known
    return _identity(facts, polynomial, strict)


def _first(
    searches: tuple[combinations.Search, ...], facts: Facts, goal: Polynomial, strict: bool
) -> combinations.Evidence | None:
    """What the first of them finds that finds any."""
    found = (search(facts, goal, strict) for search in searches)
    return next((summands for summands in found if summands is not None), None)


def prove_equation(claim: ForAll) -> dict[str, Any] | None:
    """A proof of an equation, or of `true`, by what elimination finds with divisors whose signs are seen at once."""
    facts = Facts(claim)
    goal = goal_of(facts)
    if goal is None:
        return None
    if goal[1] == "==":
        return combinations.equation(facts, goal[0], functools.partial(sign_by_factors, facts))
    return facts.proof([], [{"times": "1", "constraints": []}]) if goal[0] == unit(facts.names) else None


def prove_in_both_directions(claim: ForAll) -> dict[str, Any] | None:
    """A proof of an equation as two inequalities."""
    left, right = map(prove, conjunction.parts(claim))
    return left and right and {"rule": "conjunction", "evidence": {"left": left, "right": right}}


def contradiction(claim: ForAll) -> dict[str, Any] | None:
    """A proof of `claim` by hypotheses of which multiples by numbers contradict each other, or None."""
    if not claim.hypotheses:
        return None
    facts = Facts(claim.vacuous())
    summands = combinations.linear(facts, {}, strict=True)
    if summands is None:
        return None
    return {"rule": "contradiction", "evidence": {"proof": facts.proof([], summands)}}


def by_contradiction(claim: ForAll) -> dict[str, Any] | None:
    """A proof of `claim`, a comparison, by one that its opposite contradicts the hypotheses; or None.

    It finds what a multiple of the goal would show whose factor is positive only where the goal fails:
    t <= (x + y) / 2 for t² = x y, since t + (x + y) / 2 is positive where t is greater.
    """
    goal = claim.conclusion
    if goal.op not in ("<", "<=", ">", ">="):
        return None
    if not is_total(goal):
        return _with_cleared_goal(claim)
    yes, no = split.cases(claim, goal)
    proof = prove(no)
    return proof and {"rule": "split", "evidence": {"condition": term_text(goal), "yes": prove(yes), "no": proof}}


def _with_cleared_goal(claim: ForAll) -> dict[str, Any] | None:
    """The same where quotients are compared, of the comparison without them that they come to."""
    cleared = goal_of(Facts(claim))
    if cleared is None:
        return None
    lemma = make(cleared[1], polynomial_term(cleared[0], claim.variables), constant(Fraction(0)))
    first, rest = cut.parts(claim, lemma)
    proof = by_contradiction(first)
    then = proof and prove(rest)
    return then and {"rule": "cut", "evidence": {"lemma": term_text(lemma), "proof": proof, "then": then}}


def goal_of(facts: Facts) -> tuple[Polynomial, str] | None:
    """The conclusion as polynomial > 0, >= 0 or == 0, its denominators cleared, each shown positive or negative first.

    None where the sign of one is not found, or the conclusion is no such comparison.
    """
    conclusion = facts.claim.conclusion
    if conclusion.op == "constant":
        return (unit(facts.names) if conclusion.value else {}), ">"
    sides = as_comparison(conclusion)
    if sides is None or sides[1] == "!=":
        return None
    left, op, right = sides
    first, second = (right, left) if op in ("<", "<=") else (left, right)
    try:
        for node in postorder((expanded(first), expanded(second))):
            if node.op == "/" and not sign_of(facts, numerator(facts, node.args[1])):
                return None
        return numerator(facts, make("-", first, second)), {"<": ">", "<=": ">="}.get(op, op)
    except Rejected:
        return None


def _shape(facts: Facts, conclusion: Term) -> dict[str, Any] | None:
    """The summand that `conclusion` itself is, where it says that squares and known factors multiply to >= 0."""
    if conclusion.op != ">=" or conclusion.args[1].op != "constant" or conclusion.args[1].value != 0:
        return None
    cited: list[int] = []
    roots: list[Term] = []
    stack = [conclusion.args[0]]
    while stack:
        node = stack.pop()
        if node.op == "*":
            stack.extend(node.args)
        elif node.op == "**" and node.args[1].op == "constant" and node.args[1].value == 2:
            roots.append(node.args[0])
        else:
            if any(part.op == "/" for part in postorder((node,))):
                return None
            polynomial = polynomial_of(node, facts.names)
            known = [generator.index for generator in facts.generators if generator.polynomial == polynomial]
            if not known:
                return None
            cited.append(known[0])
    root = functools.reduce(lambda left, right: make("*", left, right), roots) if roots else None
    square = {} if root is None else {"square": term_text(root)}
    return {"times": "1", "constraints": cited, **square}


def _identity(facts: Facts, polynomial: Polynomial, strict: bool) -> dict[str, Any] | None:
    """A proof of polynomial >= 0, or > 0 if `strict`, by more than multiples of the facts by numbers.

    The common factor that the facts have put aside is put back.
    """
    if facts.is_linear(polynomial):
        return None
    summands = combinations.by_monomials(facts, polynomial, strict)
    if summands is not None:
        return facts.proof([], summands)
    if facts.fails_somewhere(polynomial, strict):
        return None
    for graded in (True, False):
        for factor in facts.factors():
            product = polynomial
            for generator in factor:
                product = multiply(product, generator.polynomial)
            summands = combinations.decompose(facts, product, strict, graded)
            if summands is not None:
                return facts.proof([generator.index for generator in factor], summands)
    return None
