"""Files that are mended stay whole, keep their rights, and are never written through a link."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.edit.writing import write_files
from sopc.entered_folder import EnteredFolder, Rights

BEFORE = {"a.yaml": b"a: 1\n", "unit/b.yaml": b"b: 1\n"}
AFTER = {"a.yaml": b"a: 2\n", "unit/b.yaml": b"b: 2\n"}


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    below = tmp_path / "sops"
    for name, data in BEFORE.items():
        (below / name).parent.mkdir(parents=True, exist_ok=True)
        (below / name).write_bytes(data)
    yield below
    assert [path.name for path in below.rglob("*") if path.name.startswith(".")] == []


def written(root: Path) -> dict[str, bytes]:
    return {name: (root / name).read_bytes() for name in BEFORE}


def write(root: Path, after: Mapping[str, bytes | None] = AFTER) -> None:
    write_files(root, {**dict.fromkeys(after), **BEFORE}, after)


def test_all_files_are_written_with_the_rights_they_had(root: Path) -> None:
    (root / "a.yaml").chmod(0o640)
    write(root)
    assert written(root) == AFTER
    if os.name != "nt":
        assert stat.S_IMODE((root / "a.yaml").stat().st_mode) == 0o640


def test_a_file_that_nobody_may_write_stays_and_so_do_the_others(root: Path) -> None:
    (root / "unit" / "b.yaml").chmod(0o444)
    with pytest.raises(SopcError, match=r"cannot write `.*b\.yaml`: Permission denied"):
        write(root)
    assert written(root) == BEFORE


def test_a_file_that_was_changed_meanwhile_stays_and_so_do_the_others(root: Path) -> None:
    for theirs in (b"b: 10\n", b"b: 1\n\n", b"b: 1"):
        (root / "unit" / "b.yaml").write_bytes(theirs)
        with pytest.raises(SopcError, match=r"`.*b\.yaml` was changed meanwhile"):
            write(root)
        assert written(root) == BEFORE | {"unit/b.yaml": theirs}


@pytest.mark.parametrize("name", ["a.yaml", "unit"])
def test_nothing_is_written_through_a_link_that_was_put_there(
    name: str, root: Path, tmp_path: Path
) -> None:
    (root / name).rename(tmp_path / "elsewhere")
    (root / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SopcError):
        write(root)
    assert written(root) == BEFORE
    assert (root / name).is_symlink()


def test_a_full_disk_leaves_all_files_as_they_are(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = EnteredFolder.create_whole
    made: list[str] = []

    def full(level: EnteredFolder, name: str, data: bytes, rights: Rights | None) -> None:
        if made:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(level.path / name))
        made.append(name)
        create(level, name, data, rights)

    monkeypatch.setattr(EnteredFolder, "create_whole", full)
    with pytest.raises(SopcError, match=r"cannot write `.*\.yaml`: No space left"):
        write(root)
    assert written(root) == BEFORE


def test_a_disk_that_is_full_within_a_file_leaves_it_as_it_is(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SopcError, match="No space left"):
        write(root)
    assert written(root) == BEFORE
