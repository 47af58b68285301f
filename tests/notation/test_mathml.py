"""MathML is well formed, uses Core elements only, and is escaped."""

from xml.etree import ElementTree

import pytest

from verify.kernel.parse import parse, parse_term
from verify.kernel.term import Sort
from verify.notation.mathml import statement_mathml, term_mathml

CORE = set("math mrow mi mn mo mtext mfrac msup msub msqrt munderover mtable mtr mtd".split())
SORTS = {"a": Sort.INTEGER, "b": Sort.INTEGER, "x_max": Sort.REAL}
TERMS = [
    "if a < b and b <= a then a & 3 | b else a xor ~b",
    "sum(k = 0 .. a: x_max**k / factorial(k)) >= min(x_max, -1/2)",
    "exp(x_max) * log(x_max / 2) < sqrt(x_max + 1) - atan(a)",
    "not abs(a) // 2 == b % 3 or bit_length(a) << b != bit_count(a) >> 2",
]


@pytest.mark.parametrize("text", TERMS)
def test_terms_are_core_mathml(text: str) -> None:
    tree = ElementTree.fromstring(term_mathml(parse_term(text, SORTS)).replace("&nbsp;", " "))
    assert {element.tag for element in tree.iter()} <= CORE
    assert all(element.text for element in tree.iter() if element.tag in ("mi", "mn", "mo"))


def test_every_arity_is_what_mathml_expects() -> None:
    arity = {"mfrac": 2, "msup": 2, "msub": 2, "munderover": 3}
    for text in TERMS:
        tree = ElementTree.fromstring(term_mathml(parse_term(text, SORTS)).replace("&nbsp;", " "))
        for element in tree.iter():
            assert len(element) == arity.get(element.tag, len(element))


def test_a_statement_is_words_and_boxes() -> None:
    markup = statement_mathml(parse("forall even integer n >= 2, real x: x**n >= 0"))
    assert markup.startswith("<p>For all even integers <math>")
    assert markup.count('<div class="display" tabindex="0"') == 1


def test_a_long_statement_is_its_text_escaped() -> None:
    markup = statement_mathml(parse("forall integer a: " + " + ".join(["a * a"] * 150) + " >= 0"))
    assert markup.startswith('<pre class="long"')
    assert "&gt;= 0" in markup
