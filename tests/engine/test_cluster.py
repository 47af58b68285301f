"""A run on a real cluster of two workers, one of which is killed in the middle."""

import os
import signal
import subprocess
import sys
import time

import pytest

from verify.engine.cluster import ClusterError, cluster
from verify.engine.record import read_record

distributed = pytest.importorskip("distributed")

CLAIMS = """
from verify import claim, each, integers, word

@claim(m=each(range(40)), x=word(16))
def multiples(m, x):
    return (m * x) % (m + 1) == (m * (x % (m + 1))) % (m + 1)

@claim(m=each(range(5)), x=word(16), expect="refuted")
def wrong(m, x):
    return x != 40000 + m
"""


@pytest.fixture
def local_cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "proofs").mkdir()
    (tmp_path / "proofs" / "many.py").write_text(CLAIMS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VERIFY_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


def run(*options):
    command = [sys.executable, "-m", "verify", "run", "--no-report", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_changes_nothing(local_cluster, project):
    process = run("--scheduler", local_cluster.scheduler_address, "--record", "there.jsonl")
    killed = False
    shown = []
    for line in process.stdout:
        shown.append(line)
        if len(shown) == 10 and not killed:
            killed = True
            os.kill(next(iter(local_cluster.workers.values())).pid, signal.SIGKILL)
    assert process.wait() == 0, "".join(shown)
    here = run("--fresh", "--record", "here.jsonl")
    here.communicate()
    assert here.returncode == 0 and killed
    ours, theirs = (read_record(project / name).verdicts for name in ("here.jsonl", "there.jsonl"))
    assert [(item.id, item.verdict, item.rules) for item in ours] == [
        (item.id, item.verdict, item.rules) for item in theirs
    ]
    for item in theirs:
        assert [attempt.outcome for attempt in item.attempts].count("certificate") == 1
        assert "crashed" not in [attempt.outcome for attempt in item.attempts]


def test_no_scheduler_is_one_line(project):
    began = time.monotonic()
    process = run("--scheduler", "tcp://127.0.0.1:1")
    out, _ = process.communicate()
    assert process.returncode == 2 and out.startswith("verify: --scheduler tcp://127.0.0.1:1: no scheduler answers")
    assert len(out.splitlines()) == 1 and time.monotonic() - began < 60


def test_an_address_that_is_none():
    with pytest.raises(ClusterError, match="no scheduler answers"), cluster("nonsense://"):
        pass
