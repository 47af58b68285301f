"""`always`: what a claim returns becomes a statement about every number of steps, and is compared with plain runs."""

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.trace.test_joins import CALLED, HEAD, program
from verify.claims.claim import ClaimError
from verify.claims.collect import collect
from verify.claims.instance import state
from verify.claims.run_texts import read_run, run_texts
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Always
from verify.kernel.text import statement_text, term_text
from verify.trace.runs import difference

HEADER = "from verify import *\n\n"


def instances(folder, text):
    file = folder / "c.py"
    file.write_text(HEADER + text)
    collection = collect([file])
    assert not collection.errors, collection.errors
    return [state(case) for case in collection.cases]


COUNTING = """
@claim()
def f():
    return always(start=dict(n=0, s=0), step=lambda n, s: dict(s=s + 2 * n + 1, n=n + 1), holds=lambda n, s: s == n * n)
"""
SORTS = """
@claim(a=integers(1))
def f(a):
    return always(start=dict(x=a, y=a, z=1), step=lambda x, y, z: dict(x=ratio(x, 2), y=y + a, z=x),
                  holds=lambda x, y: x > 0 and y > 0)
"""
MATRIX = """
@claim(n=each([2]), c=reals())
def f(n, c):
    return always(start=dict(A=[[0] * n, [c, 1]]), inputs=dict(q=[reals(0), word(n)]),
                  step=lambda A, q: dict(A=[A[1], [A[0][0] * q[0], A[0][1] + q[1]]]), holds=lambda A: A[0] == A[1])
"""
ASSUMED = """
@claim(a=reals())
def f(a):
    assume(a > 0)
    def step(x, u):
        assume(u > x)
        if u > 2 * a:
            return dict(x=u)
        return dict(x=ratio(1, u))
    return always(start=dict(x=a), step=step, inputs=dict(u=reals()), holds=lambda x: x > 0)
"""
BRANCHES = """
@claim(a=integers())
def f(a):
    assume(a > 0)
    def step(x):
        if a > 5:
            assume(x > 1)
        return dict(x=x // a)
    return always(start=dict(x=a), step=step, holds=lambda x: x >= 0 if x < a else x < 9)
"""
OUTSIDE = """
@claim(p=reals(), q=reals())
def f(p, q):
    mean = ratio(p, p + q)
    return always(start=dict(x=p), step=lambda x: dict(x=x * mean), holds=lambda x: x != 1 and x <= mean)
"""
BESIDE = """
@claim(p=reals(), q=reals())
def f(p, q):
    unused = ratio(p, q)
    return always(start=dict(x=p, y=q), step=lambda x, y: dict(x=y, y=x), holds=lambda x, y: x == y)
"""


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            COUNTING,
            "forall states integer n, integer s: from n = 0, s = 0 by n -> n + 1, s -> s + 2 * n + 1 always s == n * n",
        ),
        # a state is real where its start or its step is
        (
            SORTS,
            "forall integer a >= 1, states real x, integer y, real z: "
            "from x = a, y = a, z = 1 by x -> x / 2, y -> y + a, z -> x always x > 0 and y > 0",
        ),
        (
            MATRIX,
            "forall real c, states real A_0_0, integer A_0_1, real A_1_0, integer A_1_1, "
            "inputs real q_0 >= 0, integer 0 <= q_1 <= 3: from A_0_0 = 0, A_0_1 = 0, A_1_0 = c, A_1_1 = 1 "
            "by A_0_0 -> A_1_0, A_0_1 -> A_1_1, A_1_0 -> A_0_0 * q_0, A_1_1 -> A_0_1 + q_1 "
            "always A_0_0 == A_1_0 and A_0_1 == A_1_1",
        ),
        # what a step assumes is its condition; branches are alternatives
        (
            ASSUMED,
            "forall real a, states real x, inputs real u: a > 0 ==> "
            "from x = a by x -> (if u > 2 * a then u else 1 / u) where u > x always x > 0",
        ),
        (
            BRANCHES,
            "forall integer a, states integer x: a > 0 ==> from x = a by x -> x // a where a <= 5 or x > 1 "
            "always (if x < a then x >= 0 else x < 9)",
        ),
        # what is computed before the start has to be defined once: by the claim, or else by the start
        (
            OUTSIDE,
            "forall real p, real q, states real x: from x = p by x -> x * (p / (p + q)) "
            "always x != 1 and x <= p / (p + q)",
        ),
        (
            BESIDE,
            "forall real p, real q, states real x, real y: "
            "from x = (if p / q == p / q then p else p), y = q by x -> y, y -> x always x == y",
        ),
    ],
)
def test_the_statement(tmp_path, text, statement):
    (found,) = instances(tmp_path, text)
    assert statement_text(found.statement) == statement


