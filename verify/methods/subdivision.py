"""Cutting a box into smaller ones until each is shown by Bernstein coefficients: the search behind `bernstein`.

Where a box is not shown it is halved, and a corner at which the claim fails
ends the search. The working precision is doubled where rounding has eaten what
is left to see.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..kernel.bernstein_form import Form, Piece, form, halves, shows
from ..kernel.constraints import conjuncts
from ..kernel.goal import Interval, bound, interval
from ..kernel.numerals import rational_text
from ..kernel.rules.bernstein import MOST_AXES, Ends, Way, pieces_of, ways
from ..kernel.statement import ForAll, Variable
from ..kernel.term import Sort, Term, variables_in
from ..kernel.univariate import dense, longest, value_at
from .sampling import Input, as_texts, fails, meets

Proof = dict[str, Any]
Point = tuple[Fraction, Fraction]
"""Homogeneous coordinates of a number, (x · w, w); w = 0 is infinite."""

FIRST_BITS = 64
FEWEST_BITS = 24
"""Where the largest coefficient of a box has no more bits than this, too much was rounded away."""
MOST_BITS = 1 << 16
MOST_STEPS_IN_ONE_VARIABLE, MOST_STEPS_WITH_HYPOTHESES, MOST_STEPS = 300_000_000, 60_000_000, 6_000_000
"""How many additions of coefficients one search may take."""
HASTY_DEPTH, HASTY_BOXES = 24, 400
DEEPEST_IN_ONE_VARIABLE, DEEPEST_WITH_HYPOTHESES, DEEPEST = 1500, 400, 80


@dataclass(frozen=True, slots=True)
class Refutation:
    """That the claim fails, by a rule of the kernel."""

    rule: str
    evidence: dict[str, Any]


Outcome = Proof | Refutation | str
"""A proof, a refutation, or why there is neither."""


def subdivide(claim: ForAll) -> Outcome:
    """By subdivision: in the conclusion's variables, then with what is supposed of them, then in all variables."""
    declared = {each.name for each in claim.variables}
    names = declared & set(variables_in(claim.conclusion))
    own = [each for each in claim.variables if each.name in names]
    outcome: Outcome = "the conclusion has no variable"
    if own:
        outcome = _Search(claim, own, hypotheses=False).run()
    further = [declared & set(variables_in(part)) for part in claim.hypotheses if not _is_bound(part)]
    if isinstance(outcome, str) and own and any(part <= names for part in further):
        outcome = _Search(claim, own, hypotheses=True).run()
    if isinstance(outcome, str) and any(part - names for part in further):
        outcome = _Search(claim, list(claim.variables), hypotheses=True).run()
    return outcome


def _is_bound(hypothesis: Term) -> bool:
    """Whether a hypothesis is a comparison with a constant, which the axes know already."""
    parts = conjuncts(hypothesis)
    return any(all(bound(part, name) is not None for part in parts) for name in variables_in(hypothesis))


class _TooCoarse(Exception):
    """The precision does not reach."""


