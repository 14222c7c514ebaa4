"""Reading a catalogue as it was at a revision of git."""

import errno
import os
import subprocess
import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha1
from pathlib import Path

import pytest

from sopc.catalogue.catalogue import Catalogue
from sopc.diagnostics import SopcError
from sopc.load import revision as module
from sopc.load.history import History
from sopc.load.loader import load_catalogue
from sopc.load.revision import catalogue_of, load_earlier
from tests.catalogues import FIRST, ROOT_FILES, SOP, sop, write_catalogue
from tests.repositories import commit, git, write_history

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
OTHER = SOP.replace("Menerima Surat", "Mengelola Surat")


def titles(root: Path, revision: str = "HEAD") -> dict[str, str]:
    """The SOPs that differ now, by file, with the names they had."""
    catalogue = load_earlier(root, revision).catalogue
    assert catalogue is not None
    return {entry.location.file: entry.sop.title for entry in catalogue.entries}


def test_only_files_that_differ_are_read(tmp_path: Path) -> None:
    then = {FIRST: SOP, SECOND: sop("K.1.1.1.2")}
    root = write_history(tmp_path, then, {**then, FIRST: OTHER})
    assert titles(root) == {FIRST: "Menerima Surat"}


def test_what_is_as_it_was_is_told_from_what_is_new(tmp_path: Path) -> None:
    then = {FIRST: SOP, SECOND: sop("K.1.1.1.2")}
    new = {"sekretariat/umum/K.1.1.1.3.yaml": sop("K.1.1.1.3")}
    root = write_history(tmp_path, then, {**then, **new, FIRST: OTHER})
    assert load_earlier(root, "HEAD").unchanged == {SECOND, *ROOT_FILES}


def test_of_what_is_as_it_was_git_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = {FIRST: SOP, SECOND: sop("K.1.1.1.2")}
    root = write_history(tmp_path, then, {**then, FIRST: OTHER})
    names = History.of(root).files("HEAD")
    asked: list[str] = []
    contents = History.contents

    def noted(history: History, wanted: Iterable[str], limit: int) -> dict[str, bytes]:
        asked.extend(wanted)
        return contents(history, asked, limit)

    monkeypatch.setattr(History, "contents", noted)
    load_earlier(root, "HEAD")
    assert set(asked) == set(names.values()) - {names[SECOND]}


def test_a_catalogue_in_a_folder_of_the_repository_is_found(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "kantor" / "sops")
    write_catalogue(tmp_path / "cabang")
    commit(tmp_path)
    root = write_catalogue(tmp_path / "kantor" / "sops", {FIRST: OTHER})
    assert titles(root) == {FIRST: "Menerima Surat"}


def test_a_revision_may_be_named_in_every_way_that_git_knows(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: OTHER}, {FIRST: sop("K.1.1.1.1")})
    git(root, "tag", "terbit", "HEAD~1")
    git(root, "branch", "cabang/é", "HEAD~1")
    for revision in ("HEAD~1", "terbit", "cabang/é", git(root, "rev-parse", "terbit").strip()):
        assert titles(root, revision) == {FIRST: "Menerima Surat"}
    assert titles(root, "@") == {FIRST: "Mengelola Surat"}


def test_what_came_to_another_branch_since_is_not_missed(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: SOP})
    git(root, "switch", "--quiet", "--create", "usul")
    write_catalogue(root, {FIRST: OTHER})
    commit(root)
    git(root, "switch", "--quiet", "main")
    write_catalogue(root, {SECOND: sop("K.1.1.1.2")})
    commit(root)
    git(root, "switch", "--quiet", "usul")
    assert titles(root, "main") == {FIRST: "Menerima Surat"}


@pytest.mark.parametrize("revision", ["", "main~9", "--output=x", "-h", "HEAD:katalog.yaml", "a b"])
def test_an_unknown_revision_is_refused(tmp_path: Path, revision: str) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: OTHER})
    with pytest.raises(SopcError, match="git knows no revision"):
        load_earlier(root, revision)
    assert not (tmp_path / "x").exists()


