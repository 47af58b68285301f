"""Rule `sturm`: how many zeros a polynomial in one variable has, and that it has none."""

import itertools
import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..certificate import take_fields, take_list
from ..goal import Goal, Interval, goal
from ..numerals import integers
from ..rejection import Rejected
from ..statement import Fails, ForAll, Statement, Zeros
from ..univariate import MOST_BITS, Dense, dense, derivative, sign_at, univariate, value_at

RULE = "sturm"
_MOST_WORK = 1 << 36

Count = Mapping[str, tuple[Fraction, Fraction]]


@dataclass(frozen=True, slots=True)
class Step:
    """times · s_(i-1) = quotient · s_i - minus · s_(i+1), the quotient from its constant up."""

    times: int
    minus: int
    quotient: list[int]


def sturm(statement: Statement, evidence: dict[str, Any], prove_part: object) -> Count | None:
    """A polynomial p has as many distinct zeros between a and b as its chain loses changes of sign from a to b.

    The chain is s_0 = α·p, s_1 = β·p', …, s_m, s_(m+1) = 0 with α, β > 0, where
    every c·s_(i-1) = q·s_i - d·s_(i+1) with c, d > 0; a < b may be infinite, and
    p is not 0 at a finite one. For s_m divides every member. What is left of
    them is never 0 in two neighbours at once, its members between the first and
    the last are 0 between opposite signs, and its first has the sign of its
    second times that of p·p', which goes from - to + at each zero of p.

    Evidence: `steps`, for each i from 1 to m the integers c, d and q, from the
    constant up; `last`, the coefficients of s_m. The kernel computes the members
    from the last to the first, in integers.

    Proves the number of zeros, or (`not`) that it is not another; p != 0, where
    there is none; and then p > 0 or p >= 0 by the sign of p at b. Fails where p
    is 0, or is 0 at a finite end, even an open one, or the interval is empty.

    Source: C. Sturm, 1829; for repeated zeros, Basu, Pollack and Roy,
    Algorithms in Real Algebraic Geometry, section 2.2.
    """
    fields = take_fields(evidence, RULE, {"steps": list, "last": str})
    steps = [_step(text) for text in take_list(fields["steps"], "steps", str)]
    last = dense(integers(fields["last"]))
    asked = question(statement)
    polynomial, within = asked.polynomial, asked.interval
    if within.is_empty():
        raise Rejected(RULE, "interval", "is empty")
    if last.degree < 0 or sum(len(step.quotient) - 1 for step in steps) + last.degree != polynomial.degree:
        raise Rejected(RULE, "steps", "do not lead from a last member other than 0 to the degree of the polynomial")
    leading = _leading_terms(polynomial, steps, last)
    low = _values(polynomial, within.low, steps, last) or [(-1) ** degree * top for degree, top in leading]
    high = _values(polynomial, within.high, steps, last) or [top for _, top in leading]
    count = _changes(low) - _changes(high)
    match statement:
        case Zeros(_, _, claimed) if count != claimed:
            raise Rejected(RULE, "count", f"the number of zeros is {count}")
        case Fails(Zeros(_, _, claimed)):
            if count == claimed:
                raise Rejected(RULE, "count", f"the number of zeros is {count}")
            return {"zeros": (Fraction(count), Fraction(count))}
        case ForAll() if count or (asked.relation != "!=" and high[0] < 0):
            raise Rejected(RULE, "sign", "it is negative" if not count else f"the number of zeros is {count}")
    return None


def question(statement: Statement) -> Goal:
    """The polynomial, and where its zeros are counted."""
    match statement:
        case ForAll():
            found = goal(statement)
            if found.relation == "==":
                raise Rejected(RULE, "conclusion", "is an equation")
            return found
        case Zeros(at, function, _) | Fails(Zeros(at, function, _)):
            return Goal(at, univariate(function, at.name), "!=", Interval(at.low, at.high, at.low_open, at.high_open))
    raise Rejected(RULE, "statement", "is neither a forall statement nor about a number of zeros")


def _step(text: str) -> Step:
    numbers = integers(text)
    if len(numbers) < 4 or not numbers[-1]:
        raise Rejected(RULE, "steps", "a step is two factors and a quotient that is not constant")
    times, minus, *quotient = numbers
    if times <= 0 or minus <= 0:
        raise Rejected(RULE, "steps", "its factors must be positive")
    return Step(times, minus, quotient)


def _leading_terms(polynomial: Dense, steps: Sequence[Step], last: Dense) -> list[tuple[int, Fraction]]:
    """Degree and leading coefficient of every member; raises Rejected unless the first two are p and p'."""
    after, member = Dense(()), last
    leading = [(member.degree, member.coefficient(member.degree))]
    work, sizes = 0, (0, _size(last))
    for step in reversed(steps):
        longest = max(map(int.bit_length, (step.times, step.minus, *step.quotient)))
        size = sum(sizes) + (member.degree + len(step.quotient)) * longest
        work += size * (len(step.quotient) - 1)
        if size > MOST_BITS or work > _MOST_WORK:
            raise Rejected(RULE, "steps", "too much to compute")
        after, member = member, _before(step, member, after)
        leading.append((member.degree, member.coefficient(member.degree)))
        sizes = sizes[1], _size(member)
    if not _positive_multiple(member, polynomial) or not _positive_multiple(after, derivative(polynomial)):
        raise Rejected(RULE, "steps", "are not of the polynomial and its derivative, up to positive factors")
    return leading[::-1]


def _size(member: Dense) -> int:
    return len(member.numerators) * max(map(int.bit_length, member.numerators))


def _before(step: Step, member: Dense, after: Dense) -> Dense:
    """The member before two others, by the step between them."""
    length = len(member.numerators) + len(step.quotient) - 1
    total = [-step.minus * value for value in after.numerators] + [0] * (length - len(after.numerators))
    for power, factor in enumerate(step.quotient):
        end = power + len(member.numerators)
        total[power:end] = map(operator.add, total[power:end], [factor * value for value in member.numerators])
    if step.times == 1:
        return dense(total)
    if any(value % step.times for value in total):
        raise Rejected(RULE, "steps", "a member has coefficients that are no integers")
    return dense([value // step.times for value in total])


def _positive_multiple(left: Dense, right: Dense) -> bool:
    """Whether left = c · right with c > 0."""
    if left.degree != right.degree or left.degree < 0:
        return left.degree == right.degree
    top, other = left.numerators[-1], right.numerators[-1]
    pairs = zip(left.numerators, right.numerators, strict=True)
    return top * other > 0 and all(one * other == two * top for one, two in pairs)


def _values(polynomial: Dense, end: Fraction | None, steps: Sequence[Step], last: Dense) -> list[Fraction]:
    """The values of all members at a finite end, where p must not be 0; nothing for an infinite one."""
    if end is None:
        return []
    if polynomial.degree * (end.numerator.bit_length() + end.denominator.bit_length()) > MOST_BITS:
        raise Rejected(RULE, "interval", "an end is too long a number")
    if not sign_at(polynomial, end):
        raise Rejected(RULE, "interval", f"the polynomial is 0 at its end {end}")
    values = [Fraction(0), value_at(last, end)]
    for step in reversed(steps):
        quotient = value_at(Dense(tuple(step.quotient)), end)
        values.append((quotient * values[-1] - step.minus * values[-2]) / step.times)
    return values[:0:-1]


def _changes(values: Sequence[Fraction]) -> int:
    """How often the sign changes along a list, zeros left out."""
    signs = [value > 0 for value in values if value]
    return sum(one is not other for one, other in itertools.pairwise(signs))