class _Search:
    def __init__(self, claim: ForAll, axes: list[Variable], *, hypotheses: bool) -> None:
        self.claim = claim
        self.axes = axes
        self.ways = ways(claim, axes, hypotheses=hypotheses)
        self.goals = len(ways(claim, axes, hypotheses=False))
        self.steps = 0
        self.all_is_seen = hypotheses or all(map(_is_bound, claim.hypotheses))
        self.deepest, self.most_steps = DEEPEST, MOST_STEPS
        if len(axes) == 1 and hypotheses:
            self.deepest, self.most_steps = DEEPEST_WITH_HYPOTHESES, MOST_STEPS_WITH_HYPOTHESES
        elif len(axes) == 1 and self.all_is_seen:
            self.deepest, self.most_steps = DEEPEST_IN_ONE_VARIABLE, MOST_STEPS_IN_ONE_VARIABLE
        self.tested: set[tuple[Fraction, ...]] = set()
        self.exact = [dense(way.coefficients) for way in self.ways[: self.goals]] if len(axes) == 1 else []

    def run(self) -> Outcome:
        contradiction = bool(self.ways) and self.claim.conclusion.op == "constant"
        if not (self.goals or contradiction) or len(self.axes) > MOST_AXES:
            return "the conclusion is no comparison of polynomials that could be shown by its sign"
        intervals = [interval(self.claim, axis) for axis in self.axes]
        if any(within.is_empty() for within in intervals):
            return "an interval is empty"
        texts = [self._texts(axis, within) for axis, within in enumerate(intervals)]
        pieces = [pieces_of(within, text) for within, text in zip(intervals, texts, strict=True)]
        bits, hasty = FIRST_BITS + 2 * sum(self.ways[0].degrees), True
        while bits <= MOST_BITS:
            try:
                trees = self._trees(list(itertools.product(*pieces)), bits, hasty)
            except _TooCoarse:
                bits *= 2
                continue
            if hasty and isinstance(trees, str):
                hasty = False
                continue
            if not isinstance(trees, list):
                return trees
            named = {axis.name: text for axis, text in zip(self.axes, texts, strict=True)}
            return {"rule": "bernstein", "evidence": {"axes": named, "bits": bits, "trees": trees}}
        return f"no sign seen with {MOST_BITS} bits"

    def _trees(self, boxes: Sequence[Sequence[Piece]], bits: int, hasty: bool) -> list[list[int]] | Refutation | str:
        """A tree for each box, or what ended the search; a hasty one goes on to the next box where it stays open."""
        trees: list[list[int]] = []
        left_open = ""
        for box in boxes:
            tree = self._tree(box, bits, hasty)
            if isinstance(tree, list):
                trees.append(tree)
            elif hasty and isinstance(tree, str):
                left_open = tree
            else:
                return tree
        return left_open or trees

    def _texts(self, axis: int, within: Interval) -> list[str]:
        """Centre and scale, as far as the interval's ends are infinite."""
        if within.low is not None and within.high is not None:
            return []
        scale = _scale(self.ways[0], axis)
        return ["0", scale] if within.low is None and within.high is None else [scale]

    def _tree(self, box: Sequence[Piece], bits: int, hasty: bool) -> list[int] | Refutation | str:
        """The tree for one box in preorder; a hasty search leaves out what lies deep, to have seen all the rest."""
        forms = [form(way.coefficients, way.degrees, box, bits) for way in self.ways]
        ends = tuple((piece.has_low, piece.has_high) for piece in box)
        tree: list[int] = []
        left_out = 0
        most_steps = self.steps + self.most_steps // 10 if hasty else self.most_steps
        stack = [(forms, ends, [_ends(piece) for piece in box], 0)]
        while stack:
            forms, ends, corners, depth = stack.pop()
            shown = next(
                (place for place, each in enumerate(forms) if shows(each, ends, self.ways[place].strict)), None
            )
            if shown is not None:
                tree.append(shown + len(self.axes) if shown else 0)
                continue
            failing = self._failing_corner(forms, ends, corners) if self.all_is_seen else None
            if failing is not None:
                return failing
            coarse = all(longest(each.values) <= FEWEST_BITS for each in forms[: self.goals or None])
            if hasty and (coarse or depth > HASTY_DEPTH or len(tree) > HASTY_BOXES):
                left_out += 1
                continue
            if coarse:
                raise _TooCoarse
            self.steps += sum(len(each.values) * max(each.degrees) for each in forms)
            if depth > self.deepest or self.steps > most_steps:
                return f"undecided after {len(tree)} boxes, down to depth {depth}"
            axis = _steepest(forms[0], corners)
            tree.append(axis + 1)
            both = [halves(each, axis, False) for each in forms]
            (low, high), (left, right) = ends[axis], corners[axis]
            middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
            for side, inner, segment in ((1, (True, high), (middle, right)), (0, (low, True), (left, middle))):
                parts = [pair[side] for pair in both]
                stack.append((parts, _put(ends, axis, inner), [*_put(corners, axis, segment)], depth + 1))
        return f"{left_out} boxes left out" if left_out else tree

    def _failing_corner(self, forms: list[Form], ends: Ends, corners: list[tuple[Point, Point]]) -> Refutation | None:
        """A corner of the box that belongs to it and fails the claim."""
        for sides in itertools.product((0, 1), repeat=len(self.axes)):
            ways = zip(forms, self.ways, strict=True)
            if any(_at_corner(each, sides) >= (1 if way.strict else 0) for each, way in ways):
                continue
            points = [corners[axis][side] for axis, side in enumerate(sides)]
            if any(not point[1] for point in points) or not all(ends[axis][side] for axis, side in enumerate(sides)):
                continue
            values = tuple(point[0] / point[1] for point in points)
            if values in self.tested:
                continue
            self.tested.add(values)
            if not self._holds_at(values[0]):
                failing = counterexample(self.claim, dict(zip((axis.name for axis in self.axes), values, strict=True)))
                if failing is not None:
                    return failing
        return None

    def _holds_at(self, value: Fraction) -> bool:
        """Whether the conclusion is seen to hold from its polynomials in one variable alone: cheap at high degrees."""
        signs = zip((value_at(each, value) for each in self.exact), self.ways, strict=False)
        return any(sign > 0 or (sign == 0 and not way.strict) for sign, way in signs)


