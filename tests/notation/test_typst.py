"""Typst of terms and statements: its form, and where Typst is installed that it is accepted."""

import pytest

from verify.kernel.parse import parse, parse_term
from verify.kernel.term import Sort
from verify.notation.typst import statement_typst, term_typst, words_typst

NAMES = dict.fromkeys(("x", "y", "x1", "low"), Sort.REAL) | {"k": Sort.INTEGER, "a": Sort.INTEGER}
TERMS = [
    "x**2 + 1/9 * y",
    "x / (1 + y)",
    "x1 * low",
    "abs(x - y) / 2",
    "min(x, y) + max(x, 2)",
    "sqrt(min(x, y))",
    "(if x < min(x, y) then x else y)",
    "sum(i = 0 .. 4: x**i / factorial(i))",
    "x < y and not (y > 2 or x == 0)",
    "((a >> 3) & 7) + (~a % 5)",
    "bit_length(a) + (a // 3) + (a | 1)",
    "exp(x) + log(2) + atan(x)",
]


@pytest.mark.parametrize("text", TERMS)
def test_typst_accepts_every_operation(text: str) -> None:
    typst = pytest.importorskip("typst", reason="typst is not installed: pip install 'verify-arith[pdf]'")
    markup = term_typst(parse_term(text, NAMES))
    assert typst.compile(f"$ {markup} $".encode(), format="pdf", ignore_system_fonts=True).startswith(b"%PDF")


def test_forms() -> None:
    assert " ".join(term_typst(parse_term("1/9 * x1**2 >= y", NAMES)).split()) == "( 1 )/( 9 ) thin x_(1)^(2) >= y"
    assert "quad" in term_typst(parse_term("(if x < 1 then x else y)", NAMES))


def test_words_are_never_markup() -> None:
    assert words_typst('#eval("1") $x$ \\') == '#"#eval(\\"1\\") $x$ \\\\";'


def test_a_statement_is_a_sentence_or_its_text() -> None:
    assert "#shown[$ x >= 0 $]" in " ".join(statement_typst(parse("forall real x >= 0: x >= 0")).split())
    long = " + ".join(f"x**{n}" for n in range(2, 300))
    assert statement_typst(parse(f"forall real x: {long} >= 0")).startswith("#raw(block: true")
