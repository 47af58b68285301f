"""What a picture of a verdict shows is what its record says: bounds, points, and whether they are certified."""

from fractions import Fraction

import pytest

from tests.report.conftest import MITCHELL, bounds, made_up
from verify.kernel.rejection import Rejected
from verify.report.plotted import bound_text, exact_or_near, plotted, short
from verify.translate.arrays import NotDrawn


def test_bounds_and_points_are_the_record_s():
    plot = plotted(made_up("m.ninth[w=8,t=2]", MITCHELL, attained_at=({"a": "3", "b": "3"},)))
    assert (plot.low, plot.high, plot.certified, plot.label) == (0, Fraction(1, 9), True, "w = 8, t = 2")
    assert [(mark.kind, dict(mark.at), mark.height) for mark in plot.marks] == [("attained", {"a": 3, "b": 3}, 1 / 9)]
    assert plot.octaves()


def test_of_a_refuted_claim_the_bound_is_claimed_and_the_counterexample_shown():
    plot = plotted(made_up("m.tenth", MITCHELL.replace("1/9", "1/10"), "REFUTED", witness={"a": "3", "b": "3"}))
    assert not plot.certified and plot.high == Fraction(1, 10)
    assert [mark.kind for mark in plot.marks] == ["fails"]


def test_what_is_undecided_is_not_certified():
    assert not plotted(made_up("m.ninth", MITCHELL, "UNDECIDED")).certified


def test_a_minimum_is_the_certified_one():
    text = "minimum over real x to 30 digits: sum(k = 0 .. 4: x**k / factorial(k))"
    plot = plotted(made_up("exp.lowest[n=4]", text, enclosures=bounds(4)))
    assert plot.low == Fraction(bounds(4)["minimum"][0]) and plot.minimum.endswith("…")
    [mark] = plot.marks
    assert mark.at["x"] == sum(map(Fraction, bounds(4)["minimiser"])) / 2
    with pytest.raises(NotDrawn, match="not certified"):
        plotted(made_up("exp.lowest[n=4]", text, "UNDECIDED"))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("mean over integer 0 <= x <= 3: x is 3/2", NotDrawn),
        ("exactly 1 zero over real x: x", NotDrawn),
        ("forall real x: x == x", NotDrawn),
    ],
)
def test_other_statements_have_nothing_to_draw(text, error):
    with pytest.raises(error):
        plotted(made_up("a.b", text))


def test_no_statement_at_all():
    verdict = made_up("a.b", "forall real x: x < 1")
    for text in ("", "forall", "forall real x: x <"):
        with pytest.raises(Rejected):
            plotted(type(verdict)(**{name: getattr(verdict, name) for name in verdict.__slots__} | {"statement": text}))


def test_an_unbounded_variable_is_shown_around_the_points_that_matter():
    plot = plotted(made_up("a.b", "forall real x: x <= 3", "REFUTED", witness={"x": "4"}))
    assert plot.span(plot.variables[0]) == (2, 6, False)
    assert plot.span(plot.variables[0], [-4]) == (-8, 8, False)
    bare = plotted(made_up("a.b", "forall real x: x <= 3"))
    with pytest.raises(NotDrawn, match="unbounded"):
        bare.span(bare.variables[0])


def test_of_many_octaves_the_first_are_shown_or_those_up_to_the_points_that_matter():
    plot = plotted(made_up("m.ninth", MITCHELL, attained_at=({"a": "3", "b": "900"},)))
    assert [plot.span(variable) for variable in plot.variables] == [(1, 255, False), (4, 1023, False)]


def test_hypotheses_on_one_variable_narrow_what_is_shown():
    plot = plotted(made_up("a.b", "forall real x >= 0: x < 3, x >= 1, x <= 5 ==> x <= 4"))
    assert plot.span(plot.variables[0]) == (1, 3, True)


def test_all_octaves_of_bytes_are_shown():
    text = MITCHELL.replace("integer a >= 1, integer b >= 1", "integer 0 <= a <= 255, integer 1 <= b <= 255")
    plot = plotted(made_up("m.ninth", text))
    assert [plot.span(variable) for variable in plot.variables] == [(0, 255, True), (1, 255, True)]


@pytest.mark.parametrize(
    ("value", "upper", "text"),
    [
        ("1/9", True, "1/9"),
        ("87/1000", True, "0.087"),
        ("-10081/42849", False, "−0.23527"),
        ("10081/42849", True, "0.23527"),
        ("1/3000000000", True, "3.3334 × 10⁻¹⁰"),
        ("-5", False, "−5"),
    ],
)
def test_a_bound_beside_its_line_is_never_stronger_than_the_certified_one(value, upper, text):
    assert bound_text(Fraction(value), upper) == text


def test_numbers_for_people():
    assert [exact_or_near(Fraction(text)) for text in ("-1/2", "1/3", "7")] == ["−0.5", "1/3", "7"]
    assert exact_or_near(Fraction(10**30, 3**50)).startswith("≈ 1.39")
    assert [short(text) for text in ("0.270395079…", "0.0466991…", "-1 ± 10⁻³²", "0.5")] == [
        "0.2703…", "0.04669…", "−1 ± 10⁻³²", "0.5",
    ]  # fmt: skip
