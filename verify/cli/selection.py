"""Which claims a command is about: paths, ids, or the project's own claim folders."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

import verify
from verify.claims.collect import Case, FileError, collect
from verify.config import ConfigurationError, Settings, read_settings
from verify.engine.verdict import shown_path

from .chosen import matches


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims asked for, every claim of the files they stand in, and the files that could not be read."""

    cases: tuple[Case, ...]
    all_cases: tuple[Case, ...]
    errors: tuple[FileError, ...]
    left_out: int
    """How many claims of the full set were passed over."""


def select(names: Sequence[str], settings: Settings, *, full: bool, fitting: str = "") -> Selection:
    """The claims that `names` (paths and ids) ask for; without names, the project's.

    An id is a whole id, or its part before the brackets, or before a dot. Claims
    of the full set are taken only with `full` or by their whole id. Of all these,
    those whose ids fit the expression `fitting` of `-k`.
    """
    paths = [Path(name) for name in names if _is_path(name)]
    ids = [name for name in names if not _is_path(name)]
    collections = [collect(paths)] if paths else []
    chosen = {case.id: case for collection in collections for case in collection.cases}
    errors = [error for collection in collections for error in collection.errors]
    everything = dict(chosen)
    exact: set[str] = set()
    if ids or not names:
        project = collect(claim_paths(settings))
        everything |= {case.id: case for case in project.cases}
        if not names:
            errors += project.errors
            chosen = dict(everything)
        for name in ids:
            found = [case for case in project.cases if _is_named(case.id, name)]
            if not found:
                raise click.UsageError(_unknown(name, [case.id for case in project.cases], project.errors))
            exact.add(name)
            chosen |= {case.id: case for case in found}
    asked = [case for case in everything.values() if case.id in chosen and (not fitting or matches(fitting, case.id))]
    wanted = tuple(case for case in asked if full or case.core or case.id in exact)
    files = {case.file for case in wanted}
    members = tuple(case for case in everything.values() if case.file in files)
    return Selection(wanted, members, tuple(errors), len(asked) - len(wanted))


def complete_id(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The ids, and paths of claim files, that begin as typed: for the shell. What cannot be read has none."""
    try:
        project = collect(claim_paths(read_settings(Path.cwd())))
    except (click.UsageError, ConfigurationError):
        return []
    names = {name for case in project.cases for name in (case.id, case.id.split("[")[0], shown_path(case.file))}
    return sorted(name for name in names if name.startswith(incomplete))


def one_case(name: str, settings: Settings) -> Case:
    """The claim with this id; `FILE::ID` names one outside the project's claim folders."""
    file, _, identifier = name.rpartition("::")
    if file and not _is_path(file):
        raise click.UsageError(f"{file}: there is no such file")
    project = collect([Path(file)] if file else claim_paths(settings))
    for case in project.cases:
        if case.id == identifier:
            return case
    raise click.UsageError(_unknown(name, [case.id for case in project.cases], project.errors))


def full_name(identifier: str, file: str) -> str:
    """What `one_case` finds the claim by: its id, after its file if that is outside the project's claim folders."""
    folders = (Path(path).resolve() for path in read_settings(Path.cwd()).paths)
    inside = any(Path(file).resolve().is_relative_to(folder) for folder in folders)
    return identifier if inside else f"{file}::{identifier}"


def claim_paths(settings: Settings) -> list[Path]:
    """The project's claim folders; the catalogue that comes with this package where it names and has none."""
    paths = [Path(path) for path in settings.paths]
    if "paths" not in settings.origins and not paths[0].exists():
        package = Path(verify.__file__).parent
        paths = [folder for folder in (package / "catalogue", package.parent / "proofs") if folder.is_dir()][:1]
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"[tool.verify] paths names {str(path)!r}, and there is no such file or folder")
    return paths


def nothing_collected(names: Sequence[str], left_out: int) -> str:
    """The line for a selection without claims."""
    where = f" in {', '.join(names)}" if names else ""
    if left_out:
        return f"verify: nothing to do{where}: its {left_out} claims are all of the full set; add --full"
    return f"verify: no claims{where}; a claim is a function under @claim in a Python file"


def _is_path(name: str) -> bool:
    if Path(name).exists():
        return True
    if "/" in name.split("[")[0] or name.endswith(".py"):
        raise click.UsageError(f"{name}: there is no such file or folder")
    return False


def _is_named(identifier: str, name: str) -> bool:
    return identifier == name or identifier.startswith((f"{name}[", f"{name}."))


def _unknown(name: str, known: Sequence[str], errors: Sequence[FileError]) -> str:
    groups = {identifier.split("[")[0] for identifier in known}
    close = difflib.get_close_matches(name, sorted({*known, *groups}), n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(close)}?" if close else "; `verify list` names them all"
    unread = f" ({', '.join(shown_path(error.file) for error in errors)} could not be read)" if errors else ""
    return f"there is no claim {name!r}{unread}{hint}"
