"""What is excluded on a box happens at none of its inputs: the evaluator is asked at some of them."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.semantics import CASES, SORTS, Case
from tests.strategies import INTEGER, REAL, rationals, terms
from verify.kernel.boxes import Number, Truth, certainly_true, nowhere_true, over_box
from verify.kernel.enclosure import WHOLE, Enclosure, exact, scaled
from verify.kernel.evaluate import Undefined, evaluate, real_value
from verify.kernel.parse import parse_term
from verify.kernel.real_number import RealNumber, enclosed
from verify.kernel.rejection import Rejected
from verify.kernel.term import Sort, Term, make

BITS = 64


def may_be(root: Term, values: dict[str, int | Fraction], found: Number | Truth, bits: int = BITS) -> bool:
    """Whether `found` leaves room for what the evaluator makes of `root`."""
    try:
        value = real_value(root, values)
    except Undefined:
        return found.undefined
    if isinstance(found, Truth):
        return found.true if value else found.false
    if found.values is None:
        return False
    here = enclosed(value, bits) if isinstance(value, RealNumber) else exact(value, bits)
    apart = here.high < found.values.low or found.values.high < here.low
    return not apart and not (found.values.nonzero and value == 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.text} at {case.values}")
def test_each_row_of_the_table_as_a_point_and_inside_a_box(case: Case) -> None:
    root = parse_term(case.text, SORTS)
    values: dict[str, Any] = {
        name: int(text) if SORTS[name] is INTEGER else Fraction(text) for name, text in case.values.items()
    }
    others = dict.fromkeys(SORTS, WHOLE)
    for reach in (0, 1, Fraction(1, 1000)):
        box = {name: scaled(value - reach, value + reach, BITS) for name, value in values.items()}
        assert may_be(root, values, over_box(root, others | box, BITS))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_random_terms_at_random_inputs_of_random_boxes(data: st.DataObject) -> None:
    sorts = {"i": INTEGER, "x": REAL, "y": REAL}
    root = data.draw(terms(data.draw(st.sampled_from(Sort)), sorts, 4, sums=True, functions=True))
    box, values = {}, {}
    for name, sort in sorts.items():
        value = data.draw(st.integers(-4, 4) if sort is INTEGER else rationals)
        low, high = (data.draw(st.one_of(st.none(), st.fractions(0, 3, max_denominator=8))) for _ in range(2))
        ends = None if low is None else value - low, None if high is None else value + high
        nonzero = value != 0 and data.draw(st.booleans())
        box[name], values[name] = scaled(*ends, BITS, nonzero), value
    try:
        assert may_be(root, values, over_box(root, box, BITS))
    except Rejected:
        reject()


# Where the enclosures must suffice, and where they must not: (term, low and high of x, what is certain).
UNIT = ("0", "1")
DECIDED = [
    ("exp(x) > 0", (None, None), "true"),
    ("exp(x) >= 1", ("0", None), "true"),
    ("exp(x) * exp(-x) > 0", (None, None), "true"),
    ("log(x) < 1", ("1", "5/2"), "true"),
    ("log(x) < 1", ("1", "11/4"), ""),
    ("log(x) < 1", UNIT, "no"),
    ("log(x) > 0", UNIT, "nowhere"),
    ("log(x) > -1", UNIT, "no"),
    ("log(x) > 0", ("-1", "0"), "nowhere"),
    ("sqrt(x) <= 1", UNIT, "true"),
    ("sqrt(x) <= 1", ("-1", "1"), "no"),
    ("sqrt(x) >= 0", ("-2", "-1"), "nowhere"),
    ("atan(x) < 1.5708", (None, None), "true"),
    ("atan(x) < 1.5707", (None, None), ""),
    ("1 / x > 0", UNIT, "no"),
    ("1 / x >= 1", ("1/2", "1"), "true"),
    ("1 / x < 1", (None, "-1"), "true"),
    ("x / x == 1", UNIT, "no"),
    ("x**2 >= 0", (None, None), "true"),
    ("x**3 >= -8", ("-2", None), "true"),
    ("x**(-2) > 0", ("1", "2"), "true"),
    ("x**(-2) > 0", ("-1", "2"), "no"),
    ("x**0 == 1", ("-1", "1"), "true"),
    ("abs(x) <= 2", ("-2", "1"), "true"),
    ("min(x, 1) <= max(x, 1)", (None, None), "true"),
    ("x == x", (None, None), "true"),
    ("log(x) == log(x)", UNIT, "no"),
    ("x < 0 or x >= 0", (None, None), ""),
    ("x < 2 and exp(x) < 3", UNIT, "true"),
    ("x > 2 and undefined(truth)", UNIT, "nowhere"),
    ("x < 2 or undefined(truth)", UNIT, "true"),
    ("(if x < 2 then exp(x) else undefined(real)) > 0", UNIT, "true"),
    ("(if x < 1/2 then 1 else 2) > 0", UNIT, "true"),
    ("(if x < 1/2 then 1 else undefined(real)) > 0", UNIT, "no"),
    ("not exp(x) <= 0", UNIT, "true"),
    ("sum(k = 0 .. 3: x**k) >= 1", UNIT, "true"),
    ("sum(k = 0 .. 3: 1 / (x - k)) >= 1", UNIT, "no"),
    ("sum(k = 1 .. 0: 1 / x) == 0", UNIT, "true"),
    ("sqrt(x) <= 1", ("0", None), ""),
    ("sqrt(x) >= 1", ("1", None), "true"),
    ("log(x) <= 1", ("1", None), ""),
    ("exp(x) <= 1", ("0", None), ""),
    ("exp(x) >= 1", (None, "0"), ""),
    ("atan(x) >= 0", (None, "1"), ""),
    ("atan(x) <= 0", ("-1", None), ""),
    ("atan(x) <= 1", (None, "1"), "true"),
    ("atan(x) >= -1", ("-1", None), "true"),
    ("x / 0 < 0", UNIT, "nowhere"),
    ("-x <= 5", (None, None), ""),
    ("-x <= 0", ("0", None), "true"),
    ("x * -x >= -1", ("1", None), ""),
    ("x * -x <= -1", ("1", None), "true"),
    ("x * exp(x) < 0", ("-1", "0"), ""),
    ("log(x) > 5", ("2", "3"), "nowhere"),
    ("0 * x == 0", (None, None), "true"),
    ("abs(x) + exp(x) > 0", (None, None), "true"),
    ("x - exp(x) < 0", (None, "0"), "true"),
    ("-exp(x) + x < 0", (None, "0"), "true"),
    ("max(-exp(x), 0) != 0", (None, None), "nowhere"),
    ("min(exp(x), 0) != 0", (None, None), "nowhere"),
    ("x**3 <= 0", (None, "0"), "true"),
    ("x**3 <= -1", ("-2", "-1"), "true"),
    ("sum(k = 0 .. 1: exp(log(x))) >= 0", UNIT, "no"),
    ("undefined(real) + x > 0", UNIT, "nowhere"),
    ("not undefined(real) + x > 0", UNIT, "nowhere"),
    ("undefined(truth)", UNIT, "nowhere"),
    ("not undefined(truth)", UNIT, "nowhere"),
    ("exp(log(x - 2)) + x > 0", UNIT, "nowhere"),
    ("exp(x) > x", (None, None), ""),
    ("7 // 2 == 3 and bit_length(255) == 8 and factorial(3) + 0 * x == 6", UNIT, "true"),
    ("exp(1000000) > 10**1000 and exp(-1000000) > 0", UNIT, "true"),
]


@pytest.mark.parametrize(("text", "ends", "certain"), DECIDED)
def test_what_is_decided(text: str, ends: tuple[str | None, str | None], certain: str) -> None:
    root = parse_term(text, {"x": REAL})
    low, high = (None if end is None else Fraction(end) for end in ends)
    box = {"x": scaled(low, high, BITS)}
    assert certainly_true(root, box, BITS) == (certain == "true")
    assert nowhere_true(root, box, BITS) == (certain == "nowhere")


def test_a_sum_whose_ends_are_not_known_may_have_no_value() -> None:
    for text in ("sum(k = 0 .. n: 1 / k)", "sum(k = n .. 1: log(k))", "sum(k = 1 .. n: exp(k))"):
        root = parse_term(f"{text} == {text}", {"n": INTEGER})
        assert not certainly_true(root, {"n": scaled(Fraction(0), Fraction(3), BITS)}, BITS)


def test_zero_left_out_makes_log_and_quotients_defined() -> None:
    for text in ("log(x) < 1", "1 / x > 0", "x * exp(-x) > 0", "sqrt(x) * x > 0", "x**2 > 0", "x**3 > 0"):
        root = parse_term(text, {"x": REAL})
        for nonzero in (True, False):
            box = {"x": scaled(Fraction(0), Fraction(2), BITS, nonzero)}
            assert certainly_true(root, box, BITS) == nonzero


def test_a_quotient_by_what_comes_near_to_zero_from_one_side() -> None:
    for sign in (1, -1):
        box = {"x": scaled(*sorted((Fraction(0), Fraction(2 * sign))), BITS, True)}
        for text in ("1 / x >= 1/2", "1 / x <= -1/2", "1 / x <= 9", "1 / x >= -9", "-1 / x <= -1/2", "-1 / x >= 1/2"):
            root = parse_term(text, {"x": REAL})
            holds = [evaluate(root, {"x": sign * each}) for each in (Fraction(1, 1000), Fraction(2))]
            assert certainly_true(root, box, BITS) == all(holds)


def test_precision_is_bounded() -> None:
    for bits in (0, -1, 20_001):
        with pytest.raises(Rejected):
            exact(1, bits)


def test_a_long_term_needs_no_deep_stack() -> None:
    root = parse_term("x", {"x": REAL})
    for _ in range(20_000):
        root = make("neg", root)
    found = over_box(root, {"x": exact(3, BITS)}, BITS)
    assert isinstance(found, Number) and found.values == Enclosure((0, 3 << BITS), (0, 3 << BITS), True)


@given(st.sampled_from(["x + y", "x - y", "x * y", "x / y", "min(x, y)", "max(x, y)", "x**3", "x**(-2)"]), st.data())
def test_arithmetic_at_the_ends(text: str, data: st.DataObject) -> None:
    bits = data.draw(st.integers(1, 8))
    box, values = {}, {}
    for name in "xy":
        low, high = sorted(data.draw(st.tuples(rationals, rationals)))
        box[name], values[name] = scaled(low, high, bits), data.draw(st.sampled_from((low, high, (low + high) / 2)))
    root = parse_term(text, {"x": REAL, "y": REAL})
    assert may_be(root, values, over_box(root, box, bits), bits)
