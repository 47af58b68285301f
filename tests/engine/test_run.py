"""Going through claims: order does not matter, errors do not stop it, an end does."""

from pathlib import Path

import pytest

from verify.claims.collect import FileError, collect
from verify.claims.instance import Instance
from verify.engine.decide import Decision, blank_verdict
from verify.engine.run import examine, file_error
from verify.engine.workers import Stopped


def test_every_claim_has_an_outcome_and_one_that_cannot_be_traced_is_an_error(claim_file: Path) -> None:
    claim_file.write_text(claim_file.read_text() + "\n@claim(x=integers())\ndef bad(x):\n    return 0.5 < x\n")
    cases = collect([claim_file]).cases
    began: list[str] = []
    outcomes = {
        outcome.place: outcome.decision.verdict
        for outcome in examine(cases, lambda instance: Decision(blank_verdict(instance)), 2, began.append)
    }
    assert [outcomes[place].id for place in sorted(outcomes)] == [case.id for case in cases]
    bad = outcomes[len(cases) - 1]
    assert bad.verdict == "ERROR" and "not exact" in bad.reason and bad.line == claim_file.read_text().count("\n")
    assert sorted(began) == sorted(case.id for case in cases[:-1])


def test_a_fault_of_the_engine_is_not_swallowed(claim_file: Path) -> None:
    def judge(instance: Instance) -> Decision:
        raise RuntimeError("a fault")

    with pytest.raises(RuntimeError, match="a fault"):
        list(examine(collect([claim_file]).cases, judge, 2, lambda identifier: None))


def test_stopped_workers_end_it_as_ctrl_c_does(claim_file: Path) -> None:
    def judge(instance: Instance) -> Decision:
        raise Stopped

    with pytest.raises(KeyboardInterrupt):
        list(examine(collect([claim_file]).cases, judge, 2, lambda identifier: None))


def test_a_file_that_cannot_be_read_is_one_error(tmp_path: Path) -> None:
    verdict = file_error(FileError(tmp_path / "bad.py", 3, "SyntaxError: oh"))
    assert (verdict.verdict, verdict.line, verdict.reason) == ("ERROR", 3, "SyntaxError: oh")
