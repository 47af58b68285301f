"""How far an approximation is off: an error over what it is measured in, and that it is at most so much."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..kernel.evaluate import evaluate
from ..kernel.ranges import ranges_of
from ..kernel.statement import Exists, ForAll, Variable
from ..kernel.term import Sort, Term, apply, constant, make, same
from ..kernel.totality import is_total
from .compared import Compared, ComparisonError

METRICS = ("relative", "absolute", "ulp")


@dataclass(frozen=True, eq=False, slots=True)
class Measure:
    """approximate - exact, times `scale`, over `size`; `sign` is 1 to look above the exact value and -1 below.

    `size` is |exact| for the relative error (inputs with exact == 0 are left out),
    1 for the absolute one. In units of the last of p significant places of the
    exact value, it is the power of two above |exact|, and `scale` is 2^p.
    Inputs are left out by hypotheses. Where the exact value may be undefined, a
    hypothesis about it would leave those inputs out too; then `nonzero` has the
    condition, and claims say "or the exact value is 0".
    """

    pair: Compared
    metric: str
    sign: int
    hypotheses: tuple[Term, ...]
    size: Term
    scale: int
    nonzero: Term | None = None

    def error(self) -> Term:
        """What is to be made large: the error in the direction of `sign`, times `scale`."""
        first, second = self.pair.approximate, self.pair.exact
        difference = apply("-", *((first, second) if self.sign > 0 else (second, first)))
        return _times(self.scale, difference)

    def at_most(self, bound: Fraction) -> ForAll:
        """That error / size is at most `bound` everywhere."""
        conclusion = self._conclusion(*bound.as_integer_ratio())
        if self.nonzero is not None:
            conclusion = make("or", apply("==", self.pair.exact, _number(0, self.pair.exact)), conclusion)
        return ForAll(self.pair.variables, self.hypotheses, conclusion)

    def _conclusion(self, above: int, below: int) -> Term:
        """error / size <= above / below. It mentions the exact value once, if it can."""
        approximate, exact = self.pair.approximate, self.pair.exact
        if self.metric == "relative" and _is_never_negative(exact, self.pair.variables):
            limit = _times(below + self.sign * above, exact)
        elif self.metric == "absolute":
            limit = _times(below, exact)
            if above:
                limit = apply("+", limit, _number(self.sign * above, exact))
        else:
            return apply("<=", _times(below, self.error()), _times(above, self.size))
        return apply("<=" if self.sign > 0 else ">=", _times(below, approximate), limit)

    def attained(self, bound: Fraction) -> Exists:
        """That error / size is `bound` somewhere."""
        above, below = bound.as_integer_ratio()
        equal = apply("==", _times(below, self.error()), _times(above, self.size))
        conditions = () if self.nonzero is None else (self.nonzero,)
        return Exists(self.pair.variables, (*self.hypotheses, *conditions, equal))

    def value(self, values: Mapping[str, int | Fraction]) -> Fraction:
        """error / size at an input that meets the hypotheses."""
        return Fraction(evaluate(self.error(), values)) / Fraction(evaluate(self.size, values))


def measure(pair: Compared, metric: str, sign: int, precision: int = 0) -> Measure:
    """The measure of this name; `precision` is the number of significant places, for "ulp".

    Raises ComparisonError where the exact value has no such places.
    """
    exact, hypotheses = pair.exact, pair.hypotheses
    if metric == "relative":
        size = exact if _is_never_negative(exact, pair.variables) else apply("abs", exact)
        if not is_total(exact, pair.variables):
            return Measure(pair, metric, sign, hypotheses, size, 1, apply("!=", exact, _number(0, exact)))
        for condition in _nonzero(exact, pair.variables):
            if not any(same(condition, other) for other in hypotheses):
                hypotheses += (condition,)
        return Measure(pair, metric, sign, hypotheses, size, 1)
    if metric == "ulp":
        if exact.sort is not Sort.INTEGER:
            raise ComparisonError("--metric ulp is for exact values that are integers, not for quotients")
        size = apply("<<", constant(1), apply("bit_length", exact))
        return Measure(pair, metric, sign, hypotheses, size, 1 << precision)
    return Measure(pair, metric, sign, hypotheses, _number(1, exact), 1)


def _nonzero(term: Term, variables: tuple[Variable, ...]) -> list[Term]:
    """Conditions that together say term != 0, one for each factor."""
    if term.op == "*":
        return [condition for factor in term.args for condition in _nonzero(factor, variables)]
    low = ranges_of(variables).interval(term).low if term.sort is Sort.INTEGER else None
    if low is not None and low >= 1:
        return []
    return [apply(">=", term, constant(1)) if low == 0 else apply("!=", term, _number(0, term))]


def _is_never_negative(term: Term, variables: tuple[Variable, ...]) -> bool:
    if term.sort is not Sort.INTEGER:
        return False
    low = ranges_of(variables).interval(term).low
    return low is not None and low >= 0


def _number(value: int, like: Term) -> Term:
    return constant(value if like.sort is Sort.INTEGER else Fraction(value))


def _times(factor: int, term: Term) -> Term:
    return term if factor == 1 else apply("*", _number(factor, term), term)
