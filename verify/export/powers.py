"""The rules that put integer variables for powers of two and for floor divisions, in Coq."""

from collections.abc import Callable, Sequence
from typing import Any

from verify.kernel.parse import parse_term
from verify.kernel.rules.lowering import Power, large_enough, lowered
from verify.kernel.rules.quotient import divided, positive
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, Term, make, postorder, structure

from .script import NotExportable, Script, Tactics, asserted


def lowering(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """Each power of two gets its variable's name, with what is known of it; every shift is the product it becomes."""
    sorts = {declared.name: declared.sort for declared in claim.variables}
    powers = [
        Power(parse_term(item["exponent"], sorts), None)
        if "exponent" in item
        else Power(parse_term(item["of"], sorts), item["drop"])
        for item in evidence["powers"]
    ]
    then = lowered(claim, powers)
    fresh = [declared.name for declared in then.variables[len(claim.variables) :]]
    tactics: Tactics = []
    bounds = []
    for number, (power, item) in enumerate(zip(powers, evidence["powers"], strict=True), 1):
        part = large_enough(claim, power)
        tactics += script.instance(part, script.prove(part, item["at_least"]), {}, f"A'{number}")
        of = script.writer.inside(power.of)
        names = f"e'{number} & {fresh[number - 1]} & E'{number} & N'{number} & P'{number} & O'{number}"
        if power.drop is None:
            tactics.append(f"destruct (power_of_two {of} ltac:(holds)) as ({names}).")
        else:
            known = f"leading_one {of} {power.drop} {1 << power.drop} ltac:(lia) eq_refl ltac:(holds)"
            tactics.append(f"destruct ({known}) as ({names} & B'{number} & U'{number}).")
            bounds += [f"B'{number}", f"U'{number}"]
    tactics.append("separate.")
    changes = _changes(claim, ("<<", ">>", "**"), lambda part: lowered(part, powers))
    exponents = _Exponents(powers, structure([*(power.of for power in powers), *(old for old, _ in changes)]))
    for number, (old, new) in enumerate(changes, 1):
        tactics += _as_product(script, old, new, fresh, exponents, number)
    return [
        *tactics,
        *_rewritten(script, claim, then, len(changes), bounds),
        *script.instance(then, script.prove(then, evidence["then"]), {}, "R'"),
        "holds.",
    ]


def quotient(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """The floor division itself is the integer that its remainder makes known."""
    sorts = {declared.name: declared.sort for declared in claim.variables}
    of, by = parse_term(evidence["of"], sorts), parse_term(evidence["by"], sorts)
    divisor, then = positive(claim, by), divided(claim, of, by)
    first, second = script.prove(divisor, evidence["positive"]), script.prove(then, evidence["then"])
    whole = make("//", of, by)
    rest = make("-", of, make("*", whole, by))
    value, amount = script.writer.inside(whole), script.writer.inside(by)
    tactics = [
        *script.instance(divisor, first, {}, "A'"),
        f"pose proof (floor_division {script.writer.inside(of)} {amount} ltac:(holds)) as [B' C'].",
        "separate.",
        f"assert (D' : {amount} <> 0) by lia.",
    ]
    changes = _changes(claim, ("%", ">>", "&"), lambda part: divided(part, of, by))
    for number, (old, _) in enumerate(changes, 1):
        equation = f"{script.writer.value(old)} = {script.writer.value(whole if old.op == '>>' else rest)}"
        places = int(by.value).bit_length() - 1 if by.op == "constant" else 0  # type: ignore[arg-type]
        proof = {
            "%": "apply remainder; lia",
            ">>": f"apply (shift_divides _ {places}); [lia | reflexivity]",
            "&": f"apply (mask_is_remainder _ _ {places}); [lia | reflexivity | reflexivity]",
        }[old.op]
        tactics.append(asserted(f"V'{number}", equation, proof))
    return [
        *tactics,
        *_rewritten(script, claim, then, len(changes), []),
        *script.instance(then, second, {then.variables[-1].name: value}, "R'"),
        "holds.",
    ]


def _changes(claim: ForAll, operations: tuple[str, ...], change: Callable[[ForAll], ForAll]) -> list[tuple[Term, Term]]:
    """The nodes of these operations that `change` makes another one, with that, each once, the inner ones first."""
    roots = (*claim.hypotheses, claim.conclusion)
    numbers = structure(roots)
    nodes = {numbers[id(node)]: node for node in postorder(roots) if node.op in operations}
    found = []
    for old in nodes.values():
        new = change(ForAll(claim.variables, roots, make("==", old, old))).conclusion.args[0]
        if new.op != old.op:
            found.append((old, new))
    return found


class _Exponents:
    """Sums of the exponents of the named powers, and constants."""

    def __init__(self, powers: Sequence[Power], numbers: dict[int, int]) -> None:
        self.drops = [power.drop for power in powers]
        self.numbers = numbers
        self.places = {
            (numbers[id(power.of)], power.drop is None): place for place, power in reversed(list(enumerate(powers)))
        }

    def counts(self, exponent: Term) -> tuple[dict[int, int], int]:
        """How often each power's own exponent is in the sum, and the constant, as the rule counts them."""
        counts: dict[int, int] = {}
        shift = 0
        stack = [(exponent, 1)]
        while stack:
            node, sign = stack.pop()
            place = self.places.get((self.numbers[id(node)], True))
            if place is None and node.op == "bit_length":
                place = self.places.get((self.numbers[id(node.args[0])], False))
            if place is not None:
                counts[place] = counts.get(place, 0) + sign
                drop = self.drops[place]
                shift += 0 if drop is None else sign * (1 + drop)
            elif node.op in ("+", "-"):
                stack += [(node.args[0], sign), (node.args[1], sign if node.op == "+" else -sign)]
            elif node.op == "neg":
                stack.append((node.args[0], -sign))
            else:
                shift += sign * int(node.value)  # type: ignore[arg-type]
        return counts, shift


def _as_product(script: Script, old: Term, new: Term, fresh: list[str], exponents: _Exponents, number: int) -> Tactics:
    """F': the count of the shift is at least 0; W': two to that count is a product; V': what the shift becomes."""
    if old.sort is Sort.REAL:
        raise NotExportable("the rule lowering has no Coq proof of real powers of two yet")
    count = script.writer.value(old.args[1])
    counts, shift = exponents.counts(old.args[1])
    parts = [place for place in sorted(counts) for _ in range(counts[place])]
    total = " + ".join([*(f"e'{place + 1}" for place in parts), str(shift)])
    product = " * ".join([*(fresh[place] for place in parts), str(1 << shift)])
    powers = "; ".join(f"rewrite P'{place + 1}" for place in sorted(set(parts)))
    apart = f"replace ({count}) with ({total}) by lia; rewrite !Z.pow_add_r by lia; {powers}; reflexivity"
    start = {"<<": "rewrite Z.shiftl_mul_pow2 by assumption; ", ">>": "rewrite Z.shiftr_div_pow2 by assumption; "}
    inner = "".join(f"try rewrite V'{other}; " for other in range(number - 1, 0, -1))
    ending = "f_equal; ring" if old.op == ">>" else "ring"
    equation = f"{script.writer.value(old)} = {script.writer.value(new)}"
    return [
        asserted(f"F'{number}", f"0 <= {count}", "lia"),
        asserted(f"W'{number}", f"2 ^ ({count}) = {product}", apart),
        asserted(f"V'{number}", equation, f"{start.get(old.op, '')}rewrite W'{number}; {inner}{ending}"),
    ]


def _rewritten(script: Script, claim: ForAll, then: ForAll, count: int, facts: list[str]) -> Tactics:
    """The equations V' put into the goal, into `facts`, and into a copy of each hypothesis that they change."""
    steps = [f"try rewrite V'{number}" for number in range(count, 0, -1)]
    if not steps:
        return []
    tactics: Tactics = []
    for place, hypothesis in enumerate(claim.hypotheses):
        said = script.writer.true(hypothesis)
        if said != script.writer.true(then.hypotheses[place]):
            copied = [asserted(f"X'{place}", said, "holds").rstrip("."), *(f"{step} in X'{place}" for step in steps)]
            tactics.append("; ".join(copied) + ".")
    tactics += ["; ".join(f"{step} in {fact}" for step in steps) + "." for fact in facts]
    return [*tactics, "; ".join(steps) + "."]
