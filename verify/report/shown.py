"""Values of a verdict as a reader sees them, and statements that may fail to be drawn without spoiling the page."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from verify.engine.verdict import Verdict
from verify.kernel.numerals import rational
from verify.kernel.parse import parse
from verify.kernel.statement import Statement

from .digits import certain_digits, decimal_text


@dataclass(frozen=True, slots=True)
class Drawn:
    """Markup, or the problem that kept it from being made."""

    markup: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """An enclosure: its digits, and its two ends exactly."""

    digits: str
    low: str
    high: str


def plain(text: str) -> str:
    """`text` without control, formatting (as those that turn the direction of writing) and surrogate characters."""
    return "".join(
        character if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs") else "\ufffd"
        for character in text
    )


def one_line(text: str) -> str:
    """`text` on one line, in characters that every format may hold."""
    return " ".join(plain(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd").split())


def drawn(text: str, draw: Callable[[Statement], str]) -> Drawn:
    """The statement that `text` spells, drawn; whatever goes wrong is told in its place."""
    if not text:
        return Drawn("")
    try:
        return Drawn(draw(parse(text)))
    except Exception as error:  # one bad statement must not cost the reader the page
        return Drawn("", f"This statement could not be typeset ({type(error).__name__}: {error}).")


def enclosure(verdict: Verdict, name: str) -> Bounds | None:
    """The certified enclosure called `name`, None where the verdict has none."""
    if name not in verdict.enclosures:
        return None
    low, high = verdict.enclosures[name]
    try:
        return Bounds(certain_digits(rational(low), rational(high)), low, high)
    except Exception as error:
        return Bounds(f"unreadable ({error})", low, high)


def value(text: str) -> str:
    """A rational's decimal value where that says more than its text, else ""."""
    try:
        return decimal_text(rational(text)) if "/" in text or len(text) > 20 else ""
    except Exception as error:
        return f"unreadable ({error})"


def seconds(time: float) -> str:
    """A time to two decimals."""
    return f"{time:.2f} s"


def size(count: int) -> str:
    """A number of bytes for people."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
