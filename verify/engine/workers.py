"""The parent's side of the workers: two pools of processes that are killed when their time is up.

Methods and the kernel run in different processes, so that a library that a
method imported can have no influence on a check.
"""

import json
import multiprocessing
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from multiprocessing import forkserver
from types import MappingProxyType
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from . import worker

GRACE = 1.0
"""Seconds beyond its budget that a method has to stop by itself."""


Hint = Mapping[str, Any]
"""What helps a method: the `input`, as texts, to try for an existence; the texts of `lemmas` for a claim."""


class Stopped(Exception):
    """The session was ended while this task ran."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a method; `outcome` as in `Attempt`, without "rejected" and "uninhabited"."""

    outcome: str
    certificate: str | None = None
    says: str = ""
    reason: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check; `outcome` is "accepted", "rejected", "timeout", "memory" or "crashed"."""

    outcome: str
    statement: str = ""
    rules: tuple[str, ...] = ()
    inhabited: bool = False
    enclosures: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    reason: str = ""
    seconds: float = 0.0


def _start_fork_server() -> None:
    """Starts it deaf to Ctrl-C, which is the parent's to handle: during its start it would print a traceback."""
    if threading.current_thread() is not threading.main_thread():
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, heard)


class Workers:
    """Runs methods and checks, `jobs` of each at once; safe to call from many threads.

    Processes start with the first task of their kind. `stop` kills them all.
    """

    def __init__(self, jobs: int, memory_mb: int, seconds: float) -> None:
        self.seconds = seconds
        self._memory_mb = memory_mb
        self._jobs = jobs
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([worker.__name__])
        _start_fork_server()
        self._pools: dict[str, ProcessPool] = {}
        self._running: set[ProcessFuture[str]] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def find(
        self, method: str, statement: str, hint: Hint = MappingProxyType({}), seconds: float | None = None
    ) -> Found:
        """Runs `method` on the statement of this text, within the budget."""
        seconds = seconds or self.seconds
        budget = json.dumps({"seconds": seconds, "memory_mb": self._memory_mb})
        texts = method, statement, budget, json.dumps(dict(hint))
        failure, answer = self.ask("methods", worker.find, *texts, seconds=seconds)
        return Found(**(failure or json.loads(answer)))

    def check(self, certificates: Sequence[str]) -> list[Checked]:
        """Has the kernel check the certificates, one after the other in one process."""
        failure, answer = self.ask("kernel", worker.check, json.dumps(list(certificates)))
        if not failure:
            return [_checked(item) for item in json.loads(answer)]
        if len(certificates) == 1:
            return [Checked(**failure)]
        return [self.check([text])[0] for text in certificates]

    def stop(self) -> None:
        """Kills every worker; tasks under way end with Stopped."""
        with self._lock:
            self._stopped = True
            running, pools = list(self._running), list(self._pools.values())
        for future in running:
            future.cancel()
        for pool in pools:
            pool.stop()
            pool.join()

    def ask(
        self, kind: str, function: Callable[..., str], *texts: str, seconds: float | None = None
    ) -> tuple[dict[str, Any], str]:
        """The failure, or ({}, the answer), of a task for the processes of this kind, "methods" or "kernel"."""
        seconds = seconds or self.seconds
        with self._lock:
            if self._stopped:
                raise Stopped
            future = self._pool(kind).schedule(function, texts, timeout=seconds + GRACE)
            self._running.add(future)
        try:
            return {}, future.result()
        except TimeoutError:
            reason = f"stopped after its budget of {seconds:g} s"
            return {"outcome": "timeout", "reason": reason, "seconds": seconds}, ""
        except MemoryError:
            return _ended(worker.OUT_OF_MEMORY, self._memory_mb), ""
        except ProcessExpired as error:
            return _ended(error.exitcode, self._memory_mb), ""
        except CancelledError:
            raise Stopped from None
        except RuntimeError:
            if self._stopped:
                raise Stopped from None
            raise
        finally:
            with self._lock:
                self._running.discard(future)

    def _pool(self, kind: str) -> ProcessPool:
        if kind not in self._pools:
            self._pools[kind] = ProcessPool(
                self._jobs, initializer=worker.prepare, initargs=(self._memory_mb,), context=self._context
            )
        return self._pools[kind]


def _ended(code: int, memory_mb: int) -> dict[str, Any]:
    """What the end of a worker process means: a solver without memory often aborts instead of saying so."""
    if code == worker.OUT_OF_MEMORY:
        return {"outcome": "memory", "reason": f"needs more than {memory_mb} MB"}
    how = f"killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
    return {"outcome": "memory", "reason": f"the worker was {how}, most likely for want of memory ({memory_mb} MB)"}


def _checked(data: dict[str, Any]) -> Checked:
    enclosures = {name: (low, high) for name, (low, high) in data.pop("enclosures", {}).items()}
    return Checked(**data | {"rules": tuple(data.get("rules", ())), "enclosures": enclosures})
