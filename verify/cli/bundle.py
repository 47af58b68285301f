"""`verify bundle`: a folder with one claim's proof that checks itself with bare Python."""

from pathlib import Path

import click

from verify.claims.claim import ClaimError
from verify.claims.instance import state
from verify.config import read_settings
from verify.engine.decide import decide
from verify.engine.store import CertificateStore, cache_folder
from verify.engine.verdict import EXIT_ERROR, EXIT_OPEN, shown_path
from verify.engine.workers import Workers

from .selection import complete_id, one_case


@click.command("bundle")
@click.argument("identifier", metavar="ID", shell_complete=complete_id)
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
def command(identifier: str, folder: Path | None) -> int:
    """Write a folder with one claim's statement, its certificates and the kernel, which checks itself."""
    settings = read_settings(Path.cwd())
    case = one_case(identifier, settings)
    try:
        instance = state(case, check=False)
    except ClaimError as error:
        print(f"{shown_path(error.file)}:{error.line}  ERROR  {identifier}  {error.message}")
        return EXIT_ERROR
    workers = Workers(1, settings.memory_mb, settings.seconds)
    try:
        decision = decide(instance, CertificateStore(cache_folder()), workers, None)
    finally:
        workers.stop()
    if not decision.entries:
        print(f"verify: no certificate of {identifier!r} is on file; `verify run` looks for one")
        return EXIT_OPEN
    from verify.report.bundle import folder_name, write_bundle

    place = folder or Path(folder_name(decision.verdict))
    try:
        write_bundle(decision.verdict, [entry.certificate for entry in decision.entries], case.file, place)
    except OSError as error:
        raise click.UsageError(f"{error.filename or place}: {error.strerror}") from None
    print(f"wrote {shown_path(place)}; check it with: python3 -I -S {shown_path(place / 'check.py')}")
    return 0
