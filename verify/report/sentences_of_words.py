"""What the rules about integers and words did, in sentences."""

from collections.abc import Mapping
from math import prod
from typing import Any

from verify.kernel.fresh import fresh_names
from verify.kernel.statement import ForAll, Statement, Variable
from verify.kernel.term import Sort, Term, constant, make, variable

from .evidence_terms import term_of, variables_of
from .phrases import Line, Sentences, counted, line, shown
from .shown import size


def _enumeration(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line(
            "All {} inputs are evaluated, bit by bit, all at once: the conclusion is true at "
            "each that meets the hypotheses.",
            inputs(variables_of(statement)),
        ),
    )


def _mean(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line("The values at all {} inputs are computed at once and added exactly.", inputs(variables_of(statement))),
    )


def _lrat(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    proofs = evidence["proofs"]
    if not proofs:
        return (
            line(
                "Written as circuits, the claim closes by itself: with constants folded and equal "
                "gates shared, nothing is left that could fail."
            ),
        )
    return (
        line(
            "Written as circuits, the claim could fail in {}. The clauses of each contradict each other, "
            "by a proof that the kernel replays step by step: {} in all.",
            counted(len(proofs), "way"),
            size(sum(map(len, proofs))),
        ),
    )


def _classes(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    counts = [len(cuts) + 1 for cuts in evidence["cuts"].values()]
    if prod(counts) == 1:
        return (line("Intervals of the values of its terms show the claim for all inputs at once."),)
    return (
        line(
            "The inputs fall into {}; for each the claim is shown by intervals, all of them at once.",
            counted(prod(counts), "class", "classes"),
        ),
    )


def _corners(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    boxes = prod(len(cuts) + 1 for cuts in evidence["cuts"].values())
    return (
        line(
            "The domain is cut into {}; in each of them every comparison is linear in each variable, "
            "so that its corners decide. They are looked at all at once.",
            counted(boxes, "box", "boxes"),
        ),
    )


def _ranges(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    boxes = prod(len(cuts) + 1 for cuts in evidence["cuts"].values())
    own = len(evidence["proofs"])
    cut = " and ".join(sorted(evidence["cuts"])) or "no variable"
    rest = "All close" if not own else f"{boxes - own:,} close" if own < boxes else "None closes"
    return (
        line(
            "The domain is cut along {} into {:,} boxes. {} by folding constants and sharing equal gates{}.".replace(
                "{:,}", f"{boxes:,}"
            ),
            cut,
            rest,
            f"; {counted(own, 'box', 'boxes')} by a proof of its own" if own else "",
        ),
    )


def _lowering(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    if not isinstance(statement, ForAll):
        return ()
    lines = [line("Powers of two become integer variables, so that every shift is a product:")]
    for name, power in zip(fresh_names(statement, "p", len(evidence["powers"])), evidence["powers"], strict=True):
        low = variable(name, Sort.INTEGER)
        if "exponent" in power:
            lines.append(line("{} stands for 2 to the power {}.", low, term_of(statement, power["exponent"])))
        else:
            of = term_of(statement, power["of"])
            dropped = f", {power['drop']} places lower" if power["drop"] else ""
            lines.append(line("{} stands for the leading one of {}" + dropped + ": all that is used is", low, of))
            lines.append(
                line("{} times 2 to the {} ≤ {}, and less than twice that.", low, power["drop"], of)
                if power["drop"]
                else shown(make("and", make("<=", low, of), make("<", of, make("*", constant(2), low))))
            )
    return tuple(lines)


def _leading_one(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (line("A number between two consecutive powers of two has the bit length that they tell."),)


def _quotient(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return _with_name(
        statement,
        "m",
        "The floor of the quotient becomes a variable of which only the remainder’s range is used:",
        make("//", term_of(statement, evidence["of"]), term_of(statement, evidence["by"])),
    )


def inputs(variables: tuple[Variable, ...]) -> int:
    """How many inputs the domains have, all of them integer and bounded."""
    counts = []
    for declared in variables:
        low, high = int(declared.low or 0), int(declared.high or 0)
        step = 1 if declared.parity is None else 2
        low += 0 if declared.parity is None else (declared.parity - low) % 2
        counts.append(len(range(low, high + 1, step)))
    return prod(counts)


def _with_name(statement: Statement, letter: str, words: str, term: Term) -> tuple[Line, ...]:
    if not isinstance(statement, ForAll):
        return ()
    [name] = fresh_names(statement, letter, 1)
    return (line(words), shown(make("==", variable(name, Sort.INTEGER), term)))


SENTENCES: Mapping[str, Sentences] = {
    "enumeration": _enumeration,
    "mean": _mean,
    "lrat": _lrat,
    "classes": _classes,
    "corners": _corners,
    "ranges": _ranges,
    "lowering": _lowering,
    "leading_one": _leading_one,
    "quotient": _quotient,
}
"""How to tell what these rules did."""
