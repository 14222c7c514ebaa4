"""Files that are hostile, or no files at all: each is one fault, and nothing hangs or leaks."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.report.text import write_text
from tests.catalogues import FIRST, PELAKSANA, SOP, TODAY, write_catalogue
from tests.load.reading import check, rows

UMUM = "sekretariat/umum/"
ROOT_FILES = ("katalog.yaml", "pelaksana.yaml", "dasar-hukum.yaml", "pejabat.yaml")


@pytest.mark.parametrize("name", [FIRST, *ROOT_FILES])
def test_a_link_is_not_followed_and_nothing_behind_it_is_shown(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("rahasia: [", encoding="utf-8")
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP})
    (root / name).unlink()
    (root / name).symlink_to(secret)
    found = pipeline.check(root, TODAY).diagnostics
    assert (name, "YML009", 1, 1) in rows(found, root)
    told = "\n".join(write_text(found))
    assert "a link is not followed" in told
    assert "rahasia" not in told


def test_a_link_to_nothing_is_a_fault(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    (tmp_path / UMUM / "K.1.1.1.2.yaml").symlink_to("nowhere")
    found = pipeline.check(tmp_path, TODAY).diagnostics
    assert rows(found, tmp_path) == [(UMUM + "K.1.1.1.2.yaml", "YML009", 1, 1)]
    assert "cannot read" in found[0].message


@pytest.mark.parametrize("name", [FIRST, *ROOT_FILES])
def test_a_pipe_is_a_fault_and_nobody_waits_for_it(tmp_path: Path, name: str) -> None:
    root = write_catalogue(tmp_path, {FIRST: SOP})
    (root / name).unlink()
    os.mkfifo(root / name)
    command = [sys.executable, "-m", "sopc", "check", "--sops", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"{root / name}:1:1: error YML009: cannot read: this is no file" in done.stdout


def test_a_folder_called_like_an_sop_is_no_sop(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    (tmp_path / "pejabat.yaml").unlink()
    (tmp_path / "pejabat.yaml").mkdir()
    found = pipeline.check(tmp_path, TODAY).diagnostics
    assert rows(found, tmp_path) == [("pejabat.yaml", "YML009", 1, 1)]
    assert "no file but a folder" in found[0].message


def test_a_file_that_may_not_be_opened_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_catalogue(tmp_path, {"pelaksana.yaml": PELAKSANA})
    opened = os.open

    def refuse(path: Path, flags: int) -> int:
        if path.name == "pelaksana.yaml":
            raise PermissionError(13, "Permission denied", path)
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    (found,) = pipeline.check(root, TODAY).diagnostics
    assert found.message == "cannot read: you have no permission"


def test_a_folder_that_leads_back_up_is_not_followed(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    (tmp_path / UMUM / "lagi").symlink_to(tmp_path)
    (found,) = pipeline.check(tmp_path, TODAY).diagnostics
    assert (found.code, found.place.file) == ("YML009", str(tmp_path / UMUM / "lagi"))


def test_a_folder_that_may_not_be_opened_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = write_catalogue(tmp_path) / "sekretariat"
    opened: Callable[..., object] = os.scandir

    def scandir(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", path)
        return opened(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = pipeline.check(tmp_path, TODAY).diagnostics
    assert rows(found, tmp_path) == [("sekretariat", "YML009", 1, 1)]


def test_a_file_name_that_is_not_utf_8_can_still_be_reported(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    Path(tmp_path, os.fsdecode(b"bidang\xff.yaml")).write_text("[", encoding="utf-8")
    found = pipeline.check(tmp_path, TODAY).diagnostics
    assert {Path(d.place.file).name for d in found} == {"bidang\N{REPLACEMENT CHARACTER}.yaml"}


HOSTILE = {
    "deep": b"[" * 100_000,
    "duplicate": b"nomor: K.1.1.1.1\nnama: A\nnama: B\n",
    "alias": b"nomor: &a K.1.1.1.1\nnama: *a\n",
    "big": b"nama: " + b"x" * 1024 * 1024,
    "many": b"langkah: [" + b"a," * 100_001 + b"]",
    "not UTF-8": b"nomor: K.1.1.1.1\nnama: caf\xe9\n",
    "escape": b'nomor: K.1.1.1.1\nnama: "\\e]0;x"\n',
    "no number": b"nomor: 22:22\nnama: A\n",
    "long number": b"nomor: K.1.1.1." + b"9" * 5000 + b"\nnama: A\n",
    "hexadecimal": b"nomor: 0x" + b"f" * 5000 + b"\nnama: A\n",
    "no time": b"nomor: K.1.1.1.1\nnama: A\nlangkah: [{uraian: a, waktu: 1/0 jam}]\n",
    "steps": b"nomor: K.1.1.1.1\nnama: A\nlangkah:\n"
    + b"- {uraian: a, pelaksana: staf, lanjut: 1}\n" * 9000,
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", [FIRST, "katalog.yaml", "dasar-hukum.yaml", "pejabat.yaml"])
def test_hostile_files_are_faults_wherever_they_stand(
    tmp_path: Path, name: str, raw: bytes
) -> None:
    write_catalogue(tmp_path)
    (tmp_path / name).write_bytes(raw)
    checked = pipeline.check(tmp_path, TODAY)
    assert not checked.is_sound
    assert str(tmp_path / name) in {found.place.file for found in checked.diagnostics}


def test_a_file_over_one_mebibyte_is_not_read_in_part(tmp_path: Path) -> None:
    found = check(tmp_path, {FIRST: SOP + "#" * 1024 * 1024})
    assert rows(found, tmp_path) == [(FIRST, "YML002", 1, 1)]
