"""Places in the author's code where paths may meet again, and what a trace has found out about them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..kernel.term import Term


@dataclass(frozen=True, slots=True)
class Site:
    """A place in the author's code where paths may meet again: what is assigned there and what is read.

    `calls` are the names of all functions that are called, `functions` the author's own among them, with their lines.
    """

    line: int
    column: int
    in_loop: bool
    names: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    functions: tuple[tuple[str, int], ...] = ()


class NotJoined(BaseException):
    """Paths cannot meet again at some sites: the trace begins anew, and takes one path at a time there."""

    def __init__(self, sites: Iterable[Site]) -> None:
        super().__init__()
        self.sites = frozenset(sites)


@dataclass(slots=True)
class Joining:
    """Where paths are joined: at sites in a loop or a join, at others only if `everywhere`; never at those `apart`."""

    everywhere: bool = False
    nowhere: bool = False
    apart: set[Site] = field(default_factory=set)

    def admits(self, site: Site, in_arm: bool) -> bool:
        """Whether paths are to meet again at `site`; on one side of a join they must."""
        return not self.nowhere and (self.everywhere or site.in_loop or in_arm) and site not in self.apart


@dataclass(frozen=True, slots=True)
class Arm:
    """One side of a join that is being run: the condition known there, and what the run before it risked."""

    site: Site
    condition: Term
    outside: dict[int, Term]
