"""Conjunctions as they are written on paper: a ≤ b and b ≤ c as one chain, x ≥ a and x ≤ b as a ≤ x ≤ b."""

from dataclasses import dataclass

from verify.kernel.term import COMPARISONS, Term

_RISING, _FALLING = ("<", "<=", "=="), (">", ">=", "==")
_TURNED = {">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Chain:
    """A first term and the comparisons that follow it, none where the part is no comparison."""

    first: Term
    steps: tuple[tuple[str, Term], ...] = ()


def chains(conjunction: Term, numbers: dict[int, int]) -> list[Chain]:
    """The parts of a conjunction, in order; `numbers` tells which terms are equal (`structure`)."""
    found: list[Chain] = []
    for part in _parts(conjunction):
        if part.op not in COMPARISONS:
            found.append(Chain(part))
            continue
        left, right = (_bare(argument) for argument in part.args)
        last = _turned(found[-1], part.op, left, numbers) if found else None
        if last and _extends(last, part.op, left, numbers):
            found[-1] = Chain(last.first, (*last.steps, (part.op, right)))
        else:
            found.append(Chain(left, ((part.op, right),)))
    return found


def _parts(node: Term) -> list[Term]:
    found, stack = [], [node]
    while stack:
        top = stack.pop()
        if top.op == "and":
            stack.extend(reversed(top.args))
        else:
            found.append(top)
    return found


def _bare(term: Term) -> Term:
    """The integer that is taken as a real, where `term` does that: a formula does not show it."""
    return term.args[0] if term.op == "real" else term


def _turned(last: Chain, op: str, left: Term, numbers: dict[int, int]) -> Chain:
    """`x ≥ a` as `a ≤ x`, if `x ≤ …` comes next."""
    if len(last.steps) == 1 and op in ("<", "<=") and last.steps[0][0] in _TURNED:
        [(relation, bound)] = last.steps
        if numbers[id(last.first)] == numbers[id(left)]:
            return Chain(bound, ((_TURNED[relation], last.first),))
    return last


def _extends(last: Chain, op: str, left: Term, numbers: dict[int, int]) -> bool:
    if not last.steps or numbers[id(last.steps[-1][1])] != numbers[id(left)]:
        return False
    relations = [*(relation for relation, _ in last.steps), op]
    return any(all(relation in way for relation in relations) for way in (_RISING, _FALLING))
