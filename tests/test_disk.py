"""Files that the user names: read, and written whole or not at all."""

from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.disk import read_file, write_file


def test_what_was_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.pdf"
    for data in (b"first, and longer", b"second"):
        write_file(file, data)
        assert read_file(file) == data
    assert list(file.parent.iterdir()) == [file]


def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SopcError, match=r"cannot read `.*nothing`: No such file or directory"):
        read_file(tmp_path / "nothing")


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "a.pdf"
    (folder / "in it").mkdir(parents=True)
    with pytest.raises(SopcError, match=r"cannot write `.*a\.pdf`: Is a directory"):
        write_file(folder, b"new")
    assert list(tmp_path.iterdir()) == [folder]


def test_no_one_finds_a_file_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.pdf"
    write_file(file, b"old")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as half:
            half.write(data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SopcError, match="No space left on device"):
        write_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
