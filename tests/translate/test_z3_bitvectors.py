"""Bit-vectors mean what the evaluator means: z3 sees the values and the undefined places of every term."""

import itertools
from collections.abc import Mapping
from fractions import Fraction

import pytest
import z3
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.kernel.certificates import outcome
from tests.semantics import CASES, SORTS, Case
from tests.strategies import INTEGER, terms
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.parse import parse, parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll, Variable
from verify.kernel.term import REAL_FUNCTIONS, Sort, Term, constant, make, postorder, substitute, variables_in
from verify.translate.intervals import Untranslatable
from verify.translate.z3_bitvectors import failing_inputs, input_of

UNTRANSLATABLE = {"sum(k = 0 .. i: k)"}


def _fails(claim: ForAll) -> bool:
    solver = z3.SolverFor("QF_BV")
    solver.add(*failing_inputs(claim).constraints)
    answer = solver.check()
    assert answer != z3.unknown
    return bool(answer == z3.sat)


def _integer(name: str, low: int, high: int) -> Variable:
    return Variable(name, INTEGER, Fraction(low), Fraction(high))


def _says(root: Term, expected: str) -> Term:
    """The claim that `root` has that value."""
    if root.sort is Sort.TRUTH:
        return root if expected == "true" else make("not", root)
    value = Fraction(expected)
    return make("==", root, constant(int(value) if root.sort is INTEGER else value))


def _agrees(root: Term, at: Mapping[str, int], spread: int, expected: str) -> None:
    """z3 finds `root` to be `expected` at one input, which a hypothesis picks from a domain of that spread."""
    declared = tuple(_integer(name, value - spread, value + spread) for name, value in at.items())
    unbound = sorted(set(variables_in(root)) & set(SORTS) - set(at))
    declared += tuple(_integer(name, 0, 1) for name in unbound)
    picked = tuple(make("==", each.term(), constant(at[each.name])) for each in declared if each.name in at)
    claim = _says(root, "0" if expected == "undefined" and root.sort is not Sort.TRUTH else expected)
    assert _fails(ForAll(declared, picked, claim)) == (expected == "undefined")
    assert _fails(ForAll(declared, picked, make("not", claim)))


@pytest.mark.parametrize("spread", [0, 3])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.text} at {case.values}")
def test_each_row_of_the_table(case: Case, spread: int) -> None:
    root = parse_term(case.text, SORTS)
    reals = {name: constant(Fraction(value)) for name, value in case.values.items() if SORTS[name] is Sort.REAL}
    at = {name: int(value) for name, value in case.values.items() if SORTS[name] is INTEGER}
    try:
        _agrees(substitute(root, reals), at, spread, case.expected)
    except Untranslatable:
        assert case.text in UNTRANSLATABLE or any(node.op in REAL_FUNCTIONS for node in postorder([root]))


@settings(max_examples=150)
@given(st.data())
def test_random_terms_agree(data: st.DataObject) -> None:
    root = data.draw(terms(data.draw(st.sampled_from(Sort)), {"i": INTEGER, "j": INTEGER}, 5, blastable=True))
    at = {"i": data.draw(st.integers(-9, 9)), "j": data.draw(st.integers(-9, 9))}
    try:
        _agrees(root, at, data.draw(st.integers(0, 8)), outcome(root, at))
    except (Untranslatable, Rejected):
        reject()


def _graph(root: Term, domains: Mapping[str, range]) -> dict[tuple[int, ...], int | None]:
    """What z3 says the value of an integer term is at every input, None where it is undefined."""
    values = list(_evaluated(root, domains).values())
    bound = max(abs(value) for value in values if value is not None) + 1
    declared = tuple(_integer(name, found[0], found[-1]) for name, found in domains.items())
    claim = ForAll(
        (*declared, _integer("result", -bound, bound)),
        (make("==", root, _integer("result", 0, 0).term()),),
        constant(False),
    )
    query = failing_inputs(claim)
    solver = z3.SolverFor("QF_BV")
    solver.add(*query.constraints)
    found: dict[tuple[int, ...], int | None] = {}
    for point in itertools.product(*domains.values()):
        picked = [query.inputs[name].bits == value for name, value in zip(domains, point, strict=True)]
        found[point] = input_of(query, solver.model())["result"] if solver.check(*picked) == z3.sat else None
    return found


