"""Method `identities`: equations of rational functions, by cases, each by expanding both sides or by what is given.

Exponentials and the like are variables there, one for all whose arguments are the same polynomial.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.polynomial import Polynomial, polynomial_of
from ..kernel.rejection import Rejected
from ..kernel.rules import cut, logarithm, rewrite
from ..kernel.rules.generalise import generalised, has_value
from ..kernel.statement import ForAll, Statement
from ..kernel.term import REAL_FUNCTIONS, Term, constant, make, postorder, same, structure, variables_in
from ..kernel.text import term_text
from . import case_analysis, positivstellensatz
from .finding import Budget, Finding, found, gave_up

Proof = dict[str, Any]
MOST_VALUES = 12


def propose(statement: Statement, budget: Budget) -> Finding:
    """A proof by identities of polynomials, if all cases end in equations that have one."""
    assert isinstance(statement, ForAll)
    try:
        proof = case_analysis.prove_by(statement, (_identity,))
    except Rejected as why:
        return gave_up(str(why))
    if proof is None:
        return gave_up("some case is no equation that multiples of the given ones show")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def _identity(claim: ForAll) -> Proof | None:
    """A proof of an equation by elimination alone."""
    if claim.conclusion.op == "constant":
        return positivstellensatz.prove_equation(claim)
    if claim.conclusion.op != "==":
        return None
    pair = _arguments_to_unite(claim)
    if pair is None:
        return _with_variables(claim)
    equal, then = rewrite.parts(claim, *pair)
    proofs = {"equal": positivstellensatz.prove_equation(equal), "then": _identity(then)}
    texts = dict(zip(("term", "by"), map(term_text, pair), strict=True))
    return None if None in proofs.values() else {"rule": "rewrite", "evidence": {**texts, **proofs}}


def _arguments_to_unite(claim: ForAll) -> tuple[Term, Term] | None:
    """Two arguments of real functions in the conclusion that are the same polynomial, written differently."""
    names = [declared.name for declared in claim.variables]
    seen: list[tuple[Polynomial, Term]] = []
    for value in _values((claim.conclusion,)):
        argument = value.args[0]
        try:
            polynomial = polynomial_of(argument, names)
        except Rejected:
            continue
        first = next((term for known, term in seen if known == polynomial), None)
        if first is None:
            seen.append((polynomial, argument))
        elif not same(first, argument) and argument.op not in ("variable", "constant"):
            return argument, first
    return None


def _with_variables(claim: ForAll) -> Proof | None:
    """A proof with variables for the values of real functions; logarithms are shown to have one first."""
    values = _values((*claim.hypotheses, claim.conclusion))
    if len(values) > MOST_VALUES:
        return None
    for value in values:
        if value.op == "log" and not has_value(value, claim):
            return _below_a_tangent(claim, value.args[0])
    return _with_positive_exponentials(claim, positivstellensatz.prove_equation)


def _below_a_tangent(claim: ForAll, argument: Term) -> Proof | None:
    """A proof that may use that log(s) <= s - 1, which says that it has a value, as s > 0."""
    one = constant(Fraction(1))
    terms = (argument, one, one, make("-", argument, one))
    lemma = logarithm.tangent(*terms)
    first, rest = cut.parts(claim, lemma)
    proofs = [_with_positive_exponentials(part, positivstellensatz.prove) for part in logarithm.parts(first, *terms)]
    then = None if None in proofs else _with_variables(rest)
    texts = dict(zip(logarithm.TEXTS, map(term_text, terms), strict=True))
    shown = {"rule": "logarithm", "evidence": {**texts, "proofs": proofs}}
    return then and {"rule": "cut", "evidence": {"lemma": term_text(lemma), "proof": shown, "then": then}}


def _with_positive_exponentials(claim: ForAll, prove: Callable[[ForAll], Proof | None]) -> Proof | None:
    """A proof with variables for the values of real functions, of which it is known only that exp is positive."""
    values = [value for value in _values((*claim.hypotheses, claim.conclusion)) if has_value(value, claim)]
    if not values:
        return prove(claim)
    lemmas = [make(">", value, constant(Fraction(0))) for value in values if value.op == "exp"]
    for lemma in lemmas:
        claim = cut.parts(claim, lemma)[1]
    proof = prove(generalised(claim, values))
    if proof is None:
        return None
    proof = {"rule": "generalise", "evidence": {"terms": list(map(term_text, values)), "proof": proof}}
    shown = {"rule": "enclosure", "evidence": {"bits": 64, "tree": ["holds"]}}
    for lemma in reversed(lemmas):
        proof = {"rule": "cut", "evidence": {"lemma": term_text(lemma), "proof": shown, "then": proof}}
    return proof


def _values(roots: tuple[Term, ...]) -> list[Term]:
    """The values of real functions in the terms that mention variables, each once."""
    numbers = structure(roots)
    found = (node for node in postorder(roots) if node.op in REAL_FUNCTIONS and variables_in(node))
    return list({numbers[id(node)]: node for node in found}.values())
