"""git is run in the folder's own repository, for a time, and runs nothing else."""

import os
import resource
import shutil
import signal
import sys
import tracemalloc
from pathlib import Path
from time import monotonic

import pytest

from sopc.diagnostics import SopcError
from sopc.limits import GIT_SECONDS
from sopc.load import git as module
from sopc.load.checked_out import checked_out
from sopc.load.git import GitFailed, GitMissing, run_git
from sopc.load.history import History
from sopc.programs import Bounds, run_program
from tests.repositories import commit, git

DIGITS = 40
# what a hook, a user or a service may have in the environment
ELSEWHERE = {
    "GIT_DIR": "{lain}/.git",
    "GIT_WORK_TREE": "{lain}",
    "GIT_COMMON_DIR": "{lain}/.git",
    "GIT_INDEX_FILE": "{lain}/.git/index",
    "GIT_OBJECT_DIRECTORY": "{lain}/.git/objects",
    "GIT_CEILING_DIRECTORIES": "{root}",
    "GIT_NAMESPACE": "lain",
    "GIT_PREFIX": "lain/",
    "GIT_CONFIG": "/dev/null/x",
    "GIT_CONFIG_GLOBAL": "/dev/null/x",
    "GIT_CONFIG_PARAMETERS": "'core.worktree={lain}'",
    "GIT_CONFIG_COUNT": "x",
    "GIT_ATTR_SOURCE": "lain",
    "GIT_REPLACE_REF_BASE": "refs/heads/",
    "GIT_TRACE": "1",
    "GIT_EXEC_PATH": "{lain}",
}


def repository(folder: Path, text: str = "x") -> Path:
    (folder / "sops").mkdir(parents=True)
    (folder / "sops" / "a.yaml").write_text(text, encoding="utf-8")
    commit(folder)
    return folder


def head(folder: Path) -> str:
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.mark.parametrize("names", [*([name] for name in ELSEWHERE), list(ELSEWHERE)])
def test_the_environment_does_not_say_which_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    root, other = repository(tmp_path / "repo"), repository(tmp_path / "lain", "y")
    deep = root / "sops"
    for name in names:
        monkeypatch.setenv(name, ELSEWHERE[name].format(lain=other, root=root))
    found = checked_out([deep])
    assert found is not None
    assert (found.name, found.top) == (head(root), root.resolve())
    assert History.of(deep).commit("HEAD") == head(root)
    assert list(History.of(deep).files("HEAD")) == ["a.yaml"]


def test_a_subfolder_a_second_working_copy_and_a_submodule(tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    git(root, "worktree", "add", "--quiet", "-b", "cabang", str(tmp_path / "kedua"))
    (tmp_path / "kedua" / "sops" / "a.yaml").write_text("kedua", encoding="utf-8")
    commit(tmp_path / "kedua")
    outer = repository(tmp_path / "luar")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root), "anak")
    commit(outer)
    for place in (root, tmp_path / "kedua", outer, outer / "anak"):
        found = checked_out([place / "sops"])
        assert found is not None
        assert (found.name, found.top) == (head(place), place.resolve())
    assert head(outer / "anak") == head(root) != head(tmp_path / "kedua")


def test_where_there_is_nothing_to_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checked_out([tmp_path]) is None
    assert checked_out([tmp_path / "tidak-ada"]) is None
    git(tmp_path, "init", "--quiet")
    assert checked_out([tmp_path]) is None
    root = repository(tmp_path / "repo")
    assert checked_out([root]) is not None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert checked_out([root]) is None
    with pytest.raises(GitMissing):
        run_git(root, "version")


@pytest.mark.parametrize("name", ["spasi dan 'kutip'", "baris\nbaru", "ü"])
def test_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    root = repository(tmp_path / name)
    found = checked_out([root / "sops"])
    assert found is not None
    assert (found.name, found.folder(root / "sops")) == (head(root), "sops/")


def fake_git(folder: Path, code: str) -> str:
    """A program called git, for ``PATH``; ends within a second, whatever it does."""
    folder.mkdir(exist_ok=True)
    path = folder / "git"
    path.write_text(f"#!{sys.executable}\n{code}", encoding="utf-8")
    path.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


LATE = "time.sleep(20)\nopen({ended!r}, 'w')\n"
HANGS = "import sys, time\nsys.stdout.write('x' * 40)\nsys.stdout.flush()\n" + LATE
# git has ended, and something that it started has not
LEAVES = "import os, sys, time\nif os.fork():\n    sys.exit()\n" + LATE


