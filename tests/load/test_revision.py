"""Reading a catalogue as it was at a revision of git."""

import subprocess
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.load.revision import load_earlier
from tests.catalogues import FIRST, SOP, sop, write_catalogue
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
    with pytest.raises(SopcError, match="git fetch --depth=1 origin BRANCH"):
        load_earlier(tmp_path / "part", "HEAD~1")
    git(tmp_path / "part", "fetch", "--quiet", "--depth=1", "origin", "HEAD")
    assert titles(tmp_path / "part", "FETCH_HEAD") == {}


def test_a_folder_without_history_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SopcError, match=r"cannot tell the past of .*not a git repository"):
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
    made = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        cwd=root,
        input=_tree(lines),
        capture_output=True,
        check=True,
    )
    hostile = git(root, "commit-tree", "-m", "x", made.stdout.decode().strip()).strip()
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
    assert load_earlier(root, "HEAD").unread == ()


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
