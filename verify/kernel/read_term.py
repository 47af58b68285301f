"""Reading terms from their text, by recursive descent.

Depth is bounded, so that Python's own stack is not at stake.
"""

from .rejection import Rejected
from .term import COMPARISONS, REAL_FUNCTIONS, Sort, Term, apply, constant, make, total, undefined, variable
from .text import PRECEDENCE
from .tokens import NAME, NUMBER, Tokens

_DEEPEST = 120
_FUNCTIONS = {
    "min": 2, "max": 2, "abs": 1, "bit_length": 1, "bit_count": 1, "factorial": 1, "real": 1,
    **dict.fromkeys(REAL_FUNCTIONS, 1),
}  # fmt: skip


class TermReader:
    """Reads terms from `tokens`; `names` are the variables and definitions that they may use."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.names: dict[str, Term] = {}
        self.depth = 0

    def expression(self, level: int = 1) -> Term:
        """An expression whose operators bind at least as tightly as `level`."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.tokens.refuse("nested too deeply; name parts with let")
        try:
            return self._expression(level)
        except Rejected as no:
            raise no if no.rule == "text" else self.tokens.refuse(f"{no.step} {no.why}") from None
        finally:
            self.depth -= 1

    def _expression(self, level: int) -> Term:
        left = self._prefix()
        while True:
            op = self.tokens.token
            binds = PRECEDENCE.get(op, 0) if op not in ("neg", "not", "~") else 0
            if binds < level or not binds:
                return left
            self.tokens.position += 1
            if op in COMPARISONS:
                left = self._chain(left, op)
            elif op == "**":
                left = apply(op, left, self.expression(PRECEDENCE["neg"]))
            else:
                left = apply(op, left, self.expression(binds + 1))

    def _chain(self, left: Term, op: str) -> Term:
        """`left op right [op right …]`, each side once, as a conjunction."""
        result = None
        while True:
            right = self.expression(PRECEDENCE["|"])
            part = apply(op, left, right)
            result = part if result is None else make("and", result, part)
            left, op = right, self.tokens.token
            if not self.tokens.take(*COMPARISONS):
                return result

    def _prefix(self) -> Term:
        kind, text = self.tokens.kind, self.tokens.token
        if kind == NUMBER:
            value = self.tokens.digits()
            return constant(int(value) if value.denominator == 1 and "." not in text else value)
        if self.tokens.take("-"):
            return apply("neg", self.expression(PRECEDENCE["neg"]))
        if self.tokens.take("~"):
            return make("~", self.expression(PRECEDENCE["~"]))
        if self.tokens.take("not"):
            return make("not", self.expression(PRECEDENCE["not"]))
        if self.tokens.take("("):
            inner = self.expression()
            self.tokens.expect(")")
            return inner
        if self.tokens.take("if"):
            condition = self.expression()
            self.tokens.expect("then")
            yes = self.expression()
            self.tokens.expect("else")
            return apply("if", condition, yes, self.expression())
        if kind == NAME:
            return self._named(self.tokens.word())
        raise self.tokens.refuse(f"expected a term, found {text or 'the end'!r}")

    def _named(self, name: str) -> Term:
        if name in ("true", "false"):
            return constant(name == "true")
        if name in self.names:
            return self.names[name]
        if name not in _FUNCTIONS and name not in ("undefined", "sum"):
            self.tokens.position -= 1
            raise self.tokens.refuse(f"{name} is not declared")
        self.tokens.expect("(")
        if name == "undefined":
            word = self.tokens.word()
            if word not in ("integer", "real", "truth"):
                raise self.tokens.refuse("undefined takes integer, real or truth")
            result = undefined(Sort(word))
        elif name == "sum":
            result = self._sum()
        else:
            args = self.tokens.separated(self.expression)
            if len(args) != _FUNCTIONS[name]:
                raise self.tokens.refuse(f"{name} takes {_FUNCTIONS[name]} argument(s)")
            result = apply(name, *args) if name != "real" else as_real(args[0])
        self.tokens.expect(")")
        return result

    def _sum(self) -> Term:
        index = self.tokens.word()
        self.tokens.expect("=")
        low = self.expression()
        self.tokens.expect("..")
        high = self.expression()
        self.tokens.expect(":")
        if index in self.names:
            raise self.tokens.refuse(f"{index} has a meaning already")
        self.names[index] = variable(index, Sort.INTEGER)
        try:
            return total(index, low, high, self.expression())
        finally:
            del self.names[index]


def as_real(term: Term) -> Term:
    """The term, or if it is an integer the same as a real."""
    return make("real", term) if term.sort is Sort.INTEGER else term
