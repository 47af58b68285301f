from tests.methods.asking import ask, proves, refutes, theorem
from verify.kernel.statement import ForAll
from verify.kernel.text import statement_text


def test_all_words_of_eight_bits():
    average = "(x & y) + ((x xor y) >> 1) == (x + y) // 2"
    assert proves("enumeration", f"forall integer 0 <= x <= 255, integer 0 <= y <= 255: {average}")


def test_a_rare_counterexample_is_found():
    text = "forall integer 0 <= x <= 65535, even integer -6 <= y <= 6: x * 7 + y != 7 * 54321 - 4"
    assert refutes("enumeration", text)
    assert ask("enumeration", text).certificate.evidence == {"values": {"x": "54321", "y": "-4"}}


def test_contradictory_hypotheses_are_seen():
    made = theorem("enumeration", "forall integer 0 <= x <= 255: x > 10, x * x < 100 ==> x == 3")
    assert isinstance(made.statement, ForAll)
    assert statement_text(made.statement).endswith("==> false")
    assert not made.inhabited


def test_the_witness_meets_the_hypotheses():
    finding = ask("enumeration", "forall integer 0 <= x <= 255: x > 200, x % 7 == 3 ==> x >= 206")
    assert finding.certificate.witness == {"x": "206"}


def test_what_has_no_bits_is_given_up():
    assert "no bits" in ask("enumeration", "forall integer 0 <= x <= 7: factorial(x) >= 1").reason
