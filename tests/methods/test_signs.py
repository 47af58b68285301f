"""Signs of polynomials, and what of them is kept to be cited."""

import pytest

from verify.kernel.parse import parse, parse_term
from verify.kernel.polynomial import polynomial_of
from verify.kernel.rejection import Rejected
from verify.kernel.term import Sort
from verify.methods.known_facts import Facts
from verify.methods.signs import numerator, sign_by_factors, sign_of, signed_factors, without_signed_factors

FACTS = "forall real x > 0, real y, real z >= 0: y > 1, x < 3 ==> true"


def term(text):
    return parse_term(text, dict.fromkeys("xyz", Sort.REAL))


def polynomial(text):
    return polynomial_of(term(text), ["x", "y", "z"])


@pytest.mark.parametrize(
    ("text", "by_factors", "sign"),
    [
        ("-2", -1, -1),
        ("2 - 2 * y", -1, -1),
        ("x + z", 1, 1),
        ("-x - z**2", -1, -1),
        ("z", 0, 0),
        ("y - 1 + z", 1, 1),
        ("x * (1 - y)", -1, -1),
        ("(1 - y) * (x - 3)", 1, 1),
        ("x - 5", -1, -1),
        ("3 * y - x", 0, 1),
        ("x - 3 * y", 0, -1),
        ("x - y", 0, 0),
    ],
)
def test_signs(text, by_factors, sign):
    for ask, expected in ((sign_by_factors, by_factors), (sign_of, sign)):
        facts = Facts(parse(FACTS))
        asked = polynomial(text)
        assert ask(facts, asked) == expected
        if expected and len(asked) > 1:
            facts.positive({key: expected * value for key, value in asked.items()})


def test_what_was_sought_in_vain_is_not_sought_again():
    facts = Facts(parse(FACTS))
    assert sign_of(facts, polynomial("x - y")) == 0
    facts.keep_lemma(polynomial("x - y"), [])
    assert sign_of(facts, polynomial("x - y")) == 0


def test_factors_of_known_sign():
    facts = Facts(parse(FACTS))
    found = signed_factors(facts, polynomial("2 * x**2 * (1 - y)"))
    known = {generator.index: generator.polynomial for generator in facts.generators}
    assert found.scale == -2
    assert [known[index] for index in sorted(found.cited)] == [polynomial(part) for part in ("x", "x", "y - 1")]
    assert signed_factors(facts, polynomial("x * (y - z)")) is None
    assert without_signed_factors(facts, polynomial("2 * x**2 * (1 - y) * (y - z)")) == polynomial("2 * (z - y)")


def test_a_numerator_needs_divisors_of_known_sign():
    facts = Facts(parse(FACTS))
    assert numerator(facts, term("z / x + 1")) == polynomial("z + x")
    with pytest.raises(Rejected):
        numerator(facts, term("x / z"))
    with pytest.raises(Rejected):
        numerator(facts, term("x / (y + z)"))
