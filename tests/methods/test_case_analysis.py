import pytest

from tests.methods.asking import ask, proves

MITCHELL = (
    "let k = bit_length(a) - 1, l = bit_length(b) - 1, p = 1 << k, q = 1 << l, s = ((a - p) << l) + ((b - q) << k), "
    "m = (if s < p * q then p * q + s else s << 1) in "
)


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: x**2 - 2*x + 2 > 0",
        "forall real x, real y: x**2 + y**2 >= 2*x*y",
        "forall real 0 <= x <= 1: x * (1 - x) <= 1/4",
        "forall real x, real y: x**2 + 4 * y**2 >= 4 * x * y",
        "forall real x: x**4 - 4 * x**3 + 28 >= 1",
        "forall real x: abs(x) >= x and abs(x) >= -x",
        "forall real x >= 0: x**3 - 3 * x + 2 >= 0",
        "forall real x: x**4 - 3 * x + 5 > 0 and x**6 - x + 1 > 0",
        "forall real x: (if x > 1 then x**3 else x**4 - x + 1) > 0",
        "forall real 0 <= x <= 1, real 0 <= y <= 1: x + y <= 1 ==> x * y <= 26/100",
        "forall real x, real y: min(x, y) <= max(x, y)",
        "forall real x > 0: 2 * x / (1 + x) <= 2 and x / (1 + x) > 0",
        "forall integer x >= 3: x * x >= 9",
        "forall integer x, integer y: x < y ==> x + 1 <= y",
        "forall integer a >= 1: 1 << (bit_length(a) - 1) <= a and a < 1 << bit_length(a)",
        f"forall integer a >= 1, integer b >= 1: {MITCHELL} 0 <= a*b - m and a*b - m <= 1/9 * a * b",
        # floor divisions, remainders, shifts and masks, and powers with an exponent
        "forall integer x: x // 2 * 2 <= x and x < x // 2 * 2 + 2",
        "forall integer x: (x >> 3) * 8 + (x & 7) == x",
        "forall integer x, integer d >= 1: x % d < d and 0 <= x % d",
        "forall integer x >= 0: x // 2 // 2 <= x // 4 and x // 4 <= x // 2 // 2",
        "forall integer x, integer k >= 0: (x >> k) * 2**k <= x",
        "forall integer k >= 0: 1 << k + 1 == 2 * 2**k",
        "forall real 0 <= x < 1, real 0 <= y < 1: -1/9 <= "
        "((if x + y < 1 then 1 + x + y else 2*(x+y)) - (1+x)*(1+y)) / ((1+x)*(1+y)) <= 0",
    ],
)
def test_proves(text):
    assert proves("case_analysis", text)


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: x**2 > 0",
        "forall real x: x / x == 1",
        "forall integer a: 1 << (bit_length(a) - 1) <= abs(a)",
        "forall real x, real y: x < y ==> x + 1 <= y",
        "forall integer x: x // 2 * 2 == x",
        "forall integer x, integer d: x // d * d <= x",
        "forall integer k: 2**k >= 1",
    ],
)
def test_gives_up_on_what_is_false_or_beyond_it(text):
    assert ask("case_analysis", text).kind == "gave_up"


def test_the_same_certificate_each_time():
    text = f"forall integer a >= 1, integer b >= 1: {MITCHELL} a*b - m <= 1/9 * a * b"
    first, second = (ask("case_analysis", text).certificate for _ in range(2))
    assert first.evidence == second.evidence


def test_too_many_cases_are_not_begun():
    bits = " + ".join(f"(if (y >> {place}) & 1 == 1 then x << {place} else 0)" for place in range(12))
    finding = ask("case_analysis", f"forall integer 0 <= x <= 4095, integer 0 <= y <= 4095: {bits} == x * y")
    assert finding.reason == "there are more than 1024 cases"
