"""The options for machine formats that `run` and `report` share."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from verify.engine.record import Record
from verify.engine.store import replace_text

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files asked for by format, and whether GitHub's annotations are."""

    files: tuple[tuple[str, Path], ...]
    github: bool


_FORMATS = {"json": "JSON, one document", "junit": "JUnit XML", "sarif": "SARIF 2.1.0"}


def output_options(command: Command) -> Command:
    """The options, which reach the command as `json`, `junit`, `sarif` and `github`; `outputs_of` gathers them."""
    for name, what in reversed(_FORMATS.items()):
        kind = click.Path(dir_okay=False, writable=True, path_type=Path)
        command = click.option(f"--{name}", type=kind, help=f"Also write the verdicts as {what}.")(command)
    return click.option("--github", is_flag=True, help="Also GitHub annotations, and the step's summary.")(command)


def outputs_of(options: dict[str, Any]) -> Outputs:
    """What the options ask for."""
    asked = tuple((name, options[name]) for name in _FORMATS if options[name] is not None)
    return Outputs(asked, options["github"])


def write_outputs(record: Record, outputs: Outputs) -> None:
    """Writes every format asked for. Raises a usage error where a file cannot be written."""
    for name, path in outputs.files:
        _write(path, _text(name, record))
    if outputs.github:
        from verify.report.github import annotations, step_summary

        sys.stdout.write(annotations(record))
        summary = os.environ.get("GITHUB_STEP_SUMMARY")
        if summary:
            with Path(summary).open("a", encoding="utf-8") as stream:
                stream.write(step_summary(record))


def _text(name: str, record: Record) -> str:
    if name == "json":
        from verify.report.document import document

        return document(record)
    if name == "junit":
        from verify.report.junit import junit

        return junit(record)
    from verify.report.sarif import sarif

    return sarif(record)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, text)
    except OSError as error:
        raise click.UsageError(f"{path}: cannot be written: {error.strerror}") from None
