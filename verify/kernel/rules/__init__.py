"""The rules, one function in one file each; `check.py` has the closed table of them.

A rule takes the statement, the evidence and a prover for the parts that it
forms; it returns None (or, for a Minimum, the enclosures) when the statement is
proved, and raises Rejected otherwise.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ..statement import Statement

Prover = Callable[[Statement, Any], None]
Rule = Callable[[Statement, dict[str, Any], Prover], Mapping[str, tuple[Fraction, Fraction]] | None]
