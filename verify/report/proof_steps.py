"""A certificate as steps that a person can follow: a tree of sentences with formulas, the same for every format.

The statements of nested proofs are those that the kernel's own rules form. A rule
with parts is run for that, its parts' proofs are not: nothing is searched for, and
whether a proof is one is not asked here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from verify.kernel.certificate import strict_json
from verify.kernel.check import RULES
from verify.kernel.failure import prepared, simplified
from verify.kernel.parse import parse
from verify.kernel.rules.ranges import boxes
from verify.kernel.statement import Always, Exists, ForAll, Statement
from verify.kernel.term import constant, structure
from verify.notation.sentence import Phrase, sentence

from .phrases import Line, formula, line
from .rule_sentences import OUTSIDE, SENTENCES, TITLES

_MOST_PARTS = 6
_MOST_STEPS = 24


@dataclass(frozen=True, slots=True)
class Step:
    """One use of a rule: what it shows here (empty for the claim itself), how, and the proofs it builds on.

    `left_out` counts proofs that are not shown; the certificate has them all.
    """

    rule: str
    title: str
    claim: Line
    lines: tuple[Line, ...]
    parts: tuple["Step", ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """A certificate's statement, an input that meets domains and hypotheses where it shows one, and the steps."""

    statement: Statement
    witness: Mapping[str, str] | None
    step: Step
    inhabited: Step | None = None


def proof_steps(certificate: str) -> Proof:
    """The proof that a certificate's text holds. Raises Rejected, KeyError or the like where it holds none."""
    data = strict_json(certificate)
    statement = parse(data["statement"])
    inhabited = None
    needs = statement.vacuous() if isinstance(statement, Always) else statement
    if "inhabited" in data and isinstance(needs, ForAll):
        existence = Exists(needs.variables, needs.hypotheses or (constant(True),))
        inhabited = _step(existence, data["inhabited"], "Some input meets the hypotheses", [_MOST_STEPS])
    step = _step(statement, {"rule": data["rule"], "evidence": data["evidence"]}, "", [_MOST_STEPS])
    return Proof(statement, data.get("witness"), step, inhabited)


def numbered(step: Step, number: str = "") -> Iterator[tuple[str, Step]]:
    """The step and all within it, in reading order, as `("2.1", step)`; the first has no number."""
    yield number, step
    for place, part in enumerate(step.parts, 1):
        yield from numbered(part, f"{number}.{place}".lstrip("."))


def _step(
    statement: Statement, proof: dict[str, Any], title: str, budget: list[int], parent: Statement | None = None
) -> Step:
    """`budget` holds how many steps may still be shown."""
    budget[0] -= 1
    rule, evidence = proof["rule"], proof["evidence"]
    describe = SENTENCES.get(rule)
    lines = (line("By the rule {}.", rule),) if describe is None else describe(statement, evidence)
    parts = _parts(rule, statement, evidence) if _count(evidence) else iter(())
    shown = []
    for name, part, inner in islice(parts, _MOST_PARTS):
        if budget[0] <= 0:
            break
        shown.append(_step(part, inner, name, budget, statement))
    claim = _what_is_new(statement, parent) if parent is not None else sentence(statement) or () if title else ()
    told = sum(1 + _all_of(step) for step in shown)
    return Step(rule, title, claim, lines, tuple(shown), _count(evidence) - told)


def _what_is_new(statement: Statement, parent: Statement) -> Line:
    """The statement, without the variables and hypotheses that `parent` has already."""
    if not isinstance(statement, ForAll) or not isinstance(parent, ForAll):
        return sentence(statement) or ()
    known = {declared.name for declared in parent.variables}
    kept = {declared.name for declared in statement.variables}
    numbers = structure((*parent.hypotheses, *statement.hypotheses))
    old = {numbers[id(hypothesis)] for hypothesis in parent.hypotheses}
    new = tuple(hypothesis for hypothesis in statement.hypotheses if numbers[id(hypothesis)] not in old)
    if kept - known and len(statement.hypotheses) - len(new) < len(parent.hypotheses):
        return sentence(statement) or ()
    about = tuple(declared for declared in statement.variables if declared.name not in known)
    if not about and not new:
        return (formula(statement.conclusion, display=True),)
    opening = ForAll(statement.variables, new, statement.conclusion)
    told = sentence(opening)
    if told is None:
        return ()
    if about:
        return (Phrase("With the hypotheses as before:"), *told) if parent.hypotheses else told
    skipped = next((place for place, phrase in enumerate(told) if phrase.words == "with"), 0)
    return (Phrase("Also with"), *told[skipped + 1 :])


def _all_of(step: Step) -> int:
    """The proofs inside of a step, shown or not."""
    return step.left_out + sum(1 + _all_of(part) for part in step.parts)


def _parts(
    rule: str, statement: Statement, evidence: dict[str, Any]
) -> Iterator[tuple[str, Statement, dict[str, Any]]]:
    """The title, statement and proof of each part."""
    if rule == "ranges" and isinstance(statement, ForAll):
        subject, proofs = prepared(statement), evidence["proofs"]
        for number, box in enumerate(boxes(statement.variables, evidence["cuts"])):
            if str(number) in proofs:
                yield f"Box {number + 1}", simplified(subject, box), proofs[str(number)]
        return
    found: list[tuple[Statement, dict[str, Any]]] = []
    RULES[rule](statement, evidence, lambda part, proof: found.append((part, proof)))
    names = {id(proof): name for name, proof in _named(rule, evidence)}
    for part, proof in found:
        yield names.get(id(proof), "Part"), part, proof


def _named(rule: str, evidence: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    titles = {
        **TITLES,
        **(OUTSIDE if rule == "minimum" else {}),
        "proof": "The lemma" if rule == "cut" else "It remains",
    }
    for name, value in evidence.items():
        if _is_proof(value):
            yield titles.get(name, name), value
        elif isinstance(value, list):
            for number, item in enumerate(value, 1):
                for key, inner in item.items() if isinstance(item, dict) else ():
                    if _is_proof(inner):
                        yield f"{titles.get(key, key)} ({number})", inner


def _is_proof(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("rule"), str) and isinstance(value.get("evidence"), dict)


def _count(value: Any) -> int:
    """How many proofs are nested in this evidence."""
    total, stack = 0, [value]
    while stack:
        item = stack.pop()
        total += item is not value and _is_proof(item)
        if isinstance(item, dict):
            stack += item.values()
        elif isinstance(item, list):
            stack += item
    return total
