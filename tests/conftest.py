"""Settings for all tests: the same random examples on every run, no time limits on single ones."""

from hypothesis import settings

settings.register_profile("verify", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("verify")
