"""A function that never ends, or does not do the same on every run, is one error with its file and line."""

import pytest

from verify.claims import time_limit
from verify.claims.claim import ClaimError
from verify.claims.collect import collect
from verify.claims.instance import state

HEAD = "from verify import claim, integers, word\n"


def problem(folder, source):
    """The line and the message of what is wrong with the only claim of a file."""
    file = folder / "mine.py"
    file.write_text(HEAD + source)
    found = collect([file])
    for error in found.errors:
        assert error.file == file
        return error.line, error.message
    with pytest.raises(ClaimError) as caught:
        state(found.cases[0])
    assert caught.value.file == file
    return caught.value.line, caught.value.message


@pytest.mark.parametrize(
    ("body", "line", "told"),
    [
        ("    while True:\n        x += 0\n    return x > 0", (4, 5), "does it loop for ever"),
        ("    while x > 0:\n        y = 1\n    return x > 0", (4,), "more than 10000 turns"),
        ("    while x > 5:\n        x = x + 1\n    return x > 0", (4,), "more than 10000 turns"),
        (
            "    while True:\n        if x > 5:\n            return True\n        x -= 1",
            (5,),
            "branches on",
        ),
        ("    return c(x)", (2, 4), "RecursionError"),  # of the call, or where the called one begins
        ("    return x > 5000 or c(x + 1)", (4,), "branches on"),
        ("    return x > 3 and c(x - 1)", (2, 4), "RecursionError"),
    ],
)
def test_what_does_not_end(tmp_path, monkeypatch, body, line, told):
    if "for ever" in told:
        monkeypatch.setattr(time_limit, "LONGEST", 0.5)
    found, message = problem(tmp_path, f"@claim(x=integers(0))\ndef c(x):\n{body}\n")
    assert found in line, message
    assert told in message


@pytest.mark.parametrize(
    ("imports", "condition", "told"),
    [
        ("import random", "x > random.random()", "random in a function"),
        ("import random as r", "x > r.getrandbits(3)", "random in a function"),
        ("from random import getrandbits", "x > getrandbits(3)", "random.getrandbits in a function"),
        ("import time", "x > int(time.time()) % 2", "time in a function"),
        ("from datetime import datetime", "x > datetime.now().year", "datetime.datetime in a function"),
    ],
)
def test_clocks_and_random_numbers(tmp_path, imports, condition, told):
    line, message = problem(tmp_path, f"{imports}\n@claim(x=word(8))\ndef c(x):\n    return {condition}\n")
    assert (line, message) == (5, f"{told}: it must do the same on every run")


def test_a_global_that_is_assigned(tmp_path):
    source = "count = 0\n@claim(x=word(8))\ndef c(x):\n    global count\n    count += 1\n    return x > count\n"
    line, message = problem(tmp_path, source)
    assert (line, message) == (5, "global count in a function: it must do the same on every run")


def test_a_global_list_that_is_changed(tmp_path):
    source = "seen = []\n@claim(x=word(8))\ndef c(x):\n    seen.append(1)\n    return x > len(seen)\n"
    line, message = problem(tmp_path, source)
    assert (line, message) == (5, "a function changes seen, which is not its own: it must do the same on every run")


def test_random_numbers_of_the_file_itself(tmp_path):
    source = (
        "import random\nsource = random.Random(3)\n@claim(x=word(8))\ndef c(x):\n    return x > source.getrandbits(9)\n"
    )
    line, message = problem(tmp_path, source)
    assert line == 6 and "random in a function" in message
