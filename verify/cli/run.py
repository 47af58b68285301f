"""`verify run`: decide claims, write the record and the report."""

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from verify.engine.record import Record, platform_name, versions, write_header, write_record, write_verdict
from verify.engine.store import CertificateStore, cache_folder
from verify.engine.upkeep import write_back
from verify.engine.verdict import EXIT_AS_EXPECTED, EXIT_INTERRUPTED, EXIT_NOTHING, Verdict, exit_code, shown_path

from .answer import chosen_plan, method_option
from .chosen import fitting_option
from .lines import summary
from .outputs import output_options, outputs_of, write_outputs
from .selection import complete_id, nothing_collected, select
from .session import budget_text, go_through, problems_of, prose_of, settings_here, without_certified


@click.command("run")
@click.argument("names", nargs=-1, metavar="[PATH|ID]...", shell_complete=complete_id)
@fitting_option
@click.option("--full", is_flag=True, help="Also the claims of the full set.")
@click.option(
    "--write", is_flag=True, help="Write certificates beside the claim files, drop stale ones; and the summary."
)
@click.option("--changed", is_flag=True, help="Only claims without a certificate on file: new, changed, undecided.")
@click.option("--fresh", is_flag=True, help="Use no stored certificate: find every one anew.")
@click.option("--report/--no-report", default=True, show_default=True, help="Write the report.")
@click.option("--jobs", type=click.IntRange(1, 1024), help="Workers at once. Default: all cores.")
@click.option("--seconds", type=click.FloatRange(0, 1e6, min_open=True), help="Budget of one method on one claim.")
@click.option("--scheduler", metavar="ADDRESS", help="Run methods on the Dask cluster there, as tcp://host:8786.")
@method_option
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="Where the record goes.")
@output_options
def command(
    names: tuple[str, ...], fitting: str, full: bool, write: bool, changed: bool, fresh: bool, report: bool,
    jobs: int | None, seconds: float | None, scheduler: str | None,
    methods: tuple[str, ...], record: Path | None, **outputs: Any,
) -> int:  # fmt: skip
    """Decide claims: all of the project's, or those of the given paths and ids.

    Certificates are taken from the project and from your cache, and each is
    checked again; methods are run only where none is at hand.
    """
    began = time.monotonic()
    settings = settings_here(jobs, seconds)
    selection = select(names, settings, full=full, fitting=fitting)
    if not selection.cases and not selection.errors:
        print(nothing_collected(names, selection.left_out), file=sys.stderr)
        return EXIT_NOTHING
    store = CertificateStore(cache_folder(), fresh=fresh or bool(methods), budget=budget_text(settings))
    if changed:
        selection = without_certified(selection, store)
        if not selection.cases and not selection.errors:
            print("nothing to do: every claim has a certificate on file; `verify check` checks them")
            return EXIT_AS_EXPECTED
    folder = Path(settings.reports)
    record = record or folder / "record.jsonl"
    limits = {"seconds": settings.seconds, "memory_mb": settings.memory_mb}
    header = Record(versions(), platform_name(), (), limits, prose_of(selection.cases))
    _must_be_writable(record, folder if report else None)
    count = 0

    with record.open("w", encoding="ascii") as stream:
        write_header(stream, header)

        def finished(verdict: Verdict) -> Verdict:
            nonlocal count
            write_verdict(stream, verdict)
            count += 1
            return verdict

        try:
            verdicts, decisions = go_through(selection, settings, store, chosen_plan(methods), finished, scheduler)
        except KeyboardInterrupt:
            print(f"verify: stopped; {count} claims decided so far are in {shown_path(record)}", file=sys.stderr)
            return EXIT_INTERRUPTED

    complete = replace(header, verdicts=tuple(verdicts))
    write_record(record, complete)
    problems = problems_of(selection, store)
    for problem in problems:
        print(f"verify: {problem}")
    print(summary(verdicts, time.monotonic() - began))
    if write:
        for path in write_back(selection.all_cases, decisions, store):
            print(f"wrote {shown_path(path)}")
        if not names:
            from verify.report.markdown import summary as table

            (folder / "SUMMARY.md").write_text(table(complete), encoding="utf-8")
    if report:
        from verify.report.render import render

        certificates = [entry.certificate for decision in decisions.values() for entry in decision.entries]
        print(f"report: {shown_path(render(complete, certificates, folder))}")
    write_outputs(complete, outputs_of(outputs))
    return exit_code(verdicts, len(problems))


def _must_be_writable(record: Path, folder: Path | None) -> None:
    """Finds out before the work, not after it, that its result could not be written."""
    for place in filter(None, (record.parent, folder)):
        probe = place / ".verify-probe"
        try:
            place.mkdir(parents=True, exist_ok=True)
            probe.write_text("")
            probe.unlink()
        except OSError as error:
            message = f"{place}: cannot write reports there: {error.strerror}; see --no-report and --record"
            raise click.UsageError(message) from None
