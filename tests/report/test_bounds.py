"""Which constants of a statement are shown as its bounds."""

import pytest

from verify.report.bounds import bounds


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("forall integer a >= 1: 9 * a <= 1/9 * a * a", ("1/9 ≈ 0.111111111111",)),
        ("forall real x: x > -1/2 and x < 1/4", ("-1/2 = -0.5", "1/4 = 0.25")),
        ("not forall real x: x <= 3", ("3",)),
        ("forall real x: (if x < 7 then x <= 1/2 else x >= 7)", ("1/2 = 0.5", "7")),
        ("forall real x: (if x < 9 then x <= 1/2 else x >= 7)", ("1/2 = 0.5", "7")),
        ("forall real x: x > 0", ()),
        ("forall real x, real y: x > y", ()),
        ("", ()),
        ("no statement", ()),
    ],
)
def test_bounds(statement: str, expected: tuple[str, ...]) -> None:
    assert bounds(statement) == expected


def test_many_constants_are_no_bounds() -> None:
    parts = " and ".join(f"x < {n}" for n in range(1, 9))
    assert bounds(f"forall real x: {parts}") == ()
