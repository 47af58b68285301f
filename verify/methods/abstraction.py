"""What a claim says of parts of it whose inside does not matter: they become variables, and polynomials are left.

A product that is made of leading ones, say, is often what it is for any numbers in their place, once
the lemmas about these numbers are among the hypotheses.
"""

from typing import Any

from ..kernel.constraints import as_comparison, conjuncts
from ..kernel.rules import conjunction
from ..kernel.rules.generalise import Range, generalised, has_value, within
from ..kernel.statement import ForAll
from ..kernel.term import COMPARISONS, Sort, Term, postorder, structure
from ..kernel.text import term_text
from . import enumeration, positivstellensatz
from .finding import Budget
from .pieces import fails_somewhere

Proof = dict[str, Any]
MOST_PARTS = 12
MOST_BITS = 24
_SIMPLE = frozenset(("variable", "constant"))
_ARITHMETIC = frozenset("+ - * neg real / and or not".split()) | frozenset(COMPARISONS)


def prove(claim: ForAll) -> Proof | None:
    """A proof by rule `generalise` of a comparison, or of several, that holds for any values of the opaque parts."""
    parts = _opaque(claim)
    if not parts or len(parts) > MOST_PARTS:
        return None
    general = generalised(claim, parts)
    proof = None if fails_somewhere(general) else _prove_parts(general)
    return None if proof is None else _wrapped(parts, proof)


def prove_by_few_inputs(claim: ForAll) -> Proof | None:
    """A proof of a claim about some of the variables alone, or of terms that hypotheses bound, by all their values."""
    ranges = _bounded(claim)
    fewer = generalised(claim, [term for term, _ in ranges], [known for _, known in ranges])
    if (not ranges and len(fewer.variables) == len(claim.variables)) or _bits(fewer) > MOST_BITS:
        return None
    shown = [_prove_range(within(claim, term, known)) for term, known in ranges]
    found = None if None in shown else enumeration.propose(fewer, Budget()).certificate
    if found is None or found.statement is not fewer:
        return None
    proof = _wrapped([term for term, _ in ranges], {"rule": found.rule, "evidence": dict(found.evidence)})
    if ranges:
        proof["evidence"]["ranges"] = [
            {"low": str(low), "high": str(high), "proof": bounds}
            for (_, (low, high)), bounds in zip(ranges, shown, strict=True)
        ]
    return proof


def _bounded(claim: ForAll) -> list[tuple[Term, Range]]:
    """The integer terms of the conclusion with constants as ends, by hypotheses; variables also by their domains."""
    domains = [bound for declared in claim.variables for bound in declared.bounds_as_terms()]
    said = [part for hypothesis in claim.hypotheses for part in conjuncts(hypothesis)]
    numbers = structure((*domains, *said, claim.conclusion))
    inside = {numbers[id(node)]: node for node in postorder((claim.conclusion,)) if node.op != "constant"}
    declared, found = _ends(domains, numbers), _ends(said, numbers)
    ranges = []
    for number in found.keys() & inside.keys():
        lows, highs = (found[number][end] + declared.get(number, ([], []))[end] for end in (0, 1))
        if lows and highs:
            ranges.append((number, (max(lows), min(highs))))
    return [(inside[number], known) for number, known in sorted(ranges)]


def _ends(comparisons: list[Term], numbers: dict[int, int]) -> dict[int, tuple[list[int], list[int]]]:
    """The constants that integer terms are at least, and those that they are at most, by the numbers of the terms."""
    found: dict[int, tuple[list[int], list[int]]] = {}
    for comparison in comparisons:
        sides = as_comparison(comparison)
        if sides is None or sides[0].sort is not Sort.INTEGER or sides[1] not in ("<", "<=", ">", ">="):
            continue
        less, more = (sides[0], sides[2]) if sides[1] in ("<", "<=") else (sides[2], sides[0])
        beyond = 1 if sides[1] in ("<", ">") else 0
        if less.op == "constant":
            found.setdefault(numbers[id(more)], ([], []))[0].append(int(less.value) + beyond)  # type: ignore[arg-type]
        if more.op == "constant":
            found.setdefault(numbers[id(less)], ([], []))[1].append(int(more.value) - beyond)  # type: ignore[arg-type]
    return found


def _prove_range(claim: ForAll) -> Proof | None:
    return prove(claim) or _prove_parts(claim)


def _prove_parts(claim: ForAll) -> Proof | None:
    if claim.conclusion.op not in ("and", "=="):
        return positivstellensatz.prove(claim)
    whole = positivstellensatz.prove(claim) if claim.conclusion.op == "==" else None
    if whole is not None:
        return whole
    left, right = map(_prove_parts, conjunction.parts(claim))
    if left is None or right is None:
        return None
    return {"rule": "conjunction", "evidence": {"left": left, "right": right}}


def _wrapped(parts: list[Term], proof: Proof) -> Proof:
    return {"rule": "generalise", "evidence": {"terms": [term_text(part) for part in parts], "proof": proof}}


def _bits(claim: ForAll) -> int:
    """How many bits all inputs take together; more than any limit where that is not known."""
    bits = 0
    for declared in claim.variables:
        if declared.sort is not Sort.INTEGER or declared.low is None or declared.high is None:
            return MOST_BITS + 1
        bits += int(declared.high - declared.low).bit_length()
    return bits


def _opaque(claim: ForAll) -> list[Term]:
    """The largest integer terms that are no sums and products, each once."""
    roots = (*claim.hypotheses, claim.conclusion)
    numbers = structure(roots)
    found: dict[int, Term] = {}
    seen: set[int] = set()
    waiting = list(reversed(roots))
    while waiting:
        node = waiting.pop()
        if numbers[id(node)] in seen:
            continue
        seen.add(numbers[id(node)])
        if node.op in _ARITHMETIC or (node.op == "**" and node.args[1].op == "constant"):
            waiting += reversed(node.args)
        elif node.sort is Sort.INTEGER and node.op not in _SIMPLE and has_value(node, claim):
            found[numbers[id(node)]] = node
    return list(found.values())
