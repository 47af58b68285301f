"""Terms as Coq text: the values of numbers, and truth values as booleans.

Real numbers are Coq's `R` where a statement has real variables or exp, log, sqrt, atan, else its rationals `Q`,
which need no axiom. What is not in Coq's library (`bit_length`, `total`, …) is in `verify/export/library`.
"""

from fractions import Fraction

from verify.kernel.numerals import decimal
from verify.kernel.term import Sort, Term, postorder

RATIONALS, REALS = "Q", "R"
LONGEST = 20_000

# Levels of Coq's grammar, the tightest first; what is at LOOSE is put in parentheses wherever it is a part.
ATOM, _CALL, _POWER, _TIMES, PLUS, LOOSE = 0, 10, 30, 40, 50, 60

_CALLS = {
    "<<": "Z.shiftl", ">>": "Z.shiftr", "&": "Z.land", "|": "Z.lor", "xor": "Z.lxor", "~": "Z.lnot",
    "bit_length": "bit_length", "bit_count": "bit_count", "factorial": "factorial",
    "exp": "exp", "log": "ln", "sqrt": "sqrt", "atan": "atan",
}  # fmt: skip
_OF_A_SORT = {"min": ("Z.min", "Qmin", "Rmin"), "max": ("Z.max", "Qmax", "Rmax"), "abs": ("Z.abs", "Qabs", "Rabs")}
_TAKEN = frozenset(
    "as at by cofix do else end exists exists2 fix for forall fun if in is let match measure mod return then using "
    "where with Prop Set SProp Type Q R Z nat bool true false total True False andb orb negb Qplus Rplus inject_Z IZR "
    "powerRZ Qltb Qleb Qeqb Rltb Rleb Reqb _ "
    "Qmin Qmax Qabs Rmin Rmax Rabs bit_length bit_count factorial exp ln sqrt atan".split()
)


class NotWritable(Exception):
    """Why there is no Coq text, in a phrase."""


def name(variable: str) -> str:
    """The variable's name in Coq."""
    return f"{variable}'" if variable in _TAKEN else variable


class Values:
    """Writes the values of terms, with `field` for the real numbers."""

    def __init__(self, field: str) -> None:
        self.field = field
        self._values: dict[int, tuple[str, int]] = {}
        self._kept: list[Term] = []

    def value(self, term: Term, level: int = LOOSE) -> str:
        """A number's value, or a truth value as a boolean, in parentheses unless it binds as tightly as `level`."""
        for node in postorder((term,)):
            if id(node) not in self._values:
                self._kept.append(node)  # so that no other term gets its identity
                self._values[id(node)] = self._drawn(node)
                if len(self._values[id(node)][0]) > LONGEST:
                    raise NotWritable("it is too long, written out")
        text, own = self._values[id(term)]
        return text if own <= level else f"({text})"

    def inside(self, term: Term) -> str:
        """The value with its scope, for a place that does not tell it."""
        if term.sort is Sort.TRUTH:
            return self.value(term)
        return f"{self.value(term, ATOM)}%{self.scope(term.sort)}"

    def scope(self, sort: Sort) -> str:
        """The scope of Coq's notations for numbers of this sort."""
        return "Z" if sort is Sort.INTEGER else self.field

    def _drawn(self, node: Term) -> tuple[str, int]:
        args = node.args
        match node.op:
            case "constant":
                return self._constant(node)
            case "variable":
                return name(str(node.value)), ATOM
            case "undefined":
                return ("false" if node.sort is Sort.TRUTH else "0"), ATOM
            case "+" | "-":
                return f"{self.value(args[0], PLUS)} {node.op} {self.value(args[1], _TIMES)}", PLUS
            case "*":
                return f"{self.value(args[0], _TIMES)} * {self.value(args[1], _POWER)}", _TIMES
            case "/" | "//":
                return f"{self.value(args[0], _TIMES)} / {self.value(args[1], _POWER)}", _TIMES
            case "%":
                return f"{self.value(args[0], _CALL)} mod {self.value(args[1], _CALL)}", LOOSE
            case "neg":
                return f"- {self.value(args[0], _POWER)}", LOOSE
            case "**":
                return self._power(node)
            case "real":
                return f"{'inject_Z' if self.field == RATIONALS else 'IZR'} {self.value(args[0], ATOM)}", _CALL
            case "sum":
                plus = "Z.add" if node.sort is Sort.INTEGER else f"{self.field}plus"
                ends = " ".join(self.value(end, ATOM) for end in args[:2])
                return (
                    f"total {self._zero(node.sort)} {plus} {ends} (fun {self.bound(node)} => {self.inside(args[2])})",
                    _CALL,
                )
            case "if":
                return f"(if {self.value(args[0])} then {self.inside(args[1])} else {self.inside(args[2])})", ATOM
            case "and" | "or" | "not":
                function = {"and": "andb", "or": "orb", "not": "negb"}[node.op]
                return f"{function} {' '.join(self.value(part, ATOM) for part in args)}", _CALL
            case "<" | "<=" | ">" | ">=" | "==" | "!=":
                return self._test(node.op, *args)
        place = 0 if node.sort is Sort.INTEGER else 1 if self.field == RATIONALS else 2
        function = _CALLS[node.op] if node.op in _CALLS else _OF_A_SORT[node.op][place]
        return f"{function} {' '.join(self.value(part, ATOM) for part in args)}", _CALL

    def _zero(self, sort: Sort) -> str:
        return f"0%{self.scope(sort)}"

    def bound(self, node: Term) -> str:
        """The name of a sum's index."""
        return name(str(node.value))

    def _constant(self, node: Term) -> tuple[str, int]:
        if node.sort is Sort.TRUTH:
            return ("true" if node.value else "false"), ATOM
        value = Fraction(node.value)  # type: ignore[arg-type]
        text, loose = decimal(value.numerator), value < 0
        if value.denominator == 1:
            return text, LOOSE if loose else ATOM
        if self.field == RATIONALS:
            return f"{text} # {decimal(value.denominator)}", LOOSE
        return f"{text} / {decimal(value.denominator)}", LOOSE if loose else _TIMES

    def _power(self, node: Term) -> tuple[str, int]:
        base, exponent = node.args
        if self.field == REALS and node.sort is Sort.REAL and not _is_count(exponent):
            return f"powerRZ {self.value(base, ATOM)} {self.value(exponent, ATOM)}", _CALL
        return f"{self.value(base, _CALL)} ^ {self.value(exponent, _CALL)}", _POWER

    def _test(self, op: str, left: Term, right: Term) -> tuple[str, int]:
        if op in (">", ">="):
            left, right = right, left
        if left.sort is Sort.INTEGER:
            sign = {"<": "<?", ">": "<?", "<=": "<=?", ">=": "<=?"}.get(op, "=?")
            text = f"({self.value(left, PLUS)} {sign} {self.value(right, PLUS)})%Z"
        else:
            test = {"<": "ltb", ">": "ltb", "<=": "leb", ">=": "leb"}.get(op, "eqb")
            text = f"({self.field}{test} {self.value(left, ATOM)} {self.value(right, ATOM)})"
        return (f"(negb {text})" if op == "!=" else text), ATOM


def _is_count(exponent: Term) -> bool:
    return exponent.op == "constant" and exponent.value >= 0  # type: ignore[operator]
