"""Rule `symmetry`: of two variables that may be swapped, one is the lesser."""

from dataclasses import replace
from itertools import chain
from typing import Any

from ..certificate import take_fields, take_list
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Term, make, postorder
from . import Prover

RULE = "symmetry"
LONGEST_CHAIN = 1000
_ANY_ORDER = frozenset(("+", "*", "min", "max", "&", "|", "xor"))


def symmetry(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """A statement that says the same with x and y swapped holds if it holds under the further hypothesis x <= y.

    Evidence: `variables`, the names x and y, and the `proof` of the latter. At an
    input with x > y, the statement at the swapped input says the same.

    The kernel compares the statement with the swapped one up to the order of
    hypotheses, of the sides of == and !=, and of what is added or multiplied,
    joined by min, max, &, | or xor, up to 1,000 parts at once. Fails where they
    differ, or where x and y have different domains.
    """
    fields = take_fields(evidence, RULE, {"variables": list, "proof": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    names = take_list(fields["variables"], RULE, str)
    chosen = [declared for declared in statement.variables if declared.name in names]
    if len(names) != 2 or len(chosen) != 2 or replace(chosen[0], name=chosen[1].name) != chosen[1]:
        raise Rejected(RULE, "variables", "are not two of the statement's with the same domain")
    if not is_symmetric(statement, names[0], names[1]):
        raise Rejected(RULE, "statement", f"is another one with {names[0]} and {names[1]} swapped")
    prove_part(ordered(statement, names[0], names[1]), fields["proof"])


def ordered(claim: ForAll, first: str, second: str) -> ForAll:
    """`claim` with the hypothesis that `first` is at most `second`, before its own."""
    terms = {declared.name: declared.term() for declared in claim.variables}
    return ForAll(claim.variables, (make("<=", terms[first], terms[second]), *claim.hypotheses), claim.conclusion)


def is_symmetric(claim: ForAll, first: str, second: str) -> bool:
    """Whether swapping two variables of the same domain leaves hypotheses and conclusion as they are, by their form."""
    table: dict[tuple[object, ...], int] = {}
    swapped = {first: second, second: first}
    forms = []
    for names in ({}, swapped):
        numbers = _forms((*claim.hypotheses, claim.conclusion), names, table)
        forms.append(
            (frozenset(numbers[id(hypothesis)] for hypothesis in claim.hypotheses), numbers[id(claim.conclusion)])
        )
    return forms[0] == forms[1]


def _forms(roots: tuple[Term, ...], names: dict[str, str], table: dict[tuple[object, ...], int]) -> dict[int, int]:
    """A number for each node's form, with variables renamed; equal numbers, kept in `table`, are equal values."""
    result: dict[int, int] = {}
    chains: dict[int, tuple[int, ...]] = {}
    for node in postorder(roots):
        value = names.get(str(node.value), node.value) if node.op == "variable" else node.value
        parts = tuple(result[id(argument)] for argument in node.args)
        if node.op in _ANY_ORDER:
            alike = [chains.get(id(argument)) if argument.op == node.op else None for argument in node.args]
            parts = tuple(
                sorted(chain.from_iterable(found or (part,) for found, part in zip(alike, parts, strict=True)))
            )
            if len(parts) <= LONGEST_CHAIN:  # with parts in common, it doubles with each node
                chains[id(node)] = parts
        elif node.op in ("==", "!="):
            parts = tuple(sorted(parts))
        key = (node.op, node.sort, type(value), value, *parts)
        result[id(node)] = table.setdefault(key, len(table))
    return result