def test_a_shallow_clone_says_how_to_fetch_what_it_lacks(tmp_path: Path) -> None:
    write_history(tmp_path / "all", {FIRST: SOP}, {FIRST: OTHER}, {FIRST: SOP})
    origin = (tmp_path / "all").as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=1", origin, "part")
    with pytest.raises(SopcError, match="git fetch --unshallow origin BRANCH"):
        load_earlier(tmp_path / "part", "HEAD~1")
    git(tmp_path / "part", "fetch", "--quiet", "--depth=1", "origin", "HEAD")
    assert titles(tmp_path / "part", "FETCH_HEAD") == {}  # HEAD itself


def test_a_folder_without_history_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SopcError, match=r"cannot tell the history of .*not a git repository"):
        load_earlier(write_catalogue(tmp_path), "HEAD")


def test_git_is_asked_for_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: SOP})
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SopcError, match="`git` is not installed"):
        load_earlier(root, "HEAD")


def test_a_revision_without_the_catalogue_has_none(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("belum ada")
    commit(tmp_path)
    earlier = load_earlier(write_catalogue(tmp_path / "sops"), "HEAD")
    assert (earlier.catalogue, earlier.existed) == (None, False)


def test_faulty_files_of_the_past_are_named(tmp_path: Path) -> None:
    then = {FIRST: SOP, SECOND: "nomor: [", "bidang/lama.yaml": "judul: Skema lama\n"}
    earlier = load_earlier(write_history(tmp_path, then, {FIRST: SOP}), "HEAD")
    assert earlier.unread == ("bidang/lama.yaml", SECOND)


def test_a_hook_does_not_turn_the_question_to_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_catalogue(tmp_path / "sops")
    commit(tmp_path)
    root = write_catalogue(tmp_path / "sops", {FIRST: OTHER})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert titles(root) == {FIRST: "Menerima Surat"}


def test_names_that_lead_out_of_the_folder_are_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    root = write_history(tmp_path / "sops", {FIRST: SOP}, {FIRST: SOP})
    blob = git(root, "rev-parse", f"HEAD:{FIRST}").strip()
    lines = git(root, "ls-tree", "HEAD") + f"100644 blob {blob}\t../escaped.yaml\n"
    hostile = git(root, "commit-tree", "-m", "x", tree_object(root, lines)).strip()
    assert titles(root, hostile) == {}
    assert not list(tmp_path.rglob("escaped.yaml"))


def _tree(lines: str) -> bytes:
    """The object that ``git mktree`` refuses to make."""
    entries = []
    for line in lines.splitlines():
        mode, _, rest = line.partition(" ")
        name = rest.split("\t")[0].split()[1]
        path = rest.split("\t")[1]
        entries.append(f"{mode.lstrip('0')} {path}\0".encode() + bytes.fromhex(name))
    return b"".join(entries)


def test_links_and_large_files_of_the_past_are_left_out(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: SOP})
    (root / SECOND).symlink_to("K.1.1.1.1.yaml")
    (root / "bidang").mkdir()
    (root / "bidang" / "besar.yaml").write_text("#" * (1024 * 1024 + 1))
    commit(root)
    (root / SECOND).unlink()
    (root / "bidang" / "besar.yaml").unlink()
    assert titles(root) == {}
    assert load_earlier(root, "HEAD").unread == (
        "bidang/besar.yaml",
    )  # what a link was is not told


def object_file(root: Path, name: str) -> Path:
    """Where git keeps what is at a path of HEAD."""
    blob = git(root, "rev-parse", f"HEAD:{name}").strip()
    file = root / ".git" / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    return file


