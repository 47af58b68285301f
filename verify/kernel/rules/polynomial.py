"""Rule `polynomial`: a comparison of polynomials, by an identity that shows its sign."""

from fractions import Fraction
from typing import Any

from ..certificate import take_fields, take_list
from ..constraints import Constraint, as_comparison, constraints, strictly_positive, unit
from ..numerals import rational
from ..parse import parse_term
from ..polynomial import Polynomial, add, multiply, polynomial_of, quotient_of
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Sort, Term

RULE = "polynomial"


def polynomial(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """A comparison of polynomials, or of quotients of them, under polynomial hypotheses.

    Let g_1, g_2, … be the polynomials that `constraints` finds in the domains
    and hypotheses, followed by the evidence's `lemmas`, each shown nonnegative
    or positive in the same way as the conclusion. Let the conclusion be
    p > 0 or p >= 0 after every denominator was cleared. If

        σ · p = Σ c_i · (product of some g_j) · s_i²  +  Σ m_i · e_i

    with σ a product of g_j > 0, rationals c_i > 0, polynomials s_i and m_i, and
    e_i among the equations g_j == 0, then p >= 0 wherever the hypotheses hold;
    and p > 0 if some summand has no square and only strict g_j (or none).
    A conclusion `false` is 0 > 0: the hypotheses contradict each other.

    Fails where the conclusion is no such comparison, a denominator is not,
    up to a rational factor, one of the strict g_j (it would not be known to be
    nonzero, nor its sign), σ cites one that is not strict, or the two sides of
    the identity differ in any coefficient.

    Source: the easy direction of the Positivstellensatz (Krivine 1964, Stengle 1974).
    """
    fields = take_fields(evidence, RULE, {"lemmas": list, "factor": list, "sum": list})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    names = [declared.name for declared in statement.variables]
    sorts = {declared.name: declared.sort for declared in statement.variables}
    known = constraints(statement)
    for number, lemma in enumerate(take_list(fields["lemmas"], RULE, dict), 1):
        parts = take_fields(lemma, f"lemma {number}", {"polynomial": str, "sum": list})
        subject = polynomial_of(parse_term(parts["polynomial"], sorts), names)
        value, strict = _sum_of_products(parts["sum"], known, names, sorts)
        _equal(value, subject, f"lemma {number}")
        known.append(Constraint(subject, ">" if strict else ">="))
    numerator, relation = _goal(statement.conclusion, names, known)
    factor = unit(names)
    for index in take_list(fields["factor"], RULE, int):
        factor = multiply(factor, _cited(index, known, (">",)).polynomial)
    value, strict = _sum_of_products(fields["sum"], known, names, sorts, equation=relation == "==")
    _equal(value, multiply(factor, numerator), "conclusion")
    if relation == ">" and not strict:
        raise Rejected(RULE, "conclusion", "no summand is strictly positive")


def _equal(value: Polynomial, wanted: Polynomial, where: str) -> None:
    if value != wanted:
        raise Rejected(RULE, where, "the sum is not the polynomial")


def _goal(conclusion: Term, names: list[str], known: list[Constraint]) -> tuple[Polynomial, str]:
    """The conclusion as a polynomial and its relation to 0, denominators cleared."""
    if conclusion.op == "constant":
        return (unit(names) if conclusion.value else {}), ">"
    sides = as_comparison(conclusion)
    if sides is None or sides[1] == "!=":
        raise Rejected(RULE, "conclusion", f"{conclusion.op} is not a comparison that this rule proves")
    left, op, right = sides
    denominators = [constraint.polynomial for constraint in known]

    def find(divisor: Polynomial) -> tuple[Fraction, int]:
        return strictly_positive(divisor, known)

    first, second = (right, left) if op in ("<", "<=") else (left, right)
    difference = Term("-", first.sort, (first, second))
    return quotient_of(difference, names, denominators, find)[0], {"<": ">", "<=": ">="}.get(op, op)


def _cited(index: int, known: list[Constraint], relations: tuple[str, ...]) -> Constraint:
    if not 0 <= index < len(known):
        raise Rejected(RULE, f"constraint {index}", "there is none of this number")
    if known[index].relation not in relations:
        raise Rejected(RULE, f"constraint {index}", f"its relation to 0 is not {' or '.join(relations)}")
    return known[index]


def _sum_of_products(
    items: Any, known: list[Constraint], names: list[str], sorts: dict[str, Sort], equation: bool = False
) -> tuple[Polynomial, bool]:
    """The sum, and whether one of its summands is strictly positive; multiples of equations only, for an `equation`."""
    result: Polynomial = {}
    strict = False
    for number, item in enumerate(take_list(items, RULE, dict), 1):
        where = f"summand {number}"
        if "equation" in item:
            parts = take_fields(item, where, {"equation": int, "multiplier": str})
            cited = _cited(parts["equation"], known, ("==",))
            multiplier = polynomial_of(parse_term(parts["multiplier"], sorts), names)
            result = add(result, multiply(multiplier, cited.polynomial))
            continue
        if equation:
            raise Rejected(RULE, where, "an equation is shown by multiples of equations only")
        parts = take_fields(item, where, {"times": str, "constraints": list}, {"square": str})
        times = rational(parts["times"])
        if times <= 0:
            raise Rejected(RULE, where, "its factor is not positive")
        product = {key: value * times for key, value in unit(names).items()}
        cited_strictly = True
        for index in take_list(parts["constraints"], where, int):
            constraint = _cited(index, known, (">", ">="))
            cited_strictly &= constraint.relation == ">"
            product = multiply(product, constraint.polynomial)
        if "square" in parts:
            root = polynomial_of(parse_term(parts["square"], sorts), names)
            product = multiply(product, multiply(root, root))
        else:
            strict |= cited_strictly
        result = add(result, product)
    return result, strict
