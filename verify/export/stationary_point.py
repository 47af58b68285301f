"""Rule `stationary_point` in Coq: the law of the coefficients, and a theorem about all sums that have one."""

from fractions import Fraction
from typing import Any

from verify.kernel.numerals import decimal, rational
from verify.kernel.rules.stationary_point import law_in_a_real_variable
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, Term, postorder, variables_in
from verify.notation.coq_formula import TRUE
from verify.notation.coq_term import name

from .script import NotExportable, Script, Tactics, asserted


def stationary_point(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """The sum has positive coefficients by its law, and is positive by the theorem in library/law.v."""
    script.needs.add("law")
    first, second = claim.conclusion.args
    total = first if first.op == "sum" else second
    law = law_in_a_real_variable(claim, total)
    if law is None:
        raise NotExportable("its sum has no coefficient law")
    _, degree, body = total.args
    if sum(node.op == "**" for node in postorder((body,))) > 2:
        raise NotExportable("its sum has several powers of constants")
    multiplier = rational(evidence["multiplier"])
    numbers = [f"{_real(value)}%R" for value in (law.first, law.scale, multiplier)]
    variable = name(_variable(claim, body))
    function = f"(fun {name(str(total.value))} => {script.writer.inside(body)})"
    known = f"positive_sum {function} {' '.join(numbers)} {variable} {script.writer.inside(degree)}"
    value = script.writer.inside(total)
    tactics = [
        asserted("V'", f"(0 < {value})%R", f"apply ({known}); [lra | lra | lra | lia | even_degree | summand]"),
        asserted("W'", f"(0 <= {value})%R", "apply weaken; exact V'"),
    ]
    needed = script.writer.defined(total)
    if needed != TRUE:
        tactics.append(asserted("D'", needed, "side"))
    return [*tactics, "holds."]


def _variable(claim: ForAll, body: Term) -> str:
    """The real variable of the sum."""
    names = variables_in(body)
    return next(declared.name for declared in claim.variables if declared.sort is Sort.REAL and declared.name in names)


def _real(value: Fraction) -> str:
    return f"({decimal(value.numerator)}{f' / {decimal(value.denominator)}' if value.denominator > 1 else ''})"
