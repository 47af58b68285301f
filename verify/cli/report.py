"""`verify report`: the report of the last run, written again; also as PDF."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from verify.config import read_settings
from verify.engine.record import Record, RecordError, read_record
from verify.engine.store import CertificateStore, cache_folder
from verify.engine.verdict import shown_path

from .outputs import output_options, outputs_of, write_outputs


@click.command("report")
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="The record. Default: the last run's.")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="The folder. Default: that of reports.")
@click.option("--pdf", is_flag=True, help="Also `report.pdf`; needs typst, the extra `pdf`.")
@output_options
def command(record: Path | None, to: Path | None, pdf: bool, **outputs: Any) -> int:
    """Write the report of the last run: HTML and Markdown. Nothing is decided."""
    folder = Path(read_settings(Path.cwd()).reports)
    try:
        found = read_record(record or folder / "record.jsonl")
    except RecordError as error:
        raise click.UsageError(str(error)) from None
    from verify.report.evidence import at_hand
    from verify.report.render import render

    place = to or folder
    certificates = at_hand(found, CertificateStore(cache_folder()), place)
    try:
        print(f"report: {shown_path(render(found, certificates.values(), place))}")
        if pdf:
            print(f"report: {shown_path(_pdf(found, certificates, place))}")
    except OSError as error:
        raise click.UsageError(f"{error.filename or place}: cannot be written: {error.strerror}") from None
    write_outputs(found, outputs_of(outputs))
    return 0


def _pdf(record: Record, certificates: Mapping[str, str], folder: Path) -> Path:
    from verify.report.pdf import NoTypst, write_pdf

    try:
        return write_pdf(record, certificates, folder)
    except NoTypst as error:
        raise click.UsageError(str(error)) from None
