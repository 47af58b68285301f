"""Statements about leading-one positions and powers of two, down to statements about integers without them."""

from collections.abc import Callable
from typing import Any

from ..kernel.evaluate import Undefined, evaluate
from ..kernel.rules import conjunction, generalise, lowering, rewrite, split
from ..kernel.statement import ForAll
from ..kernel.term import Sort, Term, constant, make, postorder, structure, variables_in
from ..kernel.text import term_text
from ..kernel.totality import is_total
from . import pieces, remainders

Proof = dict[str, Any]
Prover = Callable[[ForAll], Proof | None]
COMPUTED: Proof = {"rule": "generalise", "evidence": {"terms": [], "proof": {"rule": "enumeration", "evidence": {}}}}
"""The proof of what is said of no variable."""


def prove(claim: ForAll, powers: list[lowering.Power], prove_rest: Prover) -> Proof | None:
    """A proof of a claim that mentions these powers of two, by one of a claim that mentions fewer."""
    return _for_any_operand(claim, powers, prove_rest) or _lowered(claim, powers, prove_rest)


def _lowered(claim: ForAll, powers: list[lowering.Power], prove: Prover) -> Proof | None:
    items: list[dict[str, Any]] = []
    for power in powers:
        side = remainders.prove_bound(lowering.large_enough(claim, power))
        if side is None:
            return _by_being_zero(claim, power.of, prove) if power.drop == 0 else None
        text = term_text(power.of)
        place = {"exponent": text} if power.drop is None else {"of": text, "drop": power.drop}
        items.append({**place, "at_least": side})
    lowered = lowering.lowered(claim, powers)
    if len(powers_in(lowered)) >= len(powers):
        return None
    then = prove(lowered)
    return None if then is None else {"rule": "lowering", "evidence": {"powers": items, "then": then}}


def _for_any_operand(claim: ForAll, powers: list[lowering.Power], prove: Prover) -> Proof | None:
    """A proof for any number in the place of one whose bit length is taken and that is itself made of bit lengths."""
    for power in reversed(powers):
        made_of = sum(part.op == "bit_length" for part in postorder((power.of,)))
        if power.drop is None or not made_of or not generalise.has_value(power.of, claim):
            continue
        general = generalise.generalised(claim, [power.of])
        if len(powers_in(general)) + made_of > len(powers) or pieces.fails_somewhere(general):
            continue
        proof = prove(general)
        if proof is not None:
            return {"rule": "generalise", "evidence": {"terms": [term_text(power.of)], "proof": proof}}
    return None


def _by_being_zero(claim: ForAll, number: Term, prove: Prover) -> Proof | None:
    """A proof by whether a number that has a bit length is at least 1 or, as has to be shown, 0."""
    condition = make(">=", number, constant(1))
    if not is_total(condition, claim.variables):
        return None
    yes, no = split.cases(claim, condition)
    equal, rest = rewrite.parts(no, number, constant(0))
    ends = [remainders.prove_bound(part) for part in conjunction.parts(equal)]
    rest_proof = None if None in ends else _evaluated(rest, prove)
    proof = rest_proof and prove(yes)
    if proof is None:
        return None
    is_zero = {"rule": "conjunction", "evidence": dict(zip(("left", "right"), ends, strict=True))}
    none = {"term": term_text(number), "by": "0", "equal": is_zero, "then": rest_proof}
    evidence = {"condition": term_text(condition), "yes": proof, "no": {"rule": "rewrite", "evidence": none}}
    return {"rule": "split", "evidence": evidence}


def _evaluated(claim: ForAll, prove: Prover) -> Proof | None:
    """A proof in which integer terms without variables are first replaced by their values."""
    closed = next((node for node in reversed(postorder((claim.conclusion,))) if _is_closed(node)), None)
    if closed is None:
        return prove(claim)
    value = constant(evaluate(closed, {}))
    _, rest = rewrite.parts(claim, closed, value)
    then = _evaluated(rest, prove)
    evidence = {"term": term_text(closed), "by": term_text(value), "equal": COMPUTED, "then": then}
    return then and {"rule": "rewrite", "evidence": evidence}


def _is_closed(node: Term) -> bool:
    """Whether it can be computed and is not yet."""
    if node.sort is not Sort.INTEGER or node.op == "constant" or variables_in(node):
        return False
    try:
        evaluate(node, {})
    except Undefined:
        return False
    return True


def powers_in(claim: ForAll) -> list[lowering.Power]:
    """The terms whose bit length is taken, and those that exponents of 2 are sums of, each once."""
    roots = (*claim.hypotheses, claim.conclusion)
    numbers = structure(roots)
    found: dict[int, lowering.Power] = {}
    drops = _drops(roots)
    for node in postorder(roots):
        if node.op == "bit_length":
            number = numbers[id(node.args[0])]
            found.setdefault(number, lowering.Power(node.args[0], drops.get(number, 0)))
        is_power = node.op == "**" and node.args[0].op == "constant" and node.args[0].value == 2
        if node.op in ("<<", ">>") or is_power:
            for part in _summands(node.args[1]):
                found.setdefault(numbers[id(part)], lowering.Power(part, None))
    subjects = {name for power in found.values() if power.drop is not None for name in variables_in(power.of)}
    return [power for power in found.values() if power.drop is not None or not subjects & set(variables_in(power.of))]


def _drops(roots: tuple[Term, ...]) -> dict[int, int]:
    """How many places below a leading one shifts by its position and a constant alone begin, by the number it is of."""
    numbers = structure(roots)
    drops: dict[int, int] = {}
    for node in postorder(roots):
        exponent = node.args[-1] if node.op in ("<<", ">>", "**") else node
        if exponent.op == "-" and exponent.args[0].op == "bit_length" and exponent.args[1].op == "constant":
            number = numbers[id(exponent.args[0].args[0])]
            drops[number] = max(drops.get(number, 0), int(exponent.args[1].value) - 1)  # type: ignore[arg-type]
    return drops


def _summands(exponent: Term) -> list[Term]:
    """What an exponent is a sum of, but for constants and what has a bit length in it."""
    found, waiting = [], [exponent]
    while waiting:
        node = waiting.pop()
        if node.op in ("+", "-", "neg"):
            waiting += node.args
        elif node.op != "constant" and not any(part.op == "bit_length" for part in postorder((node,))):
            found.append(node)
    return found
