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


def test_domains_alone_can_contradict_each_other():
    for text in ("forall real 2 <= x <= 1: x > 5", "forall real 0 < x < 0: x > 5", "forall integer 5 <= n <= 3: n > 7"):
        made = theorem("contradiction", text)
        assert statement_text(made.statement) == text.split(":")[0] + ": false"


def test_an_input_that_is_not_simple_is_found():
    assert "met at x=" in ask("contradiction", "forall real x, real y: x * y == 7, x + y == 11/2 ==> x == 0").reason
