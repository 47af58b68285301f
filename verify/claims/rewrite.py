"""A claim file's functions with their branches and look-ups put in a form that joins paths (`trace/joins.py`).

`if` and `while` statements whose sides only assign local names, and conditional
expressions, are handed to the trace with both sides; `table[i]`, `min` and
`max` are asked of it. On plain numbers the functions do what they did, and it
is the rewritten ones that replay a counterexample. Every line keeps its number.

    if c: A          for .b in .branch(c, .site):
    else: B              if .b.values is not None: (put the names back)
                         if .b.yes: A
                         elif .b.no: B

The names that begin with a dot can be no author's.
"""

import ast
import operator
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..trace import joins, selection
from ..trace.sites import Site
from .effects import Effects, HasEffects, Known, functions_without_effects, with_callees

Node = TypeVar("Node", bound=ast.AST)
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_IN_PLACE = {
    ast.Add: "iadd", ast.Sub: "isub", ast.Mult: "imul", ast.FloorDiv: "ifloordiv", ast.Mod: "imod", ast.Pow: "ipow",
    ast.LShift: "ilshift", ast.RShift: "irshift", ast.BitAnd: "iand", ast.BitOr: "ior", ast.BitXor: "ixor",
}  # fmt: skip
_LOOKS_AROUND = frozenset("eval exec globals locals vars".split())


def rewritten(tree: ast.Module) -> dict[str, Any]:
    """Rewrite the functions of a module in place; the names that it needs, to be put among its globals.

    A module is left as it is if a function of it could see the difference:
    one that catches exceptions, or asks for the names around it.
    """
    if any(_looks_around(part) for function in _functions(tree) for part in ast.walk(function)):
        return {}
    writer = _Writer(functions_without_effects(tree))
    for function in _functions(tree):
        writer.function(function)
    return {
        ".branch": joins.Branch, ".loop": joins.Loop, ".choose": joins.choose, ".both": joins.both,
        ".either": joins.either, ".opposite": joins.opposite, ".tested": joins.tested, ".unshared": joins.unshared,
        ".item": selection.item, ".store": selection.store, ".update": selection.update, ".extreme": selection.extreme,
        ".operator": operator,
        **writer.sites,
    }  # fmt: skip


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    """The functions of a module that stand in no other function."""
    found, waiting = [], list(tree.body)[::-1]
    while waiting:
        statement = waiting.pop()
        if isinstance(statement, ast.FunctionDef):
            found.append(statement)
        elif not isinstance(statement, ast.ClassDef):
            waiting += [part for part in ast.iter_child_nodes(statement) if isinstance(part, ast.stmt)]
    return found


def _looks_around(part: ast.AST) -> bool:
    catches = isinstance(part, ast.Try | ast.TryStar | ast.With | ast.AsyncWith)
    return catches or (isinstance(part, ast.Name) and part.id in _LOOKS_AROUND)


@dataclass
class _Scope:
    """The function that is being rewritten: whether paths may meet in it, names not its own, depth of loops."""

    joins: bool
    foreign: frozenset[str]
    loops: int = 0


