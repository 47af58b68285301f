"""A matplotlib figure for one picture, and its SVG made fit to stand in a page.

The same bytes on every run: no date, no random ids, nobody's matplotlibrc. Text
stays text. Colours are the page's ink and CSS variables with a fallback, so that a
style sheet can change them for a dark page; `standalone` puts the fallbacks in their place.
"""

import io
import math
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from verify.kernel.numerals import decimal

from .digits import superscript

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

INK, CURVE, BOUND, QUIET, PAPER = "#010203", "#010204", "#010205", "#010206", "#010207"
"""Stand-ins: matplotlib writes them, `_THEME` says what becomes of them."""

_THEME = {
    INK: "currentColor",
    CURVE: "var(--picture-curve,#0072b2)",
    BOUND: "var(--picture-bound,#b84300)",
    QUIET: "var(--picture-quiet,#5f5b54)",
    PAPER: "var(--picture-paper,#fff)",
}

_SETTINGS: dict[str, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": INK,
    "axes.facecolor": "none",
    "axes.formatter.use_mathtext": False,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.7,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": 10,
    "figure.facecolor": "none",
    "font.size": 10,
    "image.composite_image": False,
    "lines.linewidth": 1.4,
    "path.simplify_threshold": 0.2,
    "svg.fonttype": "none",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.major.width": 0.7,
    "ytick.major.width": 0.7,
    "xtick.minor.width": 0.5,
    "ytick.minor.width": 0.5,
}
_WIDTH, _HEIGHT = 4.8, 3.1
_LONG_PATH = 3_000


def draw(name: str, alt: str, paint: Callable[["Figure"], None]) -> str:
    """The SVG element of the figure that `paint` fills; `name` keeps its ids apart from other pictures'."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS | {"svg.hashsalt": name})  # type: ignore[arg-type]
        figure = Figure(figsize=(_WIDTH, _HEIGHT))
        FigureCanvasSVG(figure)
        paint(figure)
        stream = io.StringIO()
        figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None})
    return _fit(stream.getvalue(), alt)


def standalone(svg: str) -> str:
    """The picture as a file of its own, in its light colours: for viewers that know no CSS variables."""
    plain = re.sub(r"var\(--[a-z-]+,(#[0-9a-f]+)\)", r"\1", svg).replace("currentColor", "#1d1c1a")
    return plain.replace("<svg ", '<svg font-family="DejaVu Sans, Verdana, sans-serif" ', 1) + "\n"


def _fit(text: str, alt: str) -> str:
    """What matplotlib wrote, without what only a file needs, in the page's colours and font."""
    body = text[text.index("<svg") :]
    size = re.search(r'viewBox="[^"]*"', body)[0]  # type: ignore[index]
    body = re.sub(
        r"^<svg[^>]*>\s*<metadata>.*?</metadata>|<style type=.*?</style>|<!--.*?-->", "", body, flags=re.DOTALL
    )
    used = set(re.findall(r'<[^>]*(?:href="#|url\(#)([^")]*)', body))
    body = re.sub(r"<[^>]*>", lambda tag: _fit_tag(tag[0], used), body)
    body = re.sub(r">\s+<", "><", re.sub(r"\s+", " ", body)).strip()
    while (smaller := re.sub(r"<g></g>|<g/>|<defs></defs>", "", body)) != body:
        body = smaller
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" {size} aria-label={quoteattr(alt)}>'
    return f"{head}<title>{escape(alt)}</title>{body}"


def _fit_tag(tag: str, used: set[str]) -> str:
    """One tag: what is written between tags is people's, and stays."""
    for stand_in, colour in _THEME.items():
        tag = tag.replace(stand_in, colour)
    tag = re.sub(r"font: ?(?:\w+ )*([\d.]+px) [^;\"]*", r"font-size: \1", tag)
    tag = re.sub(r"; ?font-family: [^;\"]*|font-family: [^;\"]*; ?", "", tag)
    tag = re.sub(r' id="([^"]*)"', lambda found: found[0] if found[1] in used else "", tag)
    tag = re.sub(r' transform="rotate\(-0 [^"]*"', "", tag).replace("xlink:href", "href")
    tag = re.sub(r"base64,\s+", "base64,", tag)
    places = 1 if len(tag) > _LONG_PATH else 2
    return re.sub(rf"(\d+\.\d{{{places}}})\d+", r"\1", tag) if "base64" not in tag else tag


def number(value: float) -> str:
    """A tick's label."""
    text = f"{value:.6g}".replace("-", "−")
    if value and not 1e-4 <= abs(value) < 1e5:
        digits, _, exponent = f"{value:.3e}".partition("e")
        text = f"{float(digits):g}×10{superscript(int(exponent))}".replace("-", "−")
    return text


def even(axis: "Axis", low: float, high: float) -> None:
    """Labels an even axis with numbers, for all words of many bits with powers of two."""
    from matplotlib.ticker import MaxNLocator

    size = int(high) + 1
    if low == 0 and high == size - 1 and size >= 1 << 16 and size & (size - 1) == 0:
        bits = size.bit_length() - 1
        axis.set_ticks([0, size / 2, high], labels=["0", f"2{superscript(bits - 1)}", f"2{superscript(bits)}"])
    else:
        axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
        axis.set_major_formatter(lambda value, _: number(value))


def powers(axis: "Axis", base: int, sign: str = "") -> None:
    """Labels a logarithmic axis by powers, as 10⁻² and 2⁸; only whole ones."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    def label(value: float, _: int) -> str:
        exponent = _whole_log(value, base)
        if exponent is None:
            return ""
        if 0 <= exponent < 3 and base == 10:
            return f"{sign}{decimal(base**exponent)}"
        return f"{sign}{value:g}" if -3 < exponent < 0 and base == 10 else f"{sign}{base}{superscript(exponent)}"

    axis.set_major_locator(LogLocator(base, numticks=9))
    axis.set_major_formatter(FuncFormatter(label))
    axis.set_minor_formatter(NullFormatter())


def _whole_log(value: float, base: int) -> int | None:
    if value <= 0:
        return None
    exponent = round(math.log(value, base))
    return exponent if math.isclose(base**exponent, value, rel_tol=1e-9) else None


def margin_labels(axes: "Axes", labels: Sequence[tuple[float, str, str]], beside: float = 1.02) -> None:
    """Texts right of the axes at heights given as data, each with its colour, moved apart where they would overlap."""
    step = 12.0 * max(text.count("\n") + 1 for _, text, _ in labels) * axes.figure.dpi / 72
    low, high = (axes.transData.transform((0, end))[1] for end in axes.get_ylim())
    bottom, top = min(low, high), max(low, high)
    placed: list[float] = []
    ordered = sorted(labels, key=lambda label: axes.transData.transform((1, label[0]))[1])
    for height, _, _ in ordered:
        wanted = axes.transData.transform((1, height))[1]
        placed.append(max(wanted, placed[-1] + step) if placed else max(wanted, bottom))
    over = max(0.0, placed[-1] - top) if placed else 0.0
    for place, (_, text, colour) in zip(placed, ordered, strict=True):
        height = (place - over - bottom) / (top - bottom)
        axes.text(beside, height, text, transform=axes.transAxes, va="center", ha="left", color=colour, fontsize=9)
