"""Method `mean`: asks the kernel what a mean is, and proposes what it says."""

from ..kernel.certificate import Certificate
from ..kernel.rejection import Rejected
from ..kernel.rules.mean import average
from ..kernel.statement import Fails, Mean, Statement
from .finding import Budget, Finding, found, gave_up


def propose(statement: Statement, budget: Budget) -> Finding:
    """The certificate, which has no evidence: for the mean, that it is another one, or that there is no input."""
    assert isinstance(statement, Mean)
    try:
        true = average(statement)
    except Rejected as why:
        return gave_up(str(why))
    if not true.inputs:
        return found(Certificate(statement.vacuous(), "enumeration", {}))
    holds = true.mean is not None and statement.admits(true.mean)
    return found(Certificate(statement if holds else Fails(statement), "mean", {}))
