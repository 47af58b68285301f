"""Coq's compiler, an optional program: asked whether it accepts a file, and what the file's theorems assume."""

import contextlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from verify.notation.coq_term import REALS

CLOSED = "Closed under the global context"
REAL_AXIOMS = frozenset(
    (
        "ClassicalDedekindReals.sig_forall_dec",
        "ClassicalDedekindReals.sig_not_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
        "Classical_Prop.classic",
    )
)
"""What Coq's library assumes to have its real numbers."""
_NAME = re.compile(r"[A-Za-z_][\w.']*")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether coqc accepts a file, with a phrase that says why not, and the axioms that its theorems rest on."""

    accepted: bool
    reason: str = ""
    axioms: tuple[str, ...] = ()


def coqc_version() -> str | None:
    """The version of the coqc that is found, None if there is none."""
    program = shutil.which("coqc")
    if program is None:
        return None
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"version (\S+)", told)
    return found[1] if found else "of unknown version"


def ask(text: str, seconds: float, memory_mb: int, allowed: frozenset[str]) -> Answer:
    """What coqc says of the file `text`, within these limits; axioms other than those `allowed` are not accepted.

    Memory is limited on Linux only.
    """
    with tempfile.TemporaryDirectory(prefix="verify-coq-") as folder:
        (Path(folder) / "claim.v").write_text(text, encoding="utf-8")
        process = subprocess.Popen(
            ["coqc", "-q", "claim.v"],
            cwd=folder, text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        if sys.platform == "linux":
            with contextlib.suppress(ProcessLookupError):  # it has ended already
                resource.prlimit(process.pid, resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
        try:
            out, error = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return Answer(False, f"coqc took longer than {seconds:g} s")
    if process.returncode:
        return Answer(False, _first_error(error))
    axioms = assumed(out)
    if axioms is None:
        return Answer(False, "coqc did not tell what its theorems assume")
    others = sorted(set(axioms) - allowed)
    return Answer(not others, f"it rests on {', '.join(others)}" if others else "", axioms)


def allowed_axioms(field: str) -> frozenset[str]:
    """What a theorem may rest on: with Coq's reals, on what these rest on; else on nothing."""
    return REAL_AXIOMS if field == REALS else frozenset()


def assumed(output: str) -> tuple[str, ...] | None:
    """The axioms that `Print Assumptions` printed; None where it printed nothing, or something else."""
    found: set[str] = set()
    told = listing = False
    for line in filter(str.strip, output.splitlines()):
        if line == CLOSED:
            told, listing = True, False
        elif line == "Axioms:":
            told = listing = True
        elif not line[0].isspace():
            name = _NAME.match(line)
            if not listing or name is None:
                return None
            found.add(name[0])
    return tuple(sorted(found)) if told else None


def _first_error(error: str) -> str:
    """The place and the first line of an error of coqc."""
    place = re.search(r"line (\d+)", error)
    message = re.search(r"^Error:\s*(.*?)(?:\n\n|\Z)", error, re.MULTILINE | re.DOTALL)
    said = " ".join((message[1] if message else error).split())[:200]
    return f"line {place[1]}: {said}" if place else said or "coqc failed"
