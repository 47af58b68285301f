"""A run that is killed at any moment has lost nothing that it had finished."""

import contextlib
import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from verify.engine.record import read_record
from verify.engine.store import read_shelf

CLAIMS = """
from verify import claim, each, integers

@claim(m=each(range(60)), x=integers(0, 255))
def below(m, x):
    return x * x < 65026 + m
"""


@pytest.mark.slow
def test_twenty_kills(tmp_path, monkeypatch):
    (tmp_path / "proofs").mkdir()
    (tmp_path / "proofs" / "many.py").write_text(CLAIMS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VERIFY_CACHE_DIR", str(tmp_path / "cache"))
    command = [sys.executable, "-m", "verify", "run", "--no-report"]
    chance = random.Random(20)
    finished = set()
    for _ in range(20):
        record = tmp_path / "reports" / "record.jsonl"
        record.unlink(missing_ok=True)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
        lines = chance.randrange(30)
        _until(lambda: process.poll() is not None or (record.exists() and record.read_text().count("\n") > lines))
        time.sleep(chance.uniform(0, 0.1))  # the moment of the kill is what this test is about
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if record.exists() and "\n" in record.read_text():
            told = [verdict for verdict in read_record(record).verdicts if verdict.verdict == "PROVED"]
            finished |= {verdict.id for verdict in told}
            assert not [verdict.id for verdict in told if not _kept(tmp_path, verdict.digest)]
    assert finished
    assert subprocess.run([*command, "--write"], capture_output=True, check=False).returncode == 0
    from_store = {verdict.id for verdict in read_record(record).verdicts if verdict.from_store}
    assert finished <= from_store
    assert len(read_shelf(tmp_path / "proofs" / "many.certs.jsonl").entries) == 60


ENDLESS = """
from verify import claim, integers

@claim(x=integers(2, 2**31), y=integers(2, 2**31))
def hard(x, y):
    return x * y != 4611686014132420609
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_worker_is_left_behind(tmp_path, monkeypatch):
    (tmp_path / "proofs").mkdir()
    (tmp_path / "proofs" / "hard.py").write_text(ENDLESS)
    monkeypatch.chdir(tmp_path)
    command = [sys.executable, "-m", "verify", "run", "--no-report"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    assert _until(lambda: len(_session(process.pid)) > 3)  # the parent, those that start others, a worker
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert _until(lambda: not _session(process.pid))


def _session(leader):
    """The processes of a session that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
            found += [stat.parent.name] if int(session) == leader and state != "Z" else []
    return found


def _until(condition):
    """Whether it comes true within a minute."""
    for _ in range(1200):
        if condition():
            return True
        time.sleep(0.05)
    return False


def _kept(folder, digest):
    file = folder / "cache" / "certificates" / digest[:2] / f"{digest}.json"
    return file.exists() and json.loads(file.read_text())["digest"] == digest
