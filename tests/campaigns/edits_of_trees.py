"""Named edits of a certificate as a JSON tree: its numbers, lists, keys, rules and parts."""

import json
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from verify.kernel.check import RULES

Place = tuple[Any, Any]
Edit = Callable[[Any, Random, Sequence[str]], bool]
"""Changes a tree in place, perhaps with parts of the other certificates; False where there is nothing to change."""

HUGE = ("9" * 5000, "-" + "1" * 30_000, "1/" + "7" * 3000, str(2**2000), "1" + "0" * 1_000_001)


def places(data: Any, wanted: Callable[[Any], bool]) -> list[Place]:
    """Where in the tree values of this kind stand: their containers, and their keys in them."""
    found, stack = [], [data]
    while stack:
        container = stack.pop()
        for key, value in container.items() if isinstance(container, dict) else enumerate(container):
            if wanted(value):
                found.append((container, key))
            if isinstance(value, dict | list):
                stack.append(value)
    return found


def is_number(value: Any) -> bool:
    """Whether a value is a number that is spelt as text."""
    return isinstance(value, str) and len(value) < 400 and value.lstrip("-").replace("/", "", 1).isdigit()


def is_count(value: Any) -> bool:
    """Whether a value is a count or an index."""
    return type(value) is int


def is_list(value: Any) -> bool:
    """Whether a value is a list with something in it."""
    return isinstance(value, list) and bool(value)


def is_proof(value: Any) -> bool:
    """Whether a value is the proof of a part."""
    return isinstance(value, dict) and set(value) == {"rule", "evidence"}


def numbers(change: Callable[[Fraction, Random], Fraction | None]) -> Edit:
    """One number in another's place."""

    def edit(data: Any, random: Random, _others: Sequence[str]) -> bool:
        found = places({"evidence": data["evidence"], "witness": data.get("witness", {})}, is_number)
        if not found:
            return False
        container, key = random.choice(found)
        try:
            value = change(Fraction(container[key]), random)
        except ZeroDivisionError:
            return False
        container[key] = str(value)
        return True

    return edit


def at(wanted: Callable[[Any], bool], change: Callable[[Any, Any, Random], None]) -> Edit:
    """A change at one place of this kind in the evidence."""

    def edit(data: Any, random: Random, _others: Sequence[str]) -> bool:
        found = places({"evidence": data["evidence"]}, wanted)
        if not found:
            return False
        change(*random.choice(found), random)
        return True

    return edit


def _put(make: Callable[[Any, Random], Any]) -> Callable[[Any, Any, Random], None]:
    def change(container: Any, key: Any, random: Random) -> None:
        container[key] = make(container[key], random)

    return change


def _duplicate(container: Any, key: Any, random: Random) -> None:
    items = container[key]
    items.insert(random.randrange(len(items) + 1), random.choice(items))


def _swap(container: Any, key: Any, random: Random) -> None:
    items = container[key]
    one, other = random.randrange(len(items)), random.randrange(len(items))
    items[one], items[other] = items[other], items[one]


def _drop(container: Any, key: Any, random: Random) -> None:
    container[key].pop(random.randrange(len(container[key])))


def _drop_key(container: Any, key: Any, random: Random) -> None:
    container[key].pop(random.choice(sorted(container[key])))


def _rename_key(container: Any, key: Any, random: Random) -> None:
    inner = container[key]
    old = random.choice(sorted(inner))
    inner[random.choice([old.upper(), old + " ", "x", "y", "trusted", *sorted(inner)])] = inner.pop(old)


def _other_rule(data: Any, random: Random, _others: Sequence[str]) -> bool:
    container, key = random.choice(places([data], lambda value: isinstance(value, dict) and "rule" in value))
    container[key]["rule"] = random.choice([*sorted(RULES), "trust", "", "__class__"])
    return True


def _part_for_part(data: Any, random: Random, _others: Sequence[str]) -> bool:
    found = places(data, is_proof)
    if len(found) < 2:
        return False
    (container, key), (source, name) = random.sample(found, 2)
    container[key] = json.loads(json.dumps(source[name]))
    return True


def _graft(data: Any, random: Random, others: Sequence[str]) -> bool:
    """A part proved as another certificate's statement, or one of its parts, is."""
    other = json.loads(random.choice(others))
    grafts = [{"rule": other["rule"], "evidence": other["evidence"]}]
    grafts += [container[key] for container, key in places(other, is_proof)]
    found = places(data, is_proof)
    if found:
        container, key = random.choice(found)
        container[key] = random.choice(grafts)
    else:
        data |= random.choice(grafts)
    return True


def _evidence_of_another(data: Any, random: Random, others: Sequence[str]) -> bool:
    other = json.loads(random.choice(others))
    data["rule"], data["evidence"] = other["rule"], other["evidence"]
    return True


