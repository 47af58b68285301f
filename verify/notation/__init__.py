"""Notation: a checked term as LaTeX or MathML, for reports and notebooks."""
