"""The canonical text of a statement: its printed form, its identity, its digest.

Two statements are the same exactly when their texts are. The text reads like
Python arithmetic; an integer stands where a real is expected when the term
beside it is real, so that `real( )` is printed only where nothing else tells.
Subterms are named with `let` where the text would otherwise be long or deep,
by a rule that depends on the structure alone.
"""

import hashlib
from fractions import Fraction

from .numerals import decimal, rational_text
from .statement import Always, Exists, Fails, ForAll, Mean, Minimum, Statement, Variable, Zeros
from .term import COMPARISONS, REAL_FUNCTIONS, Sort, Term, postorder, structure, variables_in

PRECEDENCE = {
    "or": 1, "and": 2, "not": 3, **dict.fromkeys(COMPARISONS, 4), "|": 5, "xor": 6, "&": 7,
    "<<": 8, ">>": 8, "+": 9, "-": 9, "*": 10, "/": 10, "//": 10, "%": 10, "neg": 11, "~": 11, "**": 12,
}  # fmt: skip
_BIT_OPERATIONS = ("<<", ">>", "&", "|", "xor")
_ATOM = 13
_LONGEST_TREE = 60
_SMALLEST_NAMED = 4
_DEEPEST = 40


def digest(statement: Statement) -> str:
    """SHA-256 of the canonical text, in hexadecimal: what certificates are filed under."""
    return hashlib.sha256(statement_text(statement).encode("ascii")).hexdigest()


def statement_text(statement: Statement) -> str:
    """The canonical text; `parse` gives the statement back."""
    match statement:
        case ForAll(variables, hypotheses, conclusion):
            names, *texts = _texts((*hypotheses, conclusion), variables)
            assumed = ", ".join(texts[:-1]) + " ==> " if hypotheses else ""
            return f"{_quantified('forall', variables)}: {names}{assumed}{texts[-1]}"
        case Exists(variables, conditions):
            names, *texts = _texts(conditions, variables)
            return f"{_quantified('exists', variables)}: {names}{', '.join(texts)}"
        case Fails(claim):
            return f"not {statement_text(claim)}"
        case Minimum(variable, function, digits):
            names, text = _texts((function,), (variable,))
            return f"minimum over {domain_text(variable)} to {digits} digits: {names}{text}"
        case Zeros(variable, function, count):
            names, text = _texts((function,), (variable,))
            return f"exactly {count} zero{'s' * (count != 1)} over {domain_text(variable)}: {names}{text}"
        case Mean(variables, hypotheses, function, low, high):
            names, *texts = _texts((*hypotheses, function), variables)
            assumed = ", ".join(texts[:-1]) + " ==> " if hypotheses else ""
            return f"{_quantified('mean over', variables)}: {names}{assumed}{texts[-1]} is {_bounds_text(low, high)}"
        case Always():  # pragma: no branch - there are no more forms
            return _always_text(statement)


def _always_text(claim: Always) -> str:
    terms = (claim.hypotheses, claim.start, claim.step, claim.conditions, (claim.conclusion,))
    names, *texts = _texts(sum(terms, ()), (*claim.variables, *claim.states, *claim.inputs))
    left = iter(texts)
    hypotheses, start, step, conditions, [conclusion] = ([next(left) for _ in group] for group in terms)
    states = [state.name for state in claim.states]
    inputs = _quantified("inputs", claim.inputs) if claim.inputs else ""
    domains = [*map(domain_text, claim.variables), _quantified("states", claim.states), inputs]
    assumed = ", ".join(hypotheses) + " ==> " if hypotheses else ""
    begun = ", ".join(f"{name} = {text}" for name, text in zip(states, start, strict=True))
    moved = ", ".join(f"{name} -> {text}" for name, text in zip(states, step, strict=True))
    where = " where " + ", ".join(conditions) if conditions else ""
    return (
        f"forall {', '.join(filter(None, domains))}: {names}{assumed}from {begun} by {moved}{where} always {conclusion}"
    )


