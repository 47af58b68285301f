"""`verify bundle`: a folder with one claim's proof that checks itself with bare Python."""

from pathlib import Path

import click

from verify.engine.verdict import EXIT_ERROR, EXIT_OPEN, shown_path

from .on_file import on_file
from .selection import complete_id


@click.command("bundle")
@click.argument("identifier", metavar="ID", shell_complete=complete_id)
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
def command(identifier: str, folder: Path | None) -> int:
    """Write a folder with one claim's statement, its certificates and the kernel, which checks itself."""
    found = on_file(identifier)
    if found is None:
        return EXIT_ERROR
    instance, decision = found
    if not decision.entries:
        print(f"verify: no certificate of {identifier!r} is on file; `verify run` looks for one")
        return EXIT_OPEN
    from verify.report.bundle import folder_name, write_bundle

    place = folder or Path(folder_name(decision.verdict))
    try:
        write_bundle(decision.verdict, [entry.certificate for entry in decision.entries], instance.file, place)
    except OSError as error:
        raise click.UsageError(f"{error.filename or place}: {error.strerror}") from None
    print(f"wrote {shown_path(place)}; check it with: python3 -I -S {shown_path(place / 'check.py')}")
    return 0
