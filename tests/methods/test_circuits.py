"""Method `circuits`: proofs and counterexamples for words of any width, with as little of CaDiCaL as can be."""

import pytest

from tests.methods.asking import ask, proves, refutes, theorem
from tests.methods.test_bitvector import mitchell
from verify.kernel.parse import parse
from verify.methods import circuits


def over(width: int, conclusion: str, names: str = "xy") -> str:
    """A claim about words of this width."""
    last = (1 << width) - 1
    return "forall " + ", ".join(f"integer 0 <= {name} <= {last}" for name in names) + f": {conclusion}"


AVERAGE = "(x & y) + ((x xor y) >> 1) == (x + y) // 2"
SUM = "(x & y) + (x | y) == x + y"


@pytest.mark.parametrize("width", [8, 32, 64])
@pytest.mark.parametrize(
    "conclusion", [SUM, "x xor y == y xor x", "x + y == (x xor y) + 2 * (x & y)", "(x | y) - (x & y) == x xor y"]
)
def test_identities_of_words(width: int, conclusion: str) -> None:
    assert proves("circuits", over(width, conclusion))


@pytest.mark.parametrize("width", [3, 8, 64])
def test_the_average_without_a_carry(width: int) -> None:
    assert proves("circuits", over(width, AVERAGE))
    assert refutes("circuits", over(width, AVERAGE.replace("// 2", "// 2 + 1")))


def test_what_folds_needs_no_clauses() -> None:
    finding = ask("circuits", over(64, "(x & y) + ((x xor y) >> 1) == ((y xor x) >> 1) + (y & x)"))
    assert (finding.certificate.rule, finding.certificate.evidence) == ("lrat", {"proofs": []})


def test_leading_ones_are_constant_in_boxes() -> None:
    text = "forall integer 1 <= x <= 4294967295: x >> bit_length(x) - 1 == 1 and x >> bit_length(x) == 0"
    evidence = ask("circuits", text).certificate.evidence
    assert len(evidence["cuts"]["x"]) == 31 and evidence["proofs"] == {}
    assert proves("circuits", text)


@pytest.mark.parametrize("width", [3, 5, 8])
def test_mitchells_datapath_computes_his_formula(width: int) -> None:
    made = theorem("circuits", mitchell(width, "m == g"))
    assert {"ranges", "symmetry"} <= set(made.rules) and made.inhabited


@pytest.mark.parametrize("width", [2, 4])
def test_mitchell_is_within_a_ninth(width: int) -> None:
    assert proves("circuits", mitchell(width, "0 <= a * b - m and 9 * (a * b - m) <= a * b"))
    assert refutes("circuits", mitchell(width, "9 * (a * b - m) < a * b"))


def test_shifts_by_a_short_count() -> None:
    assert proves("circuits", "forall integer 0 <= x <= 65535, integer 0 <= k <= 15: (x >> k) << k <= x")
    assert refutes("circuits", "forall integer 0 <= x <= 65535, integer 0 <= k <= 15: (x >> k) << k == x")


def test_signed_words_and_parity() -> None:
    assert proves("circuits", "forall integer -128 <= x <= 127: abs(x) == (x xor (x >> 7)) - (x >> 7)")
    assert proves("circuits", "forall odd integer -127 <= x <= 127: x & 1 == 1")
    assert refutes("circuits", "forall even integer -128 <= x <= 127: x < 126")


def test_a_rare_counterexample_is_found_exactly() -> None:
    text = over(32, "x * 5 != 20 * 314159265 or y != 77")
    assert ask("circuits", text).certificate.evidence == {"values": {"x": "1256637060", "y": "77"}}


@pytest.mark.parametrize(
    "text",
    [
        "forall integer 0 <= x <= 15: 7 // (x - 9) <= 7",
        "forall integer 0 <= x <= 15: 1 << x - 1 >= 0",
        "forall integer 0 <= x <= 15: x > 3 ==> if x > 14 then undefined(truth) else true",
        "forall integer 0 <= x <= 15: false",
        "forall: false",
        "forall integer 5 <= x <= 5: x == 4",
    ],
)
def test_where_it_is_undefined_or_false_is_a_counterexample(text: str) -> None:
    assert refutes("circuits", text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("forall integer 0 <= x <= 15: factorial(x) > 0", "has no bits"),
        ("forall integer 0 <= x <= 20: 1 << (1 << x) > 0", "4096"),
    ],
)
def test_what_it_cannot_express_is_given_up(text: str, reason: str) -> None:
    finding = ask("circuits", text)
    assert finding.kind == "gave_up" and reason in finding.reason


def test_a_model_that_fails_nothing_is_no_counterexample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circuits, "_input", lambda *_: {"x": "0", "y": "0"})
    finding = ask("circuits", over(4, "x + y != 30"))
    assert (finding.kind, finding.reason) == ("gave_up", "CaDiCaL's model does not fail the claim")


def test_folding_alone_leaves_no_more_than_a_few_boxes() -> None:
    assert circuits.fold(parse(over(8, "x * y == y * x or x * x + y * y >= 2 * x * y"))) is None