@pytest.mark.parametrize("name", ["katalog.yaml", "pelaksana.yaml", FIRST])
@pytest.mark.parametrize("damage", [None, b"", b"junk", "half"])
@pytest.mark.parametrize("changed", [True, False])
def test_what_is_damaged_in_the_past_is_not_taken_for_absent(
    tmp_path: Path, name: str, damage: bytes | str | None, changed: bool
) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: SOP})
    file = object_file(root, name)
    if isinstance(damage, bytes):
        file.write_bytes(damage)
    elif damage:
        file.write_bytes(file.read_bytes()[:-8])
    else:
        file.unlink()
    if changed:
        (root / name).write_text((root / name).read_text() + "# lain\n")
    if name == FIRST and not changed:  # the file itself has that name: it says what was so
        assert titles(root) == {}
        return
    with pytest.raises(SopcError, match="git cannot tell the history of"):
        load_earlier(root, "HEAD")


def test_a_removed_file_that_is_lost_is_not_taken_for_another(tmp_path: Path) -> None:
    then = {FIRST: SOP, SECOND: sop("K.1.1.1.2")}
    root = write_history(tmp_path, then, then)
    file = object_file(root, SECOND)
    (root / SECOND).unlink()
    commit(root)
    assert [each.number for each in load_earlier(root, "HEAD").removed] == ["K.1.1.1.2"]
    file.unlink()
    with pytest.raises(SopcError, match=r"the object [0-9a-f]{40} is damaged or not in this clone"):
        load_earlier(root, "HEAD")


@pytest.mark.parametrize("kind", ["link", "large", "folder"])
def test_a_katalog_that_was_no_file_is_not_taken_for_absent(tmp_path: Path, kind: str) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: SOP})
    settings = root / "katalog.yaml"
    text = settings.read_text()
    settings.unlink()
    if kind == "link":
        settings.symlink_to("lain.yaml")
    elif kind == "large":
        settings.write_text("#" * (1024 * 1024 + 1))
    else:
        settings.mkdir()
        (settings / "a.yaml").write_text("a")
    commit(root)
    git(root, "rm", "--quiet", "-r", "katalog.yaml")
    settings.write_text(text)
    with pytest.raises(SopcError, match="nothing can be compared with HEAD"):
        load_earlier(root, "HEAD")


def made_by_hand(root: Path, entries: list[tuple[str, str, str]]) -> str:
    """A commit with further entries in its root: mode, object, name."""
    lines = git(root, "ls-tree", "HEAD")
    lines += "".join(f"{mode} x {name}\t{path}\n" for mode, name, path in entries)
    return git(root, "commit-tree", "-m", "x", tree_object(root, lines)).strip()


def tree_object(root: Path, lines: str) -> str:
    made = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        cwd=root,
        input=_tree(lines),
        capture_output=True,
        check=True,
    )
    return made.stdout.decode().strip()


@pytest.mark.parametrize("depth", [100, 1100, 3000])
def test_a_tree_of_any_depth_is_read(tmp_path: Path, depth: int) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: OTHER})
    blob = git(root, "rev-parse", f"HEAD:{FIRST}").strip()
    tree = tree_object(root, f"100644 blob {blob}\ta.yaml\n")
    for _ in range(depth):
        tree = _stored(root, b"40000 d\0" + bytes.fromhex(tree))
    commit_name = made_by_hand(root, [("040000", tree, "d")])
    assert titles(root, commit_name) == {FIRST: "Menerima Surat"}
    assert load_earlier(root, commit_name).unread == ("d/" * (depth + 1) + "a.yaml",)


def _stored(root: Path, tree: bytes) -> str:
    """Put a tree where git looks for it; a process for each of thousands would take minutes."""
    data = b"tree %d\0" % len(tree) + tree
    name = sha1(data, usedforsecurity=False).hexdigest()
    file = root / ".git" / "objects" / name[:2] / name[2:]
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(zlib.compress(data))
    return name


def test_a_file_and_a_folder_of_one_name_are_read(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: OTHER})
    blob = git(root, "rev-parse", f"HEAD:{FIRST}").strip()
    tree = tree_object(root, f"100644 blob {blob}\ta.yaml\n")
    twice = [("100644", blob, "x.yaml"), ("040000", tree, "x.yaml")]
    for entries in (twice, twice[::-1]):
        earlier = load_earlier(root, made_by_hand(root, entries))
        assert earlier.unread == ("x.yaml", "x.yaml/a.yaml")


