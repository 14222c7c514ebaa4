"""Whatever links and pipes lie among the outputs, a build changes nothing outside their folder."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sopc.folder import InTheWay, OutputFolder
from sopc.publish.install import STORE
from sopc.publish.record import Record, read_record
from sopc.publish.store import Store
from sopc.transaction.seals import Seals
from tests.canary import LINKS, Outside
from tests.catalogues import write_catalogue
from tests.running import build, digests, files, process, run_build, sopc

KEY = "ab" * 32
OURS = Seals(bytes(32))
KINDS = ("to a folder", "to a file", "to nothing", "to itself")
LEFT = {"handbook.pdf": b"lama", "sop/a.pdf": b"lama", "catatan.txt": b"milik pengguna"}


@pytest.fixture
def place(small_build: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The small catalogue and its outputs, of which one is lost: there is something to do."""
    root, out = write_catalogue(tmp_path / "sops"), tmp_path / "out"
    shutil.copytree(small_build, out)
    (out / "index.csv").unlink()
    return root, out


def replaced(path: Path) -> Path:
    """A path with nothing there any more."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    return path


def first_entry(out: Path) -> str:
    found = min(path for path in (out / STORE).glob("??/*") if len(path.name) == 62)
    return found.relative_to(out).as_posix()


REPLACED = (
    ".store/{entry}", ".store/{entry folder}", ".store/lock", ".store/record.json",
    ".store/record.json.new", ".store/.new-x", ".new-x", "sop/K.1.1.1.1.pdf", "index.csv",
    "handbook.pdf", "manifest.json",
)  # fmt: skip
REFUSED = (".store", "sop", "flowchart", "volume")


def linked(out: Path, name: str) -> Path:
    entry = first_entry(out)
    named = name.replace(".store/{entry}", entry)
    return replaced(out / named.replace(".store/{entry folder}", str(Path(entry).parent)))


@pytest.mark.sampled(14)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", REPLACED)
def test_a_link_in_the_place_of_what_a_build_writes_is_replaced(
    place: tuple[Path, Path], small_build: Path, outside: Outside, name: str, kind: str
) -> None:
    root, out = place
    link = linked(out, name)
    outside.link(kind, link)
    result = run_build(root, out)
    assert (result.exit_code, result.exception) == (0, None), result.stderr
    assert outside.is_as_it_was()
    assert name == ".store/record.json.new" or not link.is_symlink()
    link.unlink() if link.is_symlink() else None
    assert digests(out) == digests(small_build)


@pytest.mark.sampled(8)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", REFUSED)
def test_a_link_in_the_place_of_a_folder_is_named_and_nothing_is_moved(
    place: tuple[Path, Path], outside: Outside, name: str, kind: str
) -> None:
    root, out = place
    outside.link(kind, linked(out, name))
    before = {path: path.read_bytes() for path in out.glob("*.*") if path.is_file()}
    result = run_build(root, out)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"sopc: `{out / name}` is a link, and links below `{out}` are not")
    assert outside.is_as_it_was()
    assert {path: path.read_bytes() for path in out.glob("*.*") if path.is_file()} == before


def test_a_folder_that_is_a_link_is_as_the_user_says(small_build: Path, tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    (tmp_path / "lain").mkdir()
    (tmp_path / "out").symlink_to("lain")
    assert digests(build(root, tmp_path / "out")) == digests(small_build)
    assert digests(tmp_path / "lain") == digests(small_build)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def socket(path: Path) -> None:
    import socket

    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path must be short
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


WAITS: tuple[Callable[[Path], None], ...] = (pipe, socket)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("put", WAITS)
@pytest.mark.parametrize(
    "name",
    [".store/lock", ".store/record.json", ".store/{entry}", "manifest.json", "sop/K.1.1.1.1.pdf"],
)
def test_nothing_waits_for_what_never_ends(
    place: tuple[Path, Path], small_build: Path, name: str, put: Callable[[Path], None]
) -> None:
    root, out = place
    put(linked(out, name))
    done = process("build", "--sops", root, "--out", out)  # which is given up after a time
    assert done.returncode == 0, done.stderr
    assert digests(out) == digests(small_build)


@pytest.mark.parametrize("name", [".store/lock", ".store/record.json"])
def test_a_folder_in_a_file_s_place_is_named_and_nothing_is_moved(
    place: tuple[Path, Path], name: str
) -> None:
    root, out = place
    (out / "index.csv").write_text("rusak", encoding="utf-8")
    replaced(out / name).mkdir()
    before = files(out)
    result = run_build(root, out)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert files(out) == before


def test_the_lock_is_never_another_file_by_a_second_name(
    place: tuple[Path, Path], outside: Outside
) -> None:
    root, out = place
    victim = outside.file.with_name("kedua")
    victim.write_bytes(b"milik pengguna")
    os.link(victim, replaced(out / ".store" / "lock"))
    build(root, out)
    assert victim.read_bytes() == b"milik pengguna"
    assert victim.stat().st_nlink == 1


@pytest.mark.parametrize("kind", LINKS)
def test_the_record_is_neither_read_nor_written_through_a_link(
    tmp_path: Path, outside: Outside, kind: str
) -> None:
    folder = OutputFolder(tmp_path / "out")
    folder.below(STORE).make()
    outside.link(kind, folder.path / STORE / "record.json")
    assert read_record(folder.below(STORE), OURS) is None
    Record(complete=True).write(folder.below(STORE), OURS)
    assert read_record(folder.below(STORE), OURS) == Record(complete=True)
    assert outside.is_as_it_was()


@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize("name", ["ab", "ab/" + "ab" * 31])
def test_the_store_is_neither_read_nor_written_through_a_link(
    tmp_path: Path, outside: Outside, name: str, kind: str
) -> None:
    store, elsewhere = stores(tmp_path, outside)
    elsewhere.put(KEY, b"x")
    outside = Outside.made(outside.folder)
    path = tmp_path / "store" / name
    path.parent.mkdir(exist_ok=True)
    outside.link(kind, path)
    store.touch(KEY)
    assert (store.get(KEY), store.trim(0)) == (None, 1 if "/" in name else 0)
    if "/" in name:
        outside.link("to a file", path)
    store.put(KEY, b"y")
    assert store.get(KEY) == b"y"
    assert store.trim(0) == 1
    assert outside.is_as_it_was()


def stores(tmp_path: Path, outside: Outside) -> tuple[Store, Store]:
    folder = OutputFolder(tmp_path)
    folder.below("store").make()
    return Store(folder.below("store"), OURS), Store(OutputFolder(outside.folder), OURS)


def test_a_store_that_is_a_link_is_refused(tmp_path: Path, outside: Outside) -> None:
    (tmp_path / "store").symlink_to(outside.folder)
    store = Store(OutputFolder(tmp_path).below("store"), OURS)
    assert store.get(KEY) is None
    store.touch(KEY)
    with pytest.raises(InTheWay, match="store` is a link"):
        store.put(KEY, b"x")
    with pytest.raises(InTheWay, match="store` is a link"):
        store.trim(0)
    assert outside.is_as_it_was()


@pytest.mark.parametrize("left", [b"", None])
def test_what_stands_in_the_place_of_the_store_s_folders(
    tmp_path: Path, outside: Outside, left: bytes | None
) -> None:
    store, _ = stores(tmp_path, outside)
    place = tmp_path / "store" / "ab"
    os.mkfifo(place) if left is None else place.write_bytes(left)
    assert (store.get(KEY), store.trim(0)) == (None, 0)
    store.put(KEY, b"y")
    assert store.get(KEY) == b"y"


@pytest.mark.parametrize("kind", ["to a file", "to nothing", "to itself"])
def test_a_drawing_takes_the_place_of_a_link(tmp_path: Path, outside: Outside, kind: str) -> None:
    root = write_catalogue(tmp_path / "sops")
    drawing = tmp_path / "bagan.dot"
    outside.link(kind, drawing)
    outside.link("to a file", tmp_path / ".bagan.dot.new")
    assert sopc("flowchart", "K.1.1.1.1", "--sops", root, "-o", drawing).exit_code == 0
    assert not drawing.is_symlink()
    assert "digraph" in drawing.read_text(encoding="utf-8")
    assert outside.is_as_it_was()
