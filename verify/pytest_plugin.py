"""pytest runs claim files: `pytest proofs/`, an item for each instance of a claim.

Loaded in every pytest session of an environment that has this package, so it
imports nothing of it until a claim file is met: a Python file that pytest does not
take for tests, named on the command line or below the claim folders of
`[tool.verify]`, that imports from `verify`.
"""

import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from verify.claims.collect import Case
    from verify.engine.ahead import Ahead
    from verify.engine.verdict import Verdict

_IMPORTS_CLAIM = re.compile(r"^\s*(from\s+verify\s+import|import\s+verify)\b", re.MULTILINE)
_SESSION: "pytest.StashKey[Ahead]" = pytest.StashKey()
_FOLDERS = pytest.StashKey[tuple[Path, ...]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option: claims of the full set are left out without it."""
    group = parser.getgroup("verify", "claims")
    group.addoption("--verify-full", action="store_true", help="Also decide the claims of the full set.")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ClaimFile | None":
    """A claim file, if this is one."""
    if file_path.suffix != ".py" or any(file_path.match(glob) for glob in parent.config.getini("python_files")):
        return None
    if not (parent.session.isinitpath(file_path) or _in_claim_folder(file_path, parent)):
        return None
    try:
        text = file_path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return ClaimFile.from_parent(parent, path=file_path) if _IMPORTS_CLAIM.search(text) else None


def _in_claim_folder(file_path: Path, parent: pytest.Collector) -> bool:
    config = parent.config
    if _FOLDERS not in config.stash:
        from verify.config import ConfigurationError, read_settings

        try:
            paths = read_settings(config.rootpath).paths
        except ConfigurationError as error:
            raise parent.CollectError(str(error)) from None
        config.stash[_FOLDERS] = tuple((config.rootpath / path).resolve() for path in paths)
    return any(file_path.resolve().is_relative_to(folder) for folder in config.stash[_FOLDERS])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the full set, but for claims that are named on the command line."""
    if config.getoption("--verify-full"):
        return
    left_out = [
        item
        for item in items
        if isinstance(item, ClaimItem) and not item.case.core and not _is_named(item, config.args)
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _is_named(item: pytest.Item, arguments: list[str]) -> bool:
    return any("::" in argument and item.nodeid.endswith(argument.rpartition("::")[2]) for argument in arguments)


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """One set of workers for all claims of the session, stopped at its end."""
    try:
        return (yield)
    finally:
        if _SESSION in session.config.stash:
            session.config.stash[_SESSION].stop()


class ClaimFile(pytest.File):
    """The claims of one file."""

    def collect(self) -> Iterator["ClaimItem"]:
        """An item for each instance; a file that cannot be loaded is an error of its own."""
        from verify.claims.collect import collect

        found = collect([self.path])
        if found.errors:
            raise self.CollectError("\n".join(f"{error.file}:{error.line}: {error.message}" for error in found.errors))
        for case in found.cases:
            yield ClaimItem.from_parent(self, name=case.id.removeprefix(f"{self.path.stem}."), case=case)


class ClaimItem(pytest.Item):
    """One instance of a claim: passes where the verdict is what its author expects."""

    def __init__(self, *, case: "Case", **rest: Any) -> None:
        super().__init__(**rest)
        self.case = case

    def runtest(self) -> None:
        """Decides the claim, and tells the verdict as properties."""
        from verify.engine.verdict import standing
        from verify.report.junit import properties

        if _SESSION not in self.config.stash:
            from verify.config import read_settings
            from verify.engine.ahead import Ahead

            cases = [item.case for item in self.session.items if isinstance(item, ClaimItem)]
            alone = hasattr(self.config, "workerinput")  # under xdist, no one knows which of them this process gets
            self.config.stash[_SESSION] = Ahead(read_settings(self.config.rootpath), [] if alone else cases)
        verdict = self.config.stash[_SESSION].verdict(self.case)
        for name, value in properties(verdict):
            self.user_properties.append((name, value))
        if standing(verdict):
            raise NotAsExpected(verdict)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The verdict's lines in place of a stack."""
        if isinstance(excinfo.value, NotAsExpected):
            from verify.cli.lines import verdict_lines

            return "\n".join(verdict_lines(excinfo.value.verdict))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the claim stands."""
        return self.path, self.case.line - 1, self.case.id


class NotAsExpected(Exception):
    """The verdict is not what the claim's author expects."""

    def __init__(self, verdict: "Verdict") -> None:
        super().__init__(f"{verdict.verdict}: {verdict.id}")
        self.verdict = verdict
