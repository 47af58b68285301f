"""What a piece of a function assigns, reads and calls, if running it can have no other effect.

Such pieces may be run on trial: putting the assigned names back undoes them.
That what they read does not change by being read, and that what they call is
what it seems, is seen only when they run (`trace/joins.py`).
"""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_METHODS = ("bit_length", "bit_count")
_PLAIN = (
    ast.Constant, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Tuple, ast.List, ast.Subscript,
    ast.Slice, ast.Starred, ast.keyword, ast.operator, ast.unaryop, ast.boolop, ast.cmpop, ast.expr_context,
    ast.comprehension, ast.ListComp, ast.GeneratorExp,
)  # fmt: skip


class HasEffects(Exception):
    """The piece may do more than assign local names."""


@dataclass(slots=True)
class Effects:
    """The names that a piece assigns and reads, and the names of the functions that it calls."""

    assigned: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)

    def statements(self, body: Iterable[ast.stmt], in_loop: bool = False, returns: bool = False) -> None:
        """Add those of some statements; raises HasEffects. A loop may be left only from within the piece."""
        for statement in body:
            match statement:
                case ast.Assign(targets=targets, value=value):
                    self.expressions(value)
                    self.targets(targets)
                case ast.AnnAssign(target=target, value=value, simple=1):
                    self.expressions(*filter(None, [value]))
                    self.targets([target])
                case ast.AugAssign(target=ast.Name(id=name), value=value):
                    self.expressions(value)
                    self.assigned.add(name)
                    self.read.add(name)
                case ast.If(test=test, body=yes, orelse=no):
                    self.expressions(test)
                    self.statements([*yes, *no], in_loop, returns)
                case ast.For(target=target, iter=values, body=turns, orelse=rest):
                    self.expressions(values)
                    self.targets([target])
                    self.statements(turns, True, returns)
                    self.statements(rest, in_loop, returns)
                case ast.While(test=test, body=turns, orelse=rest):
                    self.expressions(test)
                    self.statements(turns, True, returns)
                    self.statements(rest, in_loop, returns)
                case ast.Return(value=value) if returns:
                    self.expressions(*filter(None, [value]))
                case ast.Pass() | ast.Expr(value=ast.Constant()):
                    pass
                case ast.Break() | ast.Continue() if in_loop:
                    pass
                case _:
                    raise HasEffects

    def targets(self, targets: Iterable[ast.expr]) -> None:
        """Add what is assigned to names, or to tuples of names."""
        for target in targets:
            match target:
                case ast.Name(id=name):
                    self.assigned.add(name)
                case ast.Tuple(elts=parts):
                    self.targets(parts)
                case _:
                    raise HasEffects

    def expressions(self, *roots: ast.expr) -> None:
        """Add what expressions read and call."""
        waiting: list[ast.AST] = [*roots]
        while waiting:
            part = waiting.pop()
            match part:
                case ast.Name(id=name):
                    self.read.add(name)
                case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
                    self.called.add(name)
                    waiting += [*args, *keywords]
                case ast.Call(func=ast.Attribute(value=value, attr=method), args=[], keywords=[]) if method in _METHODS:
                    waiting.append(value)
                case ast.comprehension(is_async=1):
                    raise HasEffects
                case ast.Compare(ops=ops) if any(isinstance(op, ast.Is | ast.IsNot) for op in ops):
                    raise HasEffects
                case _ if isinstance(part, _PLAIN):
                    waiting += ast.iter_child_nodes(part)
                case _:
                    raise HasEffects


Known = Mapping[str, tuple[int, Effects]]


def functions_without_effects(module: ast.Module) -> Known:
    """The functions at the top of a module that only compute what they return: their lines, what they read and call."""
    found = {}
    names = [statement.name for statement in module.body if isinstance(statement, ast.FunctionDef)]
    for statement in module.body:
        if isinstance(statement, ast.FunctionDef) and not statement.decorator_list and names.count(statement.name) == 1:
            effects = Effects()
            try:
                effects.statements(statement.body, returns=True)
            except HasEffects:
                continue
            arguments = {argument.arg for argument in ast.walk(statement.args) if isinstance(argument, ast.arg)}
            effects.read -= effects.assigned | arguments
            if not effects.called & (effects.assigned | arguments):
                found[statement.name] = statement.lineno, effects
    return found


def with_callees(effects: Effects, known: Known) -> tuple[set[str], set[str], dict[str, int]]:
    """What is read and called, also by the `known` functions among those called, which are given with their lines."""
    read, called, lines = set(effects.read), set(effects.called), {}
    waiting = [*called]
    while waiting:
        name = waiting.pop()
        if name in known and name not in lines:
            lines[name], inner = known[name]
            read |= inner.read
            waiting += inner.called - called
            called |= inner.called
    return read, called, lines