@dataclass
class _Writer(ast.NodeTransformer):
    known: Known
    sites: dict[str, Site] = field(default_factory=dict)
    scope: _Scope = field(default_factory=lambda: _Scope(False, frozenset()))

    def function(self, node: _Function) -> None:
        """Rewrite the body of a function."""
        own = list(_own_parts(node))
        suspends = any(isinstance(part, ast.Yield | ast.YieldFrom | ast.Await | ast.NamedExpr) for part in own)
        foreign = {name for part in own if isinstance(part, ast.Global | ast.Nonlocal) for name in part.names}
        before, self.scope = self.scope, _Scope(not suspends, frozenset(foreign))
        node.body = self.block(node.body)
        self.scope = before

    def block(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """Rewritten statements."""
        found: list[ast.stmt] = []
        for statement in body:
            new = self.visit(statement)
            found += new if isinstance(new, list) else [new]
        return found

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.stmt:
        self.function(node)
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.stmt:
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.stmt:
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        effects = self.effects(node.body, node.orelse, test=node.test)
        site = None if effects is None else self.site(node, effects)
        if site is None:
            node.test = self.tested(node.test) if self.scope.loops else self.visit(node.test)
            node.body, node.orelse = self.block(node.body), self.block(node.orelse)
            return node
        test = self.condition(node.test)
        side = _at(node, ast.Name(f".b{site}", ast.Load()))
        no: list[ast.stmt] = [ast.If(_field(side, "no"), self.block(node.orelse), [])] if node.orelse else []
        arms = ast.If(_field(side, "yes"), self.block(node.body), no)
        steps = _call(".branch", test, ast.Name(site, ast.Load()))
        body = [_put_back(side, self.sites[site].names), arms]
        return _at(node, ast.For(ast.Name(side.id, ast.Store()), steps, body, []))

    def visit_While(self, node: ast.While) -> ast.stmt | list[ast.stmt]:
        self.scope.loops += 1
        effects = None if node.orelse else self.effects(node.body, [], test=node.test)
        site = None if effects is None else self.site(node, effects)
        if site is None:
            node.test = self.tested(node.test)
            node.body = self.block(node.body)
            self.scope.loops -= 1
            node.orelse = self.block(node.orelse)
            return node
        loop = ast.Name(f".w{site}", ast.Load())
        begin = ast.Assign([ast.Name(loop.id, ast.Store())], _call(".loop", ast.Name(site, ast.Load())))
        node.test = ast.Call(_field(loop, "turn"), [self.condition(node.test)], [])
        node.body = self.block(node.body)
        self.scope.loops -= 1
        return [_at(node, part) for part in (begin, node, _put_back(loop, self.sites[site].names))]

    def visit_For(self, node: ast.For) -> ast.stmt:
        node.iter = self.visit(node.iter)
        self.scope.loops += 1
        node.body = self.block(node.body)
        self.scope.loops -= 1
        node.orelse = self.block(node.orelse)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        node.value = self.visit(node.value)
        match node.targets:
            case [ast.Subscript(value=table, slice=index)] if _varies(index):
                stored = _call(".store", node.value, self.visit(table), self.visit(index))
                return _at(node, ast.Expr(stored))
        node.targets = [self.visit(target) for target in node.targets]
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt | list[ast.stmt]:
        node.value = self.visit(node.value)
        name = _IN_PLACE.get(type(node.op))
        match node.target:
            case ast.Name(id=target):
                check = _call(".unshared", ast.Name(target, ast.Load()))
                return [_at(node, ast.Expr(check)), node]
            case ast.Subscript(value=table, slice=index) if name is not None and _varies(index) and self.scope.joins:
                change = _field(ast.Name(".operator", ast.Load()), name)
                update = _call(".update", self.visit(table), self.visit(index), change, _deferred(node.value))
                return _at(node, ast.Expr(update))
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load) or not _varies(node.slice):
            return node
        return _at(node, _call(".item", node.value, node.slice))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        match node:
            case ast.Call(func=ast.Name(id="min" | "max"), keywords=[]) if node.args:
                return _at(node, _call(".extreme", node.func, *node.args))
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        effects = self.effects([ast.Expr(node.body), ast.Expr(node.orelse)], [], test=node.test)
        site = None if effects is None else self.site(node, effects)
        if site is None:
            self.generic_visit(node)
            return node
        arms = [_at(arm, _deferred(self.visit(arm))) for arm in (node.body, node.orelse)]
        return _at(node, _call(".choose", self.condition(node.test), ast.Name(site, ast.Load()), *arms))

    def _comprehension(self, node: ast.expr) -> ast.expr:
        self.scope.loops += 1
        self.generic_visit(node)
        self.scope.loops -= 1
        return node

    visit_ListComp = visit_GeneratorExp = visit_SetComp = visit_DictComp = _comprehension

    def effects(self, yes: list[ast.stmt], no: list[ast.stmt], test: ast.expr) -> Effects | None:
        """Those of both sides and of the condition, if there are no others than can be undone."""
        found = Effects()
        if not self.scope.joins:
            return None
        try:
            found.expressions(test)
            for side in (yes, no):
                for statement in side:
                    if isinstance(statement, ast.Expr):
                        found.expressions(statement.value)
                    else:
                        found.statements([statement])
        except HasEffects:
            return None
        return None if found.assigned & self.scope.foreign else found

    def site(self, node: ast.stmt | ast.expr, effects: Effects) -> str:
        """A new name for the place of `node`, under which the module finds what it assigns and reads."""
        read, called, lines = with_callees(effects, self.known)
        name = f".site{len(self.sites)}"
        self.sites[name] = Site(
            node.lineno, node.col_offset, self.scope.loops > 0, tuple(sorted(effects.assigned)),
            tuple(sorted(read)), tuple(sorted(called)), tuple(sorted(lines.items())),
        )  # fmt: skip
        return name

    def condition(self, test: ast.expr) -> ast.expr:
        """A condition of which only the truth matters, as one symbolic value where that can be."""
        match test:
            case ast.BoolOp(op=op, values=[first, *others]):
                rest: ast.expr = others[0] if len(others) == 1 else _at(test, ast.BoolOp(op, others))
                return self.connected(test, ".both" if isinstance(op, ast.And) else ".either", first, rest)
            case ast.UnaryOp(op=ast.Not(), operand=value):
                return _at(test, _call(".opposite", self.condition(value)))
            case ast.Compare(left=left, ops=[op, *ops], comparators=[middle, *others]) if ops and _is_simple(middle):
                rest = _at(test, ast.Compare(middle, ops, others))
                return self.connected(test, ".both", _at(test, ast.Compare(left, [op], [middle])), rest)
        return self.expression(test)

    def expression(self, node: ast.expr) -> ast.expr:
        """A rewritten expression."""
        found: ast.expr = self.visit(node)
        return found

    def connected(self, test: ast.expr, name: str, first: ast.expr, rest: ast.expr) -> ast.expr:
        """`first` and, if that does not settle it, `rest`."""
        effects = self.effects([ast.Expr(rest)], [], test=first)
        if effects is None:
            return self.expression(test)
        site = ast.Name(self.site(test, effects), ast.Load())
        return _at(test, _call(name, self.condition(first), site, _deferred(self.condition(rest))))

    def tested(self, test: ast.expr) -> ast.expr:
        """A condition that decides which way a path goes, where no paths can meet again."""
        return _at(test, _call(".tested", self.condition(test)))


