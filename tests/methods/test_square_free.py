"""Repeated factors: p = s²·q exactly, and each root of p, with ends of its interval that are of use."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.goal import goal
from verify.kernel.parse import parse, parse_term
from verify.kernel.term import Sort
from verify.kernel.text import term_text
from verify.kernel.univariate import dense, equal, multiply, univariate, value_at
from verify.methods.square_free import lemma, proof_with_square, repeated, roots, square_and_rest, term_of


def polynomial(text):
    return univariate(parse_term(text, {"x": Sort.REAL}), "x")


def target(text):
    return goal(parse(text))


@pytest.mark.parametrize(
    ("text", "square", "rest"),
    [
        ("x**2", "x", "1"),
        ("3 * x**2", "x", "3"),
        ("-x**2 / 7", "x", "-1/7"),
        ("x**3", "x", "x"),
        ("x**5", "x**2", "x"),
        ("(x - 1)**2 * (x + 2)", "x - 1", "x + 2"),
        ("(x**2 - 2)**4 * (x**2 - 3)**3 * (x + 1)", "(x**2 - 2)**2 * (x**2 - 3)", "(x**2 - 3) * (x + 1)"),
        ("(x**2 + 1)**2 / 4", "x**2 + 1", "1/4"),
        ("(1/2 - x)**2", "2 * x - 1", "1/4"),
    ],
)
def test_a_square_and_the_rest(text, square, rest):
    found, left = square_and_rest(polynomial(text))
    assert equal(found, polynomial(square)) and equal(left, polynomial(rest))


@pytest.mark.parametrize("text", ["0", "5", "x", "x**2 - 2", "x**2 - 1", "x * (x - 1) * (x - 2)", "x**40 + x + 1"])
def test_nothing_repeated(text):
    assert square_and_rest(polynomial(text)) is None and repeated(polynomial(text)) == []


@given(st.lists(st.lists(st.integers(-4, 4), min_size=1, max_size=3), min_size=1, max_size=3), st.integers(1, 9))
def test_square_times_square_times_rest_is_the_polynomial(rows, denominator):
    whole = dense([1], denominator)
    for row in rows:
        whole = multiply(multiply(whole, dense(row)), dense(row[:2]))
    parts = square_and_rest(whole)
    if parts is not None:
        square, rest = parts
        assert square.degree > 0 and equal(multiply(multiply(square, square), rest), whole)
        assert square_and_rest(rest) is None


def found_roots(text, least):
    """The rational roots as texts, the others rounded."""
    places = roots(target(text), least)
    return sorted(str(place) if isinstance(place, Fraction) else f"~{float(place[2]):.4f}" for place in places)


@pytest.mark.parametrize(
    ("text", "least", "found"),
    [
        ("forall real x: (x - 1/3)**2 > 0", 2, ["1/3"]),
        ("forall real x: (x**2 - 2)**2 * (x - 5) > 0", 2, ["~-1.4142", "~1.4142"]),
        ("forall real x: (x**2 - 2)**2 * (x - 5) > 0", 1, ["5", "~-1.4142", "~1.4142"]),
        ("forall real x: (x**2 - 2) * (x - 5) > 0", 2, []),
        ("forall real x > 0: (x**2 - 2)**2 * x**2 > 0", 2, ["~1.4142"]),
        ("forall real x >= 0: (x**2 - 2)**2 * x**2 > 0", 2, ["0", "~1.4142"]),
        ("forall real 0 <= x < 3: (x - 3)**2 > 0", 2, []),
        ("forall real 0 <= x <= 3: (x - 3)**2 > 0", 2, ["3"]),
        ("forall real x: x != 3 and x >= 3 ==> (x - 3)**2 > 0", 2, []),
        ("forall real x: (x**2 + 1)**2 > 0", 2, []),
        ("forall real x: 0 * x > 0", 1, []),
        ("forall real x: 7 + 0 * x > 0", 1, []),
    ],
)
def test_roots_in_the_interval(text, least, found):
    assert found_roots(text, least) == found


CLOSE = ("141421356237309504880168872", "141421356237309504880168873")


@pytest.mark.parametrize(
    ("domain", "inside"),
    [
        (f"x > {CLOSE[0]}/10**26", True),
        (f"x > {CLOSE[1]}/10**26", False),
        (f"x < {CLOSE[0]}/10**26", False),
        (f"x < {CLOSE[1]}/10**26", True),
        (f"{CLOSE[0]}/10**26 < x < {CLOSE[1]}/10**26", True),
    ],
)
def test_isolating_ends_are_on_the_root_s_side_of_the_interval_s_ends(domain, inside):
    subject = target(f"forall real x: {domain.replace(' < x <', ' < x and x <')} ==> (x**2 - 2)**2 * (x + 9) > 0")
    places = [place for place in roots(subject, 2) if place[2] > 0]
    assert len(places) == inside
    for factor, cofactor, low, high in places:
        assert equal(multiply(factor, cofactor), subject.polynomial)
        assert value_at(factor, low) * value_at(factor, high) < 0
        assert all(end is None or not low <= end <= high for end in (subject.interval.low, subject.interval.high))


@pytest.mark.parametrize(
    "text", ["0", "1", "-1", "x", "-x", "1/2 * x**2 - x + 3", "-(3 * x**40) + 1/7 * x - 1", "x**3 - 1/2", "-x**2"]
)
def test_written_out_highest_power_first(text):
    subject = target(f"forall real x: {text} + 0 * x > 0")
    written = term_of(subject.polynomial, subject)
    assert term_text(written) == text and equal(univariate(written, "x"), subject.polynomial)


@pytest.mark.parametrize("hypotheses", ["", "x > 2, x != 5 ==> ", "x > 2 and x**2 < 100 ==> "])
def test_the_lemma_is_cited_by_the_number_after_all_others(hypotheses):
    claim = parse(f"forall real 0 <= x <= 9: {hypotheses}(x - 3)**2 * (x + 1) >= 0")
    subject = goal(claim)
    square, rest = square_and_rest(subject.polynomial)
    part = lemma(claim, subject, rest)
    assert term_text(part.conclusion) == "x + 1 >= 0" and part.hypotheses == claim.hypotheses
    inner = {"axes": {"x": []}, "bits": 64, "trees": [[0]]}
    proof = proof_with_square(claim, subject, rest, square, {"rule": "bernstein", "evidence": inner})
    assert check(Certificate(claim, proof["rule"], proof["evidence"])).rules == ("bernstein", "cut", "polynomial")
