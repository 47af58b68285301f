"""Rule `intermediate_value`: an input that need not be rational, because a continuous function changes its sign."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ..boxes import Number, certainly_true, over_box
from ..certificate import take_fields, take_list
from ..constraints import as_comparison, conjuncts
from ..enclosure import Enclosure, exact, scaled
from ..inputs import holds, read_input
from ..numerals import rational
from ..rejection import Rejected
from ..statement import Exists, Statement
from ..term import Sort, Term, make, postorder
from . import Prover

RULE = "intermediate_value"
MOST_BITS = 20_000


def intermediate_value(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """`exists …, real s, …: …, L == R, …` holds if L - R changes its sign where all else is met.

    Evidence: `variable`, the name of s; `between`, the texts of a < b in its
    domain; `values`, the texts of the other variables' values; `equation`,
    which of the conditions, taken apart at `and` and counted from 0, is L == R;
    and `bits`, to which enclosures are rounded. With the other variables at
    their values, L - R is defined on [a, b] and built from operations that are
    continuous where they are defined, and L < R at one end, L > R at the other:
    so L = R somewhere between. Every other condition is defined and true on all
    of [a, b] (shown by enclosures, see `boxes.py`).

    Fails where the signs are not strict, L or R has a case distinction, or a
    condition is not certain on the whole of [a, b].

    Source: Bolzano's intermediate value theorem.
    """
    kinds = {"variable": str, "between": list, "values": dict, "equation": int, "bits": int}
    fields = take_fields(evidence, RULE, kinds)
    if not isinstance(statement, Exists):
        raise Rejected(RULE, "statement", "is not an existence")
    moving = next((declared for declared in statement.variables if declared.name == fields["variable"]), None)
    if moving is None or moving.sort is not Sort.REAL:
        raise Rejected(RULE, "variable", "is no real variable of the statement")
    ends = [rational(text) for text in take_list(fields["between"], RULE, str)]
    if len(ends) != 2 or ends[0] >= ends[1] or not all(map(moving.admits, ends)) or fields["bits"] > MOST_BITS:
        raise Rejected(RULE, "between", "is not two ends in the domain, or the precision is too high")
    others = read_input(tuple(each for each in statement.variables if each is not moving), fields["values"])
    conditions = [part for condition in statement.conditions for part in conjuncts(condition)]
    if fields["equation"] >= len(conditions):
        raise Rejected(RULE, "equation", "there is no such condition")
    equation = conditions.pop(fields["equation"])
    bits = fields["bits"]
    box = {name: exact(value, bits) for name, value in others.items()}
    box[moving.name] = scaled(ends[0], ends[1], bits)
    _check_change(equation, moving.name, ends, others, box, bits)
    for condition in conditions:
        if not certainly_true(condition, box, bits):
            raise Rejected(RULE, "condition", "is not certain on the whole segment")


def _check_change(
    equation: Term,
    name: str,
    ends: list[Fraction],
    others: Mapping[str, int | Fraction],
    box: Mapping[str, Enclosure],
    bits: int,
) -> None:
    """The two sides are continuous on the segment, and are in opposite order at its ends."""
    sides = as_comparison(equation)
    if sides is None or sides[1] != "==" or sides[0].sort is not Sort.REAL:
        raise Rejected(RULE, "equation", "is no equation of reals")
    left, _, right = sides
    if any(node.op in ("if", "undefined") for node in postorder((left, right))):
        raise Rejected(RULE, "equation", "has a case distinction")
    found = over_box(make("-", left, right), box, bits)
    if not isinstance(found, Number) or found.undefined or found.values is None:
        raise Rejected(RULE, "equation", "may be undefined on the segment")
    inputs = [{**others, name: end} for end in ends]
    for first, second in (("<", ">"), (">", "<")):
        if holds(make(first, left, right), inputs[0]) and holds(make(second, left, right), inputs[1]):
            return
    raise Rejected(RULE, "equation", "its sides are not in opposite order at the two ends")
