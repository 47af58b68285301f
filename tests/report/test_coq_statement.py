"""The statement in Coq beside ours: for certificates that are at hand and have a Coq proof."""

from pathlib import Path
from typing import Any

from verify.report.coq_statement import coq_statement
from verify.report.evidence import by_digest
from verify.report.render import render


def test_a_polynomial_certificate_is_shown_in_coq(settled: Any) -> None:
    certificates = by_digest(settled.certificates)
    shown = [coq_statement(verdict, certificates) for verdict in settled.record.verdicts]
    assert [each is not None for each in shown] == [True, True, False]  # the last one was counted: no Coq proof
    assert shown[0].text.startswith("Theorem claim :\n  forall ")
    assert shown[1].text.startswith("Theorem claim :\n  ~ (forall ")
    identifier = settled.record.verdicts[0].id
    assert shown[0].command == f"verify export --coq {identifier} > claim.v && coqc claim.v"


def test_without_the_certificate_there_is_none(settled: Any) -> None:
    verdict, text = settled.record.verdicts[0], settled.certificates[0]
    assert coq_statement(verdict, {}) is None
    assert coq_statement(verdict, {verdict.certificate_digest: text.replace("forall", "for all")}) is None


def test_pages_show_it(settled: Any, tmp_path: Path) -> None:
    render(settled.record, settled.certificates, tmp_path)
    pages = [path.read_text("utf-8") for path in tmp_path.glob("*.html")]
    assert sum("The same in Coq" in page for page in pages) == 2
    assert (tmp_path / "report.md").read_text("utf-8").count("Theorem claim :") == 2
