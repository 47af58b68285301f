"""A run that is killed at any moment has lost nothing that it had finished."""

import json
import random
import signal
import subprocess
import sys
import time

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
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
        time.sleep(chance.uniform(0.3, 1.6))  # the moment of the kill is what this test is about
        process.send_signal(signal.SIGKILL)
        process.communicate()
        record = tmp_path / "reports" / "record.jsonl"
        if record.exists() and record.read_text():
            told = [verdict for verdict in read_record(record).verdicts if verdict.verdict == "PROVED"]
            finished |= {verdict.id for verdict in told}
            assert not [verdict.id for verdict in told if not _kept(tmp_path, verdict.digest)]
    assert finished
    assert subprocess.run([*command, "--write"], capture_output=True, check=False).returncode == 0
    from_store = {verdict.id for verdict in read_record(record).verdicts if verdict.from_store}
    assert finished <= from_store
    assert len(read_shelf(tmp_path / "proofs" / "many.certs.jsonl").entries) == 60


def _kept(folder, digest):
    file = folder / "cache" / "certificates" / digest[:2] / f"{digest}.json"
    return file.exists() and json.loads(file.read_text())["digest"] == digest
