"""Multiples of equations that add up to a positive multiple of a polynomial, by eliminating variables one by one.

Where an equation is c·v + r, with c of known sign and v in neither c nor r, every power of v is a
multiple of the equation plus something without v, once it is multiplied by that power of c. So
systems that are linear in some of their variables, with coefficients that are polynomials in the
others, are solved as by Gauss; what was done to them is kept, as multiples of the equations given.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint

from ..kernel.polynomial import Polynomial

MOST_TERMS = 4000
MOST_DIVISIONS = 20
Sign = Callable[[Polynomial], int]


@dataclass(frozen=True, eq=False, slots=True)
class Combination:
    """(the product of `factors`, all positive) · goal = Σ multiplier · equation, by the equations' places."""

    factors: list[Polynomial]
    multipliers: dict[int, Polynomial]


@dataclass(frozen=True, eq=False, slots=True)
class _Row:
    """`value` is the sum of multiples of the given equations, by their places."""

    value: Any
    multiples: dict[int, Any]

    def scaled(self, by: Any) -> "_Row":
        return _Row(self.value * by, {place: by * part for place, part in self.multiples.items()})

    def less(self, other: "_Row", times: Any) -> "_Row":
        multiples = dict(self.multiples)
        for place, part in other.multiples.items():
            multiples[place] = multiples.get(place, 0) - times * part
        return _Row(self.value - times * other.value, multiples)

    def primitive(self) -> "_Row":
        """Without the factor that all its polynomials share."""
        shared = self.value
        for part in self.multiples.values():
            shared = shared.gcd(part)
            if shared.is_constant():
                return self
        return _Row(self.value / shared, {place: part / shared for place, part in self.multiples.items()})


def combination(
    goal: Polynomial, equations: Sequence[Polynomial], count: int, sign: Sign, any_pivot: bool = False
) -> Combination | None:
    """What shows that `goal` is 0 where all equations are; None if it is not found.

    `sign` is 1 or -1 of a polynomial that it shows to be positive or negative wherever the claim speaks, else 0.
    With `any_pivot` it is asked only of what all multipliers do not share in the end, as the determinant.
    """
    context = flint.fmpq_mpoly_ctx.get([f"x{place}" for place in range(count)], "degrevlex")
    rows = [_Row(_into(equation, context), {place: context.constant(1)}) for place, equation in enumerate(equations)]
    rows = [row for row in rows if row.value != 0]
    left = _Row(_into(goal, context), {})
    factors: list[Any] = []
    unknown = _unknowns([left.value, *(row.value for row in rows)], count)
    while left.value != 0:
        pivot = _pivot(rows, unknown, (lambda _: 1) if any_pivot else sign)
        if pivot is None:
            left = _divided(left, rows)
            break
        row, place, divisor = pivot
        rows = [_without(other, row, place, divisor)[0].primitive() for other in rows if other is not row]
        rows = [other for other in rows if other.value != 0]
        left, times = _without(left, row, place, divisor)
        factors += [divisor] * times
        if any(len(other.value) > MOST_TERMS for other in (*rows, left)):
            return None
    if left.value != 0:
        return None
    multipliers = {place: -part for place, part in left.multiples.items() if part != 0}
    return _reduced(factors, multipliers, sign)


@dataclass(frozen=True, eq=False, slots=True)
class Eliminated:
    """(the product of `divisors`) · goal = `rest` + Σ multiplier · pivot."""

    rest: Polynomial
    divisors: list[Polynomial]
    multipliers: list[Polynomial]


def eliminate(goal: Polynomial, pivots: Sequence[tuple[Polynomial, int]], count: int) -> Eliminated:
    """`goal` without the variables at the places of the pivots, equations that are linear in these."""
    context = flint.fmpq_mpoly_ctx.get([f"x{place}" for place in range(count)], "degrevlex")
    left = _Row(_into(goal, context), {})
    divisors: list[Any] = []
    for number, (equation, place) in enumerate(pivots):
        pivot = _Row(_into(equation, context), {number: context.constant(1)})
        divisor = pivot.value.derivative(place)
        left, times = _without(left, pivot, place, divisor)
        divisors += [divisor] * times
    multipliers = [_out_of(-left.multiples.get(number, context.constant(0))) for number in range(len(pivots))]
    return Eliminated(_out_of(left.value), list(map(_out_of, divisors)), multipliers)


