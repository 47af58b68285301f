"""Method `mean`: the mean is proved, another one refuted, and none of nothing."""

from fractions import Fraction

from tests.methods.asking import ask, proves, refutes, theorem
from verify.kernel.text import statement_text


def test_it_proves_the_mean() -> None:
    assert proves("mean", "mean over integer 0 <= a <= 255: a is 255/2")


def test_it_refutes_another_one_with_the_true_one() -> None:
    assert refutes("mean", "mean over integer 1 <= a <= 4: 1 / a is 1/2")
    made = theorem("mean", "mean over integer 1 <= a <= 4: 1 / a is 1/2")
    assert made.enclosures["mean"] == (Fraction(25, 48), Fraction(25, 48))


def test_without_an_input_the_claim_is_vacuous() -> None:
    made = theorem("mean", "mean over integer 0 <= a <= 3: a > 3 ==> a is 0")
    assert statement_text(made.statement) == "forall integer 0 <= a <= 3: a > 3 ==> false"


def test_it_gives_up_beyond_24_bits() -> None:
    assert ask("mean", "mean over integer 0 <= a <= 33554431: a is 1").kind == "gave_up"
