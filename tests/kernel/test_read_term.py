import ast
import itertools

import pytest

from verify.kernel.read_term import TermReader, as_real
from verify.kernel.rejection import Rejected
from verify.kernel.term import Sort, constant, variable
from verify.kernel.text import term_text
from verify.kernel.tokens import Tokens


def read(text):
    reader = TermReader(Tokens(text))
    reader.names = {"i": variable("i", Sort.INTEGER), "x": variable("x", Sort.REAL)}
    return reader.expression()


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("i - 1 - 2", "i - 1 - 2"),
        ("i - (1 - 2)", "i - (1 - 2)"),
        ("-i**2", "-i**2"),
        ("2**i**2", "2**(i**2)"),
        ("(2**i)**2", "(2**i)**2"),
        ("2**-i", "2**(-i)"),
        ("~i & 1", "~i & 1"),
        ("~(i & 1)", "~(i & 1)"),
        ("1.5 * x", "3/2 * x"),
        ("min(i, 3) - max(1, i)", "min(i, 3) - max(1, i)"),
        ("i << 1 + 1", "i << (1 + 1)"),
        ("0 <= i <= 5", "0 <= i and i <= 5"),
        ("i + x", "i + x"),
        ("exp(2*x)*log(i)", "exp(2 * x) * log(i)"),
        ("sqrt(real(2)) + atan(1/2)", "sqrt(2) + atan(1/2)"),
        ("not i == 1 and i > 0 or true", "not i == 1 and i > 0 or true"),
    ],
)
def test_precedence_is_python_s(text, canonical):
    assert term_text(read(text)) == canonical


BINARY = {
    ast.BitOr: "|", ast.BitXor: "xor", ast.BitAnd: "&", ast.LShift: "<<", ast.RShift: ">>", ast.Add: "+", ast.Sub: "-",
    ast.Mult: "*", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**", ast.And: "and", ast.Or: "or", ast.Lt: "<",
    ast.Eq: "==", ast.USub: "neg", ast.Invert: "~", ast.Not: "not",
}  # fmt: skip


def of_python(node):
    """How Python reads a text, as nested tuples."""
    match node:
        case ast.Name():
            return node.id
        case ast.BinOp(left, op, right) | ast.Compare(left, [op], [right]) | ast.BoolOp(op, [left, right]):
            return BINARY[type(op)], of_python(left), of_python(right)
        case ast.UnaryOp(op, operand):
            return BINARY[type(op)], of_python(operand)


def of_the_reader(term):
    return term.value if term.op == "variable" else (term.op, *map(of_the_reader, term.args))


NUMERIC = ("|", "xor", "&", "<<", ">>", "+", "-", "*", "//", "%", "**")
GROUPED = [
    *(f"i {one} j {other} k" for one, other in itertools.product(NUMERIC, repeat=2)),
    *(f"{sign}i {op} j" for sign in "-~" for op in NUMERIC),
    *(f"i {op} {sign}j" for sign in "-~" for op in NUMERIC),
    *(f"i {op} j {order} k" for op in NUMERIC for order in ("<", "==")),
    *(f"i {order} j {op} k" for op in NUMERIC for order in ("<", "==")),
    *(f"{no}i < j {one} {no}j < k" for one in ("and", "or") for no in ("", "not ")),
    *(f"i < j {one} j < k {other} k == i" for one, other in (("and", "or"), ("or", "and"))),
    "not i == j", "not not i == j", "-~i", "~-i", "--i",
]  # fmt: skip


@pytest.mark.parametrize("text", GROUPED)
def test_operators_group_as_in_python(text):
    reader = TermReader(Tokens(text))
    reader.names = {name: variable(name, Sort.INTEGER) for name in "ijk"}
    python = of_python(ast.parse(text.replace("xor", "^"), mode="eval").body)
    assert of_the_reader(reader.expression()) == python


def test_deep_nesting_is_refused():
    with pytest.raises(Rejected, match="nested too deeply"):
        read("(" * 500 + "i" + ")" * 500)
    for before, deepest in (("", 119), ("(i) + " * 200, 118)):
        read(before + "(" * deepest + "i" + ")" * deepest)
        with pytest.raises(Rejected, match="nested too deeply"):
            read(before + "(" * (deepest + 1) + "i" + ")" * (deepest + 1))


@pytest.mark.parametrize(
    "text",
    [
        "min(i)",
        "max(1, 2, 3)",
        "abs(i, i)",
        "exp(1, 2)",
        "bit_count(i, 1)",
        "bit_length(i, i)",
        "factorial(i, i)",
        "real(i, i)",
    ],
)
def test_functions_take_their_number_of_arguments(text):
    with pytest.raises(Rejected, match="argument"):
        read(text)


def test_a_number_with_a_point_is_a_real():
    assert [read(text).sort for text in ("2", "2.0", "1.5")] == [Sort.INTEGER, Sort.REAL, Sort.REAL]
    assert read("2.0").value == 2 and read("1.5").value == 1.5


def test_an_index_may_not_hide_a_variable():
    with pytest.raises(Rejected, match="i has a meaning already"):
        read("sum(i = 0 .. 3: i)")


def test_integers_as_reals():
    assert as_real(constant(3)).sort is Sort.REAL
    assert as_real(read("x")).op == "variable"
