"""Rule `enclosure`: subdivisions that show their claim, and each way in which one fails to."""

from typing import Any

import pytest

from tests.kernel.certificates import Evidence, prove, refuse

RULE = "enclosure"
HOLDS = "holds"


def tree(*entries: Any, bits: int = 64) -> Evidence:
    """Evidence of the rule."""
    return {"bits": bits, "tree": list(entries)}


HALVED, HALVED_ABOVE = (["x", "1/4"], HOLDS, HOLDS), (["x", "3/4"], HOLDS, HOLDS)
LAMBERT = "forall real w >= 0: w * exp(w) == exp(-1) ==> 0.2 < w and w < 0.3"
ACCEPTED = [
    ("forall: 0.0860713 < log(1 / log(2)) / log(2) - 1 / log(2) + 1", tree(HOLDS)),
    ("forall: 3.14159 < 4 * atan(1) and 4 * atan(1) < 3.1416", tree(HOLDS)),
    ("forall: exp(1) != 2.718281828", tree(HOLDS)),
    (LAMBERT, tree(["w", "1/4"], 0, ["w", "29/100"], HOLDS, 0)),
    (LAMBERT, tree(["w", "1/4"], ["w", "1/8"], 0, 0, ["w", "29/100"], HOLDS, 0)),
    ("forall real x: exp(x) > 0", tree(HOLDS)),
    ("forall real x > 0: x * exp(-x) > 0", tree(HOLDS)),
    ("forall real x < 0: x * exp(x) < 0", tree(HOLDS)),
    ("forall real x: x > 0 ==> log(1 + x) >= 0", tree(HOLDS)),
    ("forall real x: abs(atan(x)) < 1.5708", tree(HOLDS)),
    ("forall real x, real y: exp(x) + exp(y) > 0", tree(["y", "0"], HOLDS, HOLDS)),
    ("forall real 0 <= x <= 1: x * (1 - x) < 1/2", tree(["x", "1/2"], *HALVED, *HALVED_ABOVE)),
    # a part that is one integer
    ("forall integer 2 <= n <= 3: factorial(n) + n % 2 + (n & 3) < 1 + exp(n)", tree(["n", "5/2"], HOLDS, HOLDS)),
    ("forall integer 1 <= n <= 2: n * n != 2 and exp(n) > 2", tree(["n", "9/8"], HOLDS, ["n", "5/4"], HOLDS, HOLDS)),
    ("forall integer 0 <= n <= 2: exp(n) > n", tree(["n", "1"], ["n", "1/2"], HOLDS, HOLDS, HOLDS)),
    # bounds among the hypotheses belong to the box
    ("forall real x: 1 <= x, x < 2 ==> log(x) < 0.7", tree(HOLDS)),
    # expansions, also where the claim is tight
    ("forall real 0 <= x <= 1: exp(x * log(2)) <= 1 + x", tree(["x", "1/2"], ["x", "0", 4], ["x", "1", 4])),
    ("forall real -1 <= x <= 1: exp(x) >= 1 + x", tree(["x", "0", 3])),
    ("forall real 0 <= x <= 1: exp(x) >= 1", tree(["x", "0", 1])),
    ("forall real 0 <= x <= 1: exp(x) >= 1 + x", tree(["x", "0", 64])),
    ("forall real 0 < x <= 1: exp(x) > 1 + x", tree(["x", "0", 3])),
    ("forall real -1 <= x < 0: exp(x) > 1 + x", tree(["x", "0", 3])),
    ("forall real -1 <= x <= 1: exp(x) >= sum(k = 0 .. 3: x**k / factorial(k))", tree(["x", "0", 5])),
    ("forall real -1/8 <= x <= 1/8: abs(exp(x) - 1 - x) <= 1/90", tree(["x", "0", 2])),
    ("forall real 0 <= x <= 1, real 0 <= y <= 1: exp(x) + x * y >= 1 + x", tree(["x", "0", 3])),
    ("forall integer 0 <= n <= 1, real 0 <= x <= 1: exp(x) + n >= 1 + x + n", tree(["n", "1/2"], *[["x", "0", 3]] * 2)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "evidence"), ACCEPTED)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert prove(text, RULE, evidence).rules == (RULE,)


def test_where_a_hypothesis_is_undefined_there_is_nothing_to_show() -> None:
    text = "forall real x: log(x) >= 0 ==> exp(x) > 5/2"
    assert prove(text, RULE, tree(["x", "0"], 0, ["x", "24/25"], 0, HOLDS)).rules == (RULE,)
    refuse(text, RULE, tree(["x", "1/2"], 0, HOLDS), CONCLUSION)


