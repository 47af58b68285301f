"""Claims asserted inside ordinary tests: `assert_proved` and `assert_refuted`.

They decide as `verify run` does, with the same settings and the same certificate
store, and fail with the verdict's line and a counterexample that can be replayed.
"""

import atexit
import inspect
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from verify.claims.claim import claim_of
from verify.claims.collect import Case, cases_of
from verify.claims.instance import state
from verify.config import read_settings
from verify.engine.decide import decide, decide_statement
from verify.engine.store import CertificateStore, cache_folder
from verify.engine.verdict import PROVED, REFUTED, Verdict
from verify.engine.workers import Workers
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.methods.plan import plan

Claimed = str | Callable[..., Any]


def assert_proved(claimed: Claimed) -> None:
    """Fails unless `claimed` is PROVED: a function under `@claim`, in all its instances, or a statement as text.

    Raises AssertionError with the verdict and its reason, or the counterexample;
    ValueError where nothing is claimed.
    """
    __tracebackhide__ = True
    _expect(claimed, PROVED)


def assert_refuted(claimed: Claimed) -> None:
    """Fails unless `claimed` is REFUTED, as `assert_proved` does."""
    __tracebackhide__ = True
    _expect(claimed, REFUTED)


def _expect(claimed: Claimed, wanted: str) -> None:
    __tracebackhide__ = True
    verdicts = [_of_statement(claimed)] if isinstance(claimed, str) else _of_function(claimed)
    told = "\n".join(_told(verdict, claimed) for verdict in verdicts if verdict.verdict != wanted)
    if told:
        raise AssertionError(f"not {wanted}:\n{told}")


def _of_statement(text: str) -> Verdict:
    try:
        statement = parse(text)
    except Rejected as error:
        raise ValueError(f"not a statement: {error}") from None
    return decide_statement(statement, CertificateStore(cache_folder()), _workers(), plan).verdict


def _of_function(function: Callable[..., Any]) -> list[Verdict]:
    claim = claim_of(function)
    if claim is None:
        raise ValueError(f"{function!r} is neither a statement nor a function under @claim")
    file = Path(inspect.getfile(function))
    store = CertificateStore(cache_folder())
    return [_of_case(case, store) for case in cases_of(claim, file)]


def _of_case(case: Case, store: CertificateStore) -> Verdict:
    return decide(state(case), store, _workers(), plan).verdict


def _told(verdict: Verdict, claimed: Claimed) -> str:
    name = verdict.id.partition(".")[2] or verdict.statement
    line = f"  {verdict.verdict}  {name}  {verdict.reason}".rstrip()
    if verdict.witness is None:
        return line
    values = ", ".join(f"{variable}={_python(value)}" for variable, value in sorted(verdict.witness.items()))
    return f"{line}\n    replay: {f'{claimed.__name__}({values})' if callable(claimed) else values}"


def _python(value: str) -> str:
    """A witness's value as Python that is exact."""
    return f"ratio({value.replace('/', ', ')})" if "/" in value else value


@cache
def _workers() -> Workers:
    """One set of workers for the whole test session."""
    settings = read_settings(Path.cwd())
    workers = Workers(1, settings.memory_mb, settings.seconds)
    atexit.register(workers.stop)
    return workers
