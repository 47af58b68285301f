"""Terms and statements for Typst, a typesetting program that makes PDF."""

from collections.abc import Sequence

from verify.kernel.statement import Statement
from verify.kernel.term import Term
from verify.kernel.text import statement_text

from .layout import Marks, draw
from .sentence import Phrase, sentence

_OPERATORS = {
    "<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "=", "!=": "!=", "+": "+", "-": "-", "*": "dot.op",
    "times": "thin", "%": "mod", "neg": "-", "~": "tilde.op", "not": "not", "factorial": "!",
    "and": "quad and quad", "or": "quad or quad", "xor": "xor", "&": '"&"', "|": '"|"', ",": ",",
}  # fmt: skip


def term_typst(term: Term) -> str:
    """The term for Typst's math mode."""
    return draw(term, MARKS).text.strip()


def statement_typst(statement: Statement) -> str:
    """The statement as Typst markup; where it is too long to read, its text."""
    phrases = sentence(statement)
    return raw_typst(statement_text(statement)) if phrases is None else phrases_typst(phrases)


def phrases_typst(phrases: Sequence[Phrase]) -> str:
    """Words and formulas as paragraphs, displays on lines of their own."""
    pieces: list[str] = []
    for phrase in phrases:
        if phrase.formula is None:
            glue = "" if phrase.words[:1] in tuple(",:.;)") else " "
            pieces.append(glue + words_typst(phrase.words))
        elif phrase.display:
            pieces.append(f"\n#shown[$ {term_typst(phrase.formula)} $]\n")
        else:
            pieces.append(f" ${term_typst(phrase.formula)}$")
    return "".join(pieces).strip()


def words_typst(text: str) -> str:
    """Plain words, none of them read as markup."""
    return f"#{_string(text)}" + ";" if text else ""


def raw_typst(text: str) -> str:
    """A block of text as it is."""
    return f"#raw(block: true, {_string(text)})"


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _quoted(text: str) -> str:
    return f" upright({_string(text)}) " if len(text) > 1 else f" {_letter(text)} "


def _letter(text: str) -> str:
    return text if text.isalpha() and text.isascii() else _string(text)


def _name(letters: str, subscript: str) -> str:
    base = _quoted(letters)
    if not subscript:
        return base
    return f"{base.rstrip()}_({subscript if subscript.isdigit() else _quoted(subscript)}) "


def _fence(left: str, text: str, right: str, tall: bool) -> str:
    """Matching delimiters grow by themselves, except bars, of which neither is the opening one."""
    return f" abs({_safe(text)}) " if left == "|" else f" {left} {text} {right} "


def _cases(rows: list[tuple[str, str]]) -> str:
    return f" cases({', '.join(f'{_safe(value)} & quad {_safe(condition)}' for value, condition in rows)}) "


def _safe(text: str) -> str:
    """An argument: a comma in it would begin the next one."""
    return text.replace(" , ", " comma ")


def _function(name: str) -> str:
    return f" op({_string(name)}) "


MARKS = Marks(
    number=lambda digits: f" {digits} ",
    name=_name,
    words=lambda text: f" {_string(text)} ",
    operator=lambda op: f" {_OPERATORS[op]} ",
    fence=_fence,
    fraction=lambda above, below: f" ( {above} )/( {below} ) ",
    power=lambda base, exponent: f"{base.rstrip()}^({exponent.strip()}) ",
    root=lambda inside: f" sqrt({_safe(inside)}) ",
    function=_function,
    summation=lambda below, above: f" sum_({below.strip()})^({above.strip()}) ",
    cases=_cases,
)
