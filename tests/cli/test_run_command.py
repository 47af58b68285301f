"""`verify run`: decides, records, reports, and writes beside the claims only when told to."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from verify.engine.record import read_record
from verify.engine.store import read_shelf

CERTS = "proofs/sample.certs.jsonl"
SLOW = """
from verify import claim, integers

@claim(x=integers(0, 3))
def quick(x):
    return x * x >= x

@claim(x=integers(2, 65535), y=integers(2, 65535))
def slow(x, y):
    return x * y != 2147483647  # a prime
"""


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and "__pycache__" not in str(path)
    }


def test_from_nothing_to_a_checked_and_reported_project(project: Path, run: Any) -> None:
    before = snapshot(project / "proofs")
    ran = run("run", "sample.square_grows", "sample.small", "sample.floor_average")
    assert ran.code == 0, ran.out + ran.err
    lines = ran.out.splitlines()
    assert lines[0].startswith("proofs/sample.py:5  PROVED  sample.square_grows  enumeration, witness  ")
    assert [line.split("  ")[2] for line in lines[1:4]] == [
        "sample.floor_average[w=2]",
        "sample.floor_average[w=3]",
        "sample.small",
    ]
    assert lines[4] == "    verify replay sample.small x=17 y=1"
    assert lines[5].startswith("4 claims: 3 proved, 1 refuted; all as expected; ")
    assert lines[-1] == "report: reports/index.html"
    assert snapshot(project / "proofs") == before
    record = read_record(project / "reports" / "record.jsonl")
    assert [verdict.id for verdict in record.verdicts] == [line.split("  ")[2] for line in lines[:4]]
    assert (project / "reports" / "index.html").exists()

    again = run("run", "sample.square_grows", "sample.small", "sample.floor_average", "--write")
    assert again.code == 0 and f"wrote {CERTS}" in again.out
    assert all(verdict.from_store for verdict in read_record(project / "reports" / "record.jsonl").verdicts)
    assert len(read_shelf(project / CERTS).entries) == 5
    assert run("check", "sample.square_grows", "sample.small", "sample.floor_average").code == 0
    written = (project / CERTS).read_bytes()
    last = run("run", "sample.square_grows", "--write", "--fresh", "--no-report")
    assert last.code == 0 and "wrote" not in last.out and "report" not in last.out
    assert (project / CERTS).read_bytes() == written


def test_what_was_tried_is_in_the_log(project: Path, run: Any) -> None:
    run("run", "sample.small", "--no-report")
    ran = run("log", "sample.small")
    assert ran.code == 0 and "certificate" in ran.out and "with mpmath" in ran.out
    other = run("log", "sample.fermat")
    assert other.code == 2 and "the last run was not about 'sample.fermat'" in other.err


def test_there_is_no_log_before_a_run(project: Path, run: Any) -> None:
    ran = run("log", "sample.small")
    assert ran.code == 2 and "there is no record of a run yet; `verify run` makes one" in ran.err


def test_the_record_goes_where_it_is_told(project: Path, run: Any) -> None:
    ran = run("run", "sample.small", "--no-report", "--record", "elsewhere/it.jsonl")
    assert ran.code == 0
    assert len(read_record(project / "elsewhere" / "it.jsonl").verdicts) == 1
    assert not (project / "reports").exists()


def test_a_contradiction_is_told(project: Path, run: Any) -> None:
    file = project / "proofs" / "sample.py"
    file.write_text(file.read_text().replace('expect="refuted"', 'expect="proved"'))
    ran = run("run", "sample.small", "--no-report")
    assert ran.code == 1 and "CONTRADICTION: expected proved" in ran.out and "1 not as expected" in ran.out


def test_a_damaged_project_certificate_is_told_and_made_anew(certified: Path, run: Any) -> None:
    path = certified / CERTS
    good = path.read_text()
    path.write_text(good[:-30])
    ran = run("run", "sample.square_grows", "sample.small", "sample.floor_average", "--no-report", "--write")
    assert ran.code == 4 and f"verify: {CERTS}:5: not a certificate's line" in ran.out
    assert run("check").code == 0


def test_a_claim_that_cannot_be_traced_is_an_error_and_the_rest_run(project: Path, run: Any) -> None:
    file = project / "proofs" / "sample.py"
    file.write_text(file.read_text().replace("17 * y", "0.5 * y"))
    ran = run("run", "sample.small", "sample.floor_average", "--no-report")
    assert ran.code == 4 and "proofs/sample.py:18  ERROR  sample.small  " in ran.out and "2 proved" in ran.out


def test_an_empty_folder_is_nothing_collected(project: Path, run: Any) -> None:
    (project / "empty").mkdir()
    assert run("run", "empty").code == 5
    assert not (project / "reports").exists()


def test_a_report_folder_that_cannot_be_written_is_told_before_the_work(project: Path, run: Any) -> None:
    (project / "reports").write_text("a file")
    ran = run("run")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("verify: reports: cannot write reports there: ") and ran.err.count("\n") == 1


def test_a_method_is_killed_at_its_budget(project: Path, run: Any) -> None:
    (project / "proofs" / "sample.py").write_text(SLOW)
    ran = run("run", "sample.slow", "--seconds", "0.2", "--no-report")
    assert ran.code == 3 and "UNDECIDED  sample.slow  timeout; " in ran.out
    assert "stopped after its budget of 0.2 s" in run("log", "sample.slow").out


def test_ctrl_c_stops_at_once_and_keeps_what_is_done(project: Path) -> None:
    (project / "proofs" / "sample.py").write_text(SLOW)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "verify", "run", "--no-report"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
        # A shell's background jobs are deaf to it, and so would be what tests start there.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    assert "sample.quick" in process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors == "verify: stopped; 1 claims decided so far are in reports/record.jsonl\n"
    assert [verdict.id for verdict in read_record(project / "reports" / "record.jsonl").verdicts] == ["sample.quick"]


@pytest.mark.parametrize("command", ["run", "check"])
def test_no_command_leaves_a_worker_behind(project: Path, command: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, "-m", "verify", command, "sample.small"]
    # Its output ends only when every process that has it open has ended.
    ran = subprocess.run(arguments, capture_output=True, text=True, env=environment, timeout=30, check=False)
    assert ran.returncode in (0, 4) and ran.stderr == ""


def test_changed_claims_only(certified: Path, run: Any) -> None:
    assert run("run", "--changed", "-k", "not fermat", "--no-report").out.startswith("nothing to do: every claim has")
    file = certified / "proofs" / "sample.py"
    file.write_text(
        file.read_text()
        .replace("3 * x", "2 * x")
        .replace("assume(x >= 3)", "assume(x >= 2)")
        .replace("tight=dict(x=3)", "tight=dict(x=2)")
    )
    ran = run("run", "--changed", "-k", "not fermat", "--no-report")
    assert ran.code == 0 and ran.out.splitlines()[0].startswith("proofs/sample.py:5  PROVED  sample.square_grows  ")
    assert ran.out.splitlines()[1].startswith("1 claim: 1 proved")
    assert run("run", "--changed", "-k", "not fermat", "--no-report").out.startswith("nothing to do")


def test_machine_formats_beside_the_record(certified: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(certified / "step.md"))
    ran = run(
        "run", "-k", "small or average", "--no-report", "--json", "out/all.json", "--junit", "out/all.xml",
        "--sarif", "out/all.sarif", "--github",
    )  # fmt: skip
    assert ran.code == 0 and "::error" not in ran.out
    assert sorted(path.name for path in (certified / "out").iterdir()) == ["all.json", "all.sarif", "all.xml"]
    assert "3 claims: 2 PROVED, 1 REFUTED." in (certified / "step.md").read_text()
    assert run("run", "-k", "small", "--no-report", "--json", "proofs/sample.py/x").code == 2
