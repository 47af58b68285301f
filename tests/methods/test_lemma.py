"""Method `lemma`: what the author names is proved first, then put in or assumed; and what is false proves nothing."""

import pytest

from verify.kernel.certificate import read_certificate, write_certificate
from verify.kernel.check import Theorem, check
from verify.kernel.parse import parse
from verify.kernel.text import statement_text
from verify.methods.finding import Budget, Finding
from verify.methods.plan import run_method

WORDS = "forall integer 1 <= a <= 255, integer 1 <= b <= 255: "
NOT_PROVED = "a lemma, or the claim with them, was not proved"
POWER = "(1 << (bit_length(a) - 1))"


def ask(text: str, *lemmas: str) -> Finding:
    return run_method("lemma", parse(text), Budget(), {"lemmas": list(lemmas)})


def theorem(text: str, *lemmas: str) -> Theorem:
    """The theorem that the kernel makes of the certificate; it is of the statement itself."""
    finding = ask(text, *lemmas)
    assert finding.certificate is not None, finding.reason
    made = check(read_certificate(write_certificate(finding.certificate)))
    assert statement_text(made.statement) == statement_text(parse(text)) and made.inhabited
    return made


def test_an_equation_is_put_in() -> None:
    made = theorem(f"{WORDS}((a xor b) + 2 * (a & b)) * 2 >= a + b", "(a xor b) + 2 * (a & b) == a + b")
    assert "rewrite" in made.rules and "cut" not in made.rules


def test_an_equation_on_every_path_is_put_in_as_one_by_paths() -> None:
    paths = "if a < b then max(a, b) == b else max(a, b) == a"
    made = theorem(f"{WORDS}max(a, b) >= 1", paths)
    assert "rewrite" in made.rules


@pytest.mark.parametrize(
    "lemma",
    [
        "a * a >= a",  # no equation
        "a * a >= a and b >= 1",
        "b * b + 0 == b * b",  # an equation of terms that do not occur
        "if a > 3 then a * a >= 4 * a else true",  # only where something holds
        "if a > 3 then a * a == a**2 else true",
    ],
)
def test_other_lemmas_become_hypotheses(lemma: str) -> None:
    made = theorem(f"{WORDS}a * a + b >= a + 1", lemma)
    assert "cut" in made.rules and "rewrite" not in made.rules


def test_equations_of_different_terms_are_put_in_case_by_case() -> None:
    made = theorem(f"{WORDS}max(a, b) >= 1", "if a < b then max(a, b) == b else min(a, b) == b")
    assert {"split", "cut", "rewrite"} <= set(made.rules)


def test_several_lemmas_one_after_the_other() -> None:
    made = theorem(
        f"{WORDS}((a xor b) + 2 * (a & b)) * ((a & b) + (a | b)) >= 1",
        "(a xor b) + 2 * (a & b) == a + b",
        "(a & b) + (a | b) == a + b",
        "a + b >= 2",
    )
    assert {"rewrite", "cut"} <= set(made.rules)


def test_an_equation_is_put_into_the_lemmas_after_it() -> None:
    sums = "(a xor b) + 2 * (a & b)"
    finding = ask(f"{WORDS}({sums}) * 3 >= a + b + 2", f"{sums} == a + b", f"({sums}) * 2 >= 4")
    assert finding.certificate is not None
    assert finding.certificate.evidence["then"]["evidence"]["lemma"] == "(a + b) * 2 >= 4"


@pytest.mark.parametrize(("hypotheses", "rule"), [("", "lrat"), ("x * y >= 1 ==> ", "split")])
def test_sums_shifts_and_masks_are_left_to_clauses_and_products_are_not(hypotheses: str, rule: str) -> None:
    carry = "if (x & 255) + (y & 255) >= 256 then (x >> 8) + (y >> 8) + 1 else (x >> 8) + (y >> 8)"
    text = f"forall integer 0 <= x <= 65535, integer 0 <= y <= 65535: {hypotheses}((x + y) >> 8) * x >= 0"
    certificate = ask(text, f"(x + y) >> 8 == ({carry})").certificate
    assert certificate is not None and certificate.rule == "rewrite"
    assert certificate.evidence["equal"]["rule"] == rule


