"""Claims as notebooks show them."""

import pytest

from verify import claim, each, reals, total
from verify.claims.claim import claim_of


@claim(x=reals())
def square(x):  # type: ignore[no-untyped-def]
    return x**2 >= 0


@claim(n=each([2, 4]), x=reals())
def sums(n, x):  # type: ignore[no-untyped-def]
    return total(lambda k: x**k, 0, n) > 0


@claim(x=reals())
def broken(x):  # type: ignore[no-untyped-def]
    return x > 0.5


def test_a_function_under_claim_stays_a_function_and_shows_its_formula() -> None:
    assert square(3) is True
    shown = square._repr_markdown_()
    assert shown.startswith("**square**\n\n$$\n") and r"x^{2} \ge 0" in shown
    assert square._repr_latex_() == shown.partition("\n\n")[2]
    assert claim_of(square)._repr_markdown_() == shown  # type: ignore[union-attr]


def test_of_several_instances_the_first_is_shown() -> None:
    shown = sums._repr_markdown_()
    assert shown.startswith("**sums** for n = 2, the first of 2 instances") and r"\sum_{k = 0}^{2}" in shown


def test_what_cannot_be_stated_says_why() -> None:
    assert "cannot be stated" in broken._repr_markdown_() and "ratio" in broken._repr_markdown_()
    assert broken._repr_latex_() is None


def test_a_plain_function_has_no_formula() -> None:
    with pytest.raises(AttributeError):
        test_a_plain_function_has_no_formula._repr_markdown_  # type: ignore[attr-defined]  # noqa: B018
