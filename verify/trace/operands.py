"""What the symbolic values share: their one term, how operands become terms, and what is refused.

A number that meets a symbolic one must be exact. Whatever would leave the
symbolic world (hashing, indexing, `isinstance`) is refused at the author's line.
"""

import sys
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..kernel.real_number import RealNumber
from ..kernel.term import COMPARISONS, Sort, Term, apply, constant
from .oracle import ABSTRACT_CLASSES, ACTIVE, PASSED_OVER, ROOMS, refuse

_EXACT = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b,
}  # fmt: skip
_LONGEST_DECIMAL = 12


def build(op: str, *args: Term) -> Term:
    """The operation as a term, shared with equal ones of the running trace; comparisons of constants are done."""
    if op in COMPARISONS and all(argument.op == "constant" for argument in args):
        return constant(bool(_EXACT[op](*(Fraction(argument.value or 0) for argument in args))))
    return kept(apply(op, *args))


def kept(term: Term) -> Term:
    """`term` itself, or the one object for its structure in the running trace."""
    oracle = ACTIVE.get()
    return term if oracle is None else oracle.keep(term)


def number_term(value: object) -> Term | None:
    """The term of a number that may meet a symbolic one; None for what is no number at all."""
    if isinstance(value, Symbolic) and value.term.sort is not Sort.TRUTH:
        return value.term
    if isinstance(value, RealNumber):
        return kept(value.term)
    if isinstance(value, (bool, Symbolic)):
        raise refuse("a truth value is no number; write where(condition, 1, 0)")
    if type(value) in (int, Fraction):
        return constant(value)  # type: ignore[arg-type]
    if isinstance(value, (int, Fraction)):
        raise refuse(
            f"{type(value).__name__} is a kind of number with operators of its own; write a plain int or ratio"
        )
    if isinstance(value, (float, Decimal, complex)):
        short = len(str(value)) <= _LONGEST_DECIMAL and str(value).strip("-.0123456789") == ""
        meant = f'ratio("{value}") if that decimal is meant' if short else "ratio(p, q)"
        raise refuse(f"{value!r} is a float, which is not exact; write {meant}")
    return None


def truth_term(value: object) -> Term | None:
    """The term of a truth value, plain or symbolic; None for anything else."""
    if isinstance(value, Symbolic) and value.term.sort is Sort.TRUTH:
        return value.term
    return constant(value) if isinstance(value, bool) else None


def decide(condition: Term) -> bool:
    """The path oracle's answer; outside a trace there is none, and that is an error."""
    oracle = ACTIVE.get()
    if condition.op == "constant":
        return bool(condition.value)
    if oracle is None:
        raise refuse("the truth value of a symbolic comparison is only known inside a trace")
    return oracle.decide(condition)


def with_evaluated(term: Term, *parts: Term) -> Term:
    """`term`, of whose form it does not show that `parts` are evaluated wherever it is."""
    oracle = ACTIVE.get()
    if oracle is not None:
        oracle.implied[id(term)] = (*oracle.implied.get(id(term), ()), *parts)
    return term


def may_be_undefined(term: Term) -> bool:
    """Whether `term` has inputs without a meaning, as far as its form tells."""
    oracle = ACTIVE.get()
    return oracle is None or oracle.may_be_undefined(term)


def check_sorts(op: str, first: Term, second: Term) -> None:
    """Refuse by name what Python would answer with a float, or not at all."""
    integers = first.sort is second.sort is Sort.INTEGER
    if op == "/" and integers:
        raise refuse("/ on integers makes a float; write // for floor division, or ratio(a, b) for the exact quotient")
    if op in ("//", "%", "<<", ">>", "&", "|", "^") and not integers:
        raise refuse(f"{op} is for integers only")
    if op == "**" and second.sort is not Sort.INTEGER:
        raise refuse("the exponent of ** is an integer")
    if op == "**" and integers and second.op == "constant" and Fraction(second.value or 0) < 0:
        raise refuse("an integer to a negative power makes a float; write ratio(1, base**exponent)")


class Symbolic:
    """What the three kinds share: one term, no hash, and no way out into plain numbers."""

    __slots__ = ("term",)

    def __init__(self, term: Term) -> None:
        self.term = term

    def __repr__(self) -> str:
        if ACTIVE.get() is not None:
            raise refuse("a symbolic value has no text in a traced function; its digits are not known")
        return self.told()

    def told(self) -> str:
        """How messages speak of it."""
        return f"<symbolic {self.term.sort.value}>"

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What `isinstance` asks: an error in a traced function, where the answer would choose a path."""
        if ACTIVE.get() is None:
            return type(self)
        frame = sys._getframe(1)
        while frame.f_code.co_filename in ABSTRACT_CLASSES and frame.f_back is not None:
            frame = frame.f_back
        if frame.f_code.co_filename.startswith(ROOMS) or frame.f_code.co_filename in PASSED_OVER:
            return type(self)
        raise refuse("isinstance of a symbolic value; write the program for one kind of number")

    def __format__(self, _: str) -> str:
        return repr(self)

    def __getattr__(self, name: str) -> Any:
        """What a number may have besides: an error that no getattr with a default and no `case` of attributes hides."""
        if name.startswith("__") or ACTIVE.get() is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        raise refuse(f"AttributeError: a symbolic value has no .{name}")

    def __hash__(self) -> int:
        raise refuse("a symbolic value has no hash: no set, no dict key, no cache")

    def _no_plain_value(self, *_: object) -> Any:
        raise refuse("a symbolic value is no index, bound of range, int or float; use where(condition, a, b)")

    __index__ = __int__ = __float__ = __complex__ = __round__ = __trunc__ = __floor__ = __ceil__ = _no_plain_value
    __iter__ = __len__ = __contains__ = __getitem__ = __str__ = _no_plain_value
