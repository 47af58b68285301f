"""Method `exponential`: the Taylor sums of exp, recognised by their coefficients."""

from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.rejection import Rejected
from ..kernel.rules.exponential_series import exponential_series
from ..kernel.rules.exponential_squares import exponential_squares
from ..kernel.statement import ForAll, Statement
from .finding import Budget, Finding, found, gave_up

Proof = dict[str, Any]
_RULES = (exponential_series, exponential_squares)


def propose(statement: Statement, budget: Budget) -> Finding:
    """A proof by the first of the two rules about such sums that applies."""
    proof = prove(statement) if isinstance(statement, ForAll) else None
    if proof is None:
        return gave_up("no sum of exp that is compared with exp(x), or with a small enough bound")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def prove(claim: ForAll) -> Proof | None:
    """A proof of `claim`, or None; these rules need no evidence, so it is enough to ask them."""
    for rule in _RULES:
        try:
            rule(claim, {}, None)
        except Rejected:
            continue
        return {"rule": rule.__name__, "evidence": {}}
    return None
