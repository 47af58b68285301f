"""`verify show` and `verify doctor`."""

from pathlib import Path
from typing import Any


def test_a_proof_is_shown_with_what_it_rests_on(certified: Path, run: Any) -> None:
    ran = run("show", "sample.square_grows")
    assert ran.code == 0
    for text in (
        "sample.square_grows  (proofs/sample.py:5, expected proved)",
        "Source: Nobody 1999",
        "forall integer 0 <= x <= 20: x >= 3 ==> x * x >= 3 * x",
        "exists integer 0 <= x <= 20: x >= 3, x * x == 3 * x",
        "PROVED",
        "by enumeration",
        "an input that meets domains and hypotheses: x = 3",
        "by witness",
        "every condition is met",
    ):
        assert text in ran.out


def test_without_certificate_it_says_what_to_do(project: Path, run: Any) -> None:
    ran = run("show", "sample.small")
    assert ran.code == 0 and "no certificate is on file; `verify run 'sample.small'` looks for one" in ran.out


def test_a_claim_that_cannot_be_traced_is_an_error(project: Path, run: Any) -> None:
    file = project / "proofs" / "sample.py"
    file.write_text(file.read_text().replace("17 * y", "0.5 * y"))
    for command in ("show", "replay"):
        ran = run(command, "sample.small")
        assert ran.code == 4 and ran.out.startswith("proofs/sample.py:18  ERROR  sample.small  ")


def test_doctor_tells_versions_and_where_settings_come_from(project: Path, run: Any) -> None:
    (project / "pyproject.toml").write_text("[tool.verify]\nseconds = 7\n")
    ran = run("doctor")
    assert ran.code == 0
    lines = {line.split()[0]: line for line in ran.out.splitlines()}
    assert lines["seconds"].endswith("7  ([tool.verify] in pyproject.toml)")
    assert lines["memory_mb"].endswith("4096  (default)")
    assert "(VERIFY_CACHE_DIR)" in lines["cache"]
    assert "flint" in next(line for line in ran.out.splitlines() if line.startswith("sympy uses"))
