"""How the kernel's tests put a certificate to it: by way of its JSON line, as everybody does."""

import re
from fractions import Fraction
from typing import Any

import pytest

from verify.kernel.certificate import Certificate, read_certificate, write_certificate
from verify.kernel.check import Theorem, check
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.numerals import rational_text
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.term import Sort, Term
from verify.kernel.words import Word

Evidence = dict[str, Any]


def prove(text: str, rule: str, evidence: Evidence, witness: dict[str, str] | None = None) -> Theorem:
    """The theorem that the statement `text` (in any spelling) becomes by this rule and evidence."""
    line = write_certificate(Certificate(parse(text), rule, evidence, witness))
    return check(read_certificate(line))


def refuse(text: str, rule: str, evidence: Evidence, why: str | None, witness: dict[str, str] | None = None) -> None:
    """The certificate is rejected, for the reason `why`, a part of the message."""
    with pytest.raises(Rejected, match=re.escape(why) if why else None):
        prove(text, rule, evidence, witness)


def by(rule: str, **evidence: Any) -> Evidence:
    """A nested proof."""
    return {"rule": rule, "evidence": evidence}


def by_polynomial(*summands: Evidence, lemmas: tuple[Evidence, ...] = (), factor: tuple[int, ...] = ()) -> Evidence:
    """A nested proof by the rule `polynomial`."""
    return by("polynomial", lemmas=list(lemmas), factor=list(factor), sum=list(summands))


def term(times: str | int, *constraints: int, square: str | None = None) -> Evidence:
    """A summand: times · the constraints of these numbers · square²."""
    found: Evidence = {"times": str(times), "constraints": list(constraints)}
    return found if square is None else {**found, "square": square}


def multiple(equation: int, multiplier: str) -> Evidence:
    """A summand: multiplier · the equation of this number."""
    return {"equation": equation, "multiplier": multiplier}


def value_of(text: str, sort: Sort) -> int | Fraction:
    """The value of a variable of this sort."""
    return int(text) if sort is Sort.INTEGER else Fraction(text)


def outcome(root: Term, values: dict[str, int | Fraction]) -> str:
    """What the evaluator makes of a term: the text of its value, or "undefined"."""
    try:
        value = evaluate(root, values)
    except Undefined:
        return "undefined"
    expected = {Sort.INTEGER: int, Sort.REAL: Fraction, Sort.TRUTH: bool}[root.sort]
    assert type(value) is expected, f"{root.op} gave {value!r}"
    return str(value).lower() if root.sort is Sort.TRUTH else rational_text(Fraction(value))


def number_at(word: Word, place: int) -> int:
    """The value at input `place` of a word whose bits are truth tables."""
    bits = [bit >> place & 1 for bit in word]
    return sum(bit << position for position, bit in enumerate(bits[:-1])) - (bits[-1] << len(bits) - 1)
