"""The shared table of what every operation means, and where it means nothing.

One row is a term, values for its variables, and the value that the term has
there. The evaluator, the bit-blaster, the lowering and every translation are
tested against these rows, so that an operation has one meaning everywhere.

i, j, m are integer variables, x and y are real ones (`SORTS`). A value is
written as a rational, or true or false; its sort is the sort of its term.
"""

from typing import NamedTuple

from verify.kernel.term import Sort

SORTS = dict.fromkeys("ijm", Sort.INTEGER) | dict.fromkeys("xy", Sort.REAL)
UNDEFINED = "undefined"


class Case(NamedTuple):
    """`text` has the value `expected` (or is undefined) at `values`."""

    text: str
    values: dict[str, str]
    expected: str


def _unary(text: str, name: str, table: dict[str, str]) -> list[Case]:
    return [Case(text, {name: value}, expected) for value, expected in table.items()]


def _binary(text: str, names: str, table: dict[tuple[int | str, int | str], int | str]) -> list[Case]:
    return [Case(text, dict(zip(names, map(str, pair), strict=True)), str(value)) for pair, value in table.items()]


ADDITION = [
    *_binary("i + j", "ij", {(2, 3): 5, (-2, -3): -5, (7, -7): 0, (127, 1): 128, (-128, -1): -129}),
    *_binary("i - j", "ij", {(2, 3): -1, (-2, -3): 1, (0, -128): 128, (-128, 127): -255}),
    *_binary("i * j", "ij", {(2, 3): 6, (-2, 3): -6, (-2, -3): 6, (0, -5): 0, (-128, -128): 16384, (255, 255): 65025}),
    *_binary("x + y", "xy", {("1/2", "1/3"): "5/6", ("-1/2", "1/2"): 0}),
    *_binary("x - y", "xy", {("1/2", "1/3"): "1/6", ("1/3", "1/2"): "-1/6"}),
    *_binary("x * y", "xy", {("2/3", "3/2"): 1, ("-2/3", "1/2"): "-1/3", ("0", "-7/3"): 0}),
    *_unary("-i", "i", {"5": "-5", "-5": "5", "0": "0", "-128": "128"}),
    *_unary("-x", "x", {"1/2": "-1/2", "-1/2": "1/2", "0": "0"}),
    *_unary("--i", "i", {"3": "3", "-3": "-3"}),
    *_unary("abs(i)", "i", {"-5": "5", "0": "0", "5": "5", "-128": "128"}),
    *_unary("abs(x)", "x", {"-5/2": "5/2", "0": "0", "5/2": "5/2"}),
]

DIVISION = [
    *_binary("i // j", "ij", {(7, 2): 3, (-7, 2): -4, (7, -2): -4, (-7, -2): 3, (6, -3): -2, (-6, 3): -2, (-6, -3): 2}),
    *_binary(
        "i // j", "ij", {(0, 5): 0, (0, -5): 0, (1, 5): 0, (-1, 5): -1, (1, -5): -1, (-1, -5): 0, (-128, -1): 128}
    ),
    *_binary("i // j", "ij", {(7, 0): UNDEFINED, (0, 0): UNDEFINED, (-7, 0): UNDEFINED}),
    *_binary("i % j", "ij", {(7, 2): 1, (-7, 2): 1, (7, -2): -1, (-7, -2): -1, (6, -3): 0, (-6, 3): 0, (-6, -3): 0}),
    *_binary(
        "i % j", "ij", {(7, 5): 2, (-7, 5): 3, (7, -5): -3, (-7, -5): -2, (0, 5): 0, (0, -5): 0, (5, 1): 0, (5, -1): 0}
    ),
    *_binary("i % j", "ij", {(7, 0): UNDEFINED, (0, 0): UNDEFINED, (-7, 0): UNDEFINED}),
    *_binary("i // j * j + i % j", "ij", {(7, -3): 7, (-7, 3): -7, (-7, -3): -7, (7, 0): UNDEFINED}),
    *_binary(
        "x / y",
        "xy",
        {(1, 2): "1/2", (-1, 2): "-1/2", (1, -2): "-1/2", (-1, -2): "1/2", (0, 5): 0, ("1/2", "-3/4"): "-2/3"},
    ),
    *_binary("x / y", "xy", {(1, 0): UNDEFINED, (0, 0): UNDEFINED}),
    *_binary(
        "i / j", "ij", {(1, 2): "1/2", (6, 3): 2, (-6, 4): "-3/2", (6, -4): "-3/2", (0, -4): 0, (1, 0): UNDEFINED}
    ),
    *_unary("0 * (1 / i)", "i", {"2": "0", "0": UNDEFINED}),
    *_unary("(i // i) - (i // i)", "i", {"2": "0", "0": UNDEFINED}),
    Case("1 // 0", {}, UNDEFINED),
    Case("1 / 0", {}, UNDEFINED),
    Case("1 % 0", {}, UNDEFINED),
]

