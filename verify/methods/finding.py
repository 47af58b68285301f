"""What a method is given, and what it comes back with."""

from dataclasses import dataclass
from typing import Literal

from ..kernel.certificate import Certificate


@dataclass(frozen=True, slots=True)
class Budget:
    """The most a method may use; its worker is killed beyond it."""

    seconds: float = 60.0
    memory_mb: int = 4096


@dataclass(frozen=True, eq=False, slots=True)
class Finding:
    """The outcome of one method on one statement S.

    A "certificate" is for S, for the negation of S, or for S being vacuous; the
    kernel will check it. An "opinion" is a solver's word, `says` "holds": it is
    recorded and proves nothing. "gave_up" has a `reason`.
    """

    kind: Literal["certificate", "opinion", "gave_up"]
    certificate: Certificate | None = None
    says: str = ""
    reason: str = ""


def gave_up(reason: str) -> Finding:
    """A method that found nothing, and why."""
    return Finding("gave_up", reason=reason)


def found(certificate: Certificate) -> Finding:
    """A method that proposes `certificate`."""
    return Finding("certificate", certificate)
