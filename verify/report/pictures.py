"""Pictures of a claim file's results: inline SVG, drawn from its verdicts."""

from dataclasses import dataclass

from .arrangement import ClaimFile


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: `name` for its anchor, the SVG's text, what it shows in words, and what stands below it."""

    name: str
    svg: str
    alt: str
    caption: str


def pictures(claim_file: ClaimFile) -> tuple[Picture, ...]:
    """The pictures of a claim file, in the order to show them."""
    return ()
