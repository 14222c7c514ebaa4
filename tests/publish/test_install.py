"""Outputs appear whole or not at all, and nothing outside their folder is ever touched."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.folder import UNFINISHED, OutputFolder
from sopc.publish.install import MANIFEST, STORE, clear_away, install, staging_folder
from sopc.transaction.lock import lock
from sopc.transaction.seals import Seals
from tests.books import LINKED
from tests.catalogues import FIRST, write_catalogue
from tests.publish.test_same_bytes import copied
from tests.running import build, digests, files, run_build

SEALS = Seals(b"kunci")


def put(out: Path, names: dict[str, bytes], stale: tuple[str, ...] = ()) -> None:
    with staging_folder(out, SEALS) as staging:
        for name, data in names.items():
            staging.new.write(name, data)
        install(staging, list(names), stale, SEALS)


def test_files_land_in_their_folders(tmp_path: Path) -> None:
    put(tmp_path / "out", {"a.pdf": b"1", "sop/b.pdf": b"2"})
    assert files(tmp_path / "out") == {"a.pdf": b"1", "sop/b.pdf": b"2"}


def test_the_manifest_goes_before_all_else_and_comes_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {MANIFEST: b"1", "a.pdf": b"0", "lama.pdf": b"0"})
    done: list[str] = []
    move = OutputFolder.move

    def moved(source: OutputFolder, name: str, target: OutputFolder) -> None:
        done.append(f"{name} {'out' if source.path == tmp_path else 'in'}")
        move(source, name, target)

    monkeypatch.setattr(OutputFolder, "move", moved)
    put(tmp_path, {MANIFEST: b"3", "z.pdf": b"2", "a.pdf": b"1"}, stale=("lama.pdf",))
    assert done == [*(f"{MANIFEST} out", "lama.pdf out", "a.pdf in", "z.pdf in", f"{MANIFEST} in")]
    assert files(tmp_path) == {"a.pdf": b"1", "z.pdf": b"2", MANIFEST: b"3"}


def test_a_manifest_that_stays_is_away_while_files_are_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {MANIFEST: b"1", "a.pdf": b"0"})
    there: list[bool] = []
    keep = OutputFolder.keep

    def kept(source: OutputFolder, name: str, target: OutputFolder) -> None:
        there.append((tmp_path / MANIFEST).exists())
        keep(source, name, target)

    monkeypatch.setattr(OutputFolder, "keep", kept)
    put(tmp_path, {"a.pdf": b"1"})
    assert there == [False]
    assert files(tmp_path) == {"a.pdf": b"1", MANIFEST: b"1"}


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OSError(28, "No space left"), "No space left"), (OSError("aneh"), "aneh")],
)
def test_why_a_file_cannot_be_moved_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    def full(*_: object) -> None:
        raise error

    monkeypatch.setattr(OutputFolder, "move", full)
    with pytest.raises(SopcError) as caught:
        put(tmp_path, {"a.pdf": b"1"})
    assert str(caught.value) == f"cannot write `{tmp_path / 'a.pdf'}`: {reason}"


def test_what_a_killed_build_left_is_cleared_away_unless_one_is_at_work(tmp_path: Path) -> None:
    out = OutputFolder(tmp_path)
    out.below(STORE).make()
    left = tmp_path / f"{UNFINISHED}lama"
    left.mkdir()
    with lock(out, STORE):
        clear_away(out)
        assert left.exists()
    (tmp_path / "catatan.txt").touch()
    clear_away(out)
    assert not left.exists()
    assert (tmp_path / "catatan.txt").exists()


def test_where_nothing_was_left_nothing_is_cleared_away(tmp_path: Path) -> None:
    clear_away(OutputFolder(tmp_path))
    clear_away(OutputFolder(tmp_path / "tidak-ada"))
    assert [*tmp_path.iterdir()] == []


def test_what_is_stale_is_removed_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, {"sop/lama.pdf": b"1"})
    (tmp_path / "catatan.txt").write_text("milik pengguna", encoding="utf-8")
    put(tmp_path, {"sop/baru.pdf": b"2"}, stale=("sop/lama.pdf", "sop/tidak-ada.pdf"))
    assert set(files(tmp_path)) == {"sop/baru.pdf", "catatan.txt"}


@pytest.mark.parametrize("name", ["../korban.txt", "sop/../../korban.txt", "{folder}/korban.txt"])
def test_nothing_elsewhere_is_stale(tmp_path: Path, name: str) -> None:
    victim = tmp_path / "korban.txt"
    victim.write_text("x", encoding="utf-8")
    put(tmp_path / "out", {"sop/a.pdf": b"1"}, stale=(name.format(folder=tmp_path),))
    assert victim.exists()


def test_a_manifest_cannot_have_files_elsewhere_removed(small_build: Path, tmp_path: Path) -> None:
    out, victim = tmp_path / "out", tmp_path / "korban.txt"
    shutil.copytree(small_build, out)
    victim.write_text("x", encoding="utf-8")
    record = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    record["outputs"] |= {"../korban.txt": "0", str(victim): "0", "a\0b": "0"}
    (out / MANIFEST).write_text(json.dumps(record), encoding="utf-8")
    build(write_catalogue(tmp_path / "sops"), out)
    assert victim.exists()
    assert digests(out) == digests(small_build)


@pytest.mark.parametrize("text", ["", "[]", '{"outputs": 3}', '{"outputs": {"a": {}}}', "[" * 9999])
def test_a_manifest_that_is_none_is_replaced(small_build: Path, tmp_path: Path, text: str) -> None:
    out = tmp_path / "out"
    shutil.copytree(small_build, out)
    (out / MANIFEST).write_text(text, encoding="utf-8")
    build(write_catalogue(tmp_path / "sops"), out)
    assert digests(out) == digests(small_build)


def test_a_link_in_a_file_s_place_is_replaced_not_followed(
    linked_build: Path, tmp_path: Path
) -> None:
    root, out = copied(linked_build, tmp_path)
    victim = tmp_path / "korban.txt"
    victim.write_text("milik pengguna", encoding="utf-8")
    (out / "handbook.pdf").unlink()
    (out / "handbook.pdf").symlink_to(victim)
    build(root, out)
    assert victim.read_text(encoding="utf-8") == "milik pengguna"
    assert digests(out) == digests(linked_build)


def test_a_folder_that_is_a_link_is_refused_and_nothing_is_moved(
    linked_build: Path, tmp_path: Path
) -> None:
    root, out = copied(linked_build, tmp_path)
    elsewhere = tmp_path / "elsewhere"
    (out / "sop").rename(elsewhere)
    (out / "sop").symlink_to(elsewhere)
    before = {path.name: path.read_bytes() for path in elsewhere.iterdir()}
    write_catalogue(root, LINKED | {FIRST: LINKED[FIRST].replace("Menerima", "Mengambil")})
    result = run_build(root, out)
    assert result.exit_code == 2
    assert f"`{out / 'sop'}` is a link" in result.stderr
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == before
    assert (out / "handbook.pdf").read_bytes() == (linked_build / "handbook.pdf").read_bytes()


def test_nothing_is_removed_through_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.pdf").write_bytes(b"milik pengguna")
    out = tmp_path / "out"
    put(out, {"b.pdf": b"1"})
    (out / "sop").symlink_to(elsewhere)
    put(out, {"b.pdf": b"2"}, stale=("sop/a.pdf",))
    assert (elsewhere / "a.pdf").exists()
    (out / "c.pdf").symlink_to(elsewhere / "a.pdf")
    put(out, {"b.pdf": b"3"}, stale=("c.pdf",))
    assert (elsewhere / "a.pdf").read_bytes() == b"milik pengguna"
    assert not (out / "c.pdf").is_symlink()


@pytest.mark.parametrize("target", ["lingkar", "tidak/ada"])
def test_links_that_lead_nowhere_are_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "lingkar").symlink_to("lingkar")
    out = tmp_path / "out"
    put(out, {"a.pdf": b"1"})
    (out / "sop").symlink_to(tmp_path / target)
    with pytest.raises(SopcError, match=r"sop` is a link"):
        put(out, {"a.pdf": b"2", "sop/b.pdf": b"2"})
    assert (out / "a.pdf").read_bytes() == b"1"


def test_a_folder_in_a_file_s_place_is_refused_and_nothing_is_moved(tmp_path: Path) -> None:
    put(tmp_path, {"a.pdf": b"lama"})
    (tmp_path / "z.pdf").mkdir()
    (tmp_path / "z.pdf" / "x").write_text("milik pengguna", encoding="utf-8")
    with pytest.raises(SopcError, match=r"z\.pdf` is a folder"):
        put(tmp_path, {"a.pdf": b"baru", "z.pdf": b"baru"})
    assert files(tmp_path) == {"a.pdf": b"lama", "z.pdf/x": b"milik pengguna"}
    put(tmp_path, {"a.pdf": b"baru"}, stale=("z.pdf",))
    assert (tmp_path / "z.pdf" / "x").exists()


def test_the_second_of_two_builds_is_refused(tmp_path: Path) -> None:
    root, out = write_catalogue(tmp_path / "sops"), tmp_path / "out"
    with staging_folder(out, SEALS):
        result = run_build(root, out)
        assert result.exit_code == 2
        assert f"another build is writing to `{out}`" in result.stderr
        assert files(out) == {}
    assert run_build(root, out).exit_code == 0


def test_a_failure_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.pdf": b"lama", "b.pdf": b"lama"})

    def full_disk(folder: OutputFolder, name: str, *pieces: bytes) -> None:
        del folder, name, pieces
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(OutputFolder, "write", full_disk)
        with pytest.raises(SopcError, match="No space left"):
            put(tmp_path, {"a.pdf": b"baru", "b.pdf": b"baru"})
    assert files(tmp_path) == {"a.pdf": b"lama", "b.pdf": b"lama"}


@pytest.fixture
def roots_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of another user; who runs the test is not root, who may write anywhere."""
    tmp_path.chmod(0o500)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    yield tmp_path
    if is_root:
        os.seteuid(0)
    tmp_path.chmod(0o700)


def test_a_folder_that_cannot_be_written_is_said_so(roots_folder: Path) -> None:
    with pytest.raises(SopcError, match=r"cannot write to `.*out`: Permission denied"):
        put(roots_folder / "out", {"a": b""})


def test_a_file_in_the_folder_s_place_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("milik pengguna", encoding="utf-8")
    result = run_build(write_catalogue(tmp_path / "sops"), tmp_path / "out" / "dalam")
    assert result.exit_code == 2
    assert "cannot write to" in result.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8") == "milik pengguna"


def test_outputs_within_the_catalogue_are_not_taken_for_inputs(
    linked_build: Path, tmp_path: Path
) -> None:
    root = write_catalogue(tmp_path / "sops", LINKED)
    out = build(root, root / "build")
    assert digests(out) == digests(linked_build)
    assert "nothing has changed" in run_build(root, out).stderr


def test_outputs_in_the_catalogue_s_own_folder_are_refused(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    before = files(root)
    result = run_build(root, root / "sekretariat" / "..")
    assert result.exit_code == 2
    assert "is the catalogue's folder; name another for the outputs" in result.stderr
    assert files(root) == before
