"""Maps: both regions, the worst points, and bounds in the legend."""

import math

import pytest

from tests.report.conftest import MITCHELL, made_up
from verify.kernel.evaluate import evaluate
from verify.report.canvas import BOUND, INK, draw
from verify.report.maps import draw_map
from verify.report.plotted import plotted
from verify.translate.arrays import NotDrawn

REALS = (
    "forall real 0 <= x1 < 1, real 0 <= x2 < 1: let t = (1 + x1) * (1 + x2), u = t - (1 + x1 + x2), "
    "v = t - 2 * (x1 + x2) in (if x1 + x2 < 1 then u >= 0 and u <= 1/9 * t else v >= 0 and v <= 1/9 * t)"
)


def drawn(verdict):
    """The axes of the map and of the legend, and the SVG."""
    kept = []

    def paint(figure):
        draw_map(figure, plotted(verdict), "name")
        kept.extend(figure.axes)

    svg = draw("picture", "alt", paint)
    return kept[0], kept[1], svg


def test_both_regions_are_told_apart_and_the_worst_point_is_marked():
    axes, _, svg = drawn(made_up("m.reals", REALS, attained_at=({"x1": "1/2", "x2": "1/2"},)))
    assert ">x1 + x2 &lt; 1</text>" in svg and ">x1 + x2 ≥ 1</text>" in svg
    [mark] = axes.lines
    assert (mark.get_xdata()[0], mark.get_ydata()[0], mark.get_color()) == (0.5, 0.5, BOUND)
    assert INK not in svg and len(svg) < 60_000


def test_the_certified_bounds_are_lines_across_the_legend():
    _, legend, svg = drawn(made_up("m.reals", REALS))
    assert sorted(line.get_ydata()[0] for line in legend.lines) == [0, 1 / 9]
    assert ">certified</text>" in svg and ">≤ 1/9</text>" in svg and ">≥ 0</text>" in svg
    assert legend.get_ylim() == (0, pytest.approx(1 / 9))


def test_all_pairs_of_bytes_are_seen_each_cell_with_the_worst_of_its_pairs():
    text = MITCHELL.replace("integer a >= 1, integer b >= 1", "integer 1 <= a <= 255, integer 1 <= b <= 255")
    axes, _, svg = drawn(made_up("m.bytes", text))
    [image] = axes.images
    shades = image.get_array()
    plot = plotted(made_up("m.bytes", text))
    worst = max(evaluate(plot.term, {"a": a, "b": a}) for a in range(128, 256))
    assert shades[:, :, 3].max() == pytest.approx(float(worst) * 9, abs=1 / 32)
    assert "data:image/png;base64," in svg and len(svg) < 60_000
    assert axes.get_xlim() == (0, 8)


def test_of_wide_words_some_octaves_are_sampled():
    text = MITCHELL.replace(
        "integer a >= 1, integer b >= 1", f"integer 1 <= a <= {2**64 - 1}, integer 1 <= b <= {2**64 - 1}"
    )
    axes, _, svg = drawn(made_up("m.words", text))
    assert axes.get_ylim() == (0, 8) and len(svg) < 60_000


def test_integers_without_octaves_have_an_even_scale():
    axes, legend, _ = drawn(made_up("a.b", "forall integer -4 <= a <= 3, integer 0 <= b <= 5: a * b <= 15"))
    assert axes.get_xlim() == (-4, 4) and axes.get_ylim() == (0, 6)
    assert legend.get_ylim() == (-20, 15)
    [image] = axes.images
    assert image.get_array().shape[:2] == (6, 8)


def test_values_of_both_signs_have_two_colours():
    axes, _, _ = drawn(made_up("a.b", "forall integer -4 <= a <= 3, integer 1 <= b <= 5: a * b <= 15"))
    shades = axes.images[0].get_array()
    assert tuple(shades[4, 0][:3]) != tuple(shades[4, 7][:3])


def test_values_of_one_sign_have_one_colour_whichever_it_is():
    axes, legend, _ = drawn(made_up("a.b", "forall integer 0 <= a <= 3, integer 1 <= b <= 5: 0 - a * b >= -15"))
    shades = axes.images[0].get_array()
    assert legend.get_ylim() == (-15, 0)
    assert tuple(shades[4, 3][:3]) == pytest.approx((0.16, 0.53, 0.80))


def test_where_it_is_undefined_nothing_is_drawn():
    axes, _, _ = drawn(made_up("a.b", "forall integer 0 <= a <= 3, integer 0 <= b <= 3: b != 0 ==> a // b <= 3"))
    assert all(math.isclose(shade[3], 0) for shade in axes.images[0].get_array()[0])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("forall integer 0 <= a <= 3, real 0 <= x <= 3: a * x <= 9", "one of its variables is real"),
        ("forall real x, real 0 <= y <= 1: x * y <= 9", "unbounded"),
        ("forall real 0 <= x <= 1, real 0 <= y <= 1: x * y > 2 ==> x * y <= 1", "undefined wherever"),
        ("forall real 0 <= x <= 1, real 0 <= y <= 1: 0 * (x * y + x) + (x - x) <= 0", "0 wherever"),
    ],
)
def test_what_cannot_be_drawn_says_why(text, why):
    with pytest.raises(NotDrawn, match=why):
        drawn(made_up("a.b", text))
