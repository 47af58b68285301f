"""How verdicts are gathered, and the names that pages and anchors get."""

from collections.abc import Callable
from pathlib import PurePath

import pytest

from verify.engine.record import Record
from verify.engine.verdict import Verdict
from verify.report.arrangement import arrange, commands, expectation, instance, paragraphs, tally, unexpected

Made = Callable[..., Verdict]
Recorded = Callable[..., Record]
TRUE = "forall: true"


def test_instances_are_gathered_under_their_claim(catalogue: Record) -> None:
    files = arrange(catalogue)
    assert [claim_file.page for claim_file in files] == ["exp.html", "mitchell.html", "open.html"]
    assert [(claim.name, len(claim.verdicts)) for claim in files[0].claims] == [
        ("exp.positive", 50),
        ("exp.family", 1),
        ("exp.lowest", 10),
        ("exp.odd", 1),
    ]
    assert instance(files[0].claims[0].verdicts[1]) == "n=4"


def test_claims_come_in_the_order_of_their_file(verdict: Made, record: Recorded) -> None:
    [claim_file] = arrange(record(verdict("a.late", TRUE, line=9), verdict("a.early", TRUE, line=2)))
    assert [claim.name for claim in claim_file.claims] == ["a.early", "a.late"]


@pytest.mark.parametrize(
    "stem", ["..", "a/b", "<script>", "x" * 500, "index", "INDEX", "readme", "", "ключ", "a b", "con\x00"]
)
def test_page_names_are_safe(stem: str, verdict: Made, record: Recorded) -> None:
    [claim_file] = arrange(record(verdict("a.b", TRUE, file=f"proofs/{stem}.py")))
    page = claim_file.page
    assert PurePath(page).name == page
    assert page.isascii()
    assert len(page) < 80
    assert set(page.removesuffix(".html")).isdisjoint("./\\<> \x00")
    assert page.lower() not in ("index.html", "readme.html")


def test_page_names_are_unique_whatever_the_case(verdict: Made, record: Recorded) -> None:
    files = ["a/exp.py", "b/exp.py", "b/EXP.py", "b/e xp.py"]
    pages = [found.page.lower() for found in arrange(record(*(verdict("e.x", TRUE, file=file) for file in files)))]
    assert len(set(pages)) == 4


def test_expectations(verdict: Made, record: Recorded) -> None:
    cases = [
        (verdict("a.a", TRUE), ""),
        (verdict("a.b", TRUE, "REFUTED"), "as expected"),
        (verdict("a.c", TRUE, "UNDECIDED"), "an open claim"),
        (verdict("a.d", TRUE, "PROVED", expect="refuted"), "expected refuted"),
        (verdict("a.e", TRUE, "UNDECIDED", expect="proved"), "expected proved"),
        (verdict("a.f", TRUE, "ERROR", expect="proved"), "expected proved"),
    ]
    assert [expectation(made) for made, _ in cases] == [text for _, text in cases]
    assert [made.id for made in unexpected(record(*(made for made, _ in cases)))] == ["a.d", "a.e", "a.f"]


def test_tallies_keep_the_order_of_verdicts(catalogue: Record) -> None:
    assert tally(catalogue.verdicts) == (("PROVED", 63), ("REFUTED", 2), ("UNCERTIFIED", 1), ("UNDECIDED", 1))


def test_commands_can_be_pasted(verdict: Made, record: Recorded) -> None:
    [claim_file] = arrange(record(verdict("a.b[w=$(rm -rf x)]", TRUE, "REFUTED", file="a.py")))
    assert commands(claim_file.claims[0]) == ("verify check 'a.b[w=$(rm -rf x)]'", "verify replay 'a.b[w=$(rm -rf x)]'")


def test_prose_is_paragraphs() -> None:
    assert paragraphs("One\n    two.\n\n    Three.\n    ") == ("One two.", "Three.")
    assert paragraphs("") == ()
