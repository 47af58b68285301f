"""The canonical text: reading it back gives the same statement, whatever the statement."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from tests.semantics import CASES, SORTS
from tests.strategies import INTEGER, REAL, declarations, parts, statements
from verify.kernel.parse import parse, parse_canonical, parse_term
from verify.kernel.statement import ForAll, Statement, Variable
from verify.kernel.term import Sort, Term, constant, make, same, total, variable
from verify.kernel.text import digest, statement_text, term_text


def _read_back(statement: Statement) -> None:
    text = statement_text(statement)
    again = parse_canonical(text)
    assert type(again) is type(statement) and text.isascii()
    assert declarations(again) == declarations(statement)
    assert len(parts(again)) == len(parts(statement))
    assert all(map(same, parts(again), parts(statement)))


@settings(max_examples=150, deadline=None)
@given(statements())
def test_every_statement_is_read_back(statement: Statement) -> None:
    _read_back(statement)


@pytest.mark.parametrize("text", sorted({case.text for case in CASES}))
def test_every_term_of_the_table_is_read_back(text: str) -> None:
    root = parse_term(text, SORTS)
    again = parse_term(term_text(root), SORTS)
    assert same(root, again) or (root.op == "real" and same(root.args[0], again))


@pytest.mark.parametrize(
    "text",
    [
        "forall: true",
        "forall integer a >= 1, odd integer -3 <= b <= 7, real 0 < x <= 1/2, real y: a + x < 1/2 ==> a * b <= 0",
        "exists even integer n: n == 3, undefined(truth)",
        "not forall real x < -1/2: x**2 >= 0",
        "minimum over real x to 30 digits: sum(k = 0 .. 8: x**k / factorial(k))",
        "exactly 1 zero over real x: sum(k = 0 .. 5: x**k / factorial(k))",
        "exactly 0 zeros over real -1 <= x < 1/2: x**2 - 2",
        "not exactly 12 zeros over real x: 5 * x",
        "mean over integer 0 <= a <= 255: a is 255/2",
        "mean over integer 0 <= a <= 9, odd integer 1 <= b <= 9: a > b, b != 3 ==> a / b - 1/2 is -3",
        "not mean over integer -3 <= a <= 3: (if a > 0 then a else 1/2) is 0",
        "mean over integer 0 <= is <= 3: is is 3/2",
        "mean over integer 0 <= at <= 3: at is at most 3/2",
        "mean over integer 0 <= a <= 3: a > 1 ==> 1 / a is at least -1/2",
        "not mean over integer 0 <= is <= 3: is is from 1 to 3/2",
        "forall states real a, real b, inputs real q: from a = 0, b = 0 by a -> a + q, b -> b + q always a == b",
        "not forall real p > 0, states real by: p < 1, p != 1/2 ==> from by = p by by -> 1 / by always by > -1",
        "forall integer always, states integer where, inputs integer where2: "
        "from where = always by where -> always where where > always, where2 > 0 always always == where",
        "forall states real x: from x = 1 by x -> -x always x**2 == 1",
        "forall integer n, states real x: from x = n by x -> x - 1 always x <= n",
        "forall integer a, real x: a / 3 < (if a > 0 then x else 1) and real(a) == 3",
        "forall integer a: (-3)**2 - (-a)**2 == -a**2 - -3 and ~-a == a - 1 and not not a != 1",
        "forall real x: 1 / 0 < -1/2 * x or x - 1/2 < (x / 2)**(-2) and -(1/3)**2 <= x",
        "forall integer a: (a & (1 << 2)) | (3 xor (a + 1)) < (a // 2 % 3) >> 1",
        "forall integer a: a - (a - a) == (a + a) * a and a // (a // 2) == a // 2 // 2 and (a**a)**a == a**(a**a)",
    ],
)
def test_texts_that_are_canonical(text: str) -> None:
    assert statement_text(parse(text)) == text
    _read_back(parse(text))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("forall integer a: a == 1", "forall real a: a == 1"),
        ("forall integer a: a / 1 == 1", "forall integer a: a == 1"),
        ("forall integer a: real(a) == 1", "forall integer a: a == 1"),
        ("forall real x > 0: x > 0", "forall real x >= 0: x > 0"),
        ("forall integer n: n > 0", "forall even integer n: n > 0"),
        ("forall integer a: a > 0 ==> a > 1", "forall integer a: a > 0 and a > 1"),
        ("forall integer a: a > 0, a > 1 ==> a > 2", "forall integer a: a > 0 and a > 1 ==> a > 2"),
        ("exists integer a: a > 0, a > 1", "exists integer a: a > 0 and a > 1"),
        ("forall integer a: a > 0", "exists integer a: a > 0"),
        ("forall integer a: a - 1 - 2 == 0", "forall integer a: a - (1 - 2) == 0"),
        ("forall integer a: a < 2", "forall integer a: 2 > a"),
        ("forall integer a, integer b: a < b", "forall integer b, integer a: a < b"),
        ("forall integer a: undefined(integer) < a", "forall integer a: undefined(real) < a"),
        ("minimum over real x to 3 digits: x**2", "minimum over real x to 4 digits: x**2"),
        ("exactly 1 zero over real x: x", "exactly 2 zeros over real x: x"),
        ("exactly 1 zero over real x: x", "not exactly 1 zero over real x: x"),
        ("mean over integer 0 <= a <= 2: a is 1", "mean over integer 0 <= a <= 2: a is 2"),
        ("mean over integer 0 <= a <= 2: a is 1", "mean over integer 0 <= a <= 2: a / 1 is 1"),
    ],
)
def test_different_statements_have_different_texts(left: str, right: str) -> None:
    assert statement_text(parse(left)) != statement_text(parse(right))
    assert digest(parse(left)) != digest(parse(right))


A, X = variable("a", INTEGER), variable("x", REAL)
STEPS = {
    "subtract left": lambda term: make("-", A, term),
    "subtract right": lambda term: make("-", term, A),
    "negate": lambda term: make("neg", term),
    "invert": lambda term: make("~", make("neg", term)),
    "power": lambda term: make("**", A, term),
    "power base": lambda term: make("**", term, A),
    "choose": lambda term: make("if", make("not", make("<", A, term)), term, make("neg", make("+", A, term))),
    "call": lambda term: make("min", make("bit_length", term), make("-", A, make("neg", term))),
    "divide": lambda term: make("//", A, make("-", A, make("~", term))),
}


@pytest.mark.parametrize("step", STEPS)
def test_deep_terms_are_named_and_read_back(step: str) -> None:
    term: Term = A
    for _ in range(300):
        term = STEPS[step](term)
    _read_back(ForAll((Variable("a", INTEGER), Variable("t3", INTEGER)), (), make("==", term, A)))


def test_deep_real_terms_and_truth_values_are_read_back() -> None:
    number: Term = make("real", A)
    truth: Term = make("<", A, constant(0))
    for count in range(200):
        number = make("/", X, make("-", make("real", make("+", A, constant(count))), make("neg", number)))
        truth = make("and", make("not", truth), make("or", make("<", A, constant(count)), truth))
    _read_back(ForAll((Variable("a", INTEGER), Variable("x", REAL)), (truth,), make("<", X, number)))


def test_a_long_shared_term_is_not_written_out() -> None:
    doubled: Term = A
    for _ in range(100):
        doubled = make("+", doubled, doubled)
    statement = ForAll((Variable("a", INTEGER),), (), make("<", doubled, A))
    assert len(statement_text(statement)) < 5000
    _read_back(statement)


def test_the_text_depends_on_structure_and_not_on_sharing() -> None:
    def built(shared: bool) -> ForAll:
        parts = [make("*", A, A)] * 2 if shared else [make("*", A, A), make("*", A, A)]
        for _ in range(11):
            parts = (
                [make("+", *parts)] * 2 if shared else [make("+", parts[0], parts[1]), make("+", parts[1], parts[0])]
            )
        return ForAll((Variable("a", INTEGER),), (), make("==", *parts))

    assert statement_text(built(True)) == statement_text(built(False))


def test_names_of_parts_avoid_the_names_in_use() -> None:
    t1, k = variable("t1", INTEGER), "t2"
    term: Term = total(k, constant(0), constant(3), make("*", t1, variable(k, INTEGER)))
    for _ in range(100):
        term = make("-", t1, term)
    statement = ForAll((Variable("t1", INTEGER),), (), make("<", term, t1))
    assert "t1 = " not in statement_text(statement) and "let t3 = " in statement_text(statement)
    _read_back(statement)


B = variable("b", INTEGER)
TWO = (Variable("a", INTEGER), Variable("b", INTEGER))


def total_of(part: Term, count: int, *more: Term) -> Term:
    """part + part, and then `count` times + a, and `more`."""
    result = make("+", part, part)
    for term in (*[A] * count, *more):
        result = make("+", result, term)
    return result


def test_what_is_repeated_is_named_where_a_text_has_more_than_60_parts() -> None:
    part = make("+", make("*", A, B), constant(1))
    for term, named in ((total_of(part, 22, make("neg", A)), False), (total_of(part, 24), True)):
        text = statement_text(ForAll(TWO, (), make("<", term, A)))
        assert text.startswith("forall integer a, integer b: let t1 = a * b + 1 in t1 + t1 + a + ") is named
        assert ("let" in text) is named


@pytest.mark.parametrize(("part", "named"), [(make("*", A, B), False), (make("neg", make("*", A, B)), True)])
def test_what_is_repeated_is_named_where_it_has_four_parts(part: Term, named: bool) -> None:
    assert ("let t1 = -(a * b) in" in statement_text(ForAll(TWO, (), make("<", total_of(part, 30), A)))) is named


def test_what_is_a_hypothesis_and_a_part_of_the_conclusion_is_repeated() -> None:
    part, long = make("<", make("+", A, B), B), make("<", total_of(A, 30), B)
    text = statement_text(ForAll(TWO, (part,), make("and", long, part)))
    assert text.startswith("forall integer a, integer b: let t1 = a + b < b in t1 ==> ") and text.endswith(" and t1")


@pytest.mark.parametrize(("count", "named"), [(37, 0), (38, 1), (77, 1), (78, 2)])
def test_every_fortieth_floor_is_named(count: int, named: int) -> None:
    term: Term = A
    for _ in range(count):
        term = make("-", B, term)
    assert statement_text(ForAll(TWO, (), make("<", term, A))).count(" = ") == named


def test_names_are_the_next_that_are_not_in_use() -> None:
    t1 = variable("t1", INTEGER)
    statement = ForAll((Variable("t1", INTEGER), *TWO), (), make("<", total_of(make("neg", make("*", A, B)), 30), t1))
    assert ": let t2 = -(a * b) in t2 + t2 + a" in statement_text(statement)


def test_what_has_a_name_shows_its_sort() -> None:
    part = make("real", make("+", make("*", A, A), constant(1)))
    long = make("<", total_of(make("*", X, part), 0, *[X] * 30), X)
    two = make("==", part, constant(Fraction(2)))
    text = statement_text(ForAll((Variable("a", INTEGER), Variable("x", REAL)), (two,), long))
    assert "let t1 = real(a * a + 1), t2 = x * t1 in t1 == 2 ==> t2 + t2 + x" in text


def test_zero_needs_no_parentheses() -> None:
    assert term_text(make("**", constant(0), A)) == "0**a"
    assert term_text(make("**", constant(-1), A)) == "(-1)**a"


@pytest.mark.parametrize("sign", [1, -1])
def test_long_constants_are_read_back(sign: int) -> None:
    _read_back(ForAll((Variable("a", Sort.INTEGER),), (), make("<", A, constant(sign * 10**5000 + 7))))


def test_names_for_parts_of_a_recurrence_stand_before_everything() -> None:
    square = "(a + b + c + d)**2 * (a + b + c + d)"
    text = f"forall real a, real b, states real c, inputs real d: from c = 1 by c -> {square} + {square} * {square} "
    text += f"where {square} > 0, {square} < 1, {square} != 1/2 always c > (a + b)**2"
    assert statement_text(parse(text)) == (
        "forall real a, real b, states real c, inputs real d: let t1 = a + b + c + d, t2 = t1**2, t3 = t2 * t1 in "
        "from c = 1 by c -> t3 + t3 * t2 * t1 where t3 > 0, t3 < 1, t3 != 1/2 always c > (a + b)**2"
    )


def test_a_part_that_is_an_integer_taken_as_real_is_named_and_read_back() -> None:
    part = "real((i * i + i) // 3)"
    text = "forall integer i, real x: " + " + ".join(f"x**{power} * {part}" for power in range(2, 22)) + " > x"
    shown = statement_text(parse(text))
    assert "= real(" in shown and statement_text(parse_canonical(shown)) == shown
