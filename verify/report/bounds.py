"""The constants that bound what a statement is about: 1/9 of `… <= 1/9*a*b`, the ends of a mean."""

from fractions import Fraction

from verify.kernel.numerals import rational_text
from verify.kernel.parse import parse
from verify.kernel.statement import Fails, ForAll, Mean
from verify.kernel.term import COMPARISONS, Term

from .digits import decimal_text

_MOST = 3


def bounds(text: str) -> tuple[str, ...]:
    """The bounding constants of the statement that `text` spells, `1/9 ≈ 0.111111111111`; none where there are many.

    Those that stand on one side of a comparison of the conclusion, alone or as a factor, without 0.
    """
    if not text:
        return ()
    try:
        statement = parse(text)
    except Exception:  # a statement that cannot be read is told where it is drawn
        return ()
    claim = statement.claim if isinstance(statement, Fails) else statement
    if isinstance(claim, Mean):
        found = [end for end in dict.fromkeys((claim.low, claim.high)) if end is not None]
    else:
        found = _of(claim.conclusion) if isinstance(claim, ForAll) else []
    return tuple(map(_text, found)) if len(found) <= _MOST else ()


def _of(conclusion: Term) -> list[Fraction]:
    found: dict[Fraction, None] = {}
    stack = [conclusion]
    while stack:
        node = stack.pop()
        if node.op in ("and", "or", "if"):
            stack += reversed(node.args[node.op == "if" :])  # the condition of a case bounds nothing
        elif node.op in COMPARISONS and (value := _factor(node.args[1]) or _factor(node.args[0])):
            found[value] = None
    return list(found)


def _factor(side: Term) -> Fraction | None:
    """The constant that a side is, or that is a factor of it."""
    stack = [side]
    while stack:
        node = stack.pop()
        if node.op == "constant":
            return Fraction(node.value)  # type: ignore[arg-type]
        if node.op in ("*", "neg", "real"):
            stack += reversed(node.args)
    return None


def _text(value: Fraction) -> str:
    exact, decimal = rational_text(value), decimal_text(value)
    return exact if exact == decimal else f"{exact} {decimal if decimal[0] == '≈' else '= ' + decimal}"
