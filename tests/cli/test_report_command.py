"""`verify report`."""

from pathlib import Path
from typing import Any


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_writes_what_run_wrote_without_deciding_anything(certified: Path, run: Any) -> None:
    assert run("run", "sample.square_grows", "sample.small").code == 0
    first = files(certified / "reports")
    ran = run("report")
    assert ran.code == 0 and ran.out == "report: reports/index.html\n"
    assert files(certified / "reports") == first
    assert run("report", "--to", "else").code == 0
    wanted = {name: text for name, text in first.items() if name != "record.jsonl"}
    assert files(certified / "else") == wanted


def test_the_prose_of_the_claim_file_is_in_it(certified: Path, run: Any) -> None:
    file = certified / "proofs" / "sample.py"
    file.write_text('"""A sample, told in order."""\n' + file.read_text())
    assert run("run", "sample.square_grows").code == 0
    assert "A sample, told in order." in (certified / "reports" / "sample.html").read_text()


def test_a_missing_certificate_is_told(certified: Path, run: Any) -> None:
    assert run("run", "sample.square_grows").code == 0
    for file in (certified / "reports" / "certificates").iterdir():
        file.unlink()
    (certified / "proofs" / "sample.certs.jsonl").unlink()
    assert run("report").code == 0
    assert "not at hand" in (certified / "reports" / "index.html").read_text()


def test_records_that_cannot_be_read_are_one_line(certified: Path, run: Any) -> None:
    ran = run("report")
    assert ran.code == 2 and "`verify run` makes one" in ran.err
    newer = certified / "newer.jsonl"
    newer.write_text('{"format":"verify-record/99"}\n')
    ran = run("report", "--record", "newer.jsonl")
    assert ran.code == 2 and "verify-record/99" in ran.err and ran.err.count("\n") == 1
    assert not (certified / "reports").exists() or not list((certified / "reports").glob("*.html"))
