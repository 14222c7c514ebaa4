"""All or none: whatever happens at whichever step, files are as they were or as they are to be."""

import errno
import fcntl
import os
import shutil
import signal
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sopc import entered_folder
from sopc.diagnostics import SopcError
from sopc.edit import switching
from sopc.edit.planned import STAGED, CatalogueJournal
from sopc.edit.switching import Own, changing, settle
from sopc.edit.undoing import take_back
from sopc.edit.unsettled import Unsettled
from sopc.edit.writing import write_files
from sopc.folder import OutputFolder
from sopc.transaction import lock
from sopc.transaction.lock import Busy
from sopc.transaction.seals import Seals
from tests.canary import Outside
from tests.edit.changing import MODES, NEW, OLD, USUAL, change, expected, found, write_old
from tests.struck_folders import Fault, Killed, striking

Fresh = Callable[[], Path]
FINISHED, UNDONE = (
    f"{word} what a command had begun in `{{root}}` before it was ended"
    for word in ("finished", "undid")
)


@pytest.fixture
def fresh() -> Iterator[Fresh]:
    """Gives a folder with the old files in it; a fresh one each time."""
    memory = Path("/dev/shm")  # hundreds of copies are made
    umask = os.umask(0o022)
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:

        def again() -> Path:
            root = Path(folder, "tempat", "sops")
            shutil.rmtree(root, ignore_errors=True)
            return write_old(root)

        yield again
    os.umask(umask)


def steps(fresh: Fresh) -> range:
    change(fresh())  # what a user has once is there: the state folder and what is in it
    with striking(Fault(10**9, error=0)) as none:
        change(fresh())
    assert none.done > 100
    return range(1, none.done + 1)


def some(steps: range, exhaustive: bool, every: int = 2) -> range:
    return steps if exhaustive else steps[::every]


def but_empty_folders(root: Path) -> dict[str, bytes]:
    """The files, with the rights they are to have: a folder that cannot be removed may stay."""
    there = {name: file for name, file in found(root).items() if file is not None}
    assert {name: mode for name, (_, mode) in there.items()} == {
        name: MODES.get(name, USUAL) for name in there
    }
    return {name: data for name, (data, _) in there.items()}


def killed(fresh: Fresh, step: int) -> Path:
    root = fresh()
    with striking(Fault(step)), pytest.raises(Killed):
        change(root)
    return root


def test_files_are_changed_made_renamed_and_removed_at_once(fresh: Fresh) -> None:
    root = fresh()
    change(root)
    assert found(root) == expected(NEW)
    assert settle(root) == []


def test_after_a_kill_at_any_step_the_next_command_finds_all_or_none(
    fresh: Fresh, exhaustive: bool
) -> None:
    ends = []
    for step in some(steps(fresh), exhaustive, 3):
        root = killed(fresh, step)
        was_begun = any((each / "journal").exists() for each in root.iterdir())
        told = settle(root)
        assert found(root) in (expected(OLD), expected(NEW)), step
        assert told == ([FINISHED.format(root=root)] if was_begun else []), step
        assert settle(root) == []
        ends.append(found(root) == expected(NEW))
    assert ends == sorted(ends)  # from some step on all is done
    assert set(ends) == {False, True}


def test_whoever_ends_it_may_be_killed_too(fresh: Fresh, exhaustive: bool) -> None:
    every = steps(fresh)
    for first in some(every, exhaustive, 47):
        for second in range(1, 400, 1 if exhaustive else 17):
            root = killed(fresh, first)
            with striking(Fault(second)) as fault, suppress(Killed):
                settle(root)
            settle(root)
            assert found(root) in (expected(OLD), expected(NEW)), (first, second)
            if fault.done < second:
                break


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_an_error_at_any_step_puts_all_back(fresh: Fresh, exhaustive: bool, error: int) -> None:
    for step in some(steps(fresh), exhaustive, 7):
        root, failed = fresh(), None
        with striking(Fault(step, error)):
            try:
                change(root)
            except SopcError as caught:
                failed = caught.message
        if failed is not None:
            assert os.strerror(error) in failed, step
            assert f"`{root}" in failed, step
            assert STAGED not in failed, step
        told = settle(root)  # what could not be removed
        assert but_empty_folders(root) == (NEW if failed is None else OLD), (step, failed)
        assert all(FINISHED.format(root=root) == each for each in told), step


