"""The PDF: the same content, the same bytes, and a plain word where Typst is missing."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.report.conftest import MITCHELL, Settled
from verify.claims.drawing import Drawing
from verify.engine.record import Record
from verify.report.evidence import by_digest
from verify.report.pdf import NoTypst, document, write_pdf

HOSTILE = '#eval("1+1") $x$ \\ " ] ) <script>'
MISSING = "typst is not installed: pip install 'verify-arith[pdf]'"


def test_it_says_what_the_pages_say(catalogue: Record, settled: Settled) -> None:
    text = document(catalogue, {})
    for verdict in catalogue.verdicts[-6:]:
        assert verdict.prose.split("\n")[0][:40] in text
    proofs = document(settled.record, by_digest(settled.certificates))
    assert "The difference of the two sides is" in proofs and "1100 1000 in bits" in proofs
    assert "was not at hand" in document(settled.record, {})


def test_the_same_record_gives_the_same_bytes(catalogue: Record, settled: Settled, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason=MISSING)
    for record in (catalogue, settled.record):
        known = by_digest(settled.certificates)
        first, second = (write_pdf(record, known, tmp_path / name).read_bytes() for name in ("one", "two"))
        assert first == second and first.startswith(b"%PDF")


def test_it_has_the_pictures(verdict: Any, record: Any, tmp_path: Path) -> None:
    captions = Drawing(picture=HOSTILE, trend=HOSTILE)
    told = record(verdict("m.ninth", MITCHELL, drawing=captions))
    text = document(told, {})
    assert text.count("#figure(image(bytes(") == 1 and "var(" not in text
    assert '#eval("1' not in text
    pytest.importorskip("typst", reason=MISSING)
    assert write_pdf(told, {}, tmp_path / "in").exists()


def test_hostile_text_is_only_text(verdict: Any, record: Any, tmp_path: Path) -> None:
    bad = verdict(f"a.{HOSTILE}[{HOSTILE}]", "forall: true", "REFUTED", prose=HOSTILE, reason=HOSTILE, source=HOSTILE,
                  file=f"../{HOSTILE}.py", rules=(HOSTILE,), enclosures={"minimum": (HOSTILE, HOSTILE)})  # fmt: skip
    assert '#eval("1' not in document(record(bad), {})
    pytest.importorskip("typst", reason=MISSING)
    assert write_pdf(record(bad), {}, tmp_path / "in").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_without_typst_it_says_what_to_install(
    catalogue: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NoTypst, match=r"pip install 'verify-arith\[pdf\]'"):
        write_pdf(catalogue, {}, tmp_path)
