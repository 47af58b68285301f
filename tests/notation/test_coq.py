"""Terms and statements in Coq: how they read, what is undefined, and that Coq computes what the kernel does."""

import shutil
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.semantics import CASES, SORTS, UNDEFINED
from tests.strategies import terms
from verify.export.coq_file import library
from verify.export.coqc import ask
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.numerals import rational, rational_text
from verify.kernel.parse import parse, parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.term import REAL_FUNCTIONS, Sort, Term, constant, make, postorder, substitute
from verify.notation.coq import Writer
from verify.notation.coq_statement import statement_coq
from verify.notation.coq_term import RATIONALS, REALS, NotWritable

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="coqc is not installed")

STATEMENTS = {
    "forall integer a >= 1: a // 2 <= a": "forall (a : Z),\n  1 <= a ->\n  a / 2 <= a",
    "forall integer a, integer b: a // b == a / b ==> a % b == 0": (
        "forall (a : Z) (b : Z),\n"
        "  b <> 0 /\\ ~ (inject_Z b == 0)%Q /\\ (inject_Z (a / b) == inject_Z a / inject_Z b)%Q ->\n"
        "  b <> 0 /\\ (a mod b) = 0"
    ),
    "forall real 0 <= x < 1: x > -1/2": ("forall (x : R),\n  (0 <= x)%R ->\n  (x < 1)%R ->\n  ((-1 / 2) < x)%R"),
    "forall even integer n >= 2: n << n - 2 >= 0": (
        "forall (n : Z),\n  2 <= n ->\n  Z.even n = true ->\n  0 <= n - 2 /\\ 0 <= Z.shiftl n (n - 2)"
    ),
    "forall real x: x != 0 and 1 / x > 1 or x == 0": (
        "forall (x : R),\n"
        "  (x <> 0)%R /\\ (1 < 1 / x)%R \\/ "
        "((x = 0)%R \\/ (x <> 0)%R /\\ (1 / x <= 1)%R) /\\ (x = 0)%R"
    ),
    "exists integer a: 1 / a == 1": "exists (a : Z),\n  ~ (inject_Z a == 0)%Q /\\ (1 / inject_Z a == 1)%Q",
    "not forall integer a: 1 / a <= 1": ("~ (forall (a : Z),\n  ~ (inject_Z a == 0)%Q /\\ (1 / inject_Z a <= 1)%Q)"),
    "forall real x: undefined(real) < x": "forall (x : R),\n  False",
    "forall integer a: (if (if a > 0 then true else undefined(truth)) then 1 else 2) > 0": (
        "forall (a : Z),\n  0 < a /\\ 0 < (if (if (0 <? a)%Z then true else false) then 1%Z else 2%Z)"
    ),
    "forall integer a: (if a > 0 and a < 3 then 1 else 2) > 0": (
        "forall (a : Z),\n  0 < (if andb (0 <? a)%Z (a <? 3)%Z then 1%Z else 2%Z)"
    ),
    "forall integer fun, real Z: fun >= Z": "forall (fun' : Z) (Z' : R),\n  (Z' <= IZR fun')%R",
    "forall integer n >= 0: sum(k = 0 .. n: n >> k) >= 0": (
        "forall (n : Z),\n  0 <= n ->\n  (forall k : Z, 0 <= k <= n -> 0 <= k) /\\ "
        "0 <= total 0%Z Z.add 0 n (fun k => (Z.shiftr n k)%Z)"
    ),
}


@pytest.mark.parametrize("text", STATEMENTS)
def test_statements_read_so(text: str) -> None:
    assert statement_coq(parse(text)) == STATEMENTS[text]


def test_long_statements_name_what_they_repeat() -> None:
    text = statement_coq(
        parse(
            "forall integer a: (a*a + 1) * (a*a + 2) * (a*a + 3) + (a*a+1) * (a*a + 4) * a >= 5 * (a*a+1) * (a*a + 6)"
        )
    )
    assert "let t1 := (a * a)%Z in" in text or "let t1 := (a * a + 1)%Z in" in text


@pytest.mark.parametrize(
    "text",
    ["minimum over real x to 5 digits: x**2", "exactly 1 zero over real x: x",
     "mean over integer 0 <= a <= 3: a is 3/2", "not exactly 1 zero over real x: x**2 + 1"],
)  # fmt: skip
def test_other_forms_have_no_text(text: str) -> None:
    with pytest.raises(NotWritable, match="of this form"):
        statement_coq(parse(text))


def test_what_would_be_too_long_is_refused() -> None:
    term = parse_term("x", {"x": Sort.REAL})
    for _ in range(20):
        term = make("*", term, term)
    with pytest.raises(NotWritable, match="too long"):
        Writer(REALS).value(term)


