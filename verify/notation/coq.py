"""Terms and statements as Coq propositions.

Coq's functions are total: `x / 0` is some number there. So a term has two readings, its value and the condition
under which that is the term's value, and a truth value has two of its own: that it is defined and true, and that it
is defined and false. A statement says that domains and hypotheses, defined and true, make the conclusion defined and
true. Both readings of a truth value are made of comparisons by "and", "or" and "for all" alone.
"""

from collections.abc import Sequence
from fractions import Fraction

from verify.kernel.statement import Exists, Fails, ForAll, Statement, Variable
from verify.kernel.term import Sort, Term, postorder

from .coq_formula import FALSE, TRUE, Formula, all_of, any_of, atom
from .coq_term import PLUS, RATIONALS, NotWritable, Values, name


class Writer(Values):
    """Writes what is said of terms, and statements, their parts written out."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self._propositions: dict[tuple[int, str], Formula] = {}
        self._certain: set[int] = set()

    def defined(self, term: Term) -> Formula:
        """That the number has a value."""
        return self._proposition(term, "defined")

    def true(self, term: Term) -> Formula:
        """That the truth value is defined and true."""
        return self._proposition(term, "true")

    def false(self, term: Term) -> Formula:
        """That the truth value is defined and false."""
        return self._proposition(term, "false")

    def _proposition(self, root: Term, reading: str) -> Formula:
        for node in postorder((root,)):
            if node.sort is Sort.TRUTH and self._is_certain(node):
                self._certain.add(id(node))
            readings = ("true", "false") if node.sort is Sort.TRUTH else ("defined",)
            for which in readings:
                if (id(node), which) not in self._propositions:
                    self._kept.append(node)
                    self._propositions[id(node), which] = self._said(node, which)
        return self._propositions[id(root), reading]

    def _is_certain(self, node: Term) -> bool:
        """Whether the truth value is defined at every input, as far as its form shows; asked after its parts were."""
        parts = (
            id(part) in self._certain if part.sort is Sort.TRUTH else self._propositions[id(part), "defined"] == TRUE
            for part in node.args
        )
        return node.op != "undefined" and all(parts)

    def _said(self, node: Term, reading: str) -> Formula:
        parts = [
            {which: self._propositions.get((id(part), which), TRUE) for which in ("true", "false", "defined")}
            for part in node.args
        ]
        if node.op == "if":
            condition, first, second = parts
            if first[reading] == second[reading] == TRUE:
                certain = id(node.args[0]) in self._certain
                return TRUE if certain else any_of(condition["true"], condition["false"])
            return any_of(all_of(condition["true"], first[reading]), all_of(condition["false"], second[reading]))
        if node.sort is not Sort.TRUTH:
            return self._has_value(node, [part["defined"] for part in parts])
        other = "false" if reading == "true" else "true"
        match node.op:
            case "constant":
                return TRUE if node.value is (reading == "true") else FALSE
            case "undefined":
                return FALSE
            case "not":
                return parts[0][other]
            case "and" | "or":
                first, second = parts
                decided = "false" if node.op == "and" else "true"  # by the first part alone
                if reading == decided:
                    return any_of(
                        first[decided], all_of(first["true" if node.op == "and" else "false"], second[decided])
                    )
                return all_of(first[reading], second[reading])
        return all_of(*(part["defined"] for part in parts), self._comparison(node, reading == "true"))

    def _comparison(self, node: Term, holds: bool) -> Formula:
        left, right = node.args
        op = node.op if holds else {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}[node.op]
        if op in (">", ">="):
            op, left, right = {">": "<", ">=": "<="}[op], right, left
        return self.compared(left, op, right)

    def compared(self, left: Term, op: str, right: Term) -> Formula:
        """The comparison of two values by <, <=, == or !=."""
        first, second = self.value(left, PLUS), self.value(right, PLUS)
        if left.sort is Sort.INTEGER:
            return atom(f"{first} { {'==': '=', '!=': '<>'}.get(op, op) } {second}")
        if self.field == RATIONALS:
            return atom(f"~ ({first} == {second})%Q" if op == "!=" else f"({first} {op} {second})%Q")
        return atom(f"({first} { {'==': '=', '!=': '<>'}.get(op, op) } {second})%R")

    def _has_value(self, node: Term, parts: list[Formula]) -> Formula:
        if node.op == "undefined":
            return FALSE
        if node.op == "sum":
            parts = parts[:2]
        return all_of(*parts, self.condition(node))

    def condition(self, node: Term) -> Formula:
        """What the operation asks of its arguments' values; true where a constant argument shows it."""
        if not node.args:
            return TRUE
        last = node.args[-1]
        known = Fraction(last.value) if last.op == "constant" and last.sort is not Sort.TRUTH else None  # type: ignore[arg-type]
        match node.op:
            case "sum":
                return self._at_every_index(node)
            case "/" | "//" | "%":
                return self._nonzero(last) if not known else TRUE
            case "<<" | ">>" | "factorial":
                return self._at_least_zero(last) if known is None or known < 0 else TRUE
            case "**":
                if known is not None and known >= 0:
                    return TRUE
                if node.sort is Sort.INTEGER:
                    return self._at_least_zero(last)
                base = node.args[0]
                nonzero = TRUE if base.op == "constant" and base.value else self._nonzero(base)
                return any_of(nonzero, self._at_least_zero(last))
            case "log":
                return TRUE if known is not None and known > 0 else self._compared_with_zero("<", last)
            case "sqrt":
                return TRUE if known is not None and known >= 0 else self._compared_with_zero("<=", last)
        return TRUE

    def _at_every_index(self, node: Term) -> Formula:
        low, high, body = node.args
        if self.defined(body) == TRUE:
            return TRUE
        index = self.bound(node)
        between = f"forall {index} : Z, {self.value(low, PLUS)} <= {index} <= {self.value(high, PLUS)}"
        return Formula("all", between, (self.defined(body),))

    def _nonzero(self, term: Term) -> Formula:
        value = self.value(term, PLUS)
        if term.sort is Sort.INTEGER:
            return atom(f"{value} <> 0")
        return atom(f"~ ({value} == 0)%Q" if self.field == RATIONALS else f"({value} <> 0)%R")

    def _at_least_zero(self, term: Term) -> Formula:
        return self._compared_with_zero("<=", term)

    def _compared_with_zero(self, op: str, term: Term) -> Formula:
        text = f"0 {op} {self.value(term, PLUS)}"
        return atom(text if term.sort is Sort.INTEGER else f"({text})%{self.field}")

    # Statements

    def domain(self, declared: Variable) -> list[Formula]:
        """The bounds of a variable, the lower one first, and its parity."""
        found = [self.true(bound) for bound in declared.bounds_as_terms()]
        if declared.parity is not None:
            found.append(atom(f"Z.{('even', 'odd')[declared.parity]} {name(declared.name)} = true"))
        return found

    def binders(self, variables: Sequence[Variable]) -> str:
        """The variables with their types, as they stand after `forall`."""
        return " ".join(f"({name(declared.name)} : {self.scope(declared.sort)})" for declared in variables)

    def premises(self, claim: ForAll) -> list[Formula]:
        """Domains, then hypotheses, in order."""
        return [
            *(bound for declared in claim.variables for bound in self.domain(declared)),
            *(self.true(hypothesis) for hypothesis in claim.hypotheses),
        ]

    def proposition(self, statement: Statement) -> str:
        """The statement, its repeated parts written out."""
        match statement:
            case ForAll():
                lines = [premise.shown(98) for premise in self.premises(statement)] + [
                    str(self.true(statement.conclusion))
                ]
                quantified = f"forall {self.binders(statement.variables)},\n  " if statement.variables else ""
                return quantified + " ->\n  ".join(lines)
            case Exists():
                parts = [bound for declared in statement.variables for bound in self.domain(declared)]
                body = all_of(*parts, *map(self.true, statement.conditions))
                quantified = f"exists {self.binders(statement.variables)},\n  " if statement.variables else ""
                return f"{quantified}{body}"
            case Fails(ForAll() as claim):
                return f"~ ({self.proposition(claim)})"
        raise NotWritable("statements of this form have no Coq text")
