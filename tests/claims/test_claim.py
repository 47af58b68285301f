"""@claim: the function stays as it was, and a wrong statement of a claim names its line."""

from fractions import Fraction

import pytest

from verify.claims.claim import COLLECTED, ClaimError, claim
from verify.claims.domains import each, integers, word


def collected(state):
    token = COLLECTED.set([])
    try:
        function = state()
        return function, COLLECTED.get()
    finally:
        COLLECTED.reset(token)


def test_the_function_is_returned_and_replays_an_input():
    def state():
        @claim(a=integers(1), w=each([8]), tight=dict(a=3), source="here", expect="open", full=True)
        def small(a, w):
            """A claim."""
            return a < 2**w

        return small

    function, (found,) = collected(state)
    assert function(a=3, w=8) is True and function(256, 8) is False
    assert (found.name, found.expect, found.source, found.full, found.tight) == (
        "small",
        "open",
        "here",
        True,
        {"a": 3},
    )
    assert found.function is function and set(found.domains) == {"a", "w"}
    assert found.line == function.__code__.co_firstlineno + 1


def no_domain():
    @claim(a=integers())
    def wrong(a, b):
        return a < b


def no_argument():
    @claim(a=integers(), b=integers())
    def wrong(a):
        return a < 1


def without_parentheses():
    @claim
    def wrong(a):
        return a < 1


def unknown_width():
    @claim(a=word("w"), w=integers())
    def wrong(a, w):
        return a < 1


def starred():
    @claim(a=integers())
    def wrong(*a):
        return True


def with_option(**options):
    def state():
        @claim(a=integers(), **options)
        def wrong(a):
            return a < 1

    return state


@pytest.mark.parametrize(
    ("state", "message"),
    [
        (no_domain, "no domain for its argument b"),
        (no_argument, "has no argument b"),
        (without_parentheses, "keywords only"),
        (unknown_width, "w is no argument with each"),
        (starred, "without \\*"),
        (lambda: claim(a=integers())(3), "above a function"),
        (with_option(expect="maybe"), "expect='maybe'"),
        (with_option(source=1), "source is a string"),
        (with_option(full=1), "full is True or False"),
        (with_option(b=range(3)), "write a domain"),
        (with_option(tight=dict(b=1)), "one value for each of a"),
        (with_option(tight=dict(a=0.5)), "not an integer or a ratio"),
        (with_option(tight=3), "a list of inputs"),
        (with_option(tight=[dict(a=1), dict(b=1)]), "one value for each of a"),
        (with_option(tight=lambda a: dict(a=a)), "its argument a is no argument with each"),
        (with_option(expect=lambda w: "proved"), "its argument w is no argument with each"),
    ],
)
def test_a_claim_that_is_stated_wrongly(state, message):
    with pytest.raises(ClaimError, match=message) as caught:
        state()
    assert caught.value.file.name == "test_claim.py" and caught.value.line > 30


def test_tight_takes_fractions():
    _, (found,) = collected(lambda: claim(a=integers(), tight=dict(a=Fraction(1)))(lambda a: a >= 1))
    assert found.tight == {"a": Fraction(1)}


def helper(a):
    return a >= 1


def other_helper(b, a):
    return a >= b


def test_using_is_one_function_or_several():
    state = claim(a=integers(1), w=each([8]), using=helper)
    _, (found,) = collected(lambda: state(lambda a, w: a >= 1))
    assert found.using == (helper,)
    state = claim(a=integers(1), b=integers(1), using=[helper, other_helper])
    _, (found,) = collected(lambda: state(lambda a, b: a >= 1))
    assert found.using == (helper, other_helper)
    _, (found,) = collected(lambda: claim(a=integers(1))(lambda a: a >= 1))
    assert found.using == ()


@pytest.mark.parametrize(
    ("using", "message"),
    [
        (other_helper, "using: other_helper has an argument b that this claim has not"),
        ([helper, other_helper], "using: other_helper has an argument b"),
        ([3], "using takes functions, as in using=datapath_is_the_formula"),
        ("helper", "using takes functions"),
        (len, "using takes functions"),
        ([helper, "helper"], "using takes functions"),
    ],
)
def test_wrong_lemmas_name_the_line_of_the_claim(using, message):
    with pytest.raises(ClaimError, match=message) as caught:
        claim(a=integers(), using=using)(lambda a: a >= 1)
    assert caught.value.file.name == "test_claim.py" and caught.value.line > 30