def _bounds_text(low: Fraction | None, high: Fraction | None) -> str:
    match low, high:
        case Fraction(), Fraction():
            return rational_text(low) if low == high else f"from {rational_text(low)} to {rational_text(high)}"
        case Fraction(), None:
            return f"at least {rational_text(low)}"
        case _:
            return f"at most {rational_text(high)}"  # type: ignore[arg-type]


def term_text(term: Term) -> str:
    """One term as text, without naming any part of it; for evidence and for people."""
    return _Printer({}).text(term)


def domain_text(declared: Variable) -> str:
    """A variable with its domain, as in `integer 0 <= x <= 255` or `even integer n >= 2`."""
    kind = declared.sort.value
    if declared.parity is not None:
        kind = ("even ", "odd ")[declared.parity] + kind
    low = None if declared.low is None else rational_text(declared.low)
    high = None if declared.high is None else rational_text(declared.high)
    upper = "" if high is None else f" {'<' if declared.high_open else '<='} {high}"
    if low is None:
        return f"{kind} {declared.name}{upper}"
    if high is None:
        return f"{kind} {declared.name} {'>' if declared.low_open else '>='} {low}"
    return f"{kind} {low} {'<' if declared.low_open else '<='} {declared.name}{upper}"


def _quantified(quantifier: str, variables: tuple[Variable, ...]) -> str:
    return " ".join(filter(None, (quantifier, ", ".join(map(domain_text, variables)))))


def _texts(roots: tuple[Term, ...], variables: tuple[Variable, ...]) -> list[str]:
    """The `let … in` part (empty if none is needed) and the text of each root."""
    numbers = structure(roots)
    named = _terms_to_name(roots, numbers)
    taken = {declared.name for declared in variables} | {name for root in roots for name in variables_in(root)}
    taken |= {str(node.value) for node in postorder(roots) if node.op == "sum"}
    names: dict[int, str] = {}
    counter = 0
    for node in named:
        counter += 1
        while f"t{counter}" in taken:
            counter += 1
        names[numbers[id(node)]] = f"t{counter}"
    printer = _Printer({key: names[number] for key, number in numbers.items() if number in names})
    definitions = [f"{names[numbers[id(node)]]} = {printer.definition(node)}" for node in named]
    prefix = f"let {', '.join(definitions)} in " if definitions else ""
    return [prefix, *(printer.text(root) for root in roots)]


def _terms_to_name(roots: tuple[Term, ...], numbers: dict[int, int]) -> list[Term]:
    """The compound terms that get a name: repeated ones in a long text, and the floors of a deep one."""
    size: dict[int, int] = {}
    height: dict[int, int] = {}
    uses: dict[int, int] = {}
    first: dict[int, Term] = {}
    bound = {numbers[key] for key in _under_a_sum(roots)}
    for node in postorder(roots):
        number = numbers[id(node)]
        if number in first:
            continue
        first[number] = node
        parts = [numbers[id(argument)] for argument in node.args]
        size[number] = 1 + sum(size[part] for part in parts)
        height[number] = 1 + max((height[part] for part in parts), default=0)
        for part in parts:
            uses[part] = uses.get(part, 0) + 1
    for root in roots:
        uses[numbers[id(root)]] = uses.get(numbers[id(root)], 0) + 1
    long = sum(size[numbers[id(root)]] for root in roots) > _LONGEST_TREE
    return [
        node
        for number, node in first.items()
        if node.args
        and number not in bound
        and ((long and uses[number] > 1 and size[number] >= _SMALLEST_NAMED) or height[number] % _DEEPEST == 0)
    ]


def _under_a_sum(roots: tuple[Term, ...]) -> set[int]:
    bodies = [node.args[2] for node in postorder(roots) if node.op == "sum"]
    return {id(node) for node in postorder(bodies)}