def test_an_error_while_what_was_begun_is_ended_leaves_it_to_the_next(
    fresh: Fresh, exhaustive: bool
) -> None:
    every = steps(fresh)
    for first in some(every[len(every) // 2 :], exhaustive, 37):
        for second in range(1, 400, 1 if exhaustive else 19):
            root = killed(fresh, first)
            with striking(Fault(second, errno.EIO)) as fault, suppress(Unsettled):
                settle(root)
            settle(root)
            assert but_empty_folders(root) in (OLD, NEW), (first, second)
            if fault.done < second:
                break


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_an_interruption_puts_all_back(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    root, moves = fresh(), []
    move = OutputFolder.move

    def interrupted(source: OutputFolder, name: str, to: OutputFolder) -> None:
        moves.append(name)
        if len(moves) == at:
            raise KeyboardInterrupt
        move(source, name, to)

    monkeypatch.setattr(OutputFolder, "move", interrupted)
    with pytest.raises(KeyboardInterrupt):
        change(root)
    assert found(root) == expected(OLD)


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no signal is held there")
def test_a_second_interrupt_waits_until_all_is_put_back(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, moves, move = fresh(), [], OutputFolder.move

    def interrupted(source: OutputFolder, name: str, to: OutputFolder) -> None:
        moves.append(name)
        if len(moves) == 3:
            raise KeyboardInterrupt
        if len(moves) == 4:  # the first that is put back
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)  # where no other thread is
        move(source, name, to)

    monkeypatch.setattr(OutputFolder, "move", interrupted)
    with pytest.raises(KeyboardInterrupt):
        change(root)
    assert len(moves) >= 4
    assert found(root) == expected(OLD)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of which one is in its place and two wait; and one is gone."""
    root = tmp_path_factory.mktemp("begun") / "sops"
    for at in range(1, 10):
        shutil.rmtree(root, ignore_errors=True)
        write_old(root)
        with striking(Fault(at, of="move")), pytest.raises(Killed):
            change(root)
        if len(waiting(root)) == 2:
            return root
    raise AssertionError


@pytest.fixture
def half_changed(begun: Path, tmp_path: Path) -> Path:
    """A copy of them."""
    return Path(shutil.copytree(begun, tmp_path / "sops"))


def staged(root: Path) -> Path:
    (left,) = (path for path in root.iterdir() if path.name.startswith(STAGED))
    return left


def waiting(root: Path) -> list[str]:
    new = staged(root) / "new"
    return sorted(path.relative_to(new).as_posix() for path in new.rglob("*.yaml"))


def in_place(root: Path) -> list[str]:
    return sorted(NEW.keys() - {"unit/c.yaml", *waiting(root)})


def test_what_somebody_changed_that_was_not_in_its_place_yet_stays_and_all_else_is_undone(
    half_changed: Path,
) -> None:
    root = half_changed
    name = "baru/b.yaml"
    assert name in waiting(root)
    (root / "baru").mkdir(exist_ok=True)
    (root / name).write_bytes(b"milik: orang lain\n")
    assert settle(root) == [UNDONE.format(root=root)]
    there = found(root)
    assert there.pop(name) == (b"milik: orang lain\n", 0o644)
    assert there.pop("baru", 0) is None
    assert there == expected(OLD)


def test_what_somebody_changed_that_was_in_its_place_stays_and_all_else_is_finished(
    half_changed: Path,
) -> None:
    root = half_changed
    (name,) = in_place(root)
    (root / name).write_bytes(b"milik: orang lain\n")
    mode = (root / name).stat().st_mode & 0o777
    assert settle(root) == [FINISHED.format(root=root)]
    assert found(root) == expected(NEW) | {name: (b"milik: orang lain\n", mode)}


@pytest.mark.parametrize("moves", range(2, 6))
def test_where_somebody_puts_back_what_was_changed_as_git_does_all_is_undone(
    fresh: Fresh, moves: int
) -> None:
    """Or else files that were put back would stand beside others that are new."""
    root = fresh()
    with striking(Fault(moves, of="move")), pytest.raises(Killed):
        change(root)
    gone = [
        name
        for name in OLD
        if not (root / name).exists() or (root / name).read_bytes() != OLD[name]
    ]
    write_old(root)
    assert settle(root) == [(UNDONE if gone else FINISHED).format(root=root)]
    assert found(root) == expected(OLD if gone else NEW)


def test_where_only_some_of_it_is_put_back_after_all_was_done_it_stays_done(fresh: Fresh) -> None:
    root = fresh()
    with striking(Fault(1, of="remove")), pytest.raises(Killed):
        change(root)
    (root / "a.yaml").write_bytes(OLD["a.yaml"])
    assert settle(root) == [FINISHED.format(root=root)]
    assert found(root) == expected({**NEW, "a.yaml": OLD["a.yaml"]})


def test_what_is_left_of_a_backup_undoes_nothing_that_is_done(half_changed: Path) -> None:
    """Where the backup of a catalogue half changed is put over the same one after the change."""
    root = half_changed
    for name, data in NEW.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
        (root / name).chmod(MODES.get(name, USUAL))
    for name in OLD.keys() - NEW.keys():
        (root / name).unlink(missing_ok=True)
    assert settle(root) == [FINISHED.format(root=root)]
    assert found(root) == expected(NEW)
    assert settle(root) == []


def test_bytes_that_somebody_put_beside_a_journal_are_never_taken_back(half_changed: Path) -> None:
    root = half_changed
    (staged(root) / "old" / "lama" / "d.yaml").write_bytes(b"bukan: milik kita\n")
    settle(root)
    with pytest.raises(SopcError):
        take_back(root)


def test_nothing_is_removed_behind_a_link_in_the_place_of_what_is_kept_for_undo(
    fresh: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("sopc.edit.last_change.UNDO_COUNT", 0)
    others, kept = tmp_path / "others", tmp_path / "state" / "sopc"
    others.mkdir()
    (others / "surat.txt").write_bytes(b"milik: orang lain\n")
    kept.mkdir(parents=True, mode=0o700)
    (kept / "undo").symlink_to(others)
    root = fresh()
    change(root)
    assert found(root) == expected(NEW)
    assert [path.name for path in others.iterdir()] == ["surat.txt"]


def test_where_neither_can_be_nothing_is_lost_and_that_is_said(half_changed: Path) -> None:
    root = half_changed
    (here,) = in_place(root)
    there = waiting(root)[0]
    for name in (here, there):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(b"milik: orang lain\n")
    before = found(root)
    for _ in range(2):
        with pytest.raises(Unsettled) as caught:
            settle(root)
        assert found(root) == before
    said = caught.value.message
    left = staged(root)
    assert f"changed since: {', '.join(sorted((f'`{here}`', f'`{there}`')))}. What" in said
    assert f"What files were is below `{left / 'old'}`" in said
    assert f"what they were to be below `{left / 'new'}`" in said
    assert f"then remove `{left}`" in said
    with pytest.raises(Unsettled):
        write_files(root, {"x.yaml": None}, {"x.yaml": b""})
    shutil.rmtree(left)
    assert settle(root) == []


def test_a_file_that_is_changed_while_others_are_put_in_stays_and_all_is_put_back(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at all files and the time when this one would be replaced."""
    root = fresh()
    move, keep = OutputFolder.move, OutputFolder.keep

    def late(source: OutputFolder, name: str, to: OutputFolder) -> None:
        if source.path == root and name == "lama/d.yaml":
            (root / "a.yaml").write_bytes(b"a: 10\n")
        move(source, name, to)

    monkeypatch.setattr(OutputFolder, "move", late)
    with pytest.raises(SopcError, match=r"`.*a\.yaml` was changed meanwhile: nothing is written"):
        change(root)
    assert found(root) == expected({**OLD, "a.yaml": b"a: 10\n"})

    def later(source: OutputFolder, name: str, to: OutputFolder) -> None:
        keep(source, name, to)
        with (root / name).open("wb") as file:  # the very file that is kept
            file.write(b"a: 11\n")

    write_old(root)
    monkeypatch.setattr(OutputFolder, "move", move)
    monkeypatch.setattr(OutputFolder, "keep", later)
    with pytest.raises(SopcError, match="was changed meanwhile"):
        change(root)
    assert found(root) == expected({**OLD, "a.yaml": b"a: 11\n"})


def test_where_a_file_can_have_one_name_only_it_is_all_or_none_too(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch, exhaustive: bool
) -> None:
    def one_only(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", one_only)
    for step in some(steps(fresh), exhaustive, 11):
        root = killed(fresh, step)
        settle(root)
        assert found(root) in (expected(OLD), expected(NEW)), step


def test_without_handles_of_folders_and_their_locks_it_is_all_or_none_too(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch, exhaustive: bool
) -> None:
    """As on Windows."""
    monkeypatch.setattr(entered_folder, "HANDLES", False)
    monkeypatch.setattr(lock, "HAS_FLOCK", False)
    monkeypatch.setattr(os, "supports_fd", os.supports_fd - {os.chmod})
    for step in some(steps(fresh), exhaustive, 29):
        root = killed(fresh, step)
        settle(root)
        assert {name: file and file[0] for name, file in found(root).items()} in (
            {name: file and file[0] for name, file in expected(files).items()}
            for files in (OLD, NEW)
        ), step
    with changing(fresh(), Own.of(root)), pytest.raises(Busy):
        change(root)
    assert found(root) == expected(OLD)
    with monkeypatch.context() as patch:
        patch.setattr(switching, "kept_apart", lambda *_: None)  # there is no place for a lock
        with pytest.raises(SopcError, match=r"cannot write `.*sops`: No locks available"):
            change(root)
    change(root)


def test_where_a_folder_cannot_be_locked_a_file_of_the_user_s_is(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on some disks of networks."""
    real = fcntl.flock

    def only_files(handle: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        real(handle, how)

    root = fresh()
    monkeypatch.setattr(fcntl, "flock", only_files)
    with changing(root, Own.of(root)), pytest.raises(Busy):
        change(root)
    change(root)
    assert found(root) == expected(NEW)


def test_without_a_key_that_is_kept_all_is_done_and_what_is_left_after_a_kill_is_told_of(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_STATE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    root = fresh()
    change(root)
    assert found(root) == expected(NEW)
    with pytest.raises(SopcError, match="there is nothing to take back"):
        take_back(root)
    write_old(fresh())
    with striking(Fault(2, of="move")), pytest.raises(Killed):
        change(root)
    before = found(root)
    (said,) = settle(root)
    assert "or your key was lost: nothing in it is believed" in said
    assert found(root) == before


def test_the_second_of_two_commands_is_told(fresh: Fresh) -> None:
    root = fresh()
    with changing(root, Own.of(root)):
        with pytest.raises(Busy, match=r"another command is changing `.*`; wait until it is done"):
            change(root)
        assert settle(root) == []
        (root / f"{STAGED}{'0' * 16}").mkdir()  # it has begun
        with pytest.raises(Busy):
            settle(root)
    assert settle(root) == []
    assert found(root) == expected(OLD)


@pytest.mark.parametrize("key", ["theirs", "none"])
def test_a_journal_of_others_is_not_believed_and_that_is_said(half_changed: Path, key: str) -> None:
    root = half_changed
    journal = CatalogueJournal({"unit/c.yaml": ""}, {"a.yaml": ""}, ())
    left = OutputFolder(staged(root))
    journal.write(left, Seals(b"lain" * 8))
    if key == "none":
        raw = (left.path / "journal").read_bytes()
        left.write("journal", b"0" * 64 + raw[64:])
    before = found(root)
    (said,) = settle(root)
    assert f"`{left.path}` was not left by you on this machine" in said
    assert found(root) == before
    with pytest.raises(Unsettled, match="was not left by you on this machine"):
        write_files(root, {"x.yaml": None}, {"x.yaml": b""})
    assert found(root) == before


@pytest.mark.parametrize(
    "name",
    ["../korban", "unit/../../korban", "/korban", ".git/config", ".GIT/x", "", ".git /x"],
)
def test_no_journal_is_believed_of_files_elsewhere_or_of_git_s(
    half_changed: Path, name: str
) -> None:
    root = half_changed
    left, own = OutputFolder(staged(root)), Own.of(root)
    victim = root.parent / "korban"
    victim.write_bytes(b"milik pengguna")
    for journal in (
        CatalogueJournal({name: ""}, {}, ()),
        CatalogueJournal({}, {name: ""}, ()),
        CatalogueJournal({}, {}, (name,)),
    ):
        journal.write(left, own.seals)
        before = found(root)
        (said,) = settle(root)
        assert "nothing in it is believed" in said
        assert (found(root), victim.read_bytes()) == (before, b"milik pengguna")
    shutil.rmtree(left.path)
    with pytest.raises(SopcError, match="is no file of a catalogue"):
        write_files(root, {name: None}, {name: b"x"})


@pytest.mark.parametrize("name", ["unit", "lama", "a.yaml", "baru", "lama/d.yaml"])
def test_nothing_is_reached_through_a_link(fresh: Fresh, name: str, outside: Outside) -> None:
    for kind in ("to a folder", "to a file"):
        root = fresh()
        place = root / name
        shutil.rmtree(place, ignore_errors=True)
        place.unlink(missing_ok=True)
        outside.link(kind, place)
        before = {path: path.lstat().st_mtime_ns for path in root.rglob("*")}
        with pytest.raises(SopcError):
            change(root)
        assert {path: path.lstat().st_mtime_ns for path in root.rglob("*")}.keys() == before.keys()
        assert outside.is_as_it_was()


@pytest.mark.parametrize("name", ["unit", "lama", "a.yaml", "baru", "lama/d.yaml"])
def test_a_link_that_is_put_there_before_a_killed_command_is_ended_leads_nowhere(
    half_changed: Path, name: str, outside: Outside
) -> None:
    for number, kind in enumerate(("to a folder", "to a file")):
        root = Path(shutil.copytree(half_changed, half_changed.with_name(str(number))))
        place = root / name
        shutil.rmtree(place, ignore_errors=True)
        place.unlink(missing_ok=True)
        outside.link(kind, place)
        with suppress(SopcError):
            settle(root)
        assert place.is_symlink()
        assert outside.is_as_it_was()


def test_a_link_by_the_name_of_what_waits_is_left(fresh: Fresh, outside: Outside) -> None:
    root = fresh()
    place = root / f"{STAGED}{'a' * 16}"
    outside.link("to a folder", place)
    assert settle(root) == []
    change(root)
    assert place.is_symlink()
    assert outside.is_as_it_was()


def test_what_may_not_be_written_is_refused_before_anything_changes(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.yaml", "lama/d.yaml", "unit/b.yaml"):
        root = fresh()
        (root / name).chmod(0o444)
        before = found(root)
        with striking(Fault(10**9, error=0)) as none, pytest.raises(SopcError, match="denied"):
            change(root)
        assert none.done
        assert found(root) == before
    root, access = fresh(), os.access

    def closed(path: str, mode: int, **more: object) -> bool:
        return access(path, mode, **more) and path != "."  # type: ignore[arg-type]

    monkeypatch.setattr(os, "access", closed)
    monkeypatch.setattr(os, "supports_dir_fd", os.supports_dir_fd | {closed})
    with pytest.raises(SopcError, match="Permission denied"):
        change(root)
    assert found(root) == expected(OLD)


def test_a_catalogue_that_is_new_leaves_no_folder_when_it_cannot_be_made(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = fresh().parent / "baru"

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SopcError, match="No space left"):
        write_files(root, {"a/b.yaml": None}, {"a/b.yaml": b"x"})
    assert not root.exists()
    monkeypatch.undo()
    write_files(root, {"a/b.yaml": None}, {"a/b.yaml": b"x"})
    assert (root / "a/b.yaml").read_bytes() == b"x"


def test_what_was_begun_beside_a_catalogue_is_ended_by_a_command_for_it(
    fresh: Fresh, exhaustive: bool
) -> None:
    """Where a catalogue is begun, the folder that it is in is changed."""
    for step in some(steps(fresh), exhaustive, 23):
        root = killed(fresh, step)
        settle(root / "sops")
        left = [path for path in root.iterdir() if path.name.startswith(STAGED)]
        if left:  # what has no journal is not known as ours in a folder that is anyone's
            assert not (left[0] / "journal").exists()
            shutil.rmtree(left[0])
        assert found(root) in (expected(OLD), expected(NEW)), step


def test_a_change_that_was_finished_by_another_command_can_be_taken_back(
    fresh: Fresh, exhaustive: bool
) -> None:
    for step in some(steps(fresh), exhaustive, 29):
        root = killed(fresh, step)
        settle(root)
        if found(root) == expected(NEW):
            back = take_back(root)
            write_files(root, back.before, back.after, rights=back.rights)
            assert found(root) == expected(OLD), step
