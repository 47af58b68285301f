"""LaTeX of terms and statements, and the Markdown that shows it where the host typesets formulas."""

from collections.abc import Callable, Sequence

from verify.kernel.statement import Statement
from verify.kernel.term import Term
from verify.kernel.text import statement_text

from .layout import GREEK, Marks, draw
from .sentence import Phrase, sentence

_OPERATORS = {
    "<": " < ", "<=": r" \le ", ">": " > ", ">=": r" \ge ", "==": " = ", "!=": r" \ne ", "+": " + ", "-": " - ",
    "*": r" \cdot ", "times": r"\,", "%": r" \bmod ", "neg": "-", "~": r"\mathord{\sim}", "not": r"\neg ",
    "factorial": "!", "and": r" \;\land\; ", "or": r" \;\lor\; ", "xor": r" \oplus ", "&": r" \mathbin{\&} ",
    "|": r" \mathbin{|} ", ",": ", ",
}  # fmt: skip
_FENCES = {"(": "(", ")": ")", "⌊": r"\lfloor ", "⌋": r" \rfloor"}
_ESCAPED = {character: "\\" + character for character in "#$%&_{}"} | {
    "\\": r"\backslash ",
    "^": r"\hat{ }",
    "~": r"\sim ",
}


def term_latex(term: Term) -> str:
    """The term as LaTeX for math mode (amsmath)."""
    return draw(term, MARKS).text.strip()


def statement_latex(statement: Statement) -> str:
    """The statement as one display for math mode (amsmath); where it is too long for that, its text, verbatim."""
    phrases = sentence(statement)
    if phrases is None:
        return rf"\texttt{{{_escaped(statement_text(statement))}}}"
    lines = [""]
    for phrase in phrases:
        if phrase.formula is None:
            tight = not lines[-1] or lines[-1].endswith(" }") or phrase.words[0] in ",:."
            lines[-1] += _words(("" if tight else " ") + phrase.words + " ")
        elif phrase.display:
            lines += [rf"\qquad {term_latex(phrase.formula)}", ""]
        else:
            lines[-1] += term_latex(phrase.formula)
    return r"\begin{aligned}" + "\n" + " \\\\\n".join("& " + line for line in lines if line) + "\n" + r"\end{aligned}"


def statement_markdown(statement: Statement) -> str:
    """The statement as Markdown: a `math` block (GitHub, GitLab), or a block of its text where that is too long."""
    if sentence(statement) is None:
        return f"```text\n{statement_text(statement)}\n```"
    return f"```math\n{statement_latex(statement)}\n```"


def phrases_markdown(phrases: Sequence[Phrase], words: Callable[[str], str]) -> str:
    """Words and formulas as Markdown: `$…$` in the line, displays as `math` blocks; `words` escapes words."""
    blocks: list[str] = []
    line = ""
    for phrase in phrases:
        if phrase.formula is not None and phrase.display:
            blocks += [line, f"```math\n{term_latex(phrase.formula)}\n```"]
            line = ""
            continue
        text = words(phrase.words) if phrase.formula is None else f"${term_latex(phrase.formula)}$"
        line += (" " if line and phrase.words[:1] not in tuple(",:.;)") else "") + text
    return "\n\n".join(block for block in [*blocks, line] if block)


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in text)


def _words(text: str) -> str:
    return rf"\text{{{_escaped(text)}}}"


_GREEK = {letter: rf"\{'varepsilon' if name == 'epsilon' else name}" for name, letter in GREEK.items()}


def _name(letters: str, subscript: str) -> str:
    base = _GREEK.get(letters) or (letters if len(letters) == 1 else rf"\mathrm{{{_escaped(letters)}}}")
    if not subscript:
        return base
    plain = len(subscript) == 1 or subscript.isdigit()
    return f"{base}_{{{subscript}}}" if plain else rf"{base}_{{\mathrm{{{subscript}}}}}"


def _fence(left: str, text: str, right: str, tall: bool) -> str:
    if left == "|":
        return rf"\left| {text} \right|" if tall else rf"\lvert {text} \rvert"
    if tall:
        return rf"\left{_FENCES[left]}{text}\right{_FENCES[right].strip()}"
    return f"{_FENCES[left]}{text}{_FENCES[right]}"


def _cases(rows: list[tuple[str, str]]) -> str:
    body = r" \\ ".join(f"{value} & {condition}" for value, condition in rows)
    return rf"\begin{{cases}} {body} \end{{cases}}"


def _function(name: str) -> str:
    return f"\\{name}" if name in ("min", "max", "exp", "log", "arctan") else rf"\operatorname{{{name}}}"


MARKS = Marks(
    number=lambda digits: digits,
    name=_name,
    words=_words,
    operator=_OPERATORS.__getitem__,
    fence=_fence,
    fraction=lambda above, below: rf"\frac{{{above}}}{{{below}}}",
    power=lambda base, exponent: f"{base}^{{{exponent}}}",
    root=lambda inside: rf"\sqrt{{{inside}}}",
    function=_function,
    summation=lambda below, above: rf"\sum_{{{below}}}^{{{above}}} ",
    cases=_cases,
)
