"""Method `enumeration`: all inputs at once, on the kernel's own truth tables."""

from collections.abc import Mapping

from ..kernel.blast import blast
from ..kernel.certificate import Certificate
from ..kernel.rejection import Rejected
from ..kernel.rules.enumeration import truth_tables
from ..kernel.statement import Fails, ForAll, Statement
from ..kernel.words import Word
from .finding import Budget, Finding, found, gave_up


def propose(statement: Statement, budget: Budget) -> Finding:
    """The certificate (which has no evidence), the first counterexample, or that no input meets the hypotheses."""
    assert isinstance(statement, ForAll)
    try:
        gates, words, inside = truth_tables(statement.variables)
        for hypothesis in statement.hypotheses:
            result = blast(gates, hypothesis, words)
            inside &= result.defined & result.bits[0]
        result = blast(gates, statement.conclusion, words)
    except Rejected as why:
        return gave_up(str(why))
    if not inside:
        return found(Certificate(statement.vacuous(), "enumeration", {}))
    failing = inside & ~(result.defined & result.bits[0])
    if failing:
        return found(Certificate(Fails(statement), "witness", {"values": first_input(words, failing)}))
    return found(Certificate(statement, "enumeration", {}, first_input(words, inside)))


def first_input(words: Mapping[str, Word], table: int) -> dict[str, str]:
    """The values of all variables at the first input of `table`."""
    place = (table & -table).bit_length() - 1
    return {name: str(_value_at(word, place)) for name, word in words.items()}


def _value_at(word: Word, place: int) -> int:
    bits = [bit >> place & 1 for bit in word]
    return sum(bit << position for position, bit in enumerate(bits[:-1])) - (bits[-1] << len(bits) - 1)
