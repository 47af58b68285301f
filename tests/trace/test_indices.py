import pytest

from verify.kernel.parse import parse
from verify.kernel.statement import ForAll
from verify.kernel.text import term_text
from verify.trace.indices import with_plain_indices


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("sum(k2 = 0 .. 3: x**k2) > 0", "sum(k = 0 .. 3: x**k) > 0"),
        ("sum(k2 = 0 .. 3: x**k2) > sum(k3 = 0 .. n: k3)", "sum(k = 0 .. 3: x**k) > sum(k = 0 .. n: k)"),
        ("sum(x2 = 0 .. 3: y**x2) > 0", "sum(x2 = 0 .. 3: y**x2) > 0"),
        ("sum(n7 = 0 .. 3: n7) > 0", "sum(n7 = 0 .. 3: n7) > 0"),
        ("sum(j = 0 .. 3: x**j) > 0", "sum(j = 0 .. 3: x**j) > 0"),
    ],
)
def test_an_index_loses_its_number_where_its_name_is_free(text, renamed):
    declared = "forall integer n >= 0, real x, real y: "
    first, second = parse(declared + text), parse(declared + renamed)
    assert isinstance(first, ForAll) and isinstance(second, ForAll)
    assert term_text(with_plain_indices(first.conclusion, ("n", "x", "y"))) == term_text(second.conclusion)
