"""`verify list`: the claims, one line each, without tracing them."""

import sys
from pathlib import Path

import click

from verify.config import read_settings
from verify.engine.verdict import EXIT_ERROR, EXIT_NOTHING, shown_path

from .chosen import fitting_option
from .selection import complete_id, nothing_collected, select


@click.command("list")
@click.argument("names", nargs=-1, metavar="[PATH|ID]...", shell_complete=complete_id)
@fitting_option
@click.option("--full", is_flag=True, help="Also the claims of the full set.")
def command(names: tuple[str, ...], fitting: str, full: bool) -> int:
    """List the claims: where each stands, what is expected of it, its id, its first line of prose."""
    selection = select(names, read_settings(Path.cwd()), full=full, fitting=fitting)
    if not selection.cases and not selection.errors:
        print(nothing_collected(names, selection.left_out), file=sys.stderr)
        return EXIT_NOTHING
    for case in selection.cases:
        prose = (case.prose.strip().splitlines() or [""])[0]
        print(f"{shown_path(case.file)}:{case.line}  {case.expect}  {case.id}  {prose}".rstrip())
    for error in selection.errors:
        print(f"{shown_path(error.file)}:{error.line}  ERROR  {error.message}")
    if selection.left_out:
        print(f"({selection.left_out} more in the full set: --full)")
    return EXIT_ERROR if selection.errors else 0
