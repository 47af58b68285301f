"""Rule `lowering`: powers of two at leading-one positions become integer variables."""

from fractions import Fraction
from typing import Any

from ..certificate import take_fields, take_list
from ..evaluate import LARGEST_BITS
from ..fresh import fresh_names
from ..parse import parse_term
from ..rejection import Rejected
from ..statement import ForAll, Statement, Variable
from ..term import Sort, Term, constant, make, rebuild, structure
from . import Prover

RULE = "lowering"
_LONGEST_EXPONENT = 1000


def lowering(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """A statement holds if it holds with 2^(bit_length(u) - 1) replaced by any p with 1 <= p <= u <= 2p - 1.

    Evidence: `powers`, each an integer term `of` (u) with the proof
    `at_least_one` that the domains and hypotheses imply u >= 1, and `then`, the
    proof of the lowered statement. With p_i for u_i, a shift `t << e` and a
    power `2**e`, where e is Σ n_i · bit_length(u_i) + c with n_i >= 0, become
    t · Π p_i^(n_i) · 2^(c + Σ n_i), provided c + Σ n_i >= 0. Equal terms share
    one p. The names of the p_i are chosen here.

    The lowered statement is stronger: at every input, p_i = 2^(bit_length(u_i) - 1)
    makes it say the same. So a counterexample of it refutes nothing.

    Fails where some u is not proved to be at least 1: the leading one of 0 has
    no position. Bit lengths that stand elsewhere than in such exponents stay.
    """
    fields = take_fields(evidence, RULE, {"powers": list, "then": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    sorts = {declared.name: declared.sort for declared in statement.variables}
    terms = []
    for number, power in enumerate(take_list(fields["powers"], RULE, dict), 1):
        parts = take_fields(power, f"power {number}", {"of": str, "at_least_one": dict})
        term = parse_term(parts["of"], sorts)
        if term.sort is not Sort.INTEGER:
            raise Rejected(RULE, f"power {number}", "is not of an integer")
        prove_part(at_least_one(statement, term), parts["at_least_one"])
        terms.append(term)
    prove_part(lowered(statement, terms), fields["then"])


def at_least_one(claim: ForAll, term: Term) -> ForAll:
    """The side condition: `term` is at least 1 wherever `claim` speaks."""
    return ForAll(claim.variables, claim.hypotheses, make(">=", term, constant(1)))


def lowered(claim: ForAll, terms: list[Term]) -> ForAll:
    """`claim` with a variable for the leading power of two of each of `terms`."""
    powers = [Variable(name, Sort.INTEGER, low=Fraction(1)) for name in fresh_names(claim, "p", len(terms))]
    roots = (*claim.hypotheses, claim.conclusion, *terms)
    numbers = structure(roots)
    places = {numbers[id(term)]: place for place, term in reversed(list(enumerate(terms)))}

    def lower(node: Term, args: tuple[Term, ...]) -> Term | None:
        if node.op == "<<":
            scaled = args[0]
        elif node.op == "**" and node.args[0].op == "constant" and node.args[0].value == 2:
            scaled = constant(1)
        else:
            return None
        exponent = _exponent(node.args[1], numbers, places)
        if exponent is None or not any(exponent[0].values()):
            return None
        counts, shift = exponent
        shift += sum(counts.values())
        if not 0 <= shift <= LARGEST_BITS or min(counts.values()) < 0:
            return None
        for factor in [powers[place] for place in sorted(counts) for _ in range(counts[place])]:
            scaled = _product(scaled, factor.term())
        scaled = _product(scaled, constant(2**shift))
        return make("real", scaled) if node.sort is Sort.REAL else scaled

    hypotheses = [rebuild(hypothesis, lower) for hypothesis in claim.hypotheses]
    for term, power in zip(terms, powers, strict=True):
        subject = rebuild(term, lower)
        double = make("*", constant(2), power.term())
        hypotheses += [make("<=", power.term(), subject), make("<", subject, double)]
    return ForAll((*claim.variables, *powers), tuple(hypotheses), rebuild(claim.conclusion, lower))


def _product(left: Term, right: Term) -> Term:
    """left · right, leaving out a factor 1."""
    for factor, other in ((left, right), (right, left)):
        if factor.op == "constant" and factor.value == 1:
            return other
    return make("*", left, right)


def _exponent(root: Term, numbers: dict[int, int], places: dict[int, int]) -> tuple[dict[int, int], int] | None:
    """The exponent as counts of bit lengths, by place, and a constant; None if it is no such sum."""
    counts: dict[int, int] = {}
    shift = 0
    stack = [(root, 1)]
    steps = 0
    while stack:
        steps += 1
        if steps > _LONGEST_EXPONENT:
            return None
        node, sign = stack.pop()
        match node.op:
            case "+":
                stack += [(node.args[0], sign), (node.args[1], sign)]
            case "-":
                stack += [(node.args[0], sign), (node.args[1], -sign)]
            case "neg":
                stack.append((node.args[0], -sign))
            case "constant":
                shift += sign * int(node.value)  # type: ignore[arg-type]
            case "bit_length" if numbers[id(node.args[0])] in places:
                place = places[numbers[id(node.args[0])]]
                counts[place] = counts.get(place, 0) + sign
            case _:
                return None
    return counts, shift