def _statement_of_another(data: Any, random: Random, others: Sequence[str]) -> bool:
    data["statement"] = json.loads(random.choice(others))["statement"]
    return True


def _version(data: Any, random: Random, _others: Sequence[str]) -> bool:
    data["format"] = random.choice(["verify-certificate/2", "verify-certificate/1 ", "verify-certificate", "", 1, None])
    return True


def _witness(data: Any, random: Random, _others: Sequence[str]) -> bool:
    inhabited = {"rule": random.choice(sorted(RULES)), "evidence": {}}
    for key, value in random.choice([{"witness": {}}, {"witness": None}, {"inhabited": inhabited}, {}]).items():
        data[key] = value
    data.pop(random.choice(["witness", "inhabited", "nothing"]), None)
    return True


def _nested(data: Any, random: Random, _others: Sequence[str]) -> bool:
    depth = random.choice([50, 150, 1000, 20_000])
    proof = {"rule": data["rule"], "evidence": data["evidence"]}
    if random.random() < 0.5:
        for _ in range(min(depth, 90)):
            proof = {"rule": "split", "evidence": {"condition": "true", "yes": proof, "no": proof}}
            proof["evidence"]["no"] = {"rule": "enumeration", "evidence": {}}
        data |= proof
    else:
        found = places({"evidence": data["evidence"]}, lambda value: True)
        container, key = random.choice(found)
        container[key] = "NESTED" + str(depth)
    return True


def _other_type(value: Any, random: Random) -> Any:
    return random.choice([None, True, [], {}, "", "0", 0, [value], {"rule": value}, str(value)[:50], "NUMBER"])


def _characters(value: str, random: Random) -> str:
    place = random.randrange(len(value) + 1)
    other = random.choice("0123456789abcdefxyzAZ+/=-*()<>. ")
    return random.choice(
        [
            value[:place] + other + value[place + 1 :],
            value[:place] + other + value[place:],
            value[:place] + value[place + 1 :],
            value[:place],
            value[place:] + value[:place],
        ]
    )


def _near(value: Fraction, random: Random) -> Fraction:
    return value + random.choice([1, -1, 2, -2, Fraction(1, 10**6), Fraction(-1, 10**6)])


TREE_EDITS: dict[str, Edit] = {
    "number: near": numbers(_near),
    "number: sign": numbers(lambda value, _: -value),
    "number: zero or one": numbers(lambda value, random: Fraction(random.randrange(2))),
    "number: half, double, a hair": numbers(
        lambda value, random: value * random.choice([Fraction(1, 2), 2, 10, 1 - Fraction(1, 10**9)])
    ),
    "number: inverse": numbers(lambda value, _: 1 / value),
    "number: huge": at(is_number, _put(lambda _, random: random.choice(HUGE))),
    "count: near": at(is_count, _put(lambda value, random: max(0, value + random.choice([1, -1, 2, 7])))),
    "count: far": at(is_count, _put(lambda _, random: random.choice([0, 999_999_999, 10**9, -1, 10**30]))),
    "list: an item dropped": at(is_list, _drop),
    "list: an item twice": at(is_list, _duplicate),
    "list: two items swapped": at(is_list, _swap),
    "list: reversed": at(is_list, _put(lambda value, _: value[::-1])),
    "list: cut short": at(is_list, _put(lambda value, random: value[: random.randrange(len(value))])),
    "key: dropped": at(lambda value: isinstance(value, dict) and bool(value), _drop_key),
    "key: another": at(lambda value: isinstance(value, dict) and bool(value), _rename_key),
    "type: another": at(lambda value: True, _put(_other_type)),
    "text: characters": at(lambda value: isinstance(value, str) and bool(value), _put(_characters)),
    "rule: another": _other_rule,
    "part: another of its own": _part_for_part,
    "part: of another certificate": _graft,
    "evidence: of another certificate": _evidence_of_another,
    "statement: of another certificate": _statement_of_another,
    "format: another": _version,
    "witness: another or none": _witness,
    "nesting: deep": _nested,
}


def edited(text: str, edits: Sequence[str], random: Random, others: Sequence[str]) -> str | None:
    """The certificate after these edits, one after the other; None where one of them has nothing to change."""
    data = json.loads(text)
    for name in edits:
        try:
            if not TREE_EDITS[name](data, random, others):
                return None
        except (AttributeError, KeyError, TypeError, IndexError):
            return None  # an edit before has left nothing of the shape that this one needs
    return "".join(_spelt(json.dumps(data, sort_keys=True, separators=(",", ":"))))


def _spelt(line: str) -> Iterator[str]:
    """With what no Python object can stand for: nesting that `json` refuses to write, and JSON's other numbers."""
    head, mark, rest = line.partition('"NESTED')
    if mark:
        depth, _, rest = rest.partition('"')
        yield from (head, "[" * int(depth), "]" * int(depth), rest)
    else:
        yield line.replace('"NUMBER"', "NaN", 1)
