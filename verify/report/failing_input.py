"""A claim at one input: the parts that decide it there, both sides of each exactly, in decimal and in bits."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.claims.run_texts import read_run
from verify.kernel.evaluate import Undefined, evaluate, real_value
from verify.kernel.inputs import read_input
from verify.kernel.numerals import rational_text
from verify.kernel.real_number import RealNumber, enclosed
from verify.kernel.recurrence import Numbers, after_step, at_start
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Always, Fails, ForAll, Mean, Statement
from verify.kernel.term import COMPARISONS, Term

from .digits import decimal_text

_LONGEST = 400
_MOST_BITS = 256
_PRECISION = 256
_LONGEST_RUN = 12
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Forms:
    """A number exactly, in decimal where that says more ("" otherwise), and in bits if it is an integer."""

    exact: str
    decimal: str = ""
    bits: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison that decides, and its value."""

    term: Term
    value: Forms


@dataclass(frozen=True, slots=True)
class Comparison:
    """A part of the conclusion that is reached: whether it is true there (None: undefined), and its sides."""

    term: Term
    holds: bool | None
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """An input, variable by variable, and what decides the conclusion there."""

    values: tuple[tuple[str, Forms], ...]
    comparisons: tuple[Comparison, ...]


def failing_input(statement: Statement, texts: Mapping[str, str]) -> Input:
    """The input that `texts` spells, and the conclusion of a claim (or of its failure) there."""
    claim = statement.claim if isinstance(statement, Fails) else statement
    if isinstance(claim, Always):
        return _run(claim, texts)
    if not isinstance(claim, ForAll | Mean):
        return Input((), ())
    values = read_input(claim.variables, texts)
    shown = tuple((name, forms(value)) for name, value in values.items())
    if isinstance(claim, Mean):
        return Input(shown, ())
    parts = reached(claim.conclusion, values)
    return Input(shown, tuple(Comparison(part, _truth(part, values), _sides(part, values)) for part in parts))


def _run(claim: Always, texts: Mapping[str, str]) -> Input:
    """The parameters, and what each step chooses and comes to; of a long run its beginning and end."""
    parameters, steps = read_run(claim, texts)
    state = at_start(claim, parameters)
    rows = [(name, forms(value)) for name, value in parameters.items()]
    moments = [_moment("at the start", state)]
    for number, chosen in enumerate(steps, 1):
        if state is None:
            break
        inputs = [(f"{name} in step {number}", forms(value)) for name, value in chosen.items()]
        state = after_step(claim, {**parameters, **state, **chosen})
        moments.append(inputs + _moment(f"after step {number}", state))
    left_out = len(moments) - _LONGEST_RUN
    if left_out > 0:
        moments[3 : 3 + left_out] = [[("…", Forms(f"{left_out} steps"))]]
    numbers = {**parameters, **(state or {})}
    parts = [] if state is None else reached(claim.conclusion, numbers)
    comparisons = tuple(Comparison(part, _truth(part, numbers), _sides(part, numbers)) for part in parts)
    return Input((*rows, *(row for moment in moments for row in moment)), comparisons)


def _moment(when: str, state: Numbers | None) -> list[tuple[str, Forms]]:
    if state is None:
        return [(when, Forms("undefined"))]
    return [(f"{name} {when}", _number(value)) for name, value in state.items()]


def forms(value: int | Fraction | bool) -> Forms:
    """The number in the three forms; very long ones are cut, with their length."""
    if isinstance(value, bool):
        return Forms(str(value).lower())
    exact = rational_text(Fraction(value))
    decimal = decimal_text(Fraction(value)) if "/" in exact or len(exact) > 20 else ""
    whole = Fraction(value)
    bits = ""
    if whole.denominator == 1 and 0 < abs(whole).numerator.bit_length() <= _MOST_BITS:
        bits = ("-" if whole < 0 else "") + _grouped(f"{abs(whole).numerator:b}")
    if len(exact) > _LONGEST:
        exact = f"{exact[:40]}… ({len(exact)} characters)"
    return Forms(exact, "" if decimal == exact else decimal, bits)


def _grouped(digits: str) -> str:
    """Bits in fours, from the right."""
    first = len(digits) % 4
    return " ".join(filter(None, (digits[:first], *(digits[at : at + 4] for at in range(first, len(digits), 4)))))


def reached(conclusion: Term, values: Values) -> list[Term]:
    """The parts that decide at these values: of a conjunction all, of an `if` those of the branch taken."""
    parts: list[Term] = []
    stack = [conclusion]
    while stack:
        node = stack.pop()
        taken = _truth(node.args[0], values) if node.op == "if" else None
        if node.op == "and":
            stack += [node.args[1], node.args[0]]
        elif taken is not None:
            stack.append(node.args[1 if taken else 2])
        else:
            parts.append(node)
    return parts


def _truth(term: Term, values: Values) -> bool | None:
    try:
        return evaluate(term, values) is True
    except (Undefined, Rejected):
        return None


def _sides(part: Term, values: Values) -> tuple[Side, ...]:
    return tuple(Side(side, _value(side, values)) for side in part.args) if part.op in COMPARISONS else ()


def _value(term: Term, values: Values) -> Forms:
    try:
        value = real_value(term, values)
    except (Undefined, Rejected) as why:
        return Forms(f"undefined ({why})")
    return _number(value)


def _number(value: int | Fraction | bool | RealNumber) -> Forms:
    if isinstance(value, RealNumber):
        low = enclosed(value, _PRECISION).low
        if low[0]:
            return Forms(repr(value))
        return Forms(repr(value), decimal_text(Fraction(low[1], 1 << _PRECISION)))
    return forms(value)
