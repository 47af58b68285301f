"""`verify export`: a claim's certificates in another prover's language."""

from pathlib import Path

import click

from verify.engine.verdict import EXIT_ERROR, EXIT_OPEN, shown_path

from .on_file import on_file
from .selection import complete_id


@click.command("export")
@click.argument("identifier", metavar="ID", shell_complete=complete_id)
@click.option("--coq", is_flag=True, help="As a Coq file: the theorem is the statement, the proof the certificate.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it there, not here."
)
def command(identifier: str, coq: bool, output: Path | None) -> int:
    """Write a claim's certificates in another prover's language, which then checks them by itself."""
    if not coq:
        raise click.UsageError("say what for: --coq")
    found = on_file(identifier)
    if found is None:
        return EXIT_ERROR
    _, decision = found
    if not decision.entries:
        print(f"verify: no certificate of {identifier!r} is on file; `verify run` looks for one")
        return EXIT_OPEN
    from verify.export.coq_file import coq_file, coq_theorem
    from verify.export.script import NotExportable

    try:
        texts = [entry.certificate for entry in decision.entries]
        theorems = [coq_theorem(text, f"claim_{number}", identifier) for number, text in enumerate(texts, 1)]
        file = coq_file(theorems, f"{identifier}, by verify")
    except NotExportable as why:
        print(f"verify: {identifier} cannot be written for Coq: {why}")
        return EXIT_OPEN
    if output is None:
        print(file, end="")
        return 0
    try:
        output.write_text(file, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{output}: {error.strerror}") from None
    print(f"wrote {shown_path(output)}; check it with: coqc {shown_path(output)}")
    return 0
