"""Statements as a notebook shows them: Markdown with `$$…$$`, which every front end typesets."""

from verify.kernel.statement import Statement
from verify.kernel.text import statement_text

from .latex import statement_latex
from .sentence import sentence


def notebook_latex(statement: Statement) -> str:
    """The statement as one display."""
    return f"$$\n{statement_latex(statement)}\n$$"


def notebook_markdown(statement: Statement) -> str:
    """The statement as a display, or as a block of its text where it is too long for that."""
    if sentence(statement) is None:
        return f"```text\n{statement_text(statement)}\n```"
    return notebook_latex(statement)
