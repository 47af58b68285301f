"""What an author wants drawn of a claim; report/ makes the pictures from the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ..kernel.numerals import rational_text
from .claim import Claim, ClaimError, Place, chosen


@dataclass(frozen=True, slots=True)
class Drawing:
    """The captions of an instance's pictures, "" for none.

    `picture` is of what the statement bounds, over its variables; `trend` of the
    numbers certified for all instances of the claim. `limit` is what these tend to
    as the author says: rationals as text, by the name of an enclosure, "" for a bound.
    """

    picture: str = ""
    trend: str = ""
    limit: Mapping[str, str] = field(default_factory=dict)


def drawing_of(claim: Claim, fixed: Mapping[str, Any], place: Place) -> Drawing:
    """What the author wants of the instance with these values of the arguments with `each`; raises ClaimError."""
    picture = chosen("picture", claim.picture, fixed, place)
    limit = chosen("limit", claim.limit, fixed, place)
    if not isinstance(picture, str):
        raise ClaimError(f'picture={picture!r}: a caption, "" for no picture', *place)
    limits = {} if limit is None else limit if isinstance(limit, Mapping) else {"": limit}
    for name, value in limits.items():
        if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
            raise ClaimError(f"limit: {value!r} is not an integer or a ratio", *place)
        if not isinstance(name, str):
            raise ClaimError(f"limit: {name!r} is not a name, as in dict(minimum=0)", *place)
    return Drawing(
        picture, claim.trend, {name: rational_text(Fraction(value)) for name, value in sorted(limits.items())}
    )
