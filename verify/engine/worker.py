"""What runs inside a worker process: one method on one statement, or the kernel on certificates.

Only text goes in and out (JSON, statements, certificates), so nothing of a
worker's memory reaches the parent. A worker that runs out of memory ends with
`OUT_OF_MEMORY`, and a new process takes its place.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
import time
from typing import Any

OUT_OF_MEMORY = 71
_SIGNAL_AT_PARENTS_END = 1


def prepare(memory_mb: int) -> None:
    """Run once in each new worker: Ctrl-C is the parent's to handle, memory is limited, a kill is heeded at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The pool's own handler for SIGTERM waits for the interpreter, which a stuck solver never returns to.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        # However the parent ends, no worker is left behind: the process that forked it ends with the parent.
        ctypes.CDLL(None).prctl(_SIGNAL_AT_PARENTS_END, signal.SIGKILL)
    limit = memory_mb << 20
    with contextlib.suppress(ValueError, OSError):  # macOS refuses a limit below what is mapped already
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def find(method: str, statement: str, budget: str, hint: str) -> str:
    """Runs `method`; gives a Finding as JSON, its certificate as text."""
    started = time.perf_counter()
    try:
        from verify.kernel.certificate import write_certificate
        from verify.kernel.parse import parse
        from verify.methods.finding import Budget
        from verify.methods.plan import run_method

        finding = run_method(method, parse(statement), Budget(**json.loads(budget)), json.loads(hint))
        certificate = None if finding.certificate is None else write_certificate(finding.certificate)
        answer = {
            "outcome": finding.kind.replace("_", " "),
            "certificate": certificate,
            "says": finding.says,
            "reason": finding.reason,
        }
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:
        answer = _crash(error)
    return json.dumps(answer | {"seconds": time.perf_counter() - started})


def check(certificates: str) -> str:
    """Has the kernel check each of a JSON list of certificate texts; gives a JSON list of what it says."""
    return json.dumps([_check(text) for text in json.loads(certificates)])


def _check(text: str) -> dict[str, Any]:
    from verify.kernel.certificate import read_certificate
    from verify.kernel.check import check
    from verify.kernel.numerals import rational_text
    from verify.kernel.rejection import Rejected
    from verify.kernel.text import statement_text

    started = time.perf_counter()
    try:
        theorem = check(read_certificate(text))
        answer = {
            "outcome": "accepted",
            "statement": statement_text(theorem.statement),
            "rules": theorem.rules,
            "inhabited": theorem.inhabited,
            "enclosures": {name: [rational_text(end) for end in ends] for name, ends in theorem.enclosures.items()},
        }
    except Rejected as error:
        answer = {"outcome": "rejected", "reason": str(error)}
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:
        answer = _crash(error)
    return answer | {"seconds": time.perf_counter() - started}


def _crash(error: Exception) -> dict[str, Any]:
    """A fault of the method or of the kernel, told with the place it happened."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})"
    message = " ".join(str(error).split())[:300]
    return {"outcome": "crashed", "reason": f"{type(error).__name__}: {message}{place}"}
