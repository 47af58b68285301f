import click
import pytest

from verify.cli.chosen import matches

ID = "mitchell.datapath_is_the_formula[w=16]"


@pytest.mark.parametrize("expression", ["mitchell", "MITCH", "w=16]", "data and not log", "(x or path) and w", "not x"])
def test_fits(expression):
    assert matches(expression, ID)


@pytest.mark.parametrize("expression", ["w=8", "mitchell and log", "not (x or path)", "not datapath"])
def test_does_not(expression):
    assert not matches(expression, ID)


@pytest.mark.parametrize("expression", ["a b", "and", "(a", "a or", "()", "not"])
def test_is_no_expression(expression):
    with pytest.raises(click.UsageError, match="words joined with and, or, not"):
        matches(expression, ID)


def test_words_are_never_code():
    assert not matches("__import__('os').system('true')".replace("(", "").replace(")", ""), ID)
    with pytest.raises(click.UsageError):
        matches("print(1)", ID)


def test_commands_take_it(certified, run):
    assert [line.split("  ")[2] for line in run("list", "-k", "average or small").out.splitlines()] == [
        "sample.floor_average[w=2]",
        "sample.floor_average[w=3]",
        "sample.small",
    ]
    assert run("check", "-k", "small").code == 0
    assert run("run", "-k", "no_such", "--no-report").code == 5
