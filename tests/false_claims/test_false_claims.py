"""No false statement of the table is PROVED: a part of them in every run, some by each method where it is slow.

All of them by each method is a campaign of its own: `python -m tests.campaigns.false_claims`.
"""

from collections.abc import Iterator

import pytest

from tests.campaigns.false_claims import MEMORY_MB, SECONDS, proved_by, verdict
from tests.false_claims.table import REFUTED_KINDS, Near, table
from verify.engine.verdict import PROVED, REFUTED
from verify.engine.workers import Workers
from verify.kernel.parse import parse
from verify.kernel.text import statement_text

TABLE = table()
FALSE = [near for near in TABLE if near.kind != "true"]
SOME = [near for near in FALSE if near.kind in REFUTED_KINDS][::9] + [near for near in FALSE if near.kind == "never"][
    ::9
]


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    found = Workers(1, MEMORY_MB, SECONDS)
    yield found
    found.stop()


def test_there_are_many_and_no_two_are_the_same() -> None:
    texts = [statement_text(parse(near.text)) for near in TABLE]
    assert len(FALSE) >= 200 and len(set(texts)) == len(texts)


@pytest.mark.parametrize("near", SOME, ids=lambda near: near.place)
def test_some_are_not_proved_and_refuted_where_they_can_be(near: Near, workers: Workers) -> None:
    said = verdict(near, workers)
    assert said == REFUTED if near.kind in REFUTED_KINDS else said != PROVED


@pytest.mark.slow
@pytest.mark.parametrize("near", FALSE[::16], ids=lambda near: near.place)
def test_none_is_proved_by_any_method(near: Near, workers: Workers) -> None:
    assert proved_by(near, workers) == []
