"""Methods run elsewhere: by any `concurrent.futures.Executor`, whose processes may be on other machines.

Texts go there and come back. What a method proposes is checked here, by this
machine's kernel, so what a cluster's methods say is believed no more than what those here do. (The
executor's own way of bringing answers back, Dask's for one, is another matter: it may run what it is sent.)
"""

import atexit
import json
import multiprocessing
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import asdict
from functools import cache
from types import MappingProxyType

from verify.config import all_cores

from .workers import Checked, Found, Hint, Stopped, Workers


class Elsewhere:
    """Finders (`decide.Finders`) that ask `executor` to run methods, and `here` to check certificates."""

    def __init__(self, executor: Executor, here: Workers, memory_mb: int) -> None:
        self._executor = executor
        self._here = here
        self._memory_mb = memory_mb
        self._running: set[Future[str]] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def find(
        self, method: str, statement: str, hint: Hint = MappingProxyType({}), seconds: float | None = None
    ) -> Found:
        """What the method finds, wherever it is run; a lost executor is a crash of the method."""
        with self._lock:
            if self._stopped:
                raise Stopped
            budget = seconds or self._here.seconds, self._memory_mb
            task = json.dumps([method, statement, dict(hint), *budget], sort_keys=True)
            future = self._executor.submit(find_there, task)
            self._running.add(future)
        try:
            return Found(**json.loads(future.result()))
        except (Exception, CancelledError) as error:
            if self._stopped:
                raise Stopped from None
            return Found("crashed", reason=" ".join(f"the executor lost it: {type(error).__name__}: {error}".split()))
        finally:
            with self._lock:
                self._running.discard(future)

    def check(self, certificates: Sequence[str]) -> list[Checked]:
        """What this machine's kernel says of each certificate."""
        return self._here.check(certificates)

    def stop(self) -> None:
        """Ends the session: what has not begun elsewhere is taken back, the workers here are killed."""
        with self._lock:
            self._stopped = True
            running = list(self._running)
        for future in running:
            future.cancel()
        self._here.stop()


def find_there(task: str) -> str:
    """Runs one method where this is called, in a process that is killed when its time is up; JSON in and out."""
    method, statement, hint, seconds, memory_mb = json.loads(task)
    found: Mapping[str, object] = asdict(_workers(seconds, memory_mb).find(method, statement, hint))
    return json.dumps(found)


@cache
def _workers(seconds: float, memory_mb: int) -> Workers:
    """This process's own workers, reused from task to task."""
    # A cluster's worker is often a daemon, which the standard library allows no children. These are
    # stopped with it, so the reason for the rule does not apply.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    workers = Workers(all_cores(), memory_mb, seconds)
    atexit.register(workers.stop)
    return workers
