"""A small claim file, the certificates of its claims, and finders that do in this process what workers do."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from verify.claims.collect import collect
from verify.claims.instance import Instance, state
from verify.engine import worker
from verify.engine.store import Entry
from verify.engine.workers import Checked, Found, _checked
from verify.kernel.certificate import Certificate, write_certificate
from verify.kernel.statement import Statement
from verify.kernel.text import digest

CLAIMS = '''
from verify import assume, claim, integers

@claim(x=integers(0, 20), tight=dict(x=3))
def square_grows(x):
    """From 3 on."""
    assume(x >= 3)
    return x * x >= 3 * x

@claim(x=integers(0, 20), expect="refuted")
def small(x):
    return x < 17

@claim(x=integers(0, 20), expect="open")
def nowhere(x):
    assume(x > 30)
    return x < 17

@claim(x=integers(0, 2000), full=True)
def many(x):
    return x >= 0
'''


@pytest.fixture
def claim_file(tmp_path: Path) -> Path:
    """The claim file, in a folder of its own."""
    file = tmp_path / "sample.py"
    file.write_text(CLAIMS)
    return file


@pytest.fixture
def instances(claim_file: Path) -> dict[str, Instance]:
    """Its claims by the name of their function."""
    return {case.claim.name: state(case) for case in collect([claim_file]).cases}


class Certificates:
    """Makes certificates: by going through all inputs, by one input, and filed under the statement's digest."""

    def enumerated(self, statement: Statement, **witness: str) -> str:
        return write_certificate(Certificate(statement, "enumeration", {}, witness or None))

    def witnessed(self, statement: Statement, **values: str) -> str:
        return write_certificate(Certificate(statement, "witness", {"values": values}))

    def filed(self, statement: Statement, certificate: str) -> Entry:
        return Entry(digest(statement), certificate)


@pytest.fixture
def certificates() -> Certificates:
    """Makes certificates."""
    return Certificates()


class ScriptedFinders:
    """`script` maps a method's name to what it finds; checks are the kernel's own, in this process."""

    def __init__(self, script: Mapping[str, Found] | None = None) -> None:
        self.script = dict(script or {})
        self.asked: list[str] = []
        self.hints: list[Mapping[str, Any] | None] = []

    def find(
        self, method: str, statement: str, hint: Mapping[str, Any] | None = None, seconds: float | None = None
    ) -> Found:
        self.asked.append(method)
        self.hints.append(hint)
        return self.script[method]

    def check(self, certificates: Sequence[str]) -> list[Checked]:
        return [_checked(item) for item in json.loads(worker.check(json.dumps(list(certificates))))]


@pytest.fixture
def scripted() -> Callable[..., ScriptedFinders]:
    """Makes finders: scripted(method=Found(...), …)."""
    return lambda **script: ScriptedFinders(script)
