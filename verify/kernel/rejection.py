"""How the kernel says no: one exception, raised by every part of it."""


class Rejected(Exception):
    """A certificate (or the text of a statement) is not accepted.

    `rule` names the part of the kernel that refused, `step` the place in the
    certificate or text, `why` the reason, each a phrase for a person to read.
    """

    def __init__(self, rule: str, step: str, why: str) -> None:
        super().__init__(f"{rule}: {step}: {why}" if step else f"{rule}: {why}")
        self.rule = rule
        self.step = step
        self.why = why
