"""Asking coqc: what it accepts, what it says of axioms, and how it fails."""

import shutil
import sys

import pytest

from verify.export.coqc import REAL_AXIOMS, Answer, allowed_axioms, ask, assumed, coqc_version

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="coqc is not installed")
MEMORY_MB = 4096
TRUE = "Theorem t : 1 + 1 = 2. Proof. reflexivity. Qed.\nPrint Assumptions t.\n"
REALS = "Require Import Reals. Theorem t : (0 < 1)%R. Proof. exact Rlt_0_1. Qed.\nPrint Assumptions t.\n"


@pytest.mark.parametrize(
    ("output", "axioms"),
    [
        ("Closed under the global context\n", ()),
        ("Closed under the global context\nClosed under the global context\n", ()),
        ("Axioms:\nb.c : nat\na\n  : forall P : Prop,\n    P\n", ("a", "b.c")),
        ("Axioms:\na : nat\nClosed under the global context\nAxioms:\nb : nat\n", ("a", "b")),
        ("", None),
        ("Section Variables:\nx : nat\n", None),
        ("Closed under the global context\nSection Variables:\nx : nat\n", None),
        ("a : nat\n", None),
    ],
)
def test_what_print_assumptions_says(output: str, axioms: tuple[str, ...] | None) -> None:
    assert assumed(output) == axioms


def test_only_theorems_about_reals_may_assume_anything() -> None:
    assert allowed_axioms("Q") == frozenset()
    assert allowed_axioms("R") == REAL_AXIOMS


def test_without_coq_there_is_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert coqc_version() is None


@needs_coq
def test_a_theorem_is_accepted() -> None:
    version = coqc_version()
    assert version is not None and version[0].isdigit()
    assert ask(TRUE, 60, MEMORY_MB, frozenset()) == Answer(True)
    answer = ask(REALS, 60, MEMORY_MB, REAL_AXIOMS)
    assert answer.accepted and set(answer.axioms) <= REAL_AXIOMS


@needs_coq
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TRUE.replace("= 2", "= 3"), "line 1: Unable to unify"),
        (TRUE.replace("1 + 1", "1 +"), "line 1: Syntax error"),
        (TRUE.replace("reflexivity. Qed", "Admitted"), "it rests on t"),
        ("Axiom gift : 1 = 2.\nTheorem t : 1 = 2. Proof. exact gift. Qed.\nPrint Assumptions t.", "it rests on gift"),
        (TRUE.replace("Print Assumptions t.", ""), "coqc did not tell what its theorems assume"),
        (REALS, "it rests on ClassicalDedekindReals"),
    ],
)
def test_what_is_no_theorem_is_not(text: str, reason: str) -> None:
    answer = ask(text, 60, MEMORY_MB, frozenset())
    assert not answer.accepted and answer.reason.startswith(reason)


@needs_coq
def test_a_file_has_a_time_limit() -> None:
    assert ask(TRUE, 0.001, MEMORY_MB, frozenset()) == Answer(False, "coqc took longer than 0.001 s")


@needs_coq
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_and_one_of_memory() -> None:
    answer = ask(TRUE, 60, 100, frozenset())  # less than Coq needs for itself
    assert not answer.accepted and "memory" in answer.reason
