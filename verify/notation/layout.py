"""How a term is laid out as a formula, whatever the format it is drawn in.

Where parentheses go, which products need a dot, and which comparisons read as
one chain is decided here once; `Marks` is what a format has to be able to draw.
A formula is for reading: it has one meaning, but only the canonical text of a
statement is its identity.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from verify.kernel.numerals import decimal
from verify.kernel.term import COMPARISONS, Sort, Term, constant, postorder, structure

from .chains import Chain, chains

_CASES, _OR, _AND, _NOT, _RELATION, _BITS, _SUMMATION, _PLUS, _TIMES, _NEGATIVE, _POWER, _ATOM = range(12)
_FUNCTION_NAMES = {"bit_length": "bitlength", "bit_count": "bitcount", "atan": "arctan"}
_MOST_NODES = 400
_MOST_DIGITS = 80
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A drawn term: its markup, how tightly it binds, what stands at its ends, whether it is tall."""

    text: str
    level: int
    begins: str
    ends: str
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What a format draws. Every function takes and gives markup, except `number`, `name` and `words`."""

    number: Callable[[str], str]
    name: Callable[[str, str], str]
    words: Callable[[str], str]
    operator: Callable[[str], str]
    fence: Callable[[str, str, str, bool], str]
    fraction: Callable[[str, str], str]
    power: Callable[[str, str], str]
    root: Callable[[str], str]
    function: Callable[[str], str]
    summation: Callable[[str, str], str]
    cases: Callable[[list[tuple[str, str]]], str]


def node_count(term: Term) -> int:
    """How many nodes the term has, written out as a tree, as far as a formula shows them."""
    size: dict[int, int] = {}
    for node in postorder((term,)):
        size[id(node)] = (node.op != "real") + sum(size[id(argument)] for argument in node.args)
    return size[id(term)]


def fits(terms: tuple[Term, ...]) -> bool:
    """Whether the terms, written out, make formulas that a person would read."""
    height: dict[int, int] = {}
    for node in postorder(terms):
        first, *others = [height[id(argument)] for argument in node.args] or [0]
        chained = node.op in ("+", "-", "*", "and", "or")
        height[id(node)] = max([first if chained else first + 1, *(other + 1 for other in others)])
        if node.op == "constant" and len(decimal(_numerator_times_denominator(node))) > _MOST_DIGITS:
            return False
    return sum(map(node_count, terms)) <= _MOST_NODES and all(height[id(term)] <= _DEEPEST for term in terms)


def _numerator_times_denominator(node: Term) -> int:
    value = Fraction(node.value)  # type: ignore[arg-type]
    return value.numerator * value.denominator


def draw(term: Term, marks: Marks) -> Piece:
    """`term` in the format of `marks`; meant for terms that `fits`."""
    drawing = _Drawing(marks, structure((term,)))
    for node in postorder((term,)):
        drawing.done[id(node)] = drawing.drawn(node)
    return drawing.done[id(term)]


GREEK = dict(
    alpha="α", beta="β", gamma="γ", delta="δ", epsilon="ε", zeta="ζ", eta="η", theta="θ", kappa="κ", mu="μ", nu="ν",
    rho="ρ", sigma="σ", tau="τ", phi="φ", chi="χ", psi="ψ", omega="ω",
)  # fmt: skip
"""Names that are shown as the letter that they name; not pi, which would be read as the number."""


def name_parts(name: str) -> tuple[str, str]:
    """A variable's letter and subscript: `x1` and `x_1` are x with 1, `low` is a word without."""
    head, _, tail = name.partition("_")
    if tail and head and "_" not in tail:
        return head, tail
    letters = name.rstrip("0123456789")
    return (letters, name[len(letters) :]) if len(letters) == 1 else (name, "")


