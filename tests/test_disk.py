"""Files that the user names: read, and written whole or not at all, and through no link."""

import os
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.disk import read_file, write_file


def test_what_was_written_is_read(tmp_path: Path) -> None:
    root = tmp_path / "a" / "out"
    for data in (b"first, and longer", b"second"):
        write_file(root, "sop/b.pdf", data)
        assert read_file(root / "sop" / "b.pdf", 99) == data
    assert [path.name for path in (root / "sop").iterdir()] == ["b.pdf"]


def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SopcError, match=r"cannot read `.*nothing`: it does not exist"):
        read_file(tmp_path / "nothing", 99)


def test_what_stands_in_the_way_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / "a.pdf" / "in it").mkdir(parents=True)
    with pytest.raises(SopcError, match=r"`.*a\.pdf` is a folder; remove it"):
        write_file(tmp_path, "a.pdf", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_no_signed_file_is_written_through_a_link(tmp_path: Path) -> None:
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    (elsewhere / "a.pdf").write_bytes(b"theirs")
    out.mkdir()
    (out / "sop").symlink_to(elsewhere)
    with pytest.raises(SopcError, match=r"`.*sop` is a link"):
        write_file(out, "sop/a.pdf", b"new")
    (out / "b.pdf").symlink_to(elsewhere / "a.pdf")
    write_file(out, "b.pdf", b"new")
    assert (elsewhere / "a.pdf").read_bytes() == b"theirs"
    assert not (out / "b.pdf").is_symlink()


def test_no_one_finds_a_file_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_file(tmp_path, "a.pdf", b"old")

    def full(*_names: object, **_handles: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(SopcError, match=r"cannot write `.*a\.pdf`: No space left on device"):
        write_file(tmp_path, "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
