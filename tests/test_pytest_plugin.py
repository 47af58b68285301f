"""`pytest FOLDER` with claim files in it, in sessions of their own."""

import sys

import pytest

CLAIMS = '''
from verify import claim, each, integers, word

@claim(w=each([2, 3]), x=word("w"), y=word("w"))
def floor_average(x, y, w):
    """Without overflow."""
    return (x & y) + ((x ^ y) >> 1) == (x + y) // 2

@claim(x=integers(0, 20))
def wrong(x):
    return x < 17

@claim(x=integers(0, 20), expect="refuted")
def known_to_be_wrong(x):
    return x < 17

@claim(x=integers(0, 200), full=True)
def slow(x):
    return x >= 0
'''


@pytest.fixture
def project(pytester, monkeypatch):
    monkeypatch.setenv("VERIFY_CACHE_DIR", str(pytester.path / "cache"))
    pytester.mkdir("proofs").joinpath("sample.py").write_text(CLAIMS)
    pytester.makepyfile(test_plain="def test_plain():\n    pass\n")
    return pytester


def test_an_item_for_each_instance(project):
    result = project.runpytest_subprocess("-n0", "-v")
    result.assert_outcomes(passed=4, failed=1, deselected=1)
    result.stdout.fnmatch_lines_random(
        ["proofs/sample.py::floor_average[[]w=2[]] PASSED*", "proofs/sample.py::known_to_be_wrong PASSED*"]
    )


def test_a_failure_is_the_counterexample_and_the_line_that_replays_it(project):
    result = project.runpytest_subprocess("-n0", "proofs/sample.py::wrong")
    result.stdout.fnmatch_lines(
        ["proofs/sample.py:*REFUTED  sample.wrong*CONTRADICTION*", "*verify replay sample.wrong x=*"]
    )
    result.stdout.no_fnmatch_line("*Traceback*")


def test_names_choose(project):
    project.runpytest_subprocess("-n0", "-k", "average").assert_outcomes(passed=2, deselected=4)
    project.runpytest_subprocess("-n0", "proofs/sample.py::floor_average[w=3]").assert_outcomes(passed=1)


def test_last_failed(project):
    project.runpytest_subprocess("-n0", "-p", "cacheprovider")
    project.runpytest_subprocess("-n0", "-p", "cacheprovider", "--lf").assert_outcomes(failed=1, deselected=0)


def test_the_full_set_is_asked_for(project):
    project.runpytest_subprocess("-n0", "--verify-full").assert_outcomes(passed=5, failed=1)
    project.runpytest_subprocess("-n0", "proofs/sample.py::slow").assert_outcomes(passed=1)


def test_many_processes(project):
    project.runpytest_subprocess("-n2").assert_outcomes(passed=4, failed=1)


def test_a_file_that_cannot_be_loaded_is_an_error_and_the_others_run(project):
    project.path.joinpath("proofs", "broken.py").write_text("from verify import claim\n\n1 / 0\n")
    result = project.runpytest_subprocess("-n0", "--continue-on-collection-errors")
    result.assert_outcomes(passed=4, failed=1, errors=1, deselected=1)
    result.stdout.fnmatch_lines(["*broken.py:3: ZeroDivisionError: division by zero"])


def test_digests_are_junit_properties(project):
    project.runpytest_subprocess("-n0", "--junitxml=out.xml", "-k", "floor_average")
    text = project.path.joinpath("out.xml").read_text()
    assert '<property name="verdict" value="PROVED"' in text and 'name="certificate_digest"' in text


def test_claims_outside_the_claim_folders_are_met_only_by_name(project):
    project.path.joinpath("elsewhere.py").write_text(CLAIMS)
    project.runpytest_subprocess("-n0", "-k", "average").assert_outcomes(passed=2, deselected=4)
    project.runpytest_subprocess("-n0", "elsewhere.py", "-k", "average").assert_outcomes(passed=2, deselected=3)


def test_a_wrong_setting_is_one_line(project):
    project.makepyprojecttoml("[tool.verify]\nsecond = 3\n")
    result = project.runpytest_subprocess("-n0")
    result.stdout.fnmatch_lines(["*[[]tool.verify[]] has no setting 'second'*"])


def test_nothing_is_loaded_where_there_are_no_claims(pytester):
    pytester.makepyfile(
        test_plain="""
        import sys

        def test_plain():
            loaded = {name for name in sys.modules if name.startswith(("verify.", "sympy", "z3", "pebble"))}
            assert loaded <= {"verify.pytest_plugin", "verify.config"}
        """
    )
    result = pytester.run(sys.executable, "-m", "pytest", "-n0", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=1)
