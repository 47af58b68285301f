"""A certificate as a Coq file: its theorem is the statement, its proof the certificate."""

from pathlib import Path

from verify.kernel.certificate import Certificate, read_certificate
from verify.kernel.statement import ForAll
from verify.notation.coq import REALS, NotWritable, Writer, field_of, statement_coq
from verify.kernel.text import statement_text

from .logic import conjunction, contradiction, cut, generalise, rewrite, split
from .polynomial import polynomial
from .powers import lowering, quotient
from .script import NotExportable, Rule, Script
from .stationary_point import stationary_point

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
_LIBRARY = Path(__file__).parent / "library"


def coq_file(texts: list[str], title: str) -> str:
    """The file with a theorem for each of these certificates; raises NotExportable where one has no Coq proof."""
    theorems = []
    fields = set()
    needs: set[str] = set()
    for number, text in enumerate(texts, 1):
        certificate = read_certificate(text)
        try:
            field = field_of(certificate.statement)
            fields.add(field)
            theorems += _theorem(certificate, field, needs, "claim" if number == 1 else f"claim_{number}")
        except NotWritable as why:
            raise NotExportable(str(why)) from None
    if len(fields) > 1:
        raise NotExportable("its certificates need both Q and R")
    library = ["integers", "reals" if REALS in fields else "rationals", *sorted(needs), "closing"]
    parts = [(_LIBRARY / f"{part}.v").read_text(encoding="utf-8") for part in library]
    return "\n".join([f"(* {title} *)", "", *parts, *theorems])


def _theorem(certificate: Certificate, field: str, needs: set[str], name: str) -> list[str]:
    statement = certificate.statement
    script = Script(Writer(field), RULES, needs=needs)
    if not isinstance(statement, ForAll):
        raise NotExportable("only `forall` statements have a Coq proof yet")
    lemma = script.prove(statement, {"rule": certificate.rule, "evidence": certificate.evidence})
    return [
        f"Module {name}'.", *script.lines,
        f"(* {statement_text(statement)} *)",
        f"Theorem {name} :\n  {statement_coq(statement)}.",
        f"Proof. exact {lemma}. Qed.", f"End {name}'.", "", f"Print Assumptions {name}'.{name}.", "",
    ]
