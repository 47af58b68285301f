"""Claims with an argument in common, as a table."""

from collections.abc import Callable
from typing import Any

from verify.engine.record import Record
from verify.engine.verdict import Verdict
from verify.report.arrangement import arrange
from verify.report.side_by_side import side_by_side

Made = Callable[..., Verdict]
Recorded = Callable[..., Record]


def made(verdict: Made, name: str, **fixed: Any) -> Verdict:
    shown = ",".join(f"{key}={value}" for key, value in fixed.items())
    return verdict(f"zoo.{name}[{shown}]", "forall: true", fixed=fixed)


def test_rows_are_the_shared_argument_and_columns_the_rest(verdict: Made, record: Recorded) -> None:
    verdicts = [made(verdict, "worst", design=d, w=w) for d in ("a", "b") for w in (8, 16, 32)]
    verdicts += [made(verdict, "mean", w=w, k=1) for w in (8, 16)]
    [claim_file] = arrange(record(*verdicts))
    table = side_by_side(claim_file)
    assert table is not None and table.argument == "w"
    assert [(claim.name, others) for claim, others in table.columns] == [
        ("zoo.worst", "design = a"),
        ("zoo.worst", "design = b"),
        ("zoo.mean", "k = 1"),
    ]
    assert [(value, [cell is not None for cell in cells]) for value, cells in table.rows] == [
        ("8", [True, True, True]),
        ("16", [True, True, True]),
        ("32", [True, True, False]),
    ]


def test_there_is_no_table_without_two_arguments(verdict: Made, record: Recorded) -> None:
    [claim_file] = arrange(record(*(made(verdict, name, w=w) for name in "ab" for w in (8, 16))))
    assert side_by_side(claim_file) is None
