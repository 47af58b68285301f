"""`verify check`: every claim is certified by what is committed beside it, or this says which is not."""

import sys
import time

import click

from verify.engine.store import CertificateStore
from verify.engine.upkeep import audited, stale_certificates
from verify.engine.verdict import EXIT_NOTHING, Verdict, exit_code

from .chosen import fitting_option
from .lines import summary
from .selection import complete_id, nothing_collected, select
from .session import go_through, problems_of, settings_here


@click.command("check")
@click.argument("names", nargs=-1, metavar="[PATH|ID]...", shell_complete=complete_id)
@fitting_option
@click.option("--full", is_flag=True, help="Also the claims of the full set; those without certificate are counted.")
@click.option("--jobs", type=click.IntRange(1, 1024), help="Workers at once. Default: all cores.")
@click.option("--coq", is_flag=True, help="Ask Coq instead of the kernel, of all that can be written for it.")
def command(names: tuple[str, ...], fitting: str, full: bool, jobs: int | None, coq: bool) -> int:
    """Check that every claim is certified, without any solver.

    The claim files are traced again and the kernel checks the certificates
    beside them; one that is missing, stale or wrong is an error. With --coq,
    Coq checks those that can be written for it, where it is installed.
    """
    began = time.monotonic()
    settings = settings_here(jobs)
    selection = select(names, settings, full=full, fitting=fitting)
    if not selection.cases and not selection.errors:
        print(nothing_collected(names, selection.left_out), file=sys.stderr)
        return EXIT_NOTHING
    if coq:
        from .second_opinion import second_opinion

        return second_opinion(selection, settings, full=full)
    store = CertificateStore(None)
    core = {case.id: case.core for case in selection.cases}
    absent = 0

    def finished(verdict: Verdict) -> Verdict | None:
        nonlocal absent
        shown = audited(verdict, core=core.get(verdict.id, True))
        absent += shown is None
        return shown

    verdicts, decisions = go_through(selection, settings, store, None, finished)
    problems = list(problems_of(selection, store))
    problems += map(str, stale_certificates(selection.all_cases, decisions, store))
    for problem in problems:
        print(f"verify: {problem}")
    if absent:
        print(f"{absent} claims of the full set have no certificate; `verify run --full --write` makes them")
    print(summary(verdicts, time.monotonic() - began))
    return exit_code(verdicts, len(problems)) if verdicts or problems else 0
