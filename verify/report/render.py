"""A record rendered: `index.html`, a page for each claim file and each claim, `report.md`, a file for each certificate.

A pure function of the record and the certificates: no clock, no solver, the same bytes every time.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from verify.engine import verdict as verdicts
from verify.engine.record import Record
from verify.kernel.parse import parse
from verify.notation.latex import phrases_markdown, statement_markdown
from verify.notation.mathml import phrases_mathml, statement_mathml

from . import arrangement, markdown, proof_steps, shown
from . import bounds as bounding
from . import side_by_side as sides
from .canvas import standalone
from .coq_statement import coq_statement
from .evidence import CERTIFICATES, Certificates, by_digest, reading
from .failing_input import Input, failing_input
from .phrases import Line
from .phrases import shown as display
from .pictures import Picture, pictures

PICTURES = "pictures"
_TEMPLATES = Path(__file__).parent / "templates"
_FUNCTIONS: dict[Any, tuple[str, ...]] = {
    arrangement: (
        "instance",
        "tally",
        "rules",
        "commands",
        "paragraphs",
        "expectation",
        "unexpected",
        "short_name",
        "instances_told",
        "examples",
    ),
    shown: ("enclosure", "value", "seconds", "size"),
    sides: ("side_by_side", "heading"),
    proof_steps: ("numbered",),
    bounding: ("bounds",),
}
_LINK = re.compile(r"(https?://[^\s<>\"']*[^\s<>\"'.,;:)\]])")


def render(record: Record, certificates: Iterable[str], folder: Path) -> Path:
    """Writes the report into `folder` (made if need be) and gives the path of its `index.html`.

    `certificates` are the texts of those that the verdicts rest on, as far as
    they are at hand. Raises OSError where the folder cannot be written. A page
    that cannot be made holds the reason instead, and the index says so.
    """
    files = arrangement.arrange(record)
    known = by_digest(certificates)
    html = _environment(True, known)
    (folder / CERTIFICATES).mkdir(parents=True, exist_ok=True)
    for digest, certificate in known.items():
        _write(folder / CERTIFICATES / f"{digest}.json", certificate + "\n")
    broken: dict[str, str] = {}

    def write(name: str, template: str, title: str, values: dict[str, Any]) -> None:
        page, problem = _page(html.get_template(template), values | {"record": record})
        if problem:
            broken[name] = problem
            page = html.get_template("broken.html.j2").render(problem=problem, title=title, record=record)
        _write(folder / name, page)

    drawn: dict[str, tuple[Picture, ...]] = {}
    for claim in (claim for claim_file in files for claim in claim_file.claims):
        drawn[claim.page], problem = _pictures(claim, folder)
        if problem:
            broken[f"pictures of {claim.name}"] = problem
    for claim_file in files:
        values = {"claim_file": claim_file, "pictures": drawn}
        write(claim_file.page, "file.html.j2", claim_file.file, values)
        for claim in claim_file.claims:
            write(claim.page, "claim.html.j2", claim.name, values | {"claim": claim})
    everything = {"record": record, "files": files, "broken": broken, "pictures": drawn}
    report, problem = _page(_environment(False, known).get_template("report.md.j2"), everything)
    if problem:
        broken["report.md"] = problem
        report = f"# Verdicts\n\nThis report could not be made: {markdown.escaped(problem)}.\n"
    _write(folder / "report.md", report)
    index = folder / "index.html"
    _write(index, html.get_template("index.html.j2").render(everything))
    return index


def _pictures(claim: arrangement.Claim, folder: Path) -> tuple[tuple[Picture, ...], str]:
    """The claim's pictures; each is a file too, for what cannot hold an element."""
    try:
        drawn = pictures(claim.verdicts)
    except Exception as error:  # a record that no run wrote costs neither the page nor the others
        return (), f"{type(error).__name__}: {error}"
    for picture in drawn:
        if picture.svg:
            (folder / PICTURES).mkdir(exist_ok=True)
            _write(folder / PICTURES / f"{picture.name}.svg", standalone(picture.svg))
    return drawn, ""


def _page(template: Template, values: dict[str, Any]) -> tuple[str, str]:
    try:
        return template.render(values), ""
    except Exception as error:  # told on the page and on the index; the other pages are still worth reading
        return "", f"{type(error).__name__}: {error}"


def _write(path: Path, text: str) -> None:
    path.write_bytes(re.sub(r"\n{3,}", "\n\n", text).encode())


def _environment(html: bool, certificates: Certificates) -> Environment:
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
    for module, names in _FUNCTIONS.items():
        environment.globals.update({name: getattr(module, name) for name in names})
    environment.globals.update(
        needs_attention=_needs_attention,
        certificates=certificates,
        reading=partial(reading, certificates=certificates),
        in_coq=partial(coq_statement, certificates=certificates),
        failing=_failing,
        display=display,
        known_verdicts=verdicts.VERDICTS,
        statement=_statement_html if html else _statement_markdown,
        phrases=_phrases_html if html else _phrases_markdown,
    )
    environment.tests["needs_attention"] = _needs_attention
    environment.filters |= {"value": shown.value, "instance": arrangement.instance, "bounds": bounding.bounds}
    if html:
        environment.filters |= {"linked": _linked, "grouped": _grouped, "breakable": _breakable, "svg": Markup}
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


def _failing(verdict: verdicts.Verdict) -> Input | None:
    """The counterexample of a refuted claim, where it is an input of its statement."""
    try:
        return failing_input(parse(verdict.statement), verdict.witness or {})
    except Exception:  # then the page shows the values as the record has them
        return None


def _phrases_html(line: Line) -> Markup:
    return Markup(phrases_mathml([replace(each, words=shown.plain(each.words)) for each in line]))


def _phrases_markdown(line: Line) -> Markup:
    return Markup(phrases_markdown(line, markdown.escaped))


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
