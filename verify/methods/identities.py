"""Method `identities`: equations of rational functions, by cases, each by expanding both sides or by what is given."""

from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.rejection import Rejected
from ..kernel.statement import ForAll, Statement
from . import case_analysis, positivstellensatz
from .finding import Budget, Finding, found, gave_up


def propose(statement: Statement, budget: Budget) -> Finding:
    """A proof by identities of polynomials, if all cases end in equations that have one."""
    assert isinstance(statement, ForAll)
    try:
        proof = case_analysis.prove_by(statement, (_identity,))
    except Rejected as why:
        return gave_up(str(why))
    if proof is None:
        return gave_up("some case is no equation that multiples of the given ones show")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def _identity(claim: ForAll) -> dict[str, Any] | None:
    """A proof of an equation by elimination alone."""
    return positivstellensatz.prove_equation(claim) if claim.conclusion.op in ("==", "constant") else None
