"""Rule `polynomial`: what it proves, and every side condition that a forged identity would have to get past."""

from typing import Any

import pytest

from tests.kernel.certificates import Evidence, multiple, prove, refuse, term

RULE = "polynomial"


def evidence(*summands: Evidence, lemmas: tuple[Evidence, ...] = (), factor: tuple[int, ...] = ()) -> Evidence:
    """Evidence of the rule."""
    return {"lemmas": list(lemmas), "factor": list(factor), "sum": list(summands)}


def lemma(polynomial: str, *summands: Evidence) -> Evidence:
    """A lemma with its sum."""
    return {"polynomial": polynomial, "sum": list(summands)}


ACCEPTED = [
    ("forall real x: x**2 >= 0", evidence(term(1, square="x"))),
    ("forall real x: x**2 + 1 > 0", evidence(term(1, square="x"), term(1))),
    ("forall real x, real y: 2 * x * y <= x**2 + y**2", evidence(term(1, square="x - y"))),
    ("forall real x: 1 - x <= x**2 - 3 * x + 2", evidence(term(1, square="x - 1"))),
    ("forall: 1 > 0", evidence(term(1))),
    ("forall: true", evidence(term(1))),
    ("forall: 0 >= 0", evidence()),
    ("forall real x, real y: x >= 0, y >= 0 ==> x * y >= 0", evidence(term(1, 0, 1))),
    ("forall real x > 0, real y > 0: x * y > 0", evidence(term(1, 0, 1))),
    ("forall integer n >= 1: n**2 >= n", evidence(term(1, 0), term(1, 0, 0))),
    # integers are sharper than reals: 0 < n gives n - 1 >= 0
    ("forall integer n: n > 0 ==> n >= 1", evidence(term(1, 1))),
    ("forall integer n: not n <= 0 ==> n >= 1", evidence(term(1, 1))),
    # conjunctions, equations with multipliers of any sign, contradictions
    ("forall real x: 0 <= x and x <= 1 ==> x - x**2 >= 0", evidence(term(1, 0, 1))),
    ("forall real x, real y: x == y ==> x**3 >= x**2 * y", evidence(multiple(0, "x**2"))),
    ("forall real x, real y: x == y ==> y**3 == x * y**2", evidence(multiple(0, "-y**2"))),
    ("forall real x: x > 1, x < 0 ==> false", evidence(term(1, 0), term(1, 1), term(1))),
    ("forall integer n: n > 0, n < 1 ==> false", evidence(term(1, 0), term(1, 3))),
    ("forall real x: x == 2 ==> x > 1", evidence(multiple(0, "1"), term(1))),
    # quotients: the divisor is, up to a factor, a strict constraint
    ("forall real x > 0: 1 / x > 0", evidence(term(1))),
    ("forall real x > 0: -1 / (2 * x) < 0", evidence(term("1/2"))),
    ("forall real x < 0: 1 / x < 0", evidence(term(1))),
    ("forall real x > 0: x / x == 1", evidence()),
    ("forall real x > 0, real y > 0: x / y + y / x >= 2", evidence(term(1, square="x - y"))),
    ("forall real x > 0: 1 / (1 / x) == x", evidence()),
    ("forall real x > 0: 1 / (1 / x) > 0", evidence(term(1, 0))),
    ("forall real x > 0, real y < 0: 1 / (y / x) < 0", evidence(term(1, 0))),
    ("forall real x > 0, real y > 0: x / (2 * y / x) / (x / y) == x / 2", evidence()),
    ("forall real x > 0, real y > 0: (x / y) / (x / y) == 1", evidence()),
    (
        "forall real x: 1 / (x**2 + 1) <= 1",
        evidence(term(1, square="x"), lemmas=(lemma("x**2 + 1", term(1, square="x"), term(1)),)),
    ),
    ("forall real x > 0: 1 / (1 / x) > 0", evidence(term(1, 0))),
    (
        "forall real x > 0: 1 / (1 + 1 / x) <= x",
        evidence(term(1, 0, 0), lemmas=(lemma("x + 1", term(1, 0), term(1)),)),
    ),
    # hypotheses with quotients come last, where the divisor is known to be positive or negative
    ("forall real x > 0, real y: y / x >= 1 ==> y >= x", evidence(term(1, 1))),
    ("forall real x, real y: y / x >= 1, x > 0 ==> y >= x", evidence(term(1, 1))),
    ("forall real x < 0, real y: y / x >= 1 ==> y <= x", evidence(term(1, 1))),
    ("forall real x > 0, real y: y / x == 1 ==> y == x", evidence(multiple(1, "1"))),
    # a factor that is strictly positive, and lemmas that build on each other
    ("forall real x: x > 0, x * (x**2 - 1) >= 0 ==> x**2 >= 1", evidence(term(1, 1), factor=(0,))),
    (
        "forall real x >= 1: x**4 >= 1",
        evidence(
            term(1, 1), term(2, 0, 0), term(4, 0), lemmas=(lemma("x**4 - 2 * x**2 + 1", term(1, square="x**2 - 1")),)
        ),
    ),
    ("forall real x: sum(k = 0 .. 2: x**k / factorial(k)) > 0", evidence(term("1/2", square="x + 1"), term("1/2"))),
]


