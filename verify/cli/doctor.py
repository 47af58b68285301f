"""`verify doctor`: what this installation consists of, and which settings are in use."""

import os
import subprocess
import sys
from pathlib import Path

import click

from verify.claims.collect import collect
from verify.config import KEYS, Settings, all_cores, read_settings
from verify.engine.record import platform_name, versions
from verify.engine.store import cache_folder
from verify.export.coqc import coqc_version

from .selection import claim_paths

_GROUND_TYPES = "import sympy.external.gmpy as g; print(g.GROUND_TYPES)"


@click.command("doctor")
def command() -> int:
    """Show versions, cores, folders and settings in use."""
    for name, version in versions().items():
        print(f"{name:<14} {version}")
    print(f"{'sympy uses':<14} {_ground_types()}")
    print(f"{'coq':<14} {coqc_version() or 'not found (a second opinion: verify check --coq)'}")
    print(f"{'platform':<14} {platform_name()}, {all_cores()} cores")
    print(f"{'python at':<14} {sys.executable}")
    override = " (VERIFY_CACHE_DIR)" if os.environ.get("VERIFY_CACHE_DIR") else ""
    print(f"{'cache':<14} {cache_folder()}{override}")
    settings = read_settings(Path.cwd())
    for key in KEYS:
        value = getattr(settings, key)
        shown = ", ".join(value) if isinstance(value, tuple) else f"{value:g}" if isinstance(value, float) else value
        print(f"{key:<14} {shown}  ({settings.origins.get(key, 'default')})")
    for name, seconds in _own_budgets(settings):
        print(f"{'seconds':<14} {seconds:g}  (@claim of {name})")
    return 0


def _own_budgets(settings: Settings) -> list[tuple[str, float]]:
    """The claims that have a budget of their own, which goes before the project's and after the command line's."""
    try:
        cases = collect(claim_paths(settings)).cases
    except click.UsageError:
        return []
    return sorted({(case.id.split("[")[0], case.claim.seconds) for case in cases if case.claim.seconds is not None})


def _ground_types() -> str:
    """The number types that sympy computes with; without python-flint it falls back to slower ones."""
    answer = subprocess.run([sys.executable, "-c", _GROUND_TYPES], capture_output=True, text=True, check=False)
    if answer.returncode:
        return "nothing: it cannot be imported"
    kind = answer.stdout.strip()
    return {"flint": "flint", "gmpy": "gmpy"}.get(kind, f"{kind} (slow: python-flint is absent or not accepted)")
