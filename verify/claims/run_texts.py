"""A run of a recurrence as values by name, as in `p=1/2 @steps=2 u@1=1 u@2=0`: how verdicts and commands spell it."""

from collections.abc import Mapping, Sequence

from ..kernel.inputs import read_input
from ..kernel.rejection import Rejected
from ..kernel.statement import Always
from ..trace.crosscheck import Input

STEPS = "@steps"


def run_texts(values: Mapping[str, str], steps: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Parameters, the number of steps, and the inputs of each step."""
    chosen = {f"{name}@{number}": text for number, step in enumerate(steps, 1) for name, text in step.items()}
    return {**values, STEPS: str(len(steps)), **chosen}


def read_run(claim: Always, texts: Mapping[str, str]) -> tuple[Input, list[Input]]:
    """The parameters and the inputs of each step that these texts spell; raises Rejected where they spell no run."""
    count = texts.get(STEPS, "0")
    if not count.isdecimal() or len(count) > 4:
        raise Rejected("run", STEPS, "is the number of steps")
    steps: list[dict[str, str]] = [{} for _ in range(int(count))]
    values: dict[str, str] = {}
    for name, text in texts.items():
        stem, at, number = name.partition("@")
        if not at:
            values[name] = text
        elif stem:
            if not number.isdecimal() or not 1 <= int(number) <= len(steps):
                raise Rejected("run", name, f"is of none of the {count} steps; {STEPS}=… says how many there are")
            steps[int(number) - 1][stem] = text
    return read_input(claim.variables, values), [read_input(claim.inputs, step) for step in steps]
