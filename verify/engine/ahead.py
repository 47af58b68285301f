"""Claims decided ahead of whoever asks for them one by one, as pytest does: checks need not wait for each other."""

from collections.abc import Generator, Sequence

from verify.claims.collect import Case
from verify.claims.instance import Instance
from verify.config import Settings
from verify.methods.plan import plan

from .decide import Decision, decide
from .run import Outcome, examine
from .store import CertificateStore, cache_folder
from .verdict import Verdict
from .workers import Workers


class Ahead:
    """`ahead` are the cases in the order in which they will be asked for; others are decided when they are."""

    def __init__(self, settings: Settings, ahead: Sequence[Case]) -> None:
        self._jobs = settings.jobs if ahead else 1
        self._workers = Workers(self._jobs, settings.memory_mb, settings.seconds)
        self._store = CertificateStore(cache_folder())
        self._ahead = ahead
        self._outcomes = self._examine(ahead)
        self._verdicts: dict[Case, Verdict] = {}

    def verdict(self, case: Case) -> Verdict:
        """The verdict on one case."""
        while case not in self._verdicts:
            outcome = next(self._outcomes, None)
            if outcome is not None:
                self._verdicts[self._ahead[outcome.place]] = outcome.decision.verdict
                continue
            [alone] = self._examine([case])
            self._verdicts[case] = alone.decision.verdict
        return self._verdicts[case]

    def stop(self) -> None:
        """Kills the workers; what was not asked for is not decided."""
        self._outcomes.close()
        self._workers.stop()

    def _examine(self, cases: Sequence[Case]) -> Generator[Outcome, None, None]:
        return examine(cases, self._judge, self._jobs, lambda identifier: None)

    def _judge(self, instance: Instance) -> Decision:
        return decide(instance, self._store, self._workers, plan)
