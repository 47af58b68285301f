"""What each rule did, in sentences: one small function per rule, from a statement and its evidence, in a table.

The functions read; whether the evidence proves anything is the kernel's to say.
"""

from collections.abc import Callable, Mapping
from math import prod
from typing import Any

from verify.kernel.fresh import fresh_names
from verify.kernel.numerals import rational
from verify.kernel.parse import parse_term
from verify.kernel.statement import Fails, ForAll, Minimum, Statement, Variable, Zeros
from verify.kernel.term import Sort, Term, constant, make, variable

from .digits import certain_digits
from .failing_input import Forms, failing_input
from .identity import identity
from .phrases import Line, counted, line, shown
from .shown import size

Sentences = Callable[[Statement, dict[str, Any]], tuple[Line, ...]]


def _term(claim: Statement, text: str) -> Term:
    return parse_term(text, {declared.name: declared.sort for declared in _variables(claim)})


def _variables(statement: Statement) -> tuple[Variable, ...]:
    if isinstance(statement, Fails):
        return _variables(statement.claim)
    return (statement.variable,) if isinstance(statement, Minimum | Zeros) else statement.variables


def inputs(variables: tuple[Variable, ...]) -> int:
    """How many inputs the domains have, all of them integer and bounded."""
    counts = []
    for declared in variables:
        low, high = int(declared.low or 0), int(declared.high or 0)
        step = 1 if declared.parity is None else 2
        low += 0 if declared.parity is None else (declared.parity - low) % 2
        counts.append(len(range(low, high + 1, step)))
    return prod(counts)


