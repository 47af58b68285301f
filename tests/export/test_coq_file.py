"""Certificates as Coq files: coqc accepts them, and refuses what the kernel would."""

import json
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from tests.docs.test_docs import DOCS, blocks
from verify.export.coq_file import EXPORTED, coq_file, coq_theorem
from verify.export.coqc import Answer, allowed_axioms, ask
from verify.export.script import NotExportable
from verify.kernel.certificate import certificate_from, strict_json
from verify.kernel.check import RULES, check
from verify.kernel.rejection import Rejected

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="coqc is not installed")
Data = dict[str, Any]


def certificate(rule: str, statement: str, **evidence: Any) -> Data:
    return of(statement, {"rule": rule, "evidence": evidence})


def of(statement: str, its_proof: Data) -> Data:
    return {"format": "verify-certificate/1", "statement": statement, **its_proof}


def proof(rule: str, **evidence: Any) -> Data:
    return {"rule": rule, "evidence": evidence}


def polynomial(*summands: Data, lemmas: tuple[Data, ...] = (), factor: tuple[int, ...] = ()) -> Data:
    return proof("polynomial", lemmas=list(lemmas), factor=list(factor), sum=list(summands))


def times(value: str, *constraints: int, **more: str) -> Data:
    return {"times": value, "constraints": list(constraints), **more}


LEADING_ONE = "forall integer a >= 1: 2 << (bit_length(a) - 1) > a"
CERTIFICATES: dict[str, Data] = {
    "a square": of("forall real x: x**2 - x + 1 > 0", polynomial(times("1", square="x - 1/2"), times("3/4"))),
    "a quotient": of(
        "forall integer b >= 1: 1 / b <= 1",
        polynomial(times("1", 0), lemmas=({"polynomial": "b", "sum": [times("1", 0), times("1")]},)),
    ),
    "a quotient that is known": of("forall real x > 0, real y: y / x >= 1 ==> y >= x", polynomial(times("1", 1))),
    "a quotient below": of("forall real x > 0: 1 / (1 / x) == x", polynomial()),
    "a range": certificate(
        "generalise",
        "forall integer 0 <= a <= 3: a * a <= 9",
        terms=["a * a"],
        ranges=[
            {
                "low": "0",
                "high": "9",
                "proof": proof(
                    "conjunction",
                    left=polynomial(times("1", square="a")),
                    right=polynomial(times("1", 0, 1), times("3", 1)),
                ),
            }
        ],
        proof=polynomial(times("1", 1)),
    ),
    "an equation": of(
        "forall real x, real y: x == y ==> x * x == y * x", polynomial({"equation": 0, "multiplier": "x"})
    ),
    "no input": certificate(
        "contradiction",
        "forall real x: x > 1, x < 0 ==> x == 7",
        proof=polynomial(times("1"), times("1", 0), times("1", 1)),
    ),
    "cases": certificate(
        "split",
        "forall integer x: abs(x) >= 0",
        condition="x >= 0",
        yes=polynomial(times("1", 0)),
        no=polynomial(times("1", 0)),
    ),
    "a chosen value": certificate(
        "split",
        "forall real x, real y: (if x < y then y else x) >= x",
        condition="x < y",
        yes=polynomial(times("1", 0)),
        no=polynomial(),
    ),
    "a lesser one": certificate(
        "split",
        "forall real x, real y: min(x, y) <= x",
        condition="x <= y",
        yes=polynomial(),
        no=polynomial(times("1", 0)),
    ),
    "a leading one": certificate(
        "lowering",
        LEADING_ONE,
        powers=[{"of": "a", "drop": 0, "at_least": polynomial(times("1", 0))}],
        then=polynomial(times("1", 3)),
    ),
    "a power": certificate(
        "lowering",
        "forall integer n >= 0: 2**(n + 1) >= 2**n + 1",
        powers=[{"exponent": "n", "at_least": polynomial(times("1", 0))}],
        then=polynomial(times("1", 1)),
    ),
    "a floor division": certificate(
        "quotient",
        "forall integer x: 4 * (x >> 2) <= x and x % 4 <= 3",
        of="x", by="4", positive=polynomial(times("3", square="1")),
        then=proof("conjunction", left=polynomial(times("1", 0)), right=polynomial(times("1", 2))),
    ),
    "the side that is reached": certificate(
        "conjunction",
        "forall real x: (if x**2 >= 0 then x**2 + 1 > 0 else 1 / x > 5)",
        left=polynomial(times("1", square="x")),
        right=polynomial(times("1", square="x"), times("1")),
    ),
    "a lemma": certificate(
        "cut",
        "forall integer x >= 2: x * x >= x",
        lemma="x >= 1",
        proof=polynomial(times("1", 0), times("1")),
        then=polynomial(times("1", 1, 1), times("1", 1)),
    ),
    "every number": certificate(
        "generalise",
        "forall integer n: bit_length(n) * bit_length(n) >= 0",
        terms=["bit_length(n)"],
        proof=polynomial(times("1", square="u1")),
    ),
    "equals for equals": certificate(
        "rewrite",
        "forall integer a >= 0: (a + a) * a >= 0",
        term="a + a", by="2 * a",
        equal=polynomial(),
        then=polynomial(times("2", square="a")),
    ),
    "a family": certificate(
        "stationary_point",
        "forall odd integer n >= 1, real x: 0 < sum(k = 0 .. n + 1: 5/2 * (x**k / factorial(k)) * (3/7)**k)",
        multiplier="7/3",
    ),
    "an input": certificate("witness", "exists integer a >= 1: a // 2 == 3, 1 / a < 1/5", values={"a": "6"}),
    "a real input": certificate("witness", "exists real x: x**2 == 1/4, abs(x) == 1/2", values={"x": "-1/2"}),
    "a failure": certificate("witness", "not forall integer a >= 0: a // 2 * 2 == a", values={"a": "3"}),
    "undefined somewhere": certificate("witness", "not forall integer a: 1 / a <= 1", values={"a": "0"}),
}  # fmt: skip


