"""The committed catalogue: certified, as expected, and summarised as it is."""

import subprocess
import sys
from pathlib import Path

import pytest

from verify.engine.record import read_record
from verify.report.markdown import summary

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_every_claim_is_certified_and_the_summary_is_current(tmp_path):
    record = tmp_path / "record.jsonl"
    command = [sys.executable, "-m", "verify", "run", "--no-report", "--record", str(record)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    made = read_record(record)
    assert all(verdict.from_store for verdict in made.verdicts)
    assert summary(made) == (ROOT / "reports" / "SUMMARY.md").read_text(encoding="utf-8")


def test_the_datapath_has_z3_s_opinion_beside_the_proof(tmp_path):
    record = tmp_path / "record.jsonl"
    command = [sys.executable, "-m", "verify", "run", "--no-report", "--record", str(record), "mitchell"]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    small = [f"[w={width}]" for width in range(2, 9)]
    verdicts = [
        verdict
        for verdict in read_record(record).verdicts
        if "datapath_is_the_formula" in verdict.id and any(verdict.id.endswith(width) for width in small)
    ]
    assert len(verdicts) == 7
    assert {(opinion.method, opinion.says) for verdict in verdicts for opinion in verdict.opinions} == {
        ("bitvector", "holds")
    }
    assert all(verdict.opinions and "enumeration" in verdict.rules for verdict in verdicts)
