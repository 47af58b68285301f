"""From a claim file to statements, and what stops a case."""

from fractions import Fraction

import pytest

from verify.claims.claim import ClaimError
from verify.claims.collect import collect
from verify.claims.instance import state
from verify.kernel.text import statement_text, term_text

HEAD = "import operator; from verify import *\nfrom fractions import Fraction\n"


def instances(folder, text):
    (folder / "c.py").write_text(HEAD + text)
    found = collect([folder / "c.py"])
    assert found.errors == ()
    return [state(case) for case in found.cases]


def problem(folder, text):
    with pytest.raises(ClaimError) as caught:
        instances(folder, text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "@claim(w=each([8]), x=word('w'), y=word('w'))\ndef f(x, y, w):\n"
            "    return (x & y) + ((x ^ y) >> 1) == (x + y) // 2\n",
            "forall integer 0 <= x <= 255, integer 0 <= y <= 255: (x & y) + ((x xor y) >> 1) == (x + y) // 2",
        ),
        (
            "@claim(n=each([4]), x=reals())\ndef f(n, x):\n    return total(lambda k: x**k / factorial(k), 0, n) > 0\n",
            "forall real x: sum(k = 0 .. 4: x**k / factorial(k)) > 0",
        ),
        (
            "@claim(x=integers(), y=integers())\ndef f(y, x):\n    assume(0 < x <= y)\n    return x // y <= 1\n",
            "forall integer y, integer x: x > 0, x <= y ==> x // y <= 1",
        ),
        (
            "@claim(n=each([2]), x=reals(-3, 0))\ndef f(n, x):\n    return minimum(1 + x + x**n / 2, digits=20)\n",
            "minimum over real -3 <= x <= 0 to 20 digits: 1 + x + x**2 / 2",
        ),
        (
            "@claim(n=each([3]), x=reals(-3, 0))\ndef f(n, x):\n    return zeros(1 + x + x**n, exactly=n - 2)\n",
            "exactly 1 zero over real -3 <= x <= 0: 1 + x + x**3",
        ),
        (
            "@claim(x=word(3), y=odd(1, 5))\ndef f(x, y):\n    assume(x != y)\n"
            "    if x < y:\n        return mean(y - x, exactly=3)\n    return mean(ratio(x, y), ratio(3))\n",
            "mean over integer 0 <= x <= 7, odd integer 1 <= y <= 5: x != y ==> (if x < y then y - x else x / y) is 3",
        ),
    ],
)
def test_statements(tmp_path, text, statement):
    (found,) = instances(tmp_path, text)
    assert statement_text(found.statement) == statement
    assert found.tight == ()
    assert (found.id, found.file, found.case.id) == (found.case.id, tmp_path / "c.py", found.id)


def test_replaying_takes_fractions_for_reals(tmp_path):
    (found,) = instances(tmp_path, "@claim(n=each([2]), x=reals())\ndef f(n, x):\n    return x / n >= ratio(1, 3)\n")
    assert found.plain({"x": 1}) is True and found.plain({"x": Fraction(1, 2)}) is False


TIGHT = """
@claim(a=integers(1), b=integers(1), tight=dict(a=3, b=3))
def f(a, b):
    low = a if a < b else b
    return 0 < low and low * low <= a * b
"""


def test_tightness_is_equality_of_the_last_comparison_on_the_branch_taken(tmp_path):
    (found,) = instances(tmp_path, TIGHT)
    [tight] = found.tight
    assert statement_text(tight.statement) == "exists integer a >= 1, integer b >= 1: a >= b, b * b == a * b"
    assert tight.at == {"a": 3, "b": 3}


TIGHT_TWICE = """
@claim(w=each([4, 5]), a=word("w"), tight=lambda w: [dict(a=0), dict(a=2**w - 1)], expect=lambda w: LATER[w])
def f(a, w):
    return 0 <= a <= 2**w - 1 and a < 99

LATER = {4: "proved", 5: "open"}
"""


def test_tight_and_expect_may_depend_on_the_instance_and_an_input_attains_any_bound(tmp_path):
    four, five = instances(tmp_path, TIGHT_TWICE)
    assert [statement_text(tight.statement) for tight in four.tight] == [
        "exists integer 0 <= a <= 15: a == 0",
        "exists integer 0 <= a <= 15: a == 15",
    ]
    assert [dict(tight.at) for tight in five.tight] == [{"a": 0}, {"a": 31}]
    assert (four.expect, five.expect) == ("proved", "open")


