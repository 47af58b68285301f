"""Names that are put for recurring parts mean what they say."""

from verify.kernel.parse import parse_term
from verify.kernel.term import Sort, Term, same, substitute
from verify.kernel.text import term_text
from verify.notation.naming import with_names

SORTS = {"a": Sort.INTEGER, "b": Sort.INTEGER, "x": Sort.REAL}
PRODUCT = "(a - (1 << bit_length(a) - 1)) * (1 << bit_length(b) - 1)"
LONG = (
    f"({PRODUCT})**2 + ({PRODUCT}) * a <= ({PRODUCT}) * b + a**3 * b**3"
    f" + (a + 1)*(b + 2)*(a + 3)*(b + 4) + ({PRODUCT})**4"
)


def inserted(term: Term, meanings: tuple[tuple[Term, Term], ...]) -> Term:
    for name, meaning in reversed(meanings):
        term = substitute(term, {str(name.value): meaning})
    return term


def test_putting_the_meanings_back_gives_the_term() -> None:
    term = parse_term(LONG, SORTS)
    (short,), meanings = with_names((term,))
    assert len(meanings) == 1
    assert same(inserted(short, meanings), term)


def test_short_terms_are_left_alone() -> None:
    term = parse_term("(a + b + 1)**2 > (a + b + 1)", SORTS)
    assert with_names((term,)) == ((term,), ())


def test_names_do_not_clash_with_variables() -> None:
    term = parse_term(LONG.replace("a", "p"), {"p": Sort.INTEGER, "b": Sort.INTEGER})
    _, meanings = with_names((term,))
    assert [str(name.value) for name, _ in meanings] == ["q"]


def test_a_shift_is_named_by_its_power_of_two() -> None:
    text = " + ".join(f"(a + {k} << bit_length(b) - 1)" for k in range(12))
    (short,), [(name, meaning)] = with_names((parse_term(text, SORTS),))
    assert same(meaning, parse_term("1 << bit_length(b) - 1", SORTS))
    assert term_text(short).startswith(f"(a + 0) * {name.value} + ")


def test_parts_under_a_sum_keep_their_index() -> None:
    body = "(a + k + 1)**2 * (b + k + 2)**2"
    plain = "(a + b + 3)**2 > (a + b + 3)**3 + (a + b + 3) * (a + b + 9)"
    text = f"sum(k = 0 .. 9: {body} + {body} + {body} + {body}) + {plain}"
    _, meanings = with_names((parse_term(text, SORTS),))
    assert all("k" not in term_text(meaning) for _, meaning in meanings)
