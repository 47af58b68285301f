"""Reading the text form: the inverse of `text.py`, for certificates and for people.

Beyond the canonical spelling it reads decimals (`0.0175`), chains of
comparisons (`0 <= x <= y`, which is their conjunction) and redundant parentheses.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from .numerals import integer
from .rejection import Rejected
from .statement import Exists, Fails, ForAll, Minimum, Statement, Variable
from .term import COMPARISONS, Sort, Term, constant, make, total, undefined, variable
from .text import PRECEDENCE, statement_text

_TOKEN = re.compile(
    r"\s*(?:(\d+(?:\.\d+)?)(?![\w.]*[A-Za-z_])|([A-Za-z_]\w*)|(==>|\.\.|\*\*|//|<<|>>|[<>=!]=|\S))", re.ASCII
)
Item = TypeVar("Item")
_LONGEST = 1 << 26
_DEEPEST = 120
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_FUNCTIONS = {"min": 2, "max": 2, "abs": 1, "bit_length": 1, "factorial": 1, "real": 1}


def parse(text: str) -> Statement:
    """The statement that `text` spells. Raises Rejected, with the place, where it spells none."""
    parser = _Parser(text)
    return parser.statement()


def parse_canonical(text: str) -> Statement:
    """Like `parse`, for texts that must be exactly the canonical one."""
    statement = parse(text)
    if statement_text(statement) != text:
        raise Rejected("text", text[:40], "is not in canonical form")
    return statement


def parse_term(text: str, sorts: dict[str, Sort]) -> Term:
    """The term that `text` spells, over variables of the given sorts."""
    parser = _Parser(text)
    parser.names = {name: variable(name, sort) for name, sort in sorts.items()}
    term = parser.expression()
    parser.expect("")
    return term


def apply(op: str, *args: Term) -> Term:
    """`make`, with integers taken as reals where the operation or another argument is real."""
    numeric = args[1:] if op == "if" else args[:1] if op == "**" else args
    if op == "/" or any(argument.sort is Sort.REAL for argument in numeric):
        raised = {id(argument): make("real", argument) for argument in numeric if argument.sort is Sort.INTEGER}
        spared = args[:1] if op == "if" else args[1:] if op == "**" else ()
        args = tuple(argument if argument in spared else raised.get(id(argument), argument) for argument in args)
    return make(op, *args)


class _Parser:
    """Recursive descent over the tokens; depth is bounded, so Python's own stack is not at stake."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST:
            raise Rejected("text", "", f"longer than {_LONGEST} characters")
        self.tokens = [
            (match.lastindex, match[match.lastindex or 0], match.start(match.lastindex or 0))
            for match in _TOKEN.finditer(text)
        ]
        self.tokens.append((0, "", len(text)))
        self.position = 0
        self.depth = 0
        self.names: dict[str, Term] = {}

    # -- tokens

    @property
    def token(self) -> str:
        return self.tokens[self.position][1]

    def refuse(self, why: str) -> Rejected:
        return Rejected("text", f"character {self.tokens[self.position][2] + 1}", why)

    def take(self, *tokens: str) -> bool:
        if self.token in tokens:
            self.position += 1
            return True
        return False

    def expect(self, token: str) -> None:
        if self.token != token:
            found = f"expected {token or 'the end'!r}, found {self.token or 'the end'!r}"
            raise self.refuse(_HINTS.get(self.token, found))
        self.position += 1

    def word(self) -> str:
        kind, text, _ = self.tokens[self.position]
        if kind != 2:
            raise self.refuse(f"expected a name, found {text or 'the end'!r}")
        self.position += 1
        return text

    # -- statements

    def statement(self) -> Statement:
        if self.take("not"):
            claim = self.statement() if self.token == "forall" else None
            if not isinstance(claim, ForAll):
                raise self.refuse("only a forall statement can be negated")
            return Fails(claim)
        if self.take("minimum"):
            self.expect("over")
            declared = self.domain()
            self.expect("to")
            digits = self.number()
            if digits.denominator != 1:
                raise self.refuse("a whole number of digits is needed")
            self.expect("digits")
            self.expect(":")
            self.declare((declared,))
            self.definitions()
            function = self.expression()
            self.expect("")
            return Minimum(declared, _as_real(function), int(digits))
        quantifier = self.token
        if not self.take("forall", "exists"):
            raise self.refuse("a statement begins with forall, exists, not or minimum")
        variables = () if self.token == ":" else tuple(self.separated(self.domain))
        self.expect(":")
        self.declare(variables)
        self.definitions()
        parts = self.separated(self.expression)
        if quantifier == "forall" and self.take("==>"):
            conclusion = self.expression()
            self.expect("")
            return ForAll(variables, tuple(parts), conclusion)
        if quantifier == "forall" and len(parts) > 1:
            raise self.refuse("hypotheses are followed by ==> and a conclusion")
        self.expect("")
        if quantifier == "exists":
            return Exists(variables, tuple(parts))
        return ForAll(variables, (), parts[0])

    def separated(self, read: Callable[[], Item]) -> list[Item]:
        found = [read()]
        while self.take(","):
            found.append(read())
        return found

    def declare(self, variables: tuple[Variable, ...]) -> None:
        self.names = {declared.name: declared.term() for declared in variables}

    def definitions(self) -> None:
        if self.take("let"):
            self.separated(self.definition)
            self.expect("in")

    def definition(self) -> None:
        name = self.word()
        if name in self.names:
            raise self.refuse(f"{name} is defined twice")
        self.expect("=")
        self.names[name] = self.expression()

    def domain(self) -> Variable:
        parity = {"even": 0, "odd": 1}.get(self.token)
        if parity is not None:
            self.position += 1
        word = self.word()
        if word not in ("integer", "real"):
            raise self.refuse("a variable is declared as integer or real")
        low = high = None
        low_open = high_open = False
        if self.tokens[self.position][0] == 1 or self.token == "-":
            low = self.number()
            low_open = self.token == "<"
            if not self.take("<", "<="):
                raise self.refuse("expected < or <=")
        name = self.word()
        relation = self.token
        if self.take("<", "<=", ">", ">="):
            bound = self.number()
            if relation[0] == ">":
                if low is not None:
                    raise self.refuse("two lower bounds")
                low, low_open = bound, relation == ">"
            else:
                high, high_open = bound, relation == "<"
        return Variable(name, Sort(word), low, high, low_open, high_open, parity)

    def number(self) -> Fraction:
        """A rational constant: [-] digits [. digits] [/ digits]."""
        sign = -1 if self.take("-") else 1
        value = self.digits()
        if self.take("/"):
            denominator = self.digits()
            if denominator == 0:
                raise self.refuse("a denominator of 0")
            value /= denominator
        return sign * value

    def digits(self) -> Fraction:
        kind, text, _ = self.tokens[self.position]
        if kind != 1:
            raise self.refuse(f"expected a number, found {text or 'the end'!r}")
        self.position += 1
        whole, _, decimals = text.partition(".")
        return Fraction(integer(whole + decimals), 10 ** len(decimals))

    # -- terms

    def expression(self, level: int = 1) -> Term:
        """An expression whose operators bind at least as tightly as `level`."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.refuse("nested too deeply; name parts with let")
        try:
            return self._expression(level)
        except Rejected as no:
            raise no if no.rule == "text" else self.refuse(f"{no.step} {no.why}") from None
        finally:
            self.depth -= 1

    def _expression(self, level: int) -> Term:
        left = self.prefix()
        while True:
            op = self.token
            binds = PRECEDENCE.get(op, 0) if op not in ("neg", "not", "~") else 0
            if binds < level or not binds:
                return left
            self.position += 1
            if op in COMPARISONS:
                left = self.chain(left, op)
            elif op == "**":
                left = apply(op, left, self.expression(PRECEDENCE["neg"]))
            else:
                left = apply(op, left, self.expression(binds + 1))

    def chain(self, left: Term, op: str) -> Term:
        """`left op right [op right …]`, each side once, as a conjunction."""
        result = None
        while True:
            right = self.expression(PRECEDENCE["|"])
            part = apply(op, left, right)
            result = part if result is None else make("and", result, part)
            left, op = right, self.token
            if not self.take(*COMPARISONS):
                return result

    def prefix(self) -> Term:
        kind, text, _ = self.tokens[self.position]
        if kind == 1:
            value = self.digits()
            return constant(int(value) if value.denominator == 1 and "." not in text else value)
        if self.take("-"):
            return apply("neg", self.expression(PRECEDENCE["neg"]))
        if self.take("~"):
            return make("~", self.expression(PRECEDENCE["~"]))
        if self.take("not"):
            return make("not", self.expression(PRECEDENCE["not"]))
        if self.take("("):
            inner = self.expression()
            self.expect(")")
            return inner
        if self.take("if"):
            condition = self.expression()
            self.expect("then")
            yes = self.expression()
            self.expect("else")
            return apply("if", condition, yes, self.expression())
        if kind == 2:
            return self.named(self.word())
        raise self.refuse(_HINTS.get(text, f"expected a term, found {text or 'the end'!r}"))

    def named(self, name: str) -> Term:
        if name in ("true", "false"):
            return constant(name == "true")
        if name in self.names:
            return self.names[name]
        if name not in _FUNCTIONS and name not in ("undefined", "sum"):
            self.position -= 1
            raise self.refuse(f"{name} is not declared")
        self.expect("(")
        if name == "undefined":
            word = self.word()
            if word not in ("integer", "real", "truth"):
                raise self.refuse("undefined takes integer, real or truth")
            result = undefined(Sort(word))
        elif name == "sum":
            result = self.sum()
        else:
            args = self.separated(self.expression)
            if len(args) != _FUNCTIONS[name]:
                raise self.refuse(f"{name} takes {_FUNCTIONS[name]} argument(s)")
            result = apply(name, *args) if name != "real" else _as_real(args[0])
        self.expect(")")
        return result

    def sum(self) -> Term:
        index = self.word()
        self.expect("=")
        low = self.expression()
        self.expect("..")
        high = self.expression()
        self.expect(":")
        if index in self.names:
            raise self.refuse(f"{index} has a meaning already")
        self.names[index] = variable(index, Sort.INTEGER)
        try:
            return total(index, low, high, self.expression())
        finally:
            del self.names[index]


_HINTS = {"^": "write ** for a power and xor for exclusive or", "=": "write == for equality"}


def _as_real(term: Term) -> Term:
    return make("real", term) if term.sort is Sort.INTEGER else term