def test_what_is_said_besides_helps_and_is_no_part_of_the_statement(tmp_path):
    text = COUNTING.replace("s == n * n)", "s == n * n, also=lambda n: n >= 0)")
    (found,), (without,) = instances(tmp_path, text), instances(tmp_path, COUNTING)
    assert statement_text(found.statement) == statement_text(without.statement)
    assert [term_text(lemma) for lemma in found.lemmas] == ["n >= 0"] and without.lemmas == ()


def claimed(**parts):
    """A claim that returns always(…) with these parts changed."""
    given = {
        "start": "dict(x=0)",
        "step": "lambda x, u: dict(x=x + u)",
        "inputs": "dict(u=reals())",
        "holds": "lambda x: x < 9",
    } | parts
    told = ", ".join(f"{name}={text}" for name, text in given.items())
    return f"@claim(a=reals())\ndef f(a):\n    return always({told})\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (claimed(start="dict()"), "start is empty"),
        (claimed(start="(0,)"), "start is a dict with names"),
        (claimed(inputs="[reals()]"), "inputs is a dict with names"),
        (claimed(start="dict(x=0.5)"), 'write ratio("0.5")'),
        (claimed(start="dict(x=[])"), "x is an empty list"),
        (claimed(start="dict(x='0')"), "x is no number at the start, but a str"),
        (claimed(start="dict(x=0, u=0)"), "u is a state and an input"),
        (claimed(start="dict(x=[0], x_0=0)"), "two numbers are called x_0"),
        (claimed(start="dict(a=0)", step="lambda a: dict(a=a)", holds="lambda a: a == 0"), "a is an argument of the"),
        (claimed(inputs="dict(u=3)"), "u=3: write a domain, as in u=reals()"),
        (claimed(inputs="dict(u=each([1]))"), "each(...) belongs to an argument of the claim"),
        (claimed(inputs="dict(u=word('w'))"), "a word's width is an integer"),
        (claimed(step="3"), "step is a function, as in step=lambda x, u: …"),
        (claimed(step="lambda x, v: dict(x=x)"), "step: its argument v is none of x, u"),
        (claimed(holds="lambda u: u < 9"), "holds: its argument u is none of x"),
        (claimed(holds="lambda *x: True"), "arguments are plain names"),
        (claimed(step="lambda x, u=1: dict(x=x)"), "have no default"),
        (claimed(step="lambda x, u: x + u"), "the step returns the new states, as in dict(x=…)"),
        (claimed(step="lambda x, u: dict(y=x)"), "the step returns the new states, as in dict(x=…)"),
        (claimed(step="lambda x, u: dict(x=[x])"), "x is no number after the step, but a list"),
        (claimed(start="dict(x=[0, 0])", step="lambda x, u: dict(x=x[:1])"), "x is no list of 2 after the step"),
        (claimed(holds="lambda x: x"), "returns <symbolic real> where a claim returns a truth value"),
        (claimed(holds="lambda x: True"), "its truth does not depend"),
        (claimed(holds="lambda x: (assume(x > 0), x < 9)[1]"), "assume in holds or also"),
        (
            claimed(holds="lambda x: always(start=dict(y=0), step=lambda y: dict(y=y), holds=lambda y: y < 9)"),
            "always(…) is what a claim returns",
        ),
        (
            "def g(a):\n    return always(start=dict(x=a), step=lambda x: dict(x=x), holds=lambda x: x <= 9)\n\n"
            "@claim(a=reals(), using=g)\ndef f(a):\n    return a * a >= 0\n",
            "always(…) is what a claim returns",
        ),
        (
            "@claim(a=reals())\ndef f(a):\n    if a > 0:\n        return a > 1\n"
            "    return always(start=dict(x=a), step=lambda x: dict(x=x), holds=lambda x: x < 9)\n",
            "every path of a claim returns a recurrence",
        ),
        (
            "@claim(a=reals(), tight=dict(a=1))\ndef f(a):\n"
            "    return always(start=dict(x=a), step=lambda x: dict(x=x), holds=lambda x: x <= 9)\n",
            "tight belongs to a claim with a comparison",
        ),
        (
            "def g(a):\n    return a > 0\n\n@claim(a=reals(), using=g)\ndef f(a):\n"
            "    return always(start=dict(x=a), step=lambda x: dict(x=x), holds=lambda x: x <= 9)\n",
            "what helps to prove always(…) is its also=",
        ),
    ],
)
def test_refusals(tmp_path, text, message):
    with pytest.raises(ClaimError) as refused:
        instances(tmp_path, text)
    assert message in refused.value.message