def test_one_input_is_for_the_last_comparison_and_several_are_for_bounds_of_their_own(tmp_path):
    (single,) = instances(tmp_path, "@claim(a=word(4), tight=dict(a=0))\ndef f(a):\n    return 0 <= a and a <= 99\n")
    [tight] = single.tight
    assert statement_text(tight.statement) == "exists integer 0 <= a <= 15: a == 99"
    (listed,) = instances(
        tmp_path, "@claim(a=word(4), tight=[dict(a=0)])\ndef f(a):\n    return 0 <= a and a + a == 2 * a and a < 99\n"
    )
    assert statement_text(listed.tight[0].statement) == "exists integer 0 <= a <= 15: a == 0"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("@claim(x=word(8), w=each([1]), tight=lambda w: w)\ndef f(x, w):\n    return x < 1\n", 4, "a list of inputs"),
        (
            "@claim(x=word(8), tight=[dict(x=0), dict(x=0)])\ndef f(x):\n    return 0 <= x <= 255\n",
            4,
            "attain the same bound",
        ),
        ("@claim()\ndef f():\n    return 1 + 1 == 2\n", 4, "plain Python has computed it"),
        ("@claim(x=word(8))\ndef f(x):\n    return x / 2 < 1\n", 5, "/ on integers"),
        ("@claim(x=word(8))\ndef f(x):\n    y = 1\n    return x + 0.5 < y\n", 6, 'ratio("0.5")'),
        ("@claim(x=word(8))\ndef f(x):\n    return x < unknown\n", 5, "NameError"),
        ("@claim(x=word(8))\ndef f(x):\n    x < 1\n", 3, "returns None"),
        (
            "@claim(x=word(8))\ndef f(x):\n    return (x < 999).__sizeof__() == True.__sizeof__() or x < 200\n",
            4,
            "at x=",
        ),
        ("@claim(w=each(['a']), x=word('w'))\ndef f(x, w):\n    return x < 1\n", 4, "width"),
        ("@claim(x=word(8))\ndef f(x):\n    return minimum(x)\n", 4, "one argument with reals"),
        ("@claim(x=word(8))\ndef f(x):\n    return zeros(x, exactly=1)\n", 4, "one argument with reals"),
        ("@claim(x=reals())\ndef f(x):\n    return zeros(x, exactly=-1)\n", 5, "from 0 to 1000000"),
        ("@claim(x=reals(), tight=dict(x=0))\ndef f(x):\n    return zeros(x, 1)\n", 4, "tight belongs"),
        ("@claim(x=integers(0))\ndef f(x):\n    return mean(x, 1)\n", 4, "a mean is over integers with two bounds"),
        ("@claim(x=word(8))\ndef f(x):\n    return mean(x, 0.5)\n", 5, "exactly is an integer or a ratio"),
        ("@claim(x=word(8))\ndef f(x):\n    return mean(x, 1) if x < 3 else x < 4\n", 3, "another path returns a mean"),
        ("@claim(x=word(8))\ndef f(x):\n    return mean(x, 1 if x < 3 else 2)\n", 3, "returns a mean, exactly 1"),
        ("@claim(x=word(8))\ndef f(x):\n    return x < 3 or mean(x, 1)\n", 3, "returns a mean, exactly 1"),
        ("@claim(lambda_=integers(), true=integers())\ndef f(true, lambda_):\n    return true < 1\n", 4, "not a name"),
        ("@claim(x=word(8), tight=dict(x=256))\ndef f(x):\n    return x <= 255\n", 4, "outside its domain"),
        ("@claim(x=word(8), tight=dict(x=255))\ndef f(x):\n    return x < 256\n", 4, "compares with <= or >="),
        (
            "@claim(x=word(8), tight=dict(x=0))\ndef f(x):\n    return 1 <= 1 if 1 // x > 0 else x <= 9\n",
            4,
            "undefined",
        ),
        ("@claim(x=reals(), tight=dict(x=0))\ndef f(x):\n    return minimum(x * x)\n", 4, "tight belongs"),
        (
            "from operator import setitem\nk = [0]\n@claim(x=word(8))\ndef f(x):\n"
            "    total(lambda j: setitem(k, 0, j) or j, 0, x)\n    return k[0] < x\n",
            5,
            "changes an object (list) that it did not make",
        ),
    ],
)
def test_what_stops_a_case_is_an_error_with_its_line(tmp_path, text, line, message):
    error = problem(tmp_path, text)
    assert (error.file, error.line) == (tmp_path / "c.py", line), error
    assert message in error.message


