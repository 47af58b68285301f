"""The documentation is true: commands run, certificates are accepted, claim files trace, links lead somewhere.

In an `sh` block, a line that begins with `$ ` is a command; `# exit N` after it
states a code other than 0. The lines below it must occur in its output, in this
order, where `…` stands for any text (alone on a line, for any lines) and a
number of seconds for any other.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from verify.claims.claim import ClaimError
from verify.claims.collect import Case, collect
from verify.claims.instance import state
from verify.kernel.certificate import certificate_from, strict_json
from verify.kernel.check import RULES, check
from verify.kernel.parse import parse
from verify.kernel.text import digest, statement_text
from verify.methods.plan import METHODS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [page for page in (ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted(DOCS.rglob("*.md"))) if page.exists()]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
EXIT = re.compile(r"\s+# exit (\d+)$")
ANYTHING = re.compile(r"(…|\b\d+\.\d+ s\b)")
NOT_RUN_HERE = ("-m venv", "pip install", "-m pytest", "git clone")

Run = Callable[[tuple[str, ...]], tuple[int, str]]


def blocks(page: Path, language: str) -> list[str]:
    """The contents of the page's fenced blocks in this language."""
    return [body for kind, body in FENCE.findall(page.read_text(encoding="utf-8")) if kind == language]


def cases(language: str) -> list[object]:
    """Every block of this language, with its page and number as the test's id."""
    return [
        pytest.param(body, id=f"{page.relative_to(ROOT)}-{number}")
        for page in PAGES
        for number, body in enumerate(blocks(page, language), start=1)
    ]


def commands(block: str) -> Iterator[tuple[str, int, list[str]]]:
    """The commands of a block, each with its exit code and the output shown below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, *shown = part.splitlines()
        stated = EXIT.search(line)
        yield EXIT.sub("", line), int(stated[1]) if stated else 0, shown


def rows(page: Path, heading: str) -> list[list[str]]:
    """The cells of the table that begins with the column `heading`."""
    found: list[list[str]] = []
    for line in page.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip("|").split(" | ")]
        if line.startswith(f"| {heading} |"):
            found = [cells]
        elif found and line.startswith("|"):
            found.append(cells)
        elif found:
            break
    return found[2:]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the last of some lines in a copy of the project where the ones before it were run; each only once."""
    folder = tmp_path_factory.mktemp("documented")
    project = folder / "project"
    for name in ("verify", "proofs", "docs"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ROOT.glob("*.*"):
        if file.is_file() and not file.name.startswith("."):
            shutil.copy(file, project)
    tools = folder / "environment" / "bin"
    tools.mkdir(parents=True)
    (project / ".venv").symlink_to(tools.parent)
    script = Path(sys.executable).with_name("verify")
    programs = {name: str(sys.executable) for name in ("python", "python3")}
    programs["verify"] = str(script) if script.exists() else f"{sys.executable} -m verify"
    for name, command in programs.items():
        (tools / name).write_text(f'#!/bin/sh\nexec {command} "$@"\n')
        (tools / name).chmod(0o755)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "PYTHONPATH": str(project),
        "VERIFY_CACHE_DIR": str(folder / "cache"),
    }
    done: dict[tuple[str, ...], tuple[int, str]] = {}

    def run_last(lines: tuple[str, ...]) -> tuple[int, str]:
        if lines not in done:
            finished = subprocess.run(
                ["bash", "-c", lines[-1]],
                cwd=project, env=environment, text=True, timeout=60, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            done[lines] = finished.returncode, finished.stdout
        return done[lines]

    return run_last


@pytest.mark.parametrize("block", cases("sh"))
def test_commands_do_what_is_shown(block: str, run: Run) -> None:
    before: tuple[str, ...] = ()
    for line, code, shown in commands(block):
        if any(part in line for part in NOT_RUN_HERE):
            continue
        before += (line,)
        returned, output = run(before)
        assert returned == code, f"$ {line}\n{output}"
        assert_shown(shown, output)


def assert_shown(shown: list[str], output: str) -> None:
    """Every shown line occurs in the output after the one before it."""
    left = iter(output.splitlines())
    for line in filter(str.strip, shown):
        if line == "…":
            continue
        parts = (
            ".*" if part == "…" else r"\d+\.\d+ s" if ANYTHING.fullmatch(part) else re.escape(part)
            for part in ANYTHING.split(line)
        )
        pattern = re.compile("".join(parts))
        assert any(pattern.fullmatch(actual.rstrip()) for actual in left), f"{line!r} is not there in\n{output}"


@pytest.mark.parametrize("block", cases("json"))
def test_certificates_are_accepted(block: str) -> None:
    for line in block.splitlines():
        data = strict_json(line)
        wrapped = data.get("certificate", data)
        theorem = check(certificate_from(wrapped))
        assert theorem.rules
        assert data.get("digest", digest(theorem.statement)) == digest(theorem.statement)


def test_every_rule_has_a_page_with_a_certificate_of_its_own() -> None:
    for name in RULES:
        page = DOCS / "rules" / f"{name}.md"
        assert any(f'"rule":"{name}","statement"' in block for block in blocks(page, "json")), page
        assert f"({name}.md)" in (DOCS / "rules" / "README.md").read_text(encoding="utf-8")


def test_every_command_has_a_page() -> None:
    from verify.cli.main import COMMANDS

    assert {page.stem for page in (DOCS / "commands").glob("*.md")} == {*COMMANDS, "README"}


def test_methods_are_listed_in_the_order_of_the_plan() -> None:
    assert [cells[0] for cells in rows(DOCS / "methods.md", "method")] == list(METHODS)


@pytest.mark.parametrize("block", cases("statement"))
def test_statements_are_canonical(block: str) -> None:
    for line in block.splitlines():
        assert statement_text(parse(line)) == line


def test_what_is_read_is_printed_canonically() -> None:
    table = rows(DOCS / "statements.md", "read")
    assert table
    for read, printed in table:
        assert statement_text(parse(read)) == printed


def collected(folder: Path, text: str) -> tuple[Case, ...]:
    file = folder / "documented.py"
    file.write_text(text, encoding="utf-8")
    collection = collect([file])
    assert not collection.errors, collection.errors
    return collection.cases


@pytest.mark.parametrize("block", cases("python"))
def test_claim_files_are_traced(block: str, tmp_path: Path) -> None:
    found = collected(tmp_path, block)
    assert found
    for case in found:
        state(case)


def test_refusals_are_as_listed(tmp_path: Path) -> None:
    header = "from verify import *\n\n@claim(a=integers(1), b=integers(1), x=reals())\ndef f(a, b, x):\n    return "
    table = rows(DOCS / "authoring.md", "written")
    assert table
    for written, message in table:
        [case] = collected(tmp_path, header + written)
        with pytest.raises(ClaimError) as refused:
            state(case)
        assert refused.value.message == message


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for link in LINK.findall(text):
        if "://" in link or link.startswith(("mailto:", "#")):
            continue
        assert (page.parent / link.partition("#")[0]).exists(), link
