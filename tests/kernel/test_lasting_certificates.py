"""Certificates last: what tests/corpus/v1 keeps of every rule is accepted, or README there says why not."""

from pathlib import Path

import pytest

from verify.kernel.certificate import read_certificate
from verify.kernel.check import RULES, check
from verify.kernel.rejection import Rejected
from verify.kernel.text import statement_text

FOLDER = Path(__file__).parent.parent / "corpus" / "v1"
LINES = [
    pytest.param(path.name, number, line, id=f"{path.stem}-{number}")
    for path in sorted(FOLDER.glob("*.jsonl"))
    for number, line in enumerate(path.read_text("ascii").splitlines(), 1)
]
REVOKED = {
    (file, int(number)): why
    for file, number, why in (
        [cell.strip(" `") for cell in row.strip("|").split(" | ")]
        for row in (FOLDER / "README.md").read_text("utf-8").splitlines()
        if row.startswith("| `")
    )
}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_one(rule: str) -> None:
    path = FOLDER / f"{rule}.jsonl"
    assert path.exists(), f"put a small certificate that uses {rule} into {path}; it stays there for good"
    assert f'"rule":"{rule}"' in path.read_text("ascii")


@pytest.mark.parametrize(("file", "number", "line"), LINES)
def test_it_is_accepted_or_the_reason_is_told(file: str, number: int, line: str) -> None:
    certificate = read_certificate(line)
    if (file, number) in REVOKED:
        assert REVOKED[file, number]
        with pytest.raises(Rejected):
            check(certificate)
        return
    theorem = check(certificate)
    assert f'"statement":"{statement_text(theorem.statement)}"' in line
    assert file.removesuffix(".jsonl") in theorem.rules


def test_what_is_revoked_is_there() -> None:
    assert set(REVOKED) <= {(case.values[0], case.values[1]) for case in LINES}