def factored(polynomial: Polynomial) -> tuple[Fraction, list[tuple[Polynomial, int]]]:
    """A rational and irreducible factors, with how often they occur, whose product a polynomial is."""
    count = len(next(iter(polynomial)))
    context = flint.fmpq_mpoly_ctx.get([f"x{place}" for place in range(count)], "degrevlex")
    content, factors = _into(polynomial, context).factor()
    return Fraction(int(content.p), int(content.q)), [(_out_of(factor), int(times)) for factor, times in factors]


def quotient(dividend: Polynomial, divisor: Polynomial) -> Polynomial | None:
    """dividend / divisor, where that is a polynomial."""
    if not dividend or not divisor:
        return None
    context = flint.fmpq_mpoly_ctx.get([f"x{place}" for place in range(len(next(iter(dividend))))], "degrevlex")
    found, rest = divmod(_into(dividend, context), _into(divisor, context))
    return _out_of(found) if rest == 0 else None


def _pivot(rows: list[_Row], unknown: set[int], sign: Sign) -> tuple[_Row, int, Any] | None:
    """An equation, the place of a variable that it is linear in, and that variable's coefficient, of known sign.

    Constant coefficients first, then those of variables that all equations are linear in together, short ones first.
    """
    choices = []
    for number, row in enumerate(rows):
        for place, degree in enumerate(row.value.degrees()):
            if degree == 1:
                divisor = row.value.derivative(place)
                size = (not divisor.is_constant(), place not in unknown, len(divisor), len(row.value), number, place)
                choices.append((size, row, place, divisor))
    for _, row, place, divisor in sorted(choices, key=lambda choice: choice[0]):
        if divisor.is_constant() or sign(_out_of(divisor)):
            return row, place, divisor
    return None


def _unknowns(values: list[Any], count: int) -> set[int]:
    """Variables in which all values are linear together.

    Those of the goal, the first of the values, are taken first, then those that stand alone somewhere.
    """
    found: set[int] = set()
    alone = {key.index(1) for value in values for key in value.to_dict() if sum(key) == 1}
    order = sorted(range(count), key=lambda place: (values[0].degrees()[place] == 0, place not in alone, place))
    for place in order:
        wider = found | {place}
        if all(sum(key[at] for at in wider) <= 1 for value in values for key in value.to_dict()):
            found = wider
    return found


def _without(row: _Row, pivot: _Row, place: int, divisor: Any) -> tuple[_Row, int]:
    """A power of the divisor times the row, less a multiple of the pivot, without the variable; and which power."""
    times = 0
    while (degree := row.value.degrees()[place]) > 0:
        variable = row.value.context().gen(place)
        top = row.value.context().from_dict(
            {key: value for key, value in row.value.to_dict().items() if key[place] == degree}
        )
        row = row.scaled(divisor).less(pivot, top / variable)
        times += 1
    return row, times


def _divided(row: _Row, divisors: list[_Row]) -> _Row:
    """What division with remainder by the others leaves of a row."""
    for _ in range(MOST_DIVISIONS):
        before = row.value
        for divisor in divisors:
            row = row.less(divisor, divmod(row.value, divisor.value)[0])
        if row.value == before:
            break
    return row


def _reduced(factors: list[Any], multipliers: dict[int, Any], sign: Sign) -> Combination | None:
    """Without the factors that are constant, or divide all multipliers, and with the others positive, if they are."""
    kept: list[Polynomial] = []
    for factor in itertools.chain(*map(_parts, factors)):
        if all(part % factor == 0 for part in multipliers.values()):
            multipliers = {place: part / factor for place, part in multipliers.items()}
            continue
        positive = (
            sign(_out_of(factor)) if not factor.is_constant() else (1 if factor.leading_coefficient() > 0 else -1)
        )
        if not positive:
            return None
        if positive < 0:
            factor, multipliers = -factor, {place: -part for place, part in multipliers.items()}
        if factor.is_constant():
            multipliers = {place: part / factor for place, part in multipliers.items()}
        else:
            kept.append(_out_of(factor))
    return Combination(kept, {place: _out_of(part) for place, part in multipliers.items()})


def _parts(factor: Any) -> list[Any]:
    """Its irreducible factors, each as often as it occurs, and its content."""
    content, factors = factor.factor()
    return [factor.context().constant(content), *(part for part, times in factors for _ in range(int(times)))]


def _into(polynomial: Polynomial, context: Any) -> Any:
    return context.from_dict({key: flint.fmpq(value.numerator, value.denominator) for key, value in polynomial.items()})


def _out_of(polynomial: Any) -> Polynomial:
    return {tuple(map(int, key)): Fraction(int(value.p), int(value.q)) for key, value in polynomial.to_dict().items()}
