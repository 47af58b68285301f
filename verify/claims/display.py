"""A claim as a notebook shows it: its statement as a formula, traced when it is looked at."""

from pathlib import Path

from verify.kernel.statement import Statement
from verify.notation.notebook import notebook_latex, notebook_markdown

from .claim import Claim, ClaimError
from .collect import Case, cases_of
from .instance import state


def claim_markdown(claim: Claim) -> str:
    """The claim's name and statement; of several instances the first, and how many there are."""
    cases = _cases(claim)
    title = f"**{claim.name}**"
    if len(cases) > 1:
        fixed = ", ".join(f"{name} = {value}" for name, value in cases[0].fixed.items())
        title += f" for {fixed}, the first of {len(cases)} instances"
    try:
        return f"{title}\n\n{notebook_markdown(_statement(cases[0]))}"
    except ClaimError as error:
        return f"{title} cannot be stated: {error.message}"


def claim_latex(claim: Claim) -> str | None:
    """The statement of the first instance, None where there is none."""
    try:
        return notebook_latex(_statement(_cases(claim)[0]))
    except ClaimError:
        return None


def _cases(claim: Claim) -> list[Case]:
    return cases_of(claim, Path(claim.function.__code__.co_filename))


def _statement(case: Case) -> Statement:
    return state(case, check=False).statement
