"""Several numbers as one term while a function is traced, and as one term each afterwards.

A path that returns several numbers comes to a leaf "tuple" of them, an operation that no
statement has; what merges paths takes it for any other truth value.
"""

from collections.abc import Sequence

from ..kernel.term import Sort, Term, apply, constant, make, undefined

Parts = tuple[Term, ...]


def together(terms: Sequence[Term]) -> Term:
    """The leaf of these numbers."""
    return Term("tuple", Sort.TRUTH, tuple(terms))


def components(root: Term, count: int) -> Parts:
    """The numbers, `count` of them, of which merged leaves were made.

    Where some path has no value, or a branch none that is defined, one of the numbers shows it; taken
    together they are defined exactly where `root` is.
    """
    done: dict[int, Parts | None] = {}
    stack = [root]
    while stack:
        node = stack[-1]
        inner = node.args[1:] if node.op in ("if", "and") else ()
        waiting = [part for part in inner if id(part) not in done]
        if waiting:
            stack += waiting
            continue
        stack.pop()
        match node.op:
            case "tuple":
                done[id(node)] = node.args
            case "if":
                done[id(node)] = _chosen(node.args[0], done[id(inner[0])], done[id(inner[1])])
            case "and":  # the left side is true wherever it is defined
                parts = done[id(inner[0])]
                done[id(node)] = parts and (make("if", node.args[0], parts[0], parts[0]), *parts[1:])
            case _:
                done[id(node)] = None
    return done[id(root)] or (undefined(Sort.INTEGER), *(constant(0) for _ in range(1, count)))


def _chosen(condition: Term, yes: Parts | None, no: Parts | None) -> Parts | None:
    """One or the other; None has no value."""
    if yes is None and no is None:
        return None
    if yes is None or no is None:
        first, *rest = yes or no or ()
        sides = (first, undefined(first.sort)) if no is None else (undefined(first.sort), first)
        return make("if", condition, *sides), *rest
    pairs = [*zip(yes, no, strict=True)]
    if all(one is other for one, other in pairs):  # left in the trace for the condition, which may have no value
        return make("if", condition, yes[0], yes[0]), *yes[1:]
    return tuple(one if one is other else apply("if", condition, one, other) for one, other in pairs)
