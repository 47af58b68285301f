"""The error metrics of approximate arithmetic, exactly, over all inputs of up to 24 bits together.

The error of an input is e = approximate - exact. Every input that meets the
hypotheses counts once; docs/commands/means.md has the definitions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..claims.compared import Compared
from ..kernel.blast import Blasted, blast_all
from ..kernel.rejection import Rejected
from ..kernel.rules.enumeration import true_at, truth_tables
from ..kernel.statement import Mean
from ..kernel.term import Sort, Term, apply, constant, make
from ..kernel.words import Bit, Gates, Word
from .enumeration import first_input
from .quotient_sums import largest, quotient_total


class NoMetrics(ValueError):
    """Why there are no metrics, in one line."""


@dataclass(frozen=True, slots=True)
class ErrorMetrics:
    """All of them as exact rationals; None where there is nothing to divide by.

    `inputs` is how many count, `left_out` how many of them have the exact value 0
    and do not count for the mean relative error. `worst_at` is an input with the
    largest error.
    """

    inputs: int
    left_out: int
    error_rate: Fraction
    worst: Fraction
    worst_at: Mapping[str, str]
    mean: Fraction
    mean_absolute: Fraction
    mean_square: Fraction
    normalised: Fraction | None
    mean_relative: Fraction | None


def error_metrics(pair: Compared) -> ErrorMetrics:
    """The metrics of the pair. Raises NoMetrics where no input counts, or one that counts has no error."""
    try:
        gates, inputs, within = truth_tables(pair.variables)
        for hypothesis in pair.hypotheses:
            within &= true_at(gates, hypothesis, inputs)
        error = apply("-", pair.approximate, pair.exact)
        size, exact = make("abs", error), make("abs", pair.exact)
        terms = (error, size, make("*", error, error), exact, _differs(error), _differs(exact))
        signed, absolute, square, reference, wrong, nonzero = blast_all(gates, terms, inputs)
        _check(within, signed, inputs)
        count = within.bit_count()
        worst, worst_at = largest(absolute.bits, absolute.under, within)
        mean, mean_absolute, mean_square = (
            quotient_total(one.bits, one.under, within) / count for one in (signed, absolute, square)
        )
        top, _ = largest(reference.bits, reference.under, within)
        remaining = within & nonzero.bits[0]
        return ErrorMetrics(
            inputs=count,
            left_out=count - remaining.bit_count(),
            error_rate=Fraction((within & wrong.bits[0]).bit_count(), count),
            worst=worst,
            worst_at=first_input(inputs, worst_at),
            mean=mean,
            mean_absolute=mean_absolute,
            mean_square=mean_square,
            normalised=mean_absolute / top if top else None,
            mean_relative=_mean_relative(gates, apply("/", size, exact), inputs, remaining) if remaining else None,
        )
    except Rejected as why:
        raise NoMetrics(f"{why.step} {why.why}".strip()) from None


def mean_statements(pair: Compared, metrics: ErrorMetrics) -> dict[str, Mean]:
    """The metrics that are means, as statements: the kernel can prove each."""
    error = apply("-", pair.approximate, pair.exact)
    size, exact = make("abs", error), make("abs", pair.exact)
    counted = make("if", _differs(error), constant(1), constant(0))
    means = {
        "ER": Mean(pair.variables, pair.hypotheses, _real(counted), metrics.error_rate),
        "MED": Mean(pair.variables, pair.hypotheses, _real(size), metrics.mean_absolute),
        "MSE": Mean(pair.variables, pair.hypotheses, _real(make("*", error, error)), metrics.mean_square),
    }
    if metrics.mean_relative is not None:
        hypotheses = (*pair.hypotheses, *([_differs(pair.exact)] if metrics.left_out else []))
        means["MRED"] = Mean(pair.variables, hypotheses, apply("/", size, exact), metrics.mean_relative)
    return means


def _mean_relative(gates: Gates, relative: Term, inputs: Mapping[str, Word], within: Bit) -> Fraction:
    [quotient] = blast_all(gates, (relative,), inputs)
    return quotient_total(quotient.bits, quotient.under, within) / within.bit_count()


def _check(within: Bit, error: Blasted, inputs: Mapping[str, Word]) -> None:
    if not within:
        raise NoMetrics("no input meets the hypotheses")
    if missing := within & ~error.defined:
        shown = ", ".join(f"{name}={value}" for name, value in first_input(inputs, missing).items())
        raise NoMetrics(
            f"one of the functions has no value at {missing.bit_count()} inputs, the first of them {shown}; "
            'leave them out with --assume, as in --assume "a >= 1"'
        )


def _differs(number: Term) -> Term:
    """That a number is not 0."""
    return make("!=", number, constant(0) if number.sort is Sort.INTEGER else constant(Fraction(0)))


def _real(number: Term) -> Term:
    return make("real", number) if number.sort is Sort.INTEGER else number