def counterexample(claim: ForAll, values: Mapping[str, Fraction]) -> Refutation | None:
    """The input with these values, and simple ones for other variables, if the claim fails there."""
    point: Input = {}
    for declared in claim.variables:
        value = values.get(declared.name)
        if value is None:
            value = Fraction(declared.low or declared.high or 0)
        point[declared.name] = int(value) if declared.sort is Sort.INTEGER and value.denominator == 1 else value
    inside = all(declared.admits(point[declared.name]) for declared in claim.variables)
    if inside and meets(claim.hypotheses, point) and fails(claim.conclusion, point):
        return Refutation("witness", {"values": as_texts(point)})
    return None


def _put(items: Sequence[Any], place: int, item: Any) -> tuple[Any, ...]:
    return (*items[:place], item, *items[place + 1 :])


def _ends(piece: Piece) -> tuple[Point, Point]:
    low = (-piece.scale, Fraction(0)) if piece.low is None else (piece.low, Fraction(1))
    high = (piece.scale, Fraction(0)) if piece.high is None else (piece.high, Fraction(1))
    return low, high


def _at_corner(subject: Form, sides: Sequence[int]) -> int:
    place = 0
    for degree, side in zip(subject.degrees, sides, strict=True):
        place = place * (degree + 1) + side * degree
    return subject.values[place]


def _steepest(subject: Form, corners: Sequence[Any]) -> int:
    """The axis along which neighbouring coefficients differ most."""
    if len(corners) == 1:
        return 0
    best, steepest = -1, 0
    for axis, degree in enumerate(subject.degrees):
        stride = math.prod(other + 1 for other in subject.degrees[axis + 1 :])
        bend = max(
            (abs(subject.values[at + stride] - value) * (degree + 1)
             for at, value in enumerate(subject.values) if at // stride % (degree + 1) < degree),
            default=-1,
        )  # fmt: skip
        if bend > best:
            best, steepest = bend, axis
    return steepest


def _scale(way: Way, axis: int) -> str:
    """A simple number of the size of the roots: about the geometric mean of their absolute values."""
    if len(way.degrees) > 1:
        return "1"
    nonzero = [(power, value) for power, value in enumerate(way.coefficients) if value]
    if len(nonzero) < 2:
        return "1"
    (low, first), (high, last) = nonzero[0], nonzero[-1]
    size = (math.log2(abs(first)) - math.log2(abs(last))) / (high - low)
    return rational_text(Fraction(max(round(2**size), 1)) if 0 <= size < 50 else Fraction(2) ** round(size))
