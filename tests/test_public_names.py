"""`import verify`: all public names are there, and no solver or algebra system is loaded for them."""

import subprocess
import sys

import pytest

import verify


def test_every_public_name_resolves():
    for name in verify.__all__:
        value = getattr(verify, name)
        assert (callable(value) or isinstance(value, verify.FloatFormat)) and name in dir(verify)
    with pytest.raises(AttributeError, match="no attribute 'maybe'"):
        _ = verify.maybe


def test_nothing_heavy_is_imported():
    program = (
        "import sys; from verify import *; import verify.claims.collect, verify.claims.instance; "
        "sys.exit(bool({'sympy', 'mpmath', 'z3', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
