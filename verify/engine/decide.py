"""From one claim to its verdict: stored certificates first, then the methods, and the kernel on whatever they give."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from verify.claims.collect import Case
from verify.claims.instance import Attained, Instance
from verify.claims.run_texts import run_texts
from verify.kernel.certificate import certificate_digest, strict_json
from verify.kernel.inputs import read_input
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Always, Fails, ForAll, Mean, Statement, Zeros
from verify.kernel.text import digest, statement_text, term_text
from verify.trace.crosscheck import Input
from verify.trace.oracle import AssumptionFailed
from verify.trace.runs import difference

from .store import CertificateStore, Entry, GiveUp
from .verdict import ERROR, PROVED, REFUTED, UNCERTIFIED, UNDECIDED, VACUOUS, Attempt, Opinion, Verdict
from .workers import Checked, Found, Hint

Plan = Callable[[Statement], Sequence[str]]
OPINION_ONLY = frozenset({"bitvector"})
"""Methods whose yes is no evidence: run for their opinion even when a certificate has been found."""


class Finders(Protocol):
    """What `Workers` does for this file; tests put their own in its place."""

    def find(
        self, method: str, statement: str, hint: Hint = MappingProxyType({}), seconds: float | None = None
    ) -> Found:
        """What the method finds for the statement of this text; `hint` may hold an `input` to try, or `lemmas`.

        `seconds` None is the session's own budget.
        """
        ...

    def check(self, certificates: Sequence[str]) -> list[Checked]:
        """What the kernel says of each certificate."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """A statement that decides a claim, and the verdict that its theorem means."""

    verdict: str
    statement: Statement
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A certificate that the kernel accepted for `target`."""

    target: Target
    entry: Entry
    checked: Checked
    from_store: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict, the certificates it rests on, and every digest that certificates of the claim are filed under.

    `digests` is None where the claim could not be traced.
    """

    verdict: Verdict
    entries: tuple[Entry, ...] = ()
    digests: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Effort:
    """What is to be tried: methods in their order, what may help them, and the claim's own budget of seconds."""

    methods: tuple[str, ...]
    hint: Hint = field(default_factory=dict)
    seconds: float | None = None


@dataclass(slots=True)
class _Trail:
    """What has been tried for one claim so far."""

    attempts: list[Attempt] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)
    seconds: float = 0.0

    def note(self, method: str, outcome: str, reason: str, seconds: float) -> None:
        self.attempts.append(Attempt(method, outcome, reason, round(seconds, 6)))
        self.seconds += seconds


def targets(statement: Statement) -> tuple[Target, ...]:
    """The statements that decide a claim: itself, its negation where it has one, and its vacuity."""
    found = [_target(PROVED, statement)]
    if isinstance(statement, ForAll | Zeros | Mean | Always):
        found.append(_target(REFUTED, Fails(statement)))
    if isinstance(statement, ForAll | Mean | Always):
        found.append(_target(VACUOUS, statement.vacuous()))
    return tuple(found)


def claimed_digests(instance: Instance) -> tuple[str, ...]:
    """The digests under which a claim's certificates may be filed."""
    attained = (digest(tight.statement) for tight in instance.tight)
    return (*(target.digest for target in targets(instance.statement)), *attained)


def decide(instance: Instance, store: CertificateStore, finders: Finders, plan: Plan | None) -> Decision:
    """The verdict on `instance`; new certificates are kept in `store`.

    `plan` None tries no method: what has no certificate stays undecided.
    """
    trail = _Trail()
    candidates = targets(instance.statement)
    proof = _from_store(instance.file, candidates, store, finders, trail)
    if proof is None and plan is not None:
        lemmas = [term_text(lemma) for lemma in instance.lemmas]
        effort = _Effort(tuple(plan(instance.statement)), {"lemmas": lemmas}, instance.seconds)
        proof = _from_effort(candidates, effort, store, finders, trail)
    attained: list[Proof] = []
    if proof is not None and proof.target.verdict == PROVED:
        tries = (_attainment(instance, tight, store, finders, plan, trail) for tight in instance.tight)
        attained += [found for found in tries if found is not None]
    proofs = [proof, *attained] if proof is not None else []
    for found in proofs:
        if not found.from_store:
            store.keep(found.entry)
    blank = replace(blank_verdict(instance), tight=len(attained) == len(instance.tight) if instance.tight else None)
    decision = Decision(*_conclude(blank, candidates[0], proof, attained, trail), claimed_digests(instance))
    disagreement = next(filter(None, (_disagreement(instance, found) for found in proofs)), None)
    if disagreement is not None:
        decision = replace(decision, verdict=replace(decision.verdict, verdict=ERROR, reason=disagreement))
    return decision


