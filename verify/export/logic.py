"""The rules that only cut a statement into parts, in Coq: their parts are the kernel's own."""

from typing import Any

from verify.kernel.parse import parse_term
from verify.kernel.rules import conjunction as conjunctions
from verify.kernel.rules import cut as cuts
from verify.kernel.rules import split as splits
from verify.kernel.statement import ForAll

from .script import Script, Tactics


def conjunction(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """The left part; under it, the right part."""
    left, right = conjunctions.parts(claim)
    first, second = script.prove(left, evidence["left"]), script.prove(right, evidence["right"])
    tactics = [*script.instance(left, first, {}, "L'"), *script.instance(right, second, {}, "R'"), "separate."]
    if claim.conclusion.op == "==":
        sides = [script.writer.inside(side) for side in claim.conclusion.args]
        lemma = "Z.le_antisymm" if claim.conclusion.args[0].sort.value == "integer" else "both_le"
        equation = script.writer.compared(claim.conclusion.args[0], "==", claim.conclusion.args[1])
        tactics.append(f"assert (V' : {equation}) by (apply ({lemma} {' '.join(sides)}); assumption).")
    return [*tactics, "holds."]


def cut(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """The lemma; under it, the claim."""
    lemma = parse_term(evidence["lemma"], {declared.name: declared.sort for declared in claim.variables})
    first, then = cuts.parts(claim, lemma)
    proved, left = script.prove(first, evidence["proof"]), script.prove(then, evidence["then"])
    return [*script.instance(first, proved, {}, "L'"), *script.instance(then, left, {}, "R'"), "exact R'."]


def contradiction(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """The hypotheses are false together."""
    none = claim.vacuous()
    return [*script.instance(none, script.prove(none, evidence["proof"]), {}, "L'"), "destruct L'."]
