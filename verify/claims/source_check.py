"""What a claim file's functions may not contain, because running them on symbolic values would not show it.

A comparison by `is`, a question about a value's type, or an exception that the
function itself catches can make it behave otherwise on numbers than in the
trace, without a trace of it; a clock, random numbers or what is outside and it
changes, otherwise on every run. They are refused in the source, of the functions
that a claim file imports from elsewhere as well (`reached.py`).
"""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_CHANGING = frozenset(("datetime", "random", "secrets", "time", "uuid"))
_CHANGES = frozenset(
    "add append clear discard extend insert pop popitem popleft remove reverse setdefault sort update".split()
)
_QUESTIONS = frozenset(("dir", "hasattr", "id", "type", "vars"))
_IDENTITIES = frozenset(("is_", "is_not"))
_OBJECTS = "{} compares objects, not values; write == or !="
_OTHERWISE = "{} in a function: it must do the same on every run"
_ASKED = "{}() in a function: a symbolic value would answer otherwise than a number"


def refused(tree: ast.Module, lines: Collection[int] | None = None) -> tuple[int, str] | None:
    """The line and the reason of the first such construct in a function of the module, if there is one.

    With `lines`, only the functions whose code begins in one of them are read, and those inside them.
    """
    told = _told_of_names(tree)
    found: set[tuple[int, str]] = set()
    waiting: list[tuple[ast.AST, frozenset[str], bool]] = [(tree, _inside(tree)[1], lines is None)]
    while waiting:
        node, outside, read = waiting.pop()
        if isinstance(node, Function):
            inside, own = _inside(node)
            read = read or _first_line(node) in (lines or ())
            if read:
                for part, reason in (*_parts(node, told, outside | own), *_changes(inside, outside - own)):
                    found.add((part.lineno, reason))
            outside |= own
        waiting += [(part, outside, read) for part in ast.iter_child_nodes(node)]
    return min(found, default=None)


def _first_line(function: Function) -> int:
    """The line that a function's code begins in: that of its first decorator."""
    decorators = [] if isinstance(function, ast.Lambda) else function.decorator_list
    return min([function.lineno, *(part.lineno for part in decorators)])


def _told_of_names(tree: ast.Module) -> dict[str, str]:
    """The names that a file has for clocks, random numbers, questions about objects, and why each is refused."""
    told: dict[str, str] = {}
    for part in ast.walk(tree):
        match part:
            case ast.Import(names=imported):
                told |= {(each.asname or each.name).split(".")[0]: _OTHERWISE.format(each.name) for each in imported
                         if each.name.split(".")[0] in _CHANGING}  # fmt: skip
            case ast.ImportFrom(module=str(module), names=imported) if module.split(".")[0] in _CHANGING:
                told |= {each.asname or each.name: _OTHERWISE.format(f"{module}.{each.name}") for each in imported}
            case ast.ImportFrom(module="operator", names=imported):
                told |= {each.asname or each.name: _OBJECTS.format(each.name) for each in imported
                         if each.name in _IDENTITIES}  # fmt: skip
    for part in tree.body:
        match part:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=question)) if question in _QUESTIONS:
                told[name] = _ASKED.format(question)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):  # draw = Random(1).random
                for each in ast.walk(value):
                    if isinstance(each, ast.Name) and each.id in told:
                        told[name] = told[each.id]
    return told


def _parts(
    function: ast.AST, told: Mapping[str, str], own: frozenset[str]
) -> Iterator[tuple[ast.expr | ast.stmt | ast.pattern, str]]:
    for part in ast.walk(function):
        match part:
            case ast.Try() | ast.TryStar():
                yield part, "try in a function: a trace does not see what it catches; test a condition instead"
            case ast.With() | ast.AsyncWith():
                yield part, "with in a function: what it enters may catch an exception, which a trace does not see"
            case ast.Call(func=ast.Name(id="getattr"), args=[_, _, _]):
                yield (
                    part,
                    "getattr() with a default in a function: a symbolic value would answer otherwise",
                )
            case ast.Compare(ops=ops) if any(isinstance(op, ast.Is | ast.IsNot) for op in ops) and not _with_none(part):
                yield part, _OBJECTS.format("`is`")
            case ast.MatchSingleton(value=bool()):
                yield part, "case True and case False compare objects; write if"
            case ast.Name(id=name) if name in _QUESTIONS and name not in own:
                yield part, _ASKED.format(name)
            case ast.Name(id=name) if name in told:
                yield part, told[name]
            case ast.Attribute(attr=name) if name in _IDENTITIES:
                yield part, _OBJECTS.format(name)
            case ast.Import() | ast.ImportFrom():
                yield part, "import in a function: at the top of the file, what it brings can be read"
            case ast.Global(names=names):
                yield part, f"global {', '.join(names)} in a function: it must do the same on every run"
            case ast.AsyncFunctionDef() | ast.Await():
                yield part, "an async function cannot be traced"


def _inside(function: Function | ast.Module) -> tuple[list[ast.AST], frozenset[str]]:
    """What a function, or a module, is made of but for functions in it, and the names that are its own."""
    own = set() if isinstance(function, ast.Module) else {argument.arg for argument in _arguments(function)}
    outer: set[str] = set()
    inside: list[ast.AST] = []
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        part = waiting.pop()
        inside.append(part)
        match part:
            case ast.FunctionDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                own.add(name)
            case ast.Nonlocal(names=names):
                outer.update(names)
        if not isinstance(part, Function):
            waiting += ast.iter_child_nodes(part)
    return inside, frozenset(own - outer)


def _arguments(function: Function) -> Iterator[ast.arg]:
    return (part for part in ast.walk(function.args) if isinstance(part, ast.arg))


def _changes(inside: Iterable[ast.AST], outside: frozenset[str]) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Where a function changes what belongs to a function or file around it: its next run may do something else."""
    for part in inside:
        match part:
            case ast.Nonlocal(names=names):
                name = names[0]
            case ast.Subscript(ctx=ast.Store() | ast.Del()) | ast.Attribute(ctx=ast.Store() | ast.Del()):
                name = _base(part)
            case ast.Call(func=ast.Attribute(value=value, attr=method)) if method in _CHANGES:
                name = _base(value)
            case ast.Call(func=ast.Name(id="next"), args=[value, *_]):
                name = _base(value)
            case _:
                continue
        if name in outside:
            yield part, f"a function changes {name}, which is not its own: it must do the same on every run"


def _base(part: ast.expr) -> str:
    """The name that something is a part of; empty where there is none."""
    while isinstance(part, ast.Subscript | ast.Attribute):
        part = part.value
    return part.id if isinstance(part, ast.Name) else ""


def _with_none(comparison: ast.Compare) -> bool:
    sides = (comparison.left, *comparison.comparators)
    return any(isinstance(side, ast.Constant) and side.value is None for side in sides)
