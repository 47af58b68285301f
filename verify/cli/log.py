"""`verify log`: what the last run tried for one claim."""

from pathlib import Path

import click

from verify.config import read_settings
from verify.engine.record import RecordError, read_record

from .lines import terminal_line, verdict_lines
from .selection import complete_id, one_case


@click.command("log")
@click.argument("identifier", metavar="ID", shell_complete=complete_id)
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="The record to read.")
def command(identifier: str, record: Path | None) -> int:
    """Show what the last run tried for one claim, and how long each attempt took."""
    settings = read_settings(Path.cwd())
    path = record or Path(settings.reports) / "record.jsonl"
    try:
        session = read_record(path)
    except RecordError as error:
        raise click.UsageError(str(error)) from None
    verdict = next((verdict for verdict in session.verdicts if verdict.id == identifier), None)
    if verdict is None:
        one_case(identifier, settings)
        raise click.UsageError(f"{path}: the last run was not about {identifier!r}; `verify run '{identifier}'` is")
    print("\n".join(verdict_lines(verdict)))
    for attempt in verdict.attempts:
        told = f"  {attempt.seconds:9.3f} s  {attempt.method:<20}  {attempt.outcome:<12}  {attempt.reason}"
        print(terminal_line(told).rstrip())
    for opinion in verdict.opinions:
        told = f"  {opinion.seconds:9.3f} s  {opinion.method:<20}  says that it {opinion.says}, without evidence"
        print(terminal_line(told))
    versions = ", ".join(f"{name} {version}" for name, version in sorted(session.versions.items()))
    print(terminal_line(f"with {versions}"))
    return 0
