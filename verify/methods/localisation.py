"""Where a hypothesis says that a polynomial in one variable is 0, the variable is near one of its roots.

An equation f(s) == 0 with a single root in the interval of s puts s between two
decimals, a lemma that subdivision proves; under it the rest of the claim is
about a short interval. This is how claims about minimisers and other roots,
which are no rationals, come down to comparisons on boxes.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from ..kernel.constraints import as_comparison, conjuncts
from ..kernel.goal import interval
from ..kernel.rejection import Rejected
from ..kernel.rules import cut
from ..kernel.statement import ForAll, Variable
from ..kernel.term import Sort, Term, constant, make, variables_in
from ..kernel.text import term_text
from ..kernel.univariate import Dense, univariate

Proof = dict[str, Any]

WIDTHS = (Fraction(1, 10**12), Fraction(1, 10**60))
"""How near to the root the two ends are; the second where the first did not do."""


def prove(claim: ForAll, prove_part: Callable[[ForAll], Proof | None]) -> Proof | None:
    """A proof that first encloses one variable that an equation determines."""
    for declared, equation in _equations(claim):
        lemma = _enclosing(claim, declared, equation)
        if lemma is None:
            continue
        near, rest = cut.parts(claim, lemma)
        proof = prove_part(near)
        then = None if proof is None else prove_part(rest)
        if then is not None:
            return {"rule": "cut", "evidence": {"lemma": term_text(lemma), "proof": proof, "then": then}}
    return None


def _equations(claim: ForAll) -> Iterator[tuple[Variable, Dense]]:
    """The hypotheses f(s) == 0 of degree 2 or more in one real variable s."""
    for condition in (part for hypothesis in claim.hypotheses for part in conjuncts(hypothesis)):
        sides = as_comparison(condition)
        names = variables_in(condition)
        if sides is None or sides[1] != "==":
            continue
        for declared in claim.variables:
            if declared.name in names and declared.sort is Sort.REAL:
                try:
                    polynomial = univariate(make("-", sides[0], sides[2]), declared.name)
                except Rejected:
                    continue
                if polynomial.degree > 1:
                    yield declared, polynomial


def _enclosing(claim: ForAll, declared: Variable, equation: Dense) -> Term | None:
    """`low < s and s < high` about the only root in the interval of s, by the first width that narrows the interval."""
    within = interval(claim, declared)
    span = None if within.low is None or within.high is None else within.high - within.low
    width = next((width for width in WIDTHS if span is None or span > 4 * width), None)
    if width is None:
        return None
    import sympy  # two seconds, which only claims with such an equation should wait for

    polynomial = sympy.Poly(list(reversed(equation.numerators)), sympy.Symbol("x"))
    found = polynomial.intervals(
        eps=sympy.Rational(*width.as_integer_ratio()),
        inf=None if within.low is None else sympy.Rational(*within.low.as_integer_ratio()),
        sup=None if within.high is None else sympy.Rational(*within.high.as_integer_ratio()),
    )
    if len(found) != 1:
        return None
    (low, high), _ = found[0]
    scale = 1 / width
    below = Fraction(int(Fraction(int(low.p), int(low.q)) * scale // 1) - 1) * width
    above = Fraction(int(Fraction(int(high.p), int(high.q)) * scale // 1) + 2) * width
    at = declared.term()
    return make("and", make("<", constant(below), at), make("<", at, constant(above)))
