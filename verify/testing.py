"""Claims asserted inside ordinary tests: `assert_proved` and `assert_refuted`.

They decide as `verify run` does, with the same settings and the same certificate
store, and fail with the verdict's line and a counterexample that can be replayed.
"""

import ast
import atexit
import inspect
import linecache
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

from verify.claims.claim import Claim, ClaimError, claim_of
from verify.claims.collect import Case, cases_of
from verify.claims.instance import state
from verify.claims.source_check import Function, refused
from verify.config import read_settings
from verify.engine.decide import decide, decide_statement
from verify.engine.store import CertificateStore, cache_folder
from verify.engine.verdict import PROVED, REFUTED, Verdict
from verify.engine.workers import Workers
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.methods.plan import plan
from verify.trace.memory import memory_of

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
    _check_source(claim, file)
    store = CertificateStore(cache_folder())
    return [_of_case(case, store) for case in cases_of(claim, file)]


def _of_case(case: Case, store: CertificateStore) -> Verdict:
    return decide(state(case), store, _workers(), plan).verdict


def _check_source(claim: Claim, file: Path) -> None:
    """Claim files are read for what a trace would not see; so are functions that stand elsewhere.

    Of their file only those that the claim reaches are read: the others are tests, mostly.
    """
    lines_of_file = linecache.getlines(str(file))
    if not lines_of_file:
        raise ClaimError("the source of the function cannot be read", file, claim.line)
    tree = ast.parse("".join(lines_of_file))
    around = [part for part in tree.body if not isinstance(part, Function | ast.ClassDef)]
    reached = (part for part, _ in memory_of((claim.function,), str(file)).contents)
    codes = [part.__code__ for part in reached if isinstance(part, FunctionType)]
    lines = {code.co_firstlineno for code in codes if code.co_filename == str(file)}
    for node in ast.walk(tree):
        if isinstance(node, Function) and _first_line(node) in lines:
            part = ast.Expr(node) if isinstance(node, ast.Lambda) else node
            if (found := refused(ast.Module([*around, part], []))) is not None:
                raise ClaimError(found[1], file, found[0])


def _first_line(node: Function) -> int:
    """The line that a function's code begins in: that of its first decorator."""
    decorators = [] if isinstance(node, ast.Lambda) else node.decorator_list
    return min([node.lineno, *(part.lineno for part in decorators)])


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
