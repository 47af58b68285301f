"""A Coq file being written: one lemma for each part of a certificate, the parts first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from verify.kernel.statement import ForAll
from verify.notation.coq import Writer
from verify.notation.coq_formula import Formula
from verify.notation.coq_term import NotWritable, name

Tactics = list[str]
Rule = Callable[["Script", ForAll, dict[str, Any]], Tactics]


class NotExportable(Exception):
    """Why a certificate has no Coq proof, in a phrase."""


@dataclass
class Script:
    """The lemmas so far. Names with a prime are the script's own; no variable of a statement has one that it uses."""

    writer: Writer
    rules: Mapping[str, Rule]
    lines: list[str] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)
    """The parts of the library that are used, besides those for numbers."""
    count: int = 0

    def prove(self, claim: ForAll, proof: dict[str, Any]) -> str:
        """Writes the lemma that `claim` is, with its proof; gives its name."""
        rule = self.rules.get(proof["rule"])
        if rule is None:
            raise NotExportable(f"the rule {proof['rule']} has no Coq proof yet")
        try:
            tactics = rule(self, claim, proof["evidence"])
            proposition = self.writer.proposition(claim)
        except NotWritable as why:
            raise NotExportable(str(why)) from None
        self.count += 1
        lemma = f"step'{self.count}"
        names = " ".join([*(name(declared.name) for declared in claim.variables), *self.premise_names(claim)])
        self.lines += [f"Lemma {lemma} : {proposition}.", "Proof."]
        self.lines += [f"  {tactic}" for tactic in ([f"intros {names}."] if names else []) + tactics]
        self.lines += ["Qed.", ""]
        return lemma

    def premise_names(self, claim: ForAll) -> list[str]:
        """What the premises of `claim` are called in its proof."""
        return [f"H'{number}" for number in range(1, len(self.writer.premises(claim)) + 1)]

    def instance(self, claim: ForAll, lemma: str, values: Mapping[str, str], result: str) -> Tactics:
        """What has the conclusion of `lemma`, which is `claim`, at `values`, as `result`; its premises have to follow
        from what is there. A variable without a value stays itself.
        """
        at = " ".join(values.get(declared.name, name(declared.name)) for declared in claim.variables)
        tactics = [f"pose proof ({lemma} {at}) as {result}." if at else f"pose proof {lemma} as {result}."]
        premises = len(self.writer.premises(claim))
        return tactics + ([f"do {premises} (specialize ({result} ltac:(holds)))."] if premises else [])


def conclude(goal: Formula) -> str:
    """The tactic for a goal whose conjuncts are all there."""
    return "exact I." if str(goal) == "True" else "parts."


def asserted(label: str, proposition: Formula | str, by: str) -> str:
    """The tactic that states a fact and proves it."""
    return f"assert ({label} : {proposition}) by ({by})."


def numbered(prefix: str, items: Sequence[object]) -> list[str]:
    """A label for each item."""
    return [f"{prefix}'{number}" for number in range(1, len(items) + 1)]