def goals(subjects: list[tuple[Term, str]], field: str) -> Iterator[str]:
    """For each closed term and its value (or that it has none) what Coq is to show by computing alone."""
    writer = Writer(field)
    for term, expected in subjects:
        readings = [writer.true(term), writer.false(term)] if term.sort is Sort.TRUTH else [writer.defined(term)]
        if expected == UNDEFINED:
            by = "first [refuted H | pose proof (H 0 ltac:(lia)) as A; refuted A]"
            yield from (f"Goal ~ ({said}). Proof. intro H. {by}. Qed." for said in readings)
        elif term.sort is Sort.TRUTH:
            yield f"Goal {readings[expected == 'false']}. Proof. computed. Qed."
            yield f"Goal {writer.value(term)} = {expected}. Proof. vm_compute. reflexivity. Qed."
        else:
            value = constant(int(expected) if term.sort is Sort.INTEGER else rational(expected))
            yield f"Goal {readings[0]}. Proof. computed. Qed."
            yield f"Goal {writer.compared(term, '==', value)}. Proof. computed. Qed."


def accepted(lines: list[str], field: str) -> None:
    text = "\n".join([library(field), *lines, "Print Assumptions one_is_one."])
    text = text.replace(
        "Open Scope Z_scope.", "Open Scope Z_scope.\nLemma one_is_one : 1 = 1. Proof. reflexivity. Qed.", 1
    )
    answer = ask(text, 300, 4096, frozenset())
    assert answer.accepted, f"{answer.reason}: {text.splitlines()[int(answer.reason.split()[1].rstrip(':')) - 1]}"


def closed(text: str, values: dict[str, str]) -> Term:
    """The term with values for its variables."""
    put = {
        name: constant(int(value) if SORTS[name] is Sort.INTEGER else rational(value)) for name, value in values.items()
    }
    return substitute(parse_term(text, SORTS), put)


@needs_coq
def test_coq_computes_the_shared_table() -> None:
    subjects = [(closed(case.text, case.values), case.expected) for case in CASES]
    rationals = [
        (term, expected)
        for term, expected in subjects
        if not any(node.op in REAL_FUNCTIONS for node in postorder((term,)))
    ]
    assert len(rationals) > 250
    accepted(list(goals(rationals, RATIONALS)), RATIONALS)


def value_of(term: Term, values: dict[str, int | Fraction]) -> str | None:
    """The value as text; None where the kernel would not compute it."""
    try:
        value = evaluate(term, values)
    except Undefined:
        return UNDEFINED
    except Rejected:
        return None
    return str(value).lower() if isinstance(value, bool) else rational_text(Fraction(value))


@needs_coq
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(Sort).flatmap(lambda sort: terms(sort, dict(i=Sort.INTEGER, x=Sort.REAL), blastable=True)),
        min_size=40, max_size=40,
    ),
    st.integers(-9, 300),
    st.fractions(-3, 3, max_denominator=5),
)  # fmt: skip
def test_coq_computes_random_terms(drawn: list[Term], i: int, x: Fraction) -> None:
    put = {"i": constant(i), "x": constant(x)}
    subjects = [(substitute(term, put), value_of(term, {"i": i, "x": x})) for term in drawn]
    accepted(list(goals([(term, value) for term, value in subjects if value is not None], RATIONALS)), RATIONALS)


ARITHMETIC = [case for case in CASES if case.expected != UNDEFINED]


@needs_coq
def test_real_terms_associate_as_ours_do() -> None:
    texts = [
        "x - (y - x) - 2", "-x**2 + y", "(-x)**2 * y", "x * (y + 1/3) - -y", "x / 7 * y / 3", "x * (y / 5)",
        "-(x + y) * -2", "x - -(1/2) * y**3", "(x * y)**3 - x * y**3", "abs(x - 2) * max(x, y) - min(x, -y)",
        "(if x < y then x - y else y) - 1", "real(3)**2 - x", "x / (y - 7)", "x - i * (2 - i) - -i**2",
        "(x - i)**2 / 3",
    ]  # fmt: skip
    writer = Writer(REALS)
    lines = []
    for text in texts:
        for values in ({"x": "-3/2", "y": "5", "i": "-2"}, {"x": "2/7", "y": "-1/3", "i": "3"}):
            term = closed(text, values)
            expected = constant(Fraction(evaluate(term, {})))
            lines.append(f"Goal {writer.compared(term, '==', expected)}. Proof. computed. Qed.")
    accepted(lines, REALS)


@needs_coq
def test_a_wrong_reading_would_be_noticed() -> None:
    sound = make("-", constant(7), make("-", constant(4), constant(2)))
    [_, goal] = goals([(sound, "5")], RATIONALS)
    accepted([goal], RATIONALS)
    with pytest.raises(AssertionError):
        accepted([goal.replace("(", "").replace(")", "")], RATIONALS)
