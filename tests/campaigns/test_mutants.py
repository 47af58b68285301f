"""A small part of the campaign in mutants.py in every run, some of every rule and every file; a larger one is slow."""

import json
from random import Random

import pytest

from tests.campaigns.edits_of_statements import STATEMENT_EDITS
from tests.campaigns.mutants import DEAR, EDITS, FINE, Outcome, mutants, mutated, run
from tests.campaigns.seeds import catalogue
from tests.campaigns.truth import FALSE, judge
from verify.kernel.check import RULES
from verify.kernel.parse import parse
from verify.kernel.text import statement_text

FEW_OF_A_FILE = 6


def small() -> dict[str, list[str]]:
    """A few short certificates of every file, by rules that are quick, and all that are kept of every rule."""
    found = {}
    for file, texts in catalogue().items():
        quick = [text for text in texts if len(text) < 3000 and (file[:2] == "v1" or not DEAR.search(text))]
        found[file] = quick if "/" in file else Random(0).sample(quick, min(len(quick), FEW_OF_A_FILE))
    return found


def unsound(outcome: Outcome) -> list[str]:
    return [json.dumps(item)[:1000] for item in outcome.found if item["what"] not in FINE]


def test_no_mutant_proves_what_is_false() -> None:
    outcome = run(small(), 2500, 0, 2)
    assert not unsound(outcome)
    assert set(outcome.rules) == set(RULES) and set(outcome.by_edit) == set(EDITS)
    assert outcome.counts["rejected"] > outcome.counts["accepted, the same statement"] > 0


@pytest.mark.slow
def test_no_mutant_of_any_certificate_proves_what_is_false() -> None:
    assert not unsound(run(catalogue(), 2000, 0, 2))


def test_the_same_seed_gives_the_same_mutants() -> None:
    files = {"v1/polynomial.jsonl": small()["v1/polynomial.jsonl"]}
    first, second = (list(mutants(files, 60, 5)) for _ in range(2))
    assert first == second and len(first) >= 55 and first != list(mutants(files, 60, 6))


@pytest.mark.parametrize("name", STATEMENT_EDITS)
def test_an_edited_statement_is_a_canonical_one(name: str) -> None:
    texts = [text for texts in small().values() for text in texts]
    made = 0
    for number, text in enumerate(texts):
        changed = mutated(text, [name], Random(number), texts)
        if changed is not None:
            statement = json.loads(changed)["statement"]
            assert statement_text(parse(statement)) == statement
            made += 1
    assert made


@pytest.mark.parametrize(
    ("statement", "rule", "evidence"),
    [
        ("forall integer 0 <= a <= 300: a < 300", "enumeration", {}),
        ("forall real x: x**2 > 0", "polynomial", {}),
        ("forall integer 0 <= a <= 4294967295: a != 3735928559", "lrat", {}),
        ("forall real x: x != 22/7", "bernstein", {}),
        ("not forall integer 0 <= a <= 300: a <= 300", "root", {}),
        ("not forall integer 0 <= a <= 300: a <= 300", "witness", {"values": {"a": "5"}}),
        ("exists integer 0 <= a <= 300: a > 300", "witness", {"values": {"a": "5"}}),
        ("forall states integer n: from n = 0 by n -> n + 1 always n < 5", "induction", {}),
        ("mean over integer 0 <= a <= 255: a is 127", "mean", {}),
        ("not mean over integer 0 <= a <= 255: a is 255/2", "mean", {}),
        ("mean over integer 0 <= a <= 255: 1 / a is at most 255", "mean", {}),
        ("exactly 1 zero over real x: x**2 - 2", "sturm", {}),
        ("not exactly 2 zeros over real x: x**2 - 2", "sturm", {}),
        ("exactly 2 zeros over real 0 < x <= 1: x**2 - x", "sturm", {}),
    ],
)
def test_what_is_false_is_judged_so(statement: str, rule: str, evidence: dict[str, object]) -> None:
    line = {"format": "verify-certificate/1", "statement": statement, "rule": rule, "evidence": evidence}
    assert json.loads(judge(json.dumps(line)))[0] == FALSE
