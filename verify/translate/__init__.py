"""Translations of statements into the languages of solvers: one file per target, one direction only."""
