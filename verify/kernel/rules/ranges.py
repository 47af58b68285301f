"""Rule `ranges`: a statement about bounded integers, box by box."""

import itertools
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ..certificate import take_fields
from ..failure import failures, prepared, simplified
from ..numerals import rational
from ..rejection import Rejected
from ..statement import ForAll, Statement, Variable
from ..term import Sort
from . import Prover

RULE = "ranges"
MOST_BOXES = 1 << 17


def ranges(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """A statement holds if it holds with its variables in each box of a grid that covers their domains.

    Evidence: `cuts`, for some of the bounded integer variables the values, in
    increasing order, at which a new part of the domain begins; and `proofs`, by
    the number of the box (from 0, the last variable changes fastest) the proof of
    the statement there, in which what is constant in the box is a constant. A box
    without a proof is shown by circuits alone: constants fold, equal gates are
    one (see `circuit`), and nothing is left that could fail. Where a part lies
    between two powers of two, the leading one of the variable is constant, and so
    is every shift by its position.

    Fails where cuts do not increase strictly or lie outside the domain, and
    where a box has neither a proof nor closes by itself.
    """
    fields = take_fields(evidence, RULE, {"cuts": dict, "proofs": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    cuts, proofs = fields["cuts"], dict(fields["proofs"])
    subject = prepared(statement)
    for number, box in enumerate(boxes(statement.variables, cuts)):
        proof = proofs.pop(str(number), None)
        if proof is not None:
            prove_part(simplified(subject, box), proof)
        elif any(True for _ in failures(subject, box)):
            raise Rejected(RULE, f"box {number}", "does not close by itself and has no proof")
    if proofs:
        raise Rejected(RULE, "proofs", "some are for boxes that are not there")


def boxes(variables: tuple[Variable, ...], cuts: dict[str, Any]) -> "itertools.product[tuple[Variable, ...]]":
    """The variables with the parts of their domains, for every box of the grid."""
    unknown = set(cuts) - {declared.name for declared in variables}
    if unknown:
        raise Rejected(RULE, "cuts", f"{min(unknown)} is no variable of the statement")
    parts = [parts_of(declared, cuts.get(declared.name, [])) for declared in variables]
    count = 1
    for part in parts:
        count *= len(part)
    if count > MOST_BOXES:
        raise Rejected(RULE, "cuts", f"make {count} boxes; {MOST_BOXES} is the most")
    return itertools.product(*parts)


def parts_of(declared: Variable, starts: Any) -> list[Variable]:
    """The consecutive parts of one domain."""
    if type(starts) is not list or any(type(start) is not str for start in starts):
        raise Rejected(RULE, declared.name, "its cuts are not a list of strings")
    if not starts:
        return [declared]
    if declared.sort is not Sort.INTEGER or declared.low is None or declared.high is None:
        raise Rejected(RULE, declared.name, "is not an integer with two bounds")
    values = [rational(start) for start in starts]
    bounds = [declared.low, *values, declared.high + 1]
    if any(value.denominator != 1 for value in values) or any(a >= b for a, b in itertools.pairwise(bounds)):
        raise Rejected(RULE, declared.name, "its cuts do not increase strictly inside the domain")
    return [replace(declared, low=Fraction(a), high=Fraction(b - 1)) for a, b in itertools.pairwise(bounds)]
