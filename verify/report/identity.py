"""The identity of a polynomial certificate, as formulas."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from verify.kernel.constraints import Constraint, as_comparison, constraints
from verify.kernel.numerals import rational
from verify.kernel.parse import parse_term
from verify.kernel.polynomial import Polynomial, add, multiply, polynomial_of
from verify.kernel.read_term import as_real
from verify.kernel.statement import ForAll, Variable
from verify.kernel.term import Sort, Term, constant, make, postorder
from verify.translate.polynomial_terms import polynomial_term

from .phrases import Line, line, shown


def identity(claim: ForAll, evidence: dict[str, Any]) -> tuple[Line, ...]:
    """What the rule `polynomial` compares: the lemmas that are used, and the sum that shows the conclusion's sign."""
    names = [declared.name for declared in claim.variables]
    known = constraints(claim)
    own = len(known)
    lemmas = evidence["lemmas"]
    for lemma in lemmas:
        strict = _is_strict(lemma["sum"], known)
        known.append(
            Constraint(polynomial_of(parse_term(lemma["polynomial"], _sorts(claim)), names), ">" if strict else ">=")
        )
    used = _used(evidence, own)
    lines: list[Line] = []
    for place in range(own, len(known)):
        items = lemmas[place - own]["sum"]
        if place in used and not (place not in evidence["factor"] and _is_one_hypothesis(items)):
            lines.append(line("First,"))
            lines.append(shown(_relation(known[place], claim)))
            lines.append(line("since"))
            lines.append(shown(make("==", _polynomial(known[place].polynomial, claim), _sum(claim, items, known))))
    hypotheses = [_relation(known[place], claim) for place in sorted(used) if place < own]
    if not evidence["sum"]:
        return (*lines, line("Both sides are the same."))
    if _is_one_hypothesis(evidence["sum"]) and not evidence["factor"] and claim.conclusion.op != "constant":
        return (*lines, line("This is what a domain or a hypothesis says." if hypotheses else "Its sides are numbers."))
    left, words = _left(claim, evidence, known)
    lines += [line(words), shown(make("==", left, _sum(claim, evidence["sum"], known)))]
    if hypotheses:
        places = ", ".join(["{}"] * (len(hypotheses) - 1))
        lines.append(line(f"where by domains and hypotheses {places}{' and ' * bool(places)}{{}}.", *hypotheses))
    lines.append(line(_why(evidence["sum"], known)))
    return tuple(lines)


def _why(items: Sequence[dict[str, Any]], known: Sequence[Constraint]) -> str:
    """Why the sum has the sign that it should have."""
    equations = [item for item in items if "equation" in item]
    if len(equations) == len(items):
        return "What stands there is 0."
    zero = "; what is multiplied by an equation is 0" if equations else ""
    positive = ", and one is positive" if _is_strict(items, known) else ""
    return (
        f"Each summand is a positive number times squares and nonnegative factors, so none is negative{positive}{zero}."
    )


def _used(evidence: dict[str, Any], own: int) -> set[int]:
    """The hypotheses and lemmas that the sum cites, and those that these lemmas do."""
    used = set(evidence["factor"]) | _cited(evidence["sum"])
    for number in reversed(range(len(evidence["lemmas"]))):
        if own + number in used:
            used |= _cited(evidence["lemmas"][number]["sum"])
    return used


def _cited(items: Sequence[dict[str, Any]]) -> set[int]:
    return {place for item in items for place in item.get("constraints", [item.get("equation")])}


def _is_one_hypothesis(items: Sequence[dict[str, Any]]) -> bool:
    """Whether the sum is a positive number, or a positive number times one hypothesis."""
    return (
        len(items) == 1
        and "constraints" in items[0]
        and len(items[0]["constraints"]) < 2
        and (items[0].get("square", "1") == "1")
    )


def _relation(constraint: Constraint, claim: ForAll) -> Term:
    return make(constraint.relation, _polynomial(constraint.polynomial, claim), constant(Fraction(0)))


def _left(claim: ForAll, evidence: dict[str, Any], known: Sequence[Constraint]) -> tuple[Term, str]:
    """What the sum equals, as the author wrote it or with its denominators cleared, and the words before it."""
    sides = as_comparison(claim.conclusion)
    if claim.conclusion.op == "constant" or sides is None:
        return constant(Fraction(0)), "The hypotheses contradict each other: by them, a positive number would be"
    low, op, high = sides
    if op not in ("<", "<="):
        low, high = high, low
    if any(node.op == "/" or (node.op == "**" and node.args[1].op == "neg") for node in postorder((low, high))):
        total = _polynomial(_value(claim, evidence["sum"], known), claim)
        return total, "With the denominators cleared, the difference of the two sides is"
    difference = as_real(high)
    if not (low.op == "constant" and low.value == 0):
        difference = make("-", difference, as_real(low))
    if not evidence["factor"]:
        return difference, "The difference of the two sides is"
    for place in evidence["factor"]:
        difference = make("*", _polynomial(known[place].polynomial, claim), difference)
    return difference, "The difference of the two sides, times what is positive, is"


def _sum(claim: ForAll, items: Sequence[dict[str, Any]], known: Sequence[Constraint]) -> Term:
    result: Term | None = None
    for item in items:
        summand = _summand(claim, item, known)
        result = summand if result is None else make("+", result, summand)
    return constant(Fraction(0)) if result is None else result


def _summand(claim: ForAll, item: dict[str, Any], known: Sequence[Constraint]) -> Term:
    if "equation" in item:
        multiplier = as_real(parse_term(item["multiplier"], _sorts(claim)))
        return make("*", multiplier, _polynomial(known[item["equation"]].polynomial, claim))
    factors = [_polynomial(known[place].polynomial, claim) for place in item["constraints"]]
    if item.get("square", "1") != "1":
        factors.append(make("**", as_real(parse_term(item["square"], _sorts(claim))), constant(2)))
    times = rational(item["times"])
    if times != 1 or not factors:
        factors.insert(0, constant(times))
    result = factors[0]
    for factor in factors[1:]:
        result = make("*", result, factor)
    return result


def _value(claim: ForAll, items: Sequence[dict[str, Any]], known: Sequence[Constraint]) -> Polynomial:
    """The sum, multiplied out."""
    names, sorts = [declared.name for declared in claim.variables], _sorts(claim)
    result: Polynomial = {}
    for item in items:
        if "equation" in item:
            product = multiply(
                polynomial_of(parse_term(item["multiplier"], sorts), names), known[item["equation"]].polynomial
            )
        else:
            product = {(0,) * len(names): rational(item["times"])}
            for place in item["constraints"]:
                product = multiply(product, known[place].polynomial)
            if "square" in item:
                root = polynomial_of(parse_term(item["square"], sorts), names)
                product = multiply(product, multiply(root, root))
        result = add(result, product)
    return result


def _is_strict(items: Sequence[dict[str, Any]], known: Sequence[Constraint]) -> bool:
    return any(
        "equation" not in item
        and "square" not in item
        and all(known[place].relation == ">" for place in item["constraints"])
        for item in items
    )


def _polynomial(polynomial: Polynomial, claim: ForAll) -> Term:
    reals = [Variable(declared.name, Sort.REAL) for declared in claim.variables]
    return polynomial_term(polynomial, reals)


def _sorts(claim: ForAll) -> dict[str, Sort]:
    return {declared.name: declared.sort for declared in claim.variables}
