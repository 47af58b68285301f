"""Values for readers, and statements that cannot be drawn."""

from collections.abc import Callable

import pytest

from verify.engine.verdict import Verdict
from verify.kernel.statement import Statement
from verify.report.shown import Bounds, Drawn, drawn, enclosure, plain, size, value


def test_characters_that_deceive_are_replaced() -> None:
    assert plain("a\u202eb\x00c\ud800\u200bd\ne") == "a\ufffdb\ufffdc\ufffd\ufffdd\ne"


def test_a_statement_that_cannot_be_drawn_says_why() -> None:
    def fails(statement: Statement) -> str:
        raise RecursionError("too deep")

    assert "RecursionError: too deep" in drawn("forall: true", fails).problem
    assert "Rejected" in drawn("forall <script>", str).problem
    assert drawn("", fails) == Drawn("")


def test_enclosures(verdict: Callable[..., Verdict]) -> None:
    good = verdict("a.b", "forall: true", enclosures={"minimum": ("251/1000", "63/250")})
    assert enclosure(good, "minimum") == Bounds("0.25…", "251/1000", "63/250")
    assert enclosure(good, "minimiser") is None


def test_decimals_are_given_where_they_say_more() -> None:
    assert value("3") == ""
    assert value("-157/50") == "-3.14"
    assert value("1/0").startswith("unreadable")


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 bytes"), (999, "999 bytes"), (1630, "1.6 kB"), (2_500_000, "2.5 MB")]
)
def test_sizes(count: int, text: str) -> None:
    assert size(count) == text


def test_a_damaged_enclosure_is_told(verdict: Callable[..., Verdict]) -> None:
    bounds = enclosure(verdict("a.b", "forall: true", enclosures={"minimum": ("1/4", "nonsense")}), "minimum")
    assert bounds is not None
    assert bounds.digits.startswith("unreadable")
