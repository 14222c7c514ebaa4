"""Whole or not at all: whatever happens at whichever step, a book is the old one or the new one."""

import errno
import json
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.publish.install import MANIFEST, STORE, Unfinished, install, settle, staging_folder
from sopc.publish.journal import BuildJournal
from sopc.transaction.seals import Seals
from tests.struck_folders import Fault, Killed, striking

SEALS = Seals(b"kunci")
RECORD = f"{STORE}/record.json"


def with_manifest(files: dict[str, bytes]) -> dict[str, bytes]:
    listed = {name: sha256(data).hexdigest() for name, data in files.items()}
    return {**files, MANIFEST: json.dumps({"outputs": listed}).encode()}


OLD = with_manifest(
    {"handbook.pdf": b"lama", "sop/a.pdf": b"a", "sop/b.pdf": b"b", "x/c.svg": b"c"}
)
NEW = with_manifest(
    {"handbook.pdf": b"baru", "sop/a.pdf": b"A", "sop/b.pdf": b"b", "y/d.svg": b"d"}
)
FOREIGN = {"catatan.txt": b"milik pengguna", "sop/e.pdf": b"milik pengguna"}


def book(out: Path) -> dict[str, bytes]:
    """All files, with what only serves the next build, but for what is not finished."""
    found = (path for path in out.rglob("*") if path.is_file())
    named = {path.relative_to(out).as_posix(): path.read_bytes() for path in found}
    return {n: d for n, d in named.items() if not n.startswith(".new-") and n != f"{STORE}/lock"}


def folders(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_dir()}


def publish(out: Path, files: dict[str, bytes], there: dict[str, bytes] | None = None) -> None:
    """As a build does: what differs is written, and what is not made any more is removed."""
    there = book(out) if there is None else there
    stale = there.keys() - files.keys() - FOREIGN.keys() - {RECORD}
    with staging_folder(out, SEALS) as staging:
        written = {name for name, data in files.items() if there.get(name) != data}
        for name in written:
            staging.new.write(name, files[name])
        staging.new.write(RECORD, sha256(files[MANIFEST]).digest())
        install(staging, {*written, RECORD}, stale, SEALS)


@pytest.fixture
def place() -> Iterator[Callable[[], Path]]:
    """Gives a folder with the old book in it, and files of the user's; a fresh one each time."""
    memory = Path("/dev/shm")  # hundreds of copies are made
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        before = Path(folder, "before")
        publish(before, OLD)
        for name, data in FOREIGN.items():
            (before / name).write_bytes(data)

        def fresh() -> Path:
            out = Path(folder, "out")
            shutil.rmtree(out, ignore_errors=True)
            return Path(shutil.copytree(before, out, symlinks=True))

        yield fresh


def whole(files: dict[str, bytes]) -> dict[str, bytes]:
    return {**files, **FOREIGN, RECORD: sha256(files[MANIFEST]).digest()}


def fits_its_manifest(out: Path) -> bool:
    """Whether there is no manifest, or each file that it lists is as it says."""
    if not (out / MANIFEST).exists():
        return True
    listed = json.loads((out / MANIFEST).read_bytes())["outputs"]
    there = book(out)
    return all(sha256(there.get(name, b"")).hexdigest() == sha for name, sha in listed.items())


def operations(place: Callable[[], Path]) -> range:
    with striking(Fault(10**9, error=0)) as none:
        publish(place(), NEW)
    assert none.done > 200
    return range(1, none.done + 1)


def some(steps: range, exhaustive: bool) -> range:
    """All steps, or each third, which are even and odd in turn."""
    return steps if exhaustive else steps[::3]


def test_a_book_takes_the_place_of_another(place: Callable[[], Path]) -> None:
    out = place()
    publish(out, NEW)
    assert book(out) == whole(NEW)
    assert folders(out) == {STORE, "sop", "x", "y"}


def test_a_kill_at_any_step_is_made_good_by_the_next_command(
    place: Callable[[], Path], exhaustive: bool
) -> None:
    ends = []
    for step in some(operations(place), exhaustive):
        out = place()
        with striking(Fault(step)), pytest.raises(Killed):
            publish(out, NEW)
        assert fits_its_manifest(out), step
        settle(out, SEALS)
        assert book(out) in (whole(OLD), whole(NEW)), step
        ends.append(book(out) == whole(NEW))
        publish(out, OLD if step % 2 else NEW)
        assert book(out) == whole(OLD if step % 2 else NEW), step
        assert not list(out.glob("**/.new-*")), step
    assert ends == sorted(ends)  # from some step on it is the new one
    assert len(set(ends)) == 2


