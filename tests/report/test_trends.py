"""Certified numbers against an argument: which ones, in which series, and never what is not proved."""

from fractions import Fraction

import pytest

from tests.report.conftest import bounds, made_up
from verify.claims.drawing import Drawing
from verify.report.canvas import BOUND, QUIET, draw
from verify.report.trends import argument, draw_trend, trends
from verify.translate.arrays import NotDrawn


def instance(arguments, bound, outcome="PROVED", limit=None, text="forall real 0 <= x <= 1: x <= {}"):
    drawing = Drawing("", "bigger", {} if limit is None else {"": limit})
    pairs = (part.split("=") for part in arguments.split(","))
    fixed = {name: int(value) if value.isdigit() else value for name, value in pairs}
    return made_up(f"a.b[{arguments}]", text.format(bound), outcome, drawing=drawing, fixed=fixed)


def minima(*orders):
    text = "minimum over real x to 30 digits: sum(k = 0 .. {}: x**k / factorial(k))"
    drawing = Drawing("", "lower", {"minimiser": "-1/4"})
    return [
        made_up(f"a.b[n={n}]", text.format(n), enclosures=bounds(n), drawing=drawing, fixed={"n": n}) for n in orders
    ]


def axes_of(points):
    kept = []

    def paint(figure):
        draw_trend(figure, points, "name")
        kept.append(figure.axes[0])

    return draw("picture", "alt", paint), kept[0]


def test_minimum_and_minimiser_are_two_trends_with_the_enclosures_of_the_record():
    found = trends(minima(2, 4, 6))
    assert list(found) == ["minimiser", "minimum"]
    assert [(point.low, point.high) for point in found["minimum"]] == [
        tuple(map(Fraction, bounds(n)["minimum"])) for n in (2, 4, 6)
    ]
    assert {point.limit for point in found["minimum"]} == {None}
    assert {point.limit for point in found["minimiser"]} == {Fraction(-1, 4)}


def test_only_bounds_that_change_are_a_trend():
    found = trends([instance(f"t={t}", f"{t}/9 and x >= 0") for t in (1, 2)])
    assert list(found) == ["at most"]


def test_two_bounds_that_are_digits_of_one_number_are_one_trend():
    found = trends([instance(f"t={t}", f"{1000 * t + 1}/1000 and x >= {t}") for t in (1, 2)])
    assert [(point.low, point.high - point.low) for point in found[""]] == [
        (1, Fraction(1, 1000)),
        (2, Fraction(1, 1000)),
    ]


def test_what_is_not_proved_is_no_point():
    found = trends([instance("t=1", 1), instance("t=2", 2), instance("t=3", 3, "UNDECIDED")])
    assert [point.arguments["t"] for point in found["at most"]] == [1, 2]


@pytest.mark.parametrize("verdicts", [[], [instance("t=1", 1)], [instance("t=1", 1), instance("t=2", 1)]])
def test_one_number_is_no_trend(verdicts):
    with pytest.raises(NotDrawn, match="no two proved instances"):
        trends(verdicts)


def test_the_argument_with_most_values_goes_across_and_the_others_make_series():
    points = trends([instance(f"t={t},w={w}", f"{10 * t + w}") for t in (1, 2) for w in (4, 6, 8)])["at most"]
    assert argument(points) == "w"
    svg, axes = axes_of(points)
    assert [list(line.get_ydata()) for line in axes.lines] == [[14, 16, 18], [24, 26, 28]]
    assert ">t = 1</text>" in svg and ">t = 2</text>" in svg


def test_series_of_the_same_numbers_are_drawn_once():
    points = trends([instance(f"t={t},w={w}", t) for t in (1, 2, 3) for w in (8, 16)])["at most"]
    svg, axes = axes_of(points)
    assert [list(line.get_ydata()) for line in axes.lines] == [[1, 2, 3]]
    assert ">certified</text>" in svg


def test_arguments_that_are_no_integers_are_no_axis():
    points = trends([instance(f"name={name}", bound) for name, bound in (("x", 1), ("y", 2))])["at most"]
    with pytest.raises(NotDrawn, match="no argument"):
        argument(points)


def test_the_limit_is_dashed_in_another_colour_and_said_to_be_unproved():
    svg, axes = axes_of(trends([instance(f"t={t}", t, limit="7/2") for t in (1, 2)])["at most"])
    [limit] = [line for line in axes.lines if line.get_color() == QUIET]
    assert list(limit.get_ydata()) == [3.5, 3.5] and limit.get_linestyle() == "--"
    assert ">limit (unproved)</text>" in svg


@pytest.mark.parametrize("sign", ["", "-"])
def test_numbers_that_span_decades_have_a_logarithmic_scale(sign):
    text = "forall real 0 <= x <= 1: x " + (">=" if sign else "<=") + " {}"
    svg, axes = axes_of(
        next(iter(trends([instance(f"t={t}", f"{sign}1/{10**t}", text=text) for t in range(4)]).values()))
    )
    assert axes.get_yscale() == "log" and axes.yaxis_inverted() == bool(sign)
    assert f">{'−' if sign else ''}0.01</text>" in svg
    assert [line.get_color() for line in axes.lines] == [BOUND]
