"""What runs is recorded, and what of it is not the same on every run or asks about objects."""

import operator
import random
import sys
import time

from verify.trace.ran import recorded

same, draw, now = operator.is_, random.randint, time.monotonic


def called():
    return {"f": lambda: 3}["f"]()


def asks():
    return same(called(), 3)


def changes():
    return draw(1, 3) + now()


def test_the_codes_of_what_ran():
    with recorded() as ran:
        called()
    names = {code.co_name for code in ran.codes if code.co_filename == __file__}
    assert names == {"called", "<lambda>"} and not ran.called


def test_what_is_called_by_any_name():
    with recorded() as ran:
        asks()
        changes()
    assert {(file, name) for file, _, name in ran.called} == {
        (__file__, name) for name in ("is_", "randint", "monotonic")
    }


def test_a_profiler_gets_its_turn_again():
    before = sys.getprofile()
    with recorded():
        assert sys.getprofile() is not before
    assert sys.getprofile() is before
