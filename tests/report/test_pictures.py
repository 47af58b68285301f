"""Pictures of a record: which there are, what they say, and that nothing in a record can break them."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

from tests.report.conftest import MITCHELL, every_kind, exponential, made_up
from verify.claims.drawing import Drawing
from verify.report.pictures import Picture, pictures

HOSTILE = '</svg><script>alert("x")</script>: & $\\frac{ \u202e\x00 ../../etc'


def asked(verdict, fixed=None, **captions):
    """The verdict, of whose claim the author wants pictures."""
    names = {name: getattr(verdict, name) for name in type(verdict).__slots__}
    return type(verdict)(**names | {"drawing": Drawing(**captions), "fixed": fixed or {}})


def lowest():
    found = []
    for verdict in exponential():
        if verdict.enclosures:
            caption = "f_n(x): the Taylor polynomials" if len(found) < 5 else ""
            found.append(asked(verdict, {"n": 2 * len(found) + 2}, picture=caption, trend="Lower and lower"))
    return found


def ninth(caption="relative error: of a product", name="mitchell.ninth", **fields):
    return asked(made_up(name, MITCHELL, attained_at=({"a": "3", "b": "3"},), **fields), picture=caption)


def test_none_unless_the_author_asks():
    assert pictures(every_kind().verdicts) == ()


def test_curves_with_one_caption_are_one_picture_and_minima_are_two_trends():
    curves, minimiser, minimum = pictures(lowest())
    assert all("certified minimum" in text for text in (curves.alt, curves.caption))
    assert curves.svg.count(">n = ") == 5
    assert minimiser.alt.startswith("Against n: minimiser.") and minimum.alt.startswith("Against n: minimum.")
    assert len({curves.name, minimiser.name, minimum.name}) == 3


def test_two_trends_of_one_caption_have_different_titles():
    text = "forall real 0 <= x <= 1: x <= {0} and x >= -{0}"
    verdicts = [asked(made_up(f"a.b[k={k}]", text.format(k)), {"k": k}, trend="error: it grows") for k in (1, 2, 3)]
    assert [picture.alt.partition(". ")[0] for picture in pictures(verdicts)] == [
        "Against k: error, at least", "Against k: error, at most",
    ]  # fmt: skip


def test_an_order_whose_minimum_is_not_certified_is_left_out_and_said_to_be():
    first, *others = lowest()
    names = {name: getattr(first, name) for name in type(first).__slots__} | {"verdict": "UNDECIDED", "enclosures": {}}
    curves = pictures([type(first)(**names), *others])[0]
    assert curves.svg.count(">n = ") == 4
    assert "n=2: not drawn, its minimum is not certified." in curves.caption


def test_what_a_picture_says_in_words():
    [picture] = pictures([ninth()])
    assert picture.caption == (
        "relative error: of a product. Certified: at least 0 and at most 1/9. Attained at a = 3, b = 3. "
        "Drawn for a part of the domain of a and b."
    )
    assert picture.alt.startswith("Map: relative error. Certified: at least 0 and at most 1/9.")
    root = ElementTree.fromstring(picture.svg)
    assert root.get("aria-label") == picture.alt


def test_a_refuted_claim_says_so():
    verdict = made_up("m.tenth", MITCHELL.replace("1/9", "1/10"), "REFUTED", witness={"a": "3", "b": "3"})
    [picture] = pictures([asked(verdict, picture="too small")])
    assert "Claimed and refuted: at least 0 and at most 0.1. It fails at a = 3, b = 3." in picture.caption
    assert "certified" not in picture.svg.lower()


def test_hostile_captions_and_ids_are_text():
    verdict = ninth(HOSTILE, f"x.{HOSTILE}")
    [picture] = pictures([verdict])
    assert "<script" not in picture.svg and picture.svg.count("</svg>") == 1
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,80}", picture.name)
    assert not re.search("[\x00\u202e]", picture.svg + picture.alt + picture.caption)
    ElementTree.fromstring(picture.svg)


@pytest.mark.parametrize(
    "statement", ["", "forall", "forall real x: x < ", "forall real x: x == x", "forall real x: x < 1", "\x00"]
)
def test_a_statement_that_cannot_be_drawn_is_a_note_and_the_others_are_drawn(statement):
    broken = made_up("a.broken", "forall real x: x < 1")
    names = {name: getattr(broken, name) for name in type(broken).__slots__} | {"statement": statement}
    first, second = pictures([asked(type(broken)(**names), picture="caption", trend="trend"), ninth()])[::2]
    assert (first.svg, first.alt) == ("", "") and first.caption.startswith("caption. (Not drawn: ")
    assert second.svg


@pytest.mark.parametrize(
    "fields",
    [
        {"attained_at": ({"a": "3"},)},
        {"attained_at": ({"a": "x", "b": "3"},)},
        {"attained_at": ({"a": "1/2", "b": "3"},)},
        {"attained_at": ({"a": "0", "b": "0"},)},
    ],
)
def test_points_that_are_none_cost_a_picture_at_most(fields):
    [picture] = pictures([asked(made_up("m.ninth", MITCHELL, **fields), picture="caption")])
    assert isinstance(picture, Picture)


def test_more_than_two_variables_are_not_drawn():
    verdict = made_up("a.b", "forall real 0 <= x <= 1, real 0 <= y <= 1, real 0 <= z <= 1: x * y * z <= 1")
    [picture] = pictures([asked(verdict, picture="caption")])
    assert "it has 3 variables" in picture.caption


def test_names_tell_claims_apart():
    text = "forall real 0 <= x <= 1: x <= 1"
    verdicts = [asked(made_up(name, text), picture="it") for name in ("a.b", "a.B", "a-b", "a.b" + "c" * 99)]
    names = [picture.name for picture in pictures(verdicts)]
    assert len(set(names)) == 4
    assert [picture.name for picture in pictures(verdicts[1:2])] == [names[1]]


def test_the_same_bytes_every_time_and_under_any_seed_of_hashes():
    verdicts = [*lowest(), ninth()]
    here = repr(pictures(verdicts))
    assert repr(pictures(verdicts)) == here
    code = "from tests.report.test_pictures import *; print(repr(pictures([*lowest(), ninth()])))"
    for seed in ("0", "99"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        assert subprocess.check_output([sys.executable, "-c", code], text=True, env=environment).strip() == here


def test_matplotlib_is_loaded_for_pictures_only():
    code = "import sys, verify.cli.main, verify.report.pictures; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
