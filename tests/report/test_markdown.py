"""Markdown: nothing in a record can leave its place, and the summary is the same on every machine."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from verify.engine.record import Record
from verify.engine.verdict import Verdict
from verify.report.markdown import block, code, escaped, summary


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a_b *c*", r"a\_b \*c\*"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("| cell", r"\| cell"),
        ("# heading\n# two", r"\# heading \# two"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("see https://example.org", r"see https\://example.org"),
        ("$x$ `y`", r"\$x\$ \`y\`"),
        ("a\u202eb", "a\ufffdb"),
    ],
)
def test_text_is_shown_as_it_is(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a.b", "`a.b`"),
        ("a`b", "``a`b``"),
        ("`a``", "``` `a`` ```"),
        ("a|b", r"`a\|b`"),
        ("", "`  `"),
        ("a\nb", "`a b`"),
    ],
)
def test_code_spans_hold_anything(text: str, markdown: str) -> None:
    assert code(text) == markdown


def test_a_block_cannot_be_closed_from_inside() -> None:
    assert block("a\n```\n# b") == "````text\na\n```\n# b\n````"


def test_the_summary_is_one_table_of_claims(catalogue: Record) -> None:
    lines = summary(catalogue).splitlines()
    assert "| `exp.positive` | 50 | PROVED | proved | `stationary_point` |" in lines
    assert "| `open.cubes` | 1 | UNDECIDED | open | – |" in lines
    assert lines[-1] == "In all: 63 PROVED, 2 REFUTED, 1 UNCERTIFIED, 1 UNDECIDED."


def test_the_summary_does_not_depend_on_time_versions_or_place(catalogue: Record) -> None:
    elsewhere = tuple(
        replace(verdict, seconds=9.0, file=f"/home/someone/{verdict.file}", from_store=True, attempts=(), opinions=())
        for verdict in catalogue.verdicts
    )
    other = Record({"python": "3.14"}, "Darwin arm64", elsewhere, {})
    assert summary(other) == summary(catalogue)


def test_a_mixed_claim_shows_its_counts(verdict: Callable[..., Verdict], record: Callable[..., Record]) -> None:
    mixed = record(
        verdict("a.b[n=1]", "forall: true"), verdict("a.b[n=2]", "forall: true", "UNDECIDED", expect="proved")
    )
    assert "| 1 PROVED, 1 UNDECIDED | proved |" in summary(mixed)


def test_an_empty_record_has_a_summary(record: Callable[..., Record]) -> None:
    assert "In all: nothing." in summary(record())
