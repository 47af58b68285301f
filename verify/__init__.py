"""Exact verdicts on claims about approximate arithmetic.

The public names, loaded when they are first used: importing this package
imports neither sympy, mpmath nor z3.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "always": "claims.recurrence",
    "claim": "claims.claim",
    **dict.fromkeys(("each", "even", "integers", "odd", "pattern", "reals", "signed_word", "word"), "claims.domains"),
    **dict.fromkeys(("FloatFormat", "E4M3", "E5M2", "bfloat16", "binary16", "binary32", "binary64"), "claims.formats"),
    **dict.fromkeys(("derivative", "gradient"), "claims.derivative"),
    **dict.fromkeys(("absolute_error", "relative_error"), "claims.metrics"),
    **dict.fromkeys(("assume", "factorial", "mean", "minimum", "ratio", "total", "where", "zeros"), "trace.functions"),
    **dict.fromkeys(("atan", "exp", "log", "sqrt"), "trace.functions"),
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'verify' has no attribute {name!r}")
    value = getattr(import_module(f"verify.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
