"""Made-up verdicts of every kind on real statements, for the tests of the report."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest

from verify.engine.record import Record
from verify.engine.verdict import Attempt, Opinion, Verdict
from verify.kernel.certificate import certificate_digest, read_certificate, strict_json
from verify.kernel.check import check
from verify.kernel.parse import parse
from verify.kernel.statement import Fails
from verify.kernel.text import digest, statement_text

MITCHELL = (
    "forall integer a >= 1, integer b >= 1: let p = 1 << bit_length(a) - 1, q = 1 << bit_length(b) - 1, "
    "s = (a - p << bit_length(b) - 1) + (b - q << bit_length(a) - 1), low = p*q + s, high = s << 1 in "
    "if s < p*q then a*b - low >= 0 and a*b - low <= 1/9*a*b else a*b - high >= 0 and a*b - high <= 1/9*a*b"
)
TAYLOR = "sum(k = 0 .. {}: x**k / factorial(k))"
REALS = (
    "forall real 0 <= x1 < 1, real 0 <= x2 < 1: x1 + x2 < 1 ==> 1 + x1 + x2 <= (1 + x1)*(1 + x2) "
    "and 9*(1 + x1 + x2) >= 8*(1 + x1)*(1 + x2)"
)
OPINION = Opinion("z3 bit-vectors", "holds", 1.93)
STORE = Attempt("store", "gave up", "no certificate under this digest", 0.0)


def made_up(name: str, text: str, outcome: str = "PROVED", **fields: object) -> Verdict:
    """A verdict on the statement that `text` spells, with digests of its own."""
    statement = parse(text)
    certified = outcome in ("PROVED", "REFUTED")
    values: dict[str, object] = {
        "id": name,
        "file": f"proofs/{name.partition('.')[0]}.py",
        "line": 10,
        "statement": statement_text(statement),
        "expect": {"PROVED": "proved", "REFUTED": "refuted"}.get(outcome, "open"),
        "verdict": outcome,
        "digest": digest(statement),
        "rules": {"PROVED": ("lowering", "polynomial"), "REFUTED": ("witness",)}.get(outcome, ()),
        "seconds": 0.0625,
        "certificate_digest": digest(statement)[::-1] if certified else "",
        "certificate_bytes": 1630 if certified else 0,
    }
    return Verdict(**(values | fields))  # type: ignore[arg-type]


def of(*verdicts: Verdict) -> Record:
    """A record of these verdicts."""
    versions = {"python": "3.11.7", "verify": "0.1.0", "sympy": "1.13.3", "z3": "4.15.3", "mpmath": "1.3.0"}
    return Record(versions, "Linux x86_64", verdicts, {"seconds": 60.0, "memory_mb": 4096})


def exponential() -> tuple[Verdict, ...]:
    """Instances, a family, minima and a refutation, as `proofs/exp.py` has them."""
    positive = tuple(
        made_up(
            f"exp.positive[n={n}]", f"forall real x: {TAYLOR.format(n)} > 0", line=14, rules=("stationary_point",),
            certificate_bytes=47 + n, prose="The Taylor polynomials of exp of even degree are positive.",
        )
        for n in range(2, 101, 2)
    )  # fmt: skip
    lowest = tuple(
        made_up(
            f"exp.lowest[n={n}]", f"minimum over real x to 30 digits: {TAYLOR.format(n)}", line=40, rules=("minimum",),
            enclosures=bounds(n), prose="The minimum, and where it is attained.",
        )
        for n in range(2, 22, 2)
    )  # fmt: skip
    family = made_up(
        "exp.family", f"forall even integer n >= 2, real x: {TAYLOR.format('n')} > 0", line=24,
        rules=("stationary_point",), attempts=(STORE, Attempt("family", "certificate", "", 0.02)),
        prose="Every even-order Taylor polynomial of exp is positive on the whole line.\n\nWhere the derivative "
        "vanishes, the polynomial equals its last term, an even power.",
        source="Jianlin Su, https://kexue.fm/archives/7919 (2020-11-24)",
    )  # fmt: skip
    odd = made_up("exp.odd", f"forall real x: {TAYLOR.format(5)} > 0", "REFUTED", line=60, witness={"x": "-157/50"})
    return (*positive, family, *lowest, odd)


def bounds(n: int) -> dict[str, tuple[str, str]]:
    """Something like the enclosures for degree n: equal ends for n = 2, else 32 places."""
    if n == 2:
        return {"minimiser": ("-1", "-1"), "minimum": ("1/2", "1/2")}
    minimiser, minimum = Fraction(-27846454276 * n, 10**11) - Fraction(1, 7), Fraction(4704032101, 10**10 * n**3)
    width = Fraction(1, 3 * 10**32)
    return {"minimiser": (str(minimiser), str(minimiser + width)), "minimum": (str(minimum), str(minimum + width))}


def mitchell() -> tuple[Verdict, ...]:
    """A bound that is attained, the same over the reals, and one that is too small."""
    return (
        made_up(
            "mitchell.ninth_at_every_word_size", MITCHELL, line=14, tight=True, opinions=(OPINION,), from_store=True,
            prose="Mitchell's product of two integers, whatever their width, is never above the true product and "
            "at most a ninth of it below.",
            source="J. N. Mitchell, Computer multiplication and division using binary logarithms, 1962",
        ),
        made_up("mitchell.ninth_over_the_reals", REALS, line=40, prose="The same over the fractions, without a carry."),
        made_up("mitchell.tenth", MITCHELL.replace("1/9", "1/10"), "REFUTED", line=52, witness={"a": "3", "b": "3"}),
    )  # fmt: skip


def unsettled() -> tuple[Verdict, ...]:
    """An open claim, and a solver's word where a proof is expected."""
    cubes = "forall integer x, integer y, integer z: x**3 + y**3 + z**3 != 114"
    return (
        made_up("open.cubes", cubes, "UNDECIDED", reason="no method found a certificate in 60 s"),
        made_up(
            "open.solver_only", "forall integer 0 <= x <= 255: (x & 3) <= x", "UNCERTIFIED", expect="proved",
            opinions=(OPINION,), reason="z3 says that it holds, without evidence",
        ),
    )  # fmt: skip