def asked(data: Data) -> Answer:
    """What Coq says of the certificate, once it is written for it."""
    theorem = coq_theorem(json.dumps(data), "claim", "a test")
    return ask(coq_file([theorem], "a test"), 300, 4096, allowed_axioms(theorem.field))


@pytest.mark.parametrize("name", CERTIFICATES)
def test_the_samples_are_certificates(name: str) -> None:
    check(certificate_from(strict_json(json.dumps(CERTIFICATES[name]))))


@needs_coq
@pytest.mark.parametrize("field", ["Q", "R"])
def test_coq_accepts_them(field: str) -> None:
    theorems = [coq_theorem(json.dumps(data), f"t{place}", "") for place, data in enumerate(CERTIFICATES.values())]
    file = coq_file([theorem for theorem in theorems if theorem.field == field], "samples")
    answer = ask(file, 300, 4096, allowed_axioms(field))
    assert answer.accepted, f"{answer.reason}: {file.splitlines()[int(answer.reason.split()[1].rstrip(':')) - 1]}"
    assert bool(answer.axioms) is (field == "R")


def changed(name: str, change: Callable[[Data], None]) -> Data:
    data: Data = json.loads(json.dumps(CERTIFICATES[name]))
    change(data)
    return data


def put(*path: Any) -> Callable[[Data], None]:
    """Puts the last of `path` in the place that the others lead to."""

    def change(data: Data) -> None:
        *way, last, value = path
        for step in way:
            data = data[step]
        data[last] = value

    return change


WRONG = {
    "a false statement": changed("a square", put("statement", "forall real x: x**2 - x + 1/5 > 0")),
    "another coefficient": changed("a square", put("evidence", "sum", 1, "times", "1/2")),
    "a constraint that is not there": changed("a square", put("evidence", "sum", 1, "constraints", [7])),
    "a negative one": changed("a square", put("evidence", "sum", 1, "times", "-3/4")),
    "undefined at 0": changed("a quotient", put("statement", "forall integer b >= 0: 1 / b <= 1")),
    "a wrong equation": changed(
        "an equation", put("statement", "forall real x, real y: x == y ==> x * x == y * x + 1")
    ),
    "a case that is false": changed("cases", put("statement", "forall integer x: abs(x) >= 1")),
    "a power too small": changed("a leading one", put("statement", LEADING_ONE.replace("> a", "> a + 1"))),
    "a shift by a negative number": changed("a leading one", put("statement", LEADING_ONE.replace("a >= 1", "a >= 0"))),
    "another divisor": changed("a floor division", put("evidence", "by", "8")),
    "a false lemma": changed("a lemma", put("evidence", "lemma", "x >= 3")),
    "an odd degree": changed(
        "a family", put("statement", CERTIFICATES["a family"]["statement"].replace("odd", "even"))
    ),
    "another law": changed("a family", put("evidence", "multiplier", "2")),
    "another input": changed("an input", put("evidence", "values", "a", "8")),
    "an input outside": changed("an input", put("evidence", "values", "a", "0")),
    "no failure": changed("a failure", put("evidence", "values", "a", "4")),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_kernel_refuses_what_is_wrong(name: str) -> None:
    with pytest.raises(Rejected):
        check(certificate_from(strict_json(json.dumps(WRONG[name]))))


@needs_coq
@pytest.mark.parametrize("name", WRONG)
def test_coq_refuses_it_too(name: str) -> None:
    try:
        answer = asked(WRONG[name])
    except NotExportable:
        return
    assert not answer.accepted


def test_what_has_no_coq_proof_says_which_rule() -> None:
    for rule in sorted(set(RULES) - set(EXPORTED)):
        [line, *_] = [line for block in blocks(DOCS / "rules" / f"{rule}.md", "json") for line in block.splitlines()]
        with pytest.raises(NotExportable, match="has no Coq proof yet|of this form|has no Coq text"):
            coq_theorem(line, "claim", "a test")


def test_no_name_or_title_ends_the_comment_it_stands_in() -> None:
    theorem = coq_theorem(json.dumps(CERTIFICATES["a square"]), "claim", "a test")
    assert coq_file([theorem], 'x *) Axiom gift : False. (* "').startswith("(* x  Axiom gift : False.")


def test_one_file_is_about_one_kind_of_numbers() -> None:
    theorems = [coq_theorem(json.dumps(CERTIFICATES[name]), name[-1], "") for name in ("a square", "a power")]
    with pytest.raises(NotExportable, match="Q and others about R"):
        coq_file(theorems, "both")
