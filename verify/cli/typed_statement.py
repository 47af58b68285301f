"""Statements as people type them: the canonical text's language, with shorthands that only this reader knows.

`^` is a power, the signs ≤ ≥ ≠ − × · are read, a variable without a sort is
real or of the sort before it, and a polynomial from a file may be applied. The
kernel reads none of this: what it is given is the canonical text.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import click

from verify.kernel.numerals import decimal
from verify.kernel.parse import read_statement
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Statement, Variable
from verify.kernel.term import is_name
from verify.kernel.text import statement_text
from verify.kernel.tokens import NAME, NUMBER, Tokens

LONGEST_SHOWN = 400
_SIGNS = {
    "^": "**",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "−": "-",
    "×": "*",
    "·": "*",
    "∀": "forall",
    "∃": "exists",
    "→": "->",
}
_SORTS = ("even", "odd", "integer", "real")
_LONGEST = 1 << 26
_EXAMPLE = '"forall real x, real y: x^2 + y^2 >= 2*x*y"'
Token = tuple[int | None, str, int]
Polynomials = Mapping[str, Sequence[Fraction]]


def read_typed(text: str, polynomials: Polynomials | None = None, skip: int = 0) -> Statement:
    """The statement that a person typed; raises a usage error of one line, with the place, where there is none.

    The first `skip` characters were not typed, and are not counted.
    """
    try:
        tokens = Tokens(text)
        tokens.tokens = _plain(tokens.tokens, polynomials or {})
        return _sound(read_statement(tokens))
    except Rejected as why:
        raise click.UsageError(_told(text, why, skip)) from None


def shown(statement: Statement) -> str:
    """The canonical text, with its middle left out where it is very long."""
    return elided(statement_text(statement))


def elided(text: str) -> str:
    """`text`, of which a very long one keeps its beginning and end."""
    if len(text) <= LONGEST_SHOWN:
        return text
    return f"{text[: LONGEST_SHOWN - 100]} … {text[-60:]} ({len(text)} characters)"


def _sound(statement: Statement) -> Statement:
    """The statement, unless its canonical text has a form that certificates cannot hold."""
    if len(statement_text(statement)) > _LONGEST:
        raise Rejected("text", "", f"longer than {_LONGEST} characters when written out")
    return statement


def _told(text: str, why: Rejected, skip: int) -> str:
    """What is wrong, where, and what to do."""
    place, reason = "the statement", why.why
    if why.rule != "text":
        reason = f"{why.step} {why.why}".strip()
    elif why.step.startswith("character "):
        start = int(why.step.removeprefix("character ")) - 1
        place = f'character {start + 1 - skip}, at "{_excerpt(text[start:])}"' if text[start:].strip() else "its end"
    if reason.endswith("is not declared"):
        reason += f"; declare every variable in front, as in {_EXAMPLE}"
    elif reason.startswith("a statement begins with"):
        reason += f", as in {_EXAMPLE}"
    return f"cannot read the statement: {place}: {reason}"


def _excerpt(rest: str) -> str:
    line = " ".join(rest.split())
    return line if len(line) <= 24 else f"{line[:24]}…"


def _plain(tokens: list[Token], polynomials: Polynomials) -> list[Token]:
    """The tokens of the canonical language that the typed ones stand for; places stay those of the typed text."""
    spelled = [(NAME if word.isalpha() else kind, word, start) for kind, word, start in _respelled(tokens)]
    return _with_polynomials(_with_sorts(spelled), polynomials)


def _respelled(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    for kind, word, start in tokens:
        place = f"character {start + 1}"
        if kind not in (NUMBER, NAME) and word.isdigit():
            raise Rejected("text", place, "write a product with *, as in 2*x, and 1e-3 as 0.001 or 1/1000")
        if kind not in (NUMBER, NAME) and word == ".":
            raise Rejected("text", place, "write 0.5, with a digit on both sides of the point")
        if found and word == "(" and (found[-1][0] == NUMBER or found[-1][1] == ")"):
            raise Rejected("text", place, "write a product with *, as in 2*(x + 1)")
        found.append((kind, _SIGNS.get(word, word), start))
    return found


def _with_sorts(tokens: list[Token]) -> list[Token]:
    """With a sort in front of every declared variable: its own, else that of the one before it, else real."""
    heads = ("forall", "exists", "over")
    start = next((place + 1 for place, (_, word, _) in enumerate(tokens) if word in heads), len(tokens))
    found, sort = list(tokens[:start]), ["real"]
    opens, bare = True, False
    for place in range(start, len(tokens)):
        kind, word, at = tokens[place]
        if word in (":", "to", ""):
            return found + tokens[place:]
        if opens and word in ("states", "inputs"):
            found.append(tokens[place])
            bare = False
            continue
        if opens and word in _SORTS:
            sort, bare = [word for _, word, _ in tokens[place : place + 2] if word in _SORTS], False
        elif opens and (kind in (NAME, NUMBER) or word == "-"):
            bounded = kind != NAME or tokens[place + 1][1] not in (",", ":", "to")
            if bounded and bare:
                raise Rejected("text", f"character {at + 1}", "say of each variable which bounds it has, as in "
                               "`real x >= 0, real y >= 0` or `real x, real y >= 0`")  # fmt: skip
            found += [(NAME, part, at) for part in sort]
        if opens and word not in ("even", "odd"):
            name_at = place + (word in _SORTS)
            bare = tokens[min(name_at + 1, len(tokens) - 1)][1] == ","
        found.append(tokens[place])
        opens = word == ","
    return found


def _with_polynomials(tokens: list[Token], polynomials: Polynomials) -> list[Token]:
    """With `NAME(argument)` written out for each polynomial of a file."""
    found: list[Token] = []
    place = size = 0
    while place < len(tokens):
        kind, word, start = tokens[place]
        if kind == NAME and word in polynomials and tokens[place + 1][1] == "(":
            end = _closing(tokens, place + 1)
            argument = _with_polynomials(tokens[place + 1 : end + 1], polynomials)
            written = _written_out(polynomials[word], argument, start)
            size += sum(len(part) for _, part, _ in written)
            found += written
            place = end
        else:
            found.append(tokens[place])
        if size > _LONGEST:
            raise Rejected("text", f"character {start + 1}", f"longer than {_LONGEST} characters when written out")
        place += 1
    return found


def _closing(tokens: list[Token], opening: int) -> int:
    depth = 0
    for place in range(opening, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[place][1], 0)
        if depth == 0:
            return place
    raise Rejected("text", f"character {tokens[opening][2] + 1}", "this parenthesis is not closed")


def _written_out(coefficients: Sequence[Fraction], argument: list[Token], at: int) -> list[Token]:
    """( c_0 + c_1 · (argument) + … ), summands that are 0 left out."""
    words: list[Token] = [(None, "(", at)]
    for power, coefficient in enumerate(coefficients):
        if not coefficient and power:
            continue
        words.append((None, "-" if coefficient < 0 else "+", at))
        words.append((NUMBER, decimal(abs(coefficient.numerator)), at))
        if coefficient.denominator != 1:
            words += [(None, "/", at), (NUMBER, decimal(coefficient.denominator), at)]
        if power:
            words += [(None, "*", at), *argument]
        if power > 1:
            words += [(None, "**", at), (NUMBER, str(power), at)]
    if words[1][1] == "+":
        del words[1]
    return [*words, (None, ")", at)]


def check_name(name: str) -> str:
    """`name`, if a polynomial of a file may have it."""
    if not is_name(name):
        raise click.UsageError(f"{name!r} is no name for a polynomial: take a letter, or a word without a meaning here")
    return name


def declared_domain(text: str) -> Variable:
    """The variable that `text`, as in `real 0 <= x <= 3`, declares."""
    statement = read_typed(f"forall {text}: true")
    return statement.variables[0]  # type: ignore[union-attr]