def every_kind() -> Record:
    """A record with all of them."""
    return of(*exponential(), *mitchell(), *unsettled())


IDENTITY = (
    '{"evidence":{"factor":[],"lemmas":[],"sum":[{"constraints":[],"square":"x - 1","times":"1"}]},'
    '"format":"verify-certificate/1","rule":"polynomial","statement":"forall real x: x**2 - 2 * x + 1 >= 0",'
    '"witness":{"x":"0"}}'
)
REFUTED = (
    '{"evidence":{"values":{"x":"200"}},"format":"verify-certificate/1","rule":"witness",'
    '"statement":"not forall integer 0 <= x <= 255: x < 200"}'
)
COUNTED = (
    '{"evidence":{},"format":"verify-certificate/1","rule":"enumeration",'
    '"statement":"forall integer 0 <= x <= 255: x & 3 <= x","witness":{"x":"0"}}'
)


@dataclass(frozen=True)
class Settled:
    """Verdicts with certificates that the kernel accepts, in the same order."""

    record: Record
    certificates: tuple[str, ...]


def certified(name: str, certificate: str, outcome: str) -> Verdict:
    """The verdict that a certificate means."""
    theorem = check(read_certificate(certificate))
    statement = theorem.statement.claim if isinstance(theorem.statement, Fails) else theorem.statement
    return made_up(
        f"settled.{name}", statement_text(statement), outcome, rules=theorem.rules,
        certificate_digest=certificate_digest(certificate), certificate_bytes=len(certificate),
        witness=strict_json(certificate)["evidence"].get("values"),
    )  # fmt: skip


@pytest.fixture
def settled() -> Settled:
    texts = (IDENTITY, REFUTED, COUNTED)
    verdicts = (
        certified("identity", IDENTITY, "PROVED"),
        certified("refuted", REFUTED, "REFUTED"),
        certified("counted", COUNTED, "PROVED"),
    )
    return Settled(of(*verdicts), texts)


@pytest.fixture
def verdict() -> Callable[..., Verdict]:
    return made_up


@pytest.fixture
def record() -> Callable[..., Record]:
    return of


@pytest.fixture
def catalogue() -> Record:
    return every_kind()
