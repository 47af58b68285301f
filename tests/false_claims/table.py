"""The statements of the text files beside this one, each with its kind, the word that it begins with.

true   true, and near the false ones below it: shows how near they are
false  false at a rational input: to be REFUTED
root   false at irrational inputs only: to be REFUTED too
count  a wrong number of zeros: to be REFUTED
mean   a wrong mean: to be REFUTED
never  false, and a statement that has no refutation: of an existence, of a negation, of a minimum
doubt  false, and no certificate says so: values that are equal and irrational, which the kernel cannot tell; numbers of
       zeros where the function is 0 at an end of its domain, at which the rule sturm counts none
"""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
REFUTED_KINDS = ("false", "root", "mean", "count")
KINDS = ("true", *REFUTED_KINDS, "never", "doubt")


class Near(NamedTuple):
    """A statement of the table, and where it stands there."""

    kind: str
    text: str
    place: str


def table() -> list[Near]:
    """All of them, in the order of the files."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            kind, _, text = line.partition(" ")
            if kind in KINDS:
                found.append(Near(kind, text.strip(), f"{path.stem}:{number}"))
            elif kind != "#" and line.strip():
                raise ValueError(f"{path.name}:{number}: begins with no kind")
    return found
