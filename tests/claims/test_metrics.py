"""Error measures: exact on plain numbers, terms on symbolic ones."""

from fractions import Fraction

import pytest

from verify.claims.metrics import absolute_error, relative_error
from verify.kernel.term import Sort, variable
from verify.kernel.text import term_text
from verify.trace.oracle import TraceError
from verify.trace.symbolic import SymbolicInteger


def test_plain():
    assert relative_error(8, 9) == Fraction(-1, 9)
    assert relative_error(Fraction(3, 2), 1) == Fraction(1, 2)
    assert absolute_error(8, 9) == 1
    with pytest.raises(ZeroDivisionError):
        relative_error(1, 0)
    with pytest.raises(TraceError, match="ratio"):
        relative_error(0.5, 1)


def test_symbolic():
    n = SymbolicInteger(variable("n", Sort.INTEGER))
    assert term_text(relative_error(n, 3).term) == "(n - 3) / 3"
    assert term_text(relative_error(7, n).term) == "(7 - n) / n"
    assert term_text(absolute_error(n, 3).term) == "abs(n - 3)"
