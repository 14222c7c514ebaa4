"""A build that is killed, or refused something, at a call of the system: by strace, at any of them.

The catalogue's pages are all in the store, so that a build does little else than publish.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.books import OTHER, numbered
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.conftest import REPOSITORY
from tests.publish.test_whole import fits_its_manifest
from tests.running import build, files, run_build, sopc

CALLS = (
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir"),
    *("mkdirat", "rmdir", "openat", "write", "fsync", "utimensat", "flock"),
)
"""All that changes files, or waits for them."""
OLD = {FIRST: SOP, OTHER: numbered("K.1.2.1.1", "Melayani")}
NEW = {
    FIRST: SOP.replace("Menerima surat", "Menerima berkas"),
    "bidang/K.1.2.1.3.yaml": numbered("K.1.2.1.3", "Baru"),
}
FEW = 4
"""So many calls are tried without ``--exhaustive``."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A catalogue after an edit; what was built before it, and what a build of it leaves."""

    root: Path
    before: Path
    old: dict[str, bytes]
    new: dict[str, bytes]
    folder: Path

    def fresh(self) -> Path:
        out = self.folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        return Path(shutil.copytree(self.before, out))

    def struck(self, out: Path, name: str, how: str) -> "subprocess.CompletedProcess[str]":
        """A build into ``out`` to which something happens at a call."""
        return self.traced(
            out, "-o", "/dev/null", "-e", f"trace={name}", "-e", f"inject={name}:{how}"
        )

    def traced(self, out: Path, *options: str) -> "subprocess.CompletedProcess[str]":
        words = ["build", "--sops", self.root, "--out", out, "--jobs", "1"]
        command = ["strace", "-f", "-qq", *options, sys.executable, "-B", "-m", "sopc", *words]
        return subprocess.run(
            [str(word) for word in command],
            capture_output=True, text=True, check=False, cwd=REPOSITORY, timeout=120,
        )  # fmt: skip


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    folder = tmp_path_factory.mktemp("edited")
    root = write_catalogue(folder / "sops", OLD)
    before = build(root, folder / "before")
    new = Path(shutil.copytree(before, folder / "new"))
    (root / OTHER).unlink()
    build(write_catalogue(root, NEW), new)
    shutil.copytree(new / ".store", folder / "store")
    for name in ("record.json", "lock"):
        (folder / "store" / name).unlink()
    shutil.copytree(folder / "store", before / ".store", dirs_exist_ok=True)
    return Edited(root, before, files(before), files(new), folder)