def _own_parts(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a function, but for those of functions in it."""
    waiting = list(ast.iter_child_nodes(node))
    while waiting:
        part = waiting.pop()
        yield part
        if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            waiting += ast.iter_child_nodes(part)


def _varies(index: ast.expr) -> bool:
    """Whether an index may be a symbolic number."""
    return not isinstance(index, ast.Constant | ast.Slice | ast.Tuple) and not (
        isinstance(index, ast.UnaryOp) and isinstance(index.operand, ast.Constant)
    )


def _is_simple(expression: ast.expr) -> bool:
    return isinstance(expression, ast.Name | ast.Constant)


def _at(place: ast.stmt | ast.expr, node: Node) -> Node:
    """`node` with the line that `place` begins in on all of it that has none."""
    line = {"lineno": place.lineno, "col_offset": place.col_offset}
    for part in ast.walk(node):
        if isinstance(part, ast.stmt | ast.expr | ast.arg) and not hasattr(part, "lineno"):
            vars(part).update(line, end_lineno=place.lineno, end_col_offset=place.col_offset)
    return node


def _call(name: str, *args: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(args), [])


def _field(value: ast.expr, name: str) -> ast.Attribute:
    return ast.Attribute(value, name, ast.Load())


def _deferred(value: ast.expr) -> ast.Lambda:
    nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    return ast.Lambda(nothing, value)


def _put_back(source: ast.Name, names: tuple[str, ...]) -> ast.stmt:
    """Bind the names to what `source.values` has for them, unless it is None, and unbind the others."""
    values = _field(source, "values")
    body: list[ast.stmt] = []
    for name in names:
        target = ast.Name(name, ast.Store())
        found = ast.Assign([target], ast.Subscript(values, ast.Constant(name), ast.Load()))
        # A name must be bound to be unbound.
        unbound = [ast.Assign([target], ast.Constant(None)), ast.Delete([ast.Name(name, ast.Del())])]
        body.append(ast.If(ast.Compare(ast.Constant(name), [ast.In()], [values]), [found], unbound))
    return ast.If(ast.Compare(values, [ast.IsNot()], [ast.Constant(None)]), body or [ast.Pass()], [])
