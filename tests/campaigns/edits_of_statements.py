"""Named edits of a statement, by its structure: what comes out is a canonical statement near the old one, often false.

The statement's fields say what there is to edit, so that another form of statement needs nothing here.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from fractions import Fraction
from random import Random
from typing import Any

from verify.kernel.rejection import Rejected
from verify.kernel.statement import Exists, Fails, ForAll, Mean, Statement, Variable, Zeros
from verify.kernel.term import COMPARISONS, Sort, Term, constant, make, postorder, rebuild, undefined

Edit = Callable[[Statement, Random], Statement | None]

NEIGHBOURS = [
    ("<", "<="), (">", ">="), ("==", "<="), ("==", ">="), ("!=", "<"), ("!=", ">"), ("<", ">"), ("<=", ">="),
    ("==", "!="), ("+", "-"), ("+", "*"), ("-", "*"), ("*", "/"), ("min", "max"), ("//", "%"), ("<<", ">>"),
    ("&", "|"), ("|", "xor"), ("&", "xor"), ("+", "|"), ("+", "xor"), ("//", ">>"), ("*", "<<"), ("and", "or"),
    ("bit_length", "bit_count"), ("neg", "abs"), ("neg", "~"), ("exp", "log"), ("sqrt", "log"), ("exp", "atan"),
]  # fmt: skip
INSTEAD = {op: sorted({*(b for a, b in NEIGHBOURS if a == op), *(a for a, b in NEIGHBOURS if b == op)})
           for op in {op for pair in NEIGHBOURS for op in pair}}  # fmt: skip


def parts(statement: Any) -> list[tuple[str, int | None, Any]]:
    """The fields of a statement, those that are tuples taken apart: field, place in it, value."""
    found: list[tuple[str, int | None, Any]] = []
    for field in fields(statement):
        value = getattr(statement, field.name)
        if isinstance(value, tuple):
            found += [(field.name, place, item) for place, item in enumerate(value)]
        else:
            found.append((field.name, None, value))
    return found


def with_part(statement: Any, name: str, place: int | None, *new: Any) -> Any:
    """The statement with `new` in the place of one of its parts."""
    old = getattr(statement, name)
    return replace(statement, **{name: new[0] if place is None else (*old[:place], *new, *old[place + 1 :])})


def inside(edit: Edit) -> Edit:
    """The edit, on what a negated statement negates."""

    def edited(statement: Statement, random: Random) -> Statement | None:
        if not isinstance(statement, Fails):
            return edit(statement, random)
        claim = edit(statement.claim, random)
        return None if claim is None else Fails(claim)  # type: ignore[arg-type]

    return inside_out(edited)


def inside_out(edit: Edit) -> Edit:
    """The edit; None where what would come out is no statement."""

    def edited(statement: Statement, random: Random) -> Statement | None:
        try:
            return edit(statement, random)
        except (Rejected, TypeError, ZeroDivisionError):
            return None

    return edited


def in_terms(wanted: Callable[[Term], bool], change: Callable[[Term, Random, list[Term]], Term]) -> Edit:
    """A change of one node of this kind, wherever it stands in one of the terms."""

    def edit(statement: Statement, random: Random) -> Statement | None:
        terms = [part for part in parts(statement) if isinstance(part[2], Term)]
        if not terms:
            return None
        name, place, root = random.choice(terms)
        nodes = postorder((root,))
        chosen = [node for node in nodes if wanted(node)]
        if not chosen:
            return None
        node = random.choice(chosen)
        new = change(node, random, nodes)
        return with_part(statement, name, place, rebuild(root, lambda old, args: new if old is node else None))

    return inside(edit)


def _other_operation(node: Term, random: Random, _nodes: list[Term]) -> Term:
    return make(random.choice(INSTEAD[node.op]), *node.args)


def _near_constant(node: Term, random: Random, _nodes: list[Term]) -> Term:
    value: Any = node.value
    if node.sort is Sort.INTEGER:
        return constant(value + random.choice([1, -1, 1, -1, value, -2 * value, 1 << 64]))
    hair = Fraction(random.choice([1, -1]), 10 ** random.choice([1, 3, 6, 12, 30]))
    return constant(random.choice([value + hair, value * (1 + hair), value + 1, value - 1, -value, Fraction(0)]))


def _another_of_its_sort(node: Term, random: Random, nodes: list[Term]) -> Term:
    return random.choice([other for other in nodes if other.sort is node.sort and other is not node])


def _arguments_swapped(node: Term, _random: Random, _nodes: list[Term]) -> Term:
    return make(node.op, *node.args[:-2], node.args[-1], node.args[-2])


def _one_more(node: Term, random: Random, _nodes: list[Term]) -> Term:
    step: Term = constant(random.choice([1, -1])) if node.sort is Sort.INTEGER else constant(Fraction(1, 10**6))
    return make("+", node, step)


def _wrapped(node: Term, random: Random, _nodes: list[Term]) -> Term:
    """Undefined somewhere, or the other way round."""
    if node.sort is Sort.TRUTH:
        return random.choice([make("not", node), undefined(Sort.TRUTH)])
    if node.sort is Sort.INTEGER:
        return random.choice([make("//", make("*", node, node), node), undefined(Sort.INTEGER), make("abs", node)])
    return random.choice([make("/", make("*", node, node), node), undefined(Sort.REAL), make("abs", node)])


def _hypothesis_dropped(statement: Statement, random: Random) -> Statement | None:
    found = [part for part in parts(statement) if part[0] in ("hypotheses", "conditions")]
    if not found:
        return None
    name, place, _ = random.choice(found)
    return with_part(statement, name, place)


def _hypothesis_twice(statement: Statement, random: Random) -> Statement | None:
    found = [part for part in parts(statement) if part[0] in ("hypotheses", "conditions")]
    if not found:
        return None
    name, place, term = random.choice(found)
    return with_part(statement, name, place, term, make("not", term))


def _domain(statement: Statement, random: Random) -> Statement | None:
    found = [part for part in parts(statement) if isinstance(part[2], Variable)]
    if not found:
        return None
    name, place, declared = random.choice(found)
    return with_part(statement, name, place, _other_domain(declared, random))


def _other_domain(declared: Variable, random: Random) -> Variable:
    step = Fraction(1) if declared.sort is Sort.INTEGER else random.choice([Fraction(1), Fraction(1, 10**6)])
    changes: list[dict[str, Any]] = [
        {"low": None, "low_open": False},
        {"high": None, "high_open": False},
        {"parity": None},
        {"parity": 1 if declared.parity == 0 else 0},
        {"low_open": not declared.low_open},
        {"high_open": not declared.high_open},
    ]
    for end, sign in (("low", -1), ("high", 1)):
        bound = getattr(declared, end)
        if bound is not None:
            changes += [{end: bound + sign * step}, {end: bound - sign * step}, {end: 2 * bound + sign}, {end: -bound}]
    return replace(declared, **random.choice(changes))


def _number_of_the_form(statement: Statement, random: Random) -> Statement | None:
    """Counts, digits, the bounds of a mean."""
    found = [part for part in parts(statement) if type(part[2]) in (int, Fraction)]
    if not found:
        return None
    name, place, value = random.choice(found)
    if isinstance(value, int):
        return with_part(statement, name, place, value + random.choice([1, -1, 10]))
    hair = Fraction(random.choice([1, -1]), 10 ** random.choice([0, 2, 6, 12]))
    both = isinstance(statement, Mean) and statement.low == statement.high and random.random() < 0.5
    return (
        replace(statement, low=value + hair, high=value + hair)
        if both
        else with_part(  # type: ignore[call-arg]
            statement, name, place, value + hair
        )
    )


def _other_form(statement: Statement, _random: Random) -> Statement | None:
    match statement:
        case Fails(claim):
            return claim
        case ForAll(variables, hypotheses, conclusion) if _random.random() < 0.5:
            return Exists(variables, (*hypotheses, conclusion))
        case ForAll() | Zeros() | Mean():
            return Fails(statement)
        case Exists(variables, conditions):
            return ForAll(variables, conditions[:-1], conditions[-1])
    return None


STATEMENT_EDITS: dict[str, Edit] = {
    "statement: another operation": in_terms(lambda node: node.op in INSTEAD, _other_operation),
    "statement: another comparison": in_terms(lambda node: node.op in COMPARISONS, _other_operation),
    "statement: a constant": in_terms(
        lambda node: node.op == "constant" and node.sort is not Sort.TRUTH, _near_constant
    ),
    "statement: a part for a part": in_terms(lambda node: True, _another_of_its_sort),
    "statement: arguments swapped": in_terms(lambda node: len(node.args) > 1, _arguments_swapped),
    "statement: one more": in_terms(lambda node: node.sort is not Sort.TRUTH, _one_more),
    "statement: undefined or negated": in_terms(lambda node: True, _wrapped),
    "statement: a hypothesis dropped": inside(_hypothesis_dropped),
    "statement: a hypothesis contradicted": inside(_hypothesis_twice),
    "statement: another domain": inside(_domain),
    "statement: a number of its form": inside(_number_of_the_form),
    "statement: another form": inside_out(_other_form),
}