def _attainment(
    instance: Instance, tight: Attained, store: CertificateStore, finders: Finders, plan: Plan | None, trail: _Trail
) -> Proof | None:
    """The proof that a bound is attained."""
    goal = (_target(PROVED, tight.statement),)
    proof = _from_store(instance.file, goal, store, finders, trail)
    if proof is None and plan is not None:
        values = {name: str(value) for name, value in tight.at.items()}
        effort = _Effort(tuple(plan(tight.statement)), {"input": values}, instance.seconds)
        proof = _from_effort(goal, effort, store, finders, trail)
    return proof


def decide_statement(statement: Statement, store: CertificateStore, finders: Finders, plan: Plan) -> Decision:
    """The verdict on a statement behind which there is no function; a new certificate is kept in `store`."""
    trail = _Trail()
    candidates = targets(statement)
    proof = _from_store(None, candidates, store, finders, trail)
    if proof is None:
        proof = _from_effort(candidates, _Effort(tuple(plan(statement))), store, finders, trail)
    if proof is not None and not proof.from_store:
        store.keep(proof.entry)
    blank = Verdict(id="", file="", line=0, statement="", expect="proved", verdict=ERROR)
    return Decision(*_conclude(blank, candidates[0], proof, (), trail))


def _disagreement(instance: Instance, proof: Proof) -> str | None:
    """How the plain function contradicts the proof, run once at the input that the certificate shows.

    The cross-check may never have met the hypotheses; this input does.
    """
    data = strict_json(proof.entry.certificate)
    texts = data.get("witness") or data["evidence"].get("values")
    if not isinstance(texts, dict) or proof.target.verdict == VACUOUS:
        return None
    if isinstance(instance.statement, Always):
        return _disagreement_in_run(instance.statement, instance.plain, texts, data["evidence"].get("steps"))
    if not isinstance(instance.statement, ForAll):
        return None
    try:
        outcome = instance.plain(read_input(instance.statement.variables, texts))
    except AssumptionFailed:
        outcome = "outside its hypotheses"
    except Rejected:  # a comparison of real numbers that are too close to be told apart there
        return None
    except Exception as error:
        outcome = type(error).__name__
    if proof.target.verdict == PROVED:
        agrees = outcome is True
    else:
        agrees = outcome is not True and outcome != "outside its hypotheses"
    shown = " ".join(f"{name}={text}" for name, text in sorted(texts.items()))
    return None if agrees else f"the function and its traced term disagree at {shown}: the function gives {outcome}"


def _disagreement_in_run(
    claim: Always, plain: Callable[[Input], object], texts: Mapping[str, str], steps: list[dict[str, str]] | None
) -> str | None:
    """The same for the run that the certificate shows, or for the first step that its witness is."""
    values = {name: text for name, text in texts.items() if name in {one.name for one in claim.variables}}
    first = {name: text for name, text in texts.items() if name not in values}
    try:
        chosen = [read_input(claim.inputs, step) for step in ([first] if steps is None else steps)]
        told = difference(claim, plain, read_input(claim.variables, values), chosen)
    except Rejected:
        return None
    return told and f"the function and its traced term disagree {told}"


def _target(verdict: str, statement: Statement) -> Target:
    return Target(verdict, statement, statement_text(statement), digest(statement))


def _from_store(
    file: Path | None, candidates: Sequence[Target], store: CertificateStore, finders: Finders, trail: _Trail
) -> Proof | None:
    """The first stored certificate that the kernel accepts."""
    for target in candidates:
        for entry in store.look_up(file, target.digest):
            proof = _accepted("store", (target,), entry, finders, trail, from_store=True)
            if proof is not None:
                trail.opinions += entry.opinions
                return proof
    return None


def _from_effort(
    candidates: Sequence[Target], effort: _Effort, store: CertificateStore, finders: Finders, trail: _Trail
) -> Proof | None:
    """What the methods find, unless they are known to find nothing with this budget."""
    text = json.dumps([effort.methods, dict(effort.hint), effort.seconds], sort_keys=True)
    known = store.given_up(candidates[0].digest, text)
    if known is not None:
        trail.attempts += [*known.attempts, Attempt("store", "gave up", "as before with this budget; see --fresh", 0.0)]
        trail.opinions += known.opinions
        return None
    before = len(trail.attempts), len(trail.opinions)
    proof = _from_methods(candidates, effort, finders, trail)
    if proof is None:
        outcome = GiveUp(tuple(trail.attempts[before[0] :]), tuple(trail.opinions[before[1] :]))
        store.give_up(candidates[0].digest, text, outcome)
    return proof


def _from_methods(candidates: Sequence[Target], effort: _Effort, finders: Finders, trail: _Trail) -> Proof | None:
    """The first certificate of a method that the kernel accepts; after it, only opinions are still asked for."""
    proof = None
    for name in effort.methods:
        if (proof is not None and name not in OPINION_ONLY) or (name == "lemma" and not effort.hint.get("lemmas")):
            continue
        found = finders.find(name, candidates[0].text, effort.hint, effort.seconds)
        if found.outcome == "opinion":
            trail.opinions.append(Opinion(name, found.says, round(found.seconds, 6)))
        if found.outcome != "certificate" or found.certificate is None:
            trail.note(name, found.outcome, found.reason, found.seconds)
        elif proof is None:
            trail.seconds += found.seconds
            proof = _accepted(name, candidates, Entry("", found.certificate), finders, trail, found.seconds)
    if proof is None:
        return None
    return replace(proof, entry=replace(proof.entry, opinions=tuple(trail.opinions)))