def test_a_kill_while_another_s_work_is_finished_is_made_good_too(
    place: Callable[[], Path], exhaustive: bool
) -> None:
    steps = operations(place)
    for first in steps if exhaustive else steps[len(steps) // 2 :: 31]:
        for second in range(1, 400, 1 if exhaustive else 9):
            out = place()
            with striking(Fault(first)), pytest.raises(Killed):
                publish(out, NEW)
            with striking(Fault(second)) as fault, suppress(Killed):
                settle(out, SEALS)
            assert fits_its_manifest(out), (first, second)
            settle(out, SEALS)
            assert book(out) in (whole(OLD), whole(NEW)), (first, second)
            if fault.done < second:
                break


ERRORS = (errno.ENOSPC, errno.EACCES, errno.EMFILE, errno.EIO)


def test_an_error_at_any_step_changes_nothing_and_names_a_file(
    place: Callable[[], Path], exhaustive: bool
) -> None:
    before = folders(place())
    failed = 0
    steps = some(operations(place), exhaustive)
    for step in steps:
        for number in ERRORS if exhaustive else [ERRORS[step % len(ERRORS)]]:
            out = place()
            with striking(Fault(step, number)):
                said = refusal(out, NEW)
            if said:
                failed += 1
                assert os.strerror(number) in said, step
                assert f"`{out}" in said, step
                assert (book(out), folders(out)) == (whole(OLD), before), step
            else:  # what could not be done was not needed: to clear away, or to look again
                assert book(out) == whole(NEW), step
            assert fits_its_manifest(out), step
            settle(out, SEALS)
            assert book(out) in (whole(OLD), whole(NEW)), step
    assert failed > len(steps) / 3


def test_a_file_that_is_mended_is_so_or_not_whatever_happens(place: Callable[[], Path]) -> None:
    """The manifest stays what it is, and is away meanwhile."""
    harmed = {**whole(OLD), "handbook.pdf": b"rusak"}
    for step in operations(place)[::9]:
        out = place()
        (out / "handbook.pdf").write_bytes(b"rusak")
        with striking(Fault(step, errno.EIO)):
            said = refusal(out, OLD, harmed)
        assert book(out) == (harmed if said else whole(OLD)), step
        with striking(Fault(step)), suppress(Killed):
            publish(out, OLD, harmed)
        settle(out, SEALS)
        assert book(out) in (harmed, whole(OLD)), step


def test_an_error_while_another_s_work_is_finished_leaves_it_to_be_finished(
    place: Callable[[], Path], exhaustive: bool
) -> None:
    for step in range(1, 400, 1 if exhaustive else 13):
        out = place()
        with striking(Fault(3, of="link")), pytest.raises(Killed):
            publish(out, NEW)
        with striking(Fault(step, errno.EIO)), suppress(SopcError):
            settle(out, SEALS)
        assert fits_its_manifest(out), step
        settle(out, SEALS)
        assert book(out) in (whole(OLD), whole(NEW)), step


def refusal(out: Path, files: dict[str, bytes], there: dict[str, bytes] | None = None) -> str:
    """What is said when files cannot be published; nothing when they were."""
    try:
        publish(out, files, there)
    except SopcError as error:
        return error.message
    return ""


def test_where_files_have_one_name_only_nothing_else_is_different(
    place: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", unable)
    for step in operations(place)[100::3]:
        out = place()
        with striking(Fault(step)), pytest.raises(Killed):
            publish(out, NEW)
        assert fits_its_manifest(out), step
        settle(out, SEALS)
        assert book(out) in (whole(OLD), whole(NEW)), step
        out = place()
        with striking(Fault(step, errno.EIO)):
            said = refusal(out, NEW)
        assert book(out) == whole(OLD if said else NEW), step


def test_whoever_interrupts_a_build_has_the_old_book(
    place: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = place()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(OutputFolder, "keep", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(out, NEW)
    assert book(out) == whole(OLD)
    assert not list(out.glob(".new-*"))


@pytest.fixture
def begun(place: Callable[[], Path]) -> Path:
    """Outputs of a build that was killed when the first of its files was in its place."""
    out = place()
    with striking(Fault(2, of="link")), pytest.raises(Killed):
        publish(out, NEW)
    assert not (out / MANIFEST).exists()
    return out


def waiting(out: Path, name: str) -> Path:
    return next(out.glob(f".new-*/{name}"))


def test_what_cannot_be_finished_any_more_is_undone(begun: Path) -> None:
    waiting(begun, "new/y/d.svg").write_bytes(b"damaged")
    settle(begun, SEALS)
    assert book(begun) == whole(OLD)


def test_what_cannot_be_put_in_any_more_is_undone(begun: Path) -> None:
    (begun / "y").write_bytes(b"milik pengguna")
    settle(begun, SEALS)
    assert book(begun) == {**whole(OLD), "y": b"milik pengguna"}


def test_what_can_be_neither_finished_nor_undone_has_no_manifest(begun: Path) -> None:
    waiting(begun, "new/y/d.svg").unlink()
    shutil.rmtree(waiting(begun, "old"))
    settle(begun, SEALS)
    assert not (begun / MANIFEST).exists()
    assert not list(begun.glob(".new-*"))
    (begun / RECORD).unlink()
    publish(begun, NEW)
    assert book(begun).items() >= whole(NEW).items()


def test_where_the_way_back_is_shut_that_is_said_and_the_next_one_goes_on(
    place: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = place()

    def denied(source: OutputFolder, name: str, target: OutputFolder) -> None:
        if name.startswith("y/"):
            raise OSError(errno.EIO, "Input/output error")
        if target.path == out and source.path.name == "old":
            raise OSError(errno.EACCES, "Permission denied")
        move(source, name, target)

    move = OutputFolder.move
    with monkeypatch.context() as patch:
        patch.setattr(OutputFolder, "move", denied)
        said = refusal(out, NEW)
        assert said == (
            f"a build was ended while it changed `{out}`, and that cannot be finished or undone "
            f"now: cannot write `{out / 'y/d.svg'}`: Input/output error"
        )
        with pytest.raises(Unfinished):
            settle(out, SEALS)
    assert not (out / MANIFEST).exists()
    settle(out, SEALS)
    assert book(out) == whole(NEW)


@pytest.mark.parametrize("name", ["../x", ".git/config", "sop/.x", ".store/lock", "/x", ".new-a/x"])
def test_a_journal_moves_nothing_but_what_a_build_makes(begun: Path, name: str) -> None:
    """It was sealed by us: but even so."""
    victim = begun.parent / "x"
    victim.write_bytes(b"milik pengguna")
    before = book(begun)
    staging = OutputFolder(begun).below(waiting(begun, "journal").parent.name)
    for journal in (BuildJournal({name: ""}, {}, ()), BuildJournal({}, {name: ""}, ())):
        journal.write(staging, SEALS)
        assert BuildJournal.read(staging, SEALS) is None
        settle(begun, SEALS)
        assert (book(begun), victim.read_bytes()) == (before, b"milik pengguna")


@pytest.mark.parametrize("harm", [b"", b"x", b"0" * 64, b"\xff" * 200])
def test_a_damaged_journal_is_none(begun: Path, harm: bytes) -> None:
    before = book(begun)
    journal = waiting(begun, "journal")
    journal.write_bytes(harm or journal.read_bytes()[:-1])
    settle(begun, SEALS)
    assert book(begun) == before
    publish(begun, NEW)
    assert book(begun) == whole(NEW)


def test_another_s_journal_is_none(begun: Path) -> None:
    before = book(begun)
    settle(begun, Seals(b"kunci lain"))
    assert book(begun) == before
    settle(begun, SEALS)
    assert book(begun) == whole(NEW)


def test_a_journal_of_another_version_of_sopc_is_none(begun: Path) -> None:
    before, data = book(begun), b'{"baru": {}}'
    waiting(begun, "journal").write_bytes(SEALS.seal("journal", data).encode("ascii") + data)
    settle(begun, SEALS)
    assert book(begun) == before
    publish(begun, NEW)
    assert book(begun) == whole(NEW)


def test_without_handles_nothing_is_half_done(place: Callable[[], Path]) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.open("/", os.O_RDONLY)
    os.close(lowest)
    said = []
    for spare in range(12):
        out = place()
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest + spare, hard))
        try:
            said.append(refusal(out, NEW, whole(OLD)))
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert book(out) == whole(OLD if said[-1] else NEW), spare
        settle(out, SEALS)
    assert (said[0] != "", said[-1]) == (True, "")


def test_a_file_that_is_too_large_for_its_disk_is_named(place: Callable[[], Path]) -> None:
    out = place()
    large = with_manifest({**NEW, "handbook.pdf": b"x" * 100_000})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        said = refusal(out, large)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert said == f"cannot write `{out / 'handbook.pdf'}`: File too large"
    assert book(out) == whole(OLD)


BOOKS = [with_manifest({**NEW, "handbook.pdf": b"%d" % turn}) for turn in range(8)]


def publish_at_once(out: Path, turn: int, start: "Barrier") -> None:
    start.wait()
    sys.exit(bool(refusal(out, BOOKS[turn])))


def test_of_eight_builds_at_once_each_is_whole_or_told_of_another(
    place: Callable[[], Path],
) -> None:
    context = multiprocessing.get_context("fork")
    for _ in range(5):
        out, start = place(), context.Barrier(8)
        builds = [context.Process(target=publish_at_once, args=(out, n, start)) for n in range(8)]
        for each in builds:
            each.start()
        for each in builds:
            each.join()
        assert {each.exitcode for each in builds} <= {0, 1}
        assert 0 in {each.exitcode for each in builds}
        assert book(out) in [whole(BOOKS[n]) for n in range(8) if builds[n].exitcode == 0]
