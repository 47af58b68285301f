"""A part of the campaign of random claim files, and that it would tell a difference."""

import pytest

from tests.campaigns.claim_files import HEAD, main, told
from verify.claims.collect import collect
from verify.claims.instance import state

COUNTED = """from array import array
from operator import setitem
TURNS = array("q", [0])
"""


def instance(folder, body):
    (folder / "claims.py").write_text(COUNTED + HEAD + body)
    [case] = collect([folder]).cases
    return state(case, check=False)


def test_statements_of_random_claim_files_are_what_the_files_do(capsys):
    assert main(["--count", "25", "--seed", "7"]) == 0
    assert "alike" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("    return c <= 2\n", ""),
        ("    assume(b != 0)\n    return c // b <= 2\n", ""),
        ("    return total(lambda k: c // b, 1, 0) == 0\n", "cautious"),
        ("    return (setitem(TURNS, 0, TURNS[0] + 1) or TURNS[0] < 9) and c <= 2\n", "at {'a':"),
        (
            "    step = lambda x, y, u: dict(x=setitem(TURNS, 0, TURNS[0] + 1) or (9 if TURNS[0] > 9 else x), y=y)\n"
            "    inputs = dict(u=integers(-1, 2))\n"
            "    return always(start=dict(x=c, y=b), step=step, inputs=inputs, holds=lambda x, y: x < 9)\n",
            "the function gives x=",
        ),
    ],
)
def test_differences_are_told(tmp_path, body, what):
    found = told(instance(tmp_path, body))
    assert what in found if what else found == ""
