"""Reading statements from their text: the inverse of `text.py`, for certificates and for people.

Beyond the canonical spelling it reads decimals (`0.0175`), chains of
comparisons (`0 <= x <= y`, which is their conjunction) and redundant parentheses.
"""

from fractions import Fraction

from .read_term import TermReader, as_real
from .rejection import Rejected
from .statement import Always, Exists, Fails, ForAll, Mean, Minimum, Statement, Variable, Zeros
from .term import Sort, Term, variable
from .text import statement_text
from .tokens import NUMBER, Tokens


def parse(text: str) -> Statement:
    """The statement that `text` spells. Raises Rejected, with the place, where it spells none."""
    return read_statement(Tokens(text))


def read_statement(tokens: Tokens) -> Statement:
    """The statement that `tokens` spell, as `parse` reads it."""
    return _statement(TermReader(tokens))


def parse_canonical(text: str) -> Statement:
    """Like `parse`, for texts that must be exactly the canonical one."""
    statement = parse(text)
    if statement_text(statement) != text:
        raise Rejected("text", text[:40], "is not in canonical form")
    return statement


def parse_term(text: str, sorts: dict[str, Sort]) -> Term:
    """The term that `text` spells, over variables of the given sorts."""
    reader = TermReader(Tokens(text))
    reader.names = {name: variable(name, sort) for name, sort in sorts.items()}
    term = reader.expression()
    reader.tokens.expect("")
    return term


def _statement(reader: TermReader) -> Statement:
    tokens = reader.tokens
    if tokens.take("not"):
        claim = _statement(reader) if tokens.token in ("forall", "exactly", "mean") else None
        if not isinstance(claim, ForAll | Zeros | Mean | Always):
            raise tokens.refuse("only a forall statement, or one on a number of zeros or a mean, can be negated")
        return Fails(claim)
    if tokens.take("minimum"):
        return _minimum(reader)
    if tokens.take("exactly"):
        return _zeros(reader)
    if tokens.take("mean"):
        return _mean(reader)
    quantifier = tokens.token
    if not tokens.take("forall", "exists"):
        raise tokens.refuse("a statement begins with forall, exists, not, minimum, exactly or mean")
    variables, more = _domains(tokens)
    if more and quantifier == "forall" and tokens.take("states"):
        return _always(reader, variables)
    if more:
        raise tokens.refuse("a variable is declared as integer or real")
    _declare(reader, variables)
    parts = tokens.separated(reader.expression)
    if quantifier == "forall" and tokens.take("==>"):
        conclusion = reader.expression()
        tokens.expect("")
        return ForAll(variables, tuple(parts), conclusion)
    if quantifier == "forall" and len(parts) > 1:
        raise tokens.refuse("hypotheses are followed by ==> and a conclusion")
    tokens.expect("")
    return Exists(variables, tuple(parts)) if quantifier == "exists" else ForAll(variables, (), parts[0])


def _always(reader: TermReader, variables: tuple[Variable, ...]) -> Always:
    """A recurrence, from its states on."""
    tokens = reader.tokens
    states, more = _domains(tokens)
    inputs: tuple[Variable, ...] = ()
    if more:
        tokens.expect("inputs")
        inputs = tuple(tokens.separated(lambda: _domain(tokens)))
    _declare(reader, (*variables, *states, *inputs))
    hypotheses = []
    if tokens.token != "from":
        hypotheses = tokens.separated(reader.expression)
        tokens.expect("==>")
    tokens.expect("from")
    start = _one_for_each(reader, states, "=")
    tokens.expect("by")
    step = _one_for_each(reader, states, "->")
    conditions = tokens.separated(reader.expression) if tokens.take("where") else []
    tokens.expect("always")
    conclusion = reader.expression()
    tokens.expect("")
    return Always(variables, states, inputs, tuple(hypotheses), start, step, tuple(conditions), conclusion)


def _one_for_each(reader: TermReader, states: tuple[Variable, ...], sign: str) -> tuple[Term, ...]:
    """A term for each state, in their order and of their sorts."""
    terms: list[Term] = []
    for state in states:
        if terms:
            reader.tokens.expect(",")
        reader.tokens.expect(state.name)
        reader.tokens.expect(sign)
        term = reader.expression()
        terms.append(as_real(term) if state.sort is Sort.REAL else term)
    return tuple(terms)


