"""The pictures of a record: for each claim whose author wants one, what it bounds, and where its bounds tend.

A pure function of the verdicts. All numbers that are called certified are the
record's; only the curves and colours between them are computed here, in floats.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from verify.engine.verdict import REFUTED, Verdict
from verify.translate.arrays import NotDrawn

from .arrangement import claim_name, instance
from .canvas import draw
from .curves import draw_curves
from .maps import draw_map
from .plotted import Plotted, exact_or_near, plotted
from .shown import plain
from .trends import Point, argument, draw_trend, series, trends

if TYPE_CHECKING:
    from matplotlib.figure import Figure


_LONGEST_TITLE, _LONGEST_SLUG, _TOLD = 60, 40, 4


@dataclass(frozen=True, slots=True)
class Picture:
    """`name` is safe in file names and ids, and begins like no other claim's; `svg` is an element for a page.

    A picture that could not be made has no `svg`, and a `caption` that says why.
    """

    name: str
    svg: str
    alt: str
    caption: str


def pictures(verdicts: Sequence[Verdict]) -> tuple[Picture, ...]:
    """The pictures of these verdicts, claim by claim in their order."""
    claims: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.drawing.picture or verdict.drawing.trend:
            claims.setdefault((verdict.file, claim_name(verdict)), []).append(verdict)
    return tuple(picture for name, found in claims.items() for picture in _of_claim(name, found))


def _of_claim(claim: tuple[str, str], verdicts: Sequence[Verdict]) -> list[Picture]:
    made: list[Picture] = []
    for caption in dict.fromkeys(verdict.drawing.picture for verdict in verdicts if verdict.drawing.picture):
        group = [verdict for verdict in verdicts if verdict.drawing.picture == caption]
        made += _drawn(claim, len(made), caption, lambda group=group: _of_values(group))  # type: ignore[misc]
    for caption in dict.fromkeys(verdict.drawing.trend for verdict in verdicts if verdict.drawing.trend):
        group = [verdict for verdict in verdicts if verdict.drawing.trend == caption]
        made += _drawn(claim, len(made), caption, lambda group=group: _of_trends(group))  # type: ignore[misc]
    return made


@dataclass(frozen=True, slots=True)
class _Sketch:
    """One picture before it is drawn: how to paint it under a title, a title of its own, and facts."""

    paint: Callable[["Figure", str], None]
    title: str
    kind: str
    facts: str
    several: bool = False


def _drawn(claim: tuple[str, str], before: int, caption: str, sketch: Callable[[], list[_Sketch]]) -> list[Picture]:
    """The pictures with this caption; one that cannot be drawn costs nobody the others."""
    caption = " ".join(plain(caption).split())
    try:
        sketches = sketch()
    except Exception as error:
        return [_missing(_name(claim, before), caption, error)]
    given, colon, _ = caption.partition(":")
    found = []
    for number, one in enumerate(sketches, before):
        name = _name(claim, number)
        title = one.title
        if colon and len(given) <= _LONGEST_TITLE:
            title = re.sub(r"(^| )-", r"\1−", given) + (f", {title}" if one.several else "")
        alt = f"{one.kind}: {title}. {one.facts}"
        try:
            svg = draw(name, alt, lambda figure, one=one, title=title: one.paint(figure, title))  # type: ignore[misc]
        except Exception as error:
            found.append(_missing(name, caption, error))
            continue
        found.append(Picture(name, svg, alt, f"{caption.rstrip('.')}. {one.facts}"))
    return found


def _missing(name: str, caption: str, error: Exception) -> Picture:
    why = str(error) if isinstance(error, NotDrawn) else f"{type(error).__name__}: {error}"
    return Picture(name, "", "", f"{caption.rstrip('.')}. (Not drawn: {plain(why)[:300]}.)")


def _name(claim: tuple[str, str], number: int) -> str:
    """Of letters, digits, - and _ only, and another one for every claim and number."""
    slug = re.sub(r"[^A-Za-z0-9_-]+", "-", claim[1]).strip("-_")[:_LONGEST_SLUG]
    mark = hashlib.sha256("\0".join(claim).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"picture-{slug}-{mark}-{number + 1}"


# What the statements bound


def _of_values(verdicts: Sequence[Verdict]) -> list[_Sketch]:
    """One picture for all statements of one variable, one for each of two; of these, those that can be drawn."""
    plots: list[Plotted] = []
    kept, left_out = [], []
    for verdict in verdicts:
        try:
            plots.append(plotted(verdict))
            kept.append(verdict)
        except NotDrawn as why:
            left_out.append((verdict, why))
    if not plots:
        raise left_out[0][1]
    if all(len(plot.variables) == 1 for plot in plots):
        told = [_facts(plot, verdict) for plot, verdict in zip(plots, kept, strict=True)]
        told += [f"{instance(verdict)}: not drawn, {why}." for verdict, why in left_out]
        facts = " ".join(dict.fromkeys(told))
        return [_Sketch(lambda figure, title: draw_curves(figure, plots, title), _title(plots[0]), "Curve", facts)]
    found = []
    for plot, verdict in zip(plots, kept, strict=True):
        if len(plot.variables) != 2:
            raise NotDrawn(f"it has {len(plot.variables)} variables; one or two can be drawn")

        def paint(figure: "Figure", title: str, plot: Plotted = plot) -> None:
            draw_map(figure, plot, title)

        found.append(_Sketch(paint, _title(plot), "Map", _facts(plot, verdict)))
    return found


def _title(plot: Plotted) -> str:
    return "relative error" if plot.relative else "value" if plot.minimum else "what is bounded"


def _facts(plot: Plotted, verdict: Verdict) -> str:
    """The certified numbers in words, and where they are attained or missed."""
    if plot.minimum:
        return f"{_sentence(plot.label)}certified minimum {plot.minimum} at {_at(plot, 'minimum')}."
    standing = "Certified" if plot.certified else "Claimed and refuted" if verdict.verdict == REFUTED else "Claimed"
    ends = [f"at least {exact_or_near(plot.low)}"] if plot.low is not None else []
    ends += [f"at most {exact_or_near(plot.high)}"] if plot.high is not None else []
    told = [f"{_sentence(plot.label)}{standing}: {' and '.join(ends)}."]
    for kind, words in (("attained", "Attained at"), ("fails", "It fails at")):
        if at := _at(plot, kind):
            told.append(f"{words} {at}.")
    cut = [variable.name for variable in plot.variables if not plot.span(variable)[2]]
    if cut:
        told.append(f"Drawn for a part of the domain of {' and '.join(cut)}.")
    return " ".join(told)


def _sentence(label: str) -> str:
    return f"{label}: " if label else ""


def _at(plot: Plotted, kind: str) -> str:
    """The points of a kind, as x = 1/2, y = 3."""
    points = (mark.at for mark in plot.marks if mark.kind == kind)
    return "; ".join(
        ", ".join(f"{name} {_is(exact_or_near(Fraction(value)))}" for name, value in at.items()) for at in points
    )


def _is(text: str) -> str:
    return text if text.startswith("≈") else f"= {text}"


# Where certified numbers tend


def _of_trends(verdicts: Sequence[Verdict]) -> list[_Sketch]:
    found = []
    changing = trends(verdicts)
    for name, points in changing.items():

        def paint(figure: "Figure", title: str, points: list[Point] = points) -> None:
            draw_trend(figure, points, title)

        against, rows = argument(points), series(points)
        told = [f"{_sentence(label)}{_from_to(row, against)}" for label, row in list(rows.items())[:_TOLD]]
        facts = f"{sum(map(len, rows.values()))} certified numbers: {'; '.join(told)}{'; …' * (len(rows) > _TOLD)}."
        if any(point.limit is not None for point in points):
            facts += " The dashed line is what they tend to as the author says; that is not proved."
        found.append(_Sketch(paint, name or "certified value", f"Against {against}", facts, len(changing) > 1))
    return found


def _from_to(row: Sequence[Point], against: str) -> str:
    ends = (f"{exact_or_near(end.low, 12)} at {against} = {end.arguments[against]}" for end in (row[0], row[-1]))
    return "from " + " to ".join(ends)
