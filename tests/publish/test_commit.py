"""The manifest's commit is the catalogue's, and ``dirty`` says whether that is what was built."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import sopc.publish.inputs
from sopc.publish.inputs import take_inputs
from tests.books import LINKED
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.pictures import PNG
from tests.repositories import commit, git
from tests.running import build, files, run_build

PREDICATE = "predicate"


@pytest.fixture
def place(small_build: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A repository with the small catalogue in a subfolder, and its outputs, not in it."""
    root = write_catalogue(tmp_path / "repo" / "sops")
    commit(tmp_path / "repo")
    shutil.copytree(small_build, tmp_path / "out")
    return root, tmp_path / "out"


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def said(out: Path) -> tuple[object, object]:
    found = json.loads((out / "manifest.json").read_text(encoding="utf-8"))[PREDICATE]
    return found["commit"], found["dirty"]


def built(root: Path, out: Path) -> str:
    result = run_build(root, out, "--explain")
    assert result.exit_code == 0, result.stderr
    return result.stdout + result.stderr


def test_the_manifest_is_true_at_each_step(place: tuple[Path, Path]) -> None:
    root, out = place
    built(root, out)
    assert said(out) == (head(root), False)
    assert "nothing has changed" in built(root, out)
    write_catalogue(root, {FIRST: SOP.replace("Memeriksa", "Meneliti")})
    built(root, out)
    assert said(out) == (head(root), True)
    assert "nothing has changed" in built(root, out)
    parent, before = head(root), files(out)
    commit(root.parent)
    told = built(root, out)
    assert told.startswith("8 files in")  # nothing was rendered, and of all files one is new
    assert "1 written" in told
    assert said(out) == (head(root), False)
    assert head(root) != parent
    assert {**files(out), "manifest.json": b""} == {**before, "manifest.json": b""}
    assert "nothing has changed" in built(root, out)


def test_a_commit_of_something_else_is_another_commit(place: tuple[Path, Path]) -> None:
    root, out = place
    built(root, out)
    (root.parent / "lain.txt").write_text("x", encoding="utf-8")
    assert "nothing has changed" in built(root, out)
    commit(root.parent)
    assert "1 written" in built(root, out)
    assert said(out) == (head(root), False)


def test_what_only_one_sop_was_built_beside_may_be_of_another_commit(
    place: tuple[Path, Path], tmp_path: Path
) -> None:
    root, out = place
    build(root, out)
    build(root, out, only=("K.1.1.1.1",))
    assert said(out) == (head(root), False)
    write_catalogue(root, {FIRST: SOP.replace("Memeriksa", "Meneliti")})
    commit(root.parent)
    build(root, out, only=("K.1.1.1.1",))
    assert said(out) == (head(root), True)  # of the handbook that is not so
    build(root, out, only=("K.1.1.1.1",))
    assert said(out) == (head(root), True)
    build(root, out)
    assert said(out) == (head(root), False)
    for _ in range(2):
        build(root, tmp_path / "neu", only=("K.1.1.1.1",))
        assert said(tmp_path / "neu") == (head(root), False)
        (root.parent / "lain").touch()
        commit(root.parent)


def test_what_was_edited_and_taken_back_is_not_dirty(place: tuple[Path, Path]) -> None:
    root, out = place
    write_catalogue(root, {FIRST: SOP + "# komentar\n"})
    built(root, out)
    assert said(out) == (head(root), True)
    write_catalogue(root)
    built(root, out)
    assert said(out) == (head(root), False)


def test_without_a_repository_there_is_neither(small_build: Path, tmp_path: Path) -> None:
    assert said(small_build) == (None, None)
    root = write_catalogue(tmp_path / "sops")
    git(root, "init", "--quiet")
    found = take_inputs(root, tmp_path / "out")
    assert (found.commit, found.dirty) == (None, None)


def test_without_git_there_is_neither(
    place: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, out = place
    built(root, out)
    monkeypatch.setenv("PATH", str(root))
    assert "1 written" in built(root, out)
    assert said(out) == (None, None)


def test_a_hook_of_another_repository_changes_nothing(
    place: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, out = place
    built(root, out)
    write_catalogue(tmp_path / "lain")
    commit(tmp_path / "lain")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "lain" / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "lain"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "lain" / ".git" / "index"))
    assert "nothing has changed" in built(root, out)


def write(name: str, data: bytes = b"x") -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)

    return change


def staged(change: Callable[[Path], None]) -> Callable[[Path], None]:
    def both(root: Path) -> None:
        change(root)
        git(root, "add", "--all")

    return both


def told(*words: str) -> Callable[[Path], None]:
    return lambda root: (git(root, *words), None)[1]


