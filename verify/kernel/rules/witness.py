"""Rule `witness`: one input, or one run of a recurrence, evaluated exactly."""

from typing import Any

from ..certificate import take_fields, take_list
from ..inputs import holds, meets, read_input
from ..recurrence import after_step, at_start, may_step
from ..rejection import Rejected
from ..statement import Always, Exists, Fails, ForAll, Statement

RULE = "witness"
LONGEST_RUN = 1000


def witness(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """`exists …: conditions` holds by an input that makes all conditions defined and true;
    `not forall …: H ==> C` by an input that meets H and makes C false or undefined;
    `not forall …, states …` by parameters that meet H and the inputs of so many steps, after
    which the conclusion is false or undefined, or of which the last is undefined.

    Evidence: `values`, the text of a rational for each variable; for a recurrence also `steps`, a list of at
    most 1,000 steps with such texts for their inputs. Fails where a value is missing, of another sort or outside
    its domain, where a condition or hypothesis is not met, and where C is true.
    """
    fields = take_fields(evidence, RULE, {"values": dict}, {"steps": list})
    if ("steps" in fields) is not (isinstance(statement, Fails) and isinstance(statement.claim, Always)):
        raise Rejected(RULE, "steps", "are given for the failure of a recurrence, and only there")
    match statement:
        case Exists(variables, conditions):
            meets(variables, conditions, fields["values"])
        case Fails(ForAll(variables, hypotheses, conclusion)):
            values = meets(variables, hypotheses, fields["values"])
            if holds(conclusion, values):
                raise Rejected(RULE, "conclusion", "is true at the values")
        case Fails(Always() as claim):
            _run(claim, fields["values"], take_list(fields["steps"], RULE, dict))
        case _:
            raise Rejected(RULE, "statement", "is neither an existence nor a failure")


def _run(claim: Always, texts: dict[str, Any], steps: list[dict[str, Any]]) -> None:
    """Follow the steps; raises Rejected where one is not possible, or nothing fails at the end."""
    if len(steps) > LONGEST_RUN:
        raise Rejected(RULE, "steps", f"more than {LONGEST_RUN}")
    parameters = meets(claim.variables, claim.hypotheses, texts)
    state = at_start(claim, parameters)
    for number, texts in enumerate(steps, 1):
        if state is None:
            raise Rejected(RULE, f"step {number}", "there is no state that it could begin from")
        numbers = {**parameters, **state, **read_input(claim.inputs, texts)}
        if not may_step(claim, numbers):
            raise Rejected(RULE, f"step {number}", "the inputs do not meet its conditions")
        state = after_step(claim, numbers)
    if state is not None and holds(claim.conclusion, {**parameters, **state}):
        raise Rejected(RULE, "conclusion", "is true after the steps")
