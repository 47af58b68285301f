"""Asking a method about a statement, with the kernel as the judge of what it proposes."""

from verify.kernel.certificate import read_certificate, write_certificate
from verify.kernel.check import Theorem, check
from verify.kernel.parse import parse
from verify.kernel.text import statement_text
from verify.methods.finding import Budget, Finding
from verify.methods.plan import run_method


def ask(method: str, text: str) -> Finding:
    return run_method(method, parse(text), Budget())


def theorem(method: str, text: str) -> Theorem:
    """The theorem that the kernel makes of what the method proposes, by way of the certificate's text."""
    finding = ask(method, text)
    assert finding.certificate is not None, finding.reason
    return check(read_certificate(write_certificate(finding.certificate)))


def proves(method: str, text: str) -> bool:
    """Whether the method's certificate is for the statement itself, met by some input."""
    made = theorem(method, text)
    return statement_text(made.statement) == statement_text(parse(text)) and made.inhabited


def refutes(method: str, text: str) -> bool:
    return statement_text(theorem(method, text).statement) == statement_text(parse(f"not {text}"))
