"""The store may be lost, damaged or too small at any time; what is built is the same."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sopc.folder import OutputFolder
from sopc.publish.store import Store
from sopc.transaction.seals import Seals
from tests.catalogues import write_catalogue
from tests.running import build, digests, run_build

KEY, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture
def store(tmp_path: Path, seals: Seals) -> Store:
    folder = OutputFolder(tmp_path)
    folder.below("store").make()
    return Store(folder.below("store"), seals)


def entry(folder: Path, key: str = KEY) -> Path:
    return folder / "store" / key[:2] / key[2:]


def test_what_is_put_is_got_back(store: Store) -> None:
    store.put(KEY, b"")
    store.put(OTHER, b"\0x")
    assert (store.get(KEY), store.get(OTHER)) == (b"", b"\0x")


def test_what_was_never_put_is_not_there(store: Store) -> None:
    assert store.get(KEY) is None


@pytest.mark.parametrize("kept", [0, 1, 63, 64, 66])
def test_a_cut_entry_is_none(store: Store, tmp_path: Path, kept: int) -> None:
    store.put(KEY, b"abc")
    path = entry(tmp_path)
    path.write_bytes(path.read_bytes()[:kept])
    assert store.get(KEY) is None


def test_an_entry_in_another_s_place_is_none(store: Store, tmp_path: Path) -> None:
    store.put(KEY, b"abc")
    store.put(OTHER, b"def")
    shutil.copy(entry(tmp_path, OTHER), entry(tmp_path))
    assert store.get(KEY) is None
    assert store.get(OTHER) == b"def"


def test_what_is_left_is_what_was_of_use_last(store: Store, tmp_path: Path) -> None:
    keys = [f"{n:02x}" * 32 for n in range(4)]
    for key in keys:
        store.put(key, bytes(36))
    for age, key in enumerate([keys[2], keys[0], keys[3], keys[1]]):
        os.utime(entry(tmp_path, key), ns=(0, age))
    assert store.trim(200) == 2
    assert [store.get(key) is not None for key in keys] == [False, True, False, True]


def test_nothing_that_is_not_its_own_is_removed(store: Store, tmp_path: Path) -> None:
    store.put(KEY, b"abc")
    elsewhere = tmp_path / "milik"
    elsewhere.mkdir()
    (elsewhere / ("f" * 62)).write_text("pengguna", encoding="utf-8")
    (tmp_path / "store" / "ee").symlink_to(elsewhere)
    (tmp_path / "store" / "ab" / "catatan.txt").write_text("pengguna", encoding="utf-8")
    assert store.trim(0) == 1
    assert (elsewhere / ("f" * 62)).exists()
    assert (tmp_path / "store" / "ab" / "catatan.txt").exists()


def entries(out: Path) -> list[Path]:
    found = (out / ".store").glob("??/*")
    return sorted(path for path in found if len(path.name) == 62)


def test_what_lies_in_another_folder_is_not_its_own(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "store" / "catatan" / KEY[2:]
    other.parent.mkdir()
    other.write_bytes(b"x")
    assert store.trim(0) == 0
    assert other.exists()


def test_what_cannot_be_removed_keeps_nothing_else(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for age, key in enumerate((KEY, OTHER)):
        store.put(key, b"x")
        os.utime(entry(tmp_path, key), ns=(0, age))
    remove = OutputFolder.remove

    def refuse(folder: OutputFolder, name: str) -> None:
        if name.startswith(KEY[:2]):
            raise OSError
        remove(folder, name)

    monkeypatch.setattr(OutputFolder, "remove", refuse)
    assert store.trim(0) == 1
    assert (store.get(KEY), store.get(OTHER)) == (b"x", None)


def empty(paths: list[Path]) -> None:
    for path in paths:
        path.write_bytes(b"")


def cut(paths: list[Path]) -> None:
    for path in paths:
        path.write_bytes(path.read_bytes()[:-1])


def flip(paths: list[Path]) -> None:
    for path in paths:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)


def swap(paths: list[Path]) -> None:
    contents = [path.read_bytes() for path in paths]
    for path, data in zip(paths, contents[1:] + contents[:1], strict=True):
        path.write_bytes(data)


def remove(paths: list[Path]) -> None:
    for path in paths:
        path.unlink()


@pytest.mark.parametrize("damage", [empty, cut, flip, swap, remove])
def test_damage_is_noticed_and_mended(
    small_build: Path, tmp_path: Path, damage: Callable[[list[Path]], None]
) -> None:
    root, out = write_catalogue(tmp_path / "sops"), tmp_path / "out"
    shutil.copytree(small_build, out)
    damage(entries(out))
    (out / "handbook.pdf").unlink()  # so that there is something to do
    (out / "sop" / "K.1.1.1.1.pdf").unlink()
    result = run_build(root, out, "--explain")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "K.1.1.1.1: its pages were no longer in the store\n"
    assert digests(out) == digests(small_build)


def test_a_store_that_may_hold_nothing(small_build: Path, tmp_path: Path) -> None:
    root, out = write_catalogue(tmp_path / "sops"), tmp_path / "out"
    assert run_build(root, out, "--cache-limit", "0").exit_code == 0
    assert entries(out) == []
    assert digests(out) == digests(small_build)
    again = run_build(root, out, "--cache-limit", "0")
    assert "nothing has changed" in again.stderr
    (out / "sop" / "K.1.1.1.1.pdf").write_bytes(b"rusak")
    assert run_build(root, out, "--cache-limit", "0").exit_code == 0
    assert digests(out) == digests(small_build)


@pytest.mark.parametrize("size", ["10x", "-1", "1.5G", "G", ""])
def test_a_size_that_is_none_is_wrong_usage(tmp_path: Path, size: str) -> None:
    result = run_build(tmp_path, tmp_path / "out", f"--cache-limit={size}")
    assert result.exit_code == 2
    assert "500M or 2G" in result.stderr


def test_the_store_can_be_thrown_away(small_build: Path, tmp_path: Path) -> None:
    root, out = write_catalogue(tmp_path / "sops"), tmp_path / "out"
    shutil.copytree(small_build, out)
    shutil.rmtree(out / ".store")
    build(root, out)
    assert digests(out) == digests(small_build)
