"""Claims of one file that have an argument with `each` in common, as one table to compare them by."""

from collections import Counter
from dataclasses import dataclass

from verify.engine.verdict import Verdict

from .arrangement import Claim, ClaimFile, short_name


@dataclass(frozen=True, slots=True)
class Table:
    """A row for each value of the shared `argument`; a column for each claim and choice of its other values."""

    argument: str
    columns: tuple[tuple[Claim, str], ...]
    rows: tuple[tuple[str, tuple[Verdict | None, ...]], ...]


def side_by_side(claim_file: ClaimFile) -> Table | None:
    """The table of the claims with one argument in common, None where no claim has another one with `each` besides.

    Its rows are the values of the argument that most claims with several have; of
    those that as many have, the one with the most values.
    """
    shared = Counter(
        name for claim in claim_file.claims for name in claim.verdicts[0].fixed if len(claim.verdicts[0].fixed) > 1
    )
    verdicts = [verdict for claim in claim_file.claims for verdict in claim.verdicts]
    values = {
        name: list(dict.fromkeys(str(verdict.fixed[name]) for verdict in verdicts if name in verdict.fixed))
        for name in shared
    }
    if not shared:
        return None
    argument = max(shared, key=lambda name: (shared[name], len(values[name])))
    cells: dict[tuple[str, str], dict[str, Verdict]] = {}
    columns: dict[tuple[str, str], tuple[Claim, str]] = {}
    for claim in claim_file.claims:
        for verdict in claim.verdicts:
            if argument not in verdict.fixed:
                continue
            others = ", ".join(f"{name} = {value}" for name, value in verdict.fixed.items() if name != argument)
            columns.setdefault((claim.name, others), (claim, others))
            cells.setdefault((claim.name, others), {})[str(verdict.fixed[argument])] = verdict
    if len(columns) < 2 or len(values[argument]) < 2:
        return None
    rows = tuple((value, tuple(cells[key].get(value) for key in columns)) for value in values[argument])
    return Table(argument, tuple(columns.values()), rows)


def heading(claim: Claim, others: str) -> str:
    """What stands over a column."""
    return f"{short_name(claim)} {others}"
