"""What `prove` and `minimum` share: a statement is decided by workers, and the answer printed."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from verify.claims.run_texts import read_run
from verify.config import Settings
from verify.engine.decide import Decision, Plan, decide_statement
from verify.engine.nearest import Nearest, nearest
from verify.engine.store import CertificateStore, cache_folder, filed, replace_text
from verify.engine.verdict import REFUTED, Verdict, shown_path
from verify.engine.workers import Workers
from verify.kernel.certificate import certificate_digest, strict_json
from verify.kernel.inputs import read_input
from verify.kernel.numerals import rational
from verify.kernel.statement import Always, ForAll, Mean, Statement

from .evaluation import assignments, number, print_conclusion, print_run
from .session import settings_here
from .typed_statement import LONGEST_SHOWN, elided, shown

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Session:
    """Where statements are decided: the workers, the cache, and which methods are tried."""

    workers: Workers
    store: CertificateStore
    plan: Plan

    def decide(self, statement: Statement) -> Decision:
        """The verdict on `statement`."""
        return decide_statement(statement, self.store, self.workers, self.plan)

    def nearest(self, statement: Statement) -> Nearest | None:
        """How far a comparison can be strengthened or must be relaxed."""
        return nearest(statement, self.store, self.workers)


def budget_options(command: Command) -> Command:
    """The options of a command that decides one statement."""
    for option in (
        click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the certificate there."),
        click.option("--jobs", type=click.IntRange(1, 1024), help="Workers at once. Default: all cores."),
        click.option("--seconds", type=click.FloatRange(0, 1e6, min_open=True), help="Budget of one method."),
        click.option("--fresh", is_flag=True, help="Use no stored certificate: find it anew."),
    ):
        command = option(command)
    return command


def method_option(command: Command) -> Command:
    """The option that names the methods to be tried."""
    return click.option(
        "--method", "methods", multiple=True, metavar="NAME", callback=_known_methods,
        help="Try this method only, and use no stored certificate; may be repeated.",
    )(command)  # fmt: skip


def _known_methods(context: click.Context, option: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    from verify.methods.plan import METHODS

    for name in names:
        if name not in METHODS:
            raise click.UsageError(f"there is no method {name!r}; there are {', '.join(METHODS)}")
    return names


def chosen_plan(methods: Sequence[str]) -> Plan:
    """The plan of all methods, or of only those named."""
    from verify.methods.plan import plan

    def only(statement: Statement) -> tuple[str, ...]:
        return tuple(name for name in plan(statement) if not methods or name in methods)

    return only


@contextmanager
def session(jobs: int | None, seconds: float | None, methods: Sequence[str], fresh: bool) -> Iterator[Session]:
    """A session whose workers end with it."""
    settings: Settings = settings_here(jobs, seconds)
    workers = Workers(settings.jobs, settings.memory_mb, settings.seconds)
    store = CertificateStore(cache_folder(), fresh=fresh or bool(methods))
    try:
        yield Session(workers, store, chosen_plan(methods))
    finally:
        workers.stop()


def print_decision(statement: Statement, decision: Decision, out: Path | None, again: str) -> None:
    """The verdict's line, the statement, and the certificate or the counterexample.

    `again` is the part of a command line that names the statement, to which values may be added.
    """
    verdict = decision.verdict
    print(outcome_line(verdict))
    print(f"  statement    {shown(statement)}")
    if len(verdict.statement) > LONGEST_SHOWN:
        print(f"  digest       {verdict.digest}")
    if verdict.verdict == REFUTED and verdict.witness is not None and isinstance(statement, ForAll | Always):
        print(f"  fails at     {assignments(verdict.witness)}")
        if isinstance(statement, Always):
            print_run(statement, *read_run(statement, verdict.witness))
        else:
            print_conclusion(statement, read_input(statement.variables, verdict.witness))
        values = " ".join(f"{name}={text}" for name, text in sorted(verdict.witness.items()))
        named = again if len(again) <= LONGEST_SHOWN else quoted(str(filed(cache_folder(), decision.entries[0].digest)))
        print(f"    verify replay {named} {values}")
    elif verdict.verdict == REFUTED and isinstance(statement, Mean):
        print(f"  true mean    {_true_mean(verdict)}")
    elif verdict.verdict == REFUTED:
        print(f"  fails at     {irrational_root(decision.entries[0].certificate)}")
    if decision.entries:
        entry = decision.entries[0]
        place = filed(cache_folder(), entry.digest)
        where = shown_path(place) if place.exists() else "no file: the cache could not be written"
        print(f"  certificate  {verdict.certificate_digest}  {verdict.certificate_bytes} bytes, in {where}")
        write_out(entry.certificate, out)


def _true_mean(verdict: Verdict) -> str:
    """The mean that the kernel found in the place of the one that was claimed."""
    ends = verdict.enclosures.get("mean")
    return "none: the function has no value at some input" if ends is None else number(rational(ends[0]))


def irrational_root(certificate: str) -> str:
    """Where a certificate by the rule `root`, or about a number of zeros, shows that the claim fails."""
    evidence = strict_json(certificate)["evidence"]
    if "between" not in evidence:
        return "the number of zeros; see the certificate"
    low, high = (number(rational(end)) for end in evidence["between"])
    return f"a root of {evidence['factor']} between {low} and {high}"


def print_nearest(found: Nearest | None) -> None:
    """The best constant that is certified, and the nearest miss."""
    if found is None:
        return
    subject = elided(found.subject)
    if found.constant is None:
        print(f"  best bound   none was found for {subject}")
    else:
        print(
            f"  best bound   {subject} {found.relation} {number(found.constant)}, certified by {', '.join(found.rules)}"
        )
        digest = certificate_digest(found.entry.certificate)
        print(f"               certificate {digest}  in {shown_path(filed(cache_folder(), found.entry.digest))}")
    where = ", ".join(f"{name} = {number(value)}" for name, value in sorted(found.values.items()))
    print(f"  nearest      {subject} is {number(found.value)} at {where}")


def outcome_line(verdict: Verdict) -> str:
    """The verdict with its reason, or with what it rests on."""
    if verdict.reason:
        return f"{verdict.verdict}  {verdict.reason}"
    rests = ", ".join(verdict.rules)
    return f"{verdict.verdict}  {rests}  {verdict.seconds:.2f} s  cert {verdict.certificate_digest[:8]}…"


def write_out(certificate: str, out: Path | None) -> None:
    """Writes a certificate's line to the file that the user named, if any."""
    if out is None:
        return
    try:
        replace_text(out, certificate + "\n")
    except OSError as error:
        raise click.UsageError(f"{out}: cannot be written: {error.strerror}") from None
    print(f"  wrote        {shown_path(out)}")


def quoted(text: str) -> str:
    """The text as one word of a shell."""
    return shlex.quote(text)
