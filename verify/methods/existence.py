"""Method `existence`: inputs that are no rationals, between two at which an equation changes its sign."""

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from ..kernel.boxes import certainly_true
from ..kernel.certificate import Certificate
from ..kernel.constraints import as_comparison, conjuncts
from ..kernel.enclosure import exact, scaled
from ..kernel.inputs import holds
from ..kernel.numerals import rational_text
from ..kernel.rejection import Rejected
from ..kernel.statement import Exists, Statement, Variable
from ..kernel.term import Sort, Term, make, variables_in
from .finding import Budget, Finding, found, gave_up
from .sampling import Input, as_texts, inputs

Proof = dict[str, Any]

BITS = 160
HALVINGS = 60
MOST_PLACES, MOST_OTHERS = 160, 400


def propose(statement: Statement, budget: Budget) -> Finding:
    """A proof by the intermediate value theorem that the conditions are met somewhere."""
    assert isinstance(statement, Exists)
    proof = prove(statement.variables, statement.conditions)
    if proof is None:
        return gave_up("no equation among the conditions was seen to change its sign")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def prove(variables: tuple[Variable, ...], conditions: tuple[Term, ...]) -> Proof | None:
    """The proof that some input of the domains meets the conditions, one of them an equation of reals."""
    parts = [part for condition in conditions for part in conjuncts(condition)]
    for place, equation in enumerate(parts):
        sides = as_comparison(equation)
        if sides is None or sides[1] != "==" or sides[0].sort is not Sort.REAL:
            continue
        for moving in variables:
            if moving.sort is Sort.REAL and moving.name in variables_in(equation):
                proof = _by_moving(moving, variables, parts, place)
                if proof is not None:
                    return proof
    return None


def _by_moving(moving: Variable, variables: Sequence[Variable], parts: list[Term], place: int) -> Proof | None:
    others = tuple(declared for declared in variables if declared is not moving)
    rest = [part for at, part in enumerate(parts) if at != place]
    left, _, right = as_comparison(parts[place])  # type: ignore[misc]
    concerned = variables_in(parts[place])
    alone = not any(declared.name in concerned for declared in others)
    for values in [{}] if alone else itertools.islice(_inputs(others), 20):
        for low, high in _sign_changes(left, right, moving, values):
            for chosen in itertools.islice(_inputs(others), MOST_OTHERS) if alone else [values]:
                box = {name: exact(value, BITS) for name, value in chosen.items()}
                box[moving.name] = scaled(low, high, BITS)
                if all(_certain(part, box) for part in rest):
                    ends = [rational_text(low), rational_text(high)]
                    evidence = {"variable": moving.name, "between": ends, "values": as_texts(chosen)}
                    return {"rule": "intermediate_value", "evidence": {**evidence, "equation": place, "bits": BITS}}
    return None


def _inputs(variables: tuple[Variable, ...]) -> Iterator[Input]:
    return inputs(variables) if variables else iter([{}])


def _certain(condition: Term, box: Any) -> bool:
    try:
        return certainly_true(condition, box, BITS)
    except Rejected:
        return False


def _sign_changes(left: Term, right: Term, moving: Variable, values: Input) -> Iterator[tuple[Fraction, Fraction]]:
    """Short segments at whose ends the two sides are in opposite order."""
    name = moving.name
    places = sorted({Fraction(point[name]) for point in itertools.islice(inputs((moving,)), MOST_PLACES)})
    signs = [_sign(left, right, {**values, name: at}) for at in places]
    for (low, first), (high, second) in itertools.pairwise(zip(places, signs, strict=True)):
        if first * second < 0:
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                sign = _sign(left, right, {**values, name: middle})
                if not sign:
                    break
                low, high = (middle, high) if sign == first else (low, middle)
            yield low, high


def _sign(left: Term, right: Term, values: Input) -> int:
    """-1 where the left side is less, 1 where it is greater, 0 where they are equal or undefined."""
    try:
        return holds(make(">", left, right), values) - holds(make("<", left, right), values)
    except Rejected:
        return 0
