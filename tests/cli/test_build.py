"""``sopc build`` and ``sopc flowchart`` from the command line."""

import json
import os
import re
import shutil
import subprocess
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tests.catalogues import FIRST, SOP, write_catalogue
from tests.running import files, run_build, sopc

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
HEAVY = ("weasyprint", "pydantic", "pikepdf", "jinja2", "yaml", "fontTools", "distributed")


def test_build_tells_its_stages_and_leaves_the_book(tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run_build(write_catalogue(tmp_path / "sops"), out)
    assert (result.exit_code, result.stdout) == (0, "")
    *stages, last = result.stderr.splitlines()
    assert last == f"8 files in {out}, 8 written"
    wanted = ("rendering 1 SOP", r"rendered 1 SOP in \d+ s", r"tables of contents: \d in \d+ s")
    assert len(stages) == len(wanted)
    for each, stage in zip(wanted, stages, strict=True):
        assert re.fullmatch(each, stage), stage
    assert (out / "handbook.pdf").read_bytes().startswith(b"%PDF-")


def test_what_is_edited_alone_is_written(tmp_path: Path) -> None:
    out, root = tmp_path / "out", write_catalogue(tmp_path / "sops")
    run_build(root, out)
    (root / FIRST).write_text(SOP + "# komentar\n", encoding="utf-8")
    assert run_build(root, out).stderr == f"8 files in {out}, 1 written\n"


def test_nothing_changed_is_said_and_touches_nothing(small_build: Path, tmp_path: Path) -> None:
    out, root = tmp_path / "out", write_catalogue(tmp_path / "sops")
    shutil.copytree(small_build, out)
    for path in out.rglob("*"):
        os.utime(path, ns=(0, 0))
    result = run_build(root, out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"nothing has changed: 8 files in {out}\n"
    assert {path.stat().st_mtime_ns for path in out.rglob("*")} == {0}


def test_nothing_changed_is_known_without_loading_what_prints(
    small_build: Path, tmp_path: Path
) -> None:
    out, root = tmp_path / "out", write_catalogue(tmp_path / "sops")
    shutil.copytree(small_build, out)
    code = (
        "import sys, json; from sopc.cli.main import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(json.dumps(sorted(sys.modules)))"
    )
    words = ["build", "--sops", str(root), "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    assert "nothing has changed" in done.stderr
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert loaded & set(HEAVY) == set()
    assert "click" in loaded


def test_build_of_a_faulty_catalogue_says_why_and_leaves_nothing(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP.replace("tidak: menerima", "tidak: 9")})
    result = run_build(root, tmp_path / "out")
    assert result.exit_code == 1
    assert "FLW001" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_fault_after_a_good_build_leaves_that_as_it_is(small_build: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(small_build, out)
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP.replace("tidak: menerima", "tidak: 9")})
    assert run_build(root, out).exit_code == 1
    assert files(out) == files(small_build)


def test_build_without_a_catalogue_is_wrong_usage(tmp_path: Path) -> None:
    result = sopc("build", "--sops", tmp_path / "nirgends", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "katalog.yaml" in result.stderr


def test_only_an_unknown_number_suggests_a_known_one(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    result = run_build(root, tmp_path / "out", "--only", "K.1.1.1.11")
    assert result.exit_code == 2
    assert "did you mean `K.1.1.1.1`" in result.stderr


@pytest.mark.parametrize("address", ["ftp://x", "127.0.0.1:8786", "", "dask:/x"])
def test_an_executor_of_another_kind_is_refused(tmp_path: Path, address: str) -> None:
    root = write_catalogue(tmp_path / "sops")
    result = run_build(root, tmp_path / "out", f"--executor={address}")
    assert result.exit_code == 2
    assert f"`{address}` is no executor: write dask://HOST:PORT" in result.stderr
    assert files(tmp_path / "out") == {}


def test_no_more_processes_are_started_than_there_is_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    start = BaseProcess.start

    def counted(self: BaseProcess) -> None:
        started.append(self.name)
        start(self)

    monkeypatch.setattr(BaseProcess, "start", counted)
    two = {FIRST: SOP, SECOND: SOP.replace("K.1.1.1.1", "K.1.1.1.2")}
    root = write_catalogue(tmp_path / "sops", two)
    numbers = ("--only", "K.1.1.1.1", "--only", "K.1.1.1.2")
    result = run_build(root, tmp_path / "out", *numbers, jobs=99)
    assert result.exit_code == 0
    assert 1 <= len(started) <= 2


@pytest.mark.parametrize("jobs", ["0", "-1", "banyak"])
def test_jobs_are_a_number_from_one(tmp_path: Path, jobs: str) -> None:
    assert sopc("build", "--sops", tmp_path, "--jobs", jobs).exit_code == 2


@pytest.mark.parametrize(
    ("form", "start"),
    [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF-"), ("dot", b"// Flowchart SOP")],
)
def test_flowchart_in_every_form(tmp_path: Path, form: str, start: bytes) -> None:
    root, file = write_catalogue(tmp_path / "sops"), tmp_path / f"gambar.{form}"
    result = sopc("flowchart", "K.1.1.1.1", "--sops", root, "-o", file)
    assert result.exit_code == 0, result.stderr
    assert file.read_bytes().startswith(start)


def test_flowchart_is_printed_as_svg_without_a_file(small_build: Path, tmp_path: Path) -> None:
    result = sopc("flowchart", "K.1.1.1.1", "--sops", write_catalogue(tmp_path))
    assert result.stdout_bytes == (small_build / "flowchart" / "K.1.1.1.1.svg").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("K.1.1.1.1", "-o", "gambar.gif"), ".svg, .png, .pdf or .dot"),
        (("K.9.9.9.9",), "no SOP has the number K.9.9.9.9"),
        (("K.1.1.1.2",), "no flowchart"),
        (("K.1.1.1.1", "-o", "tidak/ada/x.svg"), "cannot write"),
    ],
)
def test_flowchart_says_what_is_wrong(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    unwritten = "nomor: K.1.1.1.2\nnama: Belum\nstatus: belum-disusun\n"
    root = write_catalogue(tmp_path, {FIRST: SOP, SECOND: unwritten})
    result = sopc("flowchart", *arguments, "--sops", root)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_drawing_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, file = write_catalogue(tmp_path / "sops"), tmp_path / "gambar.dot"
    file.write_text("lama", encoding="utf-8")

    def full_disk(*_names: object, **_handles: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full_disk)
        result = sopc("flowchart", "K.1.1.1.1", "--sops", root, "-o", file)
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert file.read_text(encoding="utf-8") == "lama"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gambar.dot", "sops"]


def test_a_drawing_can_be_read_by_whom_the_user_s_files_are_for(tmp_path: Path) -> None:
    file = tmp_path / "gambar.dot"
    before = os.umask(0o027)
    try:
        sopc("flowchart", "K.1.1.1.1", "--sops", write_catalogue(tmp_path / "sops"), "-o", file)
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o640
