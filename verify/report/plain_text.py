"""The steps of a proof as lines of plain text, for a terminal."""

import textwrap
from collections.abc import Iterator

from verify.kernel.text import term_text

from .phrases import Line
from .proof_steps import Step

WIDTH = 100
_LONGEST = 300


def step_lines(step: Step, indent: str = "  ", number: str = "") -> Iterator[str]:
    """The step and those within it, indented, each part under its number."""
    for line in step.lines:
        yield from text_lines(line, indent)
    for place, part in enumerate(step.parts, 1):
        name = f"{number}.{place}".lstrip(".")
        yield f"{indent}{name} {part.title} [{part.rule}]"
        yield from text_lines(part.claim, f"{indent}  ")
        yield from step_lines(part, f"{indent}  ", name)
    if step.left_out:
        yield f"{indent}… and {step.left_out:,} more in the same way; the certificate has them"


def text_lines(line: Line, indent: str) -> Iterator[str]:
    """Words and formulas, wrapped; a display stands on a line of its own, further in."""
    words = ""
    for phrase in line:
        if phrase.formula is not None and phrase.display:
            yield from _wrapped(words, indent)
            yield from _wrapped(_clipped(term_text(phrase.formula)), f"{indent}    ")
            words = ""
            continue
        text = phrase.words if phrase.formula is None else _clipped(term_text(phrase.formula))
        words += (" " if words and text[:1] not in tuple(",:.;)") else "") + text
    yield from _wrapped(words, indent)


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"


def _wrapped(text: str, indent: str) -> list[str]:
    width = max(WIDTH, len(indent) + 40)
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
