"""`verify check`: committed certificates are enough, and anything amiss is told in one line."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

CERTS = "proofs/sample.certs.jsonl"


def test_what_is_certified_passes(certified: Path, run: Any) -> None:
    ran = run("check")
    assert ran.code == 0, ran.out
    lines = ran.out.splitlines()
    assert lines[0].startswith("proofs/sample.py:5  PROVED  sample.square_grows  enumeration, witness  0.")
    assert lines[3].startswith("proofs/sample.py:16  REFUTED  sample.small  witness  0.")
    assert lines[4] == "    verify replay sample.small x=17 y=1"
    assert lines[5] == "proofs/sample.py:21  UNDECIDED  sample.fermat  no certificate"
    assert lines[6].startswith("5 claims: 3 proved, 1 refuted, 1 undecided; all as expected; ")


def test_the_full_set_may_be_absent(certified: Path, run: Any) -> None:
    ran = run("check", "--full")
    assert ran.code == 0
    assert "1 claims of the full set have no certificate" in ran.out
    only = run("check", "sample.many")
    assert only.code == 0 and "PROVED" not in only.out


def test_an_edited_program_is_noticed(certified: Path, run: Any) -> None:
    file = certified / "proofs" / "sample.py"
    file.write_text(file.read_text().replace(">> 1", ">> 2"))
    ran = run("check")
    assert ran.code == 4
    assert "sample.floor_average[w=2]  no certificate for it; the claim or its program changed" in ran.out
    assert ran.out.count("belongs to no claim of sample.py") == 2


def test_a_claim_without_certificates_is_an_error(project: Path, run: Any) -> None:
    ran = run("check")
    assert ran.code == 4 and ran.out.count("ERROR") == 4


def test_a_missing_tight_certificate_is_an_error(certified: Path, run: Any) -> None:
    path = certified / CERTS
    path.write_text("".join(line for line in path.read_text().splitlines(True) if "exists" not in line))
    ran = run("check")
    assert ran.code == 4 and "sample.square_grows  no certificate for the attained bound" in ran.out


def test_a_corrupt_line_is_named(certified: Path, run: Any) -> None:
    path = certified / CERTS
    lines = path.read_text().splitlines(True)
    path.write_text(lines[0][:50] + "\n" + "".join(lines[1:]))
    ran = run("check")
    assert ran.code == 4
    assert f"verify: {CERTS}:1: not a certificate's line, or cut short; `verify run --write` makes it anew" in ran.out


def test_a_rejected_certificate_is_an_error(certified: Path, run: Any) -> None:
    path = certified / CERTS
    path.write_text(path.read_text().replace('"x":"17"', '"x":"16"'))
    ran = run("check")
    assert ran.code == 4 and "sample.small  its certificate does not stand: witness: " in ran.out


def test_the_cache_is_not_asked(certified: Path, run: Any) -> None:
    from verify.engine.store import CertificateStore, cache_folder, read_shelf

    path = certified / CERTS
    store = CertificateStore(cache_folder())
    for entry in read_shelf(path).entries.values():
        store.keep(entry)
    path.unlink()
    assert run("check").code == 4


def test_one_bad_file_is_one_error_and_the_rest_are_checked(certified: Path, run: Any) -> None:
    (certified / "proofs" / "bad.py").write_text("def (\n")
    ran = run("check")
    assert ran.code == 4
    assert ran.out.startswith("proofs/bad.py:1  ERROR  SyntaxError: ")
    assert "3 proved, 1 refuted, 1 undecided, 1 error; 1 not as expected" in ran.out


def test_neither_solver_nor_sympy_is_imported(certified: Path) -> None:
    told = (
        "import sys; from verify.cli.main import main; code = main(['check']);"
        "print([name for name in ('sympy', 'mpmath', 'z3', 'flint', 'rich', 'jinja2') if name in sys.modules], code)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, env=environment, check=True)
    assert ran.stdout.splitlines()[-1] == "[] 0"
