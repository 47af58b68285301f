"""Workers are killed at their budget, limited in memory, and replaced.

The tasks are functions of the standard library, so that a worker process can
find them without the tests.
"""

import json
import math
import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from verify.engine.workers import GRACE, Stopped, Workers
from verify.kernel.certificate import Certificate, write_certificate
from verify.kernel.parse import parse

TRUE = parse("forall integer 0 <= x <= 9: x >= 0")
GOOD = write_certificate(Certificate(TRUE, "enumeration", {}, {"x": "4"}))


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers(1, 2048, 0.2)
    yield made
    made.stop()


def test_checks_say_what_the_kernel_says(workers: Workers) -> None:
    accepted, rejected = workers.check([GOOD, GOOD.replace("x >= 0", "x > 0")])
    assert (accepted.outcome, accepted.statement) == ("accepted", "forall integer 0 <= x <= 9: x >= 0")
    assert accepted.rules == ("enumeration",) and accepted.inhabited
    assert rejected.outcome == "rejected" and "does not hold at 1 of 10 inputs" in rejected.reason


@pytest.mark.parametrize("text", ["", "{}", "[", "é", GOOD[:-3], GOOD.replace("certificate/1", "certificate/2")])
def test_nonsense_is_rejected(workers: Workers, text: str) -> None:
    assert workers.check([text])[0].outcome == "rejected"


def test_what_holds_the_interpreter_is_killed_at_once(workers: Workers) -> None:
    began = time.monotonic()
    failure, _ = workers.ask("methods", math.factorial, 20_000_000)  # type: ignore[arg-type]
    assert failure["outcome"] == "timeout" and "0.2 s" in failure["reason"]
    assert time.monotonic() - began < 0.2 + GRACE + 1.5
    assert workers.ask("methods", str, "alive again") == ({}, "alive again")


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS keeps no limit on address space")
def test_memory_is_limited(workers: Workers) -> None:
    failure, _ = workers.ask("methods", bytes, 1 << 33)  # type: ignore[arg-type]
    assert failure["outcome"] == "memory" and "2048 MB" in failure["reason"]


@pytest.mark.parametrize(("code", "told"), [(71, "needs more than"), (3, "exit code 3")])
def test_a_worker_that_dies_is_replaced(workers: Workers, code: int, told: str) -> None:
    failure, _ = workers.ask("methods", os._exit, code)  # type: ignore[arg-type]
    assert failure["outcome"] == "memory" and told in failure["reason"]
    assert workers.ask("methods", str, "alive again") == ({}, "alive again")


def test_an_unknown_method_is_a_crash_not_an_end(workers: Workers) -> None:
    found = workers.find("nonesuch", "forall integer x: x >= x")
    assert found.outcome == "crashed" and found.reason


def test_stop_ends_what_is_under_way() -> None:
    workers = Workers(1, 2048, 60)
    ended: list[str] = []

    def work() -> None:
        try:
            workers.ask("methods", time.sleep, 60)  # type: ignore[arg-type]
        except Stopped:
            ended.append("stopped")

    assert json.loads(workers.ask("kernel", json.dumps, "x")[1]) == "x"
    thread = threading.Thread(target=work)
    thread.start()
    while not workers._running:
        thread.join(0.01)
    workers.stop()
    thread.join(5)
    assert ended == ["stopped"]
    with pytest.raises(Stopped):
        workers.check([GOOD])
