"""Method `bitvector`: opinions, confirmed counterexamples, and what it leaves alone."""

import pytest

from tests.methods.asking import ask, refutes
from verify.kernel.parse import parse
from verify.methods.bitvector import propose
from verify.methods.finding import Budget


def mitchell(width: int, claim: str) -> str:
    """A claim about m, Mitchell's product in fixed point, and g, its formula in integers."""
    last, bits = (1 << width) - 1, width - 1
    return (
        f"forall integer 1 <= a <= {last}, integer 1 <= b <= {last}: "
        "let k = bit_length(a) - 1, l = bit_length(b) - 1, p = 1 << k, q = 1 << l, "
        f"s = (k << {bits}) + ((a - p) << {bits} - k) + ((l << {bits}) + ((b - q) << {bits} - l)), "
        f"m = (({1 << bits} + (s & {(1 << bits) - 1})) << (s >> {bits})) >> {bits}, "
        "t = ((a - p) << l) + ((b - q) << k), g = if t < p * q then p * q + t else t << 1 "
        f"in {claim}"
    )


@pytest.mark.parametrize("width", [2, 3, 5, 8])
def test_mitchells_datapath_computes_his_formula(width: int) -> None:
    finding = ask("bitvector", mitchell(width, "m == g"))
    assert (finding.kind, finding.says) == ("opinion", "holds")


@pytest.mark.parametrize("width", [2, 5])
def test_mitchell_is_within_a_ninth(width: int) -> None:
    assert ask("bitvector", mitchell(width, "0 <= a * b - m and 9 * (a * b - m) <= a * b")).says == "holds"
    assert refutes("bitvector", mitchell(width, "9 * (a * b - m) < a * b"))


def test_a_rare_counterexample_is_found_exactly() -> None:
    text = "forall integer 0 <= x <= 65535, even integer -6 <= y <= 6: x * 7 + y != 7 * 54321 - 4"
    assert refutes("bitvector", text)
    assert ask("bitvector", text).certificate.evidence == {"values": {"x": "54321", "y": "-4"}}


def test_an_undefined_conclusion_is_a_counterexample() -> None:
    assert refutes("bitvector", "forall integer 0 <= x <= 255: 7 // (x - 77) <= 7")


def test_words_of_64_bits_without_products() -> None:
    last = (1 << 64) - 1
    average = f"(x & y) + ((x xor y) >> 1) == (x + y) // 2 and (x & y) + ((x xor y) >> 1) <= {last}"
    assert ask("bitvector", f"forall integer 0 <= x <= {last}, integer 0 <= y <= {last}: {average}").says == "holds"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("forall integer x >= 0: x >= 0", "not a bounded integer"),
        ("forall real 0 <= x <= 1: x >= 0", "not a bounded integer"),
        ("forall integer 0 <= x <= 20: 1 << (1 << x) > 0", "more than 4096"),
    ],
)
def test_what_it_cannot_express_is_given_up(text: str, reason: str) -> None:
    finding = ask("bitvector", text)
    assert finding.kind == "gave_up"
    assert reason in finding.reason


def test_the_steps_of_a_budget_run_out_again_and_again() -> None:
    statement = parse(mitchell(12, "9 * (a * b - m) <= a * b"))
    for _ in range(2):
        finding = propose(statement, Budget(seconds=0.3))
        assert finding.kind == "gave_up"
        assert finding.reason.startswith("z3: ")


def test_a_small_memory_is_kept_to() -> None:
    finding = propose(parse(mitchell(8, "9 * (a * b - m) <= a * b")), Budget(seconds=20, memory_mb=1))
    assert finding.reason == "z3: max. memory exceeded"


def test_a_wrong_model_is_not_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.translate.z3_bitvectors.input_of", lambda query, model: {"x": 5})
    assert ask("bitvector", "forall integer 0 <= x <= 9: x == 5").reason == "z3's model does not fail the claim"
    monkeypatch.setattr("verify.translate.z3_bitvectors.input_of", lambda query, model: {"x": 10})
    assert ask("bitvector", "forall integer 0 <= x <= 9: x == 5").reason == "z3's model does not fail the claim"
