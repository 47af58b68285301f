"""Completion: the line for a shell, and what a shell gets for it."""

import os
import subprocess
import sys


def test_the_line_for_each_shell(run):
    assert run("completion", "bash").out == 'eval "$(_VERIFY_COMPLETE=bash_source verify)"\n'
    assert run("completion", "fish").out == "_VERIFY_COMPLETE=fish_source verify | source\n"
    assert run("completion", "tcsh").code == 2


def test_ids_are_completed(project):
    words = {"_VERIFY_COMPLETE": "bash_complete", "COMP_WORDS": "verify show sample.f", "COMP_CWORD": "2"}
    answer = subprocess.run(
        [sys.executable, "-m", "verify"], env={**os.environ, **words}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert "plain,sample.floor_average[w=2]" in answer.stdout and "square" not in answer.stdout
