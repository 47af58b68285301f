"""Certificates as steps: sentences for every rule, parts as the kernel states them, long proofs cut and counted."""

import json
from itertools import chain
from pathlib import Path

import pytest

from verify.kernel.check import RULES
from verify.kernel.text import term_text
from verify.notation.latex import phrases_markdown
from verify.notation.mathml import phrases_mathml
from verify.report.phrases import Line
from verify.report.plain_text import step_lines
from verify.report.proof_steps import Step, numbered, proof_steps
from verify.report.rule_sentences import SENTENCES

ROOT = Path(__file__).parent.parent.parent
CORPUS = [
    line for file in sorted((ROOT / "tests/corpus/accept").glob("*.jsonl")) for line in file.read_text().splitlines()
]
HYPOTHESIS = {
    "rule": "polynomial",
    "evidence": {"factor": [], "lemmas": [], "sum": [{"constraints": [0], "times": "1"}]},
}
SPLIT = json.dumps(
    {
        "format": "verify-certificate/1", "rule": "split", "witness": {"x": "0"},
        "statement": "forall real x: (if x < 0 then -x else x) >= 0",
        "evidence": {
            "condition": "x < 0",
            "yes": HYPOTHESIS,
            "no": HYPOTHESIS,
        },
    }
)  # fmt: skip


def text(line: Line) -> str:
    return " ".join(phrase.words if phrase.formula is None else term_text(phrase.formula) for phrase in line)


def told(step: Step) -> str:
    return "\n".join(step_lines(step))


def test_every_rule_of_the_kernel_has_its_sentences() -> None:
    assert set(SENTENCES) == set(RULES)


@pytest.mark.parametrize("certificate", CORPUS, ids=range(len(CORPUS)))
def test_every_certificate_of_the_corpus_can_be_told_in_every_format(certificate: str) -> None:
    step = proof_steps(certificate).step
    lines = list(chain.from_iterable((part.claim, *part.lines) for _, part in numbered(step)))
    assert step.lines and step.rule == json.loads(certificate)["rule"]
    for line in lines:
        assert phrases_mathml(line).count("<math") == phrases_mathml(line).count("</math>")
        assert phrases_markdown(line, str).count("$") % 2 == 0
    assert told(step)


def test_a_polynomial_certificate_is_its_identity() -> None:
    proof = proof_steps(
        '{"evidence":{"factor":[],"lemmas":[],"sum":[{"constraints":[],"square":"x - y","times":"1"}]},'
        '"format":"verify-certificate/1","rule":"polynomial",'
        '"statement":"forall real x, real y: x**2 + y**2 >= 2 * x * y","witness":{"x":"1/2","y":"-3"}}'
    )
    assert proof.witness == {"x": "1/2", "y": "-3"}
    assert [text(line) for line in proof.step.lines] == [
        "The difference of the two sides is",
        "x**2 + y**2 - 2 * x * y == (x - y)**2",
        "Each summand is a positive number times squares and nonnegative factors, so none is negative.",
    ]


def test_the_cases_of_a_split_are_what_the_kernel_asks_for() -> None:
    step = proof_steps(SPLIT).step
    assert [(part.title, text(part.claim)) for part in step.parts] == [
        ("Where it holds", "Also with x < 0 : -x >= 0"),
        ("Where it does not", "Also with not x < 0 : x >= 0"),
    ]
    assert text(step.lines[0]) == "There are two cases: x < 0 or not."
    assert told(step.parts[0]).strip() == "This is what a domain or a hypothesis says."


def test_a_refutation_shows_both_sides_in_every_form() -> None:
    certificate = (
        '{"evidence":{"values":{"a":"3","b":"3"}},"format":"verify-certificate/1","rule":"witness",'
        '"statement":"not forall integer a >= 1, integer b >= 1: a * b <= 17/2"}'
    )
    lines = told(proof_steps(certificate).step)
    assert "a = 3 = 11 in bits" in lines
    assert "left: 9 = 1001 in bits" in lines and "right: 17/2 = 8.5" in lines


def test_parts_beyond_the_first_are_counted() -> None:
    proof = {"rule": "enumeration", "evidence": {}}
    statement = "forall integer 0 <= x <= 255: x <= 255"
    for depth in range(40):
        lemma = {"lemma": f"x <= {255 + depth}", "proof": {"rule": "enumeration", "evidence": {}}, "then": proof}
        proof = {"rule": "cut", "evidence": lemma}
    step = proof_steps(
        json.dumps({"format": "verify-certificate/1", "statement": statement, **proof, "witness": {"x": "0"}})
    ).step
    shown = sum(1 for _ in numbered(step)) - 1
    left_out = sum(part.left_out for _, part in numbered(step))
    assert shown < 30 and shown + left_out == 80


def test_evidence_that_proves_nothing_is_an_error_to_whoever_asks() -> None:
    with pytest.raises(Exception, match=r"."):
        proof_steps('{"format":"verify-certificate/1","rule":"split","evidence":{},"statement":"forall: true"}')


def test_expansions_and_what_is_known_on_the_way_are_told() -> None:
    of_rules = (
        (ROOT / f"tests/corpus/v1/{rule}.jsonl").read_text().splitlines() for rule in ("enclosure", "mean_value")
    )
    expanded, moved = (
        told(proof_steps(next(line for line in lines if part in line)).step)
        for lines, part in zip(of_rules, ('["x","0",4]', '"path"'), strict=True)
    )
    assert (
        "The box is cut into 2 parts" in expanded and "On 2 of them" in expanded and "up to 4 derivatives" in expanded
    )
    assert "On the way, divisors are not 0" in moved
