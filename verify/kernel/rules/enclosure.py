"""Rule `enclosure`: a conclusion over a box of reals, by interval arithmetic and subdivision."""

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from ..boxes import certainly_true, nowhere_true
from ..certificate import take_fields
from ..enclosure import Enclosure, scaled
from ..expansion import by_expansion
from ..goal import Interval, interval
from ..numerals import rational
from ..polynomial import expanded
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Sort
from ..totality import nodes_outside_sums

RULE = "enclosure"
HOLDS = "holds"
MOST_DERIVATIVES = 64
MOST_WORK = 1 << 25
"""Terms times bits times the square of the number of derivatives."""


@dataclass(frozen=True, slots=True)
class Side:
    """Where one variable, `integral` or not, lies: all of `whole`, cut down to `low` and `high`, ends included."""

    whole: Interval
    low: Fraction | None
    high: Fraction | None
    integral: bool

    def enclosed(self, bits: int) -> Enclosure:
        """The values as an enclosure; 0 is none of them where it is an end that is left out."""
        whole = self.whole
        nonzero = (whole.low == 0 and whole.low_open) or (whole.high == 0 and whole.high_open)
        low, high = (
            None if self.low is None else math.ceil(self.low),
            None if self.high is None else math.floor(self.high),
        )
        if self.integral and (low is None or high is None or low <= high):
            return scaled(low, high, bits, nonzero)
        return scaled(self.low, self.high, bits, nonzero)


Box = dict[str, Side]


def enclosure(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """A conclusion holds on a box if it does on each part of a subdivision of it, and on a part
    where the enclosures of its terms show it, or show that some hypothesis is not met.

    The box is that of the variables' domains and of the hypotheses that compare
    one variable with a constant. Open ends are taken as closed but for 0, and
    integers as reals between the first and the last of a part, which proves
    more. Every term lies in the enclosure that interval arithmetic gives it on a
    part, where it is defined (`boxes.py`).

    Evidence: `bits`, to which enclosures are rounded, and `tree`, the
    subdivision in preorder: `["x", "1/2"]` cuts the part at x = 1/2 into two
    that share this face, `"holds"` says that the conclusion is defined and true
    on the whole part, `["x", "1/2", 8]` that it is by expansions in the real x around
    1/2 up to the 8th derivative (`expansion.py`), and a number j that hypothesis j,
    from 0, is false or undefined on the whole part.

    Fails where the box is empty, a cut lies outside its part, an enclosure does
    not show what a leaf says, or the tree has too few or too many entries.

    Source: Moore, Interval Analysis (1966): inclusion isotonicity; Taylor's theorem.
    """
    fields = take_fields(evidence, RULE, {"bits": int, "tree": list})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    bits = fields["bits"]
    parts = [box_of(statement)]
    for number, entry in enumerate(fields["tree"], 1):
        if not parts:
            raise Rejected(RULE, f"entry {number}", "follows a complete tree")
        part = parts.pop()
        if type(entry) is list and len(entry) < 3:
            low, high = cut(part, *_cut(entry, part, number))
            parts += [high, low]
        else:
            _check_leaf(statement, entry, part, bits, number)
    if parts:
        raise Rejected(RULE, "tree", f"{len(parts)} parts of the box are not covered")


def box_of(claim: ForAll) -> Box:
    """The box in which the variables lie."""
    box: Box = {}
    for declared in claim.variables:
        whole = interval(claim, declared)
        if whole.is_empty():
            raise Rejected(RULE, declared.name, "has no value in its domain")
        box[declared.name] = Side(whole, whole.low, whole.high, declared.sort is Sort.INTEGER)
    return box


def cut(part: Box, name: str, at: Fraction) -> tuple[Box, Box]:
    """The two parts of `part` on both sides of name = at."""
    side = part[name]
    return (
        {**part, name: replace(side, high=at)},
        {**part, name: replace(side, low=at)},
    )


def holds_on(claim: ForAll, part: Box, bits: int) -> bool:
    """Whether enclosures show the conclusion defined and true on the whole part."""
    return certainly_true(claim.conclusion, {name: side.enclosed(bits) for name, side in part.items()}, bits)


def holds_expanded(claim: ForAll, part: Box, name: str, center: Fraction, order: int, bits: int) -> bool:
    """Whether expansions in `name` around `center` show the same, with the sums of the conclusion written out.

    Raises Rejected where `center` is not in the part, or that is unbounded there, or the variable is an integer.
    """
    side = part[name]
    if side.integral or side.low is None or side.high is None or not side.low <= center <= side.high:
        raise Rejected(RULE, name, "is no real variable that has the center within its bounds on this part")
    if not 1 <= order <= MOST_DERIVATIVES:
        raise Rejected(RULE, name, f"an expansion has from 1 to {MOST_DERIVATIVES} derivatives")
    box = {other: each.enclosed(bits) for other, each in part.items()}
    whole = side.whole
    left_out = (center == whole.low and whole.low_open) or (center == whole.high and whole.high_open)
    away = scaled(side.low - center, side.high - center, bits, left_out)
    conclusion = expanded(claim.conclusion)
    work = len(nodes_outside_sums(conclusion)) * order * order * bits
    if work > MOST_WORK:
        raise Rejected(RULE, name, f"an expansion of {work} units of work; {MOST_WORK} is the most")
    known = by_expansion(conclusion, box, name, center, away, order, bits)
    return certainly_true(conclusion, box, bits, known)


def excluded_by(claim: ForAll, place: int, part: Box, bits: int) -> bool:
    """Whether enclosures show the hypothesis at `place` false or undefined on the whole part."""
    return nowhere_true(claim.hypotheses[place], {name: side.enclosed(bits) for name, side in part.items()}, bits)


def _cut(entry: list[Any], part: Box, number: int) -> tuple[str, Fraction]:
    if len(entry) != 2 or any(type(item) is not str for item in entry) or entry[0] not in part:
        raise Rejected(RULE, f"entry {number}", "is not a variable and where it is cut")
    at, side = rational(entry[1]), part[entry[0]]
    if (side.low is not None and at <= side.low) or (side.high is not None and at >= side.high):
        raise Rejected(RULE, f"entry {number}", "cuts outside the part")
    return entry[0], at


def _expansion(entry: list[Any], part: Box, number: int) -> tuple[str, Fraction, int]:
    if [type(item) for item in entry] != [str, str, int] or entry[0] not in part:
        raise Rejected(RULE, f"entry {number}", "is not a variable, a center and a number of derivatives")
    return entry[0], rational(entry[1]), entry[2]


def _check_leaf(claim: ForAll, entry: Any, part: Box, bits: int, number: int) -> None:
    if type(entry) is int and 0 <= entry < len(claim.hypotheses):
        if not excluded_by(claim, entry, part, bits):
            raise Rejected(RULE, f"entry {number}", f"hypothesis {entry} may be met on this part")
    elif type(entry) is str and entry == HOLDS:
        if not holds_on(claim, part, bits):
            raise Rejected(RULE, f"entry {number}", "the conclusion is not certain on this part")
    elif type(entry) is list:
        if not holds_expanded(claim, part, *_expansion(entry, part, number), bits):
            raise Rejected(RULE, f"entry {number}", "no expansion shows the conclusion on this part")
    else:
        raise Rejected(RULE, f"entry {number}", "is no cut, no hypothesis and not `holds`")
