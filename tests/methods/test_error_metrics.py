"""The error metrics are those of a loop over all inputs."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify.claims.compared import Compared, compare
from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.methods.error_metrics import NoMetrics, error_metrics, mean_statements

FUNCTIONS = """
from verify import assume, ratio, where

def shifted(a, b, t=1):
    return (a >> t) * (b >> t) << 2 * t

def masked(a, b):
    return a * b & ~3

def ored(a, b):
    return (a | b) + (a & 1)

def quotient(a, b):
    return ratio(a * 4 + 1, where(b > 1, b, 1))

def assuming(a, b):
    assume(a > b)
    return a - (b ^ 1)

def partial(a, b):
    return a // b

def the_same(a, b):
    return a * b
"""
EXACT = ["a*b", "a + b", "a - b", "ratio(a, 3)", "0", "ratio(a + 1, b*b + 1)"]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("metrics") / "functions.py"
    path.write_text(FUNCTIONS)
    return str(path)


def inputs(pair: Compared, left_out: str) -> list[dict[str, int]]:
    """All inputs of the pair but those for which the condition `left_out` is true."""
    first, second = (range(int(one.low or 0), int(one.high or 0) + 1) for one in pair.variables)
    points = [{"a": a, "b": b} for a in first for b in second]
    return [point for point in points if not eval(left_out, {}, point)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["shifted", "masked", "ored", "quotient", "assuming"]),
    st.sampled_from(EXACT), st.integers(1, 4), st.integers(1, 4), st.booleans(),
)  # fmt: skip
def test_as_a_loop_finds_them(file: str, name: str, exact: str, first: int, second: int, signed: bool) -> None:
    pair = compare(f"{file}:{name}", exact, {"a": first, "b": second}, {}, signed)
    points = inputs(pair, "a <= b" if name == "assuming" else "False")
    found = error_metrics(pair)
    truth = [Fraction(pair.plain_exact(point)) for point in points]
    errors = [Fraction(pair.plain_approximate(point)) - one for point, one in zip(points, truth, strict=True)]
    count, sizes = len(points), list(map(abs, errors))
    relative = [size / abs(one) for size, one in zip(sizes, truth, strict=True) if one]
    assert found.inputs == count and found.left_out == truth.count(Fraction(0))
    assert found.error_rate == Fraction(sum(map(bool, errors)), count)
    assert found.worst == max(sizes)
    worst_at = {key: int(value) for key, value in found.worst_at.items()}
    assert abs(pair.plain_approximate(worst_at) - pair.plain_exact(worst_at)) == found.worst
    assert found.mean == sum(errors) / count and found.mean_absolute == sum(sizes) / count
    assert found.mean_square == sum(error * error for error in errors) / count
    top = max(map(abs, truth))
    assert found.normalised == (found.mean_absolute / top if top else None)
    assert found.mean_relative == (sum(relative) / len(relative) if relative else None)


@pytest.mark.parametrize(("name", "exact"), [("shifted", "a*b"), ("quotient", "ratio(a, 3)"), ("the_same", "a*b")])
def test_the_kernel_proves_the_means(file: str, name: str, exact: str) -> None:
    pair = compare(f"{file}:{name}", exact, {"": 3}, {})
    statements = mean_statements(pair, error_metrics(pair))
    assert list(statements) == ["ER", "MED", "MSE", "MRED"]
    for statement in statements.values():
        assert check(Certificate(statement, "mean", {})).rules == ("mean",)


@pytest.mark.parametrize(
    ("name", "width", "assumed", "told"),
    [
        ("partial", 3, "True", r"no value at 8 inputs, the first of them a=0, b=0; leave them out with --assume"),
        ("masked", 13, "True", "take 26 input bits; 24 is the most"),
        ("masked", 3, "a > 9", "no input meets the hypotheses"),
    ],
)
def test_where_there_are_none(file: str, name: str, width: int, assumed: str, told: str) -> None:
    pair = compare(f"{file}:{name}", "a*b", {"": width}, {}, assumed=[assumed] if assumed != "True" else [])
    with pytest.raises(NoMetrics, match=told):
        error_metrics(pair)
