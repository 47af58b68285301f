"""`@claim`: a Python function that returns a truth value becomes a claim.

The function itself stays what it was; calling it on plain numbers replays one input.
"""

import inspect
import linecache
import sys
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from .domains import Domain, Each, Pattern, Word

Function = TypeVar("Function", bound=Callable[..., Any])
Input = Mapping[str, int | Fraction]
Tight = Input | Sequence[Input]
Limit = int | Fraction | Mapping[str, int | Fraction] | None
Place = tuple[str | Path, int]
EXPECTATIONS = ("proved", "refuted", "open")


class ClaimError(Exception):
    """A claim is not stated rightly: what is wrong, and in which line of its file."""

    def __init__(self, message: str, file: str | Path, line: int) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.message = message
        self.file = Path(file)
        self.line = line


@dataclass(frozen=True, eq=False, slots=True)
class Claim:
    """A function with its domains and options, before any instance is made of it."""

    function: Callable[..., Any]
    domains: Mapping[str, Domain]
    tight: Tight | Callable[..., Tight]
    using: tuple[Callable[..., Any], ...]
    expect: str | Callable[..., str]
    source: str
    full: bool
    seconds: float | None
    picture: str | Callable[..., str]
    trend: str
    limit: Limit | Callable[..., Limit]
    line: int

    @property
    def name(self) -> str:
        """The function's name."""
        return self.function.__name__

    def _repr_markdown_(self) -> str:
        from .display import claim_markdown

        return claim_markdown(self)

    def _repr_latex_(self) -> str | None:
        from .display import claim_latex

        return claim_latex(self)


COLLECTED: ContextVar[list[Claim] | None] = ContextVar("collected_claims", default=None)


def claim(
    *misplaced: object,
    tight: Tight | Callable[..., Tight] = (),
    using: Callable[..., Any] | Sequence[Callable[..., Any]] = (),
    expect: str | Callable[..., str] = "proved",
    source: str = "",
    full: bool = False,
    seconds: float | None = None,
    picture: str | Callable[..., str] = "",
    trend: str = "",
    limit: Limit | Callable[..., Limit] = None,
    **domains: Domain,
) -> Callable[[Function], Function]:
    """State that the decorated function is true for all values of its arguments.

    `domains` gives each argument its domain. `tight` is an input at which the
    last comparison is an equality, so that its bound is attained, or a list of inputs, one for
    each bound. `using` are functions of some of the same arguments, claims mostly, that may help to prove this one:
    what they return is proved first, then used. `expect` says what
    the verdict should be; `source` where the claim is from; `full=True` keeps
    it out of the core set; `seconds` is the budget of one method on this claim,
    in place of the project's. `picture` is the caption of a picture of what is bounded, `trend` of one of the
    bounds of all instances, `limit` what these tend to. Where `tight`, `expect`, `picture` or `limit` differ from
    instance to instance, they are functions of some of the arguments with `each`.
    """
    caller = sys._getframe(1)
    place = caller.f_code.co_filename, caller.f_lineno
    if misplaced:
        raise ClaimError("@claim takes keywords only, as in @claim(a=integers(1))", *place)
    if not inspect.isfunction(expect):
        check_expectation(expect, place)
    if not isinstance(source, str) or not isinstance(full, bool):
        raise ClaimError("source is a string, full is True or False", *place)
    if seconds is not None and (type(seconds) not in (int, float) or not 0 < seconds < 1e6):
        raise ClaimError(f"seconds={seconds!r}: a positive number of seconds", *place)
    if not isinstance(trend, str) or not (isinstance(picture, str) or inspect.isfunction(picture)):
        raise ClaimError("picture and trend are captions", *place)
    if limit is not None and not trend:
        raise ClaimError("limit belongs to a trend; give the trend a caption", *place)
    lemmas = (using,) if callable(using) else tuple(using)
    if not all(map(inspect.isfunction, lemmas)):
        raise ClaimError("using takes functions, as in using=datapath_is_the_formula", *place)
    for name, domain in domains.items():
        if not isinstance(domain, Domain):
            raise ClaimError(f"{name}={domain!r}: write a domain, as in {name}=integers(1)", *place)

    def state(function: Function) -> Function:
        _check_arguments(function, domains, place)
        if not inspect.isfunction(tight):
            tight_inputs(tight, domains, place)
        for name, option in (("tight", tight), ("expect", expect), ("picture", picture), ("limit", limit)):
            _check_option(name, option, domains, place)
        for lemma in lemmas:
            for name in sorted(set(inspect.signature(lemma).parameters) - set(domains)):
                raise ClaimError(f"using: {lemma.__name__} has an argument {name} that this claim has not", *place)
        made = Claim(
            function,
            domains,
            tight,
            lemmas,
            expect,
            source,
            full,
            seconds,
            picture,
            trend,
            limit,
            _line_of_def(function),
        )
        # The function stays a plain one; in a notebook it is shown as what it claims.
        vars(function).update(
            __verify_claim__=made, _repr_markdown_=made._repr_markdown_, _repr_latex_=made._repr_latex_
        )
        collected = COLLECTED.get()
        if collected is not None:
            collected.append(made)
        return function

    return state