def test_lemmas_may_use_the_hypotheses_of_the_claim() -> None:
    text = f"{WORDS}a <= b ==> max(a, b) - min(a, b) <= 254"
    assert "rewrite" in theorem(text, "max(a, b) == b").rules
    assert "lemma 1: fails at" in ask(text.replace("a <= b ==> ", ""), "max(a, b) == b").reason


@pytest.mark.parametrize(
    ("text", "lemma", "why"),
    [
        # false lemmas, of true claims and of false ones
        (f"{WORDS}a + b >= 2", "a + b == a * b", "lemma 1: fails at a=1 b=1"),
        (f"{WORDS}a + b >= 3", "a + b == a + b + 1", "lemma 1: fails at"),
        (f"{WORDS}a >= 2", "a != 1", "lemma 1: fails at a=1"),
        (f"{WORDS}a >= 2", "false", "lemma 1: fails at"),
        (f"{WORDS}a + b >= 2", "(a << 8 | b) != 45511", NOT_PROVED),
        # undefined somewhere
        (f"{WORDS}a >= 2", "undefined(truth)", "lemma 1: fails at"),
        (f"{WORDS}b // (a - 1) >= 0", "b // (a - 1) == b // (a - 1)", "lemma 1: fails at a=1"),
        (f"{WORDS}a >= 2", "if b // (a - 1) >= 0 then a >= 2 else true", "lemma 1: fails at a=1"),
        # true only where it says so
        (f"{WORDS}a >= 3", "if a > 999 then a == 3 else true", "the claim: fails at a=1"),
        # a true lemma, and a claim that is false with it too
        (f"{WORDS}(a xor b) + 2 * (a & b) >= 3", "(a xor b) + 2 * (a & b) == a + b", "the claim: fails at a=1 b=1"),
        (f"{WORDS}{POWER} >= 2", "a >= 1", "the claim: fails at a=1"),
    ],
)
def test_nothing_false_is_proved(text: str, lemma: str, why: str) -> None:
    finding = ask(text, lemma)
    assert finding.kind == "gave_up" and why in finding.reason


def test_the_lemma_that_fails_is_told() -> None:
    text = f"{WORDS}a + b >= 2"
    assert "lemma 2: fails at a=1" in ask(text, "a + b >= 1", "a >= 2").reason


@pytest.mark.parametrize(
    ("lemma", "why"),
    [
        ("a + c == a", "c is not declared"),
        ("a +", "expected a term"),
        ("a + b", "a hypothesis or conclusion is a truth value"),
    ],
)
def test_texts_that_are_no_lemmas(lemma: str, why: str) -> None:
    finding = ask(f"{WORDS}a + b >= 2", lemma)
    assert finding.kind == "gave_up" and why in finding.reason


def test_without_bounds_by_cases() -> None:
    made = theorem("forall integer a >= 1, integer b >= 1: (a + b) * (a + b) >= 4 * a * b", "(a - b) * (a - b) >= 0")
    assert "cut" in made.rules


def test_reals() -> None:
    assert "rewrite" in theorem("forall real x: x * x + 2 * x + 1 >= 0", "x * x + 2 * x + 1 == (x + 1) ** 2").rules


def test_without_lemmas_the_claim_is_tried_alone() -> None:
    assert theorem(f"{WORDS}(a & b) + (a | b) == a + b").rules


def test_a_lemma_by_or_is_used_case_by_case() -> None:
    first = "a >> (bit_length(a) - 3)"
    made = theorem(
        f"forall integer a >= 1: a < 8 or 5 * (({first}) & 6) >= 4 * ({first}) - 5",
        f"a < 8 or 4 <= {first} and {first} <= 7",
    )
    assert {"cut", "split"} <= set(made.rules)


def test_a_case_that_may_be_undefined_is_shown_to_be_defined() -> None:
    either = "if (1 << (bit_length(a) - 1)) + 1 > b then a >= 1 else b >= 1"
    assert "split" in theorem(f"{WORDS}a + b >= 2", either).rules


def test_a_lemma_about_one_operand_is_shown_without_the_others_lemmas() -> None:
    text = "forall integer a >= 1, integer b >= 1: a * b <= 4 * (1 << (bit_length(a) - 1)) * (1 << (bit_length(b) - 1))"
    made = theorem(text, f"a <= 2 * {POWER}", f"b <= 2 * {POWER}".replace("(a)", "(b)"))
    assert "generalise" in made.rules
