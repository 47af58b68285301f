"""Failing runs: short ones first, made as simple as they can be; none of a claim that holds."""

import pytest

from verify.kernel.certificate import read_certificate, write_certificate
from verify.kernel.check import check
from verify.kernel.parse import parse
from verify.kernel.text import statement_text
from verify.methods.runs import Runs, unrolled


def told(certificate):
    """The parameters and steps of a run that the kernel accepts."""
    assert certificate is not None
    check(read_certificate(write_certificate(certificate)))
    return certificate.evidence["values"], certificate.evidence["steps"]


TWO_LAYERS = (
    "forall states real p, real s, real t, inputs real q, real k: "
    "from p = 0, s = 0, t = 0 by p -> p + q, s -> s + q * k, t -> (p + q) * k always s == t"
)


@pytest.mark.parametrize(
    ("text", "values", "steps"),
    [
        ("forall states integer n: from n = 0 by n -> n + 1 always n < 10", {}, [{}] * 10),
        ("forall states integer n: from n = 0 by n -> n + 1 always n < 500", {}, [{}] * 500),
        ("forall integer a, states integer n: from n = a by n -> n always n != 3", {"a": "3"}, []),
        ("forall integer a, states integer n: from n = 1 // a by n -> n always true", {"a": "0"}, []),
        ("forall integer a >= 1, states integer n: from n = a by n -> 6 // (n - 2) always true", {"a": "2"}, [{}]),
        (TWO_LAYERS, {}, [{"q": "1", "k": "0"}, {"q": "0", "k": "1"}]),
        (
            "forall states integer n, inputs integer u: from n = 0 by n -> n + u where u < 2 always n < 3",
            {},
            [{"u": "1"}] * 3,
        ),
        # a step without a value is a failure though the conclusion says nothing
        ("forall states real x: from x = 1 by x -> 1 / (x - 1) always true", {}, [{}]),
    ],
)
def test_short_runs(text, values, steps):
    assert told(Runs(parse(text)).short()) == (values, steps)


def test_long_runs_with_drawn_inputs():
    claim = parse(
        "forall states integer n, integer m, inputs integer 0 <= u <= 1: "
        "from n = 0, m = 0 by n -> n + u, m -> m + 1 - u always n < 15 or m < 4"
    )
    assert Runs(claim).short() is None
    _, steps = told(Runs(claim).long())
    assert len(steps) == 19


def test_what_a_few_steps_come_to_is_asked_of_nlsat():
    claim = parse(
        "forall real p, states real x, inputs real u: 13/10 < p, p < 131/100 ==> "
        "from x = p by x -> x * u where u > 1, u < 101/100 always x < 1311/1000"
    )
    assert Runs(claim).short() is None
    values, steps = told(Runs(claim).unrolled())
    assert set(values) == {"p"} and 1 <= len(steps) <= 3


@pytest.mark.parametrize(
    "text",
    [
        "forall states integer n: from n = 0 by n -> n + 1 always n >= 0",
        "forall integer a, states integer n: a > 0, a < 0 ==> from n = 1 by n -> n always n == 0",
        "forall states real x, inputs real u: from x = 1 by x -> 1 / u where u > 0, u < x always x > 0",
        "forall states real x: from x = 2 by x -> sqrt(x) always x * x > 1",
    ],
)
def test_none_where_none_fails(text):
    runs = Runs(parse(text))
    assert runs.short() is None and runs.long() is None and runs.unrolled() is None


def test_unrolled():
    claim = parse(
        "forall real p, states real x, real y, inputs real u: p > 0 ==> "
        "from x = p, y = 0 by x -> y, y -> x + u where u > x always y > x"
    )
    statement, names = unrolled(claim, 2)
    assert names == [{"u": "u_1"}, {"u": "u_2"}]
    assert statement_text(statement) == (
        "forall real p, real u_1, real u_2: p > 0, u_1 > p, u_2 > 0 ==> 0 + u_2 > p + u_1"
    )
    taken = parse("forall real u_1, states real x, inputs real u: from x = u_1 by x -> x + u always x > 0")
    assert unrolled(taken, 1)[1] == [{"u": "u_1_"}]
