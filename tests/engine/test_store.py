"""The certificate store: lines, files, the cache, and damage to them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from verify.engine.store import (
    CertificateStore,
    Entry,
    GiveUp,
    cache_folder,
    certificates_beside,
    entry_text,
    read_entry,
    read_shelf,
    write_shelf,
)
from verify.engine.verdict import Attempt, Opinion

ONE = Entry("1" * 64, '{"a":"x"}', (Opinion("bitvector", "holds", 0.25),))
TWO = Entry("2" * 64, '{"b": [1,{"certificate":"}"}]}')


def test_a_line_gives_its_entry_back_byte_for_byte() -> None:
    for entry in (ONE, TWO):
        assert read_entry(entry_text(entry)) == entry


@pytest.mark.parametrize("cut", range(1, len(entry_text(ONE))))
def test_a_line_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(ValueError, match="not a certificate's line"):
        read_entry(entry_text(ONE)[:-cut])


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        '{"digest":"1","opinions":[],"certificate":{}}',
        f'{{"digest":"{"1" * 64}","opinions":[{{}}],"certificate":{{}}}}',
        f'{{"digest":"{"1" * 64}","opinions":[],"more":1,"certificate":{{}}}}',
        f'{{"digest":"{"1" * 64}","opinions":[],"certificate":{{}}, "x": 1}}',
        entry_text(TWO).replace("b", "é"),
    ],
)
def test_a_bad_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not a certificate's line"):
        read_entry(line)


def test_a_file_is_sorted_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "x.certs.jsonl"
    write_shelf(path, [TWO, ONE])
    assert path.read_text().splitlines() == [entry_text(ONE), entry_text(TWO)]
    shelf = read_shelf(path)
    assert dict(shelf.entries) == {ONE.digest: ONE, TWO.digest: TWO}
    assert shelf.lines[TWO.digest] == 2 and not shelf.problems
    write_shelf(path, [])
    assert not list(tmp_path.iterdir())


def test_damage_is_told_with_its_line_and_the_rest_counts(tmp_path: Path) -> None:
    path = tmp_path / "x.certs.jsonl"
    path.write_bytes(entry_text(ONE).encode() + b"\n\xff\xfe\n" + entry_text(TWO).encode()[:-7])
    shelf = read_shelf(path)
    assert list(shelf.entries) == [ONE.digest]
    assert [problem.line for problem in shelf.problems] == [2, 3]
    assert "cut short; `verify run --write` makes it anew" in str(shelf.problems[1])


def test_two_certificates_for_one_digest_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.certs.jsonl"
    path.write_text(entry_text(ONE) + "\n" + entry_text(ONE) + "\n")
    assert [problem.line for problem in read_shelf(path).problems] == [2]


def test_the_project_comes_before_the_cache_and_a_fresh_store_finds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    other = Entry(ONE.digest, '{"other":"1"}')
    write_shelf(certificates_beside(file), [ONE])
    store = CertificateStore(tmp_path / "cache")
    store.keep(other)
    assert store.look_up(file, ONE.digest) == [ONE, other]
    assert CertificateStore(None).look_up(file, ONE.digest) == [ONE]
    assert CertificateStore(tmp_path / "cache", fresh=True).look_up(file, ONE.digest) == []


def test_a_damaged_cache_is_no_cache(tmp_path: Path) -> None:
    store = CertificateStore(tmp_path)
    store.keep(ONE)
    [kept] = [path for path in tmp_path.rglob("*") if path.is_file()]
    kept.write_text("nonsense")
    assert store.look_up(tmp_path / "x.py", ONE.digest) == []


def test_a_cache_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    CertificateStore(blocked).keep(ONE)


def test_the_cache_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERIFY_CACHE_DIR", "/somewhere")
    assert cache_folder() == Path("/somewhere")
    monkeypatch.delenv("VERIFY_CACHE_DIR")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    assert cache_folder() == Path("/xdg/verify-arith")
    monkeypatch.setattr("sys.platform", "darwin")
    assert cache_folder().parts[-3:] == ("Library", "Caches", "verify-arith")


VAIN = GiveUp((Attempt("search", "timeout", "stopped after its budget of 60 s", 60.0),), ONE.opinions)


def test_a_give_up_is_kept_for_its_budget_and_effort(tmp_path: Path) -> None:
    CertificateStore(tmp_path, budget="60 s").give_up(ONE.digest, "search", VAIN)
    assert CertificateStore(tmp_path, budget="60 s").given_up(ONE.digest, "search") == VAIN
    assert CertificateStore(tmp_path, budget="61 s").given_up(ONE.digest, "search") is None
    assert CertificateStore(tmp_path, budget="60 s").given_up(ONE.digest, "search, guess") is None
    assert CertificateStore(tmp_path, budget="60 s").given_up(TWO.digest, "search") is None
    assert CertificateStore(tmp_path, budget="60 s", fresh=True).given_up(ONE.digest, "search") is None


def test_no_give_up_without_a_budget_a_cache_or_after_a_crash(tmp_path: Path) -> None:
    CertificateStore(tmp_path).give_up(ONE.digest, "search", VAIN)
    CertificateStore(None, budget="60 s").give_up(ONE.digest, "search", VAIN)
    crashed = GiveUp((Attempt("search", "crashed", "", 0.0), *VAIN.attempts), ())
    CertificateStore(tmp_path, budget="60 s").give_up(ONE.digest, "search", crashed)
    assert not list(tmp_path.iterdir())
    assert CertificateStore(None, budget="60 s").given_up(ONE.digest, "search") is None


def test_a_damaged_give_up_is_none(tmp_path: Path) -> None:
    store = CertificateStore(tmp_path, budget="60 s")
    store.give_up(ONE.digest, "search", VAIN)
    [file] = [path for path in tmp_path.rglob("*") if path.is_file()]
    for text in ("", "{}", file.read_text()[:-9], '{"attempts":[{"x":1}],"opinions":[]}'):
        file.write_text(text)
        assert store.given_up(ONE.digest, "search") is None


def test_many_writers_of_one_file_leave_a_whole_one(tmp_path: Path) -> None:
    entries = [Entry(ONE.digest, f'{{"a":"{"x" * size}"}}') for size in (10, 100_000)]
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(CertificateStore(tmp_path).keep, entries * 50))
    [found] = CertificateStore(tmp_path).look_up(None, ONE.digest)
    assert found in entries and len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
