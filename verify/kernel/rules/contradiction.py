"""Rule `contradiction`: where the hypotheses cannot be met, anything follows."""

from typing import Any

from ..certificate import take_fields
from ..rejection import Rejected
from ..statement import ForAll, Statement
from . import Prover

RULE = "contradiction"


def contradiction(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """`H ==> C` holds if `H ==> false` does.

    Evidence: `proof`, of the latter. It is meant for cases inside a proof; a
    claim whose own hypotheses contradict each other is VACUOUS.
    """
    fields = take_fields(evidence, RULE, {"proof": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    prove_part(statement.vacuous(), fields["proof"])
