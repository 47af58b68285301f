"""Sentences with formulas in them, for every format: what `notation.sentence` gives, made from templates."""

from collections.abc import Callable
from typing import Any

from verify.kernel.statement import Statement
from verify.kernel.term import Term
from verify.notation.layout import fits, node_count
from verify.notation.sentence import Phrase

_LONGEST_INLINE = 15

Line = tuple[Phrase, ...]
Sentences = Callable[[Statement, dict[str, Any]], tuple[Line, ...]]
"""From a statement and the evidence of a rule to what the rule did."""


def line(template: str, *values: Term | str | int) -> Line:
    """`template` with formulas and words in the places of its `{}`."""
    first, *rest = template.split("{}")
    phrases: list[Phrase] = []
    words = first
    for value, after in zip(values, rest, strict=True):
        if isinstance(value, Term):
            phrases += [Phrase(words.strip())] if words.strip() else []
            phrases.append(formula(value, display=node_count(value) > _LONGEST_INLINE))
            words = after
        else:
            words += (f"{value:,}" if isinstance(value, int) else value) + after
    return (*phrases, Phrase(words.strip())) if words.strip() else tuple(phrases)


def formula(term: Term, *, display: bool = False) -> Phrase:
    """The term as a formula; where it is too long to read, how long it is."""
    if fits((term,)):
        return Phrase(formula=term, display=display)
    return Phrase(f"(a formula of {node_count(term):,} symbols, which is in the certificate)")


def shown(term: Term) -> Line:
    """The formula on a line of its own."""
    return (formula(term, display=True),)


def counted(count: int, noun: str, plural: str = "") -> str:
    """`one box`, `1,024 boxes`."""
    return f"one {noun}" if count == 1 else f"{count:,} {plural or noun + 's'}"
