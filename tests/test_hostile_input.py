"""The doors by which data comes in from elsewhere: none of it becomes code, leaves its folder, or ends in a traceback.

A claim file is code and is run. A certificate, a store of them, a record, the settings and what reports are made of
are data: each door is walked here with what a friend would not send.
"""

import ast
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.campaigns.edits_of_texts import TEXT_EDITS
from tests.campaigns.edits_of_trees import places
from verify.cli.lines import verdict_lines
from verify.config import ConfigurationError, read_settings
from verify.engine.cache import cached_files, remove
from verify.engine.record import Record as Session
from verify.engine.record import RecordError, platform_name, read_record, versions, write_record
from verify.engine.store import CertificateStore, Entry, filed, read_shelf, replace_text
from verify.engine.verdict import Attempt, Opinion, Verdict
from verify.kernel import command
from verify.kernel.certificate import read_certificate
from verify.kernel.check import check
from verify.kernel.rejection import Rejected
from verify.report.bundle import folder_name, write_bundle
from verify.report.evidence import at_hand
from verify.report.github import annotations, step_summary
from verify.report.junit import junit
from verify.report.pdf import document
from verify.report.render import render
from verify.report.sarif import sarif

ROOT = Path(__file__).parents[1]
GOOD = (ROOT / "tests/corpus/v1/polynomial.jsonl").read_text("ascii").splitlines()[0]
DIGEST = "ab" * 32

HOSTILE_JSON = {
    "nothing": "",
    "nested in lists": "[" * 1_000_000,
    "nested in objects": '{"a":' * 100_000,
    "nested where it closes": GOOD.replace("[]", "[" * 5000 + "]" * 5000, 1),
    "a number of a million digits": GOOD.replace("[]", "[" + "9" * 1_000_000 + "]", 1),
    "a numeral of two million digits": GOOD.replace('"1"', '"' + "9" * 2_000_000 + '"'),
    "a denominator of no use": GOOD.replace('"1"', '"1/0"'),
    "a power of a power": GOOD.replace("(1 - x)", "x**(10**(10**10))"),
    "a float": GOOD.replace("[]", "[1.5]", 1),
    "an exponent": GOOD.replace("[]", "[1e999]", 1),
    "no number": GOOD.replace("[]", "[NaN]", 1),
    "infinity": GOOD.replace("[]", "[-Infinity]", 1),
    "a key twice": GOOD.replace('"rule":', '"rule":"enumeration","rule":', 1),
    "a key twice by an escape": GOOD.replace('"rule":', '"\\u0072ule":"enumeration","rule":', 1),
    "half a surrogate": GOOD.replace("forall", "\\ud800forall"),
    "other digits": GOOD.replace('"1"', '"\u0661"'),
    "a byte order mark": "\ufeff" + GOOD,
    "a zero": GOOD.replace("forall", "\x00forall"),
    "another version": GOOD.replace("certificate/1", "certificate/2"),
    "a rule with a path": GOOD.replace('"rule":"polynomial"', '"rule":"../../os"'),
    "a rule with a double underscore": GOOD.replace('"rule":"polynomial"', '"rule":"__class__"'),
    "code in a statement": GOOD.replace("(1 - x)", "__import__('os').system('true')"),
    "a list": f"[{GOOD}]",
    "a text": json.dumps(GOOD),
}


@pytest.mark.parametrize("text", HOSTILE_JSON.values(), ids=list(HOSTILE_JSON))
def test_a_certificate_is_rejected_and_nothing_else(text: str) -> None:
    assert check(read_certificate(GOOD))
    with pytest.raises(Rejected):
        check(read_certificate(text))


