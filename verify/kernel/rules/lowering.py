"""Rule `lowering`: powers of two, at leading-one positions and elsewhere, become integer variables."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..certificate import take_fields, take_list
from ..fresh import fresh_names
from ..parse import parse_term
from ..rejection import Rejected
from ..statement import ForAll, Statement, Variable
from ..term import Sort, Term, constant, make, rebuild, structure
from . import Prover

RULE = "lowering"
_LONGEST_EXPONENT = 1000
MOST_PLACES = 1 << 16


def lowering(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """A statement holds if it holds with variables p in the place of some powers of two.

    Evidence: `powers`, and `then`, the proof of the lowered statement. A power is

    - an integer term `of` (u), a number `drop` (t), and the proof `at_least` that
      domains and hypotheses imply u >= 2^t: p stands for 2^(bit_length(u) - 1 - t),
      and p · 2^t <= u < p · 2^(t + 1) becomes a hypothesis; or
    - an integer term `exponent` (e) and the proof `at_least` that they imply
      e >= 0: p stands for 2^e.

    In either case p >= 1. A shift `t << f`, a power `2**f` and a shift `t >> f`,
    where f is a sum of multiples n_i >= 0 of these exponents and a constant c >= 0,
    become t · Π p_i^(n_i) · 2^c, its factor without t, and t // (Π p_i^(n_i) · 2^c).
    Of a real 2, c may be negative.
    Equal terms share one p. The names of the p_i are chosen here.

    The lowered statement is stronger: at every input, the powers of two in the
    places of the p_i make it say the same. So a counterexample of it refutes nothing.

    Fails where a side condition is not proved. Bit lengths and exponents that
    stand elsewhere than in such shifts and powers stay as they are.
    """
    fields = take_fields(evidence, RULE, {"powers": list, "then": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    powers = []
    for number, item in enumerate(take_list(fields["powers"], RULE, dict), 1):
        power, proof = _power(statement, item, f"power {number}")
        prove_part(large_enough(statement, power), proof)
        powers.append(power)
    prove_part(lowered(statement, powers), fields["then"])


@dataclass(frozen=True, eq=False, slots=True)
class Power:
    """2^(bit_length(of) - 1 - drop), or 2^of where `drop` is None."""

    of: Term
    drop: int | None = 0


def _power(claim: ForAll, item: dict[str, Any], where: str) -> tuple[Power, dict[str, Any]]:
    sorts = {declared.name: declared.sort for declared in claim.variables}
    if "exponent" in item:
        parts = take_fields(item, where, {"exponent": str, "at_least": dict})
        power = Power(parse_term(parts["exponent"], sorts), None)
    else:
        parts = take_fields(item, where, {"of": str, "drop": int, "at_least": dict})
        if parts["drop"] > MOST_PLACES:
            raise Rejected(RULE, where, "drops too much")
        power = Power(parse_term(parts["of"], sorts), parts["drop"])
    if power.of.sort is not Sort.INTEGER:
        raise Rejected(RULE, where, "is not of an integer")
    return power, parts["at_least"]


def large_enough(claim: ForAll, power: Power) -> ForAll:
    """The side condition: the power is an integer wherever `claim` speaks."""
    least = 0 if power.drop is None else 1 << power.drop
    return ForAll(claim.variables, claim.hypotheses, make(">=", power.of, constant(least)))


def lowered(claim: ForAll, powers: Sequence[Power]) -> ForAll:
    """`claim` with a variable for each of `powers`."""
    fresh = [Variable(name, Sort.INTEGER, low=Fraction(1)) for name in fresh_names(claim, "p", len(powers))]
    numbers = structure((*claim.hypotheses, claim.conclusion, *(power.of for power in powers)))
    places = {(numbers[id(power.of)], power.drop is None): place for place, power in reversed(list(enumerate(powers)))}

    def lower(node: Term, args: tuple[Term, ...]) -> Term | None:
        is_power = node.op == "**" and node.args[0].op == "constant" and node.args[0].value == 2
        if node.op not in ("<<", ">>") and not is_power:
            return None
        exponent = _exponent(node.args[1], numbers, places)
        if exponent is None or not any(exponent[0].values()):
            return None
        counts, shift = exponent
        shift += sum(count * (1 + drop) for place, count in counts.items() if (drop := powers[place].drop) is not None)
        if abs(shift) > MOST_PLACES or min(counts.values()) < 0 or (shift < 0 and node.sort is not Sort.REAL):
            return None
        scaled = constant(1) if is_power or node.op == ">>" else args[0]
        for factor in [fresh[place] for place in sorted(counts) for _ in range(counts[place])]:
            scaled = _product(scaled, factor.term())
        if shift < 0:
            return make("*", make("real", scaled), constant(Fraction(1, 2**-shift)))
        scaled = _product(scaled, constant(2**shift))
        if node.op == ">>":
            return make("//", args[0], scaled)
        return make("real", scaled) if node.sort is Sort.REAL else scaled

    hypotheses = [rebuild(hypothesis, lower) for hypothesis in claim.hypotheses]
    for power, variable in zip(powers, fresh, strict=True):
        if power.drop is not None:
            subject, least = rebuild(power.of, lower), _product(constant(1 << power.drop), variable.term())
            double = make("*", constant(2 << power.drop), variable.term())
            hypotheses += [make("<=", least, subject), make("<", subject, double)]
    return ForAll((*claim.variables, *fresh), tuple(hypotheses), rebuild(claim.conclusion, lower))


def _product(left: Term, right: Term) -> Term:
    """left · right, leaving out a factor 1."""
    for factor, other in ((left, right), (right, left)):
        if factor.op == "constant" and factor.value == 1:
            return other
    return make("*", left, right)


def _exponent(
    root: Term, numbers: dict[int, int], places: dict[tuple[int, bool], int]
) -> tuple[dict[int, int], int] | None:
    """The exponent as counts of the powers' own exponents, by place, and a constant; None if it is no such sum."""
    counts: dict[int, int] = {}
    shift = 0
    stack = [(root, 1)]
    steps = 0
    while stack:
        steps += 1
        if steps > _LONGEST_EXPONENT:
            return None
        node, sign = stack.pop()
        place = places.get((numbers[id(node)], True))
        if place is None and node.op == "bit_length":
            place = places.get((numbers[id(node.args[0])], False))
        if place is not None:
            counts[place] = counts.get(place, 0) + sign
            continue
        match node.op:
            case "+":
                stack += [(node.args[0], sign), (node.args[1], sign)]
            case "-":
                stack += [(node.args[0], sign), (node.args[1], -sign)]
            case "neg":
                stack.append((node.args[0], -sign))
            case "constant":
                shift += sign * int(node.value)  # type: ignore[arg-type]
            case _:
                return None
    return counts, shift
