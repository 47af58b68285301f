"""What an author wants drawn: captions and limits, the same for all instances or chosen for each."""

import pytest

from verify.claims.claim import COLLECTED, ClaimError, claim
from verify.claims.collect import collect
from verify.claims.domains import each, integers
from verify.claims.drawing import Drawing, drawing_of

HERE = ("claims.py", 3)


def stated(**options):
    token = COLLECTED.set([])
    try:

        @claim(a=integers(0, 9), n=each([2, 4]), **options)
        def small(a, n):
            return a < 4 * n

        return COLLECTED.get()[0]
    finally:
        COLLECTED.reset(token)


def drawn(n=2, **options):
    return drawing_of(stated(**options), {"n": n}, HERE)


def test_nothing_is_drawn_unless_asked_for():
    assert drawn() == Drawing("", "", {})


def test_captions_and_limits_of_all_instances():
    assert drawn(picture="so big", trend="bigger", limit=3) == Drawing("so big", "bigger", {"": "3"})


def test_captions_and_limits_of_each_instance():
    options = {
        "picture": lambda n: "the first" if n == 2 else "",
        "trend": "bigger",
        "limit": lambda n: dict(minimum=n, minimiser=-n),
    }
    assert drawn(2, **options) == Drawing("the first", "bigger", {"minimiser": "-2", "minimum": "2"})
    assert drawn(4, **options) == Drawing("", "bigger", {"minimiser": "-4", "minimum": "4"})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"picture": 1}, "captions"),
        ({"trend": True}, "captions"),
        ({"limit": 3}, "limit belongs to a trend"),
        ({"picture": lambda a: "x"}, "its argument a is no argument with each"),
        ({"trend": "x", "limit": lambda a: 1}, "its argument a is no argument with each"),
        ({"picture": lambda n: n}, "picture=2: a caption"),
        ({"trend": "x", "limit": 0.5}, "limit: 0.5 is not an integer or a ratio"),
        ({"trend": "x", "limit": True}, "limit: True is not an integer or a ratio"),
        ({"trend": "x", "limit": {1: 2}}, "limit: 1 is not a name"),
        ({"trend": "x", "limit": lambda n: 1 // (n - 2)}, "limit: ZeroDivisionError"),
    ],
)
def test_what_is_no_caption_or_limit_is_refused(options, message):
    with pytest.raises(ClaimError, match=message):
        drawn(**options)


def test_a_caption_that_fails_is_an_error_of_its_claim_and_the_others_are_collected(tmp_path):
    file = tmp_path / "file.py"
    file.write_text(
        "from verify import claim, each, integers\n"
        "@claim(a=integers(), n=each([1]), picture=lambda n: [n])\ndef bad(a, n):\n    return a < n\n"
        "@claim(a=integers(), picture='here')\ndef good(a):\n    return a < 1\n"
    )
    found = collect([file])
    assert [(case.id, case.drawing.picture) for case in found.cases] == [("file.good", "here")]
    assert "picture=[1]" in found.errors[0].message
