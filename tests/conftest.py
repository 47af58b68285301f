"""Settings for all tests: the same random examples on every run, no time limits on single ones."""

import os
import tempfile

from hypothesis import settings

settings.register_profile("verify", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("verify")

# Nobody's own certificates: what a test finds, it finds in the project or by itself.
os.environ["VERIFY_CACHE_DIR"] = tempfile.mkdtemp(prefix="verify-tests-")
