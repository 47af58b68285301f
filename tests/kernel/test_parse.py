"""Reading text: what people may write beyond the canonical form, and every refusal with its place."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.semantics import SORTS
from verify.kernel.parse import parse, parse_canonical, parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll, Variable
from verify.kernel.term import Sort, apply, constant, same, variable
from verify.kernel.text import statement_text, term_text

SPELLINGS = {
    "0 <= i <= j": "0 <= i and i <= j",
    "0 <= i < j == m": "0 <= i and i < j and j == m",
    "(((i)))+1 < 2": "i + 1 < 2",
    "i**j**2 > 0": "i**(j**2) > 0",
    "-i**2 < 0": "-(i**2) < 0",
    "2**-i < 1": "2**(-i) < 1",
    "i - j - m == 0": "(i - j) - m == 0",
    "i // j // m == 0": "(i // j) // m == 0",
    "i * j % m == 0": "(i * j) % m == 0",
    "i & j == 0": "(i & j) == 0",
    "i | j & m << 1 + 2 == 0": "(i | (j & (m << (1 + 2)))) == 0",
    "i xor j | m == 0": "((i xor j) | m) == 0",
    "not i < j and i > 0 or j > 0": "((not (i < j)) and i > 0) or j > 0",
    "0.0175 < x": "7/400 < x",
    "1.0 < x": "1 < x",
    "x + i < j": "x + real(i) < real(j)",
    "i / j < 1": "real(i) / real(j) < real(1)",
    "(if i > 0 then 1 else x) < 1/2": "(if i > 0 then real(1) else x) < 1/2",
    "x**i < 1": "x**i < real(1)",
    "~i + 1 == -i": "(~i) + 1 == (-i)",
    "1/3 * x < 1": "(1/3) * x < 1",
    "1 / 3 / x < 1": "(1/3) / x < 1",
}


@pytest.mark.parametrize("text", SPELLINGS)
def test_other_spellings(text: str) -> None:
    assert same(parse_term(text, SORTS), parse_term(SPELLINGS[text], SORTS))


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("integer a", Variable("a", Sort.INTEGER)),
        ("even integer a >= -3", Variable("a", Sort.INTEGER, Fraction(-3), parity=0)),
        ("odd integer 1 <= a <= 9", Variable("a", Sort.INTEGER, Fraction(1), Fraction(9), parity=1)),
        ("real a < 1/2", Variable("a", Sort.REAL, None, Fraction(1, 2), high_open=True)),
        ("real 0 < a <= 0.5", Variable("a", Sort.REAL, Fraction(0), Fraction(1, 2), low_open=True)),
        ("real a > 2", Variable("a", Sort.REAL, Fraction(2), low_open=True)),
    ],
)
def test_domains(text: str, declared: Variable) -> None:
    statement = parse(f"forall {text}: true")
    assert isinstance(statement, ForAll) and statement.variables == (declared,)


REFUSED = [
    "",
    "i",
    "forall",
    "forall i: true",
    "forall integer i true",
    "forall integer i: i",
    "forall integer i: j > 0",
    "forall integer i: i > 0 ==>",
    "forall integer i: i > 0, i > 1",
    "forall integer i: i > 0 ==> i > 1 ==> i > 2",
    "forall integer i: i > 0 trailing",
    "forall integer i, integer i: i > 0",
    "forall even real x: x > 0",
    "forall integer 0 < i: i > 0",
    "forall integer i >= 1/2: i > 0",
    "forall integer 1 <= i >= 2: i > 0",
    "forall integer i <= j: i > 0",
    "forall integer i >= 1/0: i > 0",
    "forall truth c: c",
    "forall integer min: min > 0",
    "forall integer é: é > 0",
    "exists integer i:",
    "exists integer i: i > 0 ==> i > 1",
    "not exists integer i: i > 0",
    "not not forall integer i: i > 0",
    "minimum over integer n to 3 digits: n**2",
    "minimum over real x to 0 digits: x**2",
    "minimum over real x to 3.5 digits: x**2",
    "minimum over real x to 3 digits: x**2 x",
    "exactly 1 zero over integer n: n",
    "exactly -1 zeros over real x: x",
    "exactly 1000001 zeros over real x: x",
    "exactly 1/2 zeros over real x: x",
    "exactly zeros over real x: x",
    "exactly 1 zero over real x, real y: x",
    "exactly 1 root over real x: x",
    "exactly 1 zero over real x: x > 0",
    "exactly 1 zero over real x: x trailing",
    "exactly 1 zero over real x: y",
    "not minimum over real x to 3 digits: x**2",
    "mean over integer 0 <= i <= 3: i",
    "mean over integer 0 <= i <= 3: i is i",
    "mean over integer 0 <= i <= 3: i is at 1",
    "mean over integer 0 <= i <= 3: i is at most i",
    "mean over integer 0 <= i <= 3: i is from 2 to 1",
    "mean over integer 0 <= i <= 3: i is from 1",
    "mean over integer 0 <= i <= 3: i is most 1",
    "mean over integer 0 <= i <= 3: i > 0 is 1",
    "mean over integer 0 <= i <= 3: i > 0, i is 1",
    "mean over integer 0 <= i <= 3: i, i is 1",
    "mean over integer 0 <= i <= 3: i is 1 2",
    "mean over integer 0 <= i: i is 1",
    "mean over real 0 <= i <= 1: i is 1/2",
    "mean over integer 0 <= i <= 3: j is 1",
    "mean over : 3 is 3",
    "mean integer 0 <= i <= 3: i is 1",
    "not not mean over integer 0 <= i <= 3: i is 1",
    "not exists real x: x > 0",
    "not not exactly 1 zero over real x: x",
    "minimum over real x to 3 digits: x > 0",
    "forall integer i: i ^ 2 > 0",
    "forall integer i: i + true > 0",
    "forall integer i: (i > 0) == (i > 1)",
    "forall integer i: if i > 0 then i > 1",
    "forall integer i: min(i) > 0",
    "forall integer i: min(i, i, i) > 0",
    "forall integer i: sin(i) > 0",
    "forall integer i: __import__(i) > 0",
    "forall integer i: i.real > 0",
    "forall integer i: 1e3 > i",
    "forall integer i: 0x1F > i",
    "forall integer i: 1_000 > i",
    "forall integer i: ٣ > i",
    "forall integer i: 1. > i",
    "forall integer i: .5 > i",
    "forall integer i: inf > i",
    "forall integer i: i \u2264 3",
    "forall integer i: sum(k = 0 .. 3: k) + k > 0",
    "forall integer i: sum(i = 0 .. 3: i) > 0",
    "forall integer i: sum(k = 0 .. k: k) > 0",
    "forall integer i: sum(k = 0 .. 3: sum(m = 0 .. k: m)) > 0",
    "forall integer i: let i = 3 in i > 0",
    "forall integer i: let t = i, t = 2 in t > 0",
    "forall integer i: let t = t in t > 0",
    "forall integer i: let 3 = i in i > 0",
    "forall integer 3: true",
    "forall integer i: sum(3 = 0 .. 3: i) > 0",
    "forall real 0 > x: x > 0",
    "forall integer i: real(i, i) > 0",
    "forall real 0 x: x > 0",
    "forall real x: x // 2 > 0",
    "forall real x: x & 2 > 0",
    "forall real x: x**x > 0",
    "forall real x: factorial(x) > 0",
    "forall integer i: undefined(word) > i",
    "forall integer i: " + "(" * 500 + "i" + ")" * 500 + " > 0",
    "forall integer i: " + "-" * 500 + "i > 0",
    "not " * 100_000,
    "forall real a,: a == a",
    "forall real a, inputs real b: a == b",
    "exists states real a: a == a",
    "exists real b, states real a: a == a",
    "forall states real a: a == a",
    "forall states: from by always true",
    "forall states real a >= 0: from a = 0 by a -> a always true",
    "forall states real a: from a = 0 by a -> a",
    "forall states real a: from a = 0 by a -> a always true, true",
    "forall states real a: true, from a = 0 by a -> a always true",
    "forall states real a: from a = 0 by a = a always true",
    "forall states real a: from a == 0 by a -> a always true",
    "forall states real a: from a = 0 where true by a -> a always true",
    "forall states real a, real b: from b = 0, a = 0 by a -> a, b -> b always true",
    "forall states real a, real b: from a = 0 by a -> a, b -> b always true",
    "forall states integer a: from a = 0 by a -> a / 2 always true",
    "forall states real a: from a = a by a -> a always true",
    "forall states integer a: from a = a by a -> a always true",
    "forall integer p, states integer a: a > 0 ==> from a = p by a -> a always true",
    "forall states integer a, inputs integer u: from a = u by a -> a always true",
    "forall states integer a, inputs integer u: from a = 0 by a -> a always u > a",
    "forall integer a, states integer a: from a = 0 by a -> a always true",
    "forall states integer a, inputs integer a: from a = 0 by a -> a always true",
    "forall states integer a, inputs integer u, states integer b: from a = 0 by a -> a always true",
    "forall states integer a, inputs integer u: from a = sum(u = 0 .. 3: u) by a -> a always true",
    "forall states integer from: from from = 0 by from -> from always true",
    "forall integer i: i > " + "9" * 1_000_001,
]


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:60])
def test_refusals(text: str) -> None:
    with pytest.raises(Rejected):
        parse(text)


@pytest.mark.parametrize("text", ["i j", "i + 1 2", "(i))", "i, j", "i:"])
def test_a_term_ends_where_its_text_does(text: str) -> None:
    with pytest.raises(Rejected, match="expected 'the end'"):
        parse_term(text, SORTS)


NOT_CANONICAL = [
    "forall integer i:i > 0",
    "forall  integer i: i > 0",
    "forall integer i: i > 0 ",
    " forall integer i: i > 0",
    "forall integer i: (i > 0)",
    "forall integer i: 0 <= i <= 3",
    "forall integer i: i > 00",
    "forall integer i: i > 2 / 1",
    "forall integer i: i / 1 > 2/4",
    "forall integer i: i > -0",
    "forall real x: x > 0.5",
    "forall real x: x > real(1)",
    "forall real x > 2/4: x > 0",
    "forall integer 0 <= i: i > 0",
    "forall integer i: let t1 = i + 1 in t1 > 0",
    "minimum over real x to 3 digits: real(2) * x",
    "forall integer i: i > 0\n",
]


@pytest.mark.parametrize("text", NOT_CANONICAL)
def test_what_people_may_write_but_no_certificate(text: str) -> None:
    with pytest.raises(Rejected):
        parse_canonical(text)


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(Rejected, match="character 23: b is not declared"):
        parse("forall integer a: a + b > 0")


@pytest.mark.parametrize("hint", ["i ^ 2 > 0"])
def test_a_hint_for_the_usual_mistake(hint: str) -> None:
    with pytest.raises(Rejected):
        parse(f"forall integer i: {hint}")


def test_integers_become_reals_beside_reals_only() -> None:
    i, x = variable("i", SORTS["i"]), variable("x", SORTS["x"])
    assert term_text(apply("+", i, i)) == "i + i" and apply("+", i, i).sort is i.sort
    assert apply("+", i, x).sort is x.sort and apply("/", i, i).sort is x.sort
    assert apply("**", x, i).args[1] is i
    assert apply("if", constant(True), i, x).sort is x.sort


PIECES = st.sampled_from(
    "forall exists not minimum over to digits integer real even odd : , ==> i x 0 1 2.5 / ** * + - ( ) < <= == and or "
    "states inputs from by -> where always "
    "if then else let in = sum .. k min abs undefined true ~ << & | xor % // # é \n".split(" ")
)


@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=40))
@example("forall integer i: let min = 1 in min < 2")
@example("forall integer i: let true = false in true")
def test_any_text_is_read_or_rejected_and_nothing_else(text: str) -> None:
    try:
        statement = parse(text)
    except Rejected:
        return
    assert statement_text(parse_canonical(statement_text(statement))) == statement_text(statement)
