"""How far an approximation is off: what the statements say is so at every input, or is not."""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import INTEGER, TRUTH, terms
from verify.claims.compared import Compared, ComparisonError
from verify.claims.measure import METRICS, Measure, measure
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.parse import parse, parse_term
from verify.kernel.statement import Exists, ForAll, Variable
from verify.kernel.term import Sort, Term
from verify.kernel.text import statement_text, term_text

Values = dict[str, int | Fraction]


def pair(
    approximate: Term, exact: Term, variables: tuple[Variable, ...], hypotheses: tuple[Term, ...] = ()
) -> Compared:
    return Compared(
        variables, hypotheses, approximate, exact, lambda at: evaluate(approximate, at), lambda at: evaluate(exact, at)
    )


def read(approximate: str, exact: str, domains: str, *hypotheses: str) -> Compared:
    claim = parse(f"forall {domains}: true")
    assert isinstance(claim, ForAll)
    sorts = {declared.name: declared.sort for declared in claim.variables}
    first, second, *rest = (parse_term(text, sorts) for text in (approximate, exact, *hypotheses))
    return pair(first, second, claim.variables, tuple(rest))


WORDS = "integer 0 <= a <= 7, integer 0 <= b <= 7"
SIGNED = "integer -8 <= a <= 7, integer -8 <= b <= 7"
THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("metric", "sign", "domains", "exact", "statement"),
    [
        # relative to what is never negative: one multiple of it
        ("relative", 1, WORDS, "a * b", f"forall {WORDS}: a >= 1, b >= 1 ==> 3 * (a + b) <= 4 * (a * b)"),
        ("relative", -1, WORDS, "a * b", f"forall {WORDS}: a >= 1, b >= 1 ==> 3 * (a + b) >= 2 * (a * b)"),
        ("relative", -1, WORDS, "a + 1", f"forall {WORDS}: 3 * (a + b) >= 2 * (a + 1)"),
        ("relative", 1, WORDS, "a // 2", f"forall {WORDS}: a // 2 >= 1 ==> 3 * (a + b) <= 4 * (a // 2)"),
        # to what may be negative, or is a quotient
        ("relative", 1, SIGNED, "a - 1", f"forall {SIGNED}: a - 1 != 0 ==> 3 * (a + b - (a - 1)) <= abs(a - 1)"),
        ("relative", -1, SIGNED, "a * b", f"forall {SIGNED}: a != 0, b != 0 ==> 3 * (a * b - (a + b)) <= abs(a * b)"),
        ("relative", 1, WORDS, "1/2 * a",
         f"forall {WORDS}: 1/2 != 0, real(a) != 0 ==> 3 * (a + b - 1/2 * a) <= abs(1/2 * a)"),
        # of what may be undefined: a hypothesis would leave those inputs out
        ("relative", 1, WORDS, "9 // a", f"forall {WORDS}: 9 // a == 0 or 3 * (a + b - 9 // a) <= abs(9 // a)"),
        ("absolute", 1, WORDS, "a * b", f"forall {WORDS}: 3 * (a + b) <= 3 * (a * b) + 1"),
        ("absolute", -1, SIGNED, "a * b", f"forall {SIGNED}: 3 * (a + b) >= 3 * (a * b) + -1"),
        ("absolute", 1, WORDS, "1/2 * a", f"forall {WORDS}: 3 * (a + b) <= 3 * (1/2 * a) + 1"),
        ("ulp", 1, SIGNED, "a * b", f"forall {SIGNED}: 3 * (16 * (a + b - a * b)) <= 1 << bit_length(a * b)"),
        ("ulp", -1, SIGNED, "a * b", f"forall {SIGNED}: 3 * (16 * (a * b - (a + b))) <= 1 << bit_length(a * b)"),
    ],
)  # fmt: skip
def test_statements(metric: str, sign: int, domains: str, exact: str, statement: str) -> None:
    found = measure(read("a + b", exact, domains), metric, sign, 4 if metric == "ulp" else 0)
    assert statement_text(found.at_most(THIRD)) == statement_text(parse(statement))


def test_what_need_not_be_said() -> None:
    again = measure(read("a + b", "a * b", WORDS, "a >= 1"), "relative", 1)
    assert [term_text(one) for one in again.hypotheses] == ["a >= 1", "b >= 1"]
    exactly = measure(read("a + b", "a * b", WORDS), "absolute", -1)
    assert statement_text(exactly.at_most(Fraction(0))) == f"forall {WORDS}: a + b >= a * b"


