"""Rule `conjunction`: a conclusion `A and B`, or one like it, or an equation as two inequalities, part by part."""

from typing import Any

from ..certificate import take_fields
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import make
from . import Prover

RULE = "conjunction"


def conjunction(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """`H ==> A and B` holds if `H ==> A` and `H, A ==> B` do; `a == b` is `a <= b and a >= b`.

    So does `H ==> if A then B else C`, whatever C is: it is not reached. Evidence: the
    proofs `left` and `right`. Fails where the conclusion is none of these.
    """
    fields = take_fields(evidence, RULE, {"left": dict, "right": dict})
    if not isinstance(statement, ForAll) or statement.conclusion.op not in ("and", "==", "if"):
        raise Rejected(RULE, "statement", "its conclusion is neither a conjunction nor an equation, nor in cases")
    left, right = parts(statement)
    prove_part(left, fields["left"])
    prove_part(right, fields["right"])


def parts(claim: ForAll) -> tuple[ForAll, ForAll]:
    """The statements of the left part, and of the right part under the left."""
    first, second = claim.conclusion.args[:2]
    if claim.conclusion.op == "==":
        first, second = make("<=", first, second), make(">=", first, second)
    return (
        ForAll(claim.variables, claim.hypotheses, first),
        ForAll(claim.variables, (*claim.hypotheses, first), second),
    )
