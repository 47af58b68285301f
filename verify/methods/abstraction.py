"""What a claim says of parts of it whose inside does not matter: they become variables, and polynomials are left.

A product that is made of leading ones, say, is often what it is for any numbers in their place, once
the lemmas about these numbers are among the hypotheses.
"""

from typing import Any

from ..kernel.rules import conjunction
from ..kernel.rules.generalise import generalised
from ..kernel.statement import ForAll
from ..kernel.term import COMPARISONS, Sort, Term, structure
from ..kernel.text import term_text
from ..kernel.totality import is_total
from . import enumeration, positivstellensatz
from .finding import Budget
from .pieces import fails_somewhere

Proof = dict[str, Any]
MOST_PARTS = 8
MOST_BITS = 24
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
    """A proof of a claim about some of the variables alone, by all their values."""
    fewer = generalised(claim, [])
    if len(fewer.variables) == len(claim.variables) or _bits(fewer) > MOST_BITS:
        return None
    found = enumeration.propose(fewer, Budget()).certificate
    if found is None or found.statement is not fewer:
        return None
    return _wrapped([], {"rule": found.rule, "evidence": dict(found.evidence)})


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
        elif node.sort is Sort.INTEGER and node.op not in ("variable", "constant") and is_total(node, claim.variables):
            found[numbers[id(node)]] = node
    return list(found.values())
