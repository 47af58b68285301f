"""From instance to verdict: what counts as a proof, and what does not."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from verify.claims.collect import collect
from verify.claims.instance import Instance, state
from verify.engine.decide import decide, targets
from verify.engine.store import CertificateStore, certificates_beside, write_shelf
from verify.engine.workers import Found
from verify.kernel.certificate import Certificate, write_certificate
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Fails, ForAll, Mean, Zeros
from verify.kernel.term import constant

Instances = Mapping[str, Instance]
Scripted = Callable[..., Any]


@pytest.fixture
def store(tmp_path: Path) -> CertificateStore:
    return CertificateStore(tmp_path / "cache")


def forall(instance: Instance) -> ForAll:
    assert isinstance(instance.statement, ForAll)
    return instance.statement


def plan(*names: str) -> Callable[[object], tuple[str, ...]]:
    return lambda statement: names


def test_a_method_s_certificate_proves_and_is_kept(
    instances: Instances, store: CertificateStore, scripted: Scripted, certificates: Any
) -> None:
    claim = instances["square_grows"]
    [tight] = claim.tight
    texts = iter([certificates.enumerated(claim.statement, x="3"), certificates.witnessed(tight.statement, x="3")])
    finders = scripted()
    finders.find = lambda method, statement, hint=None, seconds=None: Found("certificate", next(texts))
    decision = decide(claim, store, finders, plan("search"))
    assert decision.verdict.verdict == "PROVED" and decision.verdict.tight is True
    assert decision.verdict.rules == ("enumeration", "witness")
    assert not decision.verdict.from_store
    again = decide(claim, store, scripted(), None)
    assert again.verdict.verdict == "PROVED" and again.verdict.from_store
    assert again.verdict.certificate_digest == decision.verdict.certificate_digest


def test_without_tightness_it_is_undecided(
    instances: Instances, store: CertificateStore, scripted: Scripted, certificates: Any
) -> None:
    claim = instances["square_grows"]
    store.keep(certificates.filed(claim.statement, certificates.enumerated(claim.statement, x="4")))
    finders = scripted(search=Found("gave up", reason="nothing found"))
    verdict = decide(claim, store, finders, plan("search")).verdict
    assert verdict.verdict == "UNDECIDED" and verdict.tight is False
    assert verdict.reason.startswith("tightness: ") and "search: nothing found" in verdict.reason
    assert finders.hints == [{"input": {"x": "3"}}]


def test_without_a_witness_it_is_undecided(
    instances: Instances, store: CertificateStore, scripted: Scripted, certificates: Any
) -> None:
    claim = instances["square_grows"]
    finders = scripted(search=Found("certificate", certificates.enumerated(claim.statement)))
    verdict = decide(claim, store, finders, plan("search")).verdict
    assert verdict.verdict == "UNDECIDED" and verdict.reason.startswith("vacuity")
    assert [attempt.outcome for attempt in verdict.attempts] == ["uninhabited"]


def test_a_counterexample_refutes(
    instances: Instances, store: CertificateStore, scripted: Scripted, certificates: Any
) -> None:
    claim = instances["small"]
    finders = scripted(search=Found("certificate", certificates.witnessed(Fails(forall(claim)), x="17")))
    verdict = decide(claim, store, finders, plan("search")).verdict
    assert verdict.verdict == "REFUTED" and verdict.witness == {"x": "17"}


def test_no_input_is_vacuous(
    instances: Instances, store: CertificateStore, scripted: Scripted, certificates: Any
) -> None:
    claim = instances["nowhere"]
    finders = scripted(search=Found("certificate", certificates.enumerated(forall(claim).vacuous())))
    assert decide(claim, store, finders, plan("search")).verdict.verdict == "VACUOUS"


def test_a_solver_s_yes_is_never_proved(instances: Instances, store: CertificateStore, scripted: Scripted) -> None:
    finders = scripted(bitvector=Found("opinion", says="holds", seconds=0.5), other=Found("gave up", reason="no idea"))
    verdict = decide(instances["many"], store, finders, plan("bitvector", "other")).verdict
    assert verdict.verdict == "UNCERTIFIED" and verdict.certificate_digest == ""
    assert [opinion.says for opinion in verdict.opinions] == ["holds"]


def test_a_solver_s_no_is_never_refuted(instances: Instances, store: CertificateStore, scripted: Scripted) -> None:
    finders = scripted(bitvector=Found("opinion", says="fails"))
    assert decide(instances["many"], store, finders, plan("bitvector")).verdict.verdict == "UNDECIDED"


def test_opinions_are_heard_after_a_proof_too_and_kept_beside_it(
    instances: Instances, store: CertificateStore, scripted: Scripted, certificates: Any
) -> None:
    claim = instances["many"]
    finders = scripted(
        first=Found("certificate", certificates.enumerated(claim.statement, x="0")),
        second=Found("gave up"),
        bitvector=Found("opinion", says="holds", seconds=2.0),
    )
    verdict = decide(claim, store, finders, plan("first", "second", "bitvector")).verdict
    assert verdict.verdict == "PROVED" and finders.asked == ["first", "bitvector"]
    again = decide(claim, store, scripted(), None).verdict
    assert again.opinions == verdict.opinions and len(again.opinions) == 1


def test_a_proof_of_another_statement_is_rejected(
    instances: Instances, store: CertificateStore, scripted: Scripted, certificates: Any
) -> None:
    other = certificates.enumerated(instances["square_grows"].statement, x="3")
    finders = scripted(search=Found("certificate", other))
    verdict = decide(instances["many"], store, finders, plan("search")).verdict
    assert verdict.verdict == "UNDECIDED" and "it is a proof of another statement" in verdict.reason


def test_a_stored_certificate_under_a_wrong_digest_is_rejected(
    instances: Instances, store: CertificateStore, scripted: Scripted, certificates: Any
) -> None:
    claim, other = instances["many"], instances["square_grows"].statement
    store.keep(certificates.filed(claim.statement, certificates.enumerated(other, x="3")))
    assert "another statement" in decide(claim, store, scripted(), None).verdict.reason


def test_a_damaged_stored_certificate_gives_way_to_a_method(
    instances: Instances, store: CertificateStore, scripted: Scripted, certificates: Any
) -> None:
    claim = instances["many"]
    good = certificates.enumerated(claim.statement, x="0")
    entry = certificates.filed(claim.statement, good.replace("enumeration", "bernstein"))
    write_shelf(certificates_beside(claim.file), [entry])
    finders = scripted(search=Found("certificate", good))
    verdict = decide(claim, store, finders, plan("search")).verdict
    assert verdict.verdict == "PROVED"
    assert [attempt.outcome for attempt in verdict.attempts] == ["rejected", "certificate"]


@pytest.mark.parametrize("outcome", ["timeout", "memory"])
def test_a_killed_method_leaves_it_undecided(
    instances: Instances, store: CertificateStore, scripted: Scripted, outcome: str
) -> None:
    finders = scripted(first=Found(outcome, reason="killed", seconds=60.0), second=Found("crashed", reason="oops"))
    verdict = decide(instances["many"], store, finders, plan("first", "second")).verdict
    assert verdict.verdict == "UNDECIDED" and verdict.reason.startswith(outcome)
    assert [(item.method, item.outcome) for item in verdict.attempts] == [("first", outcome), ("second", "crashed")]
    assert verdict.seconds == 60.0


@pytest.mark.parametrize(("name", "verdict", "at"), [("square_grows", "PROVED", "3"), ("small", "REFUTED", "17")])
def test_a_function_that_contradicts_its_proof_is_an_error(
    instances: Instances, store: CertificateStore, scripted: Scripted, certificates: Any,
    name: str, verdict: str, at: str,
) -> None:  # fmt: skip
    claim = replace(instances[name], tight=())
    if verdict == "PROVED":
        text = certificates.enumerated(claim.statement, x=at)
    else:
        text = certificates.witnessed(Fails(forall(claim)), x=at)
    finders = scripted()
    finders.find = lambda method, statement, hint=None, seconds=None: Found("certificate", text)
    assert decide(claim, store, finders, plan("search")).verdict.verdict == verdict
    lying = replace(claim, plain=lambda values: verdict == "REFUTED")
    found = decide(lying, store, finders, plan("search")).verdict
    assert found.verdict == "ERROR"
    assert f"disagree at x={at}" in found.reason

    def undecidable(values: Any) -> bool:
        raise Rejected("evaluation", "comparison", "cannot be decided")

    unable = replace(claim, plain=undecidable)
    assert decide(unable, store, finders, plan("search")).verdict.verdict == verdict


def test_another_number_of_zeros_refutes(tmp_path: Path, store: CertificateStore, scripted: Scripted) -> None:
    file = tmp_path / "zeros.py"
    file.write_text("from verify import *\n@claim(x=reals())\ndef f(x):\n    return zeros(x * x - 2, exactly=1)\n")
    [case] = collect([file]).cases
    claim = state(case)
    assert isinstance(claim.statement, Zeros)
    certificate = Certificate(Fails(claim.statement), "sturm", {"steps": ["1 2 0 1", "1 1 0 1"], "last": "1"})
    finders = scripted(search=Found("certificate", write_certificate(certificate)))
    verdict = decide(claim, store, finders, plan("search")).verdict
    assert verdict.verdict == "REFUTED" and verdict.rules == ("sturm",)
    assert verdict.enclosures == {"zeros": ("2", "2")}


def test_another_mean_refutes_and_no_input_is_vacuous(tmp_path: Path, store: CertificateStore, scripted: Any) -> None:
    file = tmp_path / "means.py"
    file.write_text(
        "from verify import *\n@claim(x=word(4))\ndef f(x):\n    assume(x > 3)\n    return mean(x, exactly=9)\n"
    )
    [case] = collect([file]).cases
    claim = state(case)
    assert isinstance(claim.statement, Mean)
    finders = scripted(search=Found("certificate", write_certificate(Certificate(Fails(claim.statement), "mean", {}))))
    verdict = decide(claim, store, finders, plan("search")).verdict
    assert verdict.verdict == "REFUTED" and verdict.enclosures == {"mean": ("19/2", "19/2")}
    nowhere = Mean(claim.statement.variables, (constant(False),), claim.statement.function, Fraction(9), Fraction(9))
    assert [target.verdict for target in targets(nowhere)] == ["PROVED", "REFUTED", "VACUOUS"]


RECURRENCE = """
from verify import *
SEEN = []

