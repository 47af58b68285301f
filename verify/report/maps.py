"""Pictures of quantities of two variables: the deeper the colour, the larger; borders where a branch changes."""

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from verify.kernel.statement import Variable
from verify.kernel.term import Sort, Term, apply, make
from verify.kernel.text import term_text
from verify.translate.arrays import NotDrawn, values

from .canvas import BOUND, INK, PAPER, even, margin_labels, number
from .curves import bound_label
from .digits import superscript
from .plotted import Number, Plotted, bound_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_POINTS, _SQUARES, _FEW = 49, 96, 256
_SHADES, _STEPS = 12, 32
_NOTHING = 1e-9
_ABOVE, _BELOW = (0.16, 0.53, 0.80), (0.90, 0.62, 0.0)
"""Two colours that the colour-blind tell apart, and that stand out from light and from dark paper."""

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_LONGEST_NAME = 16

Grid = list[list[float]]
Numbers = Sequence[int | float]


def draw_map(figure: "Figure", plot: Plotted, name: str) -> None:
    """A quantity of two variables, both real or both integers."""
    axes = figure.add_axes((0.115, 0.15, 0.445, 0.75))
    if plot.variables[0].sort is not plot.variables[1].sort:
        raise NotDrawn("one of its variables is real, the other an integer")
    grid = _bands(axes, plot) if _smooth(plot) else _cells(axes, plot)
    axes.set_xlabel(plot.variables[0].name)
    axes.set_ylabel(plot.variables[1].name)
    for mark in plot.marks:
        place = [_place(plot, variable, mark.at[variable.name]) for variable in plot.variables]
        marker = "X" if mark.kind == "fails" else "o"
        axes.plot(*([at] for at in place), marker=marker, markersize=7, color=BOUND, markeredgecolor=PAPER,
                  clip_on=False, zorder=5)  # fmt: skip
    axes.set_title(name)
    _draw_legend(figure, plot, _range(plot, grid))


def _range(plot: Plotted, grid: Grid) -> tuple[float, float]:
    """From the least to the greatest value seen or claimed, 0 among them."""
    finite = [value for row in grid for value in row if math.isfinite(value)]
    if not finite:
        raise NotDrawn("the quantity is undefined wherever it is looked at")
    ends = [float(end) for end in (plot.low, plot.high) if end is not None]
    low, high = min(0.0, *finite, *ends), max(0.0, *finite, *ends)
    low, high = (0.0 if abs(end) < _NOTHING * (high - low) else end for end in (low, high))
    if low == high:
        raise NotDrawn("the quantity is 0 wherever it is looked at")
    return low, high


def _shade(value: float, low: float, high: float) -> tuple[float, float, float, float]:
    """Blue, and amber below 0 where there are both; more of it for larger values."""
    if not math.isfinite(value):
        return (*_ABOVE, 0.0)
    return (*(_BELOW if value < 0 < high else _ABOVE), min(1.0, abs(value) / max(-low, high)))


def _over(term: Term, plot: Plotted, columns: Numbers, rows: Numbers) -> Grid:
    """The values of a term on a grid, row by row."""
    first, second = (variable.name for variable in plot.variables)
    inputs = {first: [at for _ in rows for at in columns], second: [at for at in rows for _ in columns]}
    found = values(term, inputs)
    return [found[k * len(columns) : (k + 1) * len(columns)] for k in range(len(rows))]


# Reals, and integers that are as good as reals: bands between levels.


def _smooth(plot: Plotted) -> bool:
    """Whether there are too many inputs to be seen apart, and no octaves that repeat among them."""
    spans = [plot.span(variable) for variable in plot.variables]
    wide = all(high - low > _FEW for low, high, _ in spans) and not plot.octaves()
    return plot.variables[0].sort is Sort.REAL or wide


def _bands(axes: "Axes", plot: Plotted) -> Grid:
    spans = [plot.span(variable) for variable in plot.variables]
    steps = ([low + (high - low) * k / (_POINTS - 1) for k in range(_POINTS)] for low, high, _ in spans)
    real = plot.variables[0].sort is Sort.REAL
    columns, rows = ([float(at) if real else math.floor(at) for at in axis] for axis in steps)
    grid = _over(plot.term, plot, columns, rows)
    low, high = _range(plot, grid)
    levels = [low + (high - low) * k / _SHADES for k in range(_SHADES + 1)]
    colours = [_shade((levels[k] + levels[k + 1]) / 2, low, high) for k in range(_SHADES)]
    levels[-1] += (high - low) * 1e-9
    axes.contourf(columns, rows, grid, levels=levels, colors=colours)
    branches = list(_branches(plot.term))
    for condition in branches:
        _draw_border(axes, plot, condition, columns, rows, named=len(branches) == 1)
    for axis, (low_end, high_end, _) in zip((axes.xaxis, axes.yaxis), spans, strict=True):
        even(axis, float(low_end), float(high_end))
        (axes.set_xlim if axis is axes.xaxis else axes.set_ylim)(float(low_end), float(high_end))
    return grid


def _branches(term: Term) -> Iterator[Term]:
    """The conditions under which the program goes this way or that; whether a value exists is no branch."""
    waiting = [term]
    while waiting:
        node = waiting.pop()
        if node.op == "-" and node.args[1].op == "constant":  # a relative error
            waiting.append(node.args[0])
        if node.op == "if":
            waiting += node.args[1:]
            if all(side.op != "undefined" for side in node.args[1:]) and node.args[0].op in _OPPOSITE:
                yield node.args[0]


