import pytest

from verify.kernel import tokens
from verify.kernel.rejection import Rejected
from verify.kernel.tokens import NAME, NUMBER, Tokens


def words(text):
    tokens = Tokens(text)
    found = []
    while tokens.token:
        found.append(tokens.token)
        tokens.position += 1
    return found


def test_the_longest_operator_is_taken():
    assert words("a<<b<=c**d*e//f..g==>h->-i") == "a << b <= c ** d * e // f .. g ==> h -> - i".split()


def test_numbers_and_names():
    tokens = Tokens("12.5 x1")
    assert tokens.kind == NUMBER
    assert tokens.digits() == 25 / 2
    assert tokens.kind == NAME
    assert tokens.word() == "x1"


def test_a_rational():
    assert Tokens("-3/4").number() == -3 / 4


@pytest.mark.parametrize("text", ["1/0", "-", "x", "2x", "0x10", "1e5"])
def test_what_is_no_number(text):
    tokens = Tokens(text)
    with pytest.raises(Rejected, match="character"):
        tokens.number()


@pytest.mark.parametrize(("text", "hint"), [("^ 2", r"\*\*"), ("= 2", "=="), ("; 2", "expected")])
def test_hints_at_what_is_not_the_end(text, hint):
    with pytest.raises(Rejected, match=hint):
        Tokens(text).expect("")


def test_lists_have_commas():
    tokens = Tokens("a, b, c d")
    assert tokens.separated(tokens.word) == ["a", "b", "c"]
    assert tokens.token == "d"


def test_a_text_is_only_so_long(monkeypatch):
    monkeypatch.setattr(tokens, "_LONGEST", 10)
    Tokens("forall: 12")
    with pytest.raises(Rejected, match="longer than 10 characters"):
        Tokens("forall: 123")
