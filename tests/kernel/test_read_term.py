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


def test_deep_nesting_is_refused():
    with pytest.raises(Rejected, match="nested too deeply"):
        read("(" * 500 + "i" + ")" * 500)
    for before, deepest in (("", 119), ("(i) + " * 200, 118)):
        read(before + "(" * deepest + "i" + ")" * deepest)
        with pytest.raises(Rejected, match="nested too deeply"):
            read(before + "(" * (deepest + 1) + "i" + ")" * (deepest + 1))


@pytest.mark.parametrize("text", ["min(i)", "max(1, 2, 3)", "abs(i, i)", "exp(1, 2)", "bit_count(i, 1)", "real(i, i)"])
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
