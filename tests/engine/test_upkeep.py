"""The project's certificates: written back, pruned, found missing and stale."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from verify.claims.collect import collect
from verify.claims.instance import Instance
from verify.engine.decide import Decision, decide
from verify.engine.store import CertificateStore, Entry, certificates_beside, read_shelf, write_shelf
from verify.engine.upkeep import audited, stale_certificates, write_back
from verify.engine.verdict import Attempt, Opinion, Verdict
from verify.kernel.statement import Fails

Instances = Mapping[str, Instance]


@pytest.fixture
def entries(instances: Instances, certificates: Any) -> dict[str, Any]:
    """A certificate for each claim of the sample that has one, and one that nothing asks for."""
    grows, small, many = (instances[name] for name in ("square_grows", "small", "many"))
    texts = {
        "grows": (grows.statement, certificates.enumerated(grows.statement, x="3")),
        "tight": (grows.tight[0].statement, certificates.witnessed(grows.tight[0].statement, x="3")),
        "small": (Fails(small.statement), certificates.witnessed(Fails(small.statement), x="17")),
        "many": (many.statement, certificates.enumerated(many.statement, x="0")),
    }
    made = {name: certificates.filed(statement, text) for name, (statement, text) in texts.items()}
    return made | {"stray": Entry("0" * 64, "{}")}


def decisions(instances: Instances, store: CertificateStore, finders: Any, *names: str) -> dict[str, Decision]:
    found = {instances[name].id: decide(instances[name], store, finders, None) for name in names}
    assert all(decision.verdict.certificate_digest for decision in found.values())
    return found


def test_writing_back_adds_what_was_decided_and_drops_what_nothing_asks_for(
    claim_file: Path, instances: Instances, entries: dict[str, Any], scripted: Any
) -> None:
    path = certificates_beside(claim_file)
    write_shelf(path, [entries["stray"], entries["many"]])
    store = CertificateStore(claim_file.parent / "cache")
    for name in ("grows", "tight", "small"):
        store.keep(entries[name])
    cases = collect([claim_file]).cases
    decided = decisions(instances, store, scripted(), "square_grows", "small")
    assert write_back(cases, decided, store) == [path]
    assert set(read_shelf(path).entries) == {entries[name].digest for name in ("grows", "tight", "small", "many")}
    assert write_back(cases, decided, CertificateStore(None)) == []


def test_an_opinion_timed_anew_changes_nothing_and_a_new_one_is_written(
    claim_file: Path, instances: Instances, entries: dict[str, Any], scripted: Any
) -> None:
    path = certificates_beside(claim_file)
    slow, quick, other = Opinion("z", "holds", 9.0), Opinion("z", "holds", 1.0), Opinion("z", "fails", 1.0)
    write_shelf(path, [replace(entries["small"], opinions=(slow,))])
    cases = collect([claim_file]).cases
    decided = decisions(instances, CertificateStore(None), scripted(), "small")
    [decision] = decided.values()
    for opinion, changed in ((quick, []), (other, [path])):
        heard = replace(decision, entries=(replace(entries["small"], opinions=(opinion,)),))
        assert write_back(cases, {instances["small"].id: heard}, CertificateStore(None)) == changed
    assert read_shelf(path).entries[entries["small"].digest].opinions == (other,)


def test_nothing_is_dropped_while_a_claim_cannot_be_traced(
    claim_file: Path, instances: Instances, entries: dict[str, Any], scripted: Any
) -> None:
    path = certificates_beside(claim_file)
    write_shelf(path, [entries["stray"], entries["small"]])
    claim_file.write_text(claim_file.read_text() + "\n@claim(x=integers())\ndef bad(x):\n    return 0.5 < x\n")
    store = CertificateStore(None)
    cases = collect([claim_file]).cases
    assert write_back(cases, decisions(instances, store, scripted(), "small"), store) == []


def test_stale_certificates_are_told_with_their_line(
    claim_file: Path, instances: Instances, entries: dict[str, Any], scripted: Any
) -> None:
    write_shelf(certificates_beside(claim_file), [entries["stray"], entries["small"], entries["many"]])
    store = CertificateStore(None)
    cases = collect([claim_file]).cases
    [problem] = stale_certificates(cases, decisions(instances, store, scripted(), "small"), store)
    assert problem.line == 1 and "belongs to no claim of sample.py" in problem.message


def test_an_edited_program_leaves_its_certificate_stale(
    claim_file: Path, entries: dict[str, Any], scripted: Any
) -> None:
    write_shelf(certificates_beside(claim_file), [entries["small"]])
    claim_file.write_text(claim_file.read_text().replace("x < 17", "x < 16"))
    store = CertificateStore(None)
    assert len(stale_certificates(collect([claim_file]).cases, {}, store)) == 1


def test_certificates_without_a_claim_file_are_told(claim_file: Path, entries: dict[str, Any]) -> None:
    write_shelf(claim_file.with_name("gone.certs.jsonl"), [entries["small"]])
    [problem] = stale_certificates(collect([claim_file]).cases, {}, CertificateStore(None))
    assert "no claim file beside it" in str(problem)


def verdict(name: str, expect: str = "proved", **more: Any) -> Verdict:
    return Verdict("a.b", "a.py", 1, "", expect, name, **more)


def test_a_missing_certificate_is_an_error_unless_the_claim_is_open_or_of_the_full_set() -> None:
    missing = audited(verdict("UNDECIDED"), core=True)
    assert missing is not None and missing.verdict == "ERROR" and "`verify run --write`" in missing.reason
    assert audited(verdict("UNDECIDED"), core=False) is None
    opened = audited(verdict("UNDECIDED", "open"), core=True)
    assert opened is not None and opened.verdict == "UNDECIDED"
    assert audited(verdict("PROVED"), core=True) == verdict("PROVED")


def test_a_rejected_certificate_is_an_error_in_the_full_set_too() -> None:
    attempt = Attempt("store", "rejected", "witness: no", 0.1)
    rejected = audited(verdict("UNDECIDED", attempts=(attempt,)), core=False)
    assert rejected is not None and rejected.verdict == "ERROR" and "witness: no" in rejected.reason