class _Drawing:
    """One term being drawn from its leaves up; `done` holds the piece of each node."""

    def __init__(self, marks: Marks, numbers: dict[int, int]) -> None:
        self.marks = marks
        self.numbers = numbers
        self.done: dict[int, Piece] = {}

    def drawn(self, node: Term) -> Piece:
        parts = [self.done[id(argument)] for argument in node.args]
        match node.op:
            case "constant":
                return self.constant(node)
            case "variable":
                return self.variable(str(node.value))
            case "undefined":
                return Piece(self.marks.words("undefined"), _ATOM, "word", "word")
            case "real":
                return parts[0]
            case "if":
                return self.cases(node)
            case "and":
                return self.conjunction(node)
            case "sum":
                return self.summation(str(node.value), *parts)
            case "not" | "neg" | "~" | "factorial":
                return self.prefixed(node.op, parts[0])
            case "sqrt":
                return Piece(self.marks.root(parts[0].text), _ATOM, "bracket", "bracket", True)
            case "min" | "max" | "bit_length" | "bit_count" | "exp" | "log" | "atan":
                name = self.marks.function(_FUNCTION_NAMES.get(node.op, node.op))
                inner = self.fence("(", self.marks.operator(",").join(part.text for part in parts), ")", parts)
                return Piece(name + inner.text, _ATOM, "word", "bracket", inner.tall)
            case "abs":
                return self.fence("|", parts[0].text, "|", parts)
            case "/":
                return Piece(self.marks.fraction(parts[0].text, parts[1].text), _POWER, "fraction", "fraction", True)
            case "//":
                return self.fence("⌊", self.marks.fraction(parts[0].text, parts[1].text), "⌋", parts, True)
            case "**":
                return self.power(*parts)
            case "*" if node.args[1].op == "constant" and node.args[0].op != "constant":
                parts.reverse()
        return self.infix(node.op, *parts)

    def constant(self, node: Term) -> Piece:
        if node.sort is Sort.TRUTH:
            return Piece(self.marks.words("true" if node.value else "false"), _ATOM, "word", "word")
        value = Fraction(node.value)  # type: ignore[arg-type]
        text = self.marks.number(decimal(abs(value.numerator)))
        piece = Piece(text, _ATOM, "digit", "digit")
        if value.denominator != 1:
            text = self.marks.fraction(text, self.marks.number(decimal(value.denominator)))
            piece = Piece(text, _POWER, "fraction", "fraction", True)
        return self.prefixed("neg", piece) if value < 0 else piece

    def variable(self, name: str) -> Piece:
        letters, subscript = name_parts(name)
        letters = GREEK.get(letters, letters)
        kind = "letter" if len(letters) == 1 else "word"
        return Piece(self.marks.name(letters, subscript), _ATOM, kind, kind)

    def fence(self, left: str, text: str, right: str, parts: list[Piece], tall: bool = False) -> Piece:
        tall = tall or any(part.tall for part in parts)
        return Piece(self.marks.fence(left, text, right, tall), _ATOM, "bracket", "bracket", tall)

    def at_least(self, level: int, piece: Piece, after: bool = True) -> Piece:
        """The piece in parentheses, unless it binds as tightly as `level`; a minus sign may not stand `after` one."""
        if piece.level >= level and not (after and piece.begins == "minus"):
            return piece
        return self.fence("(", piece.text, ")", [piece])

    def prefixed(self, op: str, part: Piece) -> Piece:
        level = {"neg": _NEGATIVE, "~": _NEGATIVE, "not": _NOT, "factorial": _POWER}[op]
        inner = self.at_least(_TIMES if op == "neg" else _ATOM, part)
        sign = self.marks.operator(op)
        if op == "factorial":
            return Piece(inner.text + sign, level, inner.begins, "bracket", inner.tall)
        return Piece(sign + inner.text, level, "sign" if op == "not" else "minus", inner.ends, inner.tall)

    def power(self, base: Piece, exponent: Piece) -> Piece:
        inner = self.at_least(_ATOM, base)
        return Piece(self.marks.power(inner.text, exponent.text), _POWER, inner.begins, inner.ends, inner.tall)

    def summation(self, index: str, low: Piece, high: Piece, body: Piece) -> Piece:
        below = self.variable(index).text + self.marks.operator("==") + low.text
        text = self.marks.summation(below, high.text) + self.at_least(_TIMES, body).text
        return Piece(text, _SUMMATION, "sum", "sum", True)

    def infix(self, op: str, left: Piece, right: Piece) -> Piece:
        if op in ("<<", ">>"):
            return self.shift(op, left, right)
        level = {"+": _PLUS, "-": _PLUS, "*": _TIMES, "or": _OR}.get(op, _RELATION if op in COMPARISONS else _BITS)
        loose = {_PLUS: _PLUS, _TIMES: _TIMES, _OR: _OR, _RELATION: _BITS, _BITS: _POWER}[level]
        tight = {_PLUS: _TIMES, _TIMES: _TIMES, _OR: _NOT, _RELATION: _BITS, _BITS: _POWER}[level]
        if op == "or" and left.level == _AND:
            loose = tight
        first, second = self.at_least(loose, left, after=False), self.at_least(tight, right, level != _RELATION)
        if op == "==" and right.level == _CASES:
            level, second = _CASES, right
        sign = self.marks.operator(op if op != "*" or _needs_dot(first, second) else "times")
        return Piece(first.text + sign + second.text, level, first.begins, second.ends, first.tall or second.tall)

    def shift(self, op: str, left: Piece, right: Piece) -> Piece:
        """A shift as what it does to the number: a·2^k, or the floor of a/2^k."""
        two, one = self.constant(constant(2)), self.constant(constant(1))
        factor = two if right == one else self.power(two, right)
        if op == "<<" and left == one:
            return factor
        if op == "<<":
            return self.infix("*", factor, left) if right.begins == "digit" else self.infix("*", left, factor)
        return self.fence("⌊", self.marks.fraction(left.text, factor.text), "⌋", [left, right], True)

    def cases(self, node: Term) -> Piece:
        """`if … then … else if …` as one list of cases."""
        rows = []
        while node.op == "if":
            condition, value, node = node.args
            rows.append((self.done[id(value)].text, self.marks.words("if ") + self.done[id(condition)].text))
        rows.append((self.done[id(node)].text, self.marks.words("otherwise")))
        return Piece(self.marks.cases(rows), _CASES, "bracket", "bracket", True)

    def conjunction(self, node: Term) -> Piece:
        """The parts of a conjunction, with a ≤ b ∧ b ≤ c drawn as a ≤ b ≤ c."""
        pieces = [self.at_least(_NOT, self.chain(chain)) for chain in chains(node, self.numbers)]
        text = self.marks.operator("and").join(piece.text for piece in pieces)
        level = pieces[0].level if len(pieces) == 1 else _AND
        return Piece(text, level, pieces[0].begins, pieces[-1].ends, any(piece.tall for piece in pieces))

    def chain(self, chain: Chain) -> Piece:
        left = self.done[id(chain.first)]
        if not chain.steps:
            return left
        piece = self.at_least(_BITS, left, after=False)
        for op, term in chain.steps:
            right = self.at_least(_BITS, self.done[id(term)], after=False)
            text = piece.text + self.marks.operator(op) + right.text
            piece = Piece(text, _RELATION, piece.begins, right.ends, piece.tall or right.tall)
        return piece


def _needs_dot(left: Piece, right: Piece) -> bool:
    """Whether two factors side by side could be misread: 2·3, 2·½, low·high, but 2x, ab, (a)(b)."""
    return "word" in (left.ends, right.begins) or right.begins == "digit" or right.begins == "fraction"
