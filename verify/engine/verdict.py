"""Verdicts: what was found out about one claim, and what a set of verdicts means for the exit code."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from verify.claims.drawing import Drawing

PROVED = "PROVED"
REFUTED = "REFUTED"
UNCERTIFIED = "UNCERTIFIED"
UNDECIDED = "UNDECIDED"
VACUOUS = "VACUOUS"
ERROR = "ERROR"
VERDICTS = (PROVED, REFUTED, UNCERTIFIED, UNDECIDED, VACUOUS, ERROR)

EXIT_AS_EXPECTED = 0
EXIT_CONTRADICTION = 1
EXIT_USAGE = 2
EXIT_OPEN = 3
EXIT_ERROR = 4
EXIT_NOTHING = 5
EXIT_INTERRUPTED = 130
_PRECEDENCE = (EXIT_ERROR, EXIT_CONTRADICTION, EXIT_OPEN)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a solver says without evidence that the kernel could check: "holds" or "fails"."""

    method: str
    says: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing that was tried.

    `method` is a method's name or "store". `outcome` is one of "certificate",
    "opinion", "gave up", "uninhabited", "rejected", "timeout", "memory", "crashed".
    """

    method: str
    outcome: str
    reason: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known about one claim; the line of the record that reports are made from.

    `statement` is the canonical text and `digest` its digest. `certificate_digest`
    and `certificate_bytes` are of the certificate that the verdict rests on, ""
    and 0 without one. `witness` is the counterexample of a refuted claim, and
    `enclosures` the certified bounds of a minimum, rationals as text. `tight` is
    None unless the claim says that its bound is attained; `attained` are the
    digests of the certificates that it is, `attained_at` the inputs where. `fixed` are the
    values of the arguments with `each`, and `drawing` what pictures its author wants.
    """

    id: str
    file: str
    line: int
    statement: str
    expect: str
    verdict: str
    reason: str = ""
    rules: tuple[str, ...] = ()
    seconds: float = 0.0
    digest: str = ""
    certificate_digest: str = ""
    certificate_bytes: int = 0
    from_store: bool = False
    tight: bool | None = None
    witness: Mapping[str, str] | None = None
    enclosures: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    opinions: tuple[Opinion, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    prose: str = ""
    source: str = ""
    core: bool = True
    fixed: Mapping[str, int | str] = field(default_factory=dict)
    attained: tuple[str, ...] = ()
    attained_at: tuple[Mapping[str, str], ...] = ()
    drawing: Drawing = field(default_factory=Drawing)

    def _repr_markdown_(self) -> str:
        title = f"**{self.verdict}** {self.id}".rstrip() + (f": {self.reason}" if self.reason else "")
        witness = ", ".join(f"{name} = {value}" for name, value in sorted((self.witness or {}).items()))
        shown = f"\n\n{self._drawn('notebook_markdown')}" if self.statement else ""
        return title + shown + (f"\n\nIt fails at {witness}." if witness else "")

    def _repr_latex_(self) -> str | None:
        return self._drawn("notebook_latex") if self.statement else None

    def _drawn(self, form: str) -> str:
        """The statement as a formula: in a notebook only, so that nothing else waits for it."""
        from verify.kernel.parse import parse
        from verify.notation import notebook

        drawn: str = getattr(notebook, form)(parse(self.statement))
        return drawn


def standing(verdict: Verdict) -> int:
    """The exit code that this verdict alone calls for, given what its author expects."""
    if verdict.verdict == ERROR:
        return EXIT_ERROR
    if verdict.verdict in (PROVED, REFUTED):
        expected = PROVED if verdict.expect == "proved" else REFUTED if verdict.expect == "refuted" else ""
        return EXIT_AS_EXPECTED if verdict.verdict == expected else EXIT_CONTRADICTION
    if verdict.expect == "open" and verdict.verdict != VACUOUS:
        return EXIT_AS_EXPECTED
    return EXIT_OPEN


def exit_code(verdicts: Iterable[Verdict], problems: int = 0) -> int:
    """The exit code of a session with these verdicts and so many problems beside them (bad certificate lines)."""
    codes = {standing(verdict) for verdict in verdicts}
    if problems:
        codes.add(EXIT_ERROR)
    if not codes:
        return EXIT_NOTHING
    return next((code for code in _PRECEDENCE if code in codes), EXIT_AS_EXPECTED)


def contradiction(verdict: Verdict) -> str:
    """One phrase on how the verdict goes against its expectation, "" where it does not."""
    if standing(verdict) != EXIT_CONTRADICTION:
        return ""
    if verdict.expect == "open":
        return f"expected open, and it is no longer: say expect={verdict.verdict.lower()!r}"
    return f"expected {verdict.expect}"


def shown_path(file: Path) -> str:
    """A file's path as people see it: relative where it is below the current folder."""
    relative = os.path.relpath(file)
    return str(file) if relative.startswith("..") else relative
