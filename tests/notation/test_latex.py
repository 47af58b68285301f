"""LaTeX of the statements that the catalogue is about, and of every operation."""

import pytest

from verify.kernel.parse import parse, parse_term
from verify.kernel.term import Sort
from verify.kernel.text import statement_text
from verify.notation.latex import statement_latex, statement_markdown, term_latex

SORTS = {
    "epsilon": Sort.REAL,
    "tau_1": Sort.REAL,
    "a": Sort.INTEGER,
    "b": Sort.INTEGER,
    "low": Sort.INTEGER,
    "x1": Sort.REAL,
}
EVERY_OPERATION = [
    ("a + b - 2*a*b", r"a + b - 2\,a\,b"),
    ("2*epsilon*tau_1/(a*epsilon)", r"\frac{2\,\varepsilon\,\tau_{1}}{a\,\varepsilon}"),
    ("low*a", r"\mathrm{low} \cdot a"),
    ("x1 / 3 + 1/2", r"\frac{x_{1}}{3} + \frac{1}{2}"),
    ("-1/2", r"-\frac{1}{2}"),
    ("(-a)**2", "(-a)^{2}"),
    ("(1/2)**a", r"\left(\frac{1}{2}\right)^{a}"),
    ("a // b", r"\left\lfloor \frac{a}{b}\right\rfloor"),
    ("a >> 1", r"\left\lfloor \frac{a}{2}\right\rfloor"),
    ("a << b", r"a \cdot 2^{b}"),
    ("a % 3", r"a \bmod 3"),
    ("a & b | 1", r"(a \mathbin{\&} b) \mathbin{|} 1"),
    ("a xor ~b", r"a \oplus (\mathord{\sim}b)"),
    ("min(a, max(b, 1))", r"\min(a, \max(b, 1))"),
    ("abs(x1 / 2)", r"\left| \frac{x_{1}}{2} \right|"),
    ("abs(a)", r"\lvert a \rvert"),
    ("bit_length(a)", r"\operatorname{bitlength}(a)"),
    ("bit_count(a)", r"\operatorname{bitcount}(a)"),
    ("factorial(a + 1)", "(a + 1)!"),
    ("exp(-x1) + atan(x1)", r"\exp(-x_{1}) + \arctan(x_{1})"),
    ("2 * log(x1 / 2)", r"2 \cdot \log\left(\frac{x_{1}}{2}\right)"),
    ("sqrt(x1 + 1)**3", r"\sqrt{x_{1} + 1}^{3}"),
    ("sum(k = 0 .. a: k + 1)", r"\sum_{k = 0}^{a} (k + 1)"),
    ("sum(k = 0 .. a: k) + 1", r"\left(\sum_{k = 0}^{a} k\right) + 1"),
    ("a < b and not a == 3", r"a < b \;\land\; \neg (a = 3)"),
    ("a != b or a >= b", r"a \ne b \;\lor\; a \ge b"),
    ("undefined(integer)", r"\text{undefined}"),
    ("if a < b then 1 else if a == b then 2 else 3",
     r"\begin{cases} 1 & \text{if }a < b \\ 2 & \text{if }a = b \\ 3 & \text{otherwise} \end{cases}"),
]  # fmt: skip
STATEMENTS = [
    "forall even integer n >= 2, real x: sum(k = 0 .. n: x**k / factorial(k)) > 0",
    "minimum over real x to 30 digits: sum(k = 0 .. 4: x**k / factorial(k))",
    "forall integer a_b_c: a_b_c >= 0 ==> a_b_c != -1",
]


@pytest.mark.parametrize(("text", "latex"), EVERY_OPERATION)
def test_every_operation(text: str, latex: str) -> None:
    assert term_latex(parse_term(text, SORTS)) == latex


def test_the_family_reads_as_in_a_paper() -> None:
    assert statement_latex(parse(STATEMENTS[0])) == (
        "\\begin{aligned}\n"
        r"& \text{For all even integers }n \ge 2\text{ and all real numbers }x\text{: } \\" "\n"
        r"& \qquad \sum_{k = 0}^{n} \frac{x^{k}}{k!} > 0" "\n"
        "\\end{aligned}"
    )  # fmt: skip


def test_markdown_falls_back_to_the_text() -> None:
    statement = parse("forall integer a: " + " + ".join(["a * a"] * 150) + " >= 0")
    assert statement_markdown(parse(STATEMENTS[0])).startswith("```math\n")
    assert statement_markdown(statement) == f"```text\n{statement_text(statement)}\n```"
    assert r"\texttt{" in statement_latex(statement)
