"""Method `induction`: recurrences, by what their steps keep.

A run that fails is looked for first. Then what is claimed is tried by itself, with what the author says
besides, and with bounds of states that no run has left.
"""

from collections.abc import Sequence
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.parse import parse_term
from ..kernel.rejection import Rejected
from ..kernel.rules.induction import parts
from ..kernel.statement import Always, ForAll, Statement
from ..kernel.term import Term
from ..kernel.text import term_text
from . import case_analysis, sampling
from .finding import Budget, Finding, found, gave_up
from .runs import failing_run

Proof = dict[str, Any]


def propose(statement: Statement, budget: Budget, lemmas: Sequence[str] = ()) -> Finding:
    """A run that fails, or a proof by induction; `lemmas` are what the author says besides."""
    assert isinstance(statement, Always)
    failing = failing_run(statement)
    if failing is not None:
        return found(failing)
    known = {declared.name: declared.sort for declared in (*statement.variables, *statement.states)}
    said = [parse_term(text, known) for text in lemmas]
    told = ""
    for also in said or (None,):
        evidence, told = _proofs(statement, also)
        if evidence is not None:
            return found(Certificate(statement, "induction", evidence))
    return gave_up(told)


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
    return case_analysis.prove(part)
