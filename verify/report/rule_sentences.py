"""What each rule did, in sentences: one small function per rule, from a statement and its evidence, in a table.

The functions read; whether the evidence proves anything is the kernel's to say.
"""

from collections.abc import Mapping

from . import sentences_of_logic, sentences_of_reals, sentences_of_words
from .phrases import Sentences

SENTENCES: Mapping[str, Sentences] = {
    **sentences_of_reals.SENTENCES,
    **sentences_of_words.SENTENCES,
    **sentences_of_logic.SENTENCES,
}
"""How to tell what each rule of the kernel did."""

TITLES: Mapping[str, str] = {
    "left": "First part",
    "right": "Second part, where the first holds",
    "yes": "Where it holds",
    "no": "Where it does not",
    "defined": "The condition has a value",
    "order": "The order of the two points",
    "start": "At the start",
    "slope": "The slopes",
    "path": "On the way, divisors are not 0, and arguments of log and sqrt positive",
    "base": "At the start",
    "step": "From any state that has it to the next",
    "convex": "Convexity",
    "positive": "The divisor is positive",
    "at_least": "The power is an integer",
    "then": "What is left",
    "equal": "The two are equal",
}
"""What the nested proofs are called."""

OUTSIDE: Mapping[str, str] = {"left": "Left of there", "right": "Right of there"}
"""The same, for the rule `minimum`."""
