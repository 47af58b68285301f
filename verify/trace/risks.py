"""Operations that may have no value, and where a term certainly evaluates them."""

from collections.abc import Mapping
from fractions import Fraction

from ..kernel.term import Term


def evaluated(roots: tuple[Term, ...], implied: Mapping[int, tuple[Term, ...]]) -> list[Term]:
    """The nodes that are evaluated wherever `roots` are: no body of a sum, which may be empty, no lazy side.

    `implied` has what else is evaluated with a node, by its identity.
    """
    found: dict[int, Term] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        if id(node) in found:
            continue
        found[id(node)] = node
        stack += implied.get(id(node), ())
        match node.op:
            case "sum":
                stack += node.args[:2]
            case "if":
                stack += node.args[:1] if node.args[1] is not node.args[2] else node.args[:2]
            case "and" | "or":
                stack += node.args[:1]
            case _:
                stack += node.args
    return list(found.values())


def outside_sums(roots: tuple[Term, ...]) -> list[Term]:
    """The nodes under `roots`, but for the bodies of sums: of an empty sum, the body is never evaluated."""
    found: dict[int, Term] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        if id(node) not in found:
            found[id(node)] = node
            stack += node.args[:2] if node.op == "sum" else node.args
    return list(found.values())


def is_risk(term: Term) -> bool:
    """Whether the operation itself may have no meaning on its arguments."""
    if term.op in ("/", "//", "%"):
        return not _is_constant(term.args[1]) or term.args[1].value == 0
    if term.op in ("**", "<<", ">>"):
        return not _is_constant(term.args[1]) or Fraction(term.args[1].value or 0) < 0
    if term.op in ("log", "sqrt"):
        least = Fraction(term.args[0].value or 0) if _is_constant(term.args[0]) else -1
        return least < 0 or (least == 0 and term.op == "log")
    return term.op in ("undefined", "factorial")


def _is_constant(term: Term) -> bool:
    return term.op == "constant"
