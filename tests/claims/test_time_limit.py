import pytest

from verify.claims import time_limit
from verify.claims.claim import ClaimError
from verify.claims.collect import collect
from verify.claims.instance import state


def test_an_endless_loop_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(time_limit, "LONGEST", 0.2)
    (tmp_path / "endless.py").write_text(
        "from verify import claim, integers\n\n@claim(x=integers(0))\ndef loops(x):\n    while True:\n        pass\n"
    )
    [case] = collect([tmp_path]).cases
    with pytest.raises(ClaimError, match="does it loop for ever"):
        state(case)


def test_a_file_that_loops_when_it_is_loaded(tmp_path, monkeypatch):
    monkeypatch.setattr(time_limit, "LONGEST", 0.2)
    (tmp_path / "endless.py").write_text("while True:\n    pass\n")
    [error] = collect([tmp_path]).errors
    assert "does it loop for ever" in error.message


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_limit_met_in_a_finaliser_is_met_again(tmp_path, monkeypatch):
    monkeypatch.setattr(time_limit, "LONGEST", 0.2)
    (tmp_path / "endless.py").write_text(
        "class Endless:\n    def __del__(self):\n        while True:\n            pass\n\n\n"
        "Endless()\nwhile True:\n    pass\n"
    )
    [error] = collect([tmp_path]).errors
    assert "does it loop for ever" in error.message
