"""Pages: what they say, that they are the same every time, and that nothing in a record can break out of them."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from verify.engine.record import Record
from verify.engine.verdict import Verdict
from verify.report import render as rendering
from verify.report.render import render

Made = Callable[..., Verdict]
Recorded = Callable[..., Record]
VOID = {"meta", "link", "br", "wbr"}
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


def pages(record: Record, folder: Path) -> dict[str, str]:
    render(record, folder)
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}


def test_it_gives_the_index_and_writes_a_page_for_each_claim_file(catalogue: Record, tmp_path: Path) -> None:
    assert render(catalogue, tmp_path / "new" / "folder") == tmp_path / "new" / "folder" / "index.html"
    written = sorted(path.name for path in (tmp_path / "new" / "folder").iterdir())
    assert written == ["exp.html", "index.html", "mitchell.html", "open.html", "report.md"]


def test_the_same_record_gives_the_same_bytes(catalogue: Record, tmp_path: Path) -> None:
    assert pages(catalogue, tmp_path / "one") == pages(catalogue, tmp_path / "two")


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
    assert "verify check mitchell.ninth_at_every_word_size" in written["mitchell.html"]
    assert "verify replay mitchell.tenth" in written["mitchell.html"]
    assert "z3 bit-vectors" in written["mitchell.html"]
    assert "yes, at a checked input" in written["mitchell.html"]
    assert '<a href="https://kexue.fm/archives/7919" rel="noreferrer">' in written["exp.html"]
    assert "-157/50" in written["exp.html"]
    assert "-3.14" in written["exp.html"]
    for verdict in catalogue.verdicts:
        page = written[Path(verdict.file).stem + ".html"]
        assert verdict.certificate_digest in page
        assert verdict.digest in page


def test_instances_share_a_section(catalogue: Record, tmp_path: Path) -> None:
    assert pages(catalogue, tmp_path)["exp.html"].count('<section class="claim"') == 4


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
    assert "| `x` | -157/50 | -3.14 |" in text
    assert "- Check it again: `verify check mitchell.ninth_at_every_word_size`" in text


def test_hostile_text_is_escaped_everywhere(verdict: Made, record: Recorded, tmp_path: Path) -> None:
    bad = verdict(
        f"evil.{HOSTILE}[{HOSTILE}]", "forall: true", "REFUTED", file=f"proofs/../../{HOSTILE}.py", reason=HOSTILE,
        prose=HOSTILE, source=f"{HOSTILE} https://example.org/<script>", rules=(HOSTILE,), witness={HOSTILE: HOSTILE},
        enclosures={"minimum": (HOSTILE, HOSTILE), HOSTILE: (HOSTILE, HOSTILE)}, expect="proved",
    )  # fmt: skip
    for name, text in pages(record(bad, verdict("evil.b", "forall: true", statement=HOSTILE)), tmp_path / "in").items():
        assert "<script" not in text.replace(r"\<script", "").replace("`", "") or name == "report.md"
        assert "\x00" not in text
        assert "\u202e" not in text
        if name.endswith(".html"):
            assert "script" not in Outline(text).tags
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_statement_that_cannot_be_typeset_is_a_box(verdict: Made, record: Recorded, tmp_path: Path) -> None:
    written = pages(
        record(verdict("a.good", "forall: true"), verdict("a.bad", "forall: true", statement="no <b>")), tmp_path
    )
    assert "could not be typeset" in written["a.html"]
    assert "no &lt;b&gt;" in written["a.html"]
    assert "could not be typeset" in written["report.md"]


def test_a_page_that_cannot_be_made_is_a_box(
    catalogue: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering.arrangement, "commands", lambda claim: 1 // 0)
    written = pages(catalogue, tmp_path)
    assert "This page could not be made: ZeroDivisionError" in written["mitchell.html"]
    assert "This report could not be made" in written["report.md"]
    assert "<b>63</b>" in written["index.html"]
    assert '<a href="mitchell.html">mitchell.html</a> could not be made' in written["index.html"]


def test_an_empty_record_and_an_error_without_a_statement(verdict: Made, record: Recorded, tmp_path: Path) -> None:
    assert "No claims were decided" in pages(record(), tmp_path / "empty")["index.html"]
    error = Verdict("broken", "proofs/broken.py", 3, "", "proved", "ERROR", "invalid syntax")
    assert "invalid syntax" in pages(record(error), tmp_path / "error")["broken.html"]


def test_a_folder_that_cannot_be_written_is_an_error(catalogue: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileExistsError):
        render(catalogue, tmp_path / "file")
