"""Ranges: between which integers every integer term of a statement lies, when its variables are bounded.

Interval arithmetic on Python's integers. A range holds wherever the term is
defined and its variables are in their domains.
"""

import itertools
import math
from collections.abc import Iterable, Mapping

from ..kernel.polynomial import expanded
from ..kernel.rejection import Rejected
from ..kernel.statement import ForAll, Variable
from ..kernel.term import Sort, Term, postorder, rebuild, undefined, variables_in
from .intervals import NOWHERE, Range, Untranslatable, at_most_widest, hull, range_of_result

_MOST_STEPS = 200_000


def domain_range(declared: Variable) -> Range:
    """The range of a variable; raises Untranslatable for a real or unbounded one and for an empty domain."""
    if declared.sort is not Sort.INTEGER or declared.low is None or declared.high is None:
        raise Untranslatable(f"{declared.name} is not a bounded integer")
    if declared.low > declared.high:
        raise Untranslatable(f"{declared.name} has an empty domain")
    return at_most_widest(Range(int(declared.low), int(declared.high)), declared.name)


def ranges_of(statement: ForAll) -> dict[int, Range]:
    """The range of every integer node under the terms of `statement`, which has no sums, by the node's identity.

    Raises Untranslatable where a variable is unbounded, a range is wider than
    4096 bits, or an operation has no bits.
    """
    domains = {declared.name: domain_range(declared) for declared in statement.variables}
    nodes = postorder((*statement.hypotheses, statement.conclusion))
    found: dict[int, Range | None] = {}
    for case in _cases(nodes, domains):
        here: dict[int, Range | None] = {}
        for node in nodes:
            if node.sort is Sort.INTEGER:
                here[id(node)] = _node_range(node, here, case)
        found = {key: _hull_of_defined([found.get(key), part]) for key, part in here.items()}
    return {key: part or NOWHERE for key, part in found.items()}


def _cases(nodes: list[Term], domains: dict[str, Range]) -> Iterable[dict[str, Range]]:
    """The domains, cut at powers of two for variables under a bit_length; in one piece if that takes too many.

    A leading-one position is then constant, and what is shifted by it and what
    it is subtracted from keep their relation.
    """
    cut = {str(node.value) for node in postorder(node for node in nodes if node.op == "bit_length")}
    pieces = [_binades(found) if name in cut else [found] for name, found in domains.items()]
    if math.prod(map(len, pieces)) * len(nodes) > _MOST_STEPS:
        return [domains]
    return (dict(zip(domains, choice, strict=True)) for choice in itertools.product(*pieces))


def _binades(found: Range) -> list[Range]:
    """The parts of a range where the bit length and the sign are constant."""
    parts = []
    for length in range(found.width() + 1):
        low, high = 1 << length >> 1, (1 << length) - 1
        for part in {(low, high), (-high, -low)}:
            if part[0] <= found.high and part[1] >= found.low:
                parts.append(Range(max(part[0], found.low), min(part[1], found.high)))
    return parts


def _node_range(node: Term, found: Mapping[int, Range | None], domains: Mapping[str, Range]) -> Range | None:
    """The range of a node; None where it is nowhere defined."""
    match node.op:
        case "constant":
            value = int(node.value)  # type: ignore[arg-type]
            return at_most_widest(Range(value, value), "a constant")
        case "variable":
            return domains[str(node.value)]
        case "undefined":
            return None
        case "if":
            return _hull_of_defined([found[id(argument)] for argument in node.args[1:]])
    args = [found[id(argument)] for argument in node.args]
    known = [part for part in args if part is not None]
    return range_of_result(node.op, known) if len(known) == len(args) else None


def _hull_of_defined(ranges: list[Range | None]) -> Range | None:
    known = [part for part in ranges if part is not None]
    return hull(known) if known else None


def without_sums(statement: ForAll) -> ForAll:
    """`statement` with every sum written out; raises Untranslatable where an end of one varies."""
    hypotheses = tuple(map(_written_out, statement.hypotheses))
    return ForAll(statement.variables, hypotheses, _written_out(statement.conclusion))


def _written_out(root: Term) -> Term:
    """`expanded`, with what is left of sums whose ends are constant and undefined put as undefined."""

    def replace(node: Term, args: tuple[Term, ...]) -> Term | None:
        if node.op != "sum":
            return None
        if variables_in(args[0]) or variables_in(args[1]):
            raise Untranslatable("a sum whose ends are not constant")
        return undefined(node.sort)

    try:
        return rebuild(expanded(root), replace)
    except Rejected as no:
        raise Untranslatable(f"{no.step} {no.why}") from None
