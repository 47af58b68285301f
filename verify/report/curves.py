"""Pictures of quantities of one variable: their curves, and the certified bounds as lines or a band."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from verify.kernel.statement import Variable
from verify.kernel.term import Sort
from verify.translate.arrays import NotDrawn

from .canvas import BOUND, CURVE, PAPER, even, margin_labels, number, powers
from .plotted import Number, Plotted, bound_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_POINTS = 401
_ALL_INTEGERS = 1 << 14
_DOTS = 300
_DECADES = 1.5


def draw_curves(figure: "Figure", shown: Sequence[Plotted], name: str) -> None:
    """All of them in one pair of axes; `name` is that of the quantity."""
    axes = figure.add_axes((0.145, 0.15, 0.55, 0.75))
    octaves = shown[0].octaves()
    places = [place for plot in shown for place in plot.places(plot.variables[0])]
    spans = [plot.span(plot.variables[0], places) for plot in shown]
    ends = float(min(low for low, _, _ in spans)), float(max(high for _, high, _ in spans))
    drawn = []
    for plot in shown:
        inputs = samples(plot.variables[0], *ends, octaves=octaves, extra=plot.places(plot.variables[0]))
        drawn.append((inputs, plot.over({plot.variables[0].name: inputs})))
    heights = [height for _, found in drawn for height in found if math.isfinite(height)]
    if not heights:
        raise NotDrawn("the quantity is undefined wherever it is looked at")
    _scale(axes, shown, heights, ends, octaves)
    for plot, (inputs, found) in zip(shown, drawn, strict=True):
        _draw_one(axes, plot, inputs, found)
    axes.set_xlabel(shown[0].variables[0].name)
    axes.set_title(name)
    labels = (
        {}
        if len(shown) == 1
        else {plot.label: _last(plot, found) for plot, (_, found) in zip(shown, drawn, strict=True)}
    )
    _draw_bounds(axes, shown, {} if any(plot.minimum for plot in shown) else labels)


def _last(plot: Plotted, found: Sequence[float]) -> tuple[float, str, str]:
    """The label of a curve, at its right end."""
    return next(height for height in reversed(found) if math.isfinite(height)), plot.label, CURVE


def samples(
    variable: Variable, low: float, high: float, *, octaves: bool, extra: Sequence[Number]
) -> Sequence[int | float]:
    """Where the quantity is computed: all integers where they are few, else evenly, by octaves for leading ones."""
    if variable.sort is Sort.REAL:
        even = [low + (high - low) * k / (_POINTS - 1) for k in range(_POINTS)]
        return sorted({*even, *map(float, extra)})
    first, last = int(low), int(high)
    if last - first < _ALL_INTEGERS:
        found = set(range(first, last + 1))
    elif octaves:
        found = {max(first, min(last, round(2 ** (k / 64)))) for k in range(64 * last.bit_length() + 1)}
    else:
        found = {first + (last - first) * k // (8 * _DOTS) for k in range(8 * _DOTS + 1)}
    kept = found | {int(value) for value in extra}
    return sorted(value for value in kept if variable.parity is None or value % 2 == variable.parity)


def _draw_one(axes: "Axes", plot: Plotted, inputs: Sequence[int | float], found: Sequence[float]) -> None:
    if plot.variables[0].sort is Sort.REAL:
        axes.plot(inputs, found, color=CURVE)
    elif len(inputs) <= _DOTS:
        axes.plot(inputs, found, color=CURVE, linestyle="none", marker="o", markersize=2, markeredgewidth=0)
    else:
        _draw_envelope(axes, inputs, found)


def _draw_envelope(axes: "Axes", inputs: Sequence[int | float], found: Sequence[float]) -> None:
    """The least and the greatest value in each of so many strips of the axes."""
    across = axes.transData.transform([(at, 0.5) for at in inputs])[:, 0]
    strips: dict[int, list[tuple[float, float]]] = {}
    for at, place, height in zip(inputs, across, found, strict=True):
        if math.isfinite(height):
            strip = int(_DOTS * (place - across[0]) / (across[-1] - across[0]))
            strips.setdefault(strip, []).append((float(at), height))
    places = [rows[0][0] for rows in strips.values()]
    lows, highs = ([end(height for _, height in rows) for rows in strips.values()] for end in (min, max))
    axes.fill_between(places, lows, highs, color=CURVE, alpha=0.35, linewidth=0)
    axes.plot(places, lows, color=CURVE, linewidth=0.8)
    axes.plot(places, highs, color=CURVE, linewidth=0.8)


def _scale(
    axes: "Axes", shown: Sequence[Plotted], heights: Sequence[float], ends: tuple[float, float], octaves: bool
) -> None:
    bounds = [float(end) for plot in shown for end in (plot.low, plot.high) if end is not None]
    low, high = min([*heights, *bounds]), max([*heights, *bounds])
    if low > 0 and math.log10(high / low) > _DECADES:
        axes.set_yscale("log")
        powers(axes.yaxis, 10)
        axes.set_ylim(low / (high / low) ** 0.08, high)
    else:
        room = 0.06 * (high - low) or 1.0
        axes.set_ylim(low - room, high + room)
        axes.yaxis.set_major_formatter(lambda value, _: number(value))
    if octaves and ends[0] >= 0:
        axes.set_xscale("log", base=2)
        powers(axes.xaxis, 2)
        axes.set_xlim(max(ends[0], 1), ends[1])
    else:
        even(axes.xaxis, *ends)
        axes.set_xlim(*ends)


def _draw_bounds(axes: "Axes", shown: Sequence[Plotted], curves: dict[str, tuple[float, str, str]]) -> None:
    """The bounds as lines across, labelled in the margin, the band between them, and the points that matter."""
    labels = dict(curves)
    for plot in {(plot.low, plot.high): plot for plot in shown}.values():
        if plot.low is not None and plot.high is not None:
            axes.axhspan(float(plot.low), float(plot.high), color=BOUND, alpha=0.09, linewidth=0)
        width, order, alpha = (0.8, 1, 0.6) if plot.minimum else (1.2, 3, 1.0)
        for end, sign in ((plot.low, "≥"), (plot.high, "≤")):
            if end is not None:
                style = "-" if plot.certified else (0, (4, 3))
                axes.axhline(float(end), color=BOUND, linewidth=width, zorder=order, alpha=alpha, linestyle=style)
                text = bound_label(plot, sign, bound_text(end, sign == "≤"))
                labels[text] = (float(end), text, BOUND)
    for plot in shown:
        for mark in plot.marks:
            _draw_mark(axes, mark.kind, float(mark.at[plot.variables[0].name]), mark.height)
    margin_labels(axes, list(labels.values()))


def bound_label(plot: Plotted, sign: str, value: str) -> str:
    """What stands beside a bound's line."""
    if plot.minimum:
        return f"{plot.label}: {plot.minimum}" if plot.label else f"minimum {plot.minimum}"
    return f"{'certified' if plot.certified else 'claimed'} {sign} {value}"


def _draw_mark(axes: "Axes", kind: str, place: float, height: float) -> None:
    marker, size = ("X", 8) if kind == "fails" else ("o", 6)
    axes.plot([place], [height], marker=marker, markersize=size, color=BOUND, markeredgecolor=PAPER, zorder=5)