def _draw_border(axes: "Axes", plot: Plotted, condition: Term, columns: Numbers, rows: Numbers, *, named: bool) -> None:
    """A dashed line where a condition changes, and on each side what is true there."""
    difference = apply("-", *condition.args)
    edge = _over(difference if difference.sort is Sort.REAL else make("real", difference), plot, columns, rows)
    sides = [(x, y, value) for y, row in zip(rows, edge, strict=True) for x, value in zip(columns, row, strict=True)]
    below, above = ([(x, y) for x, y, value in sides if sign * value > 0] for sign in (-1, 1))
    if not below or not above:
        return
    axes.contour(columns, rows, edge, levels=[0], colors=[INK], linewidths=0.9, linestyles=[(0, (5, 3))])
    lesser = condition.op in ("<", "<=")
    for points, op in ((below, condition.op if lesser else _OPPOSITE[condition.op]),
                       (above, _OPPOSITE[condition.op] if lesser else condition.op)):  # fmt: skip
        text = term_text(make(op, *condition.args)).replace("<=", "≤").replace(">=", "≥")
        if named and len(text) <= _LONGEST_NAME:
            across, up = (sum(ends) / len(points) for ends in zip(*points, strict=True))
            axes.text(across, up, text, ha="center", va="center", fontsize=9)


# Other integers: cells, each with the worst of its inputs.


def _cells(axes: "Axes", plot: Plotted) -> Grid:
    groups = [_groups(plot, variable) for variable in plot.variables]
    columns, rows = (sorted({value for group in axis for value in group}) for axis in groups)
    full = _over(plot.term, plot, columns, rows)
    column_of, row_of = ({value: k for k, value in enumerate(axis)} for axis in (columns, rows))
    grid = [
        [_worst([full[row_of[b]][column_of[a]] for b in row for a in column]) for column in groups[0]]
        for row in groups[1]
    ]
    low, high = _range(plot, grid)
    step = max(-low, high) / _STEPS
    even = [[step * round(value / step) if math.isfinite(value) else value for value in row] for row in grid]
    picture = [[_shade(value, low, high) for value in row] for row in even]
    ends = [_ends(plot, variable) for variable in plot.variables]
    axes.imshow(picture, origin="lower", interpolation="none", extent=(*ends[0], *ends[1]), aspect="auto")
    for axis in (axes.xaxis, axes.yaxis):
        if plot.octaves():
            axis.set_major_formatter(lambda value, _: f"2{superscript(round(value))}" if value == round(value) else "")
        else:
            axis.set_major_formatter(lambda value, _: number(value))
    return grid


def _groups(plot: Plotted, variable: Variable) -> list[list[int]]:
    """The inputs of each cell along one axis: all of them where they are few, else its first, middle and last."""
    low, high = _ends(plot, variable)
    first, last = (int(end) for end in plot.span(variable)[:2])
    count = min(_SQUARES, last - first + 1)
    edges = [low + (high - low) * k / count for k in range(count + 1)]
    if plot.octaves():
        edges = [2**edge for edge in edges]
    groups = []
    for left, right in itertools.pairwise(edges):
        start, stop = max(first, math.ceil(left)), min(last, math.ceil(right) - 1)
        if start > stop:
            start = stop = max(first, math.floor(left))
        inside = range(start, stop + 1) if last - first < _FEW else {start, (start + stop) // 2, stop}
        groups.append([at for at in sorted(inside) if variable.parity is None or at % 2 == variable.parity])
    return groups


def _ends(plot: Plotted, variable: Variable) -> tuple[float, float]:
    """The ends of an axis: powers of two as exponents for programs that look for leading ones."""
    low, high, _ = plot.span(variable)
    if plot.octaves():
        if high < 2:
            raise NotDrawn(f"{variable.name} has no octave to be drawn over")
        return float(max(int(low), 1).bit_length() - 1), float(int(high).bit_length())
    return float(low), float(high + 1)


def _place(plot: Plotted, variable: Variable, at: Number) -> float:
    """Where a value stands on its axis: integers in the middle of their cell."""
    if _smooth(plot):
        return float(at)
    return math.log2(at + 0.5) if plot.octaves() else float(at + 0.5)


def _worst(found: Sequence[float]) -> float:
    """The value farthest from 0."""
    return max((value for value in found if math.isfinite(value)), key=abs, default=math.nan)


# The legend


def _draw_legend(figure: "Figure", plot: Plotted, ends: tuple[float, float]) -> None:
    """The colours from the least value to the greatest, with the bounds as lines across."""
    axes = figure.add_axes((0.72, 0.15, 0.03, 0.75))
    low, high = ends
    for k in range(2 * _SHADES):
        bottom, top = (low + (high - low) * end / (2 * _SHADES) for end in (k, k + 1))
        axes.axhspan(bottom, top, color=_shade((bottom + top) / 2, low, high), linewidth=0)
    labels = []
    for end, sign in ((plot.low, "≥"), (plot.high, "≤")):
        if end is not None:
            axes.plot([-0.25, 1.25], [float(end)] * 2, color=BOUND, linewidth=1.6, clip_on=False,
                      linestyle="-" if plot.certified else (0, (3, 2)))  # fmt: skip
            text = bound_label(plot, sign, bound_text(end, sign == "≤")).replace(" ", "\n", 1)
            labels.append((float(end), text, BOUND))
    axes.set_ylim(low, high)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.yaxis.set_major_formatter(lambda value, _: number(value))
    margin_labels(axes, labels, beside=1.6)
