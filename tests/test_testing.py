"""Claims asserted inside ordinary tests, as here."""

import functools
import random

import pytest

from verify import assume, claim, each, integers, ratio, reals, word
from verify.claims.claim import ClaimError
from verify.testing import assert_proved, assert_refuted


@claim(w=each([2, 3]), x=word("w"), y=word("w"))
def floor_average(x, y, w):
    """Without overflow."""
    return (x & y) + ((x ^ y) >> 1) == (x + y) // 2


@claim(x=integers(0, 20))
def small(x):
    return x < 17


@claim(x=reals(0, 1))
def below_its_square(x):
    return x <= x * x


@claim(w=each([2, 5]), x=word("w"))
def below_four(x, w):
    return x < 4


@claim(x=integers())
def caught(x):
    try:
        return x == x
    except TypeError:
        return False


def halved(x):
    try:
        return 1 // x
    except ZeroDivisionError:
        return 0


@claim(x=integers(0, 10**9))
def caught_beside(x):
    assume(halved(x - 654321) <= 1)
    return 2 * x != 2 * 654321


class Choice:
    def of(self, x):
        return x + int(random.random() < 1e-9)


@claim(x=integers(0, 9))
def chosen_at_random(x):
    return Choice().of(x) <= 9


def test_proved():
    assert_proved(floor_average)
    assert_proved("forall integer n: n // 2 * 2 + n % 2 == n")


def test_refuted():
    assert_refuted(small)
    assert_refuted("forall integer n: n * n > n")


def test_a_failure_shows_the_input():
    with pytest.raises(AssertionError, match=r"REFUTED  small\s+replay: small\(x=\d+\)"):
        assert_proved(small)
    with pytest.raises(AssertionError, match=r"REFUTED  forall integer n: n < 7\s+replay: n=\d+"):
        assert_proved("forall integer n: n < 7")
    with pytest.raises(AssertionError, match="not REFUTED"):
        assert_refuted(floor_average)


def test_the_input_shown_is_exact_and_replays():
    with pytest.raises(AssertionError) as failure:
        assert_proved(below_its_square)
    call = str(failure.value).rpartition("replay: ")[2]
    assert eval(call, {"ratio": ratio, "below_its_square": below_its_square}) is False


def test_every_instance_counts():
    with pytest.raises(AssertionError, match=r"REFUTED  below_four\[w=5\]") as failure:
        assert_proved(below_four)
    assert "w=2" not in str(failure.value)


def test_what_is_not_a_claim():
    with pytest.raises(ValueError, match="not a statement"):
        assert_proved("for all n")
    with pytest.raises(ValueError, match="neither a statement nor a function under @claim"):
        assert_proved(len)


def test_a_function_that_wraps_a_claim_is_none():
    @functools.wraps(floor_average)
    def wrong(x, y, w):
        return False

    with pytest.raises(ValueError, match="neither a statement nor a function under @claim"):
        assert_proved(wrong)


def test_what_a_trace_would_not_see_is_refused():
    with pytest.raises(ClaimError, match="try in a function"):
        assert_proved(caught)


def test_nor_is_it_in_functions_beside_the_claim():
    def first(x):
        return x + int(random.random() < 1e-9)

    @claim(x=integers(0, 9))
    def inside(x):
        return first(x) <= 9

    with pytest.raises(ClaimError, match="try in a function") as error:
        assert_proved(caught_beside)
    assert error.value.line == halved.__code__.co_firstlineno + 1
    for at_random in (chosen_at_random, inside):
        with pytest.raises(ClaimError, match="random in a function"):
            assert_proved(at_random)


def test_a_claim_without_a_source_is_none():
    names = {}
    exec(
        compile("@claim(x=integers())\ndef f(x):\n    return x == x\n", "nowhere.py", "exec"),
        {"claim": claim, "integers": integers},
        names,
    )
    with pytest.raises(ClaimError, match="source of the function cannot be read"):
        assert_proved(names["f"])


def test_claims_that_nothing_meets_are_not_proved():
    @claim(x=integers(0, 20))
    def nowhere(x):
        assume(x > 30)
        return x < 17

    with pytest.raises(AssertionError, match="VACUOUS"):
        assert_proved(nowhere)
