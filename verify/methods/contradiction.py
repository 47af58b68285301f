"""Method `contradiction`: hypotheses that no input meets."""

from ..kernel.certificate import Certificate
from ..kernel.rejection import Rejected
from ..kernel.statement import ForAll, Statement
from . import case_analysis
from .finding import Budget, Finding, found, gave_up
from .sampling import find_witness


def propose(statement: Statement, budget: Budget) -> Finding:
    """A proof that the hypotheses are contradictory, unless a simple input meets them."""
    assert isinstance(statement, ForAll)
    witness = find_witness(statement.variables, statement.hypotheses)
    if witness is not None:
        shown = " ".join(f"{name}={text}" for name, text in sorted(witness.items()))
        return gave_up(f"the hypotheses are met at {shown}")
    try:
        proof = case_analysis.prove(statement.vacuous())
    except Rejected as why:
        return gave_up(str(why))
    if proof is None:
        return gave_up("neither an input that meets the hypotheses nor a contradiction among them was found")
    return found(Certificate(statement.vacuous(), proof["rule"], proof["evidence"]))
