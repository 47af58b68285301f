"""The folder that checks itself: with bare Python it accepts what it holds, and nothing else."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from verify.report.bundle import folder_name, write_bundle

Settled = Any


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    """`check.py` by a Python that sees nothing installed, from another folder."""
    command = [sys.executable, "-I", "-S", str(folder / "check.py")]
    return subprocess.run(command, capture_output=True, text=True, cwd="/", env={}, check=False)


@pytest.fixture
def folder(settled: Settled, tmp_path: Path) -> Path:
    claims = tmp_path / "claims.py"
    claims.write_text("# what is claimed\n")
    write_bundle(settled.record.verdicts[0], settled.certificates[:1], claims, tmp_path / "bundle")
    return tmp_path / "bundle"


def test_it_checks_itself_without_anything_installed(folder: Path) -> None:
    ran = checked(folder)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "proved by polynomial:\n  forall real x: x**2 - 2 * x + 1 >= 0\n"
    assert {path.name for path in folder.iterdir()} == {
        "README.md", "certificates.jsonl", "check.py", "claim.py", "kernel", "statement.txt",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("statement.txt", "+ 1", "- 1", "proves another statement"),
        ("certificates.jsonl", "x - 1", "x - 2", "REJECTED: polynomial"),
        ("certificates.jsonl", ',"witness":{"x":"0"}', "", "no input is shown"),
        ("certificates.jsonl", '{"evidence"', "", "REJECTED"),
        ("statement.txt", "forall", "forall: true\nforall", "2 statements, 1 certificates"),
    ],
)
def test_what_was_changed_is_rejected(folder: Path, file: str, old: str, new: str, message: str) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    ran = checked(folder)
    assert ran.returncode == 1 and message in ran.stdout


def test_a_folder_with_something_in_it_is_left_alone(folder: Path, settled: Settled, tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        write_bundle(settled.record.verdicts[0], settled.certificates[:1], tmp_path / "claims.py", folder)


@pytest.mark.parametrize("name", ["../../etc/x", "<script>", "a" * 900, "", "a.b[n=2]", "/abs"])
def test_its_name_is_safe_whatever_the_id(name: str, verdict: Any) -> None:
    made = folder_name(verdict(name, "forall: true", file="a.py"))
    assert made and len(made) < 80 and set(made).isdisjoint("./\\<>[]=")