@pytest.mark.parametrize(
    "changed",
    [
        {"step": "lambda x, u: dict(x=setitem(SEEN, 0, SEEN[0] + 1) or x + (u if SEEN[0] < 5 else 0))"},
        {"holds": "lambda x: setitem(SEEN, 0, SEEN[0] + 1) or (x < 9 if SEEN[0] < 3 else x < 2)"},
        {"start": "dict(x=setitem(SEEN, 0, SEEN[0] + 1) or SEEN[0] // 5)"},
    ],
)
def test_functions_that_do_otherwise_on_plain_numbers_are_found_out(tmp_path, changed):
    # what an array holds, `trace/memory.py` does not look at
    head = 'from array import array\nfrom operator import setitem\n\nSEEN = array("q", [0])\n\n'
    with pytest.raises(ClaimError) as refused:
        instances(tmp_path, head + claimed(**changed))
    assert "the function gives" in refused.value.message or "nondeterministic" in refused.value.message


def recurrence(text):
    claim = parse(text)
    assert isinstance(claim, Always)
    return claim


def test_runs_as_texts_and_back():
    claim = recurrence("forall real p, states real x, inputs real u: from x = p by x -> x + u always x > 0")
    texts = run_texts({"p": "1/2"}, [{"u": "1"}, {"u": "-3/4"}])
    assert texts == {"p": "1/2", "@steps": "2", "u@1": "1", "u@2": "-3/4"}
    parameters, steps = read_run(claim, texts)
    assert run_texts({"p": str(parameters["p"])}, [{"u": str(step["u"])} for step in steps]) == texts
    assert read_run(claim, {"p": "1"})[1] == []


@pytest.mark.parametrize(
    "texts",
    [
        {"p": "1", "@steps": "-1"},
        {"p": "1", "@steps": "1"},
        {"p": "1", "u@1": "1"},
        {"p": "1", "@steps": "1", "u@2": "1"},
        {"@steps": "0"},
        {"p": "1", "x": "1"},
        {"p": "1", "@steps": "99999"},
        {"p": "1", "@steps": "1", "u@x": "1"},
    ],
)
def test_texts_that_are_no_run(texts):
    claim = recurrence("forall real p, states real x, inputs real u: from x = p by x -> x + u always x > 0")
    with pytest.raises(Rejected):
        read_run(claim, texts)


def test_a_step_whose_branch_changes_nothing_is_undefined_where_its_condition_is(tmp_path):
    step = "lambda x, u: dict(x=x + 1) if x // (u - 7654321) > 3 else dict(x=x + 1)"
    text = claimed(step=step, inputs="dict(u=integers(0))", start="dict(x=3)")
    [instance] = instances(tmp_path, text)
    assert "7654321" in term_text(instance.statement.step[0])


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_random_steps_and_their_statement_agree(seed):
    *body, _ = program(seed).split("\n")
    step = "\n".join(f"        {line}" for line in body)
    text = f"""{HEAD}from verify import *
{CALLED}
@claim(p=integers(-3, 4), q=integers(-2, 3))
def f(p, q):
    def step(x, y):
{step}
        return dict(x={"x" if seed % 3 else "a"}, y={"y" if seed % 2 else "b"})
    return always(start=dict(x=p, y=q), step=step, holds=lambda x, y: x < 99)
"""
    with tempfile.TemporaryDirectory() as folder:
        try:
            [instance] = instances(Path(folder), text)
        except ClaimError as error:
            if "paths" in error.message or "branches" in error.message:
                reject()
            raise
    for p, q in itertools.product(range(-3, 5), range(-2, 4)):
        assert difference(instance.statement, instance.plain, {"p": p, "q": q}, [{}, {}]) is None
