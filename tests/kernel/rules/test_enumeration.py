"""Rule `enumeration`: all inputs of bounded integer domains; one bad input among them is found."""

import pytest

from tests.kernel.certificates import prove, refuse

RULE = "enumeration"

ACCEPTED = [
    "forall: true",
    "forall: sum(k = 1 .. 10: k) == 55",
    "forall integer 0 <= x <= 255, integer 0 <= y <= 255: (x & y) + ((x xor y) >> 1) == (x + y) // 2",
    "forall integer -128 <= x <= 127: x // -3 * -3 + x % -3 == x and abs(x) <= 128",
    "forall integer 1 <= a <= 63, integer 1 <= b <= 63: 1 << bit_length(a) - 1 <= a and a < 1 << bit_length(a)",
    "forall integer -3 <= a <= 3: a != 0 ==> a // a == 1",
    "forall integer -3 <= a <= 3: a == 0 or 12 / a * a == 12",
    # a hypothesis that is undefined excludes the input, as one that is false does
    "forall integer 0 <= a <= 3: 6 // a > 1 ==> a > 0",
    "forall integer 0 <= a <= 3: not 6 // a > 1 ==> a > 0",
    "forall even integer 1 <= n <= 9: n % 2 == 0 and n >= 2 and n <= 8",
    "forall odd integer -4 <= n <= 4: n % 2 == 1",
    "forall integer 5 <= a <= 5: a == 5",
    # 2^24 inputs
    "forall integer 0 <= a <= 4095, integer 0 <= b <= 4095: a >= 1 ==> (1 << bit_length(a) - 1) * b <= a * b",
    "forall integer 7 <= a <= 9: a != 6 and a != 10",
    "forall integer 0 <= a <= 1000000: a >= 0",
    "forall even integer 2 <= a <= 3: a == 2",
    # nobody is in the domain
    "forall odd integer 4 <= a <= 4: false",
    "forall integer 5 <= a <= 4: false",
    "forall integer 0 <= a <= 3: a > 5 ==> false",
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: str) -> None:
    assert prove(text, RULE, {}).rules == (RULE,)


FALSE_SOMEWHERE = [
    ("forall: false", 1),
    ("forall: undefined(truth)", 1),
    ("forall integer 0 <= a <= 4: a < 4", 1),
    ("forall integer 0 <= a <= 4: a > 0", 1),
    ("forall integer -5 <= a <= 4: a > -5", 1),
    ("forall integer 0 <= a <= 65535: a != 40000", 1),
    ("forall integer 0 <= a <= 255, integer 0 <= b <= 255: a != 254 or b != 1", 1),
    ("forall even integer 0 <= a <= 9: a != 8", 1),
    ("forall odd integer 0 <= a <= 9: a != 9", 1),
    ("forall odd integer 0 <= a <= 9: a != 1", 1),
    ("forall integer 5 <= a <= 5: a != 5", 1),
    # undefined at one input is not true there, negated or not
    ("forall integer -3 <= a <= 3: 6 // a < 100", 1),
    ("forall integer -3 <= a <= 3: not 6 // a > 100", 1),
    ("forall integer -3 <= a <= 3: a // a - a // a == 0", 1),
    ("forall integer -3 <= a <= 3: 0 * (1 / a) == 0", 1),
    ("forall integer -3 <= a <= 3: 1 << a >= 0", 3),
    ("forall integer -3 <= a <= 3: 8 >> a >= 0", 3),
    ("forall integer -3 <= a <= 3: 2**a > 0", 3),
    ("forall integer -3 <= a <= 3: if a > 2 then undefined(truth) else true", 1),
    ("forall integer -3 <= a <= 3: a != 2 or undefined(truth)", 1),
    ("forall integer 0 <= a <= 3: 1 << bit_length(a) - 1 <= a", 1),
    # the hypotheses leave one input over
    ("forall integer 0 <= a <= 15: a > 14 ==> false", 1),
    ("forall integer 0 <= a <= 15: a > 3, a < 5 ==> a != 4", 1),
    # the last place of a word is its sign
    ("forall integer 0 <= a <= 255: a * a < 65025", 1),
    ("forall integer -128 <= a <= 127: -a < 128", 1),
    ("forall integer -128 <= a <= 127: a // -1 < 128", 1),
    ("forall integer 0 <= a <= 3: a - 3 >= -2", 1),
]


@pytest.mark.parametrize(("text", "count"), FALSE_SOMEWHERE)
def test_one_bad_input_is_found(text: str, count: int) -> None:
    refuse(text, RULE, {}, f"does not hold at {count} of")


REJECTED = [
    ("forall integer a: a == a", "two bounds"),
    ("forall integer a >= 0: a == a", "two bounds"),
    ("forall integer a <= 0: a == a", "two bounds"),
    ("forall even integer a >= 0: a == a", "two bounds"),
    ("forall real 0 <= x <= 1: x == x", "two bounds"),
    ("forall integer 0 <= a <= 3, real 0 <= x <= 1: x == x", "two bounds"),
    ("forall integer 0 <= a <= 33554431: a == a", "take 25 input bits"),
    ("forall integer 0 <= a <= 4095, integer 0 <= b <= 8191: a == a", "take 25 input bits"),
    ("forall integer 0 <= a <= 1000000000000000000000: a == a", "more than 2^24 values"),
    ("forall integer 0 <= a <= 3: factorial(a) > 0", "has no bits"),
    ("forall integer 0 <= a <= 3: a**a > 0", "not a small constant"),
    ("forall integer 0 <= a <= 3: sum(k = 0 .. a: k) >= 0", "ends are not constants"),
    ("forall integer 0 <= a <= 3: sum(k = 0 .. 1 // 0: k * a) >= 0", "ends are not constants"),
    ("forall integer 0 <= a <= 16383: 1 << a > 0", "bits"),
    # false: the shift leaves 2^808, of which a count of one value only must not lose sight
    ("forall integer 8192 <= a <= 8192: 2**9000 >> a == 0", "more than 4096 bits"),
    ("exists integer 0 <= a <= 3: a == a", "is not a forall statement"),
    ("not forall integer 0 <= a <= 3: a == 0", "is not a forall statement"),
    ("minimum over real 0 <= x <= 1 to 3 digits: x", "is not a forall statement"),
]


@pytest.mark.parametrize(("text", "why"), REJECTED)
def test_rejected(text: str, why: str) -> None:
    refuse(text, RULE, {}, why)


def test_it_takes_no_evidence() -> None:
    refuse("forall: true", RULE, {"inputs": "0"}, "unknown key")
