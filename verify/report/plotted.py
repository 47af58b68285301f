"""What a picture of one verdict shows: a quantity over its variables, certified ends, and the points that matter.

Everything here is from the record: the statement, the enclosures, the inputs that attain a bound or refute the claim.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from verify.engine.verdict import PROVED, REFUTED, Verdict
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.numerals import rational, rational_text
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll, Minimum, Variable
from verify.kernel.term import Sort, Term, postorder
from verify.translate.arrays import NotDrawn, values

from .arrangement import instance
from .digits import certain_digits, decimal_text
from .quantity import quantity

Number = int | Fraction
_ORDERS = ("<", "<=", ">", ">=")
_OCTAVES = {1: 16, 2: 8}
"""How many octaves are shown of one variable, and of two."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point that the kernel has evaluated: "attained", "fails" or "minimum". `height` is the quantity's value."""

    kind: str
    at: Mapping[str, Number]
    height: float


@dataclass(frozen=True, eq=False, slots=True)
class Plotted:
    """One verdict, ready to be drawn. `certified` is whether `low` and `high` are proved, and not only claimed."""

    label: str
    variables: tuple[Variable, ...]
    term: Term
    low: Fraction | None
    high: Fraction | None
    marks: tuple[Mark, ...]
    certified: bool
    relative: bool
    minimum: str = ""

    def octaves(self) -> bool:
        """Whether the program looks for leading ones, so that its operands are best shown by octaves."""
        return any(node.op == "bit_length" for node in postorder((self.term,)))

    def over(self, inputs: Mapping[str, Sequence[int | Fraction | float]]) -> list[float]:
        """The quantity at many inputs, NaN where there is none."""
        return values(self.term, inputs)

    def places(self, variable: Variable) -> list[Number]:
        """Where the points that matter are, along one variable."""
        return [mark.at[variable.name] for mark in self.marks]

    def span(self, variable: Variable, others: Sequence[Number] = ()) -> tuple[Fraction, Fraction, bool]:
        """From where to where a variable is shown, `others` with it, and whether that is all of its domain."""
        low, high = variable.low, variable.high
        if variable.sort is Sort.INTEGER and low is not None and low >= 0 and self.octaves():
            return self._some_octaves(variable, int(low))
        seen = [Fraction(place) for place in (*self.places(variable), *others)]
        seen += [end for end in (low, high) if end is not None]
        if low is not None and high is not None:
            return low, high, True
        if not seen:
            raise NotDrawn(f"{variable.name} is unbounded, and no input is known to draw it around")
        reach = max(max(seen) - min(seen), max(map(abs, seen)), Fraction(1)) / 2
        return min(seen) - reach if low is None else low, max(seen) + reach if high is None else high, False

    def _some_octaves(self, variable: Variable, low: int) -> tuple[Fraction, Fraction, bool]:
        """The first octaves, or those up to the points that matter."""
        most = max((int(place) for place in self.places(variable)), default=0).bit_length()
        width = _OCTAVES.get(len(self.variables), 1)
        last = max(most, max(low, 1).bit_length() - 1 + width)
        if variable.high is not None:
            last = min(last, int(variable.high).bit_length())
        first = max(last - width, 0)
        low, high = max(low, 2**first if first else 0), 2**last - 1
        high = high if variable.high is None else min(high, int(variable.high))
        return Fraction(low), Fraction(high), Fraction(low) == variable.low and Fraction(high) == variable.high


def plotted(verdict: Verdict) -> Plotted:
    """What there is to draw of a verdict; raises NotDrawn, or Rejected where its statement is none."""
    statement = parse(verdict.statement)
    certified = verdict.verdict == PROVED
    label = instance(verdict).replace("=", " = ").replace(",", ", ")
    if isinstance(statement, Minimum):
        return _lowest(verdict, statement, label)
    if not isinstance(statement, ForAll):
        raise NotDrawn("only bounds and minima are drawn")
    bounded = quantity(statement)
    variables = tuple(_narrowed(variable, statement.hypotheses) for variable in statement.variables)
    points = [("attained", point) for point in verdict.attained_at]
    points += [("fails", verdict.witness)] if verdict.verdict == REFUTED and verdict.witness else []
    marks = [_mark(kind, bounded.term, statement.variables, texts) for kind, texts in points]
    return Plotted(label, variables, bounded.term, bounded.low, bounded.high, tuple(marks), certified, bounded.relative)