POWERS = [
    *_unary("i**2", "i", {"3": "9", "-3": "9", "0": "0"}),
    *_unary("i**3", "i", {"3": "27", "-3": "-27", "0": "0"}),
    *_unary("i**0", "i", {"3": "1", "-3": "1", "0": "1"}),
    *_unary("i**1", "i", {"3": "3", "0": "0"}),
    *_unary("i**(-1)", "i", {"2": UNDEFINED, "1": UNDEFINED, "0": UNDEFINED, "-1": UNDEFINED}),
    *_unary("x**2", "x", {"-1/2": "1/4", "0": "0"}),
    *_unary("x**0", "x", {"0": "1", "-1/2": "1"}),
    *_unary("x**(-1)", "x", {"2/3": "3/2", "-2": "-1/2", "0": UNDEFINED}),
    *_unary("x**(-2)", "x", {"-2": "1/4", "0": UNDEFINED}),
    *_unary("2**i", "i", {"0": "1", "1": "2", "7": "128", "-1": UNDEFINED, "-7": UNDEFINED}),
    *_unary("real(2)**i", "i", {"3": "8", "0": "1", "-3": "1/8"}),
    *_unary("i * real(2)**(i - 2) + 1/3", "i", {"3": "19/3", "0": "1/3", "-2": "5/24"}),
    *_unary("if 1 // i > 0 then real(2)**i else 1 / i", "i", {"2": "1/2", "1": "2", "-3": "-1/3", "0": UNDEFINED}),
    *_binary(
        "i**j",
        "ij",
        {(3, 4): 81, (-2, 5): -32, (0, 0): 1, (0, 3): 0, (0, -1): UNDEFINED, (5, -1): UNDEFINED, (1, -1): UNDEFINED},
    ),
    *_unary("factorial(i)", "i", {"0": "1", "1": "1", "5": "120", "-1": UNDEFINED}),
    Case("factorial(6) + i", {"i": "1"}, "721"),
    Case("factorial(-1)", {}, UNDEFINED),
    Case("0**0", {}, "1"),
    Case("0**(-1)", {}, UNDEFINED),
    Case("real(0)**0", {}, "1"),
    Case("-i**2", {"i": "3"}, "-9"),
    Case("2**i**2", {"i": "3"}, "512"),
]

BITS = [
    *_binary("i & j", "ij", {(12, 10): 8, (-1, 10): 10, (-4, 7): 4, (-4, -6): -8, (0, -1): 0, (-128, 255): 128}),
    *_binary("i | j", "ij", {(12, 10): 14, (-1, 10): -1, (-4, 7): -1, (-4, -6): -2, (0, -1): -1, (-8, 1): -7}),
    *_binary("i xor j", "ij", {(12, 10): 6, (-1, 10): -11, (-4, 7): -5, (-4, -6): 6, (5, 5): 0, (-5, -5): 0}),
    *_unary("~i", "i", {"0": "-1", "-1": "0", "5": "-6", "-6": "5", "127": "-128"}),
    *_binary(
        "i << j",
        "ij",
        {(3, 2): 12, (-3, 2): -12, (3, 0): 3, (0, 5): 0, (-1, 7): -128, (3, -1): UNDEFINED, (0, -1): UNDEFINED},
    ),
    *_binary("i >> j", "ij", {(13, 2): 3, (-13, 2): -4, (13, 0): 13, (-1, 5): -1, (1, 9): 0, (-128, 3): -16}),
    *_binary("i >> j", "ij", {(13, -1): UNDEFINED, (0, -1): UNDEFINED}),
    *_unary(
        "bit_length(i)",
        "i",
        {"0": "0", "1": "1", "-1": "1", "7": "3", "8": "4", "-7": "3", "-8": "4", "-9": "4", "255": "8", "-256": "9"},
    ),
    *_unary(
        "bit_count(i)",
        "i",
        {"0": "0", "1": "1", "-1": "1", "7": "3", "8": "1", "-7": "3", "-8": "1", "-9": "2", "255": "8", "-256": "1"},
    ),
    *_unary("1 << bit_length(i) - 1", "i", {"1": "1", "9": "8", "-9": "8", "0": UNDEFINED}),
    *_unary("(i & 15) + (i & ~15)", "i", {"100": "100", "-100": "-100"}),
    Case("1 << -1", {}, UNDEFINED),
    Case("5 >> 1000", {}, "0"),
    Case("-5 >> 1000", {}, "-1"),
]

