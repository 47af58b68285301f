"""Repeated factors of a polynomial in one variable, by flint: p = s²·q; and where it touches 0, by sympy."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import flint

from ..kernel.constraints import constraints
from ..kernel.goal import Goal, Interval
from ..kernel.numerals import rational_text
from ..kernel.rules import cut
from ..kernel.statement import ForAll
from ..kernel.term import Term, constant, make
from ..kernel.text import term_text
from ..kernel.univariate import Dense, dense

Proof = dict[str, Any]
Factors = list[tuple[Any, int]]


def repeated(function: Dense, least: int = 2) -> Factors:
    """The square-free factors that occur at least so often, as flint's integer polynomials, with how often."""
    _, factors = flint.fmpz_poly(list(function.numerators)).factor_squarefree()
    return [(factor, times) for factor, times in factors if times >= least and factor.degree() > 0]


def square_and_rest(function: Dense) -> tuple[Dense, Dense] | None:
    """s and q with function = s²·q, where s is not constant; None if there is no repeated factor."""
    square, whole = flint.fmpz_poly([1]), flint.fmpz_poly(list(function.numerators))
    for factor, times in repeated(function):
        square *= factor ** (times // 2)
    if square.degree() == 0:
        return None
    return _dense(square), Dense(_dense(whole / square**2).numerators, function.denominator)


def proof_with_square(claim: ForAll, target: Goal, rest: Dense, square: Dense, proof: Proof | None) -> Proof:
    """The proof of s²·q >= 0; `proof` is that of `lemma(…)`, q >= 0, or None where q is a positive constant."""
    times, cited = (rational_text(rest.coefficient(0)), []) if proof is None else ("1", [len(constraints(claim))])
    summand = {"times": times, "constraints": cited, "square": term_text(term_of(square, target))}
    final = {"rule": "polynomial", "evidence": {"lemmas": [], "factor": [], "sum": [summand]}}
    if proof is None:
        return final
    text = term_text(lemma(claim, target, rest).conclusion)
    return {"rule": "cut", "evidence": {"lemma": text, "proof": proof, "then": final}}


def lemma(claim: ForAll, target: Goal, rest: Dense) -> ForAll:
    """The statement q >= 0 under the hypotheses of `claim`."""
    return cut.parts(claim, make(">=", term_of(rest, target), constant(Fraction(0))))[0]


def term_of(function: Dense, target: Goal) -> Term:
    """The polynomial written out, highest power first."""
    result = None
    for power in range(function.degree, -1, -1):
        value = function.coefficient(power)
        if not value:
            continue
        part = _monomial(abs(value), target.variable.term(), power)
        if result is None:
            result = make("neg", part) if value < 0 else part
        else:
            result = make("-" if value < 0 else "+", result, part)
    return constant(Fraction(0)) if result is None else result


def _monomial(value: Fraction, at: Term, power: int) -> Term:
    if power == 0:
        return constant(value)
    raised = at if power == 1 else make("**", at, constant(power))
    return raised if value == 1 else make("*", constant(value), raised)


def roots(target: Goal, least: int) -> Iterator[Fraction | tuple[Dense, Dense, Fraction, Fraction]]:
    """The roots in the interval of at least this multiplicity: rational, or (factor, cofactor, low, high) about one."""
    whole = flint.fmpz_poly(list(target.polynomial.numerators))
    for square_free, _ in repeated(target.polynomial, least):
        for factor, _ in square_free.factor()[1]:
            cofactor = Dense(_dense(whole / factor).numerators, target.polynomial.denominator)
            for low, high in _isolated(factor, target.interval):
                if _inside(target.interval, low):
                    yield low if low == high else (_dense(factor), cofactor, low, high)


def _isolated(factor: Any, within: Interval) -> Iterator[tuple[Fraction, Fraction]]:
    """Rational ends about each real root of an irreducible polynomial, inside the interval if the root is."""
    if factor.degree() == 1:
        root = Fraction(-int(factor[0]), int(factor[1]))
        yield root, root
        return
    import sympy  # two seconds, which only polynomials with repeated factors should wait for

    polynomial = sympy.Poly([int(value) for value in reversed(factor.coeffs())], sympy.Symbol("x"))
    for (low, high), _ in polynomial.intervals(eps=sympy.Rational(1, 1 << 40)):
        while any(end is not None and low <= end <= high for end in (within.low, within.high)):
            low, high = polynomial.refine_root(low, high, steps=8)
        yield Fraction(low), Fraction(high)


def _inside(within: Interval, value: Fraction) -> bool:
    above = within.low is None or within.low < value or (within.low == value and not within.low_open)
    return above and (within.high is None or value < within.high or (value == within.high and not within.high_open))


def _dense(function: Any) -> Dense:
    return dense([int(value) for value in function.coeffs()])
