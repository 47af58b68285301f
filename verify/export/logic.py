"""The rules that only cut a statement into parts, in Coq: their parts are the kernel's own."""

from typing import Any

from verify.kernel.fresh import fresh_names
from verify.kernel.numerals import integer
from verify.kernel.parse import parse_term
from verify.kernel.rules import conjunction as conjunctions
from verify.kernel.rules import cut as cuts
from verify.kernel.rules import generalise as generalisations
from verify.kernel.rules import rewrite as rewritings
from verify.kernel.rules import split as splits
from verify.kernel.statement import ForAll
from verify.kernel.term import COMPARISONS, Sort, Term, postorder
from verify.notation.coq_formula import TRUE, any_of

from .script import NotExportable, Script, Tactics, asserted


def conjunction(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """The left part; under it, the right part."""
    left, right = conjunctions.parts(claim)
    first, second = script.prove(left, evidence["left"]), script.prove(right, evidence["right"])
    tactics = [*script.instance(left, first, {}, "L'"), *script.instance(right, second, {}, "R'"), "separate."]
    if claim.conclusion.op == "==":
        sides = [script.writer.inside(side) for side in claim.conclusion.args]
        lemma = "Z.le_antisymm" if claim.conclusion.args[0].sort is Sort.INTEGER else "both_le"
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


def split(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """Both cases of the condition, which is true or false wherever it is defined; conditions of `if` become values."""
    if "everywhere" in evidence:
        raise NotExportable("the rule split, where it simplifies hypotheses, has no Coq proof yet")
    condition = parse_term(evidence["condition"], {declared.name: declared.sort for declared in claim.variables})
    yes, no = splits.cases(claim, condition)
    lemmas = [script.prove(yes, evidence["yes"]), script.prove(no, evidence["no"])]
    if "defined" in evidence:
        whole = splits.always_defined(claim, condition)
        tactics = script.instance(whole, script.prove(whole, evidence["defined"]), {}, "C'")
    else:
        tactics = _decided(script, condition)
    tactics.append("destruct C' as [C' | C'].")
    for case, lemma, value in zip((yes, no), lemmas, ("true", "false"), strict=True):
        inside = [
            *script.instance(case, lemma, {}, "R'"),
            "separate.",
            *_known(script, claim, condition, value),
            "holds.",
        ]
        tactics += [f"- {inside[0]}", *(f"  {tactic}" for tactic in inside[1:])]
    return tactics


def _decided(script: Script, condition: Term) -> Tactics:
    """That a condition is true or false whose definedness its shape shows."""
    writer = script.writer
    tactics: Tactics = []
    for node in postorder((condition,)):
        if node.sort is not Sort.TRUTH:
            needed = writer.condition(node)
            if needed != TRUE:
                tactics.append(f"assert ({needed}) by side.")
        elif node.op in COMPARISONS:
            left, right = node.args
            if node.op in (">", ">="):
                left, right = right, left
            kind = "integer" if left.sort is Sort.INTEGER else "real"
            lemma = {"==": f"{kind}_eq_or", "!=": f"{kind}_eq_or"}.get(node.op, f"{kind}_le_or")
            if node.op in ("<", ">"):
                left, right = right, left
            tactics.append(f"pose proof ({lemma} {writer.inside(left)} {writer.inside(right)}).")
    either = any_of(writer.true(condition), writer.false(condition))
    return [asserted("C'", either, "; ".join(tactic.rstrip(".") for tactic in [*tactics, "holds"]))]


def _known(script: Script, claim: ForAll, condition: Term, value: str) -> Tactics:
    """What the case decides in the claim's values: conditions of `if`, absolute values, lesser and greater ones."""
    writer = script.writer
    tactics = []
    if any(node.op == "if" and node.sort is not Sort.TRUTH for node in postorder((claim.conclusion,))):
        tactics = [
            f"assert (B' : {writer.inside(condition)} = {value}) by boolean.",
            "try rewrite B'; cbv beta iota delta [andb orb negb].",
        ]
    if condition.op in (">=", "<="):
        sides = " ".join(map(writer.inside, condition.args))
        first = writer.inside(condition.args[0])
        kind = "integer" if condition.args[0].sort is Sort.INTEGER else "real"
        lemmas = (f"abs_{value} {first}",) if condition.op == ">=" else (f"min_{value} {sides}", f"max_{value} {sides}")
        wanted = {"abs"} if condition.op == ">=" else {"min", "max"}
        if any(node.op in wanted for node in postorder((claim.conclusion,))):
            tactics += [f"try rewrite ({kind}_{lemma}) by assumption." for lemma in lemmas]
    return tactics


def rewrite(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """The equation; the claim with one side in the place of the other."""
    sorts = {declared.name: declared.sort for declared in claim.variables}
    equal, then = rewritings.parts(claim, parse_term(evidence["term"], sorts), parse_term(evidence["by"], sorts))
    first, second = script.prove(equal, evidence["equal"]), script.prove(then, evidence["then"])
    equation = script.writer.compared(equal.conclusion.args[0], "==", equal.conclusion.args[1])
    return [
        *script.instance(equal, first, {}, "L'"),
        *script.instance(then, second, {}, "R'"),
        "separate.",
        asserted("E'", equation, "assumption"),
        "try rewrite E'.",
        "holds.",
    ]


def generalise(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """The general statement at the terms' own values."""
    sorts = {declared.name: declared.sort for declared in claim.variables}
    terms = [parse_term(text, sorts) for text in evidence["terms"]]
    given = evidence.get("ranges") or [{}] * len(terms)
    ranges = [(integer(each["low"]), integer(each["high"])) if each else None for each in given]
    general = generalisations.generalised(claim, terms, ranges)
    fresh = fresh_names(claim, "u", len(terms))
    bounds: Tactics = []
    for number, (term, known, each) in enumerate(zip(terms, ranges, given, strict=True), 1):
        if known is not None:
            part = generalisations.within(claim, term, known)
            bounds += script.instance(part, script.prove(part, each["proof"]), {}, f"B'{number}")
    lemma = script.prove(general, evidence["proof"])
    values = {name: script.writer.inside(term) for name, term in zip(fresh, terms, strict=True)}
    defined = [
        f"try assert ({needed}) by side."
        for node in postorder(terms)
        if (needed := script.writer.condition(node)) != TRUE
    ]
    return [*bounds, *script.instance(general, lemma, values, "R'"), *defined, "separate.", "holds."]