def claim_of(function: Callable[..., Any]) -> Claim | None:
    """What `@claim` made of the function; None where it stands above no `def` of it.

    A function that wraps another one has the other's attributes, and is not what is claimed.
    """
    made: Claim | None = getattr(function, "__verify_claim__", None)
    return made if made is not None and made.function is function else None


def _check_arguments(function: Callable[..., Any], domains: Mapping[str, Domain], place: Place) -> None:
    if not inspect.isfunction(function):
        raise ClaimError("@claim stands above a function", *place)
    parameters = inspect.signature(function, follow_wrapped=False).parameters.values()
    if any(parameter.kind is not parameter.POSITIONAL_OR_KEYWORD for parameter in parameters):
        raise ClaimError(f"{function.__name__}: arguments are plain names, without * or **", *place)
    if any(parameter.default is not parameter.empty for parameter in parameters):
        raise ClaimError(f"{function.__name__}: arguments have no default; each has a domain", *place)
    names = {parameter.name for parameter in parameters}
    for name in sorted(names - set(domains)):
        raise ClaimError(f"{function.__name__}: no domain for its argument {name}", *place)
    for name in sorted(set(domains) - names):
        raise ClaimError(f"{function.__name__}: has no argument {name}", *place)
    for name, domain in domains.items():
        kind = "pattern" if isinstance(domain, Pattern) else "word"
        named = getattr(domain, "format" if kind == "pattern" else "width", None)
        if isinstance(domain, Word) and domain.signed:
            kind = "signed_word"
        if isinstance(named, str) and not isinstance(domains.get(named), Each):
            raise ClaimError(f"{name}={kind}({named!r}): {named} is no argument with each(...)", *place)


def _check_option(name: str, option: object, domains: Mapping[str, Domain], place: Place) -> None:
    """An option that is a function is one of arguments with `each`."""
    if inspect.isfunction(option):
        for argument in inspect.signature(option).parameters:
            if not isinstance(domains.get(argument), Each):
                raise ClaimError(f"{name}: its argument {argument} is no argument with each(...)", *place)


def chosen(name: str, option: Any, fixed: Mapping[str, Any], place: Place) -> Any:
    """What an option is for the instance with these values of the arguments with `each`; ClaimError where it fails."""
    if not inspect.isfunction(option):
        return option
    try:
        return option(**{name: fixed[name] for name in inspect.signature(option).parameters})
    except Exception as error:
        raise ClaimError(f"{name}: {type(error).__name__}: {error}", *place) from error


def check_expectation(expect: object, place: Place) -> str:
    """`expect`, if it is one of those there are; raises ClaimError."""
    if not isinstance(expect, str) or expect not in EXPECTATIONS:
        raise ClaimError(f"expect={expect!r}: one of {', '.join(EXPECTATIONS)}", *place)
    return expect


def tight_inputs(tight: object, domains: Mapping[str, Domain], place: Place) -> tuple[Input, ...]:
    """The inputs at which a bound is attained, one or several; raises ClaimError where they are none."""
    inputs = (tight,) if isinstance(tight, Mapping) else tight
    free = [name for name, domain in domains.items() if not isinstance(domain, Each)]
    if not isinstance(inputs, (list, tuple)):
        raise ClaimError(f"tight={tight!r}: an input as dict(…), or a list of inputs", *place)
    for values in inputs:
        if not isinstance(values, Mapping) or set(values) != set(free):
            raise ClaimError(f"tight=dict(…) gives one value for each of {', '.join(free)}", *place)
        for name, value in values.items():
            if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
                raise ClaimError(f"tight: {name}={value!r} is not an integer or a ratio", *place)
    return tuple(inputs)


def _line_of_def(function: Callable[..., Any]) -> int:
    """The line of `def`, which stands after the decorators that the code's first line counts in."""
    code = function.__code__
    lines = linecache.getlines(code.co_filename)
    for number in range(code.co_firstlineno, len(lines) + 1):
        if lines[number - 1].lstrip().startswith("def "):
            return number
    return code.co_firstlineno
