"""Ends of sums and exponents: a term plus a constant, and what the domains say about its value."""

from collections.abc import Sequence

from .statement import Variable
from .term import Sort, Term, constant, make


def offset(term: Term) -> tuple[Term | None, int]:
    """(base, c) where the integer term is base + c, written with + and - of constants; base is None for a constant."""
    shift = 0
    while True:
        match term.op:
            case "constant":
                return None, shift + int(term.value)  # type: ignore[arg-type]
            case "+" | "-" if term.args[1].op == "constant":
                step = int(term.args[1].value)  # type: ignore[arg-type]
                term, shift = term.args[0], shift + (step if term.op == "+" else -step)
            case "+" if term.args[0].op == "constant":
                term, shift = term.args[1], shift + int(term.args[0].value)  # type: ignore[arg-type]
            case _:
                return term, shift


def shifted(term: Term, by: int) -> Term:
    """term + by, with one constant at the end, or none where it would be 0."""
    base, shift = offset(term)
    shift += by
    if base is None:
        return constant(shift)
    if shift == 0:
        return base
    return make("+" if shift > 0 else "-", base, constant(abs(shift)))


def least_value(term: Term, variables: Sequence[Variable]) -> int | None:
    """A bound that the term's value is never below: of a constant, or of a variable, a bit length, a count of bits or
    the greater one of something and a constant, plus a constant; None where there is none, or the domains give none.
    """
    base, shift = offset(term)
    if base is None:
        return shift
    if base.op in ("bit_length", "bit_count"):
        return shift
    if base.op == "max" and base.sort is Sort.INTEGER:
        bounds = [int(part.value) for part in base.args if part.op == "constant"]  # type: ignore[arg-type]
        return shift + max(bounds) if bounds else None
    declared = _declared(base, variables)
    if declared is None or declared.low is None:
        return None
    low = int(declared.low)
    return shift + low + (0 if declared.parity is None else (low - declared.parity) % 2)


def parity(term: Term, variables: Sequence[Variable]) -> int | None:
    """0 where the domains say that the value is even, 1 where odd, else None."""
    base, shift = offset(term)
    if base is None:
        return shift % 2
    declared = _declared(base, variables)
    return None if declared is None or declared.parity is None else (declared.parity + shift) % 2


def _declared(term: Term, variables: Sequence[Variable]) -> Variable | None:
    """The declaration of an integer variable."""
    if term.op != "variable" or term.sort is not Sort.INTEGER:
        return None
    return next((declared for declared in variables if declared.name == term.value), None)
