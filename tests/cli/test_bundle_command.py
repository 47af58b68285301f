"""`verify bundle`."""

import subprocess
import sys
from pathlib import Path
from typing import Any


def test_the_folder_checks_itself(certified: Path, run: Any) -> None:
    ran = run("bundle", "sample.square_grows")
    assert ran.code == 0 and ran.out.startswith("wrote sample-square_grows; check it with: python3 -I -S ")
    command = [sys.executable, "-I", "-S", "sample-square_grows/check.py"]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0 and checked.stdout.count("proved by") == 2
    again = run("bundle", "sample.square_grows")
    assert again.code == 2 and "is there already, and not empty" in again.err


def test_a_folder_of_ones_own(certified: Path, run: Any) -> None:
    assert run("bundle", "sample.small", "deep/er").code == 0
    assert (certified / "deep" / "er" / "statement.txt").read_text().startswith("not forall ")


def test_without_certificate_there_is_nothing_to_bundle(project: Path, run: Any) -> None:
    ran = run("bundle", "sample.small")
    assert ran.code == 3 and "`verify run` looks for one" in ran.out
    assert not (project / "sample-small").exists()
