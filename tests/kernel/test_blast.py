"""The bit-blaster means what the evaluator means: values and definedness, at every input."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.kernel.certificates import number_at, outcome
from tests.semantics import CASES, SORTS, Case
from tests.strategies import INTEGER, terms
from verify.kernel.blast import Blasted, blast, blast_all
from verify.kernel.numerals import rational_text
from verify.kernel.parse import parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.rules.enumeration import truth_tables
from verify.kernel.statement import Variable
from verify.kernel.term import REAL_FUNCTIONS, Sort, Term, make, postorder, variables_in

WITHOUT_BITS = {
    "factorial(i)",
    "i**j",
    "i**(-1)",
    "sum(k = 0 .. i: k)",
    "sum(k = 1 // 0 .. 2: 1)",
    "sum(k = 0 .. 1 // 0: k)",
}
INTEGER_CASES = [case for case in CASES if all(SORTS[name] is INTEGER for name in case.values)]


def _at(result: Blasted, sort: Sort, place: int) -> str:
    """What the bits say at one input, in the words of the shared table."""
    if not result.defined >> place & 1:
        return "undefined"
    if sort is Sort.TRUTH:
        return "true" if result.bits[0] >> place & 1 else "false"
    under = number_at(result.under, place)
    assert under > 0 and (sort is Sort.REAL or under == 1)
    return rational_text(Fraction(number_at(result.bits, place), under))


def _agree_everywhere(root: Term, domains: dict[str, range]) -> None:
    declared = [Variable(name, INTEGER, Fraction(found[0]), Fraction(found[-1])) for name, found in domains.items()]
    gates, inputs, inside = truth_tables(tuple(declared))
    result = blast(gates, root, inputs)
    seen = set()
    for place in range(inside.bit_length()):
        if inside >> place & 1:
            values: dict[str, int | Fraction] = {name: number_at(word, place) for name, word in inputs.items()}
            assert _at(result, root.sort, place) == outcome(root, values), values
            seen.add(tuple(values.values()))
    assert seen == set(itertools.product(*domains.values()))


@pytest.mark.parametrize("case", INTEGER_CASES, ids=lambda case: f"{case.text} at {case.values}")
def test_each_row_of_the_table_and_its_neighbours(case: Case) -> None:
    root = parse_term(case.text, SORTS)
    around = {name: range(int(text) - 2, int(text) + 2) for name, text in case.values.items()}
    unbound = sorted(set(variables_in(root)) & set(SORTS) - set(around))
    try:
        _agree_everywhere(root, around | dict.fromkeys(unbound, range(2)))
    except Rejected:
        assert case.text in WITHOUT_BITS or any(node.op in REAL_FUNCTIONS for node in postorder([root]))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_random_terms_agree_at_every_input(data: st.DataObject) -> None:
    root = data.draw(terms(data.draw(st.sampled_from(Sort)), {"i": INTEGER, "j": INTEGER}, 5, blastable=True))
    low, high = data.draw(st.integers(-9, 4)), data.draw(st.integers(0, 6))
    try:
        _agree_everywhere(root, {"i": range(low, low + 7), "j": range(-high, 5)})
    except Rejected:
        reject()


@pytest.mark.parametrize("text", ["i // j", "i % j", "i * j", "i & j", "i | j", "i xor j", "i - j", "i / j < i - j"])
def test_binary_operations_over_a_whole_square(text: str) -> None:
    _agree_everywhere(parse_term(text, SORTS), {"i": range(-17, 18), "j": range(-9, 10)})


@pytest.mark.parametrize("text", ["i << j", "i >> j", "2**j - i", "(i << j) >> j", "(3 * i) >> j", "i * 2**j"])
def test_shifts_over_a_whole_square(text: str) -> None:
    _agree_everywhere(parse_term(text, SORTS), {"i": range(-9, 10), "j": range(-2, 12)})


@pytest.mark.parametrize("text", ["bit_length(i)", "bit_count(i)", "abs(i)", "~i", "-i", "i**3", "1 << bit_length(i)"])
def test_unary_operations_over_a_range(text: str) -> None:
    _agree_everywhere(parse_term(text, SORTS), {"i": range(-130, 131)})


def test_nothing_is_cut_off_in_a_long_product() -> None:
    _agree_everywhere(parse_term("i**64 - j**63 * i", SORTS), {"i": range(-3, 4), "j": range(-2, 3)})


@pytest.mark.parametrize("text", ["1 << (1 << i)", "i << 5000", "2**5000 & i"])
def test_words_beyond_the_widest_are_rejected(text: str) -> None:
    gates, inputs, _ = truth_tables((Variable("i", INTEGER, Fraction(0), Fraction(20)),))
    with pytest.raises(Rejected):
        blast(gates, parse_term(text, SORTS), inputs)


@pytest.mark.parametrize("text", ["3**i", "(-2)**i", "j**i"])
def test_only_powers_of_two_may_have_any_exponent(text: str) -> None:
    domain = [Variable(name, INTEGER, Fraction(0), Fraction(3)) for name in "ij"]
    gates, inputs, _ = truth_tables(tuple(domain))
    with pytest.raises(Rejected, match="an exponent that is not a small constant"):
        blast(gates, parse_term(text, SORTS), inputs)


def test_a_shift_right_of_a_long_constant_is_not_mistaken() -> None:
    """A count of 8192 has more places than the widest word; the constant's bits must not be dropped."""
    gates, inputs, _ = truth_tables((Variable("i", INTEGER, Fraction(0), Fraction(1)),))
    with pytest.raises(Rejected):
        blast(gates, parse_term("2**9000 >> (8192 + i)", SORTS), inputs)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_several_terms_at_once_are_the_same_one_by_one(data: st.DataObject) -> None:
    gates, inputs, _ = truth_tables(tuple(Variable(name, INTEGER, Fraction(-3), Fraction(4)) for name in "ij"))
    first = data.draw(terms(Sort.INTEGER, {"i": INTEGER, "j": INTEGER}, 4, blastable=True))
    second = data.draw(terms(Sort.INTEGER, {"i": INTEGER, "j": INTEGER}, 3, blastable=True))
    roots = [first, make("-", first, second), second, first]
    try:
        alone = [blast(gates, root, inputs) for root in roots]
    except Rejected:
        reject()
    assert blast_all(gates, roots, inputs) == alone


def test_a_count_that_may_be_negative_does_not_widen_what_follows() -> None:
    gates, inputs, _ = truth_tables((Variable("i", INTEGER, Fraction(0), Fraction(20)),))
    result = blast(gates, parse_term("1 << bit_length(i) - 1", SORTS), inputs)
    assert len(result.bits) == 6


@pytest.mark.parametrize("text", ["(i / 2)**(-1)", "real(i)**(-2)", "i**4097"])
def test_powers_that_have_no_bits(text: str) -> None:
    gates, inputs, _ = truth_tables((Variable("i", INTEGER, Fraction(1), Fraction(2)),))
    with pytest.raises(Rejected, match="an exponent that is not a small constant"):
        blast(gates, parse_term(text, SORTS), inputs)