def _evaluated(root: Term, domains: Mapping[str, range]) -> dict[tuple[int, ...], int | None]:
    found: dict[tuple[int, ...], int | None] = {}
    for point in itertools.product(*domains.values()):
        try:
            found[point] = int(evaluate(root, dict(zip(domains, point, strict=True))))
        except Undefined:
            found[point] = None
    return found


def _same_everywhere(text: str, **domains: range) -> None:
    root = parse_term(text, SORTS)
    assert _graph(root, domains) == _evaluated(root, domains)


@pytest.mark.parametrize(
    "text", ["i // j", "i % j", "i * j", "i & j", "i | j", "i xor j", "i - j", "min(i, j) - max(i, j)"]
)
def test_binary_operations_over_whole_squares(text: str) -> None:
    _same_everywhere(text, i=range(-9, 10), j=range(-5, 6))
    _same_everywhere(text, i=range(9), j=range(6))
    _same_everywhere(text, i=range(-8, 0), j=range(3, 9))


@pytest.mark.parametrize("text", ["i // 8", "i % 8", "i // 3", "i % 3", "i // -4", "i % -4", "i // 1", "i % 1"])
def test_constant_divisors(text: str) -> None:
    _same_everywhere(text, i=range(-33, 34))


@pytest.mark.parametrize("text", ["i << j", "i >> j", "2**j - i", "(i << j) >> j", "1 >> j", "i**j"])
def test_shifts_and_powers_over_a_whole_square(text: str) -> None:
    _same_everywhere(text, i=range(-5, 6), j=range(-2, 8))


@pytest.mark.parametrize(
    "text",
    [
        "bit_length(i)",
        "bit_count(i)",
        "bit_count(i & 7)",
        "abs(i)",
        "~i",
        "-i",
        "i**3",
        "1 << bit_length(i) - 1",
        "(-1)**(i + 20)",
    ],
)
def test_unary_operations_over_a_range(text: str) -> None:
    _same_everywhere(text, i=range(-33, 34))


def test_nothing_is_cut_off_in_a_long_product() -> None:
    _same_everywhere("i**40 - j**39 * i", i=range(-3, 4), j=range(-2, 3))


def test_what_is_undefined_does_not_leak_from_its_branch() -> None:
    _same_everywhere("if i > 0 then (1 << j - 2) // i else 5 % (j - 4)", i=range(-3, 4), j=range(6))


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("forall odd integer 0 <= i <= 9: i % 2 == 1", False),
        ("forall even integer -7 <= i <= 9: i % 2 == 0 and i != -7", False),
        ("forall odd integer -7 <= i <= 9: i > -7", True),
        ("forall integer 0 <= i <= 9: i > 3, 7 // (i - 5) >= 0 ==> i > 5", False),
        ("forall integer 0 <= i <= 9: 1 // 0 == 0 ==> false", False),
        ("forall integer 0 <= i <= 9: i > 9 ==> false", False),
        ("forall integer 1 <= i <= 9, integer 1 <= j <= 9: i / j + j / i >= 2", False),
        ("forall integer 1 <= i <= 9, integer 1 <= j <= 9: i / j + j / i > 2", True),
        ("forall integer -9 <= i <= 9: real(i)**(-2) >= 1/81", True),
        ("forall integer -9 <= i <= 9: i != 0 ==> real(i)**(-2) >= 1/81", False),
        ("forall integer -3 <= i <= 3: (-2 / real(3))**i >= -27/8", False),
        ("forall integer -3 <= i <= 3: (-2 / real(3))**i > -27/8", True),
        ("forall: 2 + 2 == 4", False),
        ("forall: 2 + 2 == 5", True),
    ],
)
def test_domains_hypotheses_and_reals(text: str, fails: bool) -> None:
    claim = parse(text)
    assert isinstance(claim, ForAll)
    assert _fails(claim) == fails


def test_a_model_is_read_back_with_its_signs() -> None:
    claim = parse("forall integer -9 <= i <= 9, integer 5 <= j <= 200, integer 7 <= m <= 7: i + m != 0 or j != 199")
    assert isinstance(claim, ForAll)
    query = failing_inputs(claim)
    solver = z3.SolverFor("QF_BV")
    solver.add(*query.constraints)
    assert solver.check() == z3.sat
    assert input_of(query, solver.model()) == {"i": -7, "j": 199, "m": 7}
