"""What a term can come to on a box of inputs: the natural interval extension, undefinedness included.

A box gives every variable an enclosure. A number is then enclosed wherever it
is defined, a truth value is told apart from true, false and undefined as far as
the enclosures tell. Either errs on one side only: what is excluded happens at
no input of the box.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from .enclosure import (
    OPERATIONS,
    WHOLE,
    Enclosure,
    add,
    certainly_at_most,
    certainly_less,
    exact,
    hull,
    is_defined,
    is_point,
    power,
)
from .evaluate import LONGEST_SUM, Undefined
from .evaluate import OPERATIONS as EXACTLY
from .rejection import Rejected
from .term import Sort, Term, same
from .totality import nodes_outside_sums

Box = Mapping[str, Enclosure]


@dataclass(frozen=True, slots=True)
class Number:
    """A number lies in `values` where it is defined (None: nowhere), and may be undefined somewhere or not."""

    values: Enclosure | None
    undefined: bool = False


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a truth value may be true somewhere, false somewhere, undefined somewhere."""

    true: bool
    false: bool
    undefined: bool = False


Outcome = Number | Truth
Known = Mapping[int, Outcome]
"""What some terms, by their id, can come to."""
_NOTHING: Known = MappingProxyType({})


def over_box(root: Term, box: Box, bits: int, known: Known = _NOTHING) -> Outcome:
    """What `root` can come to where each variable lies in its enclosure of `box`, and terms do as is `known`."""
    return all_over_box(root, box, bits, known)[id(root)]


def all_over_box(root: Term, box: Box, bits: int, known: Known = _NOTHING) -> dict[int, Outcome]:
    """The same of every term below `root` that stands in no sum, by its id."""
    done: dict[int, Outcome] = {}
    for node in nodes_outside_sums(root):
        parts = node.args[:2] if node.op == "sum" else node.args
        done[id(node)] = known.get(id(node)) or _outcome(node, [done[id(part)] for part in parts], box, bits)
    return done


def certainly_true(root: Term, box: Box, bits: int, known: Known = _NOTHING) -> bool:
    """Whether the truth value `root` is defined and true on the whole box."""
    found = over_box(root, box, bits, known)
    return isinstance(found, Truth) and not found.false and not found.undefined


def nowhere_true(root: Term, box: Box, bits: int) -> bool:
    """Whether the truth value `root` is false or undefined on the whole box."""
    found = over_box(root, box, bits)
    return isinstance(found, Truth) and not found.true


def _outcome(node: Term, args: list[Outcome], box: Box, bits: int) -> Outcome:
    match node.op:
        case "constant" if node.sort is Sort.TRUTH:
            return Truth(bool(node.value), not node.value)
        case "constant":
            return Number(exact(Fraction(node.value), bits))  # type: ignore[arg-type]
        case "variable":
            return Number(box[str(node.value)])
        case "undefined":
            return Truth(False, False, True) if node.sort is Sort.TRUTH else Number(None, True)
        case "not" | "and" | "or" | "if":
            return _choice(node, args)
    numbers = [part for part in args if isinstance(part, Number)]
    undefined = any(part.undefined for part in numbers)
    enclosures = tuple(part.values for part in numbers if part.values is not None)
    if len(enclosures) < len(numbers):
        return Truth(False, False, True) if node.sort is Sort.TRUTH else Number(None, True)
    if node.op == "sum":
        found: Outcome = _sum(node, enclosures, box, bits)
    elif node.sort is Sort.TRUTH:
        found = _comparison(node, *enclosures)
    else:
        found = _number(node, enclosures, bits)
    return replace(found, undefined=True) if undefined else found


def _number(node: Term, args: tuple[Enclosure, ...], bits: int) -> Number:
    """A numeric operation where its arguments are defined."""
    if node.op == "real":
        return Number(args[0])
    if node.op in OPERATIONS:
        return Number(OPERATIONS[node.op](*args, bits), not is_defined(node.op, args))
    whole = [_whole(argument, bits) for argument in args]
    if node.op == "**" and whole[1] is not None:
        negative = whole[1] < 0
        if negative and node.sort is Sort.INTEGER:
            return Number(None, True)
        return Number(power(args[0], whole[1], bits), negative and not args[0].nonzero)
    if node.sort is not Sort.INTEGER or None in whole:
        return Number(WHOLE, True)
    try:
        return Number(exact(int(EXACTLY[node.op](*whole)), bits))
    except Undefined:
        return Number(None, True)


def _whole(values: Enclosure, bits: int) -> int | None:
    """The one integer that `values` holds, None if it holds more."""
    if not is_point(values) or values.low[1] % (1 << bits):
        return None
    return values.low[1] >> bits


def _sum(node: Term, ends: tuple[Enclosure, ...], box: Box, bits: int) -> Number:
    low, high = (_whole(end, bits) for end in ends)
    if low is None or high is None:
        return Number(WHOLE, True)
    if high - low >= LONGEST_SUM:
        raise Rejected("enclosure", "sum", f"more than {LONGEST_SUM} summands")
    values, undefined = exact(0, bits), False
    for at in range(low, high + 1):
        part = over_box(node.args[2], {**box, str(node.value): exact(at, bits)}, bits)
        if not isinstance(part, Number) or part.values is None:
            return Number(None, True)
        values, undefined = add(values, part.values, bits), undefined or part.undefined
    return Number(values, undefined)


def _comparison(node: Term, left: Enclosure, right: Enclosure) -> Truth:
    if node.op in ("==", "!=") and same(*node.args):
        return Truth(node.op == "==", node.op == "!=")
    return relation(node.op, left, right)


def relation(op: str, left: Enclosure, right: Enclosure) -> Truth:
    """What a comparison of two numbers can come to."""
    if op in ("==", "!="):
        apart = certainly_less(left, right) or certainly_less(right, left)
        equal = is_point(left) and left == right
        return Truth(not apart, not equal) if op == "==" else Truth(not equal, not apart)
    if op in (">", ">="):
        left, right = right, left
    if op in ("<", ">"):
        return Truth(not certainly_at_most(right, left), not certainly_less(left, right))
    return Truth(not certainly_less(right, left), not certainly_at_most(left, right))


def _choice(node: Term, args: list[Outcome]) -> Outcome:
    """`not`, and what is evaluated from left to right: `if`, `and`, `or`."""
    first, *others = args
    if not isinstance(first, Truth):  # pragma: no cover - sorts are checked where terms are made
        raise Rejected("enclosure", node.op, "a condition is a truth value")
    if node.op == "not":
        return Truth(first.false, first.true, first.undefined)
    if node.op == "and":
        sides = [(first.true, others[0]), (first.false, Truth(False, True))]
    elif node.op == "or":
        sides = [(first.true, Truth(True, False)), (first.false, others[0])]
    else:
        sides = [(first.true, others[0]), (first.false, others[1])]
    taken = [side for possible, side in sides if possible]
    undefined = first.undefined or any(side.undefined for side in taken)
    if node.sort is Sort.TRUTH:
        truths = [side for side in taken if isinstance(side, Truth)]
        return Truth(any(side.true for side in truths), any(side.false for side in truths), undefined)
    values = None
    for side in taken:
        values = hull(values, side.values if isinstance(side, Number) else None)
    return Number(values, undefined)
