"""The report as one PDF, by Typst: the same content in the same order, made to be handed in."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from verify.engine.record import Record
from verify.notation.typst import phrases_typst, raw_typst, statement_typst, words_typst

from . import arrangement, shown
from .bounds import bounds
from .canvas import standalone
from .evidence import Certificates, Reading, reading
from .phrases import Line
from .pictures import pictures
from .proof_steps import numbered
from .side_by_side import heading, side_by_side

_TEMPLATES = Path(__file__).parent / "templates"


class NoTypst(Exception):
    """Typst is not installed; the message says what to do."""


def write_pdf(record: Record, certificates: Certificates, folder: Path) -> Path:
    """Writes `report.pdf` into `folder` and gives its path; the same bytes for the same record.

    Raises NoTypst without the package, OSError where the file cannot be written.
    """
    try:
        import typst
    except ImportError:
        raise NoTypst("a PDF needs the package typst: pip install 'verify-arith[pdf]'") from None
    source = document(record, certificates).encode()
    path = folder / "report.pdf"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(typst.compile(source, format="pdf", ignore_system_fonts=True, timestamp=0))
    return path


def document(record: Record, certificates: Certificates) -> str:
    """The report in Typst's language."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_words,
    )  # fmt: skip

    def read(digest: str) -> Reading:
        return reading(digest, certificates)

    names = ("instance", "tally", "rules", "commands", "paragraphs", "expectation", "short_name", "instances_told")
    environment.globals.update({name: getattr(arrangement, name) for name in (*names, "examples")})
    environment.globals.update({name: getattr(shown, name) for name in ("enclosure", "seconds", "size")})
    environment.globals.update(
        bounds=bounds, quoted=_quoted, heading=heading, numbered=numbered, phrases=_phrases, pictures=pictures,
        reading=read, side_by_side=side_by_side, standalone=standalone, statement=_statement,
    )  # fmt: skip
    template = environment.get_template("report.typ.j2")
    return template.render(record=record, files=arrangement.arrange(record))


def _words(value: object) -> object:
    """Every text that is not markup already is a string of Typst's, in which nothing has a meaning."""
    return Markup(words_typst(shown.plain(value))) if type(value) is str else value


def _quoted(text: str) -> Markup:
    return Markup(words_typst(shown.plain(text)).removeprefix("#").removesuffix(";"))


def _phrases(line: Line) -> Markup:
    return Markup(phrases_typst(line))


def _statement(text: str) -> Markup:
    drawn = shown.drawn(text, statement_typst)
    if drawn.problem:
        return Markup(words_typst(shown.plain(drawn.problem)) + "\n" + raw_typst(shown.plain(text)))
    return Markup(drawn.markup)
