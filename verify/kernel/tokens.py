"""Tokens of the text form, read one after the other."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from .numerals import integer
from .rejection import Rejected

_TOKEN = re.compile(
    r"\s*(?:(\d+(?:\.\d+)?)(?![\w.]*[A-Za-z_])|([A-Za-z_]\w*)|(==>|->|\.\.|\*\*|//|<<|>>|[<>=!]=|\S))", re.ASCII
)
NUMBER, NAME = 1, 2
Item = TypeVar("Item")
_LONGEST = 1 << 26
_HINTS = {"^": "write ** for a power and xor for exclusive or", "=": "write == for equality"}


class Tokens:
    """The tokens of a text and the place that has been reached; the last token is empty."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST:
            raise Rejected("text", "", f"longer than {_LONGEST} characters")
        self.tokens = [
            (match.lastindex, match[match.lastindex or 0], match.start(match.lastindex or 0))
            for match in _TOKEN.finditer(text)
        ]
        self.tokens.append((0, "", len(text)))
        self.position = 0

    @property
    def kind(self) -> int | None:
        """NUMBER, NAME, or another value for other tokens."""
        return self.tokens[self.position][0]

    @property
    def token(self) -> str:
        """The token's text."""
        return self.tokens[self.position][1]

    def refuse(self, why: str) -> Rejected:
        """The exception for a text that is wrong at this place."""
        return Rejected("text", f"character {self.tokens[self.position][2] + 1}", why)

    def take(self, *tokens: str) -> bool:
        """Goes past the token if it is one of these."""
        if self.token in tokens:
            self.position += 1
            return True
        return False

    def expect(self, token: str) -> None:
        """Goes past the token, which must be this one."""
        if self.token != token:
            found = f"expected {token or 'the end'!r}, found {self.token or 'the end'!r}"
            raise self.refuse(_HINTS.get(self.token, found))
        self.position += 1

    def word(self) -> str:
        """A name or keyword."""
        kind, text, _ = self.tokens[self.position]
        if kind != NAME:
            raise self.refuse(f"expected a name, found {text or 'the end'!r}")
        self.position += 1
        return text

    def separated(self, read: Callable[[], Item]) -> list[Item]:
        """One or more items with commas between them."""
        found = [read()]
        while self.take(","):
            found.append(read())
        return found

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
        """A number token, exactly."""
        kind, text, _ = self.tokens[self.position]
        if kind != NUMBER:
            raise self.refuse(f"expected a number, found {text or 'the end'!r}")
        self.position += 1
        whole, _, decimals = text.partition(".")
        return Fraction(integer(whole + decimals), 10 ** len(decimals))
