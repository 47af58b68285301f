"""The session record: JSON lines, one header and then one line per claim.

Reports, `verify log` and `verify show` are functions of this file alone.
"""

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, TextIO

from verify.claims.drawing import Drawing

from .record_shape import HEADER, VERDICT, misfit
from .verdict import Attempt, Opinion, Verdict

FORMAT = "verify-record/2"
_DISTRIBUTIONS = {
    "verify": "verify-arith",
    "sympy": "sympy",
    "mpmath": "mpmath",
    "z3": "z3-solver",
    "python-flint": "python-flint",
}


class RecordError(Exception):
    """A file that is not a session record; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """A session: versions by name ("python", "verify", "sympy", …), the platform, the verdicts in catalogue order.

    `prose` is what each claim file says of itself, by its path.
    """

    versions: Mapping[str, str]
    platform: str
    verdicts: tuple[Verdict, ...]
    settings: Mapping[str, float] = field(default_factory=dict)
    prose: Mapping[str, str] = field(default_factory=dict)


def versions() -> dict[str, str]:
    """The versions of Python, this project and the libraries it finds proofs with, "absent" where not installed."""
    found = {"python": platform.python_version()}
    for name, distribution in _DISTRIBUTIONS.items():
        try:
            found[name] = metadata.version(distribution)
        except metadata.PackageNotFoundError:
            found[name] = "absent"
    return found


def platform_name() -> str:
    """The operating system and machine, as in "Linux x86_64"."""
    return f"{platform.system()} {platform.machine()}"


def write_record(path: Path, record: Record) -> None:
    """Writes the whole record at once: a reader sees the old file or the new one."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="ascii") as stream:
        write_header(stream, record)
        for verdict in record.verdicts:
            write_verdict(stream, verdict)
    os.replace(temporary, path)


def write_header(stream: TextIO, record: Record) -> None:
    """The first line: everything but the verdicts."""
    header = {"format": FORMAT, "versions": record.versions, "platform": record.platform, "settings": record.settings}
    _write_line(stream, header | {"prose": record.prose})


def write_verdict(stream: TextIO, verdict: Verdict) -> None:
    """One claim's line."""
    _write_line(stream, asdict(verdict))


def _write_line(stream: TextIO, data: Mapping[str, Any]) -> None:
    stream.write(json.dumps(data, sort_keys=True, separators=(",", ":")) + "\n")
    stream.flush()


def read_record(path: Path) -> Record:
    """The record in `path`; raises RecordError, with the line, where it holds none."""
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise RecordError(f"{path}: there is no record of a run yet; `verify run` makes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{path}: cannot be read: {error}") from None
    # A last line without its end is one that a killed run had no time to finish.
    lines = text[: text.rfind("\n") + 1].splitlines()
    number = 1
    try:
        header = _object(lines[0] if lines else "")
        if header.get("format") != FORMAT:
            raise RecordError(
                f"{path}:1: is {header.get('format')!r}, this version reads {FORMAT}; run `verify run` again"
            )
        _refuse_misfit(header, HEADER)
        verdicts = []
        for line in lines[1:]:
            number += 1
            verdicts.append(_verdict(_object(line)))
        return Record(header["versions"], header["platform"], tuple(verdicts), header["settings"], header["prose"])
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{path}:{number}: is not a line of a record ({error}); run `verify run` again") from None


def _object(line: str) -> dict[str, Any]:
    data = json.loads(line, parse_constant=_no_constant)
    if type(data) is not dict:
        raise ValueError("the line is not an object")
    return data


def _no_constant(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _refuse_misfit(data: dict[str, Any], shape: dict[Any, Any]) -> None:
    problem = misfit(data, shape)
    if problem:
        raise ValueError(problem)


def _verdict(data: dict[str, Any]) -> Verdict:
    _refuse_misfit(data, VERDICT)
    if b"\0" in os.fsencode(data["file"]):  # which raises ValueError too, of what no path can hold
        raise ValueError("'file' is no path")
    data["rules"] = tuple(data["rules"])
    data["attained"] = tuple(data["attained"])
    data["enclosures"] = {name: (low, high) for name, (low, high) in data["enclosures"].items()}
    data["attained_at"] = tuple(data["attained_at"])
    data["drawing"] = Drawing(**data["drawing"])
    data["opinions"] = tuple(Opinion(**item) for item in data["opinions"])
    data["attempts"] = tuple(Attempt(**item) for item in data["attempts"])
    return Verdict(**data)
