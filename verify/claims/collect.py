"""Finding the claims of files and folders: plain Python files, loaded like pytest loads tests.

One bad file is one error and the rest still load. Collecting traces nothing, so
that listing is fast; `instance.py` makes the statement of a case.
"""

import ast
import inspect
import itertools
import linecache
import sys
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from .claim import COLLECTED, Claim, ClaimError, check_expectation, chosen
from .domains import Each, Fixed
from .drawing import Drawing, drawing_of
from .reached import IMPORTS, imports_from_authors
from .rewrite import rewritten
from .source_check import refused
from .time_limit import time_limit


@dataclass(frozen=True, slots=True)
class FileError:
    """Why a file, or a claim in it, was not collected."""

    file: Path
    line: int
    message: str


@dataclass(frozen=True, eq=False, slots=True)
class Case:
    """One instance of a claim, not yet traced: the arguments with `each` have their values."""

    id: str
    file: Path
    line: int
    expect: str
    core: bool
    prose: str
    source: str
    drawing: Drawing
    fixed: Fixed
    claim: Claim


@dataclass(frozen=True, eq=False, slots=True)
class Collection:
    """What was found, in the order of files and of their lines."""

    cases: tuple[Case, ...]
    errors: tuple[FileError, ...]


def collect(paths: Iterable[str | Path]) -> Collection:
    """The cases of all claim files under `paths`, which are files or folders."""
    cases: dict[str, Case] = {}
    errors: list[FileError] = []
    files: dict[Path, Path] = {}
    for path in map(Path, paths):
        if not path.exists():
            errors.append(FileError(path, 1, "no such file or folder"))
        for file in claim_files(path):
            files.setdefault(file.resolve(), file)
    for file in files.values():
        claims, problems = load(file)
        errors.extend(problems)
        made: list[Case] = []
        for claim in claims:
            try:
                made += cases_of(claim, file)
            except ClaimError as error:
                errors.append(FileError(error.file, error.line, error.message))
        for case in made:
            if case.id in cases:
                first = cases[case.id]
                errors.append(FileError(file, case.line, f"duplicate id {case.id}: also at {first.file}:{first.line}"))
            else:
                cases[case.id] = case
    return Collection(tuple(cases.values()), tuple(errors))


def claim_files(path: Path) -> list[Path]:
    """The Python files at or under `path`, sorted; hidden ones and `__pycache__` are left out."""
    if not path.is_dir():
        return [path] if path.exists() else []
    found = []
    for file in path.rglob("*.py"):
        inside = file.relative_to(path).parts
        if not any(part.startswith(".") or part == "__pycache__" for part in inside):
            found.append(file)
    return sorted(found)


def load(file: Path) -> tuple[list[Claim], list[FileError]]:
    """The claims of a claim file, or what stopped it."""
    _, claims, problems = load_module(file)
    return claims, problems


def load_module(file: Path) -> tuple[ModuleType | None, list[Claim], list[FileError]]:
    """Run a claim file: the module that it makes and its claims, or what stopped it."""
    claims: list[Claim] = []
    token = COLLECTED.set(claims)
    try:
        return run(file), claims, []
    except ClaimError as error:
        return None, [], [FileError(file, error.line, error.message)]
    except SyntaxError as error:
        return None, [], [FileError(file, error.lineno or 1, f"SyntaxError: {error.msg}")]
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # pytest.skip and sys.exit are no Exception, and end this file only
        return None, [], [FileError(file, _line_in(file, error), f"{type(error).__name__}: {error}".splitlines()[0])]
    finally:
        COLLECTED.reset(token)


def run(file: Path) -> ModuleType:
    """The module that a claim file makes, its functions in the form that is traced and replayed (`rewrite.py`)."""
    name = "_verify_claims_" + "_".join(part for part in file.resolve().with_suffix("").parts if part.isidentifier())
    module = ModuleType(name)
    module.__file__ = str(file)
    linecache.checkcache(str(file))
    tree = ast.parse(file.read_bytes(), str(file))
    if (found := refused(tree)) is not None:
        raise ClaimError(found[1], file, found[0])
    module.__dict__.update(rewritten(tree))
    sys.modules[name] = module
    try:
        with time_limit(file):
            exec(compile(tree, str(file), "exec", dont_inherit=True), module.__dict__)
    finally:
        sys.modules.pop(name, None)
    module.__dict__[IMPORTS] = imports_from_authors(tree)
    return module


def cases_of(claim: Claim, file: Path) -> list[Case]:
    """One case for each choice of values of the arguments with `each`, the last one varying fastest.

    Raises ClaimError where an expectation or a caption cannot be made of them.
    """
    names = [name for name, domain in claim.domains.items() if isinstance(domain, Each)]
    choices = [domain.values for domain in claim.domains.values() if isinstance(domain, Each)]
    prose = inspect.cleandoc(claim.function.__doc__ or "")
    stem = f"{file.stem}.{claim.name}"
    cases = []
    for values in itertools.product(*choices):
        fixed = dict(zip(names, values, strict=True))
        shown = ",".join(f"{name}={value}" for name, value in fixed.items())
        id_ = f"{stem}[{shown}]" if shown else stem
        expect = check_expectation(chosen("expect", claim.expect, fixed, (file, claim.line)), (file, claim.line))
        drawing = drawing_of(claim, fixed, (file, claim.line))
        cases.append(Case(id_, file, claim.line, expect, not claim.full, prose, claim.source, drawing, fixed, claim))
    return cases


def _line_in(file: Path, error: BaseException) -> int:
    """The last line of `file` that the exception passed through."""
    steps = [step for step in traceback.extract_tb(error.__traceback__) if step.filename == str(file)]
    return (steps[-1].lineno or 1) if steps else 1