CHOICES = [
    *_binary("min(i, j)", "ij", {(2, 3): 2, (-2, -3): -3, (4, 4): 4}),
    *_binary("max(i, j)", "ij", {(2, 3): 3, (-2, -3): -2, (4, 4): 4}),
    *_binary("min(x, y)", "xy", {("1/2", "1/3"): "1/3", ("-1/2", "1/3"): "-1/2"}),
    *_binary("max(x, y)", "xy", {("1/2", "1/3"): "1/2", ("-1/2", "1/3"): "1/3"}),
    *_unary("min(i, 1 // i)", "i", {"2": "0", "0": UNDEFINED}),
    *_unary("if i > 0 then i else -i", "i", {"3": "3", "-3": "3", "0": "0"}),
    *_unary("if i == 0 then 0 else 12 // i", "i", {"0": "0", "5": "2", "-5": "-3"}),
    *_unary("if i != 0 then 12 // i else 12 // i", "i", {"0": UNDEFINED, "5": "2"}),
    *_unary("if 1 // i > 0 then 1 else 2", "i", {"0": UNDEFINED, "1": "1", "-1": "2"}),
    *_unary("if i > 0 then undefined(integer) else 7", "i", {"1": UNDEFINED, "0": "7"}),
    *_unary("if i > 0 then 1/2 else i", "i", {"1": "1/2", "-3": "-3"}),
    Case("if i > 0 then x else 1 / x", {"i": "1", "x": "0"}, "0"),
    Case("if i > 0 then x else 1 / x", {"i": "0", "x": "0"}, UNDEFINED),
    Case("if i > 0 then x else 1 / x", {"i": "0", "x": "2/3"}, "3/2"),
    Case("undefined(integer)", {}, UNDEFINED),
    Case("undefined(real)", {}, UNDEFINED),
    Case("undefined(truth)", {}, UNDEFINED),
]

TRUTH = [
    *_binary("i < j", "ij", {(2, 3): "true", (3, 3): "false", (-3, -2): "true", (3, -2): "false"}),
    *_binary("i <= j", "ij", {(2, 3): "true", (3, 3): "true", (3, 2): "false", (-128, 127): "true"}),
    *_binary("i > j", "ij", {(2, 3): "false", (3, 3): "false", (-2, -3): "true"}),
    *_binary("i >= j", "ij", {(2, 3): "false", (3, 3): "true", (-2, -3): "true"}),
    *_binary("i == j", "ij", {(2, 3): "false", (-3, -3): "true"}),
    *_binary("i != j", "ij", {(2, 3): "true", (-3, -3): "false"}),
    *_binary("x < y", "xy", {("1/3", "1/2"): "true", ("-1/3", "-1/2"): "false", ("1/2", "1/2"): "false"}),
    *_binary("x == y", "xy", {("1/3", "1/3"): "true", ("1/3", "1/2"): "false"}),
    *_binary("i / 2 < j / 3", "ij", {(1, 2): "true", (2, 3): "false", (-1, -1): "true", (-2, -3): "false"}),
    *_binary(
        "i / j >= 1", "ij", {(3, 2): "true", (-3, -2): "true", (3, -2): "false", (1, 2): "false", (1, 0): UNDEFINED}
    ),
    *_unary("not i > 0", "i", {"1": "false", "0": "true"}),
    *_unary("not 1 // i > 0", "i", {"1": "false", "0": UNDEFINED, "-1": "true"}),
    *_unary("i != 0 and 6 // i > 1", "i", {"0": "false", "3": "true", "6": "false"}),
    *_unary("6 // i > 1 and i != 0", "i", {"0": UNDEFINED, "3": "true"}),
    *_unary("i == 0 or 6 // i > 1", "i", {"0": "true", "3": "true", "6": "false"}),
    *_unary("6 // i > 1 or i == 0", "i", {"0": UNDEFINED, "3": "true"}),
    *_unary("6 // i > 1 or true", "i", {"0": UNDEFINED, "6": "true"}),
    *_unary("false and undefined(truth)", "i", {"0": "false"}),
    *_unary("true or undefined(truth)", "i", {"0": "true"}),
    *_unary("0 <= i <= 3", "i", {"-1": "false", "0": "true", "3": "true", "4": "false"}),
    Case("true and undefined(truth)", {}, UNDEFINED),
    Case("false or undefined(truth)", {}, UNDEFINED),
    Case("not undefined(truth)", {}, UNDEFINED),
]