def then(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    def each(root: Path) -> None:
        for change in changes:
            change(root)

    return each


def as_a_link(root: Path) -> None:
    (root / FIRST).rename(root.parent / "lain.yaml")
    (root / FIRST).symlink_to(root.parent / "lain.yaml")


EDIT = write(FIRST, SOP.replace("Memeriksa", "Meneliti").encode("utf-8"))
DIRTY = {
    "an edit": EDIT,
    "an edit that is staged": staged(EDIT),
    "an edit that is staged and taken back": then(staged(EDIT), staged(write(FIRST, b"y")), EDIT),
    "an edit of the settings": write("katalog.yaml"),
    "a file gone": lambda root: (root / FIRST).unlink(),
    "a file that became a link": as_a_link,
    "a file moved": lambda root: (root / FIRST).rename(root / "bidang.yaml"),
    "a new SOP": write("sekretariat/umum/K.1.1.1.2.yaml"),
    "a new SOP that git is told to ignore": then(
        write(".gitignore", b"*.2.yaml\n"), write("sekretariat/umum/K.1.1.1.2.yaml")
    ),
    "a new picture": write("logo.png", PNG),
    "an own template": write("templates/print.css"),
    "an edit that git is told to overlook": then(
        told("update-index", "--assume-unchanged", FIRST), EDIT
    ),
    "an edit where git is told to have no file": then(
        told("update-index", "--skip-worktree", FIRST), EDIT
    ),
    "an edit that git's settings hide": then(
        told("config", "filter.x.clean", f"git show HEAD:sops/{FIRST}"),
        write(".gitattributes", b"* filter=x\n"),
        EDIT,
    ),
    "other line ends": write(FIRST, SOP.replace("\n", "\r\n").encode("utf-8")),
}
CLEAN: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "a file out of the index": told("rm", "--cached", "--quiet", FIRST),
    "another day": lambda root: (root / FIRST).touch(),
    "a text that no build reads": write("catatan.txt"),
    "a hidden file": write(".hidden.yaml"),
    "a file in a hidden folder": write(".hidden/a.yaml"),
    "a file of another folder": write("../docs/a.yaml"),
    "a branch": told("checkout", "--quiet", "-b", "lain"),
    "an edit that is put away": then(EDIT, told("stash", "--quiet")),
    "what was built, within the catalogue": write("build/flowchart/a.svg"),
}


@pytest.mark.parametrize("change", DIRTY)
def test_what_a_build_reads_and_the_commit_has_not_is_dirty(
    place: tuple[Path, Path], change: str
) -> None:
    root, _ = place
    DIRTY[change](root)
    found = take_inputs(root, root / "build")
    assert (found.commit, found.dirty) == (head(root), True)


@pytest.mark.parametrize("change", CLEAN)
def test_what_no_build_reads_is_not_dirty(place: tuple[Path, Path], change: str) -> None:
    root, _ = place
    CLEAN[change](root)
    found = take_inputs(root, root / "build")
    assert (found.commit, found.dirty) == (head(root), False)


def test_what_was_built_may_be_in_the_commit(place: tuple[Path, Path]) -> None:
    root, _ = place
    write("build/flowchart/a.svg")(root)
    commit(root)
    (root / "build" / "flowchart" / "a.svg").unlink()
    found = take_inputs(root, root / "build")
    assert (found.commit, found.dirty) == (head(root), False)
    assert take_inputs(root, root / "lain").dirty is True


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository that holds the program and its templates, too."""
    repository = tmp_path / "repo"
    write_catalogue(repository / "sops", LINKED)
    for name in ("templates/sop.html.j2", "sopc/__init__.py", "sopc/render/html.py"):
        write(name)(repository)
    monkeypatch.setattr(sopc.publish.inputs, "template_folder", lambda: repository / "templates")
    monkeypatch.setattr(sopc, "__file__", str(repository / "sopc" / "__init__.py"))
    return repository


def dirty(repository: Path) -> bool | None:
    return take_inputs(repository / "sops", repository / "build").dirty


@pytest.mark.parametrize("name", ["templates/sop.html.j2", "sopc/render/html.py"])
def test_templates_and_program_of_the_same_repository_count(checkout: Path, name: str) -> None:
    commit(checkout)
    assert dirty(checkout) is False
    write("sopc/catatan.txt")(checkout)
    write("sopc/__pycache__/html.py")(checkout)
    assert dirty(checkout) is False
    was = (checkout / name).read_bytes()
    (checkout / name).write_bytes(b"lain")
    assert dirty(checkout) is True
    (checkout / name).write_bytes(was)
    assert dirty(checkout) is False
    (checkout / name).unlink()
    assert dirty(checkout) is True


def test_a_program_that_is_installed_within_the_repository_does_not_count(checkout: Path) -> None:
    (checkout / ".gitignore").write_text("sopc\ntemplates\n", encoding="utf-8")
    commit(checkout)
    assert dirty(checkout) is False
