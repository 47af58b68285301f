from tests.methods.asking import ask, theorem
from verify.kernel.text import statement_text


def test_real_hypotheses_without_a_common_point():
    made = theorem("contradiction", "forall real x, real y: x > y, y > x + 1 ==> x == 7")
    assert statement_text(made.statement) == "forall real x, real y: x > y, y > x + 1 ==> false"
    assert not made.inhabited


def test_hypotheses_that_are_met():
    assert "met at x=0" in ask("contradiction", "forall real x: x**2 <= 0 ==> x == 0").reason


def test_neither_found():
    reason = ask("contradiction", "forall integer x: x % 2 == 0, (x + 1) % 2 == 0 ==> x == 7").reason
    assert reason == "some case is no polynomial comparison" or "neither" in reason
