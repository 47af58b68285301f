"""Presentational MathML (the Core subset that browsers share) of terms and statements."""

from collections.abc import Sequence
from html import escape

from verify.kernel.statement import Statement
from verify.kernel.term import Term
from verify.kernel.text import statement_text, term_text

from .layout import Marks, draw
from .sentence import Phrase, sentence

_OPERATORS = {
    "<": "&lt;", "<=": "≤", ">": "&gt;", ">=": "≥", "==": "=", "!=": "≠", "+": "+", "-": "−", "*": "⋅",
    "times": "\u2062", "%": "mod", "and": "∧", "or": "∨", "xor": "⊕", "&": "&amp;", "|": "|",
}  # fmt: skip
_SIGNS = {"neg": "−", "~": "∼", "not": "¬"}
_SPACED = ("&", "|", "%")
_WIDE = ("and", "or")
_LONGEST_UNBROKEN = 20


def term_mathml(term: Term, display: bool = False) -> str:
    """The term as one `math` element."""
    kind = ' display="block"' if display else ""
    return f"<math{kind}><mrow>{draw(term, MARKS).text}</mrow></math>"


def statement_mathml(statement: Statement) -> str:
    """The statement as HTML: paragraphs of words and formulas, each display in a box that can scroll.

    A statement too long for that is shown as its canonical text in a `pre`.
    """
    phrases = sentence(statement)
    if phrases is None:
        text = escape(statement_text(statement))
        return f'<pre class="long" tabindex="0" role="group" aria-label="statement"><code>{text}</code></pre>'
    return phrases_mathml(phrases)


def phrases_mathml(phrases: Sequence[Phrase]) -> str:
    """Words and formulas as paragraphs and displays."""
    blocks: list[str] = []
    line, long = "", False
    for phrase in phrases:
        if phrase.display and phrase.formula is not None:
            blocks += [_paragraph(line, long), _display(phrase.formula)]
            line, long = "", False
        else:
            line += _inline(phrase, bool(line))
            long |= phrase.formula is not None and len(term_text(phrase.formula)) > _LONGEST_UNBROKEN
    return "\n".join(block for block in [*blocks, _paragraph(line, long)] if block)


def _inline(phrase: Phrase, follows: bool) -> str:
    shown = escape(phrase.words) if phrase.formula is None else term_mathml(phrase.formula)
    return (" " if follows and shown[0] not in ",:.;)" else "") + shown


def _paragraph(line: str, long: bool) -> str:
    """A paragraph; one with a formula that a small screen has no room for can scroll."""
    opening = '<p class="line" tabindex="0">' if long else "<p>"
    return f"{opening}{line}</p>" if line else ""


def _display(formula: Term) -> str:
    return f'<div class="display" tabindex="0" role="group" aria-label="formula">{term_mathml(formula, True)}</div>'


def _name(letters: str, subscript: str) -> str:
    base = f"<mi>{escape(letters)}</mi>"
    if not subscript:
        return base
    below = f"<mn>{subscript}</mn>" if subscript.isdigit() else f"<mi>{escape(subscript)}</mi>"
    return f"<msub>{base}{below}</msub>"


def _operator(op: str) -> str:
    if op in _SIGNS:
        return f'<mo form="prefix">{_SIGNS[op]}</mo>'
    if op == "factorial":
        return '<mo form="postfix">!</mo>'
    if op == ",":
        return '<mo separator="true">,</mo>'
    space = "0.6em" if op in _WIDE else "0.25em" if op in _SPACED else ""
    spacing = f' lspace="{space}" rspace="{space}" stretchy="false"' if space else ""
    return f"<mo{spacing}>{_OPERATORS[op]}</mo>"


def _fence(left: str, text: str, right: str, tall: bool) -> str:
    stretch = str(tall).lower()
    opening = f'<mo form="prefix" fence="true" stretchy="{stretch}">{left}</mo>'
    return f'<mrow>{opening}{text}<mo form="postfix" fence="true" stretchy="{stretch}">{right}</mo></mrow>'


def _summation(below: str, above: str) -> str:
    sign = '<mo movablelimits="false" largeop="true">∑</mo>'
    return f"<munderover>{sign}<mrow>{below}</mrow><mrow>{above}</mrow></munderover>"


def _cases(rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f'<mtr><mtd style="text-align: left">{value}</mtd><mtd style="text-align: left">{condition}</mtd></mtr>'
        for value, condition in rows
    )
    return f'<mrow><mo form="prefix" fence="true" stretchy="true">{{</mo><mtable>{cells}</mtable></mrow>'


def _words(text: str) -> str:
    return "<mtext>" + escape(text).replace(" ", "&nbsp;") + "</mtext>"


MARKS = Marks(
    number=lambda digits: f"<mn>{digits}</mn>",
    name=_name,
    words=_words,
    operator=_operator,
    fence=_fence,
    fraction=lambda above, below: f"<mfrac><mrow>{above}</mrow><mrow>{below}</mrow></mfrac>",
    power=lambda base, exponent: f"<msup><mrow>{base}</mrow><mrow>{exponent}</mrow></msup>",
    root=lambda inside: f"<msqrt><mrow>{inside}</mrow></msqrt>",
    function=lambda name: f"<mi>{name}</mi>",
    summation=_summation,
    cases=_cases,
)
