"""Rule `mean`: the arithmetic mean of a term over all inputs, exactly, or between bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..blast import blast
from ..certificate import take_fields
from ..columns import quotient_total
from ..rejection import Rejected
from ..statement import Fails, Mean, Statement
from .enumeration import true_at, truth_tables

RULE = "mean"


@dataclass(frozen=True, slots=True)
class Average:
    """How many inputs meet domains and hypotheses, at how many of them the term has no value, and else its mean."""

    inputs: int
    undefined: int
    mean: Fraction | None


def mean(
    statement: Statement, evidence: dict[str, Any], prove_part: object
) -> Mapping[str, tuple[Fraction, Fraction]] | None:
    """Over the inputs that meet domains and hypotheses, of which there is one, the term's mean is within the bounds.

    No evidence. The term becomes columns, one bit of its numerator and of its
    denominator for each input. Where the denominator is the same at all inputs,
    the sum is that of 2^i times the ones in column i; elsewhere numerators and
    denominators are read off the columns, and their quotients added exactly.

    Proves that, or (`not`) that the mean is outside them, or that there is no input, or one
    without a value. The theorem carries the mean, if there is one. Fails where the
    domains need more than 24 input bits in all, where an operation has no bits,
    and where the denominators are too many and too different.
    """
    take_fields(evidence, RULE, {})
    claim = statement.claim if isinstance(statement, Fails) else statement
    if not isinstance(claim, Mean):
        raise Rejected(RULE, "statement", "is not about a mean")
    found = average(claim)
    if isinstance(statement, Fails):
        if found.mean is not None and claim.admits(found.mean):
            raise Rejected(RULE, "value", "is the mean" if claim.low == claim.high else "the mean is within the bounds")
        return None if found.mean is None else {"mean": (found.mean, found.mean)}
    if not found.inputs:
        raise Rejected(RULE, "hypotheses", "no input meets them")
    if found.mean is None:
        raise Rejected(RULE, "term", f"has no value at {found.undefined} of {found.inputs} inputs")
    if not claim.admits(found.mean):
        raise Rejected(RULE, "value", "the mean is another one")
    return {"mean": (found.mean, found.mean)}


def average(claim: Mean) -> Average:
    """What the mean in `claim` really is."""
    gates, inputs, within = truth_tables(claim.variables)
    for hypothesis in claim.hypotheses:
        within &= true_at(gates, hypothesis, inputs)
    result = blast(gates, claim.function, inputs)
    count, undefined = within.bit_count(), (within & ~result.defined).bit_count()
    if not count or undefined:
        return Average(count, undefined, None)
    return Average(count, 0, quotient_total(result.bits, result.under, within) / count)