@claim(p=integers(1))
def f(p):
    return always(start=dict(x=p), inputs=dict(u=integers()), step=step, holds=lambda x: x >= 0, also=lambda x: x > 0)

def step(x, u):
    assume(u != x)
    return dict(x=x + u)
"""


def a_recurrence(folder: Path, text: str = RECURRENCE) -> Instance:
    file = folder / "recurrence.py"
    file.write_text(text)
    [case] = collect([file]).cases
    return state(case)


def test_a_run_refutes_a_recurrence(tmp_path: Path, store: CertificateStore, scripted: Any) -> None:
    claim = a_recurrence(tmp_path)
    assert [target.verdict for target in targets(claim.statement)] == ["PROVED", "REFUTED", "VACUOUS"]
    evidence = {"values": {"p": "2"}, "steps": [{"u": "1"}, {"u": "-4"}]}
    found = Found("certificate", write_certificate(Certificate(Fails(claim.statement), "witness", evidence)))  # type: ignore[arg-type]
    finders = scripted(search=found)
    verdict = decide(claim, store, finders, plan("search")).verdict
    assert verdict.verdict == "REFUTED" and finders.hints == [{"lemmas": ["x > 0"]}]
    assert verdict.witness == {"p": "2", "@steps": "2", "u@1": "1", "u@2": "-4"}


def test_functions_that_contradict_a_run_are_an_error(tmp_path: Path, store: CertificateStore, scripted: Any) -> None:
    claim = a_recurrence(tmp_path, RECURRENCE.replace("x=x + u", "x=x + u if SEEN == [] else x"))
    evidence = {"values": {"p": "2"}, "steps": [{"u": "-4"}]}
    found = Found("certificate", write_certificate(Certificate(Fails(claim.statement), "witness", evidence)))  # type: ignore[arg-type]
    claim.case.claim.function.__globals__["SEEN"].append(1)
    verdict = decide(claim, store, scripted(search=found), plan("search")).verdict
    assert verdict.verdict == "ERROR" and "disagree at p=2; step 1 with u=-4: the function gives x=2" in verdict.reason


LEMMAS = """
from verify import claim, integers