@pytest.mark.parametrize(
    "name", ["\x01" + "a" * 40, ":100644 x", "a\nb", "\x01", "\ta\t", "a" * 300]
)
def test_a_name_of_any_signs_is_read(tmp_path: Path, name: str) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: OTHER})
    blob = git(root, "rev-parse", f"HEAD:{FIRST}").strip()
    tree = _stored(root, f"100644 {name}.yaml\0".encode() + bytes.fromhex(blob))
    deep = _stored(root, b"100644 k.yaml\0" + bytes.fromhex(blob))
    deep = _stored(root, f"40000 {name}\0".encode() + bytes.fromhex(deep))
    entries = [("040000", tree, "p"), ("040000", deep, "q")]
    commit_name = made_by_hand(root, entries)
    assert load_earlier(root, commit_name).unread == (f"p/{name}.yaml", f"q/{name}/k.yaml")
    git(root, "update-ref", "HEAD", commit_name)
    ((of, path, kept),) = History.of(root).versions("k.yaml")
    assert (of, path, kept) == (commit_name, f"q/{name}/k.yaml", blob)
    git(root, "commit", "--quiet", "--allow-empty", "-m", "x")
    git(root, "read-tree", "HEAD~1~0^{tree}")
    assert load_earlier(root, "HEAD").catalogue is not None


@pytest.mark.skipif(os.name == "nt", reason="the system has no such names")
def test_a_name_that_is_no_text_is_left_out_of_the_past(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    odd = tmp_path / "sekretariat" / "umum" / os.fsdecode(b"\xff.yaml")
    odd.write_text(sop("K.1.1.1.9"), encoding="utf-8")
    commit(tmp_path)
    odd.unlink()
    earlier = load_earlier(tmp_path, "HEAD")
    assert earlier.catalogue is not None
    assert len(earlier.unread) == 1


def test_no_room_for_the_past_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: OTHER})

    def full(path: Path, _: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SopcError, match="No space left on device"):
        load_earlier(root, "HEAD")


def test_removed_files_are_remembered_by_number_and_title(tmp_path: Path) -> None:
    gone = {
        "sekretariat/umum/K.1.1.1.2.yaml": "nomor: K.1.1.1.2\nnama: Rapat\nkunci_lama: ya\n",
        "sekretariat/umum/K.1.1.1.3.yaml": "nomor: K.1.1.1.3\nnama: Tamu\nstatus: draf\n",
        "sekretariat/umum/K.1.1.1.4.yaml": "nomor: [",
    }
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: SOP, **gone}, {FIRST: SOP}, {FIRST: SOP})
    git(root, "config", "color.ui", "always")
    git(root, "config", "log.showSignature", "true")
    (removed,) = load_earlier(root, "HEAD").removed
    assert (removed.number, removed.title, removed.file) == ("K.1.1.1.2", "Rapat", SECOND)


def test_reading_the_past_leaves_the_repository_as_it_is(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: OTHER})
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    load_earlier(root, "HEAD")
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_what_one_commit_put_out_of_force_is_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = "sekretariat/umum/K.1.1.1.2.yaml"
    both = {FIRST: SOP, second: SOP.replace("K.1.1.1.1", "K.1.1.1.2")}
    drafts = {file: f"{text}status: draf\n" for file, text in both.items()}
    root = write_history(tmp_path, both, drafts, both)
    now = load_catalogue(root).catalogue
    read = list[int]()

    def counted(files: Mapping[str, bytes]) -> Catalogue | None:
        read.append(len(files))
        return catalogue_of(files)

    monkeypatch.setattr(module, "catalogue_of", counted)
    last = load_earlier(root, "HEAD", now).last_in_force
    assert {key: each.entry.location.file for key, each in last.items()} == {
        "K.1.1.1.1": FIRST,
        "K.1.1.1.2": second,
    }
    assert read == [len(ROOT_FILES) + 2]
