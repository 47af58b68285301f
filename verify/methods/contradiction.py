"""Method `contradiction`: domains and hypotheses that no input meets."""

from ..kernel.certificate import Certificate
from ..kernel.rejection import Rejected
from ..kernel.statement import Always, ForAll, Statement
from . import case_analysis, existence
from .finding import Budget, Finding, found, gave_up
from .nlsat import find_input, is_unmet
from .sampling import find_witness


def propose(statement: Statement, budget: Budget) -> Finding:
    """A proof that the domains and hypotheses are contradictory, unless an input is found that meets them."""
    assert isinstance(statement, ForAll | Always)
    statement = statement.vacuous()
    witness = find_witness(statement.variables, statement.hypotheses)
    if witness is None:
        witness = find_input(statement.variables, statement.hypotheses)
    if witness is not None:
        shown = " ".join(f"{name}={text}" for name, text in sorted(witness.items()))
        return gave_up(f"the hypotheses are met at {shown}")
    if existence.prove(statement.variables, statement.hypotheses) is not None:
        return gave_up("the hypotheses are met at an input that is not rational")
    try:
        proof = case_analysis.prove(statement)
    except Rejected as why:
        return gave_up(str(why))
    if proof is None and is_unmet(statement.variables, statement.hypotheses):
        return gave_up("nlsat says that no input meets the hypotheses, but no proof of that was found")
    if proof is None:
        return gave_up("neither an input that meets the hypotheses nor a contradiction among them was found")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))
