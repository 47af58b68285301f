"""A statement as a sentence: words around formulas, the same in every format."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from verify.kernel.statement import Always, Exists, Fails, ForAll, Mean, Minimum, Statement, Variable, Zeros
from verify.kernel.term import Sort, Term, constant, make

from .layout import fits, node_count
from .naming import with_names

_LONGEST_INLINE = 15


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, or a formula in the line or (`display`) on a line of its own."""

    words: str = ""
    formula: Term | None = None
    display: bool = False


def sentence(statement: Statement) -> tuple[Phrase, ...] | None:
    """The statement in words and formulas, or None where they would be too long to read."""
    if isinstance(statement, Fails):
        claim = sentence(statement.claim)
        return claim and (Phrase("It is false that the following holds."), *claim)
    variables, terms = _parts(statement)
    shown, meanings = with_names(terms)
    if not fits((*map(_domain, variables), *shown, *(meaning for _, meaning in meanings))):
        return None
    ending = [Phrase("where")] if meanings else []
    ending += [Phrase(formula=make("==", name, meaning), display=True) for name, meaning in meanings]
    match statement:
        case ForAll():
            *hypotheses, conclusion = shown
            opening = _quantified("For all", "all", variables)
            if hypotheses:
                opening += [Phrase("with" if variables else "If"), *_listed(hypotheses)]
            colon = [Phrase(":")] if opening and not opening[-1].display else []
            return (*opening, *colon, Phrase(formula=conclusion, display=True), *ending)
        case Exists():
            opening = [*_quantified("There are", "", variables), Phrase("with" if variables else "It holds that")]
            return (*opening, *(Phrase(formula=condition, display=True) for condition in shown), *ending)
        case Minimum():
            return (
                *_quantified("Over all", "all", variables),
                Phrase(", the function"),
                Phrase(formula=shown[0], display=True),
                Phrase(f"has exactly one minimiser; it and the minimum are known to {statement.digits} digits."),
                *ending,
            )
        case Zeros():
            zeros = "one zero" if statement.count == 1 else f"{statement.count or 'no'} zeros"
            return (
                *_quantified("Over all", "all", variables),
                Phrase(", the function"),
                Phrase(formula=shown[0], display=True),
                Phrase(f"has {'exactly ' * bool(statement.count)}{zeros}."),
                *ending,
            )
        case Mean():
            *hypotheses, function = shown
            opening = _quantified("Over all", "all", variables)
            if hypotheses:
                opening += [Phrase("with"), *_listed(hypotheses)]
            return (
                *opening,
                Phrase(", the mean of"),
                Phrase(formula=function, display=True),
                *_bounds(statement.low, statement.high),
                *ending,
            )
        case Always():
            return (*_recurrence(statement, shown), *ending)


def _recurrence(claim: Always, shown: Sequence[Term]) -> list[Phrase]:
    """`For all … : begin with x = … . Each step puts … for x, for any u with … . After any number of steps, …`."""
    left = iter(shown)
    groups = (claim.hypotheses, claim.start, claim.step, claim.conditions)
    hypotheses, start, step, conditions = ([next(left) for _ in group] for group in groups)
    phrases = _quantified("For all", "all", claim.variables)
    if hypotheses:
        phrases += [Phrase("with" if claim.variables else "If"), *_listed(hypotheses)]
    phrases.append(Phrase(": begin with" if phrases else "Begin with"))
    names = [state.term() for state in claim.states]
    phrases += _listed([make("==", name, term) for name, term in zip(names, start, strict=True)])
    phrases.append(Phrase(". Each step puts"))
    display = any(node_count(term) > _LONGEST_INLINE for term in step)
    for place, (name, term) in enumerate(zip(names, step, strict=True)):
        if place:
            phrases.append(Phrase("and" if place == len(names) - 1 else ","))
        phrases += [Phrase(formula=term, display=display), Phrase("for"), Phrase(formula=name)]
    if claim.inputs:
        phrases += [Phrase(", with"), *_quantified("any", "any", claim.inputs)]
    if conditions:
        phrases += [Phrase("such that" if claim.inputs else ", as long as"), *_listed(conditions)]
    return [*phrases, Phrase(". After any number of steps,"), Phrase(formula=next(left), display=True)]


def _bounds(low: Fraction | None, high: Fraction | None) -> list[Phrase]:
    """`is exactly 1/2`, `is at most 1/2`, `is from 1/2 to 3/4`."""
    if low == high:
        words = [("is exactly", low)]
    elif low is not None and high is not None:
        words = [("is from", low), ("to", high)]
    else:
        words = [("is at least", low), ("is at most", high)]
    told = [(word, end) for word, end in words if end is not None]
    return [part for word, end in told for part in (Phrase(word), Phrase(formula=constant(end), display=True))]


def _parts(
    statement: ForAll | Exists | Minimum | Zeros | Mean | Always,
) -> tuple[tuple[Variable, ...], tuple[Term, ...]]:
    match statement:
        case ForAll(variables, hypotheses, conclusion):
            return variables, (*hypotheses, conclusion)
        case Mean(variables, hypotheses, function):
            return variables, (*hypotheses, function)
        case Exists(variables, conditions):
            return variables, conditions
        case Minimum(declared, function, _) | Zeros(declared, function, _):
            return (declared,), (function,)
        case Always():
            terms = *statement.hypotheses, *statement.start, *statement.step, *statement.conditions
            return (*statement.variables, *statement.inputs), (*terms, statement.conclusion)


def _quantified(first: str, further: str, variables: tuple[Variable, ...]) -> list[Phrase]:
    """`For all even integers n ≥ 2 and all real numbers x`."""
    phrases: list[Phrase] = []
    for kind, members in groupby(variables, _kind):
        opening = f"and {further}".strip() if phrases else first
        phrases += [Phrase(f"{opening} {kind}"), *_listed([_domain(member) for member in members])]
    return phrases


def _kind(declared: Variable) -> str:
    parity = "" if declared.parity is None else ("even ", "odd ")[declared.parity]
    return parity + ("integers" if declared.sort is Sort.INTEGER else "real numbers")


def _domain(declared: Variable) -> Term:
    """The variable with its bounds: x, x ≥ 1, or 0 ≤ x < 1."""
    name, bounds = declared.term(), declared.bounds_as_terms()
    if len(bounds) < 2:
        return bounds[0] if bounds else name
    low = constant(bounds[0].args[1].value)  # type: ignore[arg-type]
    below = make("<" if declared.low_open else "<=", low, name)
    return make("and", below, make(bounds[1].op, name, bounds[1].args[1]))


def _listed(formulas: Sequence[Term]) -> list[Phrase]:
    """`A, B and C` in the line; long formulas on lines of their own."""
    if any(node_count(formula) > _LONGEST_INLINE for formula in formulas):
        return [Phrase(formula=formula, display=True) for formula in formulas]
    phrases = []
    for place, formula in enumerate(formulas):
        if place:
            phrases.append(Phrase("and" if place == len(formulas) - 1 else ","))
        phrases.append(Phrase(formula=formula))
    return phrases
