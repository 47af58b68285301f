"""One claim's whole way by the command line, for the claims that must not come out PROVED."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEADER = "from verify import assume, claim, integers, ratio, reals, word\nimport itertools\n\n"


def verify(folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "VERIFY_CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, "-m", "verify", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def decided(folder, source, *options):
    """The exit code and the verdict lines of a run over one claim file."""
    (folder / "mine.py").write_text(HEADER + source)
    done = verify(folder, "run", "mine.py", "--fresh", "--record", "record.jsonl", *options)
    lines = (folder / "record.jsonl").read_text().splitlines()[1:]
    return done, [json.loads(line) for line in lines]


def test_hypotheses_that_nothing_meets_are_vacuous(tmp_path):
    source = """
@claim(x=reals(), y=reals())
def empty(x, y):
    assume(x > y)
    assume(y > x + 1)
    return x == 7
"""
    done, [verdict] = decided(tmp_path, source)
    assert (done.returncode, verdict["verdict"]) == (3, "VACUOUS")


def test_an_open_claim_stays_open(tmp_path):
    source = """
@claim(n=integers(1), expect="open")
def odd_perfect(n):
    return 3 * n * n % (n + 5) != 12345678901
"""
    done, [verdict] = decided(tmp_path, source)
    assert (done.returncode, verdict["verdict"]) == (0, "UNDECIDED")


def test_a_nondeterministic_program_is_an_error(tmp_path):
    source = """
COUNTER = itertools.count()

@claim(x=integers(0))
def moody(x):
    return x + next(COUNTER) >= x
"""
    done, [verdict] = decided(tmp_path, source)
    assert (done.returncode, verdict["verdict"]) == (4, "ERROR")
    assert "mine.py:" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_chain_keeps_its_lower_half(tmp_path):
    source = """
@claim(x=integers(0, 10), expect="refuted")
def chained(x):
    return 1 <= x <= 10

@claim(x=reals(0, 1), expect="refuted")
def chained_over_the_reals(x):
    return ratio(1, 100) <= x <= 1
"""
    done, verdicts = decided(tmp_path, source)
    assert done.returncode == 0
    assert [verdict["witness"] for verdict in verdicts] == [{"x": "0"}, {"x": "0"}]


def test_a_solver_s_yes_is_not_a_proof(tmp_path):
    source = """
@claim(x=reals())
def positive(x):
    return x * x + x + 1 > 0
"""
    done, [verdict] = decided(tmp_path, source, "--method", "nlsat")
    assert (done.returncode, verdict["verdict"], verdict["certificate_digest"]) == (3, "UNCERTIFIED", "")
    assert [opinion["says"] for opinion in verdict["opinions"]] == ["holds"]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("@claim(x=reals())\ndef f(x):\n    return x < 1\n\n" * 2, "duplicate id"),
        ("def (:", "SyntaxError"),
        ("@claim(x=reals())\ndef f(x):\n    return x < 0.5", 'write ratio("0.5")'),
        (
            "@claim(x=reals())\ndef f(x):\n    return x < 1\n\n@claim(x=reals())\ndef f(x):\n    return x < 1",
            "duplicate",
        ),
    ],
)
def test_a_bad_claim_file_gets_one_line(tmp_path, source, told):
    (tmp_path / "mine.py").write_text(HEADER + source)
    done = verify(tmp_path, "run", "mine.py")
    assert done.returncode == 4
    assert told in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_the_replay_line_of_a_file_outside_the_project_can_be_pasted(tmp_path):
    (tmp_path / "mine.py").write_text(HEADER + "@claim(x=integers(0))\ndef small(x):\n    return x < 1\n")
    done = verify(tmp_path, "run", "mine.py", "--no-report", "--record", "record.jsonl")
    [line] = [line.split() for line in done.stdout.splitlines() if line.startswith("    verify replay")]
    assert line == ["verify", "replay", "mine.py::mine.small", "x=1"]
    replayed = verify(tmp_path, *line[1:])
    assert "FALSE: x < 1" in replayed.stdout
    assert "Traceback" not in replayed.stderr


def test_claims_about_real_functions(tmp_path):
    source = """
from verify import atan, exp, log, sqrt

@claim(x=reals(0, 4))
def proved(x):
    return sqrt(x) <= 2 and exp(x) >= 1 and atan(x) < ratio("1.33")

@claim()
def closed():
    return ratio("0.0860713") < log(1 / log(2)) / log(2) - 1 / log(2) + 1

@claim(x=reals(0, 4), expect="refuted")
def false(x):
    return exp(x) < 50

@claim(x=reals(0, 4), expect="refuted")
def undefined(x):
    return log(x) < 2

@claim(x=reals(0), expect="open")
def not_to_be_decided_at_an_input(x):
    return atan(x) == 2 * atan(x / (1 + sqrt(1 + x * x)))
"""
    done, verdicts = decided(tmp_path, source)
    assert [verdict["verdict"] for verdict in verdicts] == ["PROVED", "PROVED", "REFUTED", "REFUTED", "UNDECIDED"]
    assert done.returncode == 0
    assert [verdict["witness"] for verdict in verdicts[2:4]] == [{"x": "4"}, {"x": "0"}]
