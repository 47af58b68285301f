"""Coq propositions as the translation makes them: atoms, "and", "or" and "for all", nothing twice."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """A proposition: `op` is "atom" (its text), "and", "or" or "all" (its quantifier and range, and one part)."""

    op: str
    text: str = ""
    parts: tuple["Formula", ...] = ()

    def __str__(self) -> str:
        """The proposition, to stand at the top of an implication."""
        return self.shown(90)

    def shown(self, level: int) -> str:
        """The proposition in parentheses, unless it binds tighter than `level`."""
        if self.op == "atom":
            return self.text
        if self.op == "all":
            text, own = f"{self.text} -> {self.parts[0].shown(98)}", 200
        elif not self.parts:
            return "True" if self.op == "and" else "False"
        else:
            own = 80 if self.op == "and" else 85
            sign = " /\\ " if self.op == "and" else " \\/ "
            text = sign.join(part.shown(own - 1) for part in self.parts)
        return text if own <= level else f"({text})"


TRUE, FALSE = Formula("and"), Formula("or")


def atom(text: str) -> Formula:
    """The proposition that `text` is."""
    return Formula("atom", text)


def all_of(*parts: Formula) -> Formula:
    """The conjunction, flat and each part once."""
    flat = _flat("and", parts)
    return FALSE if FALSE in flat else flat[0] if len(flat) == 1 else Formula("and", "", flat)


def any_of(*parts: Formula) -> Formula:
    """The disjunction, flat and each part once."""
    flat = _flat("or", parts)
    return TRUE if TRUE in flat else flat[0] if len(flat) == 1 else Formula("or", "", flat)


def _flat(op: str, parts: Iterable[Formula]) -> tuple[Formula, ...]:
    found: dict[Formula, None] = {}
    for part in parts:
        found.update(dict.fromkeys(part.parts if part.op == op else (part,)))
    return tuple(found)