def _polynomial(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return identity(statement, evidence) if isinstance(statement, ForAll) else ()


def _bernstein(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    axes = len(evidence["axes"])
    boxes = sum(1 for tree in evidence["trees"] for token in tree if not 1 <= token <= axes)
    where = ", ".join(evidence["axes"])
    return (
        line("The range of {} is cut into {}.", where, counted(boxes, "interval") if axes == 1 else counted(boxes, "box", "boxes")),
        line("On each, the Bernstein coefficients of the polynomial, computed by the kernel{}, have the sign that is claimed; "
             "the polynomial lies between the least and the greatest of them.",
             f" to {evidence['bits']} bits" if evidence["bits"] else ""),
    )  # fmt: skip


def _enclosure(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    leaves = sum(1 for entry in evidence["tree"] if not isinstance(entry, list))
    return (line("The box is cut into {}; on each, interval arithmetic to {} bits shows the conclusion, or that a hypothesis is not met.",
                 counted(leaves, "part"), evidence["bits"]),)  # fmt: skip


def _sturm(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line(
            "Its Sturm chain has {} members, from the polynomial and its derivative down.", len(evidence["steps"]) + 1
        ),
        line(
            "The changes of sign along the chain, at one end less those at the other, are the number of zeros between."
        ),
    )


def _stationary_point(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    factor = "" if evidence["multiplier"] == "1" else f"{evidence['multiplier']}·"
    return (
        line(
            f"Let f be the sum and n its degree. Coefficient by coefficient, f − {factor}f′ is the last term, a positive number times xⁿ."
        ),
        line(
            "n is even and the leading coefficient positive, so f attains its minimum, and f′ = 0 there. At that point f is its last term, so f ≥ 0."
        ),
        line("f is not 0 there either: that needs x = 0, but f′(0) > 0."),
    )


def _sum_of_squares(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (line("The polynomial is a sum of {} and a remainder whose even powers outweigh its odd ones; compared in integers.",
                 counted(len(evidence["squares"]), "square")),)  # fmt: skip


def _exponential_series(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (line("By Taylor’s theorem, exp(x) less its Taylor polynomial of order n is exp(ξ)·xⁿ⁺¹/(n + 1)! with some ξ between 0 and x; "
                 "it has the sign of xⁿ⁺¹."),)  # fmt: skip


def _exponential_squares(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line(
            "(2m)! times the polynomial of order 2m is a sum of m + 1 squares in closed form, the last of them (m!)², for every m at once."
        ),
    )


def _minimum(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    if "at" in evidence:
        return (line("The minimiser is {}: at every other point the function is larger.", evidence["at"]),)
    low, high = map(rational, evidence["minimiser"])
    lines = [
        line(
            "The derivative changes its sign, from − to +, between two rationals that share the digits {}.",
            certain_digits(low, high),
        )
        if low != high
        else line("The derivative is 0 at {}.", evidence["minimiser"][0])
    ]
    near = evidence.get("near")
    lines.append(
        line(
            "The function is convex{}, so there is one minimiser, and the minimum lies between the function’s tangents and its values.",
            f" from {near[0]} to {near[1]}, and larger elsewhere" if near else "",
        )
    )
    return tuple(lines)  # fmt: skip


def _enumeration(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (line("All {} inputs are evaluated, bit by bit, all at once: the conclusion is true at each that meets the hypotheses.",
                 inputs(_variables(statement))),)  # fmt: skip


def _mean(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (line("The values at all {} inputs are computed at once and added exactly.", inputs(_variables(statement))),)


def _lrat(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    proofs = evidence["proofs"]
    if not proofs:
        return (
            line(
                "Written as circuits, the claim closes by itself: with constants folded and equal gates shared, nothing is left that could fail."
            ),
        )
    return (
        line("Written as circuits, the claim could fail in {}. The clauses of each contradict each other, "
             "by a proof that the kernel replays step by step: {} in all.",
             counted(len(proofs), "way"), size(sum(map(len, proofs)))),
    )  # fmt: skip


def _classes(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    counts = [len(cuts) + 1 for cuts in evidence["cuts"].values()]
    if prod(counts) == 1:
        return (line("Intervals of the values of its terms show the claim for all inputs at once."),)
    return (line("The inputs fall into {}; for each the claim is shown by intervals, all of them at once.",
                 counted(prod(counts), "class", "classes")),)  # fmt: skip


def _ranges(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    boxes = prod(len(cuts) + 1 for cuts in evidence["cuts"].values())
    own = len(evidence["proofs"])
    cut = " and ".join(sorted(evidence["cuts"])) or "no variable"
    rest = "All close" if not own else f"{boxes - own:,} close" if own < boxes else "None closes"
    return (line("The domain is cut along {} into {:,} boxes. {} by folding constants and sharing equal gates{}."
                 .replace("{:,}", f"{boxes:,}"), cut, rest, f"; {counted(own, 'box', 'boxes')} by a proof of its own" if own else ""),)  # fmt: skip


def _witness(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    lines = [line("At the input")]
    found = failing_input(statement, evidence["values"]) if isinstance(statement, Fails) else None
    if found is None:
        lines += (line("{} = {}", name, text) for name, text in evidence["values"].items())
        return (*lines, line("every condition is met."))
    lines += (line("{} = {}", name, told(value)) for name, value in found.values)
    for comparison in found.comparisons:
        outcome = {True: "holds", False: "fails", None: "is undefined"}[comparison.holds]
        lines.append(line("the part {} " + outcome + (":" if comparison.sides else "."), comparison.term))
        for name, side in zip(("left", "right"), comparison.sides, strict=False):
            lines.append(line("{}: {}", name, told(side.value)))
    return tuple(lines)


def told(value: Forms) -> str:
    """A number in its forms, one after the other."""
    extra = [value.decimal and f"= {value.decimal}".replace("= ≈", "≈"), value.bits and f"= {value.bits} in bits"]
    return " ".join(filter(None, (value.exact, *extra)))


def _root(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    low, high = evidence["between"]
    return (
        line("A factor of the polynomial has opposite signs at {} and {}, so it is 0 somewhere between.", low, high),
    )


def _intermediate_value(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    low, high = evidence["between"]
    name = evidence["variable"]
    return (line("Between {} = {} and {} = {} the two sides change their order, so they are equal somewhere; all else holds on the whole segment.",
                 name, low, name, high),)  # fmt: skip


def _conjunction(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    equation = isinstance(statement, ForAll) and statement.conclusion.op == "=="
    return (
        line(
            "The equation is shown as two inequalities."
            if equation
            else "The two parts of the conclusion are shown one after the other."
        ),
    )


def _contradiction(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (line("No input meets the hypotheses of this case."),)


def _cut(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line("First a lemma,"),
        shown(_term(statement, evidence["lemma"])),
        line("and then the claim with its help."),
    )


def _rewrite(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line("One term is replaced by an equal one:"),
        shown(make("==", _term(statement, evidence["term"]), _term(statement, evidence["by"]))),
    )


def _split(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (line("There are two cases: {} or not.", _term(statement, evidence["condition"])),)


def _symmetry(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    first, second = evidence["variables"]
    named = {declared.name: declared.term() for declared in _variables(statement)}
    first, second = named[first], named[second]
    return (line("{} and {} may be swapped, so let {}.", first, second, make("<=", first, second)),)


def _generalise(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    if not isinstance(statement, ForAll):
        return ()
    terms = [_term(statement, text) for text in evidence["terms"]]
    names = fresh_names(statement, "u", len(terms))
    lines = [line("It even holds with any numbers in the place of")]
    lines += (shown(make("==", variable(name, term.sort), term)) for name, term in zip(names, terms, strict=True))
    return tuple(lines)


def _quotient(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return _with_name(statement, "m", "The floor of the quotient becomes a variable of which only the remainder’s range is used:",
                      make("//", _term(statement, evidence["of"]), _term(statement, evidence["by"])))  # fmt: skip


def _with_name(statement: Statement, letter: str, words: str, term: Term) -> tuple[Line, ...]:
    if not isinstance(statement, ForAll):
        return ()
    [name] = fresh_names(statement, letter, 1)
    return (line(words), shown(make("==", variable(name, Sort.INTEGER), term)))


def _lowering(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    if not isinstance(statement, ForAll):
        return ()
    lines = [line("Powers of two become integer variables, so that every shift is a product:")]
    for name, power in zip(fresh_names(statement, "p", len(evidence["powers"])), evidence["powers"], strict=True):
        low = variable(name, Sort.INTEGER)
        if "exponent" in power:
            lines.append(line("{} stands for 2 to the power {}.", low, _term(statement, power["exponent"])))
        else:
            of = _term(statement, power["of"])
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


def _mean_value(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    way = "upwards" if evidence["direction"] == "up" else "downwards"
    return (line("{} is moved " + way + " from {}: the comparison holds there, and the slopes of the two sides keep it so (mean value theorem).",
                 evidence["variable"], _term(statement, evidence["from"])),)  # fmt: skip


SENTENCES: Mapping[str, Sentences] = {
    "bernstein": _bernstein, "classes": _classes, "conjunction": _conjunction, "contradiction": _contradiction,
    "cut": _cut, "enclosure": _enclosure, "enumeration": _enumeration, "exponential_series": _exponential_series,
    "exponential_squares": _exponential_squares, "generalise": _generalise, "intermediate_value": _intermediate_value,
    "leading_one": _leading_one, "lowering": _lowering, "lrat": _lrat, "mean": _mean, "mean_value": _mean_value,
    "minimum": _minimum, "polynomial": _polynomial, "quotient": _quotient, "ranges": _ranges, "rewrite": _rewrite,
    "root": _root, "split": _split, "stationary_point": _stationary_point, "sturm": _sturm,
    "sum_of_squares": _sum_of_squares, "symmetry": _symmetry, "witness": _witness,
}  # fmt: skip
"""How to tell what each rule of the kernel did."""

TITLES: Mapping[str, str] = {
    "left": "First part", "right": "Second part, where the first holds", "yes": "Where it holds",
    "no": "Where it does not", "defined": "The condition has a value", "order": "The order of the two points",
    "start": "At the start", "slope": "The slopes", "convex": "Convexity", "positive": "The divisor is positive",
    "at_least": "The power is an integer", "then": "What is left", "equal": "The two are equal",
}  # fmt: skip
"""What the nested proofs are called."""

OUTSIDE: Mapping[str, str] = {"left": "Left of there", "right": "Right of there"}
"""The same, for the rule `minimum`."""