def _narrowed(variable: Variable, hypotheses: Sequence[Term]) -> Variable:
    """The variable within the bounds that hypotheses set to it alone, as `x <= 3` does; ends count as its own."""
    low, high = variable.low, variable.high
    for hypothesis in hypotheses:
        sides = hypothesis.args
        if (
            hypothesis.op in _ORDERS
            and (sides[0].op, sides[1].op) == ("variable", "constant")
            and sides[0].value == variable.name
        ):
            end = Fraction(sides[1].value)  # type: ignore[arg-type]
            if hypothesis.op in ("<", "<="):
                high = end if high is None else min(high, end)
            else:
                low = end if low is None else max(low, end)
    return replace(variable, low=low, high=high, low_open=False, high_open=False)


def _lowest(verdict: Verdict, statement: Minimum, label: str) -> Plotted:
    if verdict.verdict != PROVED or not {"minimum", "minimiser"} <= set(verdict.enclosures):
        raise NotDrawn("its minimum is not certified")
    low, high = map(rational, verdict.enclosures["minimum"])
    left, right = map(rational, verdict.enclosures["minimiser"])
    place = {statement.variable.name: (left + right) / 2}
    mark = Mark("minimum", place, float((low + high) / 2))
    digits = short(certain_digits(low, high))
    return Plotted(label, (statement.variable,), statement.function, low, None, (mark,), True, False, digits)


def _mark(kind: str, term: Term, variables: tuple[Variable, ...], texts: Mapping[str, str]) -> Mark:
    at: dict[str, Number] = {}
    for variable in variables:
        exact = rational(texts[variable.name])
        at[variable.name] = int(exact) if variable.sort is Sort.INTEGER else exact
    return Mark(kind, at, _height(term, at))


def _height(term: Term, at: Mapping[str, Number]) -> float:
    try:
        return float(evaluate(term, at))
    except (Rejected, Undefined):  # a value that is not rational
        return values(term, {name: [value] for name, value in at.items()})[0]


def short(digits: str, places: int = 4) -> str:
    """Certain digits, cut to a few of them where they are many."""
    head, point, tail = digits.partition(".")
    decimals = len(tail) - len(tail.lstrip("0123456789"))
    zeros = len(tail) - len(tail.lstrip("0")) if head in ("0", "-0") else 0
    if not point or decimals <= places + zeros or not tail[decimals:].startswith("…"):
        return digits.replace("-", "−")
    return f"{head}.{tail[: places + zeros]}…{tail[decimals + 1 :]}".replace("-", "−")


def exact_or_near(value: Fraction, longest: int = 24) -> str:
    """A number as people read it: exactly where that is short, else `≈` and a decimal."""
    decimals, text = decimal_text(value), rational_text(value)
    if "≈" not in decimals and len(decimals) <= len(text):
        text = decimals
    return (text if len(text) <= longest else f"≈ {float(value):.5g}").replace("-", "−")


def bound_text(value: Fraction, upper: bool) -> str:
    """A bound beside its line: exact where that is short, else rounded to where it still holds."""
    text = exact_or_near(value, 9)
    if "≈" in text:
        places = 4 - math.floor(math.log10(abs(value)))
        scaled = value * Fraction(10) ** places
        rounded = Fraction(math.ceil(scaled) if upper else math.floor(scaled)) / Fraction(10) ** places
        text = decimal_text(rounded).removeprefix("≈ ").replace("-", "−")
    return text
