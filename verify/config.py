"""The project's settings: `[tool.verify]` of pyproject.toml as one frozen dataclass.

seconds    wall-clock budget of one method on one claim
memory_mb  address space of one worker, in megabytes
jobs       how many workers run at once
paths      folders or files with claims
reports    the folder that records and reports are written to
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


class ConfigurationError(Exception):
    """A setting that cannot be used; the message says which, where, and what is allowed."""


def all_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default; `origins` tells where the others come from."""

    seconds: float = 60.0
    memory_mb: int = 4096
    jobs: int = field(default_factory=all_cores)
    paths: tuple[str, ...] = ("proofs",)
    reports: str = "reports"
    origins: Mapping[str, str] = field(default_factory=dict)


KEYS = tuple(sorted(item.name for item in fields(Settings) if item.name != "origins"))


def read_settings(folder: Path) -> Settings:
    """The settings of `folder`'s pyproject.toml, defaults where it says nothing or is not there."""
    file = folder / "pyproject.toml"
    try:
        tool = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {})
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigurationError(f"{file}: cannot be read: {error}") from None
    table = tool.get("verify", {}) if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        raise ConfigurationError(f"{file}: [tool.verify] is not a table of settings")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in KEYS:
            raise ConfigurationError(f"{file}: [tool.verify] has no setting {key!r}; there are {', '.join(KEYS)}")
        values[key] = _checked(file, key, value)
    return Settings(**values, origins=dict.fromkeys(values, f"[tool.verify] in {file.name}"))


def _checked(file: Path, key: str, value: Any) -> Any:
    """`value` as the setting `key` wants it."""
    if key == "seconds" and type(value) in (int, float) and 0 < value < 1e6:
        return float(value)
    if key == "memory_mb" and type(value) is int and value >= 256:
        return value
    if key == "jobs" and type(value) is int and 1 <= value <= 1024:
        return value
    if key == "reports" and isinstance(value, str) and value:
        return value
    if key == "paths" and isinstance(value, list) and value and all(isinstance(path, str) for path in value):
        return tuple(value)
    wanted = {
        "seconds": "a positive number of seconds",
        "memory_mb": "a whole number of megabytes, at least 256",
        "jobs": "a whole number from 1 to 1024",
        "reports": "a folder's name",
        "paths": "a list of folders or files",
    }
    raise ConfigurationError(f"{file}: [tool.verify] {key} is {value!r}; it must be {wanted[key]}")
