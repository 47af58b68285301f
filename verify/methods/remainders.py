"""Remainders, quotients and masks whose relation to what they are of does not matter become variables with a range."""

from collections.abc import Callable
from typing import Any

from ..kernel.ranges import ranges_of
from ..kernel.rules import cut, generalise, quotient
from ..kernel.statement import ForAll
from ..kernel.term import Term, constant, make, structure, variables_in
from ..kernel.text import term_text
from ..kernel.totality import is_total
from . import integer_division, positivstellensatz

Proof = dict[str, Any]


def prove(claim: ForAll, prove_part: Callable[[ForAll], Proof | None]) -> Proof | None:
    """A proof with a variable for each floor division in the conclusion, of which only the range is known.

    None unless the conclusion mentions what is divided in no other place, and hypotheses are then left out:
    the statement with variables is stronger, and simpler only in that case.
    """
    parts = _divisions(claim)
    if not parts:
        return None
    ranges = ranges_of(claim.variables)
    bounds: list[Term] = []
    for part in parts:
        known = ranges.interval(part)
        if known.low is not None:
            bounds.append(make(">=", part, constant(known.low)))
        if known.high is not None:
            bounds.append(make("<=", part, constant(known.high)))
    lemmas = []
    rest = claim
    for bound in bounds:
        first, rest = cut.parts(rest, bound)
        proof = prove_bound(first)
        if proof is None:
            return None
        lemmas.append({"lemma": term_text(bound), "proof": proof})
    general = generalise.generalised(rest, parts)
    if len(general.hypotheses) == len(rest.hypotheses):
        return None
    then = prove_part(general)
    if then is None:
        return None
    then = {"rule": "generalise", "evidence": {"terms": [term_text(part) for part in parts], "proof": then}}
    for lemma in reversed(lemmas):
        then = {"rule": "cut", "evidence": {**lemma, "then": then}}
    return then


def prove_bound(claim: ForAll) -> Proof | None:
    """A proof of a comparison by the divisions in it alone, the innermost first."""
    division = integer_division.innermost(ForAll(claim.variables, (), claim.conclusion))
    if division is None:
        return positivstellensatz.prove(claim) or integer_division.prove_comparison(claim)
    return integer_division.prove(claim, *division, prove_bound)


def _divisions(claim: ForAll) -> list[Term]:
    """The outermost floor divisions of the conclusion; none if something under them stands elsewhere in it, too."""
    numbers = structure((claim.conclusion,))
    found: dict[int, Term] = {}
    outside: set[str] = set()
    waiting = [claim.conclusion]
    while waiting:
        node = waiting.pop()
        if quotient.division(node) is not None and is_total(node, claim.variables):
            found.setdefault(numbers[id(node)], node)
        elif node.op == "variable":
            outside.add(str(node.value))
        else:
            waiting += node.args
    inside = [name for part in found.values() for name in variables_in(part)]
    return [] if outside & set(inside) else list(found.values())
