"""Rule `bernstein`: comparisons of polynomials on boxes, by subdivision."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..bernstein_form import Form, Piece, form, halves, shows
from ..certificate import take_fields, take_list
from ..constraints import as_comparison, conjuncts, constraints
from ..goal import Interval, interval
from ..numerals import rational
from ..polynomial import Polynomial, polynomial_of
from ..rejection import Rejected
from ..statement import ForAll, Statement, Variable
from ..term import Term, make
from ..totality import is_total
from ..univariate import longest, refuse_large, univariate
from . import Prover

RULE = "bernstein"
MOST_COEFFICIENTS = 200_000
MOST_BITS = 1 << 20
MOST_WORK = 1 << 36
MOST_AXES = 8
BITS_PER_BOX = 1 << 13
"""What a box takes besides its numbers."""

Ends = tuple[tuple[bool, bool], ...]


@dataclass(frozen=True, eq=False, slots=True)
class Way:
    """One way for a claim to hold: the polynomial is > 0 if `strict`, else >= 0. Coefficients as in `Form`."""

    coefficients: list[int]
    degrees: tuple[int, ...]
    strict: bool


def bernstein(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """A comparison of polynomials, or several joined by `or`, on a box that is cut into smaller ones.

    The box is where the domains and the hypotheses that compare a variable with
    constants put the variables; only those named in `axes` are looked at. On
    each small box one of the `ways` to hold is shown by Bernstein coefficients
    (see `shows`).

    Evidence: `axes`, for each variable the texts of: nothing if it is bounded,
    a scale > 0 if one end is infinite, a centre and a scale if both are (the
    line is then cut at the centre); `trees`, one for each product of the pieces,
    in order: a list in preorder of 1 … d, which halves the box along that axis,
    and of 0, d + 1, d + 2, …, a box on which the first, second, … way is shown;
    `bits`, the precision, where 0 computes exactly.

    Fails where an interval is empty, a tree does not fit, or a way is not shown
    on its box.

    Source: Bernstein's basis; the small boxes cover the box by construction.
    """
    fields = take_fields(evidence, RULE, {"axes": dict, "bits": int, "trees": list})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    bits = fields["bits"]
    trees = [take_list(tree, "tree", int) for tree in take_list(fields["trees"], RULE, list)]
    axes = [declared for declared in statement.variables if declared.name in fields["axes"]]
    if not 0 <= bits <= MOST_BITS or not 1 <= len(axes) <= MOST_AXES or len(axes) != len(fields["axes"]):
        raise Rejected(RULE, "axes", f"are not 1 to {MOST_AXES} variables of the statement, or too many bits")
    pieces = [pieces_of(interval(statement, axis), fields["axes"][axis.name]) for axis in axes]
    boxes = list(itertools.product(*pieces))
    if len(boxes) != len(trees):
        raise Rejected(RULE, "trees", f"are not {len(boxes)}, one for each box")
    places = {token: token - len(axes) if token else 0 for tree in trees for token in tree}
    cited = {token: place for token, place in places.items() if not 1 <= token <= len(axes)}
    known = ways(statement, axes, hypotheses=False)
    if any(place >= len(known) for place in cited.values()):
        known = ways(statement, axes, hypotheses=True)
    if any(not 0 <= place < len(known) for place in cited.values()):
        raise Rejected(RULE, "tree", f"there are {len(known)} ways for the claim to hold, not more")
    chosen = {token: known[place] for token, place in cited.items()}
    for box, tree in zip(boxes, trees, strict=True):
        forms = {token: form(way.coefficients, way.degrees, box, bits or None) for token, way in chosen.items()}
        strict = {token: way.strict for token, way in chosen.items()}
        _walk(tree, forms, strict, tuple((piece.has_low, piece.has_high) for piece in box), bits == 0)


def pieces_of(within: Interval, texts: Any) -> list[Piece]:
    """The interval as one piece; the whole line as two, cut at a centre."""
    given = [rational(text) for text in take_list(texts, RULE, str)]
    if within.is_empty():
        raise Rejected(RULE, "axes", "an interval is empty")
    if len(given) != (within.low is None) + (within.high is None) or (given and given[-1] <= 0):
        raise Rejected(RULE, "axes", "one positive scale is needed for each infinite end, before it a centre for two")
    if within.low is None and within.high is None:
        centre, scale = given
        return [Piece(None, centre, False, True, scale), Piece(centre, None, True, False, scale)]
    has_low, has_high = within.low is not None and not within.low_open, within.high is not None and not within.high_open
    return [Piece(within.low, within.high, has_low, has_high, *given)]


def ways(claim: ForAll, axes: Sequence[Variable], *, hypotheses: bool) -> list[Way]:
    """The ways for `claim` to hold that are polynomials in `axes`, those of the conclusion first.

    Of the conclusion, or each part of it if it is an `or`: p > 0 or p >= 0
    itself, and p > 0 and -p > 0 for p != 0. Of `constraints`, those from the
    hypotheses, that one fails: -g > 0 for g >= 0, -g >= 0 for g > 0, g > 0 and
    -g > 0 for g == 0.
    """
    found: list[Way] = []
    parts = conjuncts(claim.conclusion, "or")
    if len(parts) > 1 and not is_total(claim.conclusion):
        raise Rejected(RULE, "conclusion", "a part of it, to the left of what is shown, may have no value")
    for part in parts:
        sides = as_comparison(part)
        if sides is None or sides[1] == "==":
            continue
        left, op, right = sides
        first, second = (right, left) if op in ("<", "<=") else (left, right)
        try:
            coefficients, degrees = _coefficients(make("-", first, second), axes)
        except Rejected:
            continue
        found += _signs(coefficients, degrees, (1, -1) if op == "!=" else (1,), op not in ("<=", ">="))
    names = [declared.name for declared in claim.variables]
    bounds = sum(len(declared.bounds_as_terms()) for declared in claim.variables)
    for constraint in constraints(claim)[bounds:] if hypotheses else ():
        places = [names.index(axis.name) for axis in axes]
        if all(sum(key) == sum(key[place] for place in places) for key in constraint.polynomial):
            polynomial = {tuple(key[place] for place in places): value for key, value in constraint.polynomial.items()}
            signs = (1, -1) if constraint.relation == "==" else (-1,)
            found += _signs(*_flat(polynomial, len(axes)), signs, constraint.relation != ">")
    return found


def _coefficients(term: Term, axes: Sequence[Variable]) -> tuple[list[int], tuple[int, ...]]:
    """The polynomial that a term is, up to a positive factor."""
    if len(axes) == 1:
        numerators = univariate(term, axes[0].name).numerators or (0,)
        return list(numerators), (len(numerators) - 1,)
    return _flat(polynomial_of(term, [axis.name for axis in axes]), len(axes))


def _flat(polynomial: Polynomial, count: int) -> tuple[list[int], tuple[int, ...]]:
    degrees = tuple(max((key[axis] for key in polynomial), default=0) for axis in range(count))
    if math.prod(degree + 1 for degree in degrees) > MOST_COEFFICIENTS:
        raise Rejected(RULE, "degrees", f"more than {MOST_COEFFICIENTS} coefficients")
    common = math.lcm(*(value.denominator for value in polynomial.values()))
    keys = itertools.product(*(range(degree + 1) for degree in degrees))
    return [int(polynomial.get(key, Fraction(0)) * common) for key in keys], degrees


def _signs(coefficients: list[int], degrees: tuple[int, ...], signs: tuple[int, ...], strict: bool) -> list[Way]:
    return [Way([sign * value for value in coefficients], degrees, strict) for sign in signs]


def _walk(tree: list[int], forms: Mapping[int, Form], strict: Mapping[int, bool], ends: Ends, exact: bool) -> None:
    """Goes through one tree in preorder; every leaf must be shown."""
    lengths = [longest(each.values) for each in forms.values()]
    stack, work = [(forms, ends, 0)], 0
    for token in tree:
        if not stack:
            raise Rejected(RULE, "tree", "goes on after its last box")
        here, ends, depth = stack.pop()
        if token in here:
            if not shows(here[token], ends, strict[token]):
                raise Rejected(RULE, "tree", f"a box at depth {depth} is not shown")
            continue
        held = (
            len(each.values) * (length + (depth * sum(each.degrees) if exact else 0))
            for each, length in zip(here.values(), lengths, strict=True)
        )
        refuse_large(len(stack) + 2, sum(held, BITS_PER_BOX))
        axis = token - 1
        pairs = zip(here.values(), lengths, strict=True)
        work += sum(len(each.values) * each.degrees[axis] * (1 + length // 64) for each, length in pairs)
        if work > MOST_WORK:
            raise Rejected(RULE, "tree", "too much to compute")
        both = {key: halves(each, axis, exact) for key, each in here.items()}
        low, high = ends[axis]
        for side, inner in ((1, (True, high)), (0, (low, True))):
            stack.append(
                ({key: pair[side] for key, pair in both.items()}, (*ends[:axis], inner, *ends[axis + 1 :]), depth + 1)
            )
    if stack:
        raise Rejected(RULE, "tree", f"{len(stack)} boxes are left over")
