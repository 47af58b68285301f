"""Names that a statement does not use yet."""

from .statement import ForAll
from .term import postorder


def fresh_names(claim: ForAll, prefix: str, count: int) -> list[str]:
    """The first `count` of prefix1, prefix2, … that name no variable of `claim` and no index of its sums."""
    taken = {declared.name for declared in claim.variables}
    taken |= {str(node.value) for node in postorder((*claim.hypotheses, claim.conclusion)) if node.op == "sum"}
    names = (name for number in range(1, count + len(taken) + 1) if (name := f"{prefix}{number}") not in taken)
    return [next(names) for _ in range(count)]
