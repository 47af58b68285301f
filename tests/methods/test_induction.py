"""Method `induction`: recurrences of all kinds; what the kernel accepts, no run contradicts."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.asking import ask, proves, refutes
from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.inputs import holds
from verify.kernel.parse import parse
from verify.kernel.recurrence import after_step, at_start, may_step
from verify.methods.finding import Budget
from verify.methods.induction import propose
from verify.methods.plan import run_method

TRUE = {
    "sums of odd numbers are squares":
        "forall states integer n, integer s: from n = 0, s = 0 by n -> n + 1, s -> s + 2 * n + 1 always s == n**2",
    "sums of cubes":
        "forall states integer n, integer s: from n = 0, s = 0 by n -> n + 1, s -> s + (n + 1)**3 "
        "always 4 * s == n**2 * (n + 1)**2",
    "Cassini's identity, with its sign as a state":
        "forall states integer a, integer b, integer s: from a = 0, b = 1, s = -1 by a -> b, b -> a + b, s -> -s "
        "always a * a + a * b - b * b == s and s * s == 1",
    "Newton's iteration for a root stays above it":
        "forall real x0 > 0, real a > 0, states real x: x0**2 >= a ==> from x = x0 by x -> (x + a / x) / 2 "
        "always x > 0 and x**2 >= a",
    "gradient descent on a quadratic":
        "forall real x0, real 0 <= h <= 1, states real x, real w: from x = x0, w = 1 "
        "by x -> x - h * (2 * x - 2), w -> w * (1 - 2 * h) always x - 1 == (x0 - 1) * w and w <= 1 and w >= -1",
    "Euclid's remainders":
        "forall integer a >= 1, integer b >= 1, states integer x, integer y: from x = a, y = b by x -> y, y -> x % y "
        "where y > 0 always x >= 0 and y >= 0",
    "integer square root, found by counting":
        "forall integer a >= 0, states integer r: from r = 0 by r -> r + 1 where (r + 1)**2 <= a always r**2 <= a",
    "the swap":
        "forall real p, states real x: from x = p by x -> 1 - x always abs(x - 1/2) == abs(p - 1/2)",
    "alternatives are taken apart":
        "forall states integer x: from x = 1 by x -> 5 - x always x >= 4 or x <= 1",
    "a quotient in what is claimed":
        "forall real p > 0, real q > 0, states real x: from x = 1 by x -> x * (1 - p) + (1 - x) * q "
        "where p + q <= 1 always x >= q / (p + q)",
    "a step that is possible once":
        "forall states integer x, inputs integer u: from x = 5 by x -> x - u where u == x - 1, x > 3 always x >= 1",
    "no inputs but one":
        "forall states real x, inputs real 2 <= u <= 2: from x = 1 by x -> x * u always x >= 1",
    "real functions":
        "forall states real x, inputs real u: from x = 1 by x -> x + exp(u) always x >= 1",
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_recurrences_of_all_kinds(name):
    assert proves("induction", TRUE[name])


@pytest.mark.parametrize(
    "text",
    [
        TRUE["sums of odd numbers are squares"].replace("2 * n + 1", "2 * n"),
        TRUE["Newton's iteration for a root stays above it"].replace("x0**2 >= a ==> ", ""),
        TRUE["the swap"].replace("1 - x ", "1 - 2 * x "),
        "forall states real x: from x = 1 by x -> x / 2 always x > 1/1000",
    ],
)
def test_false_ones_are_refuted(text):
    assert refutes("induction", text)


WITH_HELP = "forall states real x, real y: from x = 1, y = 1 by x -> x + y, y -> y always x > 0"


def test_what_the_author_says_besides_is_used():
    assert ask("induction", WITH_HELP).reason.startswith("induction: step: is not kept from x=")
    finding = run_method("induction", parse(WITH_HELP), Budget(), {"lemmas": ["y > 0"]})
    assert finding.certificate is not None and finding.certificate.evidence["also"] == "y > 0"
    assert check(finding.certificate).inhabited


def test_help_that_is_false_is_of_no_use():
    assert run_method("induction", parse(WITH_HELP), Budget(), {"lemmas": ["y > 1"]}).kind == "gave_up"


def test_a_recurrence_whose_hypotheses_contradict_each_other_is_not_met():
    text = "forall real p, states real x: p > 1, p < 0 ==> from x = p by x -> x always x > 0"
    finding = ask("induction", text)
    assert finding.certificate is None or finding.certificate.witness is None
    assert ask("contradiction", text).certificate is not None


SMALL = st.sampled_from(["x", "y", "u", "x + y", "x * u", "y - u", "x + 1", "2", "p", "x * y", "x // 2", "-y"])
CLAIMS = st.sampled_from(
    ["x >= 0", "x <= y", "x != 2", "x * y >= 0", "x < 3", "x == y or x > y", "y <= 4", "abs(x) <= 4"]
)


@settings(max_examples=12, deadline=None)
@given(SMALL, SMALL, st.sampled_from(["true", "u <= x", "x < y", "u > 0"]), CLAIMS)
def test_what_the_kernel_accepts_no_run_contradicts(first, second, condition, conclusion):
    text = (
        "forall integer 0 <= p <= 2, states integer x, integer y, inputs integer 0 <= u <= 2: "
        f"from x = p, y = 1 by x -> ({first}) % 5, y -> ({second}) % 5 where {condition} always {conclusion}"
    )
    claim = parse(text)
    finding = propose(claim, Budget())
    if finding.certificate is None:
        return
    certificate = finding.certificate
    check(Certificate(certificate.statement, certificate.rule, certificate.evidence))
    assert (certificate.rule == "induction") is all(holds(claim.conclusion, numbers) for numbers in reached(claim))


def reached(claim):
    """Every state that is reached from the three parameters: there are at most 25 each."""
    for parameter in range(3):
        waiting, seen = [at_start(claim, {"p": parameter})], []
        while waiting:
            state = waiting.pop()
            if state in seen:
                continue
            seen.append(state)
            yield {"p": parameter, **state}
            numbers = ({"p": parameter, **state, "u": u} for u in range(3))
            waiting += [after_step(claim, these) for these in numbers if may_step(claim, these)]


def test_all_short_runs_of_a_true_claim_keep_it():
    for text in TRUE.values():
        claim = parse(text)
        if claim.variables or claim.inputs:
            continue
        state = at_start(claim, {})
        for _ in itertools.repeat(None, 20):
            assert holds(claim.conclusion, state)
            if not may_step(claim, state):
                break
            state = after_step(claim, state)
