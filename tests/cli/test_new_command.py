"""`verify new`: a claim file that decides as it stands."""


def test_the_file_decides_as_its_claims_expect(project, run):
    ran = run("new", "float_product")
    assert ran.code == 0 and ran.out.startswith("wrote proofs/float_product.py; ")
    assert (project / "proofs" / "float_product.py").read_text().startswith('"""Float product: ')
    assert (
        run("run", "proofs/float_product.py", "--no-report")
        .out.splitlines()[-1]
        .startswith("3 claims: 2 proved, 1 refuted; all as expected")
    )


def test_nothing_is_overwritten(project, run):
    before = (project / "proofs" / "sample.py").read_text()
    ran = run("new", "sample")
    assert (ran.code, ran.err) == (2, "verify: proofs/sample.py: is there already\n")
    assert (project / "proofs" / "sample.py").read_text() == before


def test_a_name_is_a_python_name(project, run):
    for name in ("3x", "a/b", "../up", "class", ""):
        assert run("new", name).code == 2
    assert not (project / "up.py").exists()


def test_the_folder_is_made_where_there_is_none(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.verify]\npaths = ["claims"]\n')
    assert run("new", "first").code == 0 and (tmp_path / "claims" / "first.py").exists()
