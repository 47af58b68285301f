"""TRUSTED for the link between a Python function and its term: symbolic values, path runs, cross-evaluation."""