CONCLUSION = "the conclusion is not certain on this part"
EXPANSION = "no expansion shows the conclusion on this part"
SIGNED = "real 1 <= x <= 2, real -1 <= y <= 1"
CENTER = "is no real variable that has the center within its bounds"
TANGENT = "forall real -1 <= x <= 1: exp(x) >= 1 + x"
HYPOTHESIS = "may be met on this part"
OUTSIDE = "cuts outside the part"
LEAF = "is no cut, no hypothesis and not `holds`"

REJECTED = [
    # false claims, and true ones without room
    ("forall: exp(1) == 2.718281828", tree(HOLDS), CONCLUSION),
    ("forall real x: exp(x) >= 1", tree(HOLDS), CONCLUSION),
    ("forall real x: exp(x) >= 1 + x", tree(["x", "0"], HOLDS, HOLDS), CONCLUSION),
    ("forall real x: exp(x) > x", tree(HOLDS), CONCLUSION),
    ("forall: exp(1) > 2718281828459/1000000000000", tree(HOLDS, bits=20), CONCLUSION),
    # an end that a domain leaves out is taken into the box, unless it is 0
    ("forall real x > 1: log(x) > 0", tree(HOLDS), CONCLUSION),
    ("forall real 0 < x < 1: exp(x) > 1", tree(HOLDS), CONCLUSION),
    ("forall real 0 <= x < 1: x * exp(x) > 0", tree(HOLDS), CONCLUSION),
    ("forall real -1 < x <= 0: x * exp(x) < 0", tree(HOLDS), CONCLUSION),
    ("forall real x > -1: x**2 > 0", tree(HOLDS), CONCLUSION),
    ("forall real x < 1: x**2 > 0", tree(HOLDS), CONCLUSION),
    # a conclusion that is not defined everywhere
    ("forall real x: log(x) == log(x)", tree(HOLDS), CONCLUSION),
    ("forall real x >= 0: log(x) < 1 or x > 2", tree(HOLDS), CONCLUSION),
    ("forall real x >= -1: sqrt(x) >= 0", tree(HOLDS), CONCLUSION),
    ("forall real -1 <= x <= 1: 1 / x > 0 or 1 / x <= 0 or true", tree(HOLDS), CONCLUSION),
    ("forall real x: exp(x) > 0 and undefined(truth)", tree(HOLDS), CONCLUSION),
    ("forall integer n: exp(n) > 0 and 2**n > 0", tree(HOLDS), CONCLUSION),
    ("forall integer 2 <= n <= 3: factorial(n) < exp(n)", tree(HOLDS), CONCLUSION),
    ("forall integer 2 <= n <= 3: exp(n) > 8", tree(HOLDS), CONCLUSION),
    ("forall integer 2 <= n <= 3: exp(n) < 20", tree(HOLDS), CONCLUSION),
    ("forall integer n: n % 2 < 2 and exp(n) > 0", tree(HOLDS), CONCLUSION),
    ("forall integer n: sum(k = 0 .. n: exp(k)) >= 0", tree(HOLDS), CONCLUSION),
    # a hypothesis that can be met does not exclude a part
    (LAMBERT, tree(["w", "1/4"], 0, ["w", "7/25"], 0, HOLDS), HYPOTHESIS),
    (LAMBERT, tree(["w", "1/4"], 0, 0), HYPOTHESIS),
    (LAMBERT, tree(0), HYPOTHESIS),
    ("forall real x: exp(x) >= 0 ==> false", tree(0), HYPOTHESIS),
    ("forall real x: exp(x) >= 0, x >= 1 ==> false", tree(["x", "2"], 0, 1), HYPOTHESIS),
    # the tree covers the box exactly
    (LAMBERT, tree(["w", "1/4"], 0, ["w", "29/100"], HOLDS), "1 parts of the box are not covered"),
    (LAMBERT, tree(), "1 parts of the box are not covered"),
    (LAMBERT, tree(["w", "1/4"]), "2 parts of the box are not covered"),
    ("forall real x: exp(x) > 0", tree(HOLDS, HOLDS), "follows a complete tree"),
    (LAMBERT, tree(["w", "0"], HOLDS, HOLDS), OUTSIDE),
    (LAMBERT, tree(["w", "-1"], HOLDS, HOLDS), OUTSIDE),
    (LAMBERT, tree(["w", "1/4"], ["w", "1/4"], 0, 0, 0), OUTSIDE),
    (LAMBERT, tree(["w", "1/4"], ["w", "1/2"], 0, 0, 0), OUTSIDE),
    # malformed
    (LAMBERT, tree(["v", "1/4"], 0, 0), "is not a variable and where it is cut"),
    (LAMBERT, tree(["w"], 0, 0), "is not a variable and where it is cut"),
    (LAMBERT, tree(["w", 1], 0, 0), "is not a variable and where it is cut"),
    (LAMBERT, tree(["w", "2/8"], 0, 0), "lowest terms"),
    (LAMBERT, tree(["w", "0.25"], 0, 0), "not a decimal integer"),
    (LAMBERT, tree(1), LEAF),
    (LAMBERT, tree("0"), LEAF),
    (LAMBERT, tree(None), LEAF),
    (LAMBERT, tree(True), LEAF),
    (LAMBERT, tree({"w": "1"}), LEAF),
    (LAMBERT, tree(0, bits=0), "bits: from 1 to 20000"),
    (LAMBERT, tree(0, bits=20001), "bits: from 1 to 20000"),
    (LAMBERT, {"bits": 64}, "'tree' is missing"),
    (LAMBERT, {"bits": "64", "tree": [0]}, "is not a int"),
    (LAMBERT, {"bits": True, "tree": [0]}, "is not a int"),
    (LAMBERT, {"bits": 64, "tree": [0], "more": 1}, "unknown key"),
    # expansions that do not show the claim, or have no place
    (TANGENT, tree(["x", "1/2", 3]), EXPANSION),
    (TANGENT, tree(["x", "0", 1]), EXPANSION),
    ("forall real 0 <= x <= 1: exp(x) > 1 + x", tree(["x", "0", 3]), EXPANSION),
    ("forall real 0 <= x < 1: exp(x) > 1 + x", tree(["x", "0", 3]), EXPANSION),
    ("forall real -1 < x <= 0: exp(x) > 1 + x", tree(["x", "0", 3]), EXPANSION),
    ("forall real -1/10 <= x <= 1/10: exp(x) >= 1 + x + x**2 / 2", tree(["x", "0", 4]), EXPANSION),
    ("forall real 0 <= x <= 1: exp(x) <= 1 + x + x**2 / 2", tree(["x", "0", 4]), EXPANSION),
    ("forall real 0 <= x <= 1: sqrt(x) >= x", tree(["x", "0", 3]), EXPANSION),
    ("forall real 1 <= x <= 2: log(x - 1) >= x - 2", tree(["x", "2", 3]), EXPANSION),
    (TANGENT, tree(["x", "0", 0]), "has from 1 to 64 derivatives"),
    (TANGENT, tree(["x", "0", 65]), "has from 1 to 64 derivatives"),
    (TANGENT, tree(["x", "2", 3]), CENTER),
    (TANGENT, tree(["x", "-2", 3]), CENTER),
    (TANGENT, tree(["x", "0"], ["x", "1/2", 3], HOLDS), CENTER),
    ("forall real x >= 0: exp(x) >= 1", tree(["x", "0", 3]), CENTER),
    ("forall real x <= 0: exp(x) <= 1", tree(["x", "0", 3]), CENTER),
    ("forall integer 0 <= n <= 1: exp(n) >= 1 + n", tree(["n", "0", 3]), CENTER),
    ("forall real 0 <= x <= 1: sum(k = 1 .. 1000: exp(x * k)) > 9", tree(["x", "0", 64]), "units of work"),
    (TANGENT, tree(["x", "0", 64], bits=20000), "units of work"),
    # an enclosure on both sides of 0 that leaves it out is no argument of log or sqrt
    (f"forall {SIGNED}: log((if y > 0 then 1 else -1) * x) < 9", tree(["x", "1", 2]), EXPANSION),
    (f"forall {SIGNED}: sqrt((if y > 0 then 1 else -1) * x) < 9", tree(["x", "1", 2]), EXPANSION),
    (TANGENT, tree(["x", "9" * 5000, 3]), CENTER),
    (TANGENT, tree(["y", "0", 3]), "is not a variable, a center and a number of derivatives"),
    (TANGENT, tree(["x", 0, 3]), "is not a variable, a center and a number of derivatives"),
    (TANGENT, tree(["x", "0", "3"]), "is not a variable, a center and a number of derivatives"),
    (TANGENT, tree(["x", "0", True]), "is not a variable, a center and a number of derivatives"),
    (TANGENT, tree(["x", "0", 3, 3]), "is not a variable, a center and a number of derivatives"),
    (TANGENT, tree(["x", "0/1", 3]), "lowest terms"),
    # what is too large to compute is refused, whatever the conclusion
    ("forall real x: x**10000000 >= 0", tree(HOLDS), "an exponent beyond"),
    ("forall real x: sum(k = 0 .. 1000000: exp(x)) > 0", tree(HOLDS), "summands"),
    # other statements
    ("forall real 1 < x < 1: exp(x) < 0", tree(HOLDS), "has no value in its domain"),
    ("forall real x: x > 1, x < 0 ==> exp(x) < 0", tree(HOLDS), "has no value in its domain"),
    ("exists real x: exp(x) > 0", tree(HOLDS), "is not a forall statement"),
    ("minimum over real x to 3 digits: exp(x)", tree(HOLDS), "is not a forall statement"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)
