"""Edits of a module of the kernel, each a mutant: conditions, numbers, operations and arguments are changed."""

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
KINDS = ("guard", "condition", "number", "operation", "argument")
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPUTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr, ast.Pow: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module of the kernel with one place changed."""

    path: Path
    line: int
    kind: str
    change: str
    source: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.kind}: {self.change}"


def mutants(path: Path, kinds: Sequence[str]) -> Iterator[Mutant]:
    """Every mutant of these kinds of one file, but for what no test can tell.

    That is lines that no test can reach, and `strict`, `frozen` and `slots`, which only help against mistakes.
    """
    source = path.read_text("utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    keywords = [node for node in ast.walk(tree) if isinstance(node, ast.keyword)]
    same = {id(keyword.value) for keyword in keywords if keyword.arg in ("strict", "frozen", "slots")}
    for place, node in enumerate(ast.walk(tree)):
        for number, (kind, change, _) in enumerate(_changes(node)):
            if kind not in kinds or id(node) in same or "pragma: no cover" in lines[node.lineno - 1]:
                continue
            changed = copy.deepcopy(tree)
            twin = next(other for position, other in enumerate(ast.walk(changed)) if position == place)
            _changes(twin)[number][2]()
            yield Mutant(path, node.lineno, kind, change, ast.unparse(ast.fix_missing_locations(changed)))


def _changes(node: ast.AST) -> list[tuple[str, str, Callable[[], None]]]:
    """What can be changed at a node: the kind, the change in words, and what makes it."""
    found: list[tuple[str, str, Callable[[], None]]] = []

    def offer(kind: str, change: str, make: Callable[[], None]) -> None:
        found.append((kind, change, make))

    def put(name: str, value: object) -> Callable[[], None]:
        return lambda: setattr(node, name, value)

    match node:
        case ast.If(test=test, body=[ast.Raise(), *_]):
            offer("guard", f"never: if {ast.unparse(test)}: raise", put("test", ast.Constant(False)))
            if isinstance(test, ast.BoolOp):
                for part in range(len(test.values)):
                    rest = [value for place, value in enumerate(test.values) if place != part]
                    smaller = rest[0] if len(rest) == 1 else ast.BoolOp(test.op, rest)
                    text = f"if {ast.unparse(test)}: without {ast.unparse(test.values[part])}"
                    offer("guard", text, put("test", smaller))
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            offer("condition", f"{ast.unparse(test)} never", put("test", ast.Constant(False)))
            if not isinstance(node, ast.While):
                offer("condition", f"{ast.unparse(test)} always", put("test", ast.Constant(True)))
        case ast.Expr(value=ast.Call() as call):
            offer("guard", f"not called: {ast.unparse(call)}", put("value", ast.Constant(None)))
    match node:
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                if type(op) in COMPARED:
                    other = COMPARED[type(op)]()
                    text = f"{ast.unparse(node)}: {type(op).__name__} becomes {type(other).__name__}"
                    offer("condition", text, lambda place=place, other=other: ops.__setitem__(place, other))
        case ast.BoolOp(op=op):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            offer("condition", f"{ast.unparse(node)}: {type(other).__name__}", put("op", other))
        case ast.UnaryOp(op=ast.Not()):
            offer("condition", f"{ast.unparse(node)}: without not", put("op", ast.UAdd()))
        case ast.UnaryOp(op=ast.USub()) if not isinstance(node.operand, ast.Constant):
            offer("operation", f"{ast.unparse(node)}: without its sign", put("op", ast.UAdd()))
        case ast.BinOp(op=op) if type(op) in COMPUTED and not isinstance(node.left, ast.JoinedStr):
            other = COMPUTED[type(op)]()
            offer("operation", f"{ast.unparse(node)}: {type(other).__name__}", put("op", other))
        case ast.Constant(value=bool() as value):
            offer("number", f"{value} becomes {not value}", put("value", not value))
        case ast.Constant(value=int() as value):
            offer("number", f"{value} becomes {value + 1}", put("value", value + 1))
        case ast.Call(args=[first, second, *_]) if ast.dump(first) != ast.dump(second):
            if not _in_any_order(node) and not any(isinstance(arg, ast.Starred) for arg in node.args[:2]):
                offer("argument", f"{ast.unparse(node)}: swapped", lambda: _swap(node.args))
    return found


def _swap(args: list[ast.expr]) -> None:
    args[0], args[1] = args[1], args[0]


def _in_any_order(call: ast.Call) -> bool:
    """Whether a call takes its arguments in any order, or only makes a message of them."""
    return ast.unparse(call.func) in ("Rejected", "max", "min", "math.gcd", "math.lcm", "refuse_large")
