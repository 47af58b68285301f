"""Pictures of certified numbers against an argument with `each`: bounds, minima, minimisers, and their limit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from verify.engine.verdict import PROVED, Verdict
from verify.kernel.numerals import rational
from verify.translate.arrays import NotDrawn

from .canvas import BOUND, QUIET, margin_labels, number, powers
from .plotted import plotted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DECADES = 30.0
_MARKERS = "osD^vP*"


@dataclass(frozen=True, slots=True)
class Point:
    """One instance: its arguments, a certified number between `low` and `high`, and the author's limit."""

    arguments: Mapping[str, int]
    low: Fraction
    high: Fraction
    limit: Fraction | None


def trends(verdicts: Sequence[Verdict]) -> dict[str, list[Point]]:
    """By name, the certified numbers of a claim's instances: of minima two, else those bounds that change."""
    proved = [verdict for verdict in verdicts if verdict.verdict == PROVED]
    found: dict[str, list[Point]] = {}
    for verdict in proved:
        integers = {name: value for name, value in verdict.fixed.items() if type(value) is int}
        for name, (low, high) in _numbers(verdict).items():
            limit = verdict.drawing.limit.get(name if verdict.enclosures else "")
            point = Point(integers, low, high, None if limit is None else rational(limit))
            found.setdefault(name, []).append(point)
    changing = {name: points for name, points in found.items() if len({point.low for point in points}) > 1}
    if not changing:
        raise NotDrawn("no two proved instances have different bounds")
    return changing


def _numbers(verdict: Verdict) -> dict[str, tuple[Fraction, Fraction]]:
    if verdict.enclosures:
        return {name: (rational(low), rational(high)) for name, (low, high) in sorted(verdict.enclosures.items())}
    plot = plotted(verdict)
    if plot.low is not None and plot.high is not None and _close(plot.low, plot.high):
        return {"": (plot.low, plot.high)}
    return {name: (end, end) for name, end in (("at least", plot.low), ("at most", plot.high)) if end is not None}


def _close(low: Fraction, high: Fraction) -> bool:
    """Whether two bounds are digits of one number."""
    return low <= high and (high - low) * 100 < max(abs(low), abs(high))


def draw_trend(figure: "Figure", points: Sequence[Point], name: str) -> None:
    """The numbers against the argument that takes most values, a series for each choice of the others."""
    axes = figure.add_axes((0.145, 0.15, 0.565, 0.75))
    against = argument(points)
    merged = series(points)
    sign = _scale(axes, points)
    labels = []
    for marker, (label, row) in zip(_cycled(len(merged)), merged.items(), strict=True):
        places = [point.arguments[against] for point in row]
        heights = [sign * float((point.low + point.high) / 2) for point in row]
        axes.plot(places, heights, color=BOUND, marker=marker, markersize=4.5, linewidth=0.7, zorder=3)
        labels.append((heights[-1], label or "certified", BOUND))
        limits = [
            (place, sign * float(point.limit))
            for place, point in zip(places, row, strict=True)
            if point.limit is not None
        ]
        if limits:
            axes.plot(*zip(*limits, strict=True), color=QUIET, linestyle=(0, (5, 3)), linewidth=1.2, zorder=2)
            labels.append((limits[-1][1], "limit (unproved)", QUIET))
    axes.set_xlabel(against)
    axes.set_title(name)
    _scale_across(axes, [point.arguments[against] for point in points])
    margin_labels(axes, labels)


def argument(points: Sequence[Point]) -> str:
    """The argument that takes most values, the first of them."""
    names = set.intersection(*(set(point.arguments) for point in points))
    if not names:
        raise NotDrawn("no argument with each(...) is an integer in all instances")
    ordered = [name for name in points[0].arguments if name in names]
    return max(ordered, key=lambda name: len({point.arguments[name] for point in points}))


def series(points: Sequence[Point]) -> dict[str, list[Point]]:
    """The points in their order across, for each choice of the other arguments; what is the same is there once."""
    against = argument(points)
    found: dict[str, list[Point]] = {}
    for point in sorted(points, key=lambda point: point.arguments[against]):
        others = ", ".join(f"{key} = {value}" for key, value in point.arguments.items() if key != against)
        found.setdefault(others, []).append(point)
    kept: dict[tuple[tuple[int, Fraction], ...], tuple[str, list[Point]]] = {}
    for label, row in found.items():
        kept.setdefault(tuple((point.arguments[against], point.low) for point in row), (label, row))
    if len(kept) == 1:
        [(_, row)] = kept.values()
        return {"": row}
    return dict(kept.values())


def _cycled(count: int) -> Iterable[str]:
    return (_MARKERS[k % len(_MARKERS)] for k in range(count))


def _scale(axes: "Axes", points: Sequence[Point]) -> int:
    """A logarithmic scale for numbers of one sign that span decades; -1 where it is their sizes that are drawn."""
    middles = [float((point.low + point.high) / 2) for point in points]
    middles += [float(point.limit) for point in points if point.limit is not None]
    sizes = [abs(value) for value in middles]
    one_sign = min(middles) > 0 or max(middles) < 0
    if not one_sign or max(sizes) < _DECADES * min(sizes):
        axes.yaxis.set_major_formatter(lambda value, _: number(value))
        return 1
    axes.set_yscale("log")
    negative = max(middles) < 0
    powers(axes.yaxis, 10, "−" if negative else "")
    if negative:
        axes.invert_yaxis()
    return -1 if negative else 1


def _scale_across(axes: "Axes", places: Sequence[int]) -> None:
    if min(places) > 0 and max(places) > _DECADES * min(places):
        axes.set_xscale("log")
        powers(axes.xaxis, 10)
    else:
        distinct = sorted(set(places))
        if all(later - earlier > (distinct[-1] - distinct[0]) / 16 for earlier, later in pairwise(distinct)):
            axes.set_xticks(distinct)
        else:
            from matplotlib.ticker import MaxNLocator

            axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.xaxis.set_major_formatter(lambda value, _: number(value))
