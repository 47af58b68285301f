"""Sums of known facts that are a polynomial: what each way finds, the kernel accepts."""

import pytest

from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.constraints import as_comparison
from verify.kernel.parse import parse
from verify.kernel.polynomial import add, polynomial_of
from verify.methods import combinations
from verify.methods.known_facts import Facts


def searched(text):
    claim = parse(text)
    facts = Facts(claim)
    left, relation, right = as_comparison(claim.conclusion)
    return facts, add(polynomial_of(left, facts.names), polynomial_of(right, facts.names), -1), relation == ">"


def accepted(facts, proof):
    return bool(check(Certificate(facts.claim, proof["rule"], proof["evidence"])))


WAYS = {
    "said": combinations.said,
    "monomials": combinations.monomials,
    "linear": combinations.linear,
    "by_monomials": combinations.by_monomials,
    "decompose": lambda *asked: combinations.decompose(*asked, graded=False),
    "graded": lambda *asked: combinations.decompose(*asked, graded=True),
}


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("forall real x, real y: x > y, y > 1 ==> 2 * x > 2 * y", "said linear by_monomials decompose graded"),
        ("forall real x, real y: x > y, y > 1 ==> x > 1", "linear by_monomials decompose"),
        ("forall real x, real y: x > y, y > 1 ==> (x - y) * (y - 1) > 0", "said decompose graded"),
        ("forall real x > 0, real y: x**3 + x * y**2 > 0", "monomials"),
        ("forall real x > 0, real y > 0: y >= x ==> x * y >= x**2", "said by_monomials decompose graded"),
        ("forall real x, real y: x**2 - 2 * x * y + y**2 >= 0", "decompose graded"),
        ("forall real x, real y: x == 2 * y, y >= 1 ==> x >= 2", "linear by_monomials decompose"),
        ("forall real x >= 0: x > 0", ""),
    ],
)
def test_ways_that_find_a_sum(text, ways):
    found = {}
    for name, way in WAYS.items():
        facts, goal, strict = searched(text)
        summands = way(facts, goal, strict)
        if summands is not None:
            found[name] = accepted(facts, facts.proof([], summands))
    assert found == dict.fromkeys(ways.split(), True)


def test_multiples_by_numbers_of_any_degree():
    facts, goal, strict = searched("forall real x, real y: x**3 > y, y > x**4 ==> x**3 > x**4")
    assert accepted(facts, facts.proof([], combinations.linear(facts, goal, strict)))


def test_an_equation_by_elimination_asks_for_the_sign_of_a_divisor():
    text = "forall real x, real y, real z: x > 0, x * y == x * z ==> y == z"
    facts, goal, _ = searched(text)
    assert accepted(facts, combinations.equation(facts, goal, lambda polynomial: 1))
    facts, goal, _ = searched(text)
    assert combinations.equation(facts, goal, lambda polynomial: 0) is None


def test_an_equation_by_monomials():
    facts, goal, _ = searched("forall real x, real y: x**2 == y, y**2 == 1 ==> x**2 * y == 1")
    assert accepted(facts, combinations.equation_by_monomials(facts, goal))
    facts, goal, _ = searched("forall real x, real y: x**2 == y**2 ==> x == y")
    assert combinations.equation_by_monomials(facts, goal) is None
