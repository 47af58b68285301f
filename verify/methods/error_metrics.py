"""The error metrics of approximate arithmetic, exactly, over all inputs of up to 24 bits together.

The error of an input is e = approximate - exact. Every input that meets the
hypotheses counts once; docs/commands/means.md has the definitions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..claims.compared import Compared
from ..kernel import words
from ..kernel.blast import Blasted, blast_all
from ..kernel.rejection import Rejected
from ..kernel.rules.enumeration import true_at, truth_tables
from ..kernel.statement import Mean
from ..kernel.term import Sort, Term, apply, constant, make
from ..kernel.words import Bit, Gates, Word
from .enumeration import first_input
from .quotient_sums import largest, quotient_total

WIDEST = 64


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
        error, exact = blast_all(gates, (apply("-", pair.approximate, pair.exact), pair.exact), inputs)
        _check(within, (error, exact), inputs)
        return _metrics(gates, inputs, within, error, exact)
    except Rejected as why:
        raise NoMetrics(f"{why.step} {why.why}".strip()) from None


def _metrics(gates: Gates, inputs: Mapping[str, Word], within: Bit, error: Blasted, exact: Blasted) -> ErrorMetrics:
    size, reference = words.absolute(gates, error.bits), words.absolute(gates, exact.bits)
    count, nonzero = within.bit_count(), within & _not_zero(gates, reference)
    worst, worst_at = largest(size, error.under, within)
    top, _ = largest(reference, exact.under, within)
    mean_absolute = quotient_total(size, error.under, within) / count
    square, under = words.multiply(gates, size, size), words.multiply(gates, error.under, error.under)
    mean_square = quotient_total(square, under, within) / count
    mean_relative = None
    if nonzero:
        above, below = words.multiply(gates, size, exact.under), words.multiply(gates, error.under, reference)
        mean_relative = quotient_total(above, below, nonzero) / nonzero.bit_count()
    return ErrorMetrics(
        inputs=count,
        left_out=count - nonzero.bit_count(),
        error_rate=Fraction((within & _not_zero(gates, size)).bit_count(), count),
        worst=worst,
        worst_at=first_input(inputs, worst_at),
        mean=quotient_total(error.bits, error.under, within) / count,
        mean_absolute=mean_absolute,
        mean_square=mean_square,
        normalised=mean_absolute / top if top else None,
        mean_relative=mean_relative,
    )


def mean_statements(pair: Compared, metrics: ErrorMetrics) -> dict[str, Mean]:
    """The metrics that are means, as statements: the kernel can prove each."""
    error = apply("-", pair.approximate, pair.exact)
    size, exact = make("abs", error), make("abs", pair.exact)
    counted = make("if", _differs(error), constant(1), constant(0))
    means = {
        "ER": _mean(pair, _real(counted), metrics.error_rate),
        "MED": _mean(pair, _real(size), metrics.mean_absolute),
        "MSE": _mean(pair, _real(make("*", error, error)), metrics.mean_square),
    }
    if metrics.mean_relative is not None:
        further = [_differs(pair.exact)] if metrics.left_out else []
        means["MRED"] = _mean(pair, apply("/", size, exact), metrics.mean_relative, further)
    return means


def _mean(pair: Compared, function: Term, value: Fraction, further: Sequence[Term] = ()) -> Mean:
    return Mean(pair.variables, (*pair.hypotheses, *further), function, value, value)


def _check(within: Bit, results: Sequence[Blasted], inputs: Mapping[str, Word]) -> None:
    if not within:
        raise NoMetrics("no input meets the hypotheses")
    defined = within
    for result in results:
        defined &= result.defined
    if missing := within & ~defined:
        shown = ", ".join(f"{name}={value}" for name, value in first_input(inputs, missing).items())
        raise NoMetrics(
            f"one of the functions has no value at {missing.bit_count()} inputs, the first of them {shown}; "
            'leave them out with --assume, as in --assume "a >= 1"'
        )
    if (widest := max(len(word) for result in results for word in (result.bits, result.under))) > WIDEST:
        raise NoMetrics(f"the exact value or the error takes {widest} bits; {WIDEST} is the most")


def _not_zero(gates: Gates, word: Word) -> Bit:
    return gates.invert(words.equal(gates, word, (gates.false,)))


def _differs(number: Term) -> Term:
    """That a number is not 0."""
    return make("!=", number, constant(0) if number.sort is Sort.INTEGER else constant(Fraction(0)))


def _real(number: Term) -> Term:
    return make("real", number) if number.sort is Sort.INTEGER else number