def known(x):
    return x * x >= x

@claim(x=integers(0, 20), using=known)
def square(x):
    return x * x + 1 > x
"""


@pytest.fixture
def with_lemma(tmp_path: Path) -> Instance:
    (tmp_path / "lemmas.py").write_text(LEMMAS)
    [case] = collect([tmp_path / "lemmas.py"]).cases
    return state(case)


def test_lemmas_are_handed_to_the_methods(
    with_lemma: Instance, store: CertificateStore, scripted: Scripted, certificates: Any
) -> None:
    proof = Found("certificate", certificates.enumerated(with_lemma.statement, x="3"))
    finders = scripted(lemma=Found("gave up", reason="a lemma was not proved"), search=proof)
    verdict = decide(with_lemma, store, finders, plan("lemma", "search")).verdict
    assert verdict.verdict == "PROVED" and finders.asked == ["lemma", "search"]
    assert finders.hints == [{"lemmas": ["x * x >= x"]}] * 2
    assert (verdict.attempts[0].method, verdict.attempts[0].outcome) == ("lemma", "gave up")


def test_without_lemmas_the_method_for_them_is_not_asked(
    instances: Instances, store: CertificateStore, scripted: Scripted
) -> None:
    finders = scripted(search=Found("gave up"))
    decide(instances["many"], store, finders, plan("lemma", "search"))
    assert finders.asked == ["search"] and finders.hints == [{"lemmas": []}]


def test_a_proof_of_a_lemma_is_none_of_the_claim(
    with_lemma: Instance, store: CertificateStore, scripted: Scripted, certificates: Any
) -> None:
    lemma = replace(forall(with_lemma), conclusion=with_lemma.lemmas[0])
    finders = scripted(lemma=Found("certificate", certificates.enumerated(lemma, x="3")))
    verdict = decide(with_lemma, store, finders, plan("lemma")).verdict
    assert verdict.verdict == "UNDECIDED" and "a proof of another statement" in verdict.reason


def test_what_was_given_up_is_not_tried_again_with_the_same_budget(
    instances: Instances, tmp_path: Path, scripted: Scripted
) -> None:
    script = {"search": Found("timeout", reason="stopped"), "guess": Found("opinion", says="holds")}
    first = decide(
        instances["many"], CertificateStore(tmp_path, budget="60 s"), scripted(**script), plan("search", "guess")
    ).verdict
    again = scripted()
    verdict = decide(
        instances["many"], CertificateStore(tmp_path, budget="60 s"), again, plan("search", "guess")
    ).verdict
    assert (verdict.verdict, verdict.opinions) == (first.verdict, first.opinions) and again.asked == []
    assert verdict.attempts[:-1] == first.attempts and "--fresh" in verdict.attempts[-1].reason
    other = scripted(**script)
    decide(instances["many"], CertificateStore(tmp_path, budget="90 s"), other, plan("search", "guess"))
    assert other.asked == ["search", "guess"]


def test_a_claim_s_own_budget_reaches_the_method(
    instances: Instances, store: CertificateStore, scripted: Scripted
) -> None:
    finders = scripted()
    given = []
    finders.find = lambda method, statement, hint=None, seconds=None: given.append(seconds) or Found("gave up")
    decide(instances["many"], store, finders, plan("search"))
    decide(replace(instances["many"], seconds=7.0), store, finders, plan("search"))
    assert given == [None, 7.0]
