"""What the rules about polynomials and real functions did, in sentences."""

from collections.abc import Mapping
from typing import Any

from verify.kernel.numerals import rational
from verify.kernel.statement import ForAll, Statement

from .digits import certain_digits
from .evidence_terms import term_of
from .identity import identity
from .phrases import Line, Sentences, counted, line


def _polynomial(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return identity(statement, evidence) if isinstance(statement, ForAll) else ()


def _bernstein(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    axes = len(evidence["axes"])
    boxes = sum(1 for tree in evidence["trees"] for token in tree if not 1 <= token <= axes)
    where = ", ".join(evidence["axes"])
    return (
        line(
            "The range of {} is cut into {}.",
            where,
            counted(boxes, "interval") if axes == 1 else counted(boxes, "box", "boxes"),
        ),
        line(
            "On each, the Bernstein coefficients of the polynomial, computed by the kernel{}, have "
            "the sign that is claimed; "
            "the polynomial lies between the least and the greatest of them.",
            f" to {evidence['bits']} bits" if evidence["bits"] else "",
        ),
    )


def _enclosure(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    leaves = [entry for entry in evidence["tree"] if not (isinstance(entry, list) and len(entry) == 2)]
    told = line(
        "The box is cut into {}; on each, interval arithmetic to {} bits shows the "
        "conclusion, or that a hypothesis is not met.",
        counted(len(leaves), "part"),
        evidence["bits"],
    )
    expanded = [derivatives for *_, derivatives in filter(lambda entry: isinstance(entry, list), leaves)]
    if not expanded:
        return (told,)
    return (
        told,
        line(
            "On {} of them the two sides are expanded around a point, with up to {} (Taylor's theorem).",
            len(expanded),
            counted(max(expanded), "derivative"),
        ),
    )


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
            f"Let f be the sum and n its degree. Coefficient by coefficient, f − {factor}f′ is the "
            f"last term, a positive number times xⁿ."
        ),
        line(
            "n is even and the leading coefficient positive, so f attains its minimum, and f′ = 0 "
            "there. At that point f is its last term, so f ≥ 0."
        ),
        line("f is not 0 there either: that needs x = 0, but f′(0) > 0."),
    )


def _sum_of_squares(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line(
            "The polynomial is a sum of {} and a remainder whose even powers outweigh its odd "
            "ones; compared in integers.",
            counted(len(evidence["squares"]), "square"),
        ),
    )


def _exponential_series(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line(
            "By Taylor’s theorem, exp(x) less its Taylor polynomial of order n is "
            "exp(ξ)·xⁿ⁺¹/(n + 1)! with some ξ between 0 and x; "
            "it has the sign of xⁿ⁺¹."
        ),
    )


def _exponential_squares(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line(
            "(2m)! times the polynomial of order 2m is a sum of m + 1 squares in closed form, the "
            "last of them (m!)², for every m at once."
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
            "The function is convex{}, so there is one minimiser, and the minimum lies between the "
            "function’s tangents and its values.",
            f" from {near[0]} to {near[1]}, and larger elsewhere" if near else "",
        )
    )
    return tuple(lines)


def _root(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    low, high = evidence["between"]
    return (
        line("A factor of the polynomial has opposite signs at {} and {}, so it is 0 somewhere between.", low, high),
    )


def _intermediate_value(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    low, high = evidence["between"]
    name = evidence["variable"]
    return (
        line(
            "Between {} = {} and {} = {} the two sides change their order, so they are equal "
            "somewhere; all else holds on the whole segment.",
            name,
            low,
            name,
            high,
        ),
    )


def _mean_value(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    way = "upwards" if evidence["direction"] == "up" else "downwards"
    return (
        line(
            "{} is moved " + way + " from {}: the comparison holds there, and the slopes of the "
            "two sides keep it so (mean value theorem).",
            evidence["variable"],
            term_of(statement, evidence["from"]),
        ),
    )


def _logarithm(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    above, at = (term_of(statement, evidence[name]) for name in ("above", "at"))
    return (
        line("The graph of the logarithm lies below its tangents; here at {}, of {}.", at, above),
        line("What is left says that both are positive, and compares the tangent with the bound."),
    )


def _square_root(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line(
            "The square root is the number that is not negative and whose square is {}.",
            term_of(statement, evidence["of"]),
        ),
    )


def _exponents(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line(
            "The exponential of a sum is the product of the exponentials, and that of a logarithm its argument. "
            "So every exponential is written as a product of powers of a few positive numbers."
        ),
    )


def _monotonicity(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    if evidence["of"] == "exponents":
        return (line("exp is increasing, so that two exponentials compare as their exponents do."),)
    return (line("exp is increasing, so that the two sides compare as their exponentials do."),)


SENTENCES: Mapping[str, Sentences] = {
    "polynomial": _polynomial,
    "bernstein": _bernstein,
    "enclosure": _enclosure,
    "sturm": _sturm,
    "stationary_point": _stationary_point,
    "sum_of_squares": _sum_of_squares,
    "exponential_series": _exponential_series,
    "exponential_squares": _exponential_squares,
    "minimum": _minimum,
    "root": _root,
    "intermediate_value": _intermediate_value,
    "mean_value": _mean_value,
    "logarithm": _logarithm,
    "square_root": _square_root,
    "exponents": _exponents,
    "monotonicity": _monotonicity,
}
"""How to tell what these rules did."""
