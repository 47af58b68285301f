"""Rule `witness` in Coq: the values, and computation; real values by the arithmetic of rational constants."""

from typing import Any

from verify.kernel.numerals import decimal, rational
from verify.kernel.statement import Exists, Fails, ForAll
from verify.kernel.term import REAL_FUNCTIONS, Sort, postorder
from verify.notation.coq_statement import roots_of
from verify.notation.coq_term import RATIONALS, NotWritable

from .script import NotExportable, Script, Tactics


def witness(script: Script, statement: Exists | Fails, evidence: dict[str, Any]) -> Tactics:
    """The conditions hold at the values; or domains and hypotheses do, and the conclusion does not."""
    claim = statement.claim if isinstance(statement, Fails) else statement
    if not isinstance(claim, ForAll | Exists):
        raise NotWritable("statements of this form have no Coq text")
    if any(node.op in REAL_FUNCTIONS for node in postorder(roots_of(claim))):
        raise NotExportable("a value of exp, log, sqrt or atan at an input has no Coq proof yet")
    script.writer.proposition(claim)  # which says so where it is too long, written out: Coq computes it so
    values = [_value(script, declared.sort, evidence["values"][declared.name]) for declared in claim.variables]
    if isinstance(claim, Exists):
        return [*([f"exists {', '.join(values)}."] if values else []), "cbv zeta; computed."]
    premises = len(script.writer.premises(claim))
    tactics = ["intro H'; cbv zeta in H'.", f"specialize (H' {' '.join(values)})." if values else ""]
    if premises:
        tactics.append(f"do {premises} (specialize (H' ltac:(computed))).")
    return [*filter(None, tactics), "refuted H'."]


def _value(script: Script, sort: Sort, text: str) -> str:
    value = rational(text)
    if sort is Sort.INTEGER:
        return f"({decimal(value.numerator)})%Z"
    sign = "#" if script.writer.field == RATIONALS else "/"
    return f"({decimal(value.numerator)} {sign} {decimal(value.denominator)})%{script.writer.field}"