def test_a_case_can_be_stated_without_the_cross_check(tmp_path):
    (tmp_path / "c.py").write_text(
        HEAD + "@claim(x=word(8))\ndef f(x):\n    return (x < 999).__sizeof__() == True.__sizeof__() or x < 300\n"
    )
    (case,) = collect([tmp_path]).cases
    assert statement_text(state(case, check=False).statement) == "forall integer 0 <= x <= 255: x < 300"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("'1010101010101010' not in format(x, 'b')", "no text"),
        ("f'{x}' != '7'", "no text"),
        ("repr(x) != '1234567'", "no text"),
        ("not ((x < 1).__sizeof__() == True.__sizeof__() and x == 987654321)", "does not depend on its arguments"),
        ("x >= 0 or exit(0)", "ends the program"),
    ],
)
def test_ways_out_of_the_trace_are_closed(tmp_path, body, told):
    text = f"import operator\nfrom verify import claim, word\n\n@claim(x=word(64))\ndef f(x):\n    return {body}\n"
    (tmp_path / "mine.py").write_text(text)
    [case] = collect([tmp_path]).cases
    with pytest.raises(ClaimError, match=told):
        state(case)


LEMMAS = """
def formula(a, b):
    return a if a < b else b

def equal(a, b):
    assume(a >= 1)
    return min(a, b) == formula(a, b)

def doubled(b, w):
    return 2 * b <= 2 * 2**w

@claim(w=each([3, 4]), a=word("w"), b=word("w"), using=[equal, doubled])
def f(a, b, w):
    {body}
    return min(a, b) < 2**w
"""


def lemmas(folder, body):
    found = instances(folder, LEMMAS.format(body=body))
    return [[term_text(lemma) for lemma in instance.lemmas] for instance in found]


def test_lemmas_are_what_the_functions_return_of_the_same_arguments(tmp_path):
    equal = "(if a >= 1 then (if a < b then min(a, b) == a else min(a, b) == b) else true)"
    assert lemmas(tmp_path, "pass") == [[equal, "2 * b <= 16"], [equal, "2 * b <= 32"]]


def test_what_a_lemma_assumes_and_the_claim_too_is_not_said_twice(tmp_path):
    equal = "(if a < b then min(a, b) == a else min(a, b) == b)"
    assert lemmas(tmp_path, "assume(a >= 1)")[0] == [equal, "2 * b <= 16"]
    assert lemmas(tmp_path, "assume(a >= 2)")[0][0].startswith("(if a >= 1 then ")


def test_lemmas_change_nothing_in_the_statement(tmp_path):
    (with_them, _), text = (
        instances(tmp_path, LEMMAS.format(body="pass")),
        LEMMAS.replace(", using=[equal, doubled]", ""),
    )
    (without, _) = instances(tmp_path, text.format(body="pass"))
    assert statement_text(with_them.statement) == statement_text(without.statement) and without.lemmas == ()


@pytest.mark.parametrize(
    ("lemma", "line", "message"),
    [
        ("return a + 1", 3, "returns <symbolic integer> where a claim returns a truth value"),
        ("return mean(a, 1)", 7, "using: g does not return a truth value"),
        ("return a > 0.5", 4, 'ratio("0.5")'),
        ("return a / 2 > 1", 4, "/ on integers"),
    ],
)
def test_what_stops_a_lemma(tmp_path, lemma, line, message):
    text = f"def g(a):\n    {lemma}\n\n@claim(a=word(8), using=g)\ndef f(a):\n    return a < 256\n"
    error = problem(tmp_path, text)
    assert (error.file, error.line) == (tmp_path / "c.py", line), error
    assert message in error.message