class _Printer:
    """Prints terms; `names` maps `id(term)` to the name that stands for it."""

    def __init__(self, names: dict[int, str]) -> None:
        self.names = names
        self.done: dict[int, tuple[str, int]] = {}

    def text(self, root: Term) -> str:
        for node in self._reachable(root):
            if id(node) not in self.done:
                self.done[id(node)] = self._print(node)
        return self._shown(root)[0]

    def definition(self, node: Term) -> str:
        """The text of a named term itself, at its own sort."""
        for argument in node.args:
            self.text(argument)
        if node.op == "real":
            return f"real({self._shown(node.args[0])[0]})"
        return self._print(node)[0]

    def _reachable(self, root: Term) -> list[Term]:
        """`postorder`, not entering what is named or done."""
        order: list[Term] = []
        stack = [(root, False)]
        while stack:
            node, ready = stack.pop()
            if ready:
                order.append(node)
            elif id(node) not in self.names and id(node) not in self.done:
                stack.append((node, True))
                stack.extend((argument, False) for argument in reversed(node.args))
        return order

    def _shown(self, node: Term) -> tuple[str, int]:
        name = self.names.get(id(node))
        return (name, _ATOM) if name else self.done[id(node)]

    def _reads_as_integer(self, node: Term) -> bool:
        """Whether the text of a real term, by itself, would be read as an integer."""
        if id(node) in self.names or node.sort is not Sort.REAL:
            return False
        return node.op == "real" or (node.op == "constant" and node.value.denominator == 1)  # type: ignore[union-attr]

    def _group(self, terms: tuple[Term, ...]) -> list[tuple[str, int]]:
        """The texts of terms of one sort, the first tagged `real( )` if none of them shows that sort."""
        shown = [self._shown(term) for term in terms]
        if terms[0].sort is Sort.REAL and all(map(self._reads_as_integer, terms)):
            shown[0] = (f"real({shown[0][0]})", _ATOM)
        return shown

    def _print(self, node: Term) -> tuple[str, int]:
        match node.op:
            case "constant":
                return _constant_text(node)
            case "variable":
                return str(node.value), _ATOM
            case "undefined":
                return f"undefined({node.sort.value})", _ATOM
            case "real":
                return self._shown(node.args[0])
            case "if":
                condition = self._shown(node.args[0])[0]
                (yes, _), (no, _) = self._group(node.args[1:])
                return f"(if {condition} then {yes} else {no})", _ATOM
            case "sum":
                low, high = (self._shown(end)[0] for end in node.args[:2])
                [(body, _)] = self._group(node.args[2:])
                return f"sum({node.value} = {low} .. {high}: {body})", _ATOM
            case "/":
                return _infix(node.op, *(self._shown(argument) for argument in node.args))
            case "**":
                return _infix(node.op, self._group(node.args[:1])[0], self._shown(node.args[1]))
        if node.op in REAL_FUNCTIONS:
            return f"{node.op}({self._shown(node.args[0])[0]})", _ATOM
        shown = self._group(node.args)
        if node.op not in PRECEDENCE:
            return f"{node.op}({', '.join(text for text, _ in shown)})", _ATOM
        if len(shown) == 1:
            sign = {"neg": "-", "not": "not "}.get(node.op, node.op)
            text, precedence = shown[0]
            level = PRECEDENCE[node.op]
            return sign + (text if precedence >= level else f"({text})"), level
        return _infix(node.op, *shown)


def _infix(op: str, left: tuple[str, int], right: tuple[str, int]) -> tuple[str, int]:
    """Two operands: left-associative, but with parentheses on both sides of `**`, comparisons and bit operations."""
    level = PRECEDENCE[op]
    needed_right = PRECEDENCE["neg"] if op in _BIT_OPERATIONS else level + 1
    needed_left = needed_right if op in COMPARISONS or op == "**" or op in _BIT_OPERATIONS else level
    texts = (
        text if has >= needs else f"({text})" for (text, has), needs in ((left, needed_left), (right, needed_right))
    )
    return ("**" if op == "**" else f" {op} ").join(texts), level


def _constant_text(node: Term) -> tuple[str, int]:
    if node.sort is Sort.TRUTH:
        return ("true" if node.value else "false"), _ATOM
    value = Fraction(node.value)  # type: ignore[arg-type]
    if value.denominator != 1:
        return rational_text(value), PRECEDENCE["/"]
    return decimal(value.numerator), PRECEDENCE["neg"] if value < 0 else _ATOM
