"""Method `case_analysis`: down to comparisons of polynomials, by cases, parts and lowering.

It mirrors the kernel's rules: a statement with leading-one positions is lowered,
a conjunction is taken apart, a condition inside the conclusion is split on, and
what is then left is for the `LEAVES`.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.constraints import conjuncts
from ..kernel.evaluate import evaluate
from ..kernel.rejection import Rejected
from ..kernel.rules import conjunction, cut, leading_one, split
from ..kernel.statement import ForAll, Statement
from ..kernel.term import Sort, Term, constant, make, postorder, structure, variables_in
from ..kernel.text import term_text
from ..kernel.totality import is_total
from . import (
    abstraction,
    bernstein,
    calculus,
    clearing,
    elementary,
    enclosure,
    exponential,
    exponents,
    gram_matrices,
    integer_division,
    leading_ones,
    localisation,
    opposites,
    positivstellensatz,
    remainders,
)
from .finding import Budget, Finding, found, gave_up

Proof = dict[str, Any]
MOST_CASES = 1 << 10


def propose(statement: Statement, budget: Budget) -> Finding:
    """A proof by cases, if all of them end in polynomial comparisons that are found true."""
    assert isinstance(statement, ForAll)
    if _cases(statement.conclusion) > MOST_CASES:
        return gave_up(f"there are more than {MOST_CASES} cases")
    try:
        proof = prove(statement)
    except Rejected as why:
        return gave_up(str(why))
    if proof is None:
        return gave_up("some case is no polynomial comparison, or no identity for it was found")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def prove(claim: ForAll) -> Proof | None:
    """A proof of `claim` as a certificate nests it, or None."""
    return _prove(claim, LEAVES)


def prove_by(claim: ForAll, leaves: "Sequence[Leaf]") -> Proof | None:
    """The same where what is not taken apart is left to these."""
    return _prove(claim, leaves)


def _prove_plainly(claim: ForAll) -> Proof | None:
    """The same by the quick leaves alone, for searches that ask for many parts."""
    return _prove(claim, PLAIN_LEAVES)


def _prove(claim: ForAll, leaves: "Sequence[Leaf]", divided: bool = False) -> Proof | None:
    equation = claim.conclusion
    if equation.op == "==" and equation.args[0].op == "bit_length":
        between = _prove(leading_one.between(claim, equation.args[0].args[0], equation.args[1]), leaves)
        return between and {"rule": "leading_one", "evidence": {"proof": between}}
    powers = leading_ones.powers_in(claim)
    choice = next((found for power in powers if (found := _condition_to_split(power.of)) is not None), None)
    if choice is not None:
        return _split(claim, choice, leaves)
    if powers:
        return leading_ones.prove(claim, powers, prove)
    if claim.conclusion.op == "and" or (claim.conclusion.op == "if" and _is_never_true(claim.conclusion.args[2])):
        left, right = conjunction.parts(claim)
        return _both("conjunction", {"left": left, "right": right}, leaves)
    condition = _condition_to_split(claim.conclusion) or _alternative(claim)
    if condition is not None:
        return _split(claim, condition, leaves)
    proof = None if divided else remainders.prove(claim, lambda part: _prove(part, leaves))
    if proof is not None:
        return proof
    division = integer_division.innermost(claim)
    if division is not None:
        return integer_division.prove(claim, *division, lambda part: _prove(part, leaves, True))
    if claim.conclusion.op == "==" and (proof := positivstellensatz.prove_equation(claim)) is not None:
        return proof
    if claim.hypotheses and all(declared.sort is Sort.REAL for declared in claim.variables):
        if (proof := opposites.prove_contradiction(claim)) is not None:
            return proof
        fact = clearing.find(claim, claim.hypotheses) or opposites.find_equation(claim)
        if fact is not None:
            return _with_fact(claim, fact, lambda rest: _prove(rest, leaves, divided))
    return next((proof for leaf in leaves if (proof := leaf(claim)) is not None), None)


def _split(claim: ForAll, condition: Term, leaves: "Sequence[Leaf]") -> Proof | None:
    if not is_total(condition):
        return _split_by_quotients(claim, condition, leaves)
    everywhere = any(part.op in ("or", "if") for hypothesis in claim.hypotheses for part in conjuncts(hypothesis))
    yes, no = split.cases(claim, condition, everywhere)
    if everywhere:
        cases = {"yes": yes, "no": no}
        return _both("split", cases, leaves, condition=term_text(condition), everywhere=True)
    if variables_in(condition):
        return _both("split", {"yes": yes, "no": no}, leaves, condition=term_text(condition))
    taken, other, excluded = ("yes", "no", no) if evaluate(condition, {}) else ("no", "yes", yes)
    proof = positivstellensatz.prove(excluded.vacuous())
    rest = proof and _prove({"yes": yes, "no": no}[taken], leaves)
    if rest is None:
        return None
    closed = {"rule": "contradiction", "evidence": {"proof": proof}}
    return {"rule": "split", "evidence": {"condition": term_text(condition), taken: rest, other: closed}}


def _split_by_quotients(claim: ForAll, condition: Term, leaves: "Sequence[Leaf]") -> Proof | None:
    """The same where the condition compares quotients; a case that cannot be is not looked into."""
    proofs: Proof = {"defined": clearing.prove_defined(claim, condition)}
    for name, case in zip(("yes", "no"), split.cases(claim, condition), strict=True):
        fact = clearing.find(case, case.hypotheses[-1:])
        if None in proofs.values():
            return None
        proofs[name] = _with_fact(case, fact, lambda rest: opposites.prove_contradiction(rest) or _prove(rest, leaves))
    return (
        None
        if None in proofs.values()
        else {"rule": "split", "evidence": {"condition": term_text(condition), **proofs}}
    )


def _with_fact(claim: ForAll, fact: tuple[Term, Proof] | None, search: "Leaf") -> Proof | None:
    """The proof by `search` that may use a further fact, if there is one."""
    if fact is None:
        return search(claim)
    lemma, proof = fact
    then = search(cut.parts(claim, lemma)[1])
    return then and {"rule": "cut", "evidence": {"lemma": term_text(lemma), "proof": proof, "then": then}}


def _both(rule: str, parts: dict[str, ForAll], leaves: "Sequence[Leaf]", **evidence: Any) -> Proof | None:
    """The proof by two parts, unless one of them is not found."""
    for name, part in parts.items():
        proof = _prove(part, leaves)
        if proof is None:
            return None
        evidence[name] = proof
    return {"rule": rule, "evidence": evidence}


Leaf = Callable[[ForAll], Proof | None]
PLAIN_LEAVES: tuple[Leaf, ...] = (
    exponential.prove,
    lambda claim: None if variables_in(claim.conclusion) else enclosure.prove(claim),
    bernstein.prove_in_one_variable,
    integer_division.prove_comparison,
    positivstellensatz.prove,
    elementary.prove,
    bernstein.prove,
)
LEAVES: tuple[Leaf, ...] = (
    exponential.prove,
    bernstein.prove_in_one_variable,
    elementary.prove,
    lambda claim: enclosure.prove(claim) if len(claim.variables) == 1 else None,
    exponents.prove,
    lambda claim: calculus.prove(claim, _prove_plainly),
    lambda claim: enclosure.prove(claim) if len(claim.variables) != 1 else None,
    positivstellensatz.prove,
    integer_division.prove_comparison,
    gram_matrices.prove,
    lambda claim: _as_inequalities(claim),
    lambda claim: localisation.prove(claim, prove),
    bernstein.prove,
    abstraction.prove,
    positivstellensatz.contradiction,
    positivstellensatz.by_contradiction,
)
"""What is tried on a claim that is not taken apart, in this order."""


def _as_inequalities(claim: ForAll) -> Proof | None:
    """An equation as two inequalities, if both are quickly seen."""
    if claim.conclusion.op != "==":
        return None
    left, right = conjunction.parts(claim)
    return _both("conjunction", {"left": left, "right": right}, PLAIN_LEAVES)


def _cases(root: Term) -> int:
    """Into how many cases the conditions of the parts of `root` divide it, at most."""
    numbers = structure((root,))
    deciding = [node for node in postorder((root,)) if node.op in ("if", "min", "max", "abs", "or")]
    conditions = {(node.op != "if", numbers[id(node.args[0] if node.op == "if" else node)]) for node in deciding}
    found: dict[int, int] = {}
    for node in postorder((root,)):
        cases = [found[id(argument)] for argument in node.args]
        if node.op == "if":
            found[id(node)] = cases[0] * (cases[1] + cases[2])
        else:
            found[id(node)] = math.prod(cases) * (2 if node.op in ("min", "max", "abs", "or") else 1)
        found[id(node)] = min(found[id(node)], MOST_CASES + 1)
    return min(found[id(root)], 1 << len(conditions))


def condition_in_hypotheses(claim: ForAll) -> Term | None:
    """A condition on which some part of a hypothesis depends: there, a choice is a disjunction too."""
    found = (_condition_to_split(hypothesis) for hypothesis in claim.hypotheses)
    return next((condition for condition in found if condition is not None), None)


def _condition_to_split(conclusion: Term) -> Term | None:
    """A condition on which some part of the conclusion depends, itself free of such parts."""
    for node in postorder((conclusion,)):
        condition = None
        if node.op == "if":
            condition = node.args[0]
        elif node.op in ("min", "max"):
            condition = make("<=", *node.args)
        elif node.op == "abs":
            zero = make("real", constant(0)) if node.sort is Sort.REAL else constant(0)
            condition = make(">=", node.args[0], zero)
        elif node.op == "or":
            condition = node.args[0]
        if condition is not None and condition.op != "constant" and _may_be_split(condition):
            return condition
    return None


def _is_never_true(term: Term) -> bool:
    """Whether a truth value is false or undefined at every input, as its shape shows."""
    waiting = [term]
    while waiting:
        node = waiting.pop()
        if node.op == "and":
            if not any(map(_is_false, conjuncts(node))):
                return False
        elif node.op == "if":
            waiting += node.args[1:]
        elif not _is_false(node):
            return False
    return True


def _is_false(term: Term) -> bool:
    return term.op == "constant" and term.value is False


def _may_be_split(condition: Term) -> bool:
    """Whether it is certain to have a value, or has one where its quotients do."""
    return is_total(condition) or is_total(clearing.without_quotients(condition))


def _alternative(claim: ForAll) -> Term | None:
    """The condition of a hypothesis in cases."""
    parts = (part for hypothesis in claim.hypotheses for part in conjuncts(hypothesis) if part.op in ("or", "if"))
    return next((part.args[0] for part in parts if _may_be_split(part.args[0])), None)
