"""`verify list`, choosing claims, and what goes wrong before any work."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def test_claims_are_listed_with_their_prose(project: Path, run: Any) -> None:
    ran = run("list")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "proofs/sample.py:5  proved  sample.square_grows  A square is at least three times its root, from 3 on.",
        "proofs/sample.py:11  proved  sample.floor_average[w=2]  The average of two words, without overflow.",
        "proofs/sample.py:11  proved  sample.floor_average[w=3]  The average of two words, without overflow.",
        "proofs/sample.py:16  refuted  sample.small  Not so.",
        "proofs/sample.py:21  open  sample.fermat",
        "(1 more in the full set: --full)",
    ]
    assert "sample.many" in run("list", "--full").out


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("sample.floor_average", 2),
        ("sample.floor_average[w=2]", 1),
        ("sample.many", 1),
        ("proofs/sample.py", 5),
        ("proofs", 5),
    ],
)
def test_a_name_is_an_id_a_group_or_a_path(project: Path, run: Any, name: str, count: int) -> None:
    assert run("list", name).out.count("proofs/sample.py:") == count


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("sample.smal", "there is no claim 'sample.smal'; did you mean sample.small"),
        ("zzzzzzzzz", "there is no claim 'zzzzzzzzz'; `verify list` names them all"),
        ("proofs/nowhere.py", "proofs/nowhere.py: there is no such file or folder"),
    ],
)
@pytest.mark.parametrize("command", ["list", "check"])
def test_an_unknown_name_is_one_line(project: Path, run: Any, command: str, name: str, message: str) -> None:
    ran = run(command, name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"verify: {message}") and ran.err.count("\n") == 1


@pytest.mark.parametrize("command", ["show", "log", "replay"])
def test_an_unknown_id_is_one_line(project: Path, run: Any, command: str) -> None:
    (project / "reports").mkdir()
    (project / "reports" / "record.jsonl").write_text(
        '{"format":"verify-record/2","platform":"","prose":{},"settings":{},"versions":{}}\n'
    )
    ran = run(command, "sample.smal")
    assert ran.code == 2 and "did you mean sample.small" in ran.err and ran.err.count("\n") == 1


@pytest.mark.parametrize("command", ["list", "check"])
def test_an_empty_folder_is_nothing_collected(project: Path, run: Any, command: str) -> None:
    (project / "empty").mkdir()
    ran = run(command, "empty")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err == "verify: no claims in empty; a claim is a function under @claim in a Python file\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.verify]\nsecond = 3\n", "has no setting 'second'; there are jobs, memory_mb, paths, reports, seconds"),
        ("[tool.verify]\nseconds = 'x'\n", "seconds is 'x'; it must be a positive number of seconds"),
        ("[tool.verify]\njobs = true\n", "jobs is True; it must be a whole number from 1 to 1024"),
        ("[tool.verify]\npaths = ['gone']\n", "paths names 'gone', and there is no such file or folder"),
        ("[tool.verify\n", "cannot be read"),
    ],
)
def test_a_bad_setting_is_one_line(project: Path, run: Any, text: str, message: str) -> None:
    (project / "pyproject.toml").write_text(text)
    ran = run("list")
    assert ran.code == 2 and message in ran.err and ran.err.count("\n") == 1


def test_a_bad_option_is_one_line(project: Path, run: Any) -> None:
    ran = run("check", "--jobs", "0")
    assert ran.code == 2 and ran.err.startswith("verify: ") and ran.err.count("\n") == 1
    assert run("nonesuch").code == 2
    assert run().code == 2


def test_an_internal_error_is_one_line(project: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VERIFY_TRACEBACK", raising=False)
    monkeypatch.setattr("verify.cli.list.select", lambda *names, **options: 1 // 0)
    ran = run("list")
    assert ran.code == 4
    assert ran.err.startswith("verify: internal error: ZeroDivisionError") and ran.err.count("\n") == 1


def test_help_and_list_import_nothing_heavy(project: Path) -> None:
    told = (
        "import sys; from verify.cli.main import main; main([{}]);"
        "print([name for name in sys.modules if name.split('.')[0] in "
        "('sympy', 'mpmath', 'z3', 'flint', 'rich', 'jinja2', 'pebble', 'multiprocessing', 'numpy')])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for arguments in ("'--help'", "'list'"):
        command = [sys.executable, "-c", told.format(arguments)]
        ran = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        assert ran.stdout.splitlines()[-1] == "[]"
