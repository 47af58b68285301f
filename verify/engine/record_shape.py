"""What a line of a record must look like: a record is data from anywhere, and everything after reads it as it is."""

import math
from typing import Any

from .verdict import VERDICTS

TEXTS = {str: str}
_OPINION = {"method": str, "says": str, "seconds": float}
_ATTEMPT = {"method": str, "outcome": str, "reason": str, "seconds": float}
_DRAWING = {"picture": str, "trend": str, "limit": TEXTS}

HEADER: dict[Any, Any] = {"format": str, "versions": TEXTS, "platform": str, "settings": {str: float}, "prose": TEXTS}
VERDICT: dict[Any, Any] = {
    "id": str, "file": str, "line": int, "statement": str, "expect": ("proved", "refuted", "open"),
    "verdict": VERDICTS, "reason": str, "rules": [str], "seconds": float, "digest": str, "certificate_digest": str,
    "certificate_bytes": int, "from_store": bool, "tight": (bool, None), "witness": (TEXTS, None),
    "enclosures": {str: [str]}, "opinions": [_OPINION], "attempts": [_ATTEMPT], "prose": str, "source": str,
    "core": bool, "fixed": {str: (int, str)}, "attained": [str], "attained_at": [TEXTS], "drawing": _DRAWING,
}  # fmt: skip


def misfit(value: Any, shape: Any, where: str = "the line") -> str:
    """What is wrong with `value`, in a phrase; "" where it has the shape.

    A shape is a type (float: any finite number), a value, a list of one shape, an object of named shapes or of
    texts to one shape, or a tuple of which one fits.
    """
    if isinstance(shape, tuple):
        return "" if any(not misfit(value, each) for each in shape) else f"{where} is none of what it may be"
    if isinstance(shape, list):
        if type(value) is not list:
            return f"{where} is not a list"
        return next(filter(None, (misfit(item, shape[0], where) for item in value)), "")
    if isinstance(shape, dict):
        return _misfit_of_object(value, shape, where)
    if shape is float:
        fits = type(value) in (int, float) and -math.inf < value < math.inf
    else:
        fits = type(value) is shape if isinstance(shape, type) else type(value) is type(shape) and value == shape
    return "" if fits else f"{where} is not {shape.__name__ if isinstance(shape, type) else repr(shape)}"


def _misfit_of_object(value: Any, shape: dict[Any, Any], where: str) -> str:
    if type(value) is not dict:
        return f"{where} is not an object"
    if str in shape:
        return next(filter(None, (misfit(item, shape[str], where) for item in value.values())), "")
    for name in sorted(shape.keys() ^ value.keys()):
        return f"{name!r} is missing" if name in shape else f"{name[:40]!r} is unknown"
    return next(filter(None, (misfit(value[name], inner, repr(name)) for name, inner in shape.items())), "")
