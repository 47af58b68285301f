"""The kernel's own command, on a bare copy of its folder: the corpus comes out as its folders say."""

import importlib
import json
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import verify.kernel
from verify.kernel import command

KERNEL = Path(verify.kernel.__file__).parent
CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the kernel's folder, under another name, with nothing beside it."""
    folder = tmp_path_factory.mktemp("bare") / "kernel_copy"
    shutil.copytree(KERNEL, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def run(bare: Path, *arguments: str | Path) -> tuple[int, list[str], str]:
    """Exit code, lines and errors of the command."""
    command = [sys.executable, "-I", "-S", str(bare), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=bare.parent, timeout=60, check=False)
    return done.returncode, done.stdout.splitlines(), done.stderr


@pytest.mark.parametrize("path", sorted((CORPUS / "accept").glob("*.jsonl")), ids=lambda path: path.stem)
def test_what_is_to_be_accepted(bare: Path, path: Path) -> None:
    code, lines, errors = run(bare, path)
    statements = [json.loads(line)["statement"] for line in path.read_text("ascii").splitlines()]
    accepted = [line for line in lines if "accepted by" in line]
    assert (code, errors) == (0, "") and len(accepted) == len(statements)
    assert all(line.endswith(statement) for line, statement in zip(accepted, statements, strict=True))
    assert lines[-1] == f"{len(statements)} accepted, 0 rejected"


@pytest.mark.parametrize("path", sorted((CORPUS / "reject").glob("*.jsonl")), ids=lambda path: path.stem)
def test_what_is_to_be_rejected(bare: Path, path: Path) -> None:
    code, lines, errors = run(bare, path)
    count = len(path.read_text("ascii").splitlines())
    assert (code, errors) == (1, "")
    assert [f"{path}:{number}: REJECTED: " in line for number, line in enumerate(lines[:-1], 1)] == [True] * count
    assert lines[-1] == f"0 accepted, {count} rejected"


def test_one_bad_certificate_among_good_ones(bare: Path, tmp_path: Path) -> None:
    good = (CORPUS / "accept" / "integers.jsonl").read_text("ascii")
    mixed = tmp_path / "mixed.jsonl"
    mixed.write_text(good + "\n" + (CORPUS / "reject" / "false.jsonl").read_text("ascii").splitlines()[0] + "\n")
    code, lines, _ = run(bare, mixed)
    assert code == 1 and lines[-1] == f"{len(good.splitlines())} accepted, 1 rejected"


def test_a_line_of_a_store(bare: Path, tmp_path: Path) -> None:
    line = (CORPUS / "accept" / "integers.jsonl").read_text("ascii").splitlines()[0]
    store = tmp_path / "name.certs.jsonl"
    store.write_text(json.dumps({"digest": "0" * 64, "certificate": json.loads(line)}))
    assert run(bare, store)[0] == 0


def test_enclosures_are_shown_however_long(bare: Path, tmp_path: Path) -> None:
    shift = "1" + "0" * 4400
    certificate = {
        "format": "verify-certificate/1",
        "statement": f"minimum over real x to 3 digits: x**2 - {shift} * x",
        "rule": "minimum",
        "evidence": {
            "minimiser": ["5" + "0" * 4399] * 2,
            "convex": {
                "rule": "polynomial",
                "evidence": {"lemmas": [], "factor": [], "sum": [{"times": "2", "constraints": []}]},
            },
        },
    }
    path = tmp_path / "long.jsonl"
    path.write_text(json.dumps(certificate))
    code, lines, errors = run(bare, path)
    assert (code, errors) == (0, "") and any("minimiser in [5000" in line for line in lines)


def test_bad_use_is_one_line_and_not_a_traceback(bare: Path, tmp_path: Path) -> None:
    empty, binary = tmp_path / "empty.jsonl", tmp_path / "binary.jsonl"
    empty.write_text("\n\n")
    binary.write_bytes(b"\xff\xfe\x00")
    for arguments in ((), ("--help",), (tmp_path / "absent.jsonl",), (tmp_path,), (binary,)):
        code, _, errors = run(bare, *arguments)
        assert code == 2 and len(errors.splitlines()) == 1 and "Traceback" not in errors
    assert run(bare, empty)[0] == 2


def test_the_module_is_the_same_command() -> None:
    path = CORPUS / "accept" / "integers.jsonl"
    done = subprocess.run(
        [sys.executable, "-m", "verify.kernel", str(path)],
        capture_output=True,
        text=True,
        cwd=KERNEL.parent.parent,
        check=False,
    )
    assert done.returncode == 0 and "0 rejected" in done.stdout


def in_process(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str], str]:
    """The same as `run`, in this process."""
    code = command.main([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return code, told.out.splitlines(), told.err


def test_in_this_process_it_does_the_same(bare: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept, reject = (CORPUS / "accept" / "reals.jsonl", CORPUS / "reject" / "false.jsonl")
    store, empty, binary = tmp_path / "a.certs.jsonl", tmp_path / "empty.jsonl", tmp_path / "binary.jsonl"
    store.write_text('{"digest":"","certificate":' + accept.read_text("ascii").splitlines()[0] + "}\n\n")
    empty.write_text("\n")
    binary.write_bytes(b"\xff\xfe\x00")
    for arguments in ((accept,), (reject,), (store,), (accept, reject), (empty,), (binary,), (tmp_path,), (), ("-h",)):
        assert in_process(capsys, *arguments) == run(bare, *arguments)


def test_to_import_the_module_starts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    importlib.import_module("verify.kernel.__main__")
    assert capsys.readouterr().out == ""


MAIN = KERNEL / "__main__.py"
AS_A_MODULE = {"__name__": "__main__", "__package__": "verify.kernel", "__file__": str(MAIN)}


def test_the_module_and_the_folder_start_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["verify.kernel", str(CORPUS / "accept" / "integers.jsonl")])
    monkeypatch.setattr(sys, "path", ["first", *sys.path])
    monkeypatch.delitem(sys.modules, "verify.kernel.__main__", raising=False)
    for start in (
        # not runpy.run_module, which cannot read a module that pytest has prepared, as it does an installed plugin's
        lambda: exec(compile(MAIN.read_text(), str(MAIN), "exec"), AS_A_MODULE),
        lambda: runpy.run_path(str(KERNEL), run_name="__main__"),
    ):
        with pytest.raises(SystemExit) as ended:
            start()
        assert ended.value.code == 0 and capsys.readouterr().out.endswith("0 rejected\n")