SUMS = [
    Case("sum(k = 1 .. 4: k)", {}, "10"),
    Case("sum(k = -2 .. 2: k**2)", {}, "10"),
    Case("sum(k = 1 .. 0: k)", {}, "0"),
    Case("sum(k = 1 .. -5: 1 // 0)", {}, "0"),
    Case("sum(k = 3 .. 3: k / 2)", {}, "3/2"),
    Case("sum(k = 1 .. 0: k / 2)", {}, "0"),
    Case("sum(k = 0 .. 2: 1 // k)", {}, UNDEFINED),
    Case("sum(k = 1 // 0 .. 2: 1)", {}, UNDEFINED),
    Case("sum(k = 0 .. 1 // 0: k)", {}, UNDEFINED),
    Case("sum(k = 0 .. 3: i >> k)", {"i": "13"}, "23"),
    Case("sum(k = 0 .. 3: i >> k)", {"i": "-13"}, "-26"),
    Case("sum(k = 0 .. 2: x**k / factorial(k))", {"x": "0"}, "1"),
    Case("sum(k = 0 .. 2: x**k / factorial(k))", {"x": "-2"}, "1"),
    *_unary("sum(k = 0 .. i: k)", "i", {"4": "10", "0": "0", "-1": "0"}),
]

MIXED = [
    *_binary("i + x", "ix", {(1, "1/2"): "3/2", (-1, 1): 0}),
    *_binary("i < x", "ix", {(0, "1/2"): "true", (1, "1/2"): "false"}),
    *_binary("i == x", "ix", {(1, 1): "true", (1, "1/2"): "false"}),
    *_unary("real(i)", "i", {"3": "3", "-3": "-3"}),
    *_unary("real(i) / 2 * 2", "i", {"3": "3"}),
    *_unary("i // 2 + i / 2", "i", {"3": "5/2", "-3": "-7/2"}),
    *_unary("abs(i / 2)", "i", {"-3": "3/2", "4": "2"}),
    *_unary("(i / 2)**3", "i", {"-3": "-27/8", "0": "0"}),
    *_unary("max(i / 2, -1/3)", "i", {"-3": "-1/3", "1": "1/2"}),
    *_unary("-(i / 3) - 1/3", "i", {"1": "-2/3", "-1": "0"}),
]

REAL_FUNCTIONS = [
    *_unary("exp(x)", "x", {"0": "1"}),
    *_unary("log(x)", "x", {"1": "0", "0": UNDEFINED, "-1/2": UNDEFINED}),
    *_unary("sqrt(x)", "x", {"0": "0", "4/9": "2/3", "49": "7", "-1": UNDEFINED, "-1/9": UNDEFINED}),
    *_unary("atan(x)", "x", {"0": "0"}),
    *_unary("sqrt(i)", "i", {"4": "2", "0": "0", "-1": UNDEFINED}),
    *_unary("exp(i) < 20", "i", {"2": "true", "3": "false", "-100": "true"}),
    *_unary("exp(x) > 0", "x", {"-1000000000": "true", "1000000000": "true"}),
    *_unary("log(i) > 1", "i", {"2": "false", "3": "true", "0": UNDEFINED, "-3": UNDEFINED}),
    *_unary("sqrt(i) <= 3/2", "i", {"2": "true", "3": "false", "-2": UNDEFINED}),
    *_unary("atan(i) < 157/100", "i", {"-7": "true", "7": "true", "10000": "false"}),
    *_unary("1 / log(x)", "x", {"1": UNDEFINED, "0": UNDEFINED}),
    *_unary("0 * log(x)", "x", {"1": "0", "0": UNDEFINED}),
    *_unary("x > 0 and log(x) > 2", "x", {"0": "false", "7": "false", "8": "true"}),
    *_unary("if x > 0 then log(x) else x", "x", {"0": "0", "-1": "-1", "1": "0"}),
    *_unary("exp(x) == exp(x)", "x", {"1": "true", "-1/3": "true"}),
    *_binary("exp(x) == exp(y)", "xy", {(1, 1): "true", (1, 2): "false"}),
    *_binary("exp(x + y) != exp(x) * exp(y)", "xy", {(0, 0): "false"}),
    *_unary("min(sqrt(x), 1)", "x", {"2": "1", "1/4": "1/2"}),
    *_unary("sum(k = 0 .. i: exp(k)) > 11", "i", {"1": "false", "2": "true"}),
    Case("271828/100000 < exp(1) and exp(1) < 271829/100000", {}, "true"),
    Case("314159/100000 < 4 * atan(1) and 4 * atan(1) < 314160/100000", {}, "true"),
    Case("0.0860713 < log(1 / log(2)) / log(2) - 1 / log(2) + 1", {}, "true"),
    Case("log(-exp(1)) < 0", {}, UNDEFINED),
    Case("sqrt(exp(-1)) < 0", {}, "false"),
    Case("exp(exp(exp(3))) > 2**1000", {}, "true"),
]

CASES = (*ADDITION, *DIVISION, *POWERS, *BITS, *CHOICES, *TRUTH, *SUMS, *MIXED, *REAL_FUNCTIONS)
