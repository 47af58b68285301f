"""Rule `witness`: one input, evaluated exactly."""

from typing import Any

from ..certificate import take_fields
from ..inputs import holds, meets
from ..rejection import Rejected
from ..statement import Exists, Fails, ForAll, Statement

RULE = "witness"


def witness(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """`exists …: conditions` holds by an input that makes all conditions defined and true;
    `not forall …: H ==> C` by an input that meets H and makes C false or undefined.

    Evidence: `values`, the text of a rational for each variable. Fails where a
    value is missing, of another sort or outside its domain, where a condition
    or hypothesis is not met, and where C is true.
    """
    fields = take_fields(evidence, RULE, {"values": dict})
    match statement:
        case Exists(variables, conditions):
            meets(variables, conditions, fields["values"])
        case Fails(ForAll(variables, hypotheses, conclusion)):
            values = meets(variables, hypotheses, fields["values"])
            if holds(conclusion, values):
                raise Rejected(RULE, "conclusion", "is true at the values")
        case _:
            raise Rejected(RULE, "statement", "is neither an existence nor a failure")
