"""The checker: the only place where a Theorem is made.

`check` looks the certificate's rule up in a closed table and runs it. A rule is
one function in one file under `rules/`; it returns when the statement is proved
and raises Rejected otherwise. A rule may demand parts, statements that it forms
itself, each proved by a nested proof; those pass through here too, so that a
theorem names every rule that it rests on.
"""

from collections.abc import Mapping
from dataclasses import InitVar, dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from .certificate import Certificate, take_fields
from .inputs import meets
from .rejection import Rejected
from .rules import Rule
from .rules.bernstein import bernstein
from .rules.classes import classes
from .rules.conjunction import conjunction
from .rules.contradiction import contradiction
from .rules.corners import corners
from .rules.cut import cut
from .rules.enclosure import enclosure
from .rules.enumeration import enumeration
from .rules.exponential_series import exponential_series
from .rules.exponential_squares import exponential_squares
from .rules.exponents import exponents
from .rules.generalise import generalise
from .rules.induction import induction
from .rules.intermediate_value import intermediate_value
from .rules.leading_one import leading_one
from .rules.logarithm import logarithm
from .rules.lowering import lowering
from .rules.lrat import lrat
from .rules.mean import mean
from .rules.mean_value import mean_value
from .rules.minimum import minimum
from .rules.monotonicity import monotonicity
from .rules.polynomial import polynomial
from .rules.power import power
from .rules.quotient import quotient
from .rules.ranges import ranges
from .rules.rewrite import rewrite
from .rules.root import root
from .rules.split import split
from .rules.square_root import square_root
from .rules.stationary_point import stationary_point
from .rules.sturm import sturm
from .rules.sum_of_squares import sum_of_squares
from .rules.symmetry import symmetry
from .rules.witness import witness
from .statement import Always, Exists, ForAll, Statement
from .term import constant

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "bernstein": bernstein,
        "classes": classes,
        "conjunction": conjunction,
        "contradiction": contradiction,
        "corners": corners,
        "cut": cut,
        "enclosure": enclosure,
        "enumeration": enumeration,
        "exponential_series": exponential_series,
        "exponential_squares": exponential_squares,
        "exponents": exponents,
        "generalise": generalise,
        "induction": induction,
        "intermediate_value": intermediate_value,
        "leading_one": leading_one,
        "logarithm": logarithm,
        "lowering": lowering,
        "lrat": lrat,
        "mean": mean,
        "mean_value": mean_value,
        "minimum": minimum,
        "monotonicity": monotonicity,
        "polynomial": polynomial,
        "power": power,
        "quotient": quotient,
        "ranges": ranges,
        "rewrite": rewrite,
        "root": root,
        "square_root": square_root,
        "split": split,
        "stationary_point": stationary_point,
        "sturm": sturm,
        "sum_of_squares": sum_of_squares,
        "symmetry": symmetry,
        "witness": witness,
    }
)

_DEEPEST = 60
_SEAL = object()


@dataclass(frozen=True, eq=False, slots=True)
class Theorem:
    """A statement that the kernel has proved. Only `check` makes one.

    `rules` are the names of all rules it rests on; `inhabited` tells that its domains and hypotheses are met by some
    input, in a recurrence by that of a first step (always true of forms other than forall); `enclosures` are what
    a Minimum statement asks for, or the zeros or the mean that another number was claimed of.
    """

    statement: Statement
    rules: tuple[str, ...]
    inhabited: bool
    enclosures: Mapping[str, tuple[Fraction, Fraction]]
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only the kernel's check makes a Theorem")


def check(certificate: Certificate) -> Theorem:
    """The theorem that `certificate` proves; raises Rejected where it proves none."""
    statement = certificate.statement
    used: set[str] = set()
    enclosures = _prove(statement, certificate.rule, certificate.evidence, used, 0)
    needs = statement.vacuous() if isinstance(statement, Always) else statement
    inhabited = not isinstance(needs, ForAll) or _is_inhabited(needs, certificate, used)
    if not isinstance(needs, ForAll) and not (certificate.witness is None and certificate.inhabited is None):
        raise Rejected("certificate", "witness", "goes with a forall statement only")
    return Theorem(statement, tuple(sorted(used)), inhabited, enclosures, _SEAL)


def _is_inhabited(claim: ForAll, certificate: Certificate, used: set[str]) -> bool:
    """Whether the certificate shows, by an input or by a proof, that domains and hypotheses are met somewhere."""
    if certificate.witness is not None:
        meets(claim.variables, claim.hypotheses, certificate.witness)
    if certificate.inhabited is not None:
        proof = take_fields(certificate.inhabited, "inhabited", {"rule": str, "evidence": dict})
        existence = Exists(claim.variables, claim.hypotheses or (constant(True),))
        _prove(existence, proof["rule"], proof["evidence"], used, 0)
    return certificate.witness is not None or certificate.inhabited is not None


def _prove(
    statement: Statement, rule: str, evidence: dict[str, Any], used: set[str], depth: int
) -> Mapping[str, tuple[Fraction, Fraction]]:
    if rule not in RULES:
        raise Rejected("certificate", "rule", f"there is no rule {rule!r}")
    if depth > _DEEPEST:
        raise Rejected("certificate", rule, f"proofs nested more than {_DEEPEST} deep")
    used.add(rule)

    def prove_part(part: Statement, proof: Any) -> None:
        fields = take_fields(proof, "proof", {"rule": str, "evidence": dict})
        _prove(part, fields["rule"], fields["evidence"], used, depth + 1)

    return RULES[rule](statement, evidence, prove_part) or {}
