"""What `run` and `check` share: the options' settings, and going through the claims with workers and a screen."""

import inspect
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import click

from verify.claims.claim import ClaimError
from verify.claims.collect import Case
from verify.claims.instance import Instance, state
from verify.config import Settings, read_settings
from verify.engine.decide import Decision, Plan, decide, targets
from verify.engine.elsewhere import Elsewhere
from verify.engine.record import versions
from verify.engine.run import examine, file_error
from verify.engine.store import CertificateStore
from verify.engine.verdict import Verdict, shown_path
from verify.engine.workers import Workers
from verify.kernel.text import digest

from .progress import Screen
from .selection import Selection

Finished = Callable[[Verdict], Verdict | None]
"""Told each verdict as it comes; gives what to show in its place, None for nothing."""


COMMAND_LINE = "command line"


def settings_here(jobs: int | None = None, seconds: float | None = None) -> Settings:
    """The current folder's settings, with what the command line says put over them."""
    settings = read_settings(Path.cwd())
    said = {name: value for name, value in (("jobs", jobs), ("seconds", seconds)) if value is not None}
    origins = {**settings.origins, **dict.fromkeys(said, COMMAND_LINE)}
    return replace(settings, **said, origins=origins)  # type: ignore[arg-type]


def budget_text(settings: Settings) -> str:
    """All but the statement and the methods that an outcome may depend on."""
    told = {"seconds": settings.seconds, "memory_mb": settings.memory_mb, "versions": versions()}
    return json.dumps(told, sort_keys=True)


@contextmanager
def finders(settings: Settings, scheduler: str | None) -> Iterator[tuple[Workers | Elsewhere, int]]:
    """Who runs methods and checks, and how many claims are decided at once; stopped at the end."""
    here = Workers(settings.jobs, settings.memory_mb, settings.seconds)
    if scheduler is None:
        try:
            yield here, settings.jobs
        finally:
            here.stop()
        return
    from verify.engine.cluster import ClusterError, cluster

    try:
        with cluster(scheduler) as (executor, threads):
            there = Elsewhere(executor, here, settings.memory_mb)
            try:
                yield there, max(threads, settings.jobs)
            finally:
                there.stop()
    except ClusterError as error:
        raise click.UsageError(str(error)) from None


def go_through(
    selection: Selection, settings: Settings, store: CertificateStore, plan: Plan | None, finished: Finished,
    scheduler: str | None = None,
) -> tuple[list[Verdict], dict[str, Decision]]:  # fmt: skip
    """The verdicts in catalogue order, and the decisions by id; each verdict is told to `finished` and printed."""
    verdicts: dict[int, Verdict] = {}
    decisions: dict[str, Decision] = {}
    failed = [file_error(error) for error in selection.errors]

    def take(place: int, verdict: Verdict) -> None:
        shown = finished(verdict)
        if shown is not None:
            verdicts[place] = shown
        screen.decided(place, verdict.id, shown)

    with finders(settings, scheduler) as (workers, jobs), Screen(len(failed) + len(selection.cases)) as screen:

        def judge(instance: Instance) -> Decision:
            if settings.origins.get("seconds") == COMMAND_LINE:
                instance = replace(instance, seconds=None)
            return decide(instance, store, workers, plan)

        for place, verdict in enumerate(failed):
            take(place, verdict)
        with closing(examine(selection.cases, judge, jobs, screen.started)) as outcomes:
            for outcome in outcomes:
                decisions[selection.cases[outcome.place].id] = outcome.decision
                take(len(failed) + outcome.place, outcome.decision.verdict)
    return [verdicts[place] for place in sorted(verdicts)], decisions


def without_certified(selection: Selection, store: CertificateStore) -> Selection:
    """The claims of which some certificate is not on file, and those that cannot be traced."""
    return replace(selection, cases=tuple(case for case in selection.cases if not _is_certified(case, store)))


def _is_certified(case: Case, store: CertificateStore) -> bool:
    try:
        instance = state(case, check=False)
    except ClaimError:
        return False
    decided = any(store.look_up(case.file, target.digest) for target in targets(instance.statement))
    return decided and all(store.look_up(case.file, digest(tight.statement)) for tight in instance.tight)


def problems_of(selection: Selection, store: CertificateStore) -> Sequence[str]:
    """What is wrong with the project's files of certificates, as lines."""
    files = dict.fromkeys(case.file for case in selection.all_cases)
    return [str(problem) for file in files for problem in store.shelf(file).problems]


def prose_of(cases: Sequence[Case]) -> dict[str, str]:
    """What each claim file says of itself before its claims, by its path as verdicts have it."""
    said = {shown_path(case.file): case.claim.function.__globals__.get("__doc__") for case in cases}
    return {file: inspect.cleandoc(text) for file, text in said.items() if isinstance(text, str)}
