"""Quotients in conditions and hypotheses: that they have a value, and what they say once denominators are cleared.

Both rest on lemmas about a quotient q = n/d of which d is known to be positive or negative: that q == q,
which only a q with a value does, and that q·d == n. Then a variable is put for q.
"""

import functools
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from ..kernel.constraints import conjuncts, constraints, proportional, unit
from ..kernel.numerals import rational_text
from ..kernel.polynomial import Polynomial, add, multiply, polynomial_of
from ..kernel.rules import cut, split
from ..kernel.rules.generalise import generalised
from ..kernel.statement import ForAll
from ..kernel.term import Term, constant, make, rebuild, structure, variable, variables_in
from ..kernel.text import term_text
from ..kernel.totality import is_total
from ..translate.polynomial_terms import polynomial_term
from . import positivstellensatz
from .equations import eliminate, quotient
from .known_facts import Facts
from .signs import signed_factors, without_signed_factors

Proof = dict[str, Any]
MOST_TERMS = 200


def prove_defined(claim: ForAll, condition: Term) -> Proof | None:
    """A proof that `condition`, which is undefined only where some quotient in it is, has a value."""
    stated = split.always_defined(claim, condition)
    quotients = _quotients(condition)
    if not quotients:
        return None

    def rest(named: ForAll, count: int) -> Proof | None:
        inner = named.conclusion.args[0]
        if not is_total(inner):
            return None
        cases = dict(zip(("yes", "no"), map(positivstellensatz.prove, split.cases(named, inner)), strict=True))
        return None if None in cases.values() else _step("split", condition=term_text(inner), **cases)

    return _with_names(stated, quotients, [make("==", part, part) for part in quotients], rest)


def find(claim: ForAll, hypotheses: Sequence[Term]) -> tuple[Term, Proof] | None:
    """What a comparison of quotients among these says with denominators cleared, if that is new; and its proof."""
    known = [(constraint.relation, constraint.polynomial) for constraint in constraints(claim)]
    for hypothesis in hypotheses:
        for part in conjuncts(hypothesis):
            quotients = _quotients(part)
            said = _said(ForAll(claim.variables, claim.hypotheses, part)) if quotients else None
            if said is None or any(said[0] == relation and _is_multiple(said[1], other) for relation, other in known):
                continue
            lemma = make(said[0], polynomial_term(said[1], claim.variables), constant(Fraction(0)))
            first, _ = cut.parts(claim, lemma)
            facts = [make("==", make("*", quotient, quotient.args[1]), quotient.args[0]) for quotient in quotients]
            proof = _with_names(first, quotients, facts, _by_products)
            if proof is not None:
                return lemma, proof
    return None


def _is_multiple(left: Polynomial, right: Polynomial) -> bool:
    scale = proportional(left, right)
    return scale is not None and scale > 0


def without_quotients(condition: Term) -> Term:
    """The condition with variables for its quotients: where they have values, it has one wherever this one has."""
    quotients = _quotients(condition)
    numbers = structure((condition,))
    named = {numbers[id(quotient)]: variable("quotient", quotient.sort) for quotient in quotients}
    return rebuild(condition, lambda node, _: named.get(numbers[id(node)]))


def _said(claim: ForAll) -> tuple[str, Polynomial] | None:
    """The conclusion as (relation, polynomial), without denominators and factors of known sign; None if it is else."""
    facts = Facts(claim)
    goal = positivstellensatz.goal_of(facts)
    if goal is None or len(goal[0]) > MOST_TERMS:
        return None
    return goal[1], without_signed_factors(facts, goal[0])


def _by_products(claim: ForAll, count: int) -> Proof | None:
    """A proof of a conclusion that is a hypothesis times divisors, where the last `count` hypotheses are u·d == n.

    The u are the last variables.
    """
    facts = Facts(claim)
    width = len(facts.names)
    products = [
        add(polynomial_of(left, facts.names), polynomial_of(right, facts.names), -1)
        for left, right in (hypothesis.args for hypothesis in claim.hypotheses[-count:])
    ]
    pivots = [
        (index, product, width - count + at)
        for at, product in enumerate(products)
        for index, polynomial in facts.equations
        if polynomial == product
    ]
    said = _said(claim)
    for index, constraint in enumerate(constraints(claim)):
        if said is None or said[0] != constraint.relation or index in [place for place, _, _ in pivots]:
            continue
        shown = eliminate(constraint.polynomial, [pivot[1:] for pivot in pivots], width)
        factor = quotient(shown.rest, said[1])
        known = None if factor is None else signed_factors(facts, factor)
        cleared = signed_factors(facts, functools.reduce(multiply, shown.divisors, unit(facts.names)))
        if known is None or cleared is None or (said[0] != "==" and known.scale * cleared.scale < 0):
            continue
        summands = [
            {"equation": at, "multiplier": facts.text(add({}, multiplier, -1 / known.scale))}
            for (at, _, _), multiplier in zip(pivots, shown.multipliers, strict=True)
            if multiplier
        ]
        if said[0] == "==":
            multiplier = functools.reduce(multiply, shown.divisors, add({}, unit(facts.names), 1 / known.scale))
            summands.append({"equation": index, "multiplier": facts.text(multiplier)})
        else:
            times = rational_text(cleared.scale / known.scale)
            summands.append({"times": times, "constraints": [index, *cleared.cited]})
        return facts.proof(known.cited, summands)
    return None


def _with_names(
    claim: ForAll, quotients: list[Term], facts: list[Term], prove_rest: Callable[[ForAll, int], Proof | None]
) -> Proof | None:
    """A proof with the facts, equations of polynomials and quotients, and then variables in place of the quotients."""
    proofs = []
    for fact in facts:
        first, claim = cut.parts(claim, fact)
        proofs.append(positivstellensatz.prove(first))
    named = generalised(claim, quotients)
    proof = None if None in proofs else prove_rest(named, len(quotients))
    if proof is None:
        return None
    proof = _step("generalise", terms=[term_text(quotient) for quotient in quotients], proof=proof)
    for fact, shown in zip(reversed(facts), reversed(proofs), strict=True):
        proof = _step("cut", lemma=term_text(fact), proof=shown, then=proof)
    return proof


def _quotients(root: Term) -> list[Term]:
    """The largest quotients in the term by what is no constant, each once."""
    numbers = structure((root,))
    found: dict[int, Term] = {}
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.op == "/" and variables_in(node.args[1]):
            found.setdefault(numbers[id(node)], node)
        else:
            waiting += reversed(node.args)
    return list(found.values())


def _step(rule: str, **evidence: Any) -> Proof:
    return {"rule": rule, "evidence": evidence}
