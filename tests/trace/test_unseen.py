"""Programs that once traced to something they do not say."""

import pytest

from verify.claims.claim import ClaimError
from verify.claims.collect import collect
from verify.claims.instance import state
from verify.kernel.evaluate import Undefined, evaluate

HEADER = "import functools\nfrom verify import *\n\n"


def stated(folder, source):
    (folder / "mine.py").write_text(HEADER + source)
    found = collect([folder])
    if found.errors:
        raise ClaimError(found.errors[0].message, folder / "mine.py", found.errors[0].line)
    return state(found.cases[0])


def test_a_wrapper_does_not_hide_the_quantifier(tmp_path):
    source = """
def logged(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)
    return inner

@claim(a=integers())
@logged
def f(a=0):
    return a * a <= 0
"""
    with pytest.raises(ClaimError, match="plain names"):
        stated(tmp_path, source)


def test_a_default_is_no_domain(tmp_path):
    with pytest.raises(ClaimError, match="no default"):
        stated(tmp_path, "@claim(a=integers())\ndef f(a=0):\n    return a * a <= 0\n")


def test_what_raises_before_an_empty_total_still_raises(tmp_path):
    source = """
@claim(n=each(range(1)), a=word(16))
def f(a, n):
    q = 1000 // (a - 41234)
    return total(lambda k: 0 * q + k, 1, n) <= a
"""
    conclusion = stated(tmp_path, source).statement.conclusion
    assert evaluate(conclusion, {"a": 5}) is True
    with pytest.raises(Undefined):
        evaluate(conclusion, {"a": 41234})


def test_an_assumption_inside_a_summand_is_refused(tmp_path):
    source = """
def summand(a, k):
    assume(a != 41234)
    return k

@claim(a=word(16), n=integers(-1, 3))
def f(a, n):
    return total(lambda k: summand(a, k), 0, n) >= 0 and 3 * a != 3 * 41234
"""
    with pytest.raises(ClaimError, match="assume inside a total"):
        stated(tmp_path, source)


def test_a_minimum_beside_something_undefined_is_refused(tmp_path):
    source = """
@claim(x=reals())
def f(x):
    q = 1 / (x - ratio(123, 457))
    return minimum(x * x + 1, 10)
"""
    with pytest.raises(ClaimError, match="may have no value"):
        stated(tmp_path, source)


def test_tight_is_about_the_comparison_that_stands_last(tmp_path):
    source = """
@claim(a=integers(0, 1000), b=integers(1, 1000), tight=dict(a=0, b=1))
def f(a, b):
    return (a * b >= 0) & (ratio(a * b, b) <= a + 100)
"""
    instance = stated(tmp_path, source)
    assert evaluate(instance.tight[0].statement.conditions[-1], {"a": 0, "b": 1}) is False


def test_an_index_that_leaks_is_not_caught_by_the_next_total(tmp_path):
    source = """
def first(k, kept):
    kept.append(k)
    return k

@claim(a=integers(0))
def f(a):
    kept = []
    total(lambda k: first(k, kept), 0, 3)
    return total(lambda k: kept[0], 0, 3) <= a + 6
"""
    with pytest.raises(ClaimError, match="the summand of total changes an object"):
        stated(tmp_path, source)


def test_what_only_numbers_have_is_no_pattern_of_a_symbolic_value(tmp_path):
    source = """
@claim(x=reals(0, 1))
def f(x):
    match x:
        case object(denominator=d):
            return d <= 5000
        case _:
            return x >= 0
"""
    with pytest.raises(ClaimError, match="a symbolic value has no .denominator"):
        stated(tmp_path, source)


@pytest.mark.parametrize("assumed", ["2 ** e < 1 or n > 3", "n > 3 if 2 ** e > 1 else True"])
def test_a_hypothesis_in_which_python_has_a_float_leaves_nothing_out(tmp_path, assumed):
    source = f"""
@claim(n=integers(0, 200000))
def f(n):
    e = where(n == 123457, -1, 1)
    assume({assumed})
    return n > 3 and n != 123457
"""
    with pytest.raises(ClaimError, match=r"an assumption needs .* >= 0, or Python has a float there"):
        stated(tmp_path, source)


def test_an_exponent_that_is_assumed_to_be_one_is_allowed(tmp_path):
    source = """
@claim(n=integers(-9, 9), m=integers(0))
def f(n, m):
    assume(n >= 0)
    assume(2**n >= 3**m)
    return n >= m
"""
    assert len(stated(tmp_path, source).statement.hypotheses) == 2


def test_a_summand_is_asked_once_and_may_remember_nothing(tmp_path):
    source = """
@claim(a=integers(0, 10**9))
def f(a):
    numbers = iter([0, 0, 9])
    def summand(k):
        for number in numbers:
            break
        return number
    return a != 654321 or total(summand, 0, 2) == 0
"""
    with pytest.raises(ClaimError, match="the summand of total reads from an iterator"):
        stated(tmp_path, source)


@pytest.mark.parametrize("summand", ["lambda k: 1 if x // (y - 40961) > 0 else 2", "branching"])
def test_what_only_a_summand_asks_leaves_nothing_out_of_an_empty_total(tmp_path, summand):
    source = f"""
@claim(x=integers(0, 9), y=integers(0, 60000), n=each([0, 1]))
def f(x, y, n):
    def branching(k):
        if x // (y - 40961) > 0:
            return k
        return 2
    assume(total({summand}, 1, n) <= 100)
    return y < 40961 or y > 40961
"""
    with pytest.raises(ClaimError, match="a branch inside a total on what may have no value"):
        stated(tmp_path, source)


def test_a_loop_that_seems_to_end_does_not_decide_what_is_left_out(tmp_path):
    source = """
@claim(x=word(100))
def f(x):
    y, n = x, 0
    while y & 1023 == 777:
        y >>= 10
        n += 1
    assume(n >= 9 or x < 100)
    return x < 100
"""
    values = {"x": sum(777 << 10 * place for place in range(10))}
    instance = stated(tmp_path, source)
    assert instance.plain(values) is False
    assert all(evaluate(hypothesis, values) for hypothesis in instance.statement.hypotheses)
    assert evaluate(instance.statement.conclusion, values) is False
