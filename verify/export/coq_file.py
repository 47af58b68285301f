"""Certificates as a Coq file: each theorem is a statement, its proof the certificate."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from verify.kernel.certificate import read_certificate
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Exists, Fails, ForAll
from verify.kernel.text import statement_text
from verify.notation.coq import Writer
from verify.notation.coq_statement import field_of, statement_coq
from verify.notation.coq_term import REALS, NotWritable

from .logic import conjunction, contradiction, cut, generalise, rewrite, split
from .polynomial import polynomial
from .powers import lowering, quotient
from .script import NotExportable, Rule, Script
from .stationary_point import stationary_point
from .witness import witness

RULES: dict[str, Rule] = {
    "conjunction": conjunction,
    "contradiction": contradiction,
    "cut": cut,
    "generalise": generalise,
    "lowering": lowering,
    "polynomial": polynomial,
    "quotient": quotient,
    "rewrite": rewrite,
    "split": split,
    "stationary_point": stationary_point,
}
EXPORTED = (*RULES, "witness")
_LIBRARY = Path(__file__).parent / "library"


@dataclass(frozen=True, slots=True)
class CoqTheorem:
    """A theorem with its proof, of what claim it is, what stands for the real numbers, and which parts of the library
    it uses.
    """

    name: str
    title: str
    statement: str
    proof: str
    field: str
    needs: frozenset[str]


def coq_theorem(text: str, name: str, title: str) -> CoqTheorem:
    """The theorem called `name` of the certificate `text`; raises NotExportable where it has no Coq proof."""
    certificate = read_certificate(text)
    statement = certificate.statement
    try:
        script = Script(Writer(field_of(statement)), RULES)
        proposition = statement_coq(statement)
        if isinstance(statement, ForAll):
            lemma = script.prove(statement, {"rule": certificate.rule, "evidence": certificate.evidence})
            proof = [f"Proof. exact {lemma}. Qed."]
        elif certificate.rule == "witness" and isinstance(statement, Exists | Fails):
            proof = ["Proof.", *(f"  {tactic}" for tactic in witness(script, statement, certificate.evidence)), "Qed."]
        else:
            raise NotExportable(f"the rule {certificate.rule} has no Coq proof yet")
    except NotWritable as why:
        raise NotExportable(str(why)) from None
    except (Rejected, LookupError):  # as where a constraint is cited that is not there
        raise NotExportable("it is no certificate that the kernel accepts") from None
    said = f"Theorem {name} :\n  {proposition}."
    lines = [
        f"Module {name}'.",
        *script.lines,
        f"(* {statement_text(statement)} *)",
        said,
        *proof,
        f"End {name}'.",
        "",
    ]
    return CoqTheorem(name, title, said, "\n".join(lines), script.writer.field, frozenset(script.needs))


def coq_file(theorems: Sequence[CoqTheorem], title: str) -> str:
    """A file with these theorems, which need no other file, and the question what they assume.

    Raises NotExportable where some speak of Coq's rationals and others of its reals.
    """
    fields = {theorem.field for theorem in theorems}
    if len(fields) > 1:
        raise NotExportable("some of its certificates are about Q and others about R")
    needs = frozenset[str]().union(*(theorem.needs for theorem in theorems))
    proofs = [theorem.proof for theorem in theorems]
    names = ", ".join(f"{theorem.name}'.{theorem.name}" for theorem in theorems)
    together = [f"Definition everything' := ({names}).", "Print Assumptions everything'.", ""]
    title = re.sub(r'\(\*|\*\)|"', "", title)
    return "\n".join([f"(* {title} *)", "", library(fields.pop(), needs), *proofs, *together])


def library(field: str, needs: frozenset[str] = frozenset()) -> str:
    """Definitions and lemmas for theorems about Q or R, as they stand in a file before them."""
    parts = ["integers", "reals" if field == REALS else "rationals", *sorted(needs), "closing"]
    return "\n".join((_LIBRARY / f"{part}.v").read_text(encoding="utf-8") for part in parts)
