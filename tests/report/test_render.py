"""Pages: what they say, that they are the same every time, and that nothing in a record can break out of them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.report.conftest import MITCHELL
from verify.claims.drawing import Drawing
from verify.engine.record import Record
from verify.engine.verdict import Verdict
from verify.kernel.certificate import certificate_digest
from verify.report import render as rendering
from verify.report.render import render

Made = Callable[..., Verdict]
Recorded = Callable[..., Record]
Settled = Any
VOID = {"meta", "link", "br", "wbr", "input"}
HOSTILE = "<script>alert('x')</script>\"'&|`]]>--\u202e\x00"


class Outline(HTMLParser):
    """Checks that elements nest, and collects tags, ids, headings and what would be fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.fetched: list[str] = []
        self.targets: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.ids += [str(found["id"])] if "id" in found else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.fetched += [str(value) for name, value in attrs if name == "src" or (name == "href" and tag == "link")]
        self.targets += [str(found["href"])] if tag == "a" else []
        assert not any(name.startswith("on") for name in found)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def pages(record: Record, folder: Path, certificates: Sequence[str] = ()) -> dict[str, str]:
    render(record, certificates, folder)
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir()) if path.is_file()}


def all_files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_gives_the_index_and_writes_a_page_for_each_file_and_claim(catalogue: Record, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert render(catalogue, (), folder) == folder / "index.html"
    written = sorted(path.name for path in folder.iterdir())
    assert written == [
        "certificates", "exp.family.html", "exp.html", "exp.lowest.html", "exp.odd.html", "exp.positive.html",
        "index.html", "mitchell.html", "mitchell.ninth_at_every_word_size.html", "mitchell.ninth_over_the_reals.html",
        "mitchell.tenth.html", "open.cubes.html", "open.html", "open.solver_only.html", "report.md",
    ]  # fmt: skip


def test_the_same_record_gives_the_same_bytes(settled: Settled, tmp_path: Path) -> None:
    for name in ("one", "two"):
        render(settled.record, settled.certificates, tmp_path / name)
    assert all_files(tmp_path / "one") == all_files(tmp_path / "two")


def test_pages_are_well_formed_and_fetch_nothing(catalogue: Record, tmp_path: Path) -> None:
    found = {name: Outline(text) for name, text in pages(catalogue, tmp_path).items() if name.endswith(".html")}
    for outline in found.values():
        assert "script" not in outline.tags
        assert {"header", "main", "footer", "h1"} <= outline.tags
        assert len(outline.ids) == len(set(outline.ids))
        assert outline.fetched == ["data:,"]
        assert outline.headings[0] == 1
        assert all(later <= earlier + 1 for earlier, later in zip(outline.headings, outline.headings[1:], strict=False))
    for target in (target for outline in found.values() for target in outline.targets if not target.startswith("http")):
        page, _, anchor = target.partition("#")
        assert page in ("", "report.md", *found)
        assert not page.endswith(".html") or not anchor or anchor in found[page].ids


def test_a_page_shows_what_its_claims_rest_on(catalogue: Record, tmp_path: Path) -> None:
    written = pages(catalogue, tmp_path)
    ninth = written["mitchell.ninth_at_every_word_size.html"]
    assert "verify check mitchell.ninth_at_every_word_size" in ninth
    assert "z3 bit-vectors" in ninth
    assert "yes, at a checked input" in ninth
    assert "verify replay mitchell.tenth" in written["mitchell.tenth.html"]
    assert '<a href="https://kexue.fm/archives/7919" rel="noreferrer">' in written["exp.family.html"]
    assert "-157/50" in written["exp.odd.html"]
    assert "-3.14" in written["exp.odd.html"]
    for verdict in catalogue.verdicts:
        page = written["{}.html".format(verdict.id.partition("[")[0])]
        assert verdict.certificate_digest[:12] in page


def test_a_claim_of_many_instances_is_one_readable_page(verdict: Made, record: Recorded, tmp_path: Path) -> None:
    many = [
        verdict(f"exp.low[n={n}]", "forall real x: x**2 >= 0", fixed={"n": n}, prose="Squares.") for n in range(500)
    ]
    page = pages(record(*many), tmp_path)["exp.low.html"]
    assert page.count("<tr>") == 501 and page.count("<math") < 20 and len(page) < 400_000


def test_a_file_reads_as_its_author_argues(verdict: Made, record: Recorded, tmp_path: Path) -> None:
    first, second = (verdict(f"a.{name}", "forall: true", line=line) for name, line in (("late", 9), ("early", 2)))
    told = replace(record(first, second), prose={"proofs/a.py": "What is shown.\n\nAnd why."})
    page = pages(told, tmp_path)["a.html"]
    places = [page.index(text) for text in ("What is shown.", "And why.", 'id="early"', 'id="late"')]
    assert places == sorted(places)


def test_claims_with_arguments_in_common_stand_side_by_side(verdict: Made, record: Recorded, tmp_path: Path) -> None:
    zoo = [
        verdict(f"zoo.worst[w={w},d={d}]", f"forall integer 0 <= x <= {w}: 9 * x <= {w}/7 * x", fixed={"w": w, "d": d})
        for w in (8, 16, 32)
        for d in ("mitchell", "drum")
    ]
    written = pages(record(*zoo), tmp_path)
    assert "worst</a><br>d = drum" in written["zoo.html"]
    assert "8/7 ≈ 1.142857142857" in written["zoo.html"] or "8/7 ≈ 1.14285714286" in written["zoo.html"]
    assert "| `w` | `worst d = mitchell` | `worst d = drum` |" in written["report.md"]


def test_proofs_are_told_and_certificates_lie_beside(settled: Settled, tmp_path: Path) -> None:
    written = pages(settled.record, tmp_path, settled.certificates)
    for verdict, certificate in zip(settled.record.verdicts, settled.certificates, strict=True):
        page = written[f"{verdict.id}.html"]
        assert f'href="certificates/{verdict.certificate_digest}.json"' in page
        assert (tmp_path / "certificates" / f"{verdict.certificate_digest}.json").read_text() == certificate + "\n"
        assert "could not be read" not in page
    assert "The difference of the two sides is" in written["settled.identity.html"]
    assert "1100 1000" in written["settled.refuted.html"]
    assert "All 256 inputs are evaluated" in written["settled.counted.html"]


def test_a_missing_certificate_is_named(settled: Settled, tmp_path: Path) -> None:
    written = pages(settled.record, tmp_path, settled.certificates[1:])
    page = written[f"{settled.record.verdicts[0].id}.html"]
    assert "not at hand" in page and "PROVED" in page
    assert "1 of the certificates was not at hand" in written["index.html"]
    assert "not at hand" in written["report.md"]


def test_a_certificate_that_is_none_is_a_box(settled: Settled, tmp_path: Path) -> None:
    junk = "{}"
    digest = certificate_digest(junk)
    odd = replace(settled.record.verdicts[0], certificate_digest=digest)
    written = pages(replace(settled.record, verdicts=(odd,)), tmp_path, [junk])
    assert "could not be read as a proof" in written[f"{odd.id}.html"]


def test_the_index_counts_and_names_what_is_not_as_expected(catalogue: Record, tmp_path: Path) -> None:
    index = pages(catalogue, tmp_path)["index.html"]
    assert "<b>63</b>" in index
    assert "1 of 67 are not as their author expects" in index
    assert "<code>open.solver_only</code>" in index
    assert "4.15.3" in index


def test_markdown_has_the_same_content(catalogue: Record, tmp_path: Path) -> None:
    text = pages(catalogue, tmp_path)["report.md"]
    assert text.count("```math") == 9
    assert r"\sum_{k = 0}^{n} \frac{x^{k}}{k!} > 0" in text
    assert "- Check it again: `verify check mitchell.ninth_at_every_word_size`" in text


def test_hostile_text_is_escaped_everywhere(verdict: Made, record: Recorded, tmp_path: Path) -> None:
    bad = verdict(
        f"evil.{HOSTILE}[{HOSTILE}]", "forall: true", "REFUTED", file=f"proofs/../../{HOSTILE}.py", reason=HOSTILE,
        prose=HOSTILE, source=f"{HOSTILE} https://example.org/<script>", rules=(HOSTILE,), witness={HOSTILE: HOSTILE},
        enclosures={"minimum": (HOSTILE, HOSTILE), HOSTILE: (HOSTILE, HOSTILE)}, expect="proved",
    )  # fmt: skip
    told = record(bad, verdict("evil.b", "forall: true", statement=HOSTILE), verdict("x" * 5000, "forall: true"))
    told = replace(told, prose={bad.file: HOSTILE})
    for name, text in pages(told, tmp_path / "in", [HOSTILE, "no json"]).items():
        assert "<script" not in text.replace(r"\<script", "").replace("`", "") or name == "report.md"
        assert "\x00" not in text
        assert "\u202e" not in text
        if name.endswith(".html"):
            assert "script" not in Outline(text).tags
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def drawn(verdict: Made, caption: str = "error: of a product") -> Verdict:
    captions = Drawing(picture=caption, trend=caption, limit={"": caption} if caption == HOSTILE else {})
    return verdict("m.ninth", MITCHELL, attained_at=({"a": "3", "b": "3"},), drawing=captions)


def test_pictures_stand_beside_their_claims_and_are_files_too(verdict: Made, record: Recorded, tmp_path: Path) -> None:
    written = pages(record(drawn(verdict)), tmp_path)
    [file] = (tmp_path / "pictures").iterdir()
    assert "<svg " in file.read_text("utf-8") and "var(" not in file.read_text("utf-8")
    for name in ("m.html", "m.ninth.html"):
        page = Outline(written[name])
        assert page.ids.count(file.stem) == 1 and {"figure", "svg"} <= page.tags
        assert all(address.startswith("data:") for address in page.fetched)
        assert "error: of a product. Certified: at least 0 and at most 1/9." in written[name]
        assert "(Not drawn: no two proved instances have different bounds.)" in written[name]
    assert f"](pictures/{file.name})" in written["report.md"]


def test_hostile_captions_are_only_text(verdict: Made, record: Recorded, tmp_path: Path) -> None:
    written = pages(record(drawn(verdict, HOSTILE)), tmp_path)
    for name in ("m.html", "m.ninth.html"):
        assert "script" not in Outline(written[name]).tags and "\u202e" not in written[name]
    assert {path.name for path in tmp_path.iterdir()} >= {"pictures", "m.html"}


def test_a_statement_that_cannot_be_typeset_is_a_box(verdict: Made, record: Recorded, tmp_path: Path) -> None:
    written = pages(
        record(verdict("a.good", "forall: true"), verdict("a.bad", "forall: true", statement="no <b>")), tmp_path
    )
    for name in ("a.html", "a.bad.html"):
        assert "could not be typeset" in written[name]
        assert "no &lt;b&gt;" in written[name]
    assert "could not be typeset" in written["report.md"]


def test_a_page_that_cannot_be_made_is_a_box(
    catalogue: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering.arrangement, "commands", lambda claim: 1 // 0)
    written = pages(catalogue, tmp_path)
    assert "This page could not be made: ZeroDivisionError" in written["mitchell.tenth.html"]
    assert "This report could not be made" in written["report.md"]
    assert "<b>63</b>" in written["index.html"]
    assert '<a href="mitchell.tenth.html">mitchell.tenth.html</a> could not be made' in written["index.html"]


def test_an_empty_record_and_an_error_without_a_statement(verdict: Made, record: Recorded, tmp_path: Path) -> None:
    assert "No claims were decided" in pages(record(), tmp_path / "empty")["index.html"]
    error = Verdict("broken", "proofs/broken.py", 3, "", "proved", "ERROR", "invalid syntax")
    assert "invalid syntax" in pages(record(error), tmp_path / "error")["broken.html"]


def test_a_folder_that_cannot_be_written_is_an_error(catalogue: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotADirectoryError):
        render(catalogue, (), tmp_path / "file")
