"""Methods on an executor, checks here."""

from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

from verify.engine.elsewhere import Elsewhere
from verify.engine.workers import Stopped, Workers

STATEMENT = "forall integer 0 <= x <= 255: x & 15 <= x"


@pytest.fixture
def here():
    workers = Workers(1, 4096, 20.0)
    yield workers
    workers.stop()


def test_found_there_and_checked_here(here):
    with ThreadPoolExecutor(1) as executor:
        finders = Elsewhere(executor, here, 4096)
        found = finders.find("enumeration", STATEMENT)
        assert found.outcome == "certificate"
        [checked] = finders.check([found.certificate])
        assert (checked.outcome, checked.statement) == ("accepted", STATEMENT)


class Lost(Executor):
    """An executor whose every task is lost."""

    def submit(self, function, /, *arguments, **named):
        future = Future()
        future.set_exception(ConnectionError("the machine is\ngone"))
        return future


def test_a_lost_task_is_a_crash_told_in_one_line(here):
    found = Elsewhere(Lost(), here, 4096).find("enumeration", STATEMENT)
    assert (found.outcome, found.reason) == ("crashed", "the executor lost it: ConnectionError: the machine is gone")


class Liar(Executor):
    """An executor that gives a certificate of something else."""

    def __init__(self, answer):
        self.answer = answer

    def submit(self, function, /, *arguments, **named):
        future = Future()
        future.set_result(self.answer)
        return future


def test_what_an_executor_gives_is_no_proof(here):
    answer = '{"outcome": "certificate", "certificate": "{}"}'
    finders = Elsewhere(Liar(answer), here, 4096)
    [checked] = finders.check([finders.find("enumeration", STATEMENT).certificate])
    assert checked.outcome == "rejected"


def test_after_the_end_nothing_is_asked(here):
    finders = Elsewhere(Lost(), here, 4096)
    finders.stop()
    with pytest.raises(Stopped):
        finders.find("enumeration", STATEMENT)
