"""Method `enclosure`: branch and bound with interval arithmetic, where real functions occur.

The box of the inputs is cut until on every part the conclusion is certain or
some hypothesis is excluded: by intervals alone, and then by expansions too, which
need fewer and wider parts. Where the claim is tight, expansions show it at the ends
and in the middle of parts, if the values there are exact.
"""

import math
from fractions import Fraction
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.numerals import rational_text
from ..kernel.rejection import Rejected
from ..kernel.rules.enclosure import HOLDS, Box, box_of, cut, excluded_by, holds_expanded, holds_on
from ..kernel.statement import ForAll, Statement
from ..kernel.term import REAL_FUNCTIONS, Term, postorder, variables_in
from .finding import Budget, Finding, found, gave_up

Proof = dict[str, Any]
MOST_PARTS = 2000
_FARTHEST = 1 << 70
_LEAST_BITS, _MOST_BITS = 64, 4096


def propose(statement: Statement, budget: Budget) -> Finding:
    """A subdivision on whose parts enclosures show the claim."""
    assert isinstance(statement, ForAll)
    try:
        proof = prove(statement)
    except Rejected as why:
        return gave_up(str(why))
    if proof is None:
        return gave_up("some part of the box stays undecided however it is cut")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def prove(claim: ForAll) -> Proof | None:
    """A proof of `claim` by the rule `enclosure`, or None; only where exp, log, sqrt or atan occur."""
    terms = (*claim.hypotheses, claim.conclusion)
    if not any(node.op in REAL_FUNCTIONS for node in postorder(terms)):
        return None
    bits = min(_LEAST_BITS + _longest(terms), _MOST_BITS)
    for derivatives, most, precision, resolution in (
        (0, MOST_PARTS // 10, bits, bits),
        (8, MOST_PARTS // 10, bits, 30),
        (20, MOST_PARTS // 20, bits, 20),
        (48, MOST_PARTS // 100, bits, 10),
        (0, MOST_PARTS, bits, bits),
        (0, MOST_PARTS, 4 * bits, bits),
    ):
        try:
            tree = _subdivision(claim, precision, resolution, derivatives, most)
        except Rejected:  # more work than the kernel takes on
            continue
        if tree is not None and len(tree) <= most:
            return {"rule": "enclosure", "evidence": {"bits": precision, "tree": tree}}
    return None


def _longest(terms: tuple[Term, ...]) -> int:
    """The bits of the longest constant."""
    constants = (Fraction(node.value) for node in postorder(terms) if node.op == "constant")  # type: ignore[arg-type]
    return max((sum(part.bit_length() for part in value.as_integer_ratio()) for value in constants), default=0)


def _subdivision(claim: ForAll, bits: int, resolution: int, derivatives: int, most: int) -> list[Any] | None:
    """The tree in preorder, broken off when it has too many parts.

    None where a part is undecided that is narrower than 2^-resolution, or far away.
    """
    tree: list[Any] = []
    names = sorted({name for term in (*claim.hypotheses, claim.conclusion) for name in variables_in(term)})
    parts = [box_of(claim)]
    while parts and len(tree) <= most:
        part = parts.pop()
        leaf = _leaf(claim, part, bits, derivatives)
        if leaf is not None:
            tree.append(leaf)
            continue
        place = _cut(part, names, resolution)
        if place is None:
            return None
        tree.append([place[0], rational_text(place[1])])
        low, high = cut(part, *place)
        parts += [high, low]
    return tree


def _leaf(claim: ForAll, part: Box, bits: int, derivatives: int) -> str | int | list[Any] | None:
    if holds_on(claim, part, bits):
        return HOLDS
    for place in range(len(claim.hypotheses)):
        if excluded_by(claim, place, part, bits):
            return place
    return _expansion(claim, part, bits, derivatives) if derivatives else None


def _expansion(claim: ForAll, part: Box, bits: int, derivatives: int) -> list[Any] | None:
    """The leaf that expands the widest real variable, if that shows the claim: around the middle, or around an end,
    where the claim may be tight."""
    sides = {name: (side.low, side.high) for name, side in part.items() if not side.integral}
    bounded = [(high - low, name) for name, (low, high) in sides.items() if low is not None and high is not None]
    if not bounded or len(bounded) < len(sides):
        return None
    _, name = max(bounded)
    low, high = part[name].low, part[name].high
    assert low is not None and high is not None
    for center in ((low + high) / 2, low, high):
        if holds_expanded(claim, part, name, center, derivatives, bits):
            return [name, rational_text(center), derivatives]
    return None


def _cut(part: Box, names: list[str], resolution: int) -> tuple[str, Fraction] | None:
    """The widest side and a short number in its middle, between two integers for an integer.

    Where a side is unbounded, it is cut twice as far out.
    """
    for name in names:
        if name in part and (part[name].low is None or part[name].high is None):
            at = _farther(part[name].low, part[name].high)
            return (name, at) if abs(at) < _FARTHEST else None
    widths = [(part[name].high - part[name].low, name) for name in names if name in part]  # type: ignore[operator]
    if not widths or max(widths)[0] * (1 << resolution) < 1:
        return None
    width, name = max(widths)
    if part[name].integral:
        at = math.floor(part[name].low + width / 2) + Fraction(1, 2)  # type: ignore[operator]
        return (name, at) if width > 1 else None
    exponent = width.numerator.bit_length() - width.denominator.bit_length() - 2
    unit = Fraction(1 << exponent) if exponent >= 0 else Fraction(1, 1 << -exponent)
    return name, round((part[name].low + width / 2) / unit) * unit  # type: ignore[operator]


def _farther(low: Fraction | None, high: Fraction | None) -> Fraction:
    if low is None and high is None:
        return Fraction(0)
    if high is None and low is not None:
        return Fraction(2 * low.__ceil__() if low >= 1 else 1 if low >= 0 else 0)
    if high is not None:
        return Fraction(2 * high.__floor__() if high <= -1 else -1 if high <= 0 else 0)
    return Fraction(0)