@pytest.mark.parametrize("text", HOSTILE_JSON.values(), ids=list(HOSTILE_JSON))
def test_the_bare_kernel_says_so_in_a_line(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hostile.jsonl"
    path.write_bytes((text.replace("\n", " ") + "\n" + GOOD).encode("utf-8", "surrogatepass"))
    assert command.main([str(path)]) == (1 if text else 0)
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == f"1 accepted, {int(bool(text))} rejected" and max(map(len, told)) < 1000


def test_files_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe{}")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in (tmp_path, tmp_path / "bytes", tmp_path / "loop", tmp_path / "absent"):
        assert command.main([str(path)]) == 2
    assert all("cannot be read" in line for line in capsys.readouterr().err.splitlines())


# The certificate store, beside claim files and in the cache.


@pytest.mark.parametrize("text", HOSTILE_JSON.values(), ids=list(HOSTILE_JSON))
def test_a_bad_line_of_a_store_costs_no_other(text: str, tmp_path: Path) -> None:
    good = f'{{"digest":"{DIGEST}","opinions":[],"certificate":{GOOD}}}'
    bad = [text, f'{{"digest":"{"cd" * 32}","opinions":{text or "1"},"certificate":{GOOD}}}', f'{{"digest":{text}']
    path = tmp_path / "a.certs.jsonl"
    path.write_text("\n".join([*bad, good]), "utf-8", "surrogatepass")
    shelf = read_shelf(path)
    assert DIGEST in shelf.entries and all("\n" not in str(problem) for problem in shelf.problems)


@pytest.mark.parametrize("digest", ["../../../etc/passwd", "/etc/passwd", "", "AB" * 32, "ab" * 31, "ab" * 32 + "\n"])
def test_a_digest_is_no_path(digest: str, tmp_path: Path) -> None:
    path = tmp_path / "a.certs.jsonl"
    path.write_text(f'{{"digest":{json.dumps(digest)},"opinions":[],"certificate":{GOOD}}}\n')
    assert not read_shelf(path).entries and read_shelf(path).problems


def test_a_cache_that_others_filled(tmp_path: Path) -> None:
    store, victim = CertificateStore(tmp_path / "cache", budget="b"), tmp_path / "victim"
    victim.write_text("mine")
    place = filed(tmp_path / "cache", DIGEST)
    place.parent.mkdir(parents=True)
    for content in (b"\xff\xfe", b"[" * 100_000, b"{}", GOOD.encode()):
        place.write_bytes(content)
        assert store.look_up(None, DIGEST) == []
    place.unlink()
    place.symlink_to(victim)
    assert store.look_up(None, DIGEST) == []
    store.keep(Entry(DIGEST, GOOD))  # takes the place of the link, and does not write through it
    assert victim.read_text() == "mine" and [entry.certificate for entry in store.look_up(None, DIGEST)] == [GOOD]
    given_up = tmp_path / "cache" / "give-ups" / "ab"
    given_up.mkdir(parents=True)
    for content in ("[" * 100_000, '{"attempts":[{"no":1}],"opinions":[]}', "[]", "\ud800"):
        for path in given_up.iterdir():
            path.unlink()
        replace_text(store._give_up_file(DIGEST, "e"), json.dumps(content) if content == "\ud800" else content)
        assert store.given_up(DIGEST, "e") is None


def test_upkeep_of_the_cache_removes_links_and_not_what_they_lead_to(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine").write_text("mine")
    inside = tmp_path / "cache" / "certificates"
    inside.mkdir(parents=True)
    (inside / "folder").symlink_to(outside)
    (inside / "file").symlink_to(outside / "mine")
    assert len(cached_files(tmp_path / "cache")["certificates"]) <= 1
    remove(tmp_path / "cache")
    assert (outside / "mine").read_text() == "mine"


# The settings.


@pytest.mark.parametrize(
    "text",
    [
        "[tool.verify]\nseconds = nan",
        "[tool.verify]\nseconds = inf",
        "[tool.verify]\njobs = 1e9",
        "[tool.verify]\njobs = true",
        "[tool.verify]\nmemory_mb = -1",
        "[tool.verify]\nreports = []",
        "[tool.verify]\npaths = [[]]",
        "[tool.verify]\n__class__ = 1",
        "[tool.verify]\norigins = {}",
        "tool = 1",
        "[tool]\nverify = []",
        "seconds = " + "[" * 100_000,
        "seconds = " + "9" * 10_000,
        "\x00",
    ],
)
def test_settings_are_refused_in_a_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(ConfigurationError) as refused:
        read_settings(tmp_path)
    assert len(str(refused.value).splitlines()) == 1


# The record, and everything that is made from it.

MARK = "MARK"
SCRIPT = f"</title></style></svg><script>alert('{MARK}')</script><img src=x onerror={MARK}>\"'`{MARK}"
TEXTS = [
    SCRIPT,
    f"javascript:alert({MARK})",
    f"[{MARK}](javascript:x) ![{MARK}](http://x)",
    f"\n::error::{MARK}\n## {MARK}\r\n<!--",
    f"\x1b]0;{MARK}\x07\x1b[2J\u202e\udcff",
    f"]]><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;{MARK}",
    f'#eval("1") #read("/etc/passwd") $ \\ {MARK} {{{{ 7 * 7 }}}} {{% raw %}}',
    "../../../../" + MARK,
    "/" + MARK,
    "",
    "a" * 5000,
]


def verdicts() -> list[Verdict]:
    """One of each kind, on statements that can be drawn."""
    made = []
    for number, outcome in enumerate(("PROVED", "REFUTED", "UNDECIDED", "ERROR", "VACUOUS", "UNCERTIFIED")):
        made.append(
            Verdict(
                id=f"a.claim_{number}[n={number}]", file="proofs/a.py", line=number, verdict=outcome, expect="proved",
                statement="forall integer 0 <= x <= 255: x <= 200", reason="why", rules=("polynomial",),
                digest=DIGEST, certificate_digest=DIGEST, witness={"x": "201"}, prose="prose", source="source",
                enclosures={"minimum": ("1/3", "1/2")}, opinions=(Opinion("bitvector", "holds", 0.1),),
                attempts=(Attempt("store", "gave up", "none", 0.1),), fixed={"n": number}, attained=(DIGEST,),
                attained_at=({"x": "3"},),
            )
        )  # fmt: skip
    return made


def good_record(folder: Path) -> list[Any]:
    path = folder / "good.jsonl"
    write_record(path, Session(versions(), platform_name(), tuple(verdicts()), {"seconds": 60.0}, {"proofs/a.py": "p"}))
    return [json.loads(line) for line in path.read_text().splitlines()]


def outputs(record: Session, folder: Path) -> dict[str, str]:
    """Everything that a record is shown as, by name, and what the report wrote."""
    certificates = at_hand(record, CertificateStore(None), folder)
    render(record, [*certificates.values(), GOOD], folder)
    told = {
        "junit": junit(record), "sarif": sarif(record), "annotations": annotations(record),
        "summary": step_summary(record), "typst": document(record, certificates),
        "terminal": "\n".join(line for verdict in record.verdicts for line in verdict_lines(verdict)),
    }  # fmt: skip
    return told | {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.*")}


class Elements(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def harmless(told: dict[str, str]) -> None:
    for name, text in told.items():
        assert "\x1b" not in text and "\x00" not in text and "\u202e" not in text, name
        if name.endswith(".html"):
            for tag, attributes in Elements(text).found:
                assert tag not in ("script", "img", "iframe", "object", "form", "base"), (name, tag)
                assert not any(attribute.startswith("on") for attribute in attributes), (name, attributes)
                for link in (attributes.get("href"), attributes.get("src")):
                    assert link in (None, "data:,") or not link.strip().lower().startswith(
                        ("javascript:", "data:", "file:")
                    ), link
    assert not ElementTree.fromstring(told["junit"]).findall(".//script")
    assert json.loads(told["sarif"])["version"] == "2.1.0"
    assert all(line.startswith("::") for line in told["annotations"].splitlines())


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_texts_of_a_record_stay_texts_and_in_their_folder(text: str, tmp_path: Path) -> None:
    header, *lines = good_record(tmp_path)
    for line in lines:
        for key in ("reason", "prose", "source", "statement", "digest", "certificate_digest", "id", "file"):
            line[key] = f"{line[key][:9]}{text}" if key == "id" else text
        line |= {"rules": [text], "witness": {text: text}, "enclosures": {text: [text, text]}, "fixed": {text: text}}
        line |= {"attained": [text], "attained_at": [{text: text}]}
        line["opinions"][0] |= {"method": text, "says": text}
        line["attempts"][0] |= {"method": text, "outcome": text, "reason": text}
        line["drawing"] = {"picture": text, "trend": text, "limit": {text: text}}
    header |= {"platform": text, "versions": {text: text}, "prose": {text: text}}
    path, folder = tmp_path / "deep" / "record.jsonl", tmp_path / "deep" / "er" / "report"
    folder.mkdir(parents=True)
    path.write_text("".join(json.dumps(item) + "\n" for item in (header, *lines)))
    before = {found for found in tmp_path.rglob("*") if folder not in found.parents}
    harmless(outputs(read_record(path), folder))
    assert {found for found in tmp_path.rglob("*") if folder not in found.parents} == before
    assert not any(found.is_symlink() for found in folder.rglob("*"))


@given(data=st.data())
def test_any_change_of_a_record_is_read_as_a_record_or_refused(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("record")
    lines = good_record(folder)
    for _ in range(data.draw(st.integers(1, 2))):
        container, key = data.draw(st.sampled_from(places(lines, lambda value: True)))
        container[key] = data.draw(
            st.none()
            | st.booleans()
            | st.sampled_from([0, -1, 10**400, 1.5, float("nan"), float("inf"), [], {}, [[]]])
            | st.sampled_from(TEXTS)
        )
    path = folder / "record.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with suppress(RecordError):
        harmless(outputs(read_record(path), folder / "report"))


@given(edit=st.sampled_from(sorted(set(TEXT_EDITS) - {"line: a key twice"})), seed=st.integers(0, 10**6))
def test_any_change_of_a_record_as_text_is_read_or_refused(
    edit: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("record")
    text = "".join(json.dumps(line) + "\n" for line in good_record(folder))
    path = folder / "record.jsonl"
    path.write_text(TEXT_EDITS[edit](text, Random(seed)), "utf-8", "surrogatepass")
    with suppress(RecordError):
        read_record(path)


@pytest.mark.parametrize(
    "text", ["[" * 1_000_000, '{"format":' * 100_000, '{"a":' + "9" * 10_000 + "}", "NaN", "1", "\x00"]
)
def test_a_record_that_is_none(text: str, tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    path.write_text(text + "\n")
    with pytest.raises(RecordError, match="is not a line of a record"):
        read_record(path)


@pytest.mark.parametrize("file", ["a\x00b", "a\ud800b"])
def test_a_record_of_what_is_no_path(file: str, tmp_path: Path) -> None:
    lines = good_record(tmp_path)
    lines[1]["file"] = file
    path = tmp_path / "record.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.raises(RecordError, match=":2: is not a line of a record"):
        read_record(path)


# The bundle.


@pytest.mark.parametrize("name", [*TEXTS, ".", "..", "con", "a/../../b", "a\\b", "\x00"], ids=range(len(TEXTS) + 6))
def test_a_bundle_stays_in_its_folder(name: str, tmp_path: Path) -> None:
    verdict = Verdict(name, "a.py", 1, "forall: true", "proved", "PROVED", prose=SCRIPT)
    folder = tmp_path / folder_name(verdict)
    assert folder.parent == tmp_path and folder.name not in (".", "..", "") and "/" not in folder_name(verdict)
    claim_file = tmp_path / "claim_file.py"
    claim_file.write_text("")
    write_bundle(verdict, [GOOD], claim_file, folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["claim_file.py", folder.name])


def test_a_bundle_is_not_written_over_or_through_anything(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "mine").write_text("mine")
    (tmp_path / "link").symlink_to(victim)
    with pytest.raises(OSError, match="not empty"):
        write_bundle(verdicts()[0], [GOOD], ROOT / "pyproject.toml", tmp_path / "link")
    assert [path.name for path in victim.iterdir()] == ["mine"]


# The source: what could make code of data is nowhere but where claim files are run.

CODE_OF_DATA = {"eval", "exec", "compile", "__import__"}
MODULES = {
    "pickle", "cPickle", "_pickle", "dill", "cloudpickle", "marshal", "shelve", "dbm", "copyreg", "code", "codeop",
    "yaml", "xml.dom", "xml.sax.handler", "xml.parsers", "lxml", "html5lib", "imp",
}  # fmt: skip
READERS_OF_XML = {"fromstring", "parse", "iterparse", "XML", "XMLParser"}
EXPRESSIONS_FROM_TEXT = {"sympify", "parse_expr", "parse_latex", "from_smtlib"}
RUNS_CLAIM_FILES = {"claims/collect.py"}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "verify").rglob("*.py")):
        yield str(path.relative_to(ROOT / "verify")), ast.parse(path.read_text("utf-8"))


def test_nothing_makes_code_of_data() -> None:
    found = set()
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CODE_OF_DATA:
                found.add((name, node.func.id))
    assert found == {(name, call) for name in RUNS_CLAIM_FILES for call in ("exec", "compile")}


def test_nothing_reads_a_format_that_can_run_code_or_expand_entities() -> None:
    for name, tree in sources():
        for node in ast.walk(tree):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                imported = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            assert not MODULES & set(imported), (name, imported)
            if isinstance(node, ast.Attribute):
                assert not (node.attr in READERS_OF_XML and "ElementTree" in ast.unparse(node.value)), name
                assert node.attr not in EXPRESSIONS_FROM_TEXT, name
            assert not (isinstance(node, ast.Name) and node.id in EXPRESSIONS_FROM_TEXT), name


def test_modules_are_named_by_this_project_alone() -> None:
    """`import_module` takes names from closed tables, never from data."""
    users = {
        name for name, tree in sources() for node in ast.walk(tree) if getattr(node, "attr", "") == "import_module"
    }
    users |= {name for name, tree in sources() for node in ast.walk(tree) if getattr(node, "id", "") == "import_module"}
    assert users == {"__init__.py", "cli/main.py", "kernel/__main__.py", "methods/plan.py"}


def test_a_link_to_a_claim_file_is_all_that_is_followed(tmp_path: Path) -> None:
    """A loop of folders ends the search for claim files."""
    from verify.claims.collect import collect

    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "a.py").write_text("from verify import claim\n")
    assert collect([tmp_path]) is not None and os.path.islink(tmp_path / "again")
