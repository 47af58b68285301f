"""What a rule on one variable is asked: the polynomial, the relation, and the interval that bounds put it on."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.certificates import outcome
from verify.kernel.goal import Interval, goal, interval
from verify.kernel.numerals import rational_text
from verify.kernel.parse import parse, parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort


def claim(text: str) -> ForAll:
    """The `forall` statement that the text spells."""
    statement = parse(text)
    assert isinstance(statement, ForAll)
    return statement


def shown(within: Interval) -> str:
    """An interval in the usual brackets."""
    low = "-oo" if within.low is None else rational_text(within.low)
    high = "oo" if within.high is None else rational_text(within.high)
    return f"{'(' if within.low_open else '['}{low}, {high}{')' if within.high_open else ']'}"


INTERVALS = {
    # domains
    "forall real x: true": "[-oo, oo]",
    "forall real x >= 2: true": "[2, oo]",
    "forall real 2 < x <= 3: true": "(2, 3]",
    "forall integer 2 <= x <= 5: true": "[2, 5]",
    "forall even integer 1 <= x <= 5: true": "[1, 5]",
    # hypotheses narrow them, and never widen
    "forall real x >= 2: x > 1 ==> true": "[2, oo]",
    "forall real x >= 2: x > 2 ==> true": "(2, oo]",
    "forall real x > 2: x >= 2 ==> true": "(2, oo]",
    "forall real x < 2: x <= 2 ==> true": "[-oo, 2)",
    "forall real x <= 2: x < 2 ==> true": "[-oo, 2)",
    "forall real x <= 2: x < 3 ==> true": "[-oo, 2]",
    "forall real x >= 2: x >= 3, x < 5, x <= 7 ==> true": "[3, 5)",
    "forall real x: 2 <= x and (x < 4 and x > 2) ==> true": "(2, 4)",
    "forall integer x: x > 2 ==> true": "(2, oo]",
    # turned round, scaled, with constants on both sides
    "forall real x: 3 > x ==> true": "[-oo, 3)",
    "forall real x: -2 * x > 3 ==> true": "[-oo, -3/2)",
    "forall real x: x / 3 > 1 ==> true": "(3, oo]",
    "forall real x: 1 - x / 3 <= x + 5 ==> true": "[-3, oo]",
    "forall real x: (x + 1)**2 - x**2 >= 0 ==> true": "[-1/2, oo]",
    "forall real x: 2 * x == 1 ==> true": "[1/2, 1/2]",
    "forall integer x: 2 * x == 1 ==> true": "[1/2, 1/2]",
    "forall real x: sum(k = 0 .. 1: k * x) > 3 ==> true": "(3, oo]",
    # `not` means the other relation
    "forall real x: not x > 3 ==> true": "[-oo, 3]",
    "forall real x: not x >= 3 ==> true": "[-oo, 3)",
    "forall real x: not -x <= 3 ==> true": "[-oo, -3)",
    "forall real x: not not x > 3 ==> true": "(3, oo]",
    "forall real x: not x != 3 ==> true": "[3, 3]",
    # != opens an end, whenever it comes, and nothing else
    "forall real x >= 0: x != 0 ==> true": "(0, oo]",
    "forall real x: x != 0, x >= 0 ==> true": "(0, oo]",
    "forall real -1 <= x <= 1: x**2 - x * x + 2 * x != 2, not x == -1 ==> true": "(-1, 1)",
    "forall real 0 <= x <= 2: x != 1 ==> true": "[0, 2]",
    "forall real x: x != 0 ==> true": "[-oo, oo]",
    # empty
    "forall real x: x > 1, x < 0 ==> true": "(1, 0)",
    "forall real x: x == 1, x == 0 ==> true": "[1, 0]",
    "forall real x > 1: x == 1 ==> true": "(1, 1]",
    "forall real x: x == 1, x != 1 ==> true": "(1, 1)",
    # nothing is learnt from these
    "forall real x: x > 1 or x > 2 ==> true": "[-oo, oo]",
    "forall real x: not (x > 1 and x > 2) ==> true": "[-oo, oo]",
    "forall real x: x**2 < 4, 0 * x > 1, 1 / x > 1, x / x > 0, abs(x) < 1 ==> true": "[-oo, oo]",
    "forall real x, real y: x > y, x + y - y > 3, y > 2 ==> true": "[-oo, oo]",
    "forall real x: if x > 2 then true else false ==> true": "[-oo, oo]",
    "forall real x, integer n: sum(k = 0 .. n: x) > 3, x * n > 1, x + n > n ==> true": "[-oo, oo]",
    "forall real x: false, 1 > 2 ==> true": "[-oo, oo]",
}


@pytest.mark.parametrize("text", INTERVALS)
def test_intervals(text: str) -> None:
    subject = claim(text)
    assert shown(interval(subject, subject.variables[0])) == INTERVALS[text]


@pytest.mark.parametrize(
    ("within", "empty"),
    [
        (Interval(None, None, False, False), False),
        (Interval(Fraction(0), None, True, False), False),
        (Interval(None, Fraction(0), False, True), False),
        (Interval(Fraction(0), Fraction(0), False, False), False),
        (Interval(Fraction(0), Fraction(0), True, False), True),
        (Interval(Fraction(0), Fraction(0), False, True), True),
        (Interval(Fraction(1), Fraction(0), False, False), True),
        (Interval(Fraction(0), Fraction(1, 10**9), True, True), False),
    ],
)
def test_empty_intervals(within: Interval, empty: bool) -> None:
    assert within.is_empty() is empty


RELATIONS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
HALVES = st.integers(-6, 6).map(lambda value: Fraction(value, 2))


@st.composite
def conditions(draw: st.DrawFn) -> str:
    """A linear comparison of x, perhaps negated."""
    slope, offset = draw(HALVES.filter(bool)), draw(HALVES)
    sides = [f"{slope} * x + {offset}", f"{draw(HALVES)}"]
    text = f" {draw(RELATIONS)} ".join(draw(st.permutations(sides)))
    return f"not {text}" if draw(st.booleans()) else text


@given(st.lists(conditions(), max_size=4), st.fractions(-20, 20, max_denominator=12))
def test_every_point_that_meets_the_hypotheses_is_in_the_interval(texts: list[str], at: Fraction) -> None:
    subject = claim(f"forall real x: {', '.join(texts)} ==> true" if texts else "forall real x: true")
    within = interval(subject, subject.variables[0])
    points = {at, *(end for end in (within.low, within.high) if end is not None)}
    for x in points:
        above = within.low is None or within.low < x or (within.low == x and not within.low_open)
        below = within.high is None or x < within.high or (x == within.high and not within.high_open)
        if all(outcome(hypothesis, {"x": x}) == "true" for hypothesis in subject.hypotheses):
            assert above and below
            assert not within.is_empty()
        elif not any("!=" in text or "not" in text for text in texts):
            assert not (above and below)


GOALS = {
    "forall real x: x**2 > 1": ("-1 0 1", ">"),
    "forall real x: x**2 >= 1": ("-1 0 1", ">="),
    "forall real x: x**2 < 1": ("1 0 -1", ">"),
    "forall real x: x**2 <= 1": ("1 0 -1", ">="),
    "forall real x: x**2 == 1": ("-1 0 1", "=="),
    "forall real x: x**2 != 1": ("-1 0 1", "!="),
    "forall real x: not x**2 < 1": ("-1 0 1", ">="),
    "forall real x: not x**2 >= 1": ("1 0 -1", ">"),
    "forall real x: not x**2 == 1": ("-1 0 1", "!="),
    "forall real x: not not x < 1/2": ("1/2 -1", ">"),
    "forall integer n, real x: n > 3, x > 1 ==> x > x / 2": ("0 1/2", ">"),
    "forall integer n: n * n >= n": ("0 -1 1", ">="),
    "forall real x: x - x > 0": ("", ">"),
    "forall real x: sum(k = 0 .. 2: x**k) > 0": ("1 1 1", ">"),
}


@pytest.mark.parametrize("text", GOALS)
def test_goals(text: str) -> None:
    found = goal(claim(text))
    coefficients = [rational_text(found.polynomial.coefficient(k)) for k in range(found.polynomial.degree + 1)]
    assert (" ".join(coefficients), found.relation) == GOALS[text]
    assert found.interval == interval(claim(text), found.variable)


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: true",
        "forall real x: x > 0 and x > 1",
        "forall real x: x > 0 or x > 1",
        "forall real x: not (x > 0 and x > 1)",
        "forall real x: 1 > 0",
        "forall real x, real y: x > y",
        "forall real x, real y: x + y - y > 0",
        "forall real x: 1 / x > 0",
        "forall real x: x / x > 0",
        "forall real x: abs(x) >= 0",
        "forall real x: undefined(real) > x",
        "forall real x, integer n: x**n > 0",
    ],
)
def test_what_is_no_comparison_of_polynomials_in_one_variable(text: str) -> None:
    with pytest.raises(Rejected):
        goal(claim(text))


@given(st.sampled_from(list(GOALS)), st.integers(-4, 4))
def test_the_goal_is_true_where_the_conclusion_is(text: str, at: int) -> None:
    found = goal(claim(text))
    value = sum(found.polynomial.coefficient(k) * at**k for k in range(found.polynomial.degree + 1))
    holds = parse_term(f"{rational_text(Fraction(value))} {found.relation} 0", {})
    x = at if found.variable.sort is Sort.INTEGER else Fraction(at)
    assert outcome(holds, {}) == outcome(claim(text).conclusion, {found.variable.name: x})
