"""What the domains and hypotheses of a statement say about polynomials."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .polynomial import Polynomial, add, polynomial_of, quotient_of
from .rejection import Rejected
from .statement import ForAll
from .term import Sort, Term

NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


@dataclass(frozen=True, eq=False, slots=True)
class Constraint:
    """`polynomial` is > 0, >= 0 or == 0, as `relation` says."""

    polynomial: Polynomial
    relation: str


def constraints(claim: ForAll) -> list[Constraint]:
    """What holds wherever the domains and hypotheses of `claim` are defined and true.

    In the order of variables, bounds and hypotheses; hypotheses that are not
    comparisons of polynomials (or conjunctions of such) add nothing. A strict
    comparison g > 0 of integers is followed by its sharper form g - 1 >= 0.
    After these come the comparisons of quotients, multiplied by their denominators,
    if each of those is, up to a factor, a g > 0 that was found before.
    """
    names = [declared.name for declared in claim.variables]
    found: list[Constraint] = []
    bounds = [bound for declared in claim.variables for bound in declared.bounds_as_terms()]
    left_over: list[tuple[Term, str, Term]] = []
    for comparison in [*bounds, *(part for hypothesis in claim.hypotheses for part in conjuncts(hypothesis))]:
        sides = as_comparison(comparison)
        if sides is None:
            continue
        left, op, right = sides
        try:
            difference = add(polynomial_of(left, names), polynomial_of(right, names), -1)
        except Rejected:
            left_over.append(sides)
            continue
        found.extend(_relations(difference, op, left.sort, len(names)))
    for left, op, right in left_over:
        known = [constraint.polynomial for constraint in found]

        def find(divisor: Polynomial) -> tuple[Fraction, int]:
            return strictly_positive(divisor, found)

        try:
            difference = quotient_of(Term("-", left.sort, (left, right)), names, known, find)[0]
        except Rejected:
            continue
        found.extend(_relations(difference, op, left.sort, len(names)))
    return found


def strictly_positive(divisor: Polynomial, known: Sequence[Constraint]) -> tuple[Fraction, int]:
    """(c, i) with divisor = c · the i-th polynomial, which is > 0; raises Rejected where there is none."""
    for place, constraint in enumerate(known):
        scale = proportional(divisor, constraint.polynomial) if constraint.relation == ">" else None
        if scale is not None:
            return scale, place
    raise Rejected("polynomial", "denominator", "is not known to be positive or negative")


def _relations(difference: Polynomial, op: str, sort: Sort, variables: int) -> Iterable[Constraint]:
    if op in ("<", "<="):
        difference = add({}, difference, -1)
    match op:
        case "==":
            yield Constraint(difference, "==")
        case "<=" | ">=":
            yield Constraint(difference, ">=")
        case "<" | ">":
            yield Constraint(difference, ">")
            if sort is Sort.INTEGER:
                one = {(0,) * variables: Fraction(1)}
                yield Constraint(add(difference, one, -1), ">=")


def conjuncts(condition: Term, connective: str = "and") -> list[Term]:
    """The parts of a conjunction (or of an "or"), each once, in order; a truth value that is none is its only part."""
    parts: list[Term] = []
    seen: set[int] = set()
    stack = [condition]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.op == connective:
            stack.extend(reversed(node.args))
        else:
            parts.append(node)
    return parts


def as_comparison(condition: Term) -> tuple[Term, str, Term] | None:
    """The comparison that `condition`, or what it negates, is; None if it is another truth value.

    Where `not c` is defined and true, c is defined and false, so the negated
    comparison of the same sides is defined and true.
    """
    negated = False
    while condition.op == "not":
        condition, negated = condition.args[0], not negated
    if condition.op not in NEGATED:
        return None
    return condition.args[0], NEGATED[condition.op] if negated else condition.op, condition.args[1]


def proportional(left: Polynomial, right: Polynomial) -> Fraction | None:
    """c with left = c · right, for nonzero polynomials; None if there is none."""
    if not left or left.keys() != right.keys():
        return None
    first = next(iter(left))
    scale = left[first] / right[first]
    return scale if all(left[key] == scale * right[key] for key in left) else None


def unit(names: Sequence[str]) -> Polynomial:
    """The polynomial 1."""
    return {(0,) * len(names): Fraction(1)}
