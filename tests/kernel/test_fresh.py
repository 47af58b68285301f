"""Fresh names are taken by nothing in the statement."""

import pytest

from verify.kernel.fresh import fresh_names
from verify.kernel.parse import parse
from verify.kernel.statement import ForAll


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("forall real x: x > 0", ["u1", "u2"]),
        ("forall real u1, real u3: u1 > u3", ["u2", "u4"]),
        ("forall real x: sum(u1 = 0 .. 3: x**u1) > 0", ["u2", "u3"]),
        ("forall real x: sum(u2 = 0 .. 3: x) > 0 ==> x > 0", ["u1", "u3"]),
        ("forall real u1, real u2: u1 > u2, sum(u3 = 0 .. 3: u1) > 0 ==> u1 > 0", ["u4", "u5"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    statement = parse(text)
    assert isinstance(statement, ForAll)
    assert fresh_names(statement, "u", 2) == names
