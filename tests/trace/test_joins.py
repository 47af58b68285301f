"""Joins: a loaded function's term is one path where sides only assign, and says what Python does all the same."""

import itertools
import random

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.trace.loading import (
    OUTSIDE,
    UNDEFINED,
    integer,
    loaded,
    outcome_of_function,
    outcome_of_terms,
    plain,
    trace,
)
from verify.kernel.text import term_text
from verify.trace.oracle import TooManyPaths, TraceError

HEAD = "from verify import assume, ratio, where\nT = (3, 1, 4, 1, 5)\n"
X, Y = integer("x", -4, 9), integer("y", -3, 6)


def traced(body, *, before="", variables=(X, Y)):
    """The loaded function c(x, y) with this body, its trace, and what Python makes of it."""
    lines = "\n".join(f"    {line}" for line in body.strip("\n").splitlines())
    source = f"{HEAD}{before}\ndef c(x, y):\n{lines}\n"
    function = loaded(source, "c")
    return function, trace(function, variables), plain(source, "c")


def agree(body, **keywords):
    """The trace, once it agrees with the function at every input."""
    function, found, original = traced(body, **keywords)
    for x, y in itertools.product(range(-4, 10), range(-3, 7)):
        values = {"x": x, "y": y}
        expected = outcome_of_function(original, values)
        assert outcome_of_function(function, values) == expected, values
        said = outcome_of_terms(found, values)
        assert said == expected or (said == OUTSIDE and expected == UNDEFINED), values
    return found


IN_A_LOOP = "n = 0\nfor i in range(3):\n"


@pytest.mark.parametrize(
    "body",
    [
        IN_A_LOOP + "    if x >> i & 1:\n        n += y << i\nreturn n == 3",
        IN_A_LOOP
        + "    if x > i:\n        n += 1\n    elif y > i:\n        n -= 1\n    else:\n        n = n * 2\nreturn n > y",
        IN_A_LOOP + "    if x > i and y != 0 and x // y > 1 or n > 2:\n        n += 1\nreturn n == x",
        IN_A_LOOP + "    if not (i < x <= 5):\n        n += i\nreturn n <= y",
        IN_A_LOOP + "    n += x if y > i else -x\nreturn n == y",
        IN_A_LOOP + "    if y > i:\n        x, n = n, x\nreturn n == x",
        IN_A_LOOP + "    if y > i:\n        t = x + 1\n        n += t\nreturn n == x",
        IN_A_LOOP
        + "    if y > i:\n        p = (x, 1)\n    else:\n        p = (y, 2)\n    n += p[0] * p[1]\nreturn n == x",
        IN_A_LOOP + "    if y > i:\n        if x > i:\n            n += 1\n        n += 2\nreturn n == x",
        IN_A_LOOP
        + "    if y > i:\n        for j in range(2):\n            if x > j:\n                n += j\nreturn n == x",
        IN_A_LOOP + "    if y:\n        n = max(n, x)\nreturn n == x",
        IN_A_LOOP + "    flag = x > i\n    if flag:\n        flag = y > 2\n    n += where(flag, 1, 0)\nreturn n == x",
        "b = x & 15\nn = 0\nwhile b:\n    n += b & 1\n    b >>= 1\nreturn n == y",
        "b = x & 15\nn = 0\nwhile b:\n    b &= b - 1\n    n += 1\nreturn n == y",
        "b = x & 7\nn = 0\nwhile b and n < 9:\n    if b & 1:\n        n += y\n    b >>= 1\nreturn n == y",
        "n = 5\nwhile x & 7 > n:\n    n += 1\nreturn n == y",
    ],
)
def test_one_path_is_enough(body):
    assert agree(body).paths == 1