@pytest.mark.parametrize("code", [HANGS, LEAVES])
def test_git_that_hangs_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    ended = tmp_path / "ended"
    monkeypatch.setenv("PATH", fake_git(tmp_path / "bin", code.format(ended=str(ended))))
    with pytest.raises(GitFailed, match=r"longer than 0\.1 seconds"):
        run_git(tmp_path, "status", seconds=0.1)
    assert checked_out([tmp_path], seconds=0.1) is None
    assert not ended.exists()


def test_no_names_of_authors_are_read(tmp_path: Path) -> None:
    """A repository's settings say where from: from a pipe, or a file without end."""
    root = repository(tmp_path / "a")
    os.mkfifo(tmp_path / "names")
    git(root, "config", "mailmap.file", str(tmp_path / "names"))
    history = History(root, monotonic() - GIT_SECONDS + 10)
    assert history.changes("HEAD", "") != []


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="the system cannot hold another")
@pytest.mark.parametrize(
    "code",
    [
        "import sys\nfor _ in range(600):\n    sys.stderr.write('x' * 65536)\n",
        # it is held to the memory a moment after its start
        "import resource\n"
        "while resource.getrlimit(resource.RLIMIT_DATA)[0] < 0: pass\n"
        "x = bytearray(1100 << 20)\n",
    ],
)
def test_git_that_fills_the_disk_or_the_memory_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setenv("PATH", fake_git(tmp_path / "bin", code))
    with pytest.raises(GitFailed):
        run_git(tmp_path, "status")


def test_a_file_that_orders_what_differs_is_not_read(tmp_path: Path) -> None:
    root = repository(tmp_path / "a")
    git(root, "config", "diff.orderFile", str(tmp_path / "none"))
    assert History(root).changes("HEAD", "") != []


def test_what_a_program_leaves_behind_is_not_waited_for(tmp_path: Path) -> None:
    """It has a session of its own, and holds the other end of what is read."""
    left = tmp_path / "left"
    script = f"setsid sleep 60 & echo $! > '{left}'; echo said"
    try:
        assert run_program(["sh", "-c", script], Bounds(30, 1000)) == (b"said\n", b"")
    finally:
        os.kill(int(left.read_text()), signal.SIGKILL)


def test_git_that_says_too_much_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GIT_ANSWER", 1 << 20)
    endless = "import sys\nwhile True:\n    sys.stdout.write('x' * 65536)\n"
    monkeypatch.setenv("PATH", fake_git(tmp_path / "bin", endless))
    with pytest.raises(GitFailed, match="more than 1 MiB"):
        run_git(tmp_path, "status")


def test_git_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", fake_git(tmp_path / "bin", "import sys\nsys.exit('a\\nb')"))
    with pytest.raises(GitFailed, match=r"^a$"):
        run_git(tmp_path, "status")
    (tmp_path / "bin" / "git").chmod(0o644)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(GitFailed, match="Permission denied"):
        run_git(tmp_path, "status")
    assert checked_out([tmp_path]) is None