@pytest.mark.parametrize(("text", "proof"), ACCEPTED, ids=lambda value: value if isinstance(value, str) else "")
def test_accepted(text: str, proof: Evidence) -> None:
    assert prove(text, RULE, proof).rules == (RULE,)


IDENTITY = "the sum is not the polynomial"
STRICT = "no summand is strictly positive"
UNKNOWN_SIGN = "is not known to be positive or negative"
POSITIVE_FACTOR = "its factor is not positive"
NONE_OF_THIS_NUMBER = "there is none of this number"
RELATION = "its relation to 0 is not"

FALSE_OR_FORGED: list[tuple[str, Evidence, str]] = [
    # the identity is compared coefficient by coefficient
    ("forall real x: x**2 - 2 * x >= 0", evidence(term(1, square="x - 1")), IDENTITY),
    ("forall real x: x**2 + 1/1000000 * x >= 0", evidence(term(1, square="x")), IDENTITY),
    ("forall real x: x >= 0", evidence(), IDENTITY),
    ("forall: 0 >= 1", evidence(), IDENTITY),
    ("forall: false", evidence(), STRICT),
    ("forall: false", evidence(term(1)), IDENTITY),
    ("forall real x: x**2 >= 0", evidence(term(1, square="x"), term(1)), IDENTITY),
    # multipliers of what is nonnegative are positive rationals
    ("forall real x: -x**2 >= 0", evidence(term(-1, square="x")), POSITIVE_FACTOR),
    ("forall real x: 0 > x", evidence(term(0)), POSITIVE_FACTOR),
    ("forall: 0 > 0", evidence(term(0)), POSITIVE_FACTOR),
    ("forall: 0 > 0", evidence(term("1/2"), term("-1/2")), POSITIVE_FACTOR),
    ("forall real x >= 0: -x >= 0", evidence(term(-1, 0)), POSITIVE_FACTOR),
    # a strict goal needs a summand that is strictly positive everywhere
    ("forall real x: x**2 > 0", evidence(term(1, square="x")), STRICT),
    ("forall real x >= 0: x > 0", evidence(term(1, 0)), STRICT),
    ("forall real x > 0, real y: x * y**2 > 0", evidence(term(1, 0, square="y")), STRICT),
    ("forall real x > 0, real y >= 0: x * y > 0", evidence(term(1, 0, 1)), STRICT),
    ("forall real x: 0 > 0", evidence(), STRICT),
    ("forall real x: x == 0 ==> x > 0", evidence(multiple(0, "1")), STRICT),
    ("forall: 0 > 0", evidence(term(1, square="0")), STRICT),
    # the factor of the goal is strictly positive: x·x >= 0 says nothing about x
    ("forall real x: x**2 >= 0 ==> x >= -1", evidence(term(1, 0), factor=(0,)), RELATION),
    ("forall real x >= 0: x - 1 >= 0", evidence(factor=(0,)), RELATION),
    ("forall real x: x == 0 ==> 1 < 0", evidence(multiple(0, "-1"), factor=(0,)), RELATION),
    ("forall real x: x == 0 ==> 1 == 0", evidence(multiple(0, "1"), factor=(0,)), RELATION),
    # only known signs are used, with the meaning they have
    ("forall real x: x <= 0 ==> x >= 0", evidence(term(1, 0)), IDENTITY),
    ("forall real x < 0: x >= 0", evidence(term(1, 0)), IDENTITY),
    ("forall real x: x != 0 ==> x > 0", evidence(term(1, 0)), NONE_OF_THIS_NUMBER),
    ("forall real x: not x == 0 ==> x == 0", evidence(multiple(0, "1")), NONE_OF_THIS_NUMBER),
    ("forall real x: not x > 0 ==> x > 0", evidence(term(1, 0)), IDENTITY),
    ("forall real x: not x > 0 ==> x < 0", evidence(term(1, 0)), STRICT),
    ("forall real x: not (x > 0 and x > 1) ==> x > 0", evidence(term(1, 0)), NONE_OF_THIS_NUMBER),
    ("forall real x: x > 0 or x > 1 ==> x > 1", evidence(term(1, 1)), NONE_OF_THIS_NUMBER),
    ("forall real x: (if x > 0 then true else true) ==> x > 0", evidence(term(1, 0)), NONE_OF_THIS_NUMBER),
    ("forall real x: 1 / x > 0 ==> x >= 0", evidence(term(1, 0)), NONE_OF_THIS_NUMBER),
    ("forall real x: abs(x) > 0 ==> x > 0", evidence(term(1, 0)), NONE_OF_THIS_NUMBER),
    ("forall integer n: n // 2 > 0 ==> n > 5", evidence(term(1, 0)), NONE_OF_THIS_NUMBER),
    ("forall even integer n: n > 5", evidence(term(1, 0)), NONE_OF_THIS_NUMBER),
    ("forall real x: x >= 0", evidence(term(1, 999_999_999)), NONE_OF_THIS_NUMBER),
    ("forall real x > 0: x == 0", evidence(multiple(0, "1")), RELATION),
    ("forall real x >= 0: x >= 5", evidence(multiple(0, "1")), RELATION),
    ("forall real x: x == 1 ==> 1 - x > 0", evidence(term(1, 0)), RELATION),
    ("forall real x >= 0: x == 0", evidence(term(1, 0)), "multiples of equations only"),
    ("forall real x: x**2 == 0", evidence(term(1, square="x")), "multiples of equations only"),
    # sharpening is for integers only
    ("forall real x > 0: x >= 1", evidence(term(1, 1)), NONE_OF_THIS_NUMBER),
    ("forall integer n: n / 2 > 0 ==> n / 2 >= 1", evidence(term(1, 1)), NONE_OF_THIS_NUMBER),
    ("forall integer n: real(n) > 0 ==> n >= 1", evidence(term(1, 1)), NONE_OF_THIS_NUMBER),
    ("forall integer n >= 0: n >= 1", evidence(term(1, 1)), NONE_OF_THIS_NUMBER),
    # a lemma is shown like a conclusion, from what stands before it, and is strict only if shown so
    ("forall real x: x > 0", evidence(term(1, 0), lemmas=(lemma("x", term(1)),)), IDENTITY),
    ("forall real x: x > 0", evidence(term(1, 0), lemmas=(lemma("x", term(1, 0)),)), NONE_OF_THIS_NUMBER),
    (
        "forall real x: x > 0",
        evidence(term(1, 0), lemmas=(lemma("x", term(1, 1)), lemma("x", term(1, 0)))),
        NONE_OF_THIS_NUMBER,
    ),
    ("forall real x: x**2 > 0", evidence(term(1, 0), lemmas=(lemma("x**2", term(1, square="x")),)), STRICT),
    ("forall real x: x**2 == 0", evidence(multiple(0, "1"), lemmas=(lemma("x**2", term(1, square="x")),)), RELATION),
    # divisors: nonzero, of known sign, and never cancelled before that is known
    ("forall real x: x / x == 1", evidence(), UNKNOWN_SIGN),
    ("forall real x >= 0: x / x == 1", evidence(), UNKNOWN_SIGN),
    ("forall real x: x != 0 ==> x / x == 1", evidence(), UNKNOWN_SIGN),
    ("forall real x: x == 0 ==> x / x == 0", evidence(multiple(0, "1")), UNKNOWN_SIGN),
    ("forall real x: 0 * (1 / x) == 0", evidence(), UNKNOWN_SIGN),
    ("forall real x: 1 / x - 1 / x == 0", evidence(), UNKNOWN_SIGN),
    ("forall real x: x**2 / x**2 == 1", evidence(lemmas=(lemma("x**2", term(1, square="x")),)), UNKNOWN_SIGN),
    ("forall real x > 0: 1 / (x - 1) > 0", evidence(term(1)), UNKNOWN_SIGN),
    ("forall real x > 0: 1 / (x + 1) > 0", evidence(term(1)), UNKNOWN_SIGN),
    ("forall real x < 0: 1 / x > 0", evidence(term(1)), IDENTITY),
    ("forall real x > 0: 1 / -x > 0", evidence(term(1)), IDENTITY),
    ("forall real x > 0: 1 / x > 1 / 2", evidence(term(1)), IDENTITY),
    ("forall real x: 1 / 0 > x", evidence(term(1)), "a division by zero"),
    ("forall real x: 1 / (x - x) > 0", evidence(term(1)), "a division by zero"),
    # a divisor that is itself a quotient: its numerator's sign has to be known as well, and it moves up
    ("forall real x > 0: 1 / (1 / x) > 0", evidence(term(1)), IDENTITY),
    ("forall real x > 0: 1 / (1 / x) == 1", evidence(), IDENTITY),
    ("forall real x > 0: 1 / ((x - 1) / x) > 0", evidence(term(1)), UNKNOWN_SIGN),
    ("forall real x: 1 / (1 / x) == x", evidence(), UNKNOWN_SIGN),
    ("forall real x > 0: 1 / (0 / x) > 0", evidence(term(1)), "a division by zero"),
    ("forall real x > 0, real y < 0: 1 / (y / x) > 0", evidence(term(1, 0)), IDENTITY),
    ("forall real x >= 0, real y > 0: 1 / (x / y) >= 0", evidence(term(1, 1)), UNKNOWN_SIGN),
    ("forall real x > 0: 1 / (1 / x - 1 / x) > 0", evidence(term(1)), "a division by zero"),
    ("forall real x > 0, real y: 1 / (y / x) > 0", evidence(term(1)), "is not known to be positive or negative"),
    ("forall real x, real y > 0: 1 / (y / x) > 0", evidence(term(1)), "is not known to be positive or negative"),
    ("forall real x, real y: y / x >= 1 ==> y >= x", evidence(term(1, 0)), "there is none of this number"),
    ("forall real x >= 0, real y: y / x >= 1 ==> y >= x", evidence(term(1, 1)), "there is none of this number"),
    ("forall real x < 0, real y: y / x >= 1 ==> y >= x", evidence(term(1, 1)), IDENTITY),
    # a quotient is not the constant that its numerator is
    ("forall real x > 0: abs(1 / x) >= 1", evidence(), "is not polynomial"),
    ("forall real x > 0: max(1 / x, 0) == 1", evidence(), "is not polynomial"),
    ("forall real x > 0: min(1 / x, 1 / x) == 1", evidence(), "is not polynomial"),
    ("forall real x > 0: (1 / x)**(-1) == 1", evidence(), "is not polynomial"),
    # conclusions of another kind
    ("forall real x: x != x + 1", evidence(term(1)), "is not a comparison that this rule proves"),
    ("forall real x: not x == x", evidence(), "is not a comparison that this rule proves"),
    ("forall real x: x >= 0 or x <= 0", evidence(term(1)), "is not a comparison"),
    ("forall real x: undefined(truth)", evidence(term(1)), "is not a comparison"),
    ("forall real x: undefined(real) >= undefined(real)", evidence(), "is not polynomial"),
    ("forall integer n: 2**n > 0", evidence(term(1)), "is not polynomial"),
    ("forall integer n: n**(-1) * n**1 == 1", evidence(), "is not polynomial"),
    ("forall integer n: (n - n)**(-1) == 0", evidence(), "a negative power"),
    ("forall integer n: n // 2 * 2 == n", evidence(), "is not polynomial"),
    ("forall integer n: 2 * (1 // 2) == 1", evidence(), IDENTITY),
    ("forall integer n: sum(k = 0 .. n: k) >= 0", evidence(), "is not polynomial"),
    ("forall integer n: sum(k = 0 .. 1 // 0: k) >= 0", evidence(), "a division by zero"),
    ("forall integer n: sum(k = 0 .. 2: 1 // k) >= 0", evidence(), "a division by zero"),
    ("exists real x: x**2 >= 0", evidence(term(1, square="x")), "is not a forall statement"),
    ("not forall real x: x**2 >= 0", evidence(term(1, square="x")), "is not a forall statement"),
    # evidence brings in no names and nothing undefined
    ("forall real x: x**2 >= 0", evidence(term(1, square="y")), "y is not declared"),
    ("forall real x: x**2 >= 0", evidence(term(1, square="1 / x")), "a quotient by a polynomial"),
    ("forall real x: x == 0 ==> x**2 == 1", evidence(multiple(0, "1 / x")), "a quotient by a polynomial"),
    ("forall real x: x**2 >= 0", evidence(term(1, square="x > 0")), "is not polynomial"),
    ("forall real x: x**2 >= 0", evidence(term(1, square="x**1000000000")), "an exponent from 0"),
    ("forall real x: x > 0", evidence(term(1, 0), lemmas=(lemma("x / x", term(1)),)), "a quotient by a polynomial"),
    # powers of quotients are powers of their denominators
    ("forall real x > 0: ((1 / x)**20000)**20 + 1 > 0", evidence(term(1)), "an exponent from 0 to 20000"),
]