@pytest.mark.parametrize(
    "body",
    [
        # What a side may not be able to compute counts where the side is taken, used or not.
        IN_A_LOOP + "    if y > i:\n        n += x // (y - 2)\nreturn n == x",
        IN_A_LOOP + "    if y > i:\n        x // (y - 2)\nreturn n == x",
        IN_A_LOOP + "    if y > i:\n        t = x << y - 2\n    else:\n        t = 0\nreturn n < 5",
        IN_A_LOOP + "    if y > i:\n        n = x // y\nq = x // y\nreturn n <= 99",
        "q = 0\nfor i in range(1):\n    if y > 1:\n        q = x // y\nx // y\nreturn q < 9",
        "q = 0\nfor i in range(1):\n    if y > 1:\n        q = x // y\nreturn (q < 9) | (x // y > 3)",
        IN_A_LOOP + "    if x // y > i:\n        n += 1\nreturn n >= 0",
        IN_A_LOOP + "    if x > 100 and x // 0 > 1:\n        n += 1\nreturn n == 0",
        IN_A_LOOP + "    n += x // y if y > i else 1 << y + 1\nreturn n == 0",
        IN_A_LOOP + "    if y > i:\n        n += T[x]\nreturn n == 3",
        IN_A_LOOP + "    if y > i:\n        if x > 1:\n            n // (x - 3)\nreturn n == 0",
        "b = x & 7\nn = 0\nwhile b:\n    n += y // (b - 2)\n    b >>= 1\nreturn n == 0",
        "b = x & 7\nwhile b:\n    y // (b - 2)\n    b >>= 1\nreturn y < 99",
        IN_A_LOOP + "    if y > i:\n        n = where(x > 1, n, x // (y - 2))\nreturn n == 0",
        # Objects that two names share, and that a side would change.
        "L = [0]\nM = L\nfor i in range(2):\n    if x > i:\n        L += [1]\nreturn len(M) > 1",
        "L = [0]\nM = L\nfor i in range(2):\n    if x > i:\n        L[0] += 1\nreturn M[0] == y",
        "L = [0]\nM = L\nfor i in range(2):\n    if x > i:\n        L = [5]\n    L[0] += 1\nreturn M[0] + L[0] == y",
        "L = [0]\nfor i in range(2):\n    if x > i:\n        L.append(i)\nreturn len(L) == y",
        "it = iter([1, 2, 3, 4, 5, 6])\nn = 0\nfor i in range(2):\n    if x > i:\n        n += sum(it)\nreturn n == 9",
        "z = zip([1, 2, 3], [4, 5, 6])\nn = 0\nfor i in range(2):\n    if x > i:\n        for a, b in z:\n"
        "            n += a\n    else:\n        n += 50\nreturn n == y",
        # Names that a side leaves without a value, or with one of another kind.
        "for i in range(2):\n    if x > 0:\n        t = x\n    if x > 0:\n        y += t\nreturn y == 3",
        "k = 1\nfor i in range(1):\n    if x > y:\n        k = 3\n    else:\n        k = 2\nreturn sum(range(k)) == y",
        "k = None\nfor i in range(2):\n    if x > i:\n        k = i\nreturn k is None or k > 0",
        "f = min\nfor i in range(1):\n    if x > y:\n        f = max\nreturn f(x, 2) == y",
        "s = 'a'\nfor i in range(2):\n    if x > i:\n        s = s + 'b'\nreturn len(s) == y",
        "n = 0\nfor i in range(2):\n    if x > i:\n        n = ratio(1, 2)\n    else:\n        n = 1\nreturn n * y > 1",
        # Ways out of a side, and hypotheses in it.
        IN_A_LOOP + "    if x > i:\n        break\n    n += 1\nreturn n == y",
        IN_A_LOOP + "    if x == i:\n        continue\n    n += 1\nreturn n == y",
        IN_A_LOOP + "    if x == i:\n        return y > 0\nreturn n == y",
        IN_A_LOOP + "    if x > i:\n        assume(y > 0)\n        n += 1\nreturn n == y",
        IN_A_LOOP + "    if x > i:\n        n += 1 // 0\nreturn n == y",
        IN_A_LOOP + "    if x > i:\n        n = [1, 2][n + 1]\nreturn n == y",
        IN_A_LOOP + "    if x > i:\n        raise ValueError\nreturn n == 0",
        # Names of outer functions, and functions that see them change.
        "n = 0\nf = lambda: n\nfor i in range(2):\n    if x > i:\n        n += 1\n        n += f()\nreturn n == y",
        "n = 0\nseen = lambda: n\nfor i in range(2):\n    if x > i:\n        n += 1\nreturn seen() == y",
        "def grow(i):\n    if x > i:\n        i += 2\n    yield i\nreturn sum(sum(grow(i)) for i in range(2)) == y",
        "n = 0\nfor i in range(2):\n    if (m := x + i) > 1:\n        n += m\nreturn n == y",
        "L = [1, 2, 3]\nL[x & 3] += y\nreturn L[0] + 2 * L[1] == 3",
        "L = [1, 2, 3]\nM = L\nM[x] = y\nreturn L[0] + 2 * L[-1] == 3",
        "return min(x, y, 3) + max([x, y]) == 4 and T[y & 3] > 1",
    ],
)  # fmt: skip
def test_what_cannot_be_joined_or_counts_on_one_side_only(body):
    agree(body)


CALLED = """
def halved(p, q):
    if p > q:
        p, q = q, p
    return p // (q - 2)

def grown(L):
    L += [1]
    return len(L)

def early(p):
    if p > 2:
        return 1
    return p
"""


@pytest.mark.parametrize(
    ("call", "paths"), [("halved(x, i)", 1), ("early(x)", 16), ("grown([i])", 8), ("abs(x) + pow(y, 2)", 1)]
)
def test_functions_called_on_one_side(call, paths):
    found = agree(IN_A_LOOP + f"    if y > i:\n        n += {call}\nreturn n == 1", before=CALLED)
    assert found.paths <= paths