def program_that_tells(folder: Path) -> tuple[Path, Path]:
    """A program for a repository's settings, and the file by which it tells that it ran."""
    program, ran = folder / "program", folder / "ran"
    program.write_text(f"#!/bin/sh\necho $0 $@ >> {ran}\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    return program, ran


def test_no_program_of_a_repository_s_settings_runs(tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    program, ran = program_that_tells(tmp_path)
    hooks = root / ".git" / "hooks"
    shutil.rmtree(hooks, ignore_errors=True)
    hooks.mkdir()
    for name in ("post-index-change", "fsmonitor-watchman", "post-checkout"):
        shutil.copy(program, hooks / name)
    for key in (
        "core.fsmonitor", "core.sshCommand", "core.pager", "pager.log", "core.editor",
        "core.gitProxy", "gpg.program", "diff.external", "filter.x.clean", "filter.x.process",
        "diff.x.textconv", "diff.x.command", "credential.helper", "core.askPass",
        "core.alternateRefsCommand", "alias.log", "alias.ls-tree",
    ):  # fmt: skip
        git(root, "config", key, f"!{program}" if key.startswith("alias") else str(program))
    git(root, "config", "log.showSignature", "true")
    git(root, "config", "core.hooksPath", str(hooks))
    (root / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n", encoding="utf-8")
    # objects that are not there would be fetched, over ssh or by a program
    for key, text in {
        "extensions.partialClone": "origin", "core.repositoryFormatVersion": "1",
        "remote.origin.promisor": "true", "remote.origin.url": f"ext::{program}",
        "protocol.ext.allow": "always", "protocol.ssh.allow": "always",
    }.items():  # fmt: skip
        git(root, "config", key, text)
    (root / "sops" / "a.yaml").write_text("lain", encoding="utf-8")
    found = checked_out([root])
    assert found is not None
    assert not found.has("sops/a.yaml", b"lain")
    history = History.of(root)
    history.changes("HEAD", "")
    history.versions("a.yaml")
    history.contents(history.files("HEAD").values(), 100)
    for url in (f"ext::{program}", "ssh://tidak.ada/x", "x::y"):
        git(root, "config", "remote.origin.url", url)
        for words in (["cat-file", "-p", "1" * DIGITS], ["ls-tree", "1" * DIGITS]):
            with pytest.raises(GitFailed):
                run_git(root, *words)
    assert not ran.exists()


def test_a_command_that_asks_the_index_runs_no_program_and_writes_none(tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    program, ran = program_that_tells(tmp_path)
    os.utime(root / "sops" / "a.yaml", (1, 1))  # so that git would like to write its index anew
    before = (root / ".git" / "index").read_bytes()
    (root / ".git" / "hooks").mkdir(exist_ok=True)
    shutil.copy(program, root / ".git" / "hooks" / "post-index-change")
    git(root, "config", "core.fsmonitor", str(program))
    run_git(root, "status")
    assert (root / ".git" / "index").read_bytes() == before
    run_git(root, "update-index", "--refresh")
    assert (root / ".git" / "index").read_bytes() != before
    assert not ran.exists()


SIGNS = """\
#!/bin/sh
cat > /dev/null
case "$*" in
  *verify*) echo verified > {ran}; exit 1;;
esac
echo "[GNUPG:] SIG_CREATED " >&2
echo "-----BEGIN PGP SIGNATURE-----"
echo "-----END PGP SIGNATURE-----"
"""


def test_no_signature_is_looked_at(tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    program, ran = tmp_path / "gpg", tmp_path / "ran"
    program.write_text(SIGNS.format(ran=ran), encoding="utf-8")
    program.chmod(0o755)
    git(root, "config", "gpg.program", str(program))
    git(root, "config", "log.showSignature", "true")
    git(root, "rm", "--quiet", "sops/a.yaml")
    git(root, "commit", "--quiet", "-S", "-m", "hapus")
    git(root, "log")
    assert ran.exists()  # as git does by itself
    ran.unlink()
    history = History.of(root)
    assert (len(history.changes("HEAD", "")), len(history.versions("a.yaml"))) == (2, 1)
    assert not ran.exists()


def test_a_folder_that_is_itself_a_repository_s_inside_is_none(tmp_path: Path) -> None:
    """Such a folder can come with an archive, and its settings with it."""
    root = repository(tmp_path / "repo")
    git(root, "clone", "--quiet", "--bare", str(root), str(tmp_path / "sops"))
    git(tmp_path / "sops", "config", "core.bare", "false")
    git(tmp_path / "sops", "config", "core.worktree", str(root))
    assert checked_out([tmp_path / "sops"]) is None


def test_no_object_is_replaced_by_another(tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    first = head(root)
    (root / "sops" / "a.yaml").write_text("kedua", encoding="utf-8")
    commit(root)
    git(root, "replace", head(root), first)
    found = checked_out([root])
    assert found is not None
    assert found.has("sops/a.yaml", b"kedua")
    assert not found.has("sops/a.yaml", b"x")


def test_nothing_is_written(tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    os.utime(root / "sops" / "a.yaml", (1, 1))  # so that git would like to refresh its index
    before = {path: path.stat().st_mtime_ns for path in (root / ".git").rglob("*")}
    checked_out([root])
    History.of(root).changes("HEAD", "")
    assert {path: path.stat().st_mtime_ns for path in (root / ".git").rglob("*")} == before


def test_content_is_known_however_git_keeps_it(tmp_path: Path) -> None:
    root = tmp_path / "repo"
    (root / "sops").mkdir(parents=True)
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 3\n"
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # of abc
    for name, text in {"logo.png": pointer.format(digest), "a.yaml": "a\nb\n"}.items():
        (root / "sops" / name).write_bytes(text.encode("ascii"))
    commit(root)
    found = checked_out([root / "sops"])
    assert found is not None
    assert found.has("sops/logo.png", b"abc")
    assert not found.has("sops/logo.png", b"abd")
    assert not found.has("sops/tidak-ada", b"")
    assert not found.has("sops/a.yaml", b"a\r\nb\r\n")
    git(root, "config", "core.autocrlf", "true")
    found = checked_out([root / "sops"])
    assert found is not None
    assert found.has("sops/a.yaml", b"a\r\nb\r\n")
    assert not found.has("sops/a.yaml", b"a\r\nc\r\n")


def test_a_repository_with_longer_names(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256")
    (tmp_path / "a.yaml").write_text("x", encoding="utf-8")
    commit(tmp_path)
    found = checked_out([tmp_path])
    assert found is not None
    assert len(found.name) == 64
    assert found.has("a.yaml", b"x")
    assert not found.has("a.yaml", b"y")


def test_only_what_is_asked_for_is_listed(tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    for name in ("sops-lama/b.yaml", "templates/c.css", "d"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("", encoding="utf-8")
    (root / "sops" / "tautan.yaml").symlink_to("a.yaml")
    commit(root)
    for folders, names in {
        ("sops",): {"sops/a.yaml"},
        ("sops", "templates"): {"sops/a.yaml", "templates/c.css"},
        ("sops", "../luar"): {"sops/a.yaml"},
        (".", "sops"): {"sops/a.yaml", "templates/c.css", "d", "sops-lama/b.yaml"},
    }.items():
        found = checked_out([root / folder for folder in folders])
        assert found is not None
        assert set(found.files) == names
        assert found.folder(root / "sops") == "sops/"
        assert found.folder(root) == ""
        assert found.folder(tmp_path) is None


def test_contents_come_in_portions_and_have_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path / "repo")
    for index in range(5):
        (root / "sops" / f"{index}.yaml").write_text(f"{index}" * 3000, encoding="utf-8")
    commit(root)
    history = History.of(root)
    names = history.files("HEAD").values()
    monkeypatch.setattr(module, "GIT_ANSWER", 7000)
    found = history.contents(names, 5000)
    assert sorted(data[:1] for data in found.values()) == [b"0", b"1", b"2", b"3", b"4", b"x"]
    assert sum(map(len, found.values())) == 15001
    monkeypatch.setattr(module, "GIT_PAST", 15000)
    with pytest.raises(SopcError, match="more than 0 MiB"):
        history.contents(names, 5000)


def tree_bomb(folder: Path, entries: int = 20, levels: int = 8) -> str:
    """A commit whose tree has billions of files, in a few kilobytes."""
    blob = git(folder, "hash-object", "-w", "--stdin", said="nomor: K.1.1.1.1\n").strip()
    lines = "".join(f"100644 blob {blob}\t{index}.yaml\n" for index in range(entries))
    tree = git(folder, "mktree", said=lines).strip()
    for _ in range(levels):
        above = "".join(f"040000 tree {tree}\t{index}\n" for index in range(entries))
        tree = git(folder, "mktree", said=above).strip()
    return git(folder, "commit-tree", tree, "-m", "bomb").strip()


def test_a_tree_of_billions_of_files_is_not_listed(tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    bomb = tree_bomb(root)
    tracemalloc.start()
    with pytest.raises(SopcError, match="more than 16 MiB to say"):
        History.of(root).files(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64 << 20
    git(root, "update-ref", "HEAD", bomb)
    assert checked_out([root]) is None


def test_all_questions_together_have_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History.of(repository(tmp_path / "repo"))
    monkeypatch.setattr(module, "GIT_SECONDS", 0.0)
    with pytest.raises(SopcError, match="takes longer than 0 seconds"):
        history.files("HEAD")


def test_a_commit_is_found_by_words_of_its_message(tmp_path: Path) -> None:
    commit(tmp_path, "terbit 2025")
    commit(tmp_path, "lain")
    named = git(tmp_path, "rev-parse", "HEAD~1").strip()
    assert History.of(tmp_path).commit(":/terbit") == named
    with pytest.raises(SopcError):
        History.of(tmp_path).commit(":/tidak ada")


def test_no_file_says_that_a_commit_came_from_others(tmp_path: Path) -> None:
    commit(tmp_path)
    commit(tmp_path)
    first, last = git(tmp_path, "rev-list", "--reverse", "HEAD").split()
    (tmp_path / ".git" / "info").mkdir(exist_ok=True)
    (tmp_path / ".git" / "info" / "grafts").write_text(f"{last}\n")
    assert History.of(tmp_path).parent(last) == first
    with pytest.raises(GitFailed) as failed:  # nor is that spoken of
        run_git(tmp_path, "rev-parse", "--verify", "tidak-ada")
    assert "grafts" not in str(failed.value.reason)