def _accepted(
    source: str,
    candidates: Sequence[Target],
    entry: Entry,
    finders: Finders,
    trail: _Trail,
    seconds: float = 0.0,
    *,
    from_store: bool = False,
) -> Proof | None:
    """The proof that `entry` is of one of the candidates, if the kernel says so and the statement is the same text."""
    [checked] = finders.check([entry.certificate])
    trail.seconds += checked.seconds
    outcome, reason, proof = checked.outcome, checked.reason, None
    if outcome == "accepted":
        target = next((target for target in candidates if target.text == checked.statement), None)
        if target is None:
            outcome, reason = "rejected", "it is a proof of another statement"
        elif target.verdict == PROVED and not checked.inhabited:
            outcome, reason = "uninhabited", "it shows no input that meets the domains and hypotheses"
        else:
            outcome = "certificate"
            proof = Proof(target, replace(entry, digest=target.digest), checked, from_store)
    elif outcome != "rejected":
        reason = f"while the kernel checked its certificate: {reason}"
    trail.attempts.append(Attempt(source, outcome, reason, round(seconds or checked.seconds, 6)))
    return proof


def _conclude(
    blank: Verdict, claim: Target, proof: Proof | None, attained: Sequence[Proof], trail: _Trail
) -> tuple[Verdict, tuple[Entry, ...]]:
    """The verdict that the proofs found amount to, and their certificates."""
    verdict = replace(
        blank,
        statement=claim.text,
        digest=claim.digest,
        seconds=round(trail.seconds, 6),
        opinions=tuple(dict.fromkeys(trail.opinions)),
        attempts=tuple(trail.attempts),
    )
    if proof is None:
        name, reason = _without_proof(trail)
        return replace(verdict, verdict=name, reason=reason), ()
    text = proof.entry.certificate
    proofs = (proof, *attained)
    rules = {rule for found in proofs for rule in found.checked.rules}
    verdict = replace(
        verdict,
        verdict=proof.target.verdict,
        rules=tuple(sorted(rules)),
        attained=tuple(certificate_digest(found.entry.certificate) for found in attained),
        certificate_digest=certificate_digest(text),
        certificate_bytes=len(text),
        from_store=all(found.from_store for found in proofs),
        enclosures=proof.checked.enclosures,
        witness=_input_of(text) if proof.target.verdict == REFUTED else None,
        attained_at=tuple(filter(None, (_input_of(found.entry.certificate) for found in attained))),
    )
    if proof.target.verdict == PROVED and verdict.tight is False:
        reason = f"tightness: the claim holds, but there is no certificate that its bound is attained{_last(trail)}"
        verdict = replace(verdict, verdict=UNDECIDED, reason=reason)
    return verdict, tuple(found.entry for found in proofs)


def blank_verdict(instance: Instance | Case) -> Verdict:
    """The verdict ERROR on a claim of which only its author's part is known."""
    case = instance.case if isinstance(instance, Instance) else instance
    fixed = {name: value if isinstance(value, int | str) else str(value) for name, value in case.fixed.items()}
    return Verdict(
        id=instance.id, file=str(instance.file), line=instance.line, statement="", expect=instance.expect,
        verdict=ERROR, prose=instance.prose, source=instance.source, core=instance.core, fixed=fixed,
        drawing=case.drawing,
    )  # fmt: skip


def _without_proof(trail: _Trail) -> tuple[str, str]:
    """UNCERTIFIED or UNDECIDED, and why."""
    outcomes = {attempt.outcome for attempt in trail.attempts}
    if "uninhabited" in outcomes:
        return UNDECIDED, "vacuity: proved, but no input is known that meets the domains and hypotheses"
    said = {opinion.says for opinion in trail.opinions}
    if said == {"holds"}:
        names = ", ".join(sorted({opinion.method for opinion in trail.opinions}))
        return UNCERTIFIED, f"{names} says that it holds, without evidence that the kernel could check"
    if not trail.attempts:
        return UNDECIDED, "no certificate"
    kind = next((outcome for outcome in ("rejected", "memory", "timeout") if outcome in outcomes), "incomplete")
    return UNDECIDED, f"{kind}{_last(trail)}"


def _last(trail: _Trail) -> str:
    told = [f"{item.method}: {item.reason or item.outcome}" for item in trail.attempts if item.outcome != "certificate"]
    return f"; {'; '.join(told)}" if told else ""


def _input_of(certificate: str) -> Mapping[str, str] | None:
    """The input, or run, that a witness certificate holds."""
    evidence = strict_json(certificate)["evidence"]
    values, steps = evidence.get("values"), evidence.get("steps")
    if not isinstance(values, dict):
        return None
    return values if steps is None else run_texts(values, steps)
