"""A record rendered: `index.html`, a page for each claim file, and `report.md`.

A pure function of the record: no clock, no solver, the same bytes every time.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from verify.engine import verdict as verdicts
from verify.engine.record import Record
from verify.notation.latex import statement_markdown
from verify.notation.mathml import statement_mathml

from . import arrangement, markdown, shown

_TEMPLATES = Path(__file__).parent / "templates"
_LINK = re.compile(r"(https?://[^\s<>\"']*[^\s<>\"'.,;:)\]])")


def render(record: Record, folder: Path) -> Path:
    """Writes the report into `folder` (made if need be) and gives the path of its `index.html`.

    Raises OSError where the folder cannot be written. A page that cannot be
    made holds the reason instead, and the index says so.
    """
    files = arrangement.arrange(record)
    html, text = _environment(True), _environment(False)
    folder.mkdir(parents=True, exist_ok=True)
    broken: dict[str, str] = {}
    for claim_file in files:
        values = {"record": record, "claim_file": claim_file}
        page, problem = _page(html.get_template("file.html.j2"), values)
        if problem:
            broken[claim_file.page] = problem
            page = html.get_template("broken.html.j2").render(problem=problem, **values)
        _write(folder / claim_file.page, page)
    everything = {"record": record, "files": files, "broken": broken}
    report, problem = _page(text.get_template("report.md.j2"), everything)
    if problem:
        broken["report.md"] = problem
        report = f"# Verdicts\n\nThis report could not be made: {markdown.escaped(problem)}.\n"
    _write(folder / "report.md", report)
    index = folder / "index.html"
    _write(index, html.get_template("index.html.j2").render(everything))
    return index


def _page(template: Template, values: dict[str, Any]) -> tuple[str, str]:
    try:
        return template.render(values), ""
    except Exception as error:  # told on the page and on the index; the other pages are still worth reading
        return "", f"{type(error).__name__}: {error}"


def _write(path: Path, text: str) -> None:
    path.write_bytes(re.sub(r"\n{3,}", "\n\n", text).encode())


def _environment(html: bool) -> Environment:
    """Templates in which every value that is not markup already is escaped for the format."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_plain if html else _markdown,
    )
    environment.globals.update(
        {name: getattr(arrangement, name) for name in ("instance", "tally", "rules", "commands", "paragraphs")}
        | {name: getattr(arrangement, name) for name in ("expectation", "unexpected")}
        | {name: getattr(shown, name) for name in ("enclosure", "value", "seconds", "size")}
        | {"needs_attention": _needs_attention}
        | {"statement": _statement_html if html else _statement_markdown}
    )
    environment.tests["needs_attention"] = _needs_attention
    environment.filters["value"] = shown.value
    if html:
        environment.filters |= {"linked": _linked, "grouped": _grouped, "breakable": _breakable}
    else:
        environment.filters |= {name: _markup(getattr(markdown, name)) for name in ("code", "block", "counted")}
    return environment


def _markup(draw: Callable[[Any], str]) -> Callable[[Any], Markup]:
    return lambda value: Markup(draw(value))


def _needs_attention(verdict: verdicts.Verdict) -> bool:
    return verdicts.standing(verdict) != verdicts.EXIT_AS_EXPECTED


def _plain(value: Any) -> Any:
    """Before HTML's own escaping."""
    return shown.plain(value) if type(value) is str else value


def _markdown(value: Any) -> Any:
    """Instead of HTML's escaping: what is marked as markup passes both."""
    return Markup(markdown.escaped(value)) if type(value) is str else value


def _statement_html(text: str) -> Markup:
    drawn = shown.drawn(text, statement_mathml)
    if not drawn.problem:
        return Markup(drawn.markup)
    box = Markup('<div class="problem" role="note"><p>{}</p><pre tabindex="0"><code>{}</code></pre></div>')
    return box.format(shown.plain(drawn.problem), shown.plain(text))


def _statement_markdown(text: str) -> Markup:
    drawn = shown.drawn(text, statement_markdown)
    if not drawn.problem:
        return Markup(drawn.markup)
    return Markup(f"> **{markdown.escaped(drawn.problem)}**\n\n{markdown.block(text)}")


def _linked(text: str) -> Markup:
    """The text with its web addresses as links."""
    pieces = _LINK.split(shown.plain(text))
    links = Markup('<a href="{0}" rel="noreferrer">{0}</a>')
    return Markup("").join(links.format(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces))


def _breakable(name: str) -> Markup:
    """A name that may be broken after its underscores."""
    return Markup("_<wbr>").join(escape(part) for part in shown.plain(name).split("_"))


def _grouped(digits: str) -> Markup:
    """Long decimals in groups of five, spaced by style alone, so that they copy as one number."""
    head, point, tail = digits.partition(".")
    decimals = re.match(r"\d*", tail)[0]  # type: ignore[index]
    if len(decimals) < 10:
        return escape(digits)
    groups = Markup("<wbr>").join(Markup("<span>{}</span>").format(group) for group in re.findall(r"\d{1,5}", decimals))
    return Markup('<span class="digits">{}{}{}{}</span>').format(head, point, groups, tail[len(decimals) :])
