"""Powers with exponents that are no constants: where one exponent follows on another, there is one factor more."""

import itertools
from collections.abc import Callable
from typing import Any

from ..kernel.polynomial import add, polynomial_of
from ..kernel.rejection import Rejected
from ..kernel.rules import cut, generalise, power
from ..kernel.statement import ForAll
from ..kernel.term import Term, postorder, same, structure
from ..kernel.text import term_text
from . import case_analysis

Proof = dict[str, Any]


def prove(claim: ForAll, then: Callable[[ForAll], Proof | None]) -> Proof | None:
    """A proof in which powers become variables, known to follow on each other; `then` does the rest."""
    powers = _powers(claim)
    rest = claim
    steps: list[tuple[Term, Proof]] = []
    for more, less in itertools.permutations(powers, 2):
        if not same(more.args[0], less.args[0]) or not _is_next(more.args[1], less.args[1], claim):
            continue
        lemma = power.one_factor_more(more.args[0], more.args[1], less.args[1])
        first, after = cut.parts(rest, lemma)
        try:
            proof = case_analysis.prove(power.exponents(first))
        except Rejected:
            continue
        if proof is not None:
            steps.append((lemma, {"rule": "power", "evidence": {"proof": proof}}))
            rest = after
    terms = [node for node in powers if generalise.has_value(node, rest)]
    inner = then(generalise.generalised(rest, terms) if terms else rest)
    if inner is not None and terms:
        inner = {"rule": "generalise", "evidence": {"terms": [*map(term_text, terms)], "proof": inner}}
    for lemma, proof in reversed(steps):
        inner = inner and {"rule": "cut", "evidence": {"lemma": term_text(lemma), "proof": proof, "then": inner}}
    return inner


def _powers(claim: ForAll) -> list[Term]:
    """The powers in the claim whose exponents are no constants, each once; none where one is inside another."""
    roots = (*claim.hypotheses, claim.conclusion)
    numbers = structure(roots)
    found = {numbers[id(node)]: node for node in postorder(roots) if node.op == "**" and node.args[1].op != "constant"}
    inner = {numbers[id(part)] for node in found.values() for part in postorder(node.args)}
    return [] if inner & set(found) else list(found.values())


def _is_next(more: Term, less: Term, claim: ForAll) -> bool:
    """Whether the exponents differ by 1, as polynomials."""
    names = [declared.name for declared in claim.variables]
    try:
        difference = add(polynomial_of(more, names), polynomial_of(less, names), -1)
    except Rejected:
        return False
    return difference == {(0,) * len(names): 1}
