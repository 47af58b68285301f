"""`verify export`."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from verify.export.coqc import ask


def test_a_claim_and_its_attained_bound_are_written(certified: Path, run: Any) -> None:
    ran = run("export", "--coq", "sample.small")
    assert ran.code == 0 and ran.out.startswith("(* sample.small, by verify *)\n")
    assert "Theorem claim_1 :\n  ~ (forall (x : Z) (y : Z),\n  0 <= x ->" in ran.out
    assert ran.out.rstrip().endswith("Print Assumptions everything'.")


@pytest.mark.skipif(shutil.which("coqc") is None, reason="coqc is not installed")
def test_coq_accepts_what_is_written(certified: Path, run: Any) -> None:
    ran = run("export", "--coq", "sample.small", "--output", "small.v")
    assert ran.code == 0 and ran.out == "wrote small.v; check it with: coqc small.v\n"
    assert ask((certified / "small.v").read_text(), 60, 4096, frozenset()).accepted


def test_what_cannot_be_written_says_why(certified: Path, run: Any) -> None:
    ran = run("export", "--coq", "sample.square_grows", "--output", "grows.v")
    assert ran.code == 3 and not (certified / "grows.v").exists()
    expected = "verify: sample.square_grows cannot be written for Coq: the rule enumeration has no Coq proof yet\n"
    assert ran.out == expected


def test_without_certificate_there_is_nothing_to_write(project: Path, run: Any) -> None:
    ran = run("export", "--coq", "sample.small")
    assert ran.code == 3 and "`verify run` looks for one" in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sample.small",), "say what for: --coq"),
        (("--coq", "sample.smal"), "there is no claim"),
        (("--coq", "sample.small", "--output", "no/where.v"), "no/where.v: No such file"),
    ],
)
def test_wrong_usage(certified: Path, run: Any, arguments: tuple[str, ...], message: str) -> None:
    ran = run("export", *arguments)
    assert ran.code == 2 and message in ran.err