def test_a_function_with_effects_is_not_run_on_trial():
    body = "L = [0]\nn = 0\nfor i in range(2):\n    if y > i:\n        n += grown(L)\nreturn len(L) == x"
    agree(body, before=CALLED)


def test_a_rebound_builtin_is_what_it_is():
    before = "def abs(p):\n    return p\ndef min(p, q):\n    return p + q\n"
    agree(IN_A_LOOP + "    if y > i:\n        n += min(x, y)\nreturn n == 1", before=before)


def test_the_form_of_a_joined_term():
    _, found, _ = traced("n = 0\nfor i in range(1):\n    if x > 2:\n        n += y\nreturn n == 3")
    assert term_text(found.root()) == "(if x > 2 then y else 0) == 3"
    _, found, _ = traced("if x > 2:\n    n = y\nelse:\n    n = 0\nreturn n == 3")
    assert term_text(found.root()) == "x > 2 and y == 3" or found.paths == 2


def test_branches_outside_loops_join_when_they_are_many():
    few = "\n".join(f"if x > {k}:\n    y += {k}" for k in range(3))
    many = "\n".join(f"if x + y > {k}:\n    y += {k}" for k in range(12))
    assert agree(few + "\nreturn y > 3").paths > 1
    assert agree(many + "\nreturn y > 3").paths == 1


def test_a_loop_that_only_looks_endless_ends_in_a_leaf_without_a_value():
    body = "n = 0\nb = x\nwhile b:\n    b &= b - 1\n    n += 1\nreturn n <= 8"
    variables = (integer("x", 0, 255), Y)
    _, found, _ = traced(body, variables=variables)
    assert found.paths == 1 and "undefined(truth)" in term_text(found.root())
    assert all(outcome_of_terms(found, {"x": x, "y": 0}) is True for x in range(256))


def test_an_error_in_a_joined_function_names_the_authors_line():
    with pytest.raises(TraceError, match="/ on integers") as caught:
        traced("n = 0\nfor i in range(2):\n    if x > i:\n        n += 1\nwhile y > 3:\n    y = y / 2\nreturn n > 0")
    assert caught.value.line == 10
    with pytest.raises(TraceError, match="no index"):
        traced("n = 0\nfor i in range(2):\n    if x > i:\n        n += 1\nreturn len(range(n * x)) > 0")


STATEMENTS = st.integers(0, 2**32)


def program(seed):
    """A random program of two arguments, its names bound, its loops ending."""
    source = random.Random(seed)

    def number(depth=2):
        kind = source.randrange(15) if depth else source.randrange(4)
        if kind < 3:
            return source.choice("xyabc")
        if kind < 4:
            return str(source.randrange(-2, 5))
        forms = [
            "({0} // {1})", "({0} % {1})", "({0} >> {1} % 3 - 1)", "({0} if {2} else {1})", "min({0}, {1})",
            "halved({0}, {1})", "T[{0} & 3]", "T[{0}]", "where({0} > 1, {1}, {0})", "({0} + {1})", "({0} ^ {1})",
        ]  # fmt: skip
        return source.choice(forms).format(number(depth - 1), number(depth - 1), condition(depth - 1))

    def condition(depth=1):
        forms = ["{0} < {1}", "{0} == {1}", "{0}", "{0} < a <= {1}"]
        if depth > 0:
            forms += ["({2} and {3})", "({2} or {3})", "not {2}"]
        inner = (condition(depth - 1), condition(depth - 1)) if depth > 0 else ("", "")
        return source.choice(forms).format(number(max(depth, 0)), number(max(depth, 0)), *inner)

    def block(depth, indent):
        return [line for _ in range(source.randrange(1, 4)) for line in statement(depth, indent)]

    def statement(depth, indent):
        pad, kind = "    " * indent, source.randrange(10)
        if kind < 4 or depth == 0:
            return [f"{pad}{source.choice('abc')} {source.choice(['=', '+=', '-='])} {number()}"]
        if kind < 7:
            lines = [f"{pad}if {condition()}:", *block(depth - 1, indent + 1)]
            return lines + ([f"{pad}else:", *block(depth - 1, indent + 1)] if source.getrandbits(1) else [])
        if kind == 7:
            return [f"{pad}for i in range(2):", *block(depth - 1, indent + 1)]
        if kind == 8:
            turns = f"w{indent}"
            change = source.choice([f"{turns} >>= 1", f"{turns} &= {turns} - 1"])
            inner = block(depth - 1, indent + 1)
            return [f"{pad}{turns} = x & 3", f"{pad}while {turns}:", *inner, f"{pad}    {change}"]
        return [f"{pad}{number()}"]

    return "\n".join(["a, b, c = x, y, 1", *block(2, 0), f"return {number(1)} <= a + 3 * b + 7 * c"])


@settings(max_examples=40)
@given(STATEMENTS)
def test_random_programs_and_their_terms_agree(seed):
    try:
        agree(program(seed), before=CALLED)
    except TooManyPaths:
        reject()
