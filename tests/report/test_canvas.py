"""A figure becomes an element that stands in any page: escaped, in the page's colours, the same every time."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from verify.report import canvas
from verify.report.canvas import BOUND, CURVE, INK, draw, even, margin_labels, number, powers, standalone

TEMPLATES = Path(canvas.__file__).parent / "templates"
HOSTILE = '<script>alert("&")</script> #010204 id="x" 0.123456 $\\frac{1}{'


def paint(figure):
    axes = figure.add_axes((0.1, 0.1, 0.7, 0.8))
    axes.plot([1, 2, 3], [0.123456, 10, 1000], color=CURVE, marker="o")
    axes.axhline(5, color=BOUND)
    axes.set_yscale("log")
    powers(axes.yaxis, 10)
    axes.text(2, 20, HOSTILE, color=INK)
    margin_labels(axes, [(5, "one", BOUND), (5.01, "two", BOUND)])


def texts(svg):
    return ["".join(node.itertext()) for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_people_s_text_is_text_and_stays_as_it_was():
    svg = draw("one", HOSTILE, paint)
    root = ElementTree.fromstring(svg)
    assert HOSTILE in texts(svg)
    assert root.get("aria-label") == HOSTILE == root.findtext("{http://www.w3.org/2000/svg}title")
    assert (root.get("role"), root.get("class")) == ("img", "picture")
    assert "<script" not in svg


def test_nothing_is_fetched_and_nothing_tells_when_or_where_it_was_made():
    svg = draw("one", "what it shows", paint)
    assert set(re.findall(r"https?://[^\s\"<]*", svg)) == {"http://www.w3.org/2000/svg"}
    assert "metadata" not in svg and "matplotlib" not in svg.lower() and "<style" not in svg


def test_colours_are_the_page_s_with_a_fallback_that_a_file_of_its_own_uses():
    svg = draw("one", "what it shows", paint)
    assert "var(--picture-curve,#0072b2)" in svg and "currentColor" in svg
    assert not re.search(r"#01020\d", re.sub(r">[^<]*<|\"[^\"]*script[^\"]*\"", "><", svg))
    alone = standalone(svg)
    assert "var(" not in alone and "currentColor" not in alone and "#0072b2" in alone
    style = (TEMPLATES / "style.css.j2").read_text()
    assert all(style.count(f"{name}:") == 3 for name in re.findall(r"var\((--[a-z-]+)", svg))


def test_ids_of_two_pictures_in_a_page_are_apart():
    first, second = (set(re.findall(r'<[^>]* id="([^"]*)"', draw(name, "it", paint))) for name in ("one", "two"))
    assert first and not first & second


def test_the_same_bytes_whatever_a_matplotlibrc_says(monkeypatch):
    import matplotlib

    before = draw("one", "it", paint)
    monkeypatch.setitem(matplotlib.rcParams, "axes.labelsize", 30)
    monkeypatch.setitem(matplotlib.rcParams, "font.size", 22)
    assert draw("one", "it", paint) == before
    assert matplotlib.rcParams["font.size"] == 22


def test_labels_in_the_margin_stand_apart():
    svg = draw("one", "it", paint)
    places = {text: re.search(rf'y="([\d.]+)"[^>]*>{text}<', svg)[1] for text in ("one", "two")}
    assert float(places["one"]) - float(places["two"]) >= 11


@pytest.mark.parametrize(
    ("value", "text"), [(-0.25, "−0.25"), (3.0, "3"), (-2.5e-7, "−2.5×10⁻⁷"), (0.0, "0"), (1e9, "1×10⁹")]
)
def test_numbers(value, text):
    assert number(value) == text


def test_powers_of_ten_and_of_two():
    def octaves(figure):
        axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
        axes.plot([1, 256], [1e-4, 1e4])
        axes.set_xscale("log", base=2)
        axes.set_yscale("log")
        powers(axes.xaxis, 2)
        powers(axes.yaxis, 10)

    found = texts(draw("one", "it", octaves))
    assert {"2⁰", "2⁸", "10⁻⁴", "0.01", "1", "100", "10⁴"} <= set(found)


def test_an_even_axis_over_all_words_of_many_bits_is_labelled_by_powers_of_two():
    def words(figure):
        axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
        axes.set(xlim=(0, 2**23 - 1), ylim=(0, 1000))
        even(axes.xaxis, 0, 2**23 - 1)
        even(axes.yaxis, 0, 1000)

    assert {"0", "2²²", "2²³", "200", "1000"} <= set(texts(draw("one", "it", words)))
