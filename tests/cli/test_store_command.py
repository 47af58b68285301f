"""`verify store`: what is kept for the user, shown, pruned, cleared."""

import os
import time


def test_what_a_run_keeps_is_shown_pruned_and_cleared(project, run):
    assert "       0  certificates  0.0 MB" in run("store").out
    run("run", "sample.square_grows", "--no-report")
    assert "       2  certificates  " in run("store").out
    assert run("store", "prune").out == "removed 0 files\n"
    assert run("store", "prune", "--days", "0").out == "removed 2 files\n"
    run("run", "sample.square_grows", "--no-report", "--fresh")
    assert run("store", "clear", "--yes").out == "removed 2 files\n"
    assert "       0  certificates  0.0 MB" in run("store").out


def test_clearing_asks(project, run, monkeypatch):
    run("run", "sample.square_grows", "--no-report")
    assert run("store", "clear").code != 0
    assert "       2  certificates  " in run("store").out


def test_leftovers_of_killed_runs_are_pruned(project, run):
    run("run", "sample.square_grows", "--no-report")
    left = next((project / "cache" / "certificates").iterdir()) / ".half.json.123"
    left.write_text('{"digest":')
    assert "       1  leftovers" in run("store").out
    assert run("store", "prune").out == "removed 0 files\n"
    os.utime(left, (0, time.time() - 2 * 86_400))
    assert run("store", "prune").out == "removed 1 files\n"
