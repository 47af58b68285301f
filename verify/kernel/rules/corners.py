"""Rule `corners`: a statement about bounded integers, at the corners of boxes in which its comparisons are linear."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ..certificate import take_fields
from ..failure import Prepared, extremes, prepared, progression
from ..rejection import Rejected
from ..spans import Outcome, Span, outcome
from ..statement import ForAll, Statement, Variable
from ..term import Sort, Term, constant, make, postorder, rebuild, shared, variables_in
from .classes import Row, Tables
from .enumeration import MOST_INPUT_BITS
from .ranges import parts_of

RULE = "corners"
COMPARED = ("<", "<=", ">", ">=", "==")
Degree = frozenset[str] | None
"""The variables that a term is linear in, each by itself; None where it is not of this kind."""
Corners = list[tuple[Variable, tuple[int, ...]]]
"""Classes of one variable, each with its first and its last member."""


def corners(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """The statement holds if it holds at the corners of every box of classes, and is linear between them.

    Evidence: `cuts`, for every variable the values at which a new class begins
    (see `ranges`). What is no sum or product in one variable has to be constant on
    each of its classes. Where then both sides of a comparison have degree 1 at most
    in each variable, their difference lies between its values at the corners of the box.
    A comparison with a quotient is one of products, where its divisor is positive.

    Fails where a domain is real or unbounded, the corners take more than 24 bits, a
    term is not constant on a class or a comparison not linear in each variable, and where
    the conclusion is false or undefined at a corner of a box that hypotheses in one
    variable do not exclude. Other hypotheses are not used.
    """
    fields = take_fields(evidence, RULE, {"cuts": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    if set(fields["cuts"]) != {declared.name for declared in statement.variables}:
        raise Rejected(RULE, "cuts", "are needed for each variable, and no other")
    subject, nodes = linear(statement)
    lists = [corners_of(subject, part, fields["cuts"][part.name]) for part in statement.variables]
    if not all(lists):
        return  # a domain is empty, or a hypothesis holds nowhere
    widths = [(sum(len(ends) for _, ends in classes) - 1).bit_length() for classes in lists]
    if sum(widths) > MOST_INPUT_BITS:
        raise Rejected(RULE, "cuts", f"the corners take {sum(widths)} bits; {MOST_INPUT_BITS} is the most")
    tables = Tables(sum(widths))
    known: dict[int, Span | Outcome] = {}
    inside, place = tables.everywhere, 0
    for classes, width in zip(lists, widths, strict=True):
        row = Row(tables, place, width, sum(len(ends) for _, ends in classes))
        known |= _known(subject, nodes[classes[0][0].name], classes, row)
        inside &= row.inside()
        place += width
    found = outcome(tables.gates, subject.claim.conclusion, known)
    failing = inside & (found.false | found.undefined)
    if failing:
        raise Rejected(RULE, "conclusion", f"is not seen to hold at {failing.bit_count()} corners")


def linear(claim: ForAll) -> tuple[Prepared, dict[str, list[Term]]]:
    """The claim without quotients, and by variable the terms that have to be constant on classes of it, and itself.

    Raises Rejected where a comparison is not linear in each variable beside those terms.
    """
    subject = prepared(ForAll(claim.variables, claim.hypotheses, _without_quotients(claim.conclusion)))
    root = subject.claim.conclusion
    if any(node.op == "sum" for node in postorder((root,))):
        raise Rejected(RULE, "sum", "its ends are not constants")
    degrees, opaque = _degrees(root)
    nodes: dict[str, list[Term]] = {declared.name: [] for declared in claim.variables}
    waiting, seen = _asserted(root, degrees), set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if id(node) in opaque or node.op == "variable":
            nodes[next(iter(variables_in(node)))].append(node)
        else:
            waiting += node.args
    return subject, nodes


def _asserted(root: Term, degrees: dict[int, Degree]) -> list[Term]:
    """The two sides of each comparison that `root` asserts, and the truth values that count as constant."""
    found: list[Term] = []
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.op in COMPARED and all(degrees[id(side)] is not None for side in node.args):
            found += node.args
        elif node.op == "and":
            waiting += node.args
        elif node.op in ("if", "or") and degrees[id(node.args[0])] == frozenset():
            found.append(node.args[0])
            waiting += node.args[1:]
        elif degrees[id(node)] == frozenset():
            found.append(node)
        else:
            raise Rejected(RULE, node.op, "is no comparison that is linear in each variable")
    return found


def _degrees(root: Term) -> tuple[dict[int, Degree], set[int]]:
    """The degree of every term below `root`; those in one variable that would have none count as constant."""
    degrees: dict[int, Degree] = {}
    opaque: set[int] = set()
    for node in postorder((root,)):
        degree = _degree(node, [degrees[id(argument)] for argument in node.args])
        if degree is None and node.sort is not Sort.REAL and len(set(variables_in(node))) == 1:
            opaque.add(id(node))
            degree = frozenset()
        degrees[id(node)] = degree
    return degrees, opaque


def _degree(node: Term, args: list[Degree]) -> Degree:
    known = [degree for degree in args if degree is not None]
    if len(known) < len(args):
        return None
    if node.op == "variable":
        return frozenset({str(node.value)})
    if not any(known):
        return frozenset()
    match node.op:
        case "+" | "-" | "neg" | "real":
            return frozenset().union(*known)
        case "*" if not known[0] & known[1]:
            return known[0] | known[1]
        case "/" | "<<" if not known[1]:
            return known[0]
        case "if" if not known[0]:
            return known[1] | known[2]
    return None


def _without_quotients(conclusion: Term) -> Term:
    """Where the conclusion asserts n / d <= c, or another comparison, it says d > 0 and n <= c * d instead.

    That implies it. A comparison that stands in a condition, or inside of another one, too, stays as it is.
    """
    (root,) = shared((conclusion,))
    waiting, asserted, inner = [root], set(), []
    while waiting:
        node = waiting.pop()
        if id(node) in asserted:
            continue
        asserted.add(id(node))
        if node.op == "and":
            waiting += node.args
        elif node.op in ("if", "or"):
            inner.append(node.args[0])
            waiting += node.args[1:]
        else:
            inner += node.args
    asserted -= {id(node) for node in postorder(inner)}

    def put(node: Term, args: tuple[Term, ...]) -> Term | None:
        if id(node) not in asserted or node.op not in COMPARED:
            return None
        for place, side in enumerate(args):
            if side.op == "/" and variables_in(side.args[1]):
                above, below = side.args
                scaled = make("*", args[1 - place], below)
                sides = (above, scaled) if place == 0 else (scaled, above)
                positive = make(">", below, constant(Fraction(0)))
                return make("and", positive, make(node.op, *sides))
        return None

    return rebuild(root, put)


def corners_of(subject: Prepared, declared: Variable, starts: Any) -> Corners:
    """The classes of one domain that have members and are not excluded by a hypothesis, with their ends."""
    own = [term for term in subject.claim.hypotheses if set(variables_in(term)) == {declared.name}]
    result: Corners = []
    for part in parts_of(declared, starts):
        first, step, count = progression(part)
        if count > 0 and all(most for _, most, _ in extremes(subject, (part,), own)):
            result.append((part, tuple(sorted({first, first + step * (count - 1)}))))
    return result


def _known(subject: Prepared, nodes: list[Term], classes: Corners, row: Row) -> dict[int, Span | Outcome]:
    """What each of `nodes` is at each corner, as tables."""
    own = [node for node in nodes if node.op != "variable"]
    columns = [extremes(subject, (part,), own) for part, _ in classes]
    counts = [len(ends) for _, ends in classes]
    known: dict[int, Span | Outcome] = {}
    for node, values in zip(own, zip(*columns, strict=True), strict=True):
        if any(low != high and not undefined for low, high, undefined in values):
            raise Rejected(RULE, node.op, "is not constant on a class")
        undefined = row.bit(_repeated([undefined for _, _, undefined in values], counts))
        lows = _repeated([low for low, _, _ in values], counts)
        if node.sort is Sort.TRUTH:
            true = row.bit(lows)
            known[id(node)] = Outcome(true, row.tables.everywhere ^ true, undefined)
        else:
            word = row.word(lows)
            known[id(node)] = Span(word, word, undefined)
    word = row.word([end for _, ends in classes for end in ends])
    return known | {id(node): Span(word, word, row.tables.gates.false) for node in nodes if node.op == "variable"}


def _repeated(values: Sequence[int], counts: Sequence[int]) -> list[int]:
    """Each value as often as its class has corners."""
    return [value for value, count in zip(values, counts, strict=True) for _ in range(count)]