@pytest.mark.parametrize(
    ("text", "proof", "why"), FALSE_OR_FORGED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)


GOOD = evidence(term(1, square="x"), term(1, 0))
MALFORMED: list[Any] = [
    {"sum": [{"times": 1, "constraints": []}]},
    {"sum": [{"times": "1"}]},
    {"sum": [{"times": "1", "constraints": ["0"]}]},
    {"sum": [{"times": "1", "constraints": [True]}]},
    {"sum": [{"times": "1", "constraints": [0], "sign": "+"}]},
    {"sum": [{"times": "2/2", "constraints": [0]}]},
    {"sum": [{"equation": True, "multiplier": "1"}]},
    {"sum": [{"equation": 0, "multiplier": 1}]},
    {"sum": [{"equation": 0, "multiplier": "1", "times": "1"}]},
    {"sum": ["x"]},
    {"sum": {"0": term(1)}},
    {"factor": ["0"]},
    {"factor": [False]},
    {"lemmas": ["x"]},
    {"lemmas": [{"polynomial": "x"}]},
    {"extra": []},
]


@pytest.mark.parametrize("change", MALFORMED)
def test_malformed_evidence(change: Any) -> None:
    prove("forall real x >= 0: x**2 + x >= 0", RULE, GOOD)
    refuse("forall real x >= 0: x**2 + x >= 0", RULE, GOOD | change, None)
