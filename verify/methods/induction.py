"""Method `induction`: recurrences, by what their steps keep.

A short run that fails is looked for first. Then what is claimed is proved by itself, or with what the
author says besides. Longer runs are looked at where that does not succeed.
"""

from collections.abc import Sequence
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.parse import parse_term
from ..kernel.rejection import Rejected
from ..kernel.rules import cut, generalise, split
from ..kernel.rules.induction import parts
from ..kernel.statement import Always, ForAll, Statement
from ..kernel.term import Term, make, postorder, structure
from ..kernel.text import term_text
from . import case_analysis, enumeration, powers, sampling
from .finding import Budget, Finding, found, gave_up
from .runs import Runs

Proof = dict[str, Any]
MOST_CASES = 6


def propose(statement: Statement, budget: Budget, lemmas: Sequence[str] = ()) -> Finding:
    """A run that fails, or a proof by induction; `lemmas` are what the author says besides."""
    assert isinstance(statement, Always)
    runs = Runs(statement)
    failing = runs.short()
    if failing is not None:
        return found(failing)
    known = {declared.name: declared.sort for declared in (*statement.variables, *statement.states)}
    said = [parse_term(text, known) for text in lemmas]
    told = ""
    for also in said or (None,):
        evidence, told = _proofs(statement, also)
        if evidence is not None:
            return found(Certificate(statement, "induction", evidence))
    failing = runs.long() or runs.unrolled()
    return gave_up(told) if failing is None else found(failing)


def _proofs(claim: Always, also: Term | None) -> tuple[Proof | None, str]:
    """The evidence with `also`; or else what was not proved."""
    evidence: Proof = {} if also is None else {"also": term_text(also)}
    for name, part in parts(claim, also).items():
        try:
            evidence[name] = prove(part)
        except Rejected as why:
            return None, str(why)
        if evidence[name] is None:
            return None, f"the {name} was not proved"
    return evidence, ""


def prove(part: ForAll) -> Proof | None:
    """A proof of one part, unless a simple input fails it."""
    failing = sampling.propose(part, Budget()).certificate
    if failing is not None:
        values = " ".join(f"{name}={text}" for name, text in failing.evidence["values"].items())
        raise Rejected("induction", "step", f"is not kept from {values}")
    if not part.variables:
        certificate = enumeration.propose(part, Budget()).certificate
        if certificate is not None:
            return {"rule": certificate.rule, "evidence": certificate.evidence}
    return _by_cases(part, MOST_CASES)


def _by_cases(part: ForAll, depth: int) -> Proof | None:
    """A proof in which hypotheses with absolute values, minima or alternatives are taken apart first."""
    condition = case_analysis.condition_in_hypotheses(part) if depth else None
    if condition is None:
        return powers.prove(part, _without_powers)
    evidence: Proof = {"condition": term_text(condition), "everywhere": True}
    for name, case in zip(("yes", "no"), split.cases(part, condition, everywhere=True), strict=True):
        proof = _by_cases(case, depth - 1)
        if proof is None:
            return None
        evidence[name] = proof
    return {"rule": "split", "evidence": evidence}


def _without_powers(part: ForAll) -> Proof | None:
    """A proof of what is about polynomials and quotients."""
    return _without_quotients(part) or case_analysis.prove(part)


def _without_quotients(part: ForAll) -> Proof | None:
    """A proof with variables for the quotients in hypotheses, of which it is said first what they are."""
    quotients = _quotients(part.hypotheses)
    steps: list[tuple[Term, Proof]] = []
    rest = part
    for quotient in quotients:
        above, below = quotient.args
        lemma = make("==", make("*", quotient, below), above)
        first, then = cut.parts(rest, lemma)
        proof = case_analysis.prove(first)
        if proof is None:
            return None
        steps.append((lemma, proof))
        rest = then
    terms = [quotient for quotient in quotients if generalise.has_value(quotient, rest)]
    inner = case_analysis.prove(generalise.generalised(rest, terms)) if terms else None
    if inner is None:
        return None
    found: Proof = {"rule": "generalise", "evidence": {"terms": [*map(term_text, terms)], "proof": inner}}
    for lemma, proof in reversed(steps):
        found = {"rule": "cut", "evidence": {"lemma": term_text(lemma), "proof": proof, "then": found}}
    return found


def _quotients(terms: tuple[Term, ...]) -> list[Term]:
    """The quotients in them that are divided by no constant and hold no other such, each once."""
    numbers = structure(terms)
    nodes = {numbers[id(node)]: node for node in postorder(terms)}
    divided = {key for key, node in nodes.items() if node.op == "/" and node.args[1].op != "constant"}
    inner = {numbers[id(part)] for key in divided for part in postorder(nodes[key].args)} & divided
    return [nodes[key] for key in sorted(divided - inner)] if not inner else []
