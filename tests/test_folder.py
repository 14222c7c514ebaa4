"""What lies in a folder never decides what is read or changed elsewhere."""

import os
import stat
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

import pytest

import sopc.folder
from sopc import entered_folder
from sopc.folder import InTheWay, OutputFolder
from tests.canary import LINKS, Outside

JUNCTION = 0xA000_0003  # IO_REPARSE_TAG_MOUNT_POINT


@pytest.fixture(params=["by handle", "by path"])
def folder(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> OutputFolder:
    """A folder as it is entered here, and as it is where folders have no handles."""
    if request.param == "by path":
        monkeypatch.setattr(entered_folder, "HANDLES", False)
    found = OutputFolder(tmp_path / "out")
    found.make()
    return found


def refused(kind: type[Exception]) -> AbstractContextManager[object]:
    """Whatever the words are: those of the system differ."""
    return pytest.raises(kind)


def names(folder: OutputFolder) -> set[str]:
    return {path.relative_to(folder.path).as_posix() for path in folder.path.rglob("*")}


def test_handles_are_used_where_there_are_some() -> None:
    assert entered_folder.HANDLES is (os.name != "nt")


def test_what_is_written_is_read(folder: OutputFolder) -> None:
    folder.write("sop/a.pdf", b"1", b"2")
    folder.write("sop/a.pdf", b"3\r\n\x1a4")
    assert folder.read("sop/a.pdf") == b"3\r\n\x1a4"
    assert (folder.has("sop/a.pdf"), folder.has("sop"), folder.has("sop/b.pdf")) == (1, 1, 0)
    assert names(folder) == {"sop", "sop/a.pdf"}


def test_a_new_file_has_the_rights_that_the_user_gives_all(folder: OutputFolder) -> None:
    folder.write("a/b", b"")
    usual = folder.path / "usual"
    usual.touch()
    assert (folder.path / "a" / "b").stat().st_mode == usual.stat().st_mode
    assert stat.S_IMODE((folder.path / "a").stat().st_mode) == stat.S_IMODE(0o777 & ~umask())


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_folders_are_made_as_they_are_needed(folder: OutputFolder) -> None:
    with folder.create("a/b/c") as file:
        file.write(b"1")
    with refused(FileExistsError):
        folder.create("a/b/c")
    staging = folder.make_unfinished()
    staging.write("d/e", b"2")
    staging.move("d/e", folder)
    folder.clear_way("f/g/h")
    with refused(FileNotFoundError):
        folder.entries("i")
    assert (folder.read("a/b/c"), folder.read("d/e")) == (b"1", b"2")
    assert [name for name, _ in folder.entries("f")] == ["g"]


@pytest.mark.skipif(os.name == "nt", reason="there such names lead elsewhere")
@pytest.mark.parametrize("name", ["X", "x", "a:b", "a\\b", "ü ö", "...", ".x", "a\nb"])
def test_every_other_name_is_a_name(folder: OutputFolder, name: str) -> None:
    folder.write(name, b"x")
    assert (folder.read(name), names(folder)) == (b"x", {name})


def test_nothing_is_read_that_is_no_file(folder: OutputFolder) -> None:
    folder.write("file", b"x")
    folder.below("inner").make()
    os.mkfifo(folder.path / "pipe")
    assert [folder.read(name) for name in ("inner", "pipe", "none", "none/x", "file/x")] == [
        None
    ] * 5
    assert not folder.has("file/x")


def test_a_folder_below_is_as_good_as_a_longer_name(folder: OutputFolder) -> None:
    folder.below("a/b").make()
    folder.below("a").write("b/c", b"x")
    assert folder.below("a/b").read("c") == folder.read("a/b/c") == b"x"
    assert [name for name, _ in folder.below("a").entries("b")] == ["c"]
    assert [name for name, _ in folder.below("a/b").entries()] == ["c"]


@pytest.mark.parametrize(
    "name", ["", ".", "..", "/", "/x", "x/", "a//b", "../x", "a/../../x", "\0"]
)
def test_a_name_that_leads_elsewhere_is_none(folder: OutputFolder, name: str) -> None:
    victim = folder.path.parent / "x"
    victim.write_bytes(b"milik pengguna")
    folder.below("a").make()
    assert (folder.read(name), folder.has(name)) == (None, False)
    folder.remove(name)
    for change in (folder.write, folder.clear_way, folder.create, folder.touch, folder.below):
        with refused(ValueError):
            change(name)
    assert victim.read_bytes() == b"milik pengguna"
    assert names(folder) == {"a"}


def test_names_of_windows_lead_nowhere_else(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sopc.folder, "_NEVER", sopc.folder.never_in_names("nt"))
    for name in ("C:x", "a\\..\\..\\x", "sop\\a"):
        with refused(ValueError):
            folder.write(name, b"")
    folder.write("X", b"")


@pytest.mark.parametrize("name", ["x" * 5000, "\ud800", "x" * 300 + "/y"])
def test_a_name_that_no_file_can_have_is_not_there(folder: OutputFolder, name: str) -> None:
    assert (folder.read(name), folder.has(name)) == (None, False)


def test_only_the_root_may_be_a_link(folder: OutputFolder, tmp_path: Path) -> None:
    folder.write("a", b"x")
    (tmp_path / "other").symlink_to(tmp_path / "out")
    through = OutputFolder(tmp_path / "other")
    through.make()
    through.write("b", b"y")
    assert (through.read("a"), folder.read("b")) == (b"x", b"y")


def test_a_root_that_is_not_there_is_an_error(folder: OutputFolder, tmp_path: Path) -> None:
    folder.write("file", b"")
    for root in (tmp_path / "none", tmp_path / "out" / "file"):
        assert OutputFolder(root).read("x") is None
        with refused(OSError):
            OutputFolder(root).write("x", b"")


CHANGES: dict[str, Callable[[OutputFolder, str], object]] = {
    "make": lambda folder, name: folder.below(name).make(),
    "make deeper": lambda folder, name: folder.below(f"{name}/b").make(),
    "unfinished": lambda folder, name: folder.below(name).make_unfinished(),
    "clear way": lambda folder, name: folder.clear_way(f"{name}/x"),
    "create": lambda folder, name: folder.create(f"{name}/x"),
    "write": lambda folder, name: folder.write(f"{name}/x", b"y"),
    "write deeper": lambda folder, name: folder.write(f"{name}/b/x", b"y"),
    "entries": lambda folder, name: folder.entries(name),
    "touch": lambda folder, name: folder.touch(f"{name}/x"),
    "move here": lambda folder, name: folder.move("x", folder.below(name)),
    "move from here": lambda folder, name: folder.below(name).move("x", folder),
    "remove unfinished": lambda folder, name: folder.below(name).remove_unfinished(),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize("name", ["sop", "a/sop"])
def test_a_link_to_a_folder_is_named_and_not_followed(
    folder: OutputFolder,
    outside: Outside,
    change: str,
    kind: str,
    name: str,
) -> None:
    folder.write("x", b"y")
    folder.clear_way(name)
    outside.link(kind, folder.path / name)
    with pytest.raises(InTheWay, match=f"{name}` is a link, and links below"):
        CHANGES[change](folder, name)
    folder.remove(f"{name}/x")
    folder.below(name).remove_all()
    assert (folder.read(f"{name}/x"), folder.has(f"{name}/x")) == (None, False)
    assert outside.is_as_it_was()
    assert not (folder.path / name).is_symlink()  # the link itself was removed, as all of a folder


@pytest.mark.parametrize("kind", LINKS)
def test_a_link_in_a_file_s_place_is_replaced(
    folder: OutputFolder,
    outside: Outside,
    kind: str,
) -> None:
    for name in ("a", "b", "c", "d"):
        outside.link(kind, folder.path / name)
    with refused(OSError):
        folder.create("a")
    with refused(OSError):
        folder.touch("a")
    assert (folder.read("a"), folder.has("a")) == (None, True)
    folder.clear_way("a")
    folder.write("a", b"1")
    folder.write("x/b", b"2")
    folder.below("x").move("b", folder)
    folder.remove("c")
    folder.below("d").remove_all()
    assert outside.is_as_it_was()
    assert (folder.read("a"), folder.read("b")) == (b"1", b"2")
    assert names(folder) == {"a", "b", "x"}


def test_what_is_left_unfinished_is_removed_and_nothing_else(
    folder: OutputFolder,
    outside: Outside,
) -> None:
    left = folder.make_unfinished()
    left.write("sop/x.pdf", b"x")
    (left.path / "sop" / "y").symlink_to(outside.folder)
    (left.path / "z").symlink_to(outside.file)
    (folder.path / ".new-link").symlink_to(outside.folder)
    folder.write(".new-file", b"x")
    folder.write("new-file", b"x")
    folder.write("a/.new-file", b"x")
    folder.remove_unfinished()
    assert outside.is_as_it_was()
    assert names(folder) == {"new-file", "a", "a/.new-file"}


def test_what_cannot_be_removed_is_passed_over(
    folder: OutputFolder, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (".new-a", ".new-b", ".new-c"):
        folder.write(name, b"")
    unlink = os.unlink

    def not_b(name: Any, **where: Any) -> None:
        if str(name).endswith(".new-b"):
            raise PermissionError(13, "Permission denied")
        unlink(name, **where)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", not_b)
        folder.remove_unfinished()
        folder.below(".new-b").remove_all()
    assert names(folder) == {".new-b"}
    folder.below("none").remove_all()
    folder.below("none/x").remove_all()
    outside.link("to a folder", folder.path / "link")
    folder.below("link/b").remove_all()
    folder.remove("none/x")
    assert outside.is_as_it_was()


CHANGES_BELOW: dict[str, Callable[[OutputFolder, str], Any]] = {
    **CHANGES,
    "read": lambda folder, name: folder.read(f"{name}/x"),
    "remove": lambda folder, name: folder.remove(f"{name}/x"),
    "remove all": lambda folder, name: folder.below(f"{name}/b").remove_all(),
}


@pytest.mark.skipif(not entered_folder.HANDLES, reason="folders are entered by their paths here")
@pytest.mark.parametrize("change", CHANGES_BELOW)
def test_a_link_that_is_put_there_meanwhile_redirects_nothing(
    tmp_path: Path, outside: Outside, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    folder = OutputFolder(tmp_path / "out")
    folder.make()
    folder.write("x", b"y")
    for name in ("x", "b/x"):
        folder.write(f"sop/{name}", b"ours")
    enter = entered_folder.EnteredFolder.enter

    def swapped(level: Any, name: str, *, make: bool) -> Any:
        entered = enter(level, name, make=make)
        if name == "sop" and not (tmp_path / "away").exists():
            (tmp_path / "out" / "sop").rename(tmp_path / "away")
            (tmp_path / "out" / "sop").symlink_to(outside.folder)
        return entered

    monkeypatch.setattr(entered_folder.EnteredFolder, "enter", swapped)
    result: Any = None
    with suppress(OSError):  # what is to be made may be there
        result = CHANGES_BELOW[change](folder, "sop")
    assert (tmp_path / "away").exists()
    assert outside.is_as_it_was()
    if change == "read":
        assert result == b"ours"
    if change == "entries":
        assert {name for name, _ in result} == {"x", "b"}


def test_a_write_that_fails_leaves_nothing(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("a", b"lama")

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full_disk)
        with pytest.raises(OSError, match="No space left"):
            folder.write("a", b"baru")
    assert (folder.read("a"), names(folder)) == (b"lama", {"a"})


def test_a_folder_in_a_file_s_place_is_named_and_left(folder: OutputFolder) -> None:
    folder.write("a/x", b"1")
    folder.write("b/a", b"2")
    for change in (folder.write, folder.clear_way):
        with pytest.raises(InTheWay, match="a` is a folder"):
            change("a")
    with pytest.raises(InTheWay, match="a` is a folder"):
        folder.below("b").move("a", folder)
    folder.remove("a")
    assert names(folder) == {"a", "a/x", "b", "b/a"}


def test_a_file_in_a_folder_s_place_is_named_and_left(folder: OutputFolder) -> None:
    folder.write("a", b"1")
    with pytest.raises(InTheWay, match="a` is no folder"):
        folder.write("a/b", b"2")
    folder.remove("a/b")
    assert folder.read("a") == b"1"


def test_of_two_names_the_use_of_one_is_noted(folder: OutputFolder) -> None:
    folder.write("a", b"")
    folder.write("b", b"")
    for name in ("a", "b"):
        os.utime(folder.path / name, (1, 1))
    folder.touch("a")
    times = {name: status.st_mtime for name, status in folder.entries()}
    assert times["a"] > times["b"] == 1


HANDLES = Path("/proc/self/fd")


@pytest.mark.skipif(not HANDLES.exists(), reason="the system does not list open files")
def test_no_handle_stays_open(folder: OutputFolder, outside: Outside) -> None:
    before = len(list(HANDLES.iterdir()))
    folder.write("a/b", b"")
    folder.below("dir").make()
    os.mkfifo(folder.path / "pipe")
    (folder.path / "link").symlink_to(outside.folder)
    for name in ("a/b", "dir", "pipe", "none/x", "link/x", "a/b/c"):
        folder.read(name)
        folder.remove(name)
    assert len(list(HANDLES.iterdir())) == before


def test_a_junction_is_a_link(folder: OutputFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows' other kind of link: ``lstat`` calls it a folder, and tells it by its tag."""
    folder.write("sop/a", b"x")
    real = os.stat

    class Junction:
        st_reparse_tag = JUNCTION

        def __init__(self, status: os.stat_result) -> None:
            self.st_mode = status.st_mode

    def status(path: str | Path, **how: Any) -> object:
        found = real(path, **how)
        return Junction(found) if str(path).endswith("sop") else found

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", status)
        with pytest.raises(InTheWay, match="sop` is a link"):
            folder.write("sop/a", b"y")
        assert folder.read("sop/a") is None
        folder.remove("sop/a")
    assert folder.read("sop/a") == b"x"


def test_what_is_in_the_way_is_said_to_the_letter(folder: OutputFolder, outside: Outside) -> None:
    root = folder.path
    outside.link("to a folder", root / "sop")
    folder.write("a", b"")
    with pytest.raises(InTheWay) as link:
        folder.write("sop/x", b"")
    with pytest.raises(InTheWay) as file:
        folder.write("a/x", b"")
    said = f"`{root / 'sop'}` is a link, and links below `{root}` are not followed; remove it"
    assert str(link.value) == said
    assert str(file.value) == f"`{root / 'a'}` is no folder; remove it"


def test_a_root_is_made_with_all_above_it(tmp_path: Path) -> None:
    made = OutputFolder(tmp_path / "a" / "b" / "c")
    made.make()
    made.make()
    assert made.path.is_dir()


def test_why_a_write_failed_is_said_even_if_its_rest_stays(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full_disk)
        patch.setattr(os, "unlink", denied)
        with pytest.raises(OSError, match="No space left"):
            folder.write("a", b"")


def test_of_a_folder_all_is_removed_that_can_be(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abcxyz":
        folder.write(f"lama/{name}", b"")
    unlink = os.unlink

    def not_c_and_x(name: Any, **where: Any) -> None:
        if str(name)[-1] in "cx":
            raise PermissionError(13, "Permission denied")
        unlink(name, **where)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", not_c_and_x)
        folder.below("lama").remove_all()
    assert names(folder) == {"lama", "lama/c", "lama/x"}


def test_what_leads_elsewhere_differs_by_system() -> None:
    assert sopc.folder.never_in_names("posix") == {"\0"}
    assert sopc.folder.never_in_names("nt") == {"\0", "\\", ":"}


def test_an_error_names_the_whole_path(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system is told of a part of it only, and says nothing of it where a disk is full."""

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    place = folder.path / "a" / "b"
    folder.write("a/b", b"x")
    changes: tuple[tuple[str, Callable[[], object]], ...] = (
        ("replace", lambda: folder.below("a").move("b", folder)),
        ("unlink", lambda: folder.remove("a/b")),
        ("utime", lambda: folder.touch("a/b")),
        ("fsync", lambda: folder.sync(["a/b"])),
    )
    for call, change in changes:
        with monkeypatch.context() as patch:
            patch.setattr(os, call, full_disk)
            with pytest.raises(OSError, match="No space") as caught:
                change()
        assert caught.value.filename == str(place), call
    with pytest.raises(FileNotFoundError) as missing:
        folder.open("a/c")
    assert missing.value.filename == str(folder.path / "a" / "c")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is full")
def test_a_full_disk_is_told_of_the_file(folder: OutputFolder) -> None:
    full = entered_folder._NamedFile(os.open("/dev/full", os.O_WRONLY), folder.path / "x")
    with pytest.raises(OSError, match="No space") as caught:
        full.write(b"x")
    assert caught.value.filename == str(folder.path / "x")
    full.close()


def test_what_the_system_cannot_tell_is_not_taken_for_nothing(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "stat", damaged)
    with pytest.raises(OSError, match="Input/output"):
        folder.has("a")


def test_a_file_is_kept_under_a_second_name(folder: OutputFolder) -> None:
    folder.write("a/b", b"1")
    folder.below("a").keep("b", folder.below("c"))
    assert (folder.read("a/b"), folder.read("c/b")) == (b"1", b"1")
    with refused(FileExistsError):
        folder.below("a").keep("b", folder.below("c"))


def test_where_a_file_has_one_name_only_it_is_moved(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", unable)
    folder.write("a/b", b"1")
    folder.below("a").keep("b", folder.below("c"))
    assert (folder.read("a/b"), folder.read("c/b")) == (None, b"1")


def test_a_link_that_is_kept_stays_one(folder: OutputFolder, outside: Outside) -> None:
    outside.link("to a file", folder.path / "a")
    folder.keep("a", folder.below("c"))
    assert (folder.path / "c" / "a").is_symlink()
    assert outside.is_as_it_was()


def test_what_could_not_be_put_there_is_known_before(folder: OutputFolder) -> None:
    folder.write("file", b"")
    folder.below("inner").make()
    for name, why in (("inner", "is a folder"), ("file/x", "is no folder")):
        with pytest.raises(InTheWay, match=why):
            folder.refuse(name)
    for name in ("file", "new", "none/new", "none/at/all", "inner/new"):
        folder.refuse(name)
    assert names(folder) == {"file", "inner"}


def test_a_folder_that_may_not_be_changed_is_known_before() -> None:
    uid = os.geteuid()
    with tempfile.TemporaryDirectory() as place:  # whose way is open to all, unlike pytest's
        folder = OutputFolder(Path(place))
        folder.write("inner/a", b"")
        Path(place).chmod(0o755)
        (Path(place) / "inner").chmod(0o500)
        os.seteuid(uid or 65534)  # root may write anywhere
        try:
            for name in ("inner/a", "inner/none/a"):
                with pytest.raises(PermissionError) as caught:
                    folder.refuse(name)
                assert caught.value.filename == str(Path(place) / "inner")
        finally:
            os.seteuid(uid)


def test_a_disk_that_may_not_be_changed_is_known_before(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    monkeypatch.setattr(entered_folder.EnteredFolder, "_is_read_only", lambda _: True)
    with pytest.raises(OSError, match="Read-only"):
        folder.refuse("a")


def test_a_folder_goes_only_with_nothing_in_it(folder: OutputFolder, outside: Outside) -> None:
    folder.write("a/b", b"")
    folder.below("c").make()
    outside.link("to a folder", folder.path / "d")
    for name in "acde":
        folder.remove_folder(name)
    assert names(folder) == {"a", "a/b", "d"}


@pytest.mark.parametrize("kind", LINKS)
def test_a_file_to_keep_open_is_one_of_its_own(
    folder: OutputFolder, outside: Outside, kind: str
) -> None:
    outside.link(kind, folder.path / "link")
    os.mkfifo(folder.path / "pipe")
    folder.below("inner").make()
    folder.write("a", b"x")
    (folder.path / "b").hardlink_to(folder.path / "a")
    for name in ("link", "pipe", "inner", "a"):
        with pytest.raises(InTheWay, match=f"{name}` is not a file of its own"):
            folder.open_or_create(name)
    folder.remove("b")
    for name in ("a", "c"):
        os.close(folder.open_or_create(name))
    assert (folder.read("a"), folder.read("c")) == (b"x", b"")
    assert outside.is_as_it_was()


def test_names_are_waited_for_where_they_can_be(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some disks, and all folders of Windows, do not know the request."""
    folder.write("a/b", b"")
    asked: list[bool] = []

    def unknown(handle: int) -> None:
        asked.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "fsync", unknown)
    folder.sync(["a/b"])
    folder.sync_folders(["a/x", "none/x"])
    assert asked == ([False, True, True] if entered_folder.HANDLES else [False])
