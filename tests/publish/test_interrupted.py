"""Whatever is lost, changed or broken off: the next build leaves what a clean one leaves."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sopc.folder import OutputFolder
from sopc.publish.lock import lock
from sopc.publish.record import Record
from sopc.publish.store import Store
from tests.books import LINKED, OTHER, numbered
from tests.catalogues import FIRST, write_catalogue
from tests.publish.test_same_bytes import RETIRED, copied, differing
from tests.running import build, files, run_build

NEW = "bidang/K.1.2.1.3.yaml"
EDITED = {
    FIRST: LINKED[FIRST].replace("Menerima Surat", "Lain"),
    OTHER: RETIRED,
    NEW: numbered("K.1.2.1.3", "Baru"),
}
"""A changed SOP, one less, one more."""


class Killed(BaseException):
    """Ends a build as a signal would: nobody catches it."""


def die_at(call: Callable[..., object], count: int) -> Callable[..., object]:
    """A function that does what ``call`` does, but dies at its ``count``-th call."""
    calls = 0

    def run(*args: object, **kwargs: object) -> object:
        nonlocal calls
        calls += 1
        if calls == count:
            raise Killed
        return call(*args, **kwargs)

    return run


def die_while_publishing(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Die at a move that puts a file where the user finds it."""
    monkeypatch.setattr(OutputFolder, "move", die_at(OutputFolder.move, count))


def die_in(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, count: int) -> None:
    original = getattr(owner, name)
    dying = die_at(original, count)
    monkeypatch.setattr(owner, name, lambda *args, **kwargs: dying(*args, **kwargs))


def killed(root: Path, out: Path) -> None:
    with pytest.raises(Killed):
        run_build(root, out)


POINTS: dict[str, Callable[[pytest.MonkeyPatch, Path], None]] = {
    "while pages are put into the store": lambda m, _: die_in(m, Store, "put", 2),
    "before the first file is moved": lambda m, _: die_while_publishing(m, 1),
    "between two files": lambda m, _: die_while_publishing(m, 4),
    "before the manifest": lambda m, _: die_while_publishing(m, 10),
    "before the record is written": lambda m, _: die_in(m, Record, "write", 2),
    "before the store is made smaller": lambda m, _: die_in(m, Store, "trim", 1),
}


@pytest.fixture(scope="module")
def edited_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean build of the edited catalogue."""
    folder = tmp_path_factory.mktemp("edited")
    return build(write_catalogue(folder / "sops", {**LINKED, **EDITED}), folder / "out")


@pytest.mark.parametrize("point", POINTS)
def test_a_build_that_was_killed_is_finished_or_undone_by_the_next(
    linked_build: Path, edited_build: Path, tmp_path: Path, point: str
) -> None:
    root, out = copied(linked_build, tmp_path)
    write_catalogue(root, {**LINKED, **EDITED})
    with pytest.MonkeyPatch.context() as patch:
        POINTS[point](patch, out)
        killed(root, out)
    shutil.copytree(out, tmp_path / "lain")
    build(root, out)
    assert differing(out, edited_build) == set()
    # or the user takes the change back first
    (root / NEW).unlink()
    build(write_catalogue(root, LINKED), tmp_path / "lain")
    assert differing(tmp_path / "lain", linked_build) == set()


def test_what_is_half_published_is_told_by_the_manifest_that_is_not_new(
    linked_build: Path, tmp_path: Path
) -> None:
    root, out = copied(linked_build, tmp_path)
    write_catalogue(root, {**LINKED, **EDITED})
    with pytest.MonkeyPatch.context() as patch:
        die_while_publishing(patch, 4)
        killed(root, out)
    assert files(out)["manifest.json"] == files(linked_build)["manifest.json"]
    assert not list(out.glob(".new-*"))


def test_what_a_killed_build_left_to_publish_is_cleared_away(
    linked_build: Path, tmp_path: Path
) -> None:
    root, out = copied(linked_build, tmp_path)
    left = out / ".new-abc" / "sop"
    left.mkdir(parents=True)
    (left / "x.pdf").write_bytes(b"x")
    (out / "handbook.pdf").unlink()
    build(root, out)
    assert not list(out.glob(".new-*"))
    assert differing(out, linked_build) == set()


def test_what_a_killed_build_left_goes_also_when_there_is_nothing_to_do(
    linked_build: Path, tmp_path: Path
) -> None:
    root, out = copied(linked_build, tmp_path)
    left = out / ".new-abc" / "sop"
    left.mkdir(parents=True)
    with lock(OutputFolder(out), ".store"):  # it is a living build's
        assert "nothing has changed" in run_build(root, out).stderr
        assert left.exists()
    assert "nothing has changed" in run_build(root, out).stderr
    assert not left.parent.exists()
    assert differing(out, linked_build) == set()


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def replaced_by_a_link(path: Path) -> None:
    elsewhere = path.parents[2] / f"salinan-{path.name}"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


@pytest.mark.parametrize("harm", [changed, emptied, Path.unlink, replaced_by_a_link])
@pytest.mark.parametrize("name", ["handbook.pdf", "sop/K.1.1.1.2.pdf", "manifest.json"])
def test_an_output_that_is_not_as_it_was_made_is_restored(
    linked_build: Path, tmp_path: Path, name: str, harm: Callable[[Path], None]
) -> None:
    root, out = copied(linked_build, tmp_path / "folder")
    harm(out / name)
    result = run_build(root, out, "--explain")
    assert (result.exit_code, result.stdout) == (0, "")
    assert not (out / name).is_symlink()
    assert differing(out, linked_build) == set()


@pytest.mark.parametrize("text", ["", "{}", "[", '{"format": 1}', '{"format": 1, "keys": []}'])
def test_a_record_that_cannot_be_read_is_as_good_as_none(
    linked_build: Path, tmp_path: Path, text: str
) -> None:
    root, out = copied(linked_build, tmp_path)
    (out / ".store" / "record.json").write_text(text, encoding="utf-8")
    build(root, out)
    assert differing(out, linked_build) == set()
