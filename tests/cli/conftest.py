"""A project folder with two claim files and their certificates, and the command line run in it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from verify.claims.collect import collect
from verify.claims.instance import state
from verify.cli.main import main
from verify.engine.store import Entry, certificates_beside, write_shelf
from verify.kernel.certificate import Certificate, write_certificate
from verify.kernel.statement import Fails, ForAll
from verify.kernel.text import digest

CLAIMS = '''
from verify import assume, claim, each, integers, ratio, reals, word

@claim(x=integers(0, 20), tight=dict(x=3), source="Nobody 1999")
def square_grows(x):
    """A square is at least three times its root, from 3 on."""
    assume(x >= 3)
    return x * x >= 3 * x

@claim(w=each(range(2, 4)), x=word("w"), y=word("w"))
def floor_average(x, y, w):
    """The average of two words, without overflow."""
    return (x & y) + ((x ^ y) >> 1) == (x + y) // 2

@claim(x=integers(0, 20), y=integers(1, 3), expect="refuted")
def small(x, y):
    """Not so."""
    return 0 <= x < 17 * y

@claim(x=integers(1), y=integers(1), z=integers(1), expect="open")
def fermat(x, y, z):
    return x**3 + y**3 != z**3

@claim(x=integers(0, 2000), full=True)
def many(x):
    return x >= 0
'''


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder; it is the current one, and the cache is inside it."""
    (tmp_path / "proofs").mkdir()
    file = tmp_path / "proofs" / "sample.py"
    file.write_text(CLAIMS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VERIFY_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def certified(project: Path) -> Path:
    """The same with the certificates of its core set."""
    entries = []
    for case in collect([project / "proofs"]).cases:
        instance = state(case)
        assert isinstance(instance.statement, ForAll)
        if case.expect == "refuted":
            fails = Fails(instance.statement)
            entries.append(Certificate(fails, "witness", {"values": {"x": "17", "y": "1"}}))
        elif case.expect == "proved" and case.core:
            witness = {declared.name: "3" for declared in instance.statement.variables}
            entries.append(Certificate(instance.statement, "enumeration", {}, witness))
        for tight in instance.tight:
            entries.append(Certificate(tight.statement, "witness", {"values": {"x": "3"}}))
    filed = [Entry(digest(made.statement), write_certificate(made)) for made in entries]
    write_shelf(certificates_beside(project / "proofs" / "sample.py"), filed)
    return project


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: run("check", "--full")."""

    def command(*arguments: str) -> Ran:
        code = main(list(arguments))
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Ran(code, captured.out, captured.err)

    return command