@pytest.fixture(scope="module")
def calls(edited: Edited) -> list[tuple[str, int]]:
    """The calls of a build that is left in peace, each with its number among those of its kind."""
    assert shutil.which("strace"), "strace is needed: see CONTRIBUTING.md"
    out, log = edited.fresh(), edited.folder / "log"
    done = edited.traced(out, "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    assert done.returncode == 0, f"strace cannot trace here, or the build fails: {done.stderr}"
    assert files(out) == edited.new
    lines = [line.split(maxsplit=1) for line in log.read_text(errors="replace").splitlines()]
    count, found = Counter[str](), []
    for process, call in lines:
        named = re.match(r"(\w+)\(", call)
        if named and process == lines[0][0]:  # not one that it has started
            count[named[1]] += 1
            if named[1] != "openat" or "O_CREAT" in call:
                found.append((named[1], count[named[1]]))
    assert len(found) > 100, Counter(name for name, _ in found)
    return found


def some(calls: list[tuple[str, int]], shift: int, *, exhaustive: bool) -> list[tuple[str, int]]:
    """Calls to try: all, or a few of those by which something is put into its place."""
    if exhaustive:
        return calls
    last = [call for call in calls if call[0] in ("renameat", "linkat", "unlinkat", "fsync")]
    return last[shift :: len(last) // FEW + 1]


NEXT = ("check", "flowchart", "verify", "build")


def go_on(command: str, edited: Edited, out: Path) -> None:
    """Run a command that has to do with a folder, whatever comes of it otherwise."""
    words: dict[str, tuple[str | Path, ...]] = {
        "check": ("--sops", edited.root, "--out", out),
        "flowchart": ("K.1.1.1.1", "--sops", edited.root, "--out", out, "-o", out.parent / "x.dot"),
        "verify": (out / "handbook.pdf", "--sops", edited.root, "--trust", edited.root / FIRST),
        "build": ("--sops", edited.root, "--out", out, "--jobs", "1"),
    }
    sopc(command, *words[command])


def test_a_kill_at_a_call_of_the_system_is_made_good_by_the_next_command(
    edited: Edited, calls: list[tuple[str, int]], exhaustive: bool
) -> None:
    for turn, (name, number) in enumerate(some(calls, 1, exhaustive=exhaustive)):
        out = edited.fresh()
        done = edited.struck(out, name, f"signal=KILL:when={number}")
        assert done.returncode == -9, (name, number, done.stderr)
        assert fits_its_manifest(out), (name, number)
        go_on(NEXT[turn % len(NEXT)], edited, out)
        assert finished(out) in (edited.old, edited.new), (name, number)
        assert fits_its_manifest(out), (name, number)
        assert run_build(edited.root, out).exit_code == 0
        assert files(out) == edited.new, (name, number)


def finished(out: Path) -> dict[str, bytes]:
    """The files, but for those that nothing was begun with: the next build clears them away."""
    assert not any(out.glob(".new-*/journal"))
    return {name: data for name, data in files(out).items() if not name.startswith(".new-")}


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_a_call_that_fails_leaves_the_old_book_and_a_sentence(
    edited: Edited, calls: list[tuple[str, int]], exhaustive: bool, error: str
) -> None:
    shift = 4 if error == "EIO" else 2
    for name, number in some(calls, shift, exhaustive=exhaustive)[:: 1 if exhaustive else 2]:
        out = edited.fresh()
        done = edited.struck(out, name, f"error={error}:when={number}")
        assert "Traceback" not in done.stderr, (name, number, done.stderr)
        assert done.returncode in (0, 2), (name, number)
        wanted = edited.new if done.returncode == 0 else edited.old
        assert finished(out) == wanted, (name, number, done.stderr)
        assert done.returncode == 0 or f"`{out}" in done.stderr, (name, number, done.stderr)


def builds_at_once(edited: Edited, outs: list[Path]) -> list[tuple[int, str]]:
    """How builds that begin at the same time end, and what they say."""
    words = [sys.executable, "-m", "sopc", "build", "--jobs", "1", "--sops", str(edited.root)]
    started = [
        subprocess.Popen(
            [*words, "--out", str(out)],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        )
        for out in outs
    ]
    said = [each.communicate()[1] for each in started]
    return [(each.returncode, words) for each, words in zip(started, said, strict=True)]


def test_builds_at_once_into_one_folder_build_one_book(edited: Edited, exhaustive: bool) -> None:
    out = edited.fresh()
    ends = builds_at_once(edited, [out] * (8 if exhaustive else 3))
    assert 0 in [code for code, _ in ends]
    for code, said in ends:
        assert code == 0 or f"another build is writing to `{out}`" in said, said
    assert files(out) == edited.new


def test_builds_at_once_into_folders_of_their_own_are_the_same(
    edited: Edited, exhaustive: bool
) -> None:
    outs = [edited.folder / "many" / str(n) for n in range(8 if exhaustive else 2)]
    for out in outs:
        shutil.copytree(edited.before, out)
    assert [code for code, _ in builds_at_once(edited, outs)] == [0] * len(outs)
    assert all(files(out) == edited.new for out in outs)


def test_a_disk_that_is_full_leaves_the_old_book(edited: Edited, exhaustive: bool) -> None:
    """With disks a little larger each: somewhere in between there is room for all."""
    if not exhaustive:  # not every system lets a user have a disk; /dev/full stands for it then
        return
    ends = set()
    used = sum(path.stat().st_size for path in edited.before.rglob("*")) // 1024
    place = edited.folder / "disk"
    place.mkdir()
    copy = f"cp -r {edited.before} {place}/out"
    build = f"{sys.executable} -m sopc build --jobs 1 --sops {edited.root} --out {place}/out"
    keep = f"cp -r {place}/out {edited.folder}/kept"
    for spare in range(0, 600, 40):
        shutil.rmtree(edited.folder / "kept", ignore_errors=True)
        mount = f"mount -t tmpfs -o size={used + 100 + spare}k none {place}"
        script = f"{mount} && {copy} && {{ {build}; end=$?; {keep}; exit $end; }}"
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", script],
            capture_output=True, text=True, check=False, cwd=REPOSITORY,
        )  # fmt: skip
        kept = edited.folder / "kept"
        if not kept.exists():
            continue  # there was no room for the old book
        assert finished(kept) == (edited.new if done.returncode == 0 else edited.old), done.stderr
        assert done.returncode == 0 or "No space left on device" in done.stderr, done.stderr
        ends.add(done.returncode)
    assert ends == {0, 2}
