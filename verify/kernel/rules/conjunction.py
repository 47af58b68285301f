"""Rule `conjunction`: a conclusion `A and B`, part by part."""

from typing import Any

from ..certificate import take_fields
from ..rejection import Rejected
from ..statement import ForAll, Statement
from . import Prover

RULE = "conjunction"


def conjunction(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """`H ==> A and B` holds if `H ==> A` and `H, A ==> B` do.

    Evidence: the proofs `left` and `right`. Fails where the conclusion is not
    an `and`.
    """
    fields = take_fields(evidence, RULE, {"left": dict, "right": dict})
    if not isinstance(statement, ForAll) or statement.conclusion.op != "and":
        raise Rejected(RULE, "statement", "its conclusion is not a conjunction")
    left, right = parts(statement)
    prove_part(left, fields["left"])
    prove_part(right, fields["right"])


def parts(claim: ForAll) -> tuple[ForAll, ForAll]:
    """The statements of the left part, and of the right part under the left."""
    first, second = claim.conclusion.args
    return (
        ForAll(claim.variables, claim.hypotheses, first),
        ForAll(claim.variables, (*claim.hypotheses, first), second),
    )