def _minimum(reader: TermReader) -> Minimum:
    tokens = reader.tokens
    tokens.expect("over")
    declared = _domain(tokens)
    tokens.expect("to")
    digits = tokens.number()
    if digits.denominator != 1:
        raise tokens.refuse("a whole number of digits is needed")
    tokens.expect("digits")
    return Minimum(declared, _function_of(reader, declared), int(digits))


def _zeros(reader: TermReader) -> Zeros:
    tokens = reader.tokens
    count = tokens.number()
    if count.denominator != 1:
        raise tokens.refuse("a whole number of zeros is needed")
    if not tokens.take("zero", "zeros"):
        raise tokens.refuse("expected zero or zeros")
    tokens.expect("over")
    declared = _domain(tokens)
    return Zeros(declared, _function_of(reader, declared), int(count))


def _mean(reader: TermReader) -> Mean:
    tokens = reader.tokens
    tokens.expect("over")
    variables = tuple(tokens.separated(lambda: _domain(tokens)))
    _declare(reader, variables)
    parts = tokens.separated(reader.expression)
    hypotheses = tuple(parts) if tokens.token == "==>" else ()
    if tokens.take("==>"):
        parts = [reader.expression()]
    if len(parts) > 1:
        raise tokens.refuse("hypotheses are followed by ==> and a term")
    tokens.expect("is")
    low, high = _bounds(tokens)
    tokens.expect("")
    return Mean(variables, hypotheses, as_real(parts[0]), low, high)


def _bounds(tokens: Tokens) -> tuple[Fraction | None, Fraction | None]:
    """A number; or `at most`, `at least` a number; or `from` one `to` another."""
    if tokens.take("at"):
        upper = tokens.take("most")
        if not upper:
            tokens.expect("least")
        end = tokens.number()
        return (None, end) if upper else (end, None)
    if not tokens.take("from"):
        value = tokens.number()
        return value, value
    low = tokens.number()
    tokens.expect("to")
    return low, tokens.number()


def _function_of(reader: TermReader, declared: Variable) -> Term:
    _declare(reader, (declared,))
    function = reader.expression()
    reader.tokens.expect("")
    return as_real(function)


def _declare(reader: TermReader, variables: tuple[Variable, ...]) -> None:
    """Goes past the colon; from here on the variables have a meaning, and what `let` defines."""
    reader.tokens.expect(":")
    reader.names = {declared.name: declared.term() for declared in variables}
    if reader.tokens.take("let"):
        reader.tokens.separated(lambda: _definition(reader))
        reader.tokens.expect("in")


def _definition(reader: TermReader) -> None:
    name = reader.tokens.word()
    if name in reader.names:
        raise reader.tokens.refuse(f"{name} is defined twice")
    reader.tokens.expect("=")
    reader.names[name] = reader.expression()


def _domains(tokens: Tokens) -> tuple[tuple[Variable, ...], bool]:
    """Declarations, up to a colon or a word that begins another part; and whether it is such a word."""
    found: list[Variable] = []
    another = tokens.token != ":"
    while another:
        if tokens.token in ("states", "inputs"):
            return tuple(found), True
        found.append(_domain(tokens))
        another = tokens.take(",")
    return tuple(found), False


def _domain(tokens: Tokens) -> Variable:
    """A declaration, as in `even integer n >= 2` or `real 0 <= x < 1`."""
    parity = {"even": 0, "odd": 1}.get(tokens.token)
    if parity is not None:
        tokens.position += 1
    word = tokens.word()
    if word not in ("integer", "real"):
        raise tokens.refuse("a variable is declared as integer or real")
    low = high = None
    low_open = high_open = False
    if tokens.kind == NUMBER or tokens.token == "-":
        low = tokens.number()
        low_open = tokens.token == "<"
        if not tokens.take("<", "<="):
            raise tokens.refuse("expected < or <=")
    name = tokens.word()
    relation = tokens.token
    if tokens.take("<", "<=", ">", ">="):
        bound = tokens.number()
        if relation[0] == ">":
            if low is not None:
                raise tokens.refuse("two lower bounds")
            low, low_open = bound, relation == ">"
        else:
            high, high_open = bound, relation == "<"
    return Variable(name, Sort(word), low, high, low_open, high_open, parity)
