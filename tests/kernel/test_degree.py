"""What is known of a variable plus a constant."""

import pytest

from verify.kernel.degree import least_value, offset, parity, shifted
from verify.kernel.parse import parse, parse_term
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, same
from verify.kernel.text import term_text

SORTS = {"n": Sort.INTEGER, "m": Sort.INTEGER}


@pytest.mark.parametrize(
    ("text", "base", "shift"),
    [
        ("5", None, 5),
        ("n", "n", 0),
        ("n + 3", "n", 3),
        ("3 + n", "n", 3),
        ("n - 3", "n", -3),
        ("1 + n - 2 + 7", "n", 6),
        ("4 - 1", None, 3),
        ("3 - n", "3 - n", 0),
        ("n * 2 - 1", "n * 2", -1),
        ("n + m + 1", "n + m", 1),
    ],
)
def test_offset(text: str, base: str | None, shift: int) -> None:
    found, by = offset(parse_term(text, SORTS))
    assert by == shift
    assert (found is None and base is None) or (found and base and same(found, parse_term(base, SORTS)))


@pytest.mark.parametrize(
    ("text", "by", "result"),
    [
        ("n", -1, "n - 1"),
        ("n - 1", -1, "n - 2"),
        ("n - 1", 1, "n"),
        ("n", 1, "n + 1"),
        ("5", -1, "4"),
        ("2 + n", 0, "n + 2"),
        ("0", -1, "-1"),
    ],
)
def test_shifted(text: str, by: int, result: str) -> None:
    assert term_text(shifted(parse_term(text, SORTS), by)) == result


@pytest.mark.parametrize(
    ("domain", "text", "least", "even"),
    [
        ("even integer n >= 2", "n", 2, 0),
        ("even integer n >= 1", "n", 2, 0),
        ("odd integer n >= 2", "n - 1", 2, 0),
        ("odd integer n >= -2", "n", -1, 1),
        ("integer n >= 3", "n - 3", 0, None),
        ("even integer n", "n + 1", None, 1),
        ("integer n <= 5", "n", None, None),
        ("real n >= -1/2", "n", None, None),
        ("integer n >= 3", "3 - n", None, None),
        ("integer n >= 3", "2 * n", None, None),
        ("integer n >= 3", "n + n", None, None),
        ("integer n", "bit_length(n) - 2", -2, None),
        ("integer n", "1 + bit_count(n)", 1, None),
        ("integer n", "max(n, 3) + 1", 4, None),
        ("integer n", "max(2, bit_length(n) - 6)", 2, None),
        ("integer n", "max(n, n - 1)", None, None),
        ("integer n", "min(n, 3)", None, None),
        ("integer n", "7", 7, 1),
        ("integer n", "2 - 5", -3, 1),
    ],
)
def test_what_domains_say(domain: str, text: str, least: int | None, even: int | None) -> None:
    statement = parse(f"forall {domain}: {text} == n")
    assert isinstance(statement, ForAll)
    term = statement.conclusion.args[0]
    assert least_value(term, statement.variables) == least
    assert parity(term, statement.variables) == even