def test_that_it_is_attained() -> None:
    found = measure(read("a + b", "a * b", WORDS, "a > b"), "relative", -1)
    expected = f"exists {WORDS}: a > b, a >= 1, b >= 1, 3 * (a * b - (a + b)) == 1 * (a * b)"
    assert statement_text(found.attained(THIRD)) in (expected, expected.replace("1 * (a * b)", "a * b"))
    guarded = measure(read("a", "9 // a", WORDS), "relative", 1)
    assert guarded.hypotheses == () and guarded.nonzero is not None and term_text(guarded.nonzero) == "9 // a != 0"
    assert statement_text(guarded.attained(THIRD)).startswith(f"exists {WORDS}: 9 // a != 0, ")


def test_values_at_an_input() -> None:
    words = read("a + b", "a * b", SIGNED)
    at: Values = {"a": -3, "b": 2}
    assert measure(words, "relative", 1).value(at) == Fraction(5, 6)
    assert measure(words, "relative", -1).value(at) == Fraction(-5, 6)
    assert measure(words, "absolute", 1).value(at) == 5
    assert measure(words, "ulp", 1, 3).value(at) == Fraction(5 * 8, 8)
    assert measure(words, "ulp", 1, 3).value({"a": 0, "b": 2}) == 16  # beside 0, whose power of two is 1


def test_quotients_have_no_last_place() -> None:
    with pytest.raises(ComparisonError, match="--metric ulp is for exact values that are integers"):
        measure(read("a", "1/2 * a", WORDS), "ulp", 1, 3)
    assert measure(read("1/2 * a", "a", WORDS), "ulp", 1, 3).value({"a": 3}) == -3


SORTS = {"a": INTEGER, "b": INTEGER}
VARIABLES = tuple(Variable(name, INTEGER, Fraction(low), Fraction(3)) for name, low in (("a", -3), ("b", 0)))
INPUTS: list[Values] = [{"a": a, "b": b} for a, b in itertools.product(range(-3, 4), range(4))]


def value(root: Term, values: Values) -> Any:
    try:
        return evaluate(root, values)
    except Undefined:
        return None


def errors(compared: Compared, metric: str, sign: int, precision: int) -> Iterator[Fraction | None]:
    """By the definition: the error at each input that counts, None where there should be one and is none."""
    for values in INPUTS:
        if any(value(hypothesis, values) is not True for hypothesis in compared.hypotheses):
            continue
        approximate, exact = value(compared.approximate, values), value(compared.exact, values)
        if exact == 0 and metric == "relative":
            continue
        if approximate is None or exact is None:
            yield None
            continue
        unit = {"relative": abs(Fraction(exact)), "absolute": Fraction(1)}.get(metric)
        if unit is None:
            unit = Fraction(2) ** (exact.bit_length() - precision)
        yield sign * (Fraction(approximate) - Fraction(exact)) / unit


def holds(statement: ForAll | Exists) -> bool:
    if isinstance(statement, Exists):
        return any(all(value(one, values) is True for one in statement.conditions) for values in INPUTS)
    return all(
        value(statement.conclusion, values) is True
        for values in INPUTS
        if all(value(one, values) is True for one in statement.hypotheses)
    )


def drawn(sort: Sort, depth: int) -> st.SearchStrategy[Term]:
    return terms(sort, SORTS, depth, sums=False, blastable=True)


@settings(max_examples=150)
@given(
    drawn(INTEGER, 2) | drawn(Sort.REAL, 2), drawn(INTEGER, 2) | drawn(Sort.REAL, 1),
    st.lists(drawn(TRUTH, 1), max_size=1),
    st.sampled_from(METRICS), st.sampled_from((1, -1)),
)  # fmt: skip
def test_statements_say_what_the_definition_does(
    approximate: Term, exact: Term, hypotheses: list[Term], metric: str, sign: int
) -> None:
    compared = pair(approximate, exact, VARIABLES, tuple(hypotheses))
    if metric == "ulp" and exact.sort is Sort.REAL:
        return
    found: Measure = measure(compared, metric, sign, 3 if metric == "ulp" else 0)
    all_errors = list(errors(compared, metric, sign, 3))
    known = [error for error in all_errors if error is not None]
    everywhere = None not in all_errors
    if not known:
        assert not holds(found.attained(Fraction(0))) and holds(found.at_most(Fraction(0))) is everywhere
        return
    worst, less = max(known), max(known) - Fraction(1, 999)
    assert holds(found.at_most(worst)) is everywhere and holds(found.attained(worst))
    assert not holds(found.at_most(less)) and holds(found.attained(less)) is (less in known)
