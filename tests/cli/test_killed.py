"""Commands that change a catalogue, killed or refused something at a call of the system: by strace.

A renumbering of several files, and mends with files' new names; the next command makes it good.
"""

import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.catalogues import FIRST, write_catalogue
from tests.conftest import REPOSITORY
from tests.edit.mends import SECOND, SOUND, THIRD
from tests.running import sopc

CALLS = (
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir"),
    *("mkdirat", "rmdir", "openat", "write", "fsync", "flock", "fchmod", "fchown"),
)
"""All that changes files, or waits for them."""
FEW = 2
"""So many calls are tried without ``--exhaustive``."""
MISNAMED = FIRST.replace("K.1.1.1.1", "surat-masuk")
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "renumber": ("renumber", "K.1.1.1.3", "K.1.1.1.1", "--shift"),
    "check --fix": ("check", "--fix"),
}
ERRORS = ("ENOSPC", "EIO", "EACCES")
NEXT = ("check", "schema", "build", "flowchart", "undo")
"""Of these one is run after a kill, in turn."""

Tree = dict[str, tuple[bytes, int] | None]


def tree(root: Path) -> Tree:
    """All that is below a folder: files with their bytes and rights, and folders."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
        if path.is_file()
        else None
        for path in root.rglob("*")
    }


@dataclass(frozen=True, slots=True)
class Desk:
    """A catalogue, and a command that changes it; what it was before, and what it is then."""

    before: Path
    command: tuple[str, ...]
    old: Tree
    new: Tree
    folder: Path

    def fresh(self) -> Path:
        root = self.folder / "sops"
        shutil.rmtree(root, ignore_errors=True)
        return Path(shutil.copytree(self.before, root))

    def words(self, root: Path) -> list[str]:
        return [sys.executable, "-B", "-m", "sopc", *self.command, "--sops", str(root)]

    def run(self, root: Path, *tracing: str) -> "subprocess.CompletedProcess[str]":
        """The command, to whose calls something happens."""
        return subprocess.run(
            ["strace", "-f", "-qq", *tracing, *self.words(root)],
            capture_output=True, text=True, check=False, cwd=REPOSITORY, timeout=120,
        )  # fmt: skip

    def struck(self, root: Path, name: str, how: str) -> "subprocess.CompletedProcess[str]":
        return self.run(
            root, "-o", "/dev/null", "-e", f"trace={name}", "-e", f"inject={name}:{how}"
        )


@pytest.fixture(scope="module", params=COMMANDS)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder, command = tmp_path_factory.mktemp("desk"), COMMANDS[request.param]
    before = write_catalogue(folder / "before", SOUND)
    (before / FIRST).chmod(0o640)
    if request.param == "check --fix":
        (before / FIRST).rename(before / MISNAMED)
        (before / SECOND).write_text(SOUND[SECOND].replace("langkah:", "Langkah:"))
        (before / THIRD).write_text(SOUND[THIRD].replace("staf]", "staff]"))
    after = Path(shutil.copytree(before, folder / "after"))
    result = sopc(*command, "--sops", after)
    assert result.exit_code == 0, result.output
    old, new = tree(before), tree(after)
    assert len([name for name in {*old, *new} if old.get(name) != new.get(name)]) > 2
    return Desk(before, command, old, new, folder)


@pytest.fixture(scope="module")
def calls(desk: Desk) -> list[tuple[str, int]]:
    """The calls of a command left in peace, from when it begins to change the catalogue: each with
    its number among those of its kind."""
    assert shutil.which("strace"), "strace is needed: see CONTRIBUTING.md"
    root, log = desk.fresh(), desk.folder / "log"
    done = desk.run(root, "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    assert done.returncode == 0, f"strace cannot trace here, or it fails: {done.stderr}"
    assert tree(root) == desk.new
    lines = [line.split(maxsplit=1) for line in log.read_text(errors="replace").splitlines()]
    count, found, has_begun = Counter[str](), [], False
    for process, call in lines:
        named = re.match(r"(\w+)\(", call)
        if named and process == lines[0][0]:  # not one that it has started
            count[named[1]] += 1
            has_begun = has_begun or ".sopc-" in call
            is_of_files = named[1] != "openat" or "O_CREAT" in call
            if has_begun and is_of_files and not call.startswith(("write(1,", "write(2,")):
                found.append((named[1], count[named[1]]))
    assert len(found) > 60, Counter(name for name, _ in found)
    return found


def some(calls: list[tuple[str, int]], shift: int, *, exhaustive: bool) -> list[tuple[str, int]]:
    """Calls to try: all, or a few of those by which something is put into its place."""
    if exhaustive:
        return calls
    last = [call for call in calls if call[0] in ("renameat", "rename", "linkat", "unlinkat")]
    return last[shift :: len(last) // FEW + 1]


def go_on(root: Path, turn: int) -> None:
    """Run a command that reads the catalogue, whatever comes of it otherwise."""
    words: dict[str, tuple[str | Path, ...]] = {
        "flowchart": ("K.1.1.1.2", "-o", root.parent / "x.dot"),
        "build": ("--out", root.parent / "out", "--jobs", "1", "--only", "K.0.0.0.0"),
        "undo": ("--dry-run",),
    }
    command = NEXT[turn % len(NEXT)]
    sopc(command, *words.get(command, ()), "--sops", root)


def test_a_kill_at_a_call_of_the_system_leaves_all_or_none_to_the_next_command(
    desk: Desk, calls: list[tuple[str, int]], exhaustive: bool
) -> None:
    for turn, (name, number) in enumerate(some(calls, 2, exhaustive=exhaustive)):
        root = desk.fresh()
        done = desk.struck(root, name, f"signal=KILL:when={number}")
        assert done.returncode == -9, (name, number, done.stderr)
        go_on(root, turn)
        assert tree(root) in (desk.old, desk.new), (name, number)


@pytest.mark.parametrize("name", ["TERM", "HUP"])
def test_what_ends_a_command_waits_until_all_is_done(
    desk: Desk, calls: list[tuple[str, int]], exhaustive: bool, name: str
) -> None:
    for call, number in some(calls, 1, exhaustive=exhaustive)[: None if exhaustive else 1]:
        root = desk.fresh()
        done = desk.struck(root, call, f"signal={name}:when={number}")
        assert done.returncode == -getattr(signal, f"SIG{name}"), (call, number, done.stderr)
        assert tree(root) == desk.new, (call, number)  # at once, before any other command


@pytest.mark.sampled(2)
@pytest.mark.parametrize("error", ERRORS)
def test_a_call_that_fails_changes_nothing_and_is_told(
    desk: Desk, calls: list[tuple[str, int]], exhaustive: bool, error: str
) -> None:
    turn = ERRORS.index(error)  # each call with one of them, at least
    chosen = calls[turn::3] if exhaustive else some(calls, 4 * turn + 5, exhaustive=False)[:1]
    for name, number in chosen:
        root = desk.fresh()
        done = desk.struck(root, name, f"error={error}:when={number}")
        assert "Traceback" not in done.stderr, (name, number, done.stderr)
        assert done.returncode in (0, 2), (name, number, done.stderr)
        go_on(root, 0)  # what could not be removed
        wanted = desk.new if done.returncode == 0 else desk.old
        assert tree(root) == wanted, (name, number, done.stderr)
        assert done.returncode == 0 or f"`{root}" in done.stderr, (name, number, done.stderr)


def test_a_disk_that_is_full_leaves_all_as_it_was(desk: Desk, exhaustive: bool) -> None:
    """With disks a little larger each: somewhere in between there is room for all."""
    if not exhaustive:  # not every system lets a user have a disk
        return
    place, kept, ends = desk.folder / "disk", desk.folder / "kept", set()
    place.mkdir()
    command = " ".join(desk.words(place / "sops"))
    for size in range(16, 80, 4):
        shutil.rmtree(kept, ignore_errors=True)
        mount = f"mount -t tmpfs -o size={size}k none {place}"
        copy, keep = f"cp -rp {desk.before} {place}/sops", f"cp -rp {place}/sops {kept}"
        script = f"{mount} && {copy} && {{ {command}; end=$?; {keep}; exit $end; }}"
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", script],
            capture_output=True, text=True, check=False, cwd=REPOSITORY,
        )  # fmt: skip
        if not kept.exists():
            continue  # there was no room for the files as they were
        assert tree(kept) == (desk.new if done.returncode == 0 else desk.old), done.stderr
        assert done.returncode == 0 or "No space left on device" in done.stderr, done.stderr
        ends.add(done.returncode)
    assert ends == {0, 2}


@pytest.mark.sampled(1)
def test_a_kill_at_any_time_leaves_all_or_none_to_the_next_command(
    desk: Desk, exhaustive: bool
) -> None:
    chance, ends = random.Random(18), []
    for turn in range(60 if exhaustive else 1):
        root = desk.fresh()
        process = subprocess.Popen(
            desk.words(root),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        )
        try:
            process.wait(chance.uniform(0.3, 2))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        go_on(root, turn)
        assert tree(root) in (desk.old, desk.new)
        ends.append(tree(root) == desk.new)
    assert not exhaustive or len(set(ends)) == 2


@pytest.mark.sampled(1)
def test_of_commands_at_once_each_does_all_or_nothing(desk: Desk, exhaustive: bool) -> None:
    root, apart = desk.fresh(), desk.folder / "apart"
    started = [
        subprocess.Popen(
            desk.words(root),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        )
        for _ in range(6 if exhaustive else 2)
    ]
    said = [each.communicate()[1] for each in started]
    done = [each.returncode for each in started].count(0)
    assert done, said
    assert all("Traceback" not in words for words in said), said
    shutil.copytree(desk.before, apart)
    for _ in range(done):
        sopc(*desk.command, "--sops", apart)
    assert tree(root) == tree(apart), said
