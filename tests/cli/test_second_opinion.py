"""`verify check --coq`."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from verify.engine.store import SUFFIX

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="coqc is not installed")
TRUE = "Theorem t : 1 + 1 = 2. Proof. reflexivity. Qed.\nPrint Assumptions t.\n"


def test_without_coq_it_is_not_sought(certified: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    ran = run("check", "--coq")
    assert ran.code == 0 and ran.out == "Coq was not found: this second opinion was not sought\n"


@needs_coq
def test_what_coq_accepts_is_counted(certified: Path, run: Any) -> None:
    (certified / "proofs" / "coq").mkdir()
    (certified / "proofs" / "coq" / "general.v").write_text(TRUE)
    ran = run("check", "--coq")
    assert ran.code == 0
    assert "3 accepted, 0 rejected (1 by hand, 2 certificates); 3 not asked about" in ran.out
    assert "    3  the rule enumeration has no Coq proof yet" in ran.out


@needs_coq
def test_what_coq_rejects_is_named(certified: Path, run: Any) -> None:
    (certified / "proofs" / "coq").mkdir()
    (certified / "proofs" / "coq" / "general.v").write_text(TRUE.replace("= 2", "= 3"))
    shelf = certified / "proofs" / f"sample{SUFFIX}"
    shelf.write_text(shelf.read_text().replace('"x":"17"', '"x":"16"'))
    ran = run("check", "--coq", "sample.small", "sample.square_grows")
    assert ran.code == 4
    assert "proofs/coq/general.v: rejected by Coq: line 1: Unable to unify" in ran.out
    assert "sample.small: rejected by Coq: line " in ran.out
    assert "1 accepted, 2 rejected (1 by hand, 2 certificates); 1 not asked about" in ran.out
