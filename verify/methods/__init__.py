"""Finders of certificates and counterexamples: untrusted, one file per method."""
