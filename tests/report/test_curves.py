"""Curves: the certified bounds are lines where they should be, and all inputs are seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.conftest import made_up
from verify.kernel.statement import Variable
from verify.kernel.term import Sort
from verify.report.canvas import BOUND, CURVE, draw
from verify.report.curves import draw_curves, samples
from verify.report.plotted import plotted


def axes_of(*verdicts):
    """The axes that the verdicts are drawn in, and the SVG."""
    kept = []

    def paint(figure):
        draw_curves(figure, [plotted(verdict) for verdict in verdicts], "name")
        kept.append(figure.axes[0])

    svg = draw("picture", "alt", paint)
    return kept[0], svg


def heights(axes, colour):
    return sorted(
        line.get_ydata()[0] for line in axes.lines if line.get_color() == colour and len(line.get_xdata()) == 2
    )


def test_bounds_are_lines_and_the_band_between_them():
    axes, svg = axes_of(made_up("a.b", "forall real 0 <= x <= 1: 0 <= x - x**2 and x - x**2 <= 1/4"))
    assert heights(axes, BOUND) == [0, 0.25]
    [band] = axes.patches
    assert (band.get_y(), band.get_height()) == (0, 0.25)
    assert ">certified ≤ 1/4</text>" in svg and ">certified ≥ 0</text>" in svg
    assert axes.get_xlim() == (0, 1)


def test_a_bound_that_is_not_proved_is_called_claimed_and_dashed():
    axes, svg = axes_of(made_up("a.b", "forall real 0 <= x <= 1: x <= 1/2", "REFUTED", witness={"x": "1"}))
    [line] = [line for line in axes.lines if line.get_color() == BOUND and len(line.get_xdata()) == 2]
    assert line.get_linestyle() == "--"
    assert "claimed ≤ 0.5" in svg and "certified" not in svg


def test_attained_points_are_on_the_curve():
    axes, _ = axes_of(made_up("a.b", "forall real 0 <= x <= 1: x**2 <= 1", attained_at=({"x": "1"},)))
    [mark] = [line for line in axes.lines if line.get_marker() == "o" and len(line.get_xdata()) == 1]
    assert (mark.get_xdata()[0], mark.get_ydata()[0]) == (1, 1)


def test_several_orders_share_the_axes_and_are_logarithmic_where_they_span_decades():
    text = "minimum over real x to 9 digits: x**2 + {}"
    verdicts = [
        made_up(f"a.b[n={n}]", text.format(low), enclosures={"minimum": (low, low), "minimiser": ("0", "0")})
        for n, low in enumerate(("1/1000", "1/10"))
    ]
    axes, svg = axes_of(*verdicts)
    assert axes.get_yscale() == "log"
    assert heights(axes, BOUND) == [0.001, 0.1]
    assert ">n = 0: 0.001</text>" in svg


@pytest.mark.parametrize("bits", [3, 8, 16, 40])
def test_words_of_any_size(bits):
    text = f"forall integer 1 <= a <= {2**bits - 1}: a - (1 << bit_length(a) - 1) <= 1/2 * a"
    axes, svg = axes_of(made_up("a.b", text))
    assert axes.get_xscale() == "log" and len(svg) < 60_000
    assert any(line.get_color() == CURVE for line in axes.lines)


@given(st.integers(-100, 100), st.integers(0, 200), st.sampled_from([None, 0, 1]))
def test_few_integers_are_all_sampled(low, width, parity):
    variable = Variable("a", Sort.INTEGER, low, low + width, parity=parity)
    found = samples(variable, low, low + width, octaves=False, extra=[])
    assert found == [at for at in range(low, low + width + 1) if parity is None or at % 2 == parity]


@given(st.booleans(), st.integers(2**20, 2**70))
def test_of_many_integers_the_ends_and_the_points_that_matter_are_sampled(octaves, last):
    found = samples(Variable("a", Sort.INTEGER, 1, last), 1, last, octaves=octaves, extra=[12345])
    assert ({1, 12345} <= set(found) and found[-1] in (last, 2 ** (last.bit_length() - 1))) or found[-1] >= last * 0.9
    assert len(found) < 5_000


def test_curves_of_one_bound_are_named_at_their_ends_and_the_bound_once():
    text = "forall real 0 <= x <= 1: -1 <= x - {0}/4 and x - {0}/4 <= 1"
    axes, svg = axes_of(*(made_up(f"a.b[k={k}]", text.format(k)) for k in (1, 2)))
    assert heights(axes, BOUND) == [-1, 1] and len(axes.patches) == 1
    assert ">k = 1</text>" in svg and ">k = 2</text>" in svg
