"""Whatever is lost, changed or broken off: the next command leaves what a clean build leaves."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from sopc.entered_folder import EnteredFolder
from sopc.folder import OutputFolder
from sopc.transaction.lock import lock
from tests.books import LINKED, OTHER, numbered
from tests.catalogues import FIRST, write_catalogue
from tests.publish.test_same_bytes import RETIRED, copied, differing
from tests.running import build, files, run_build, sopc
from tests.struck_folders import Fault, Killed, striking

NEW = "bidang/K.1.2.1.3.yaml"
EDITED = {
    FIRST: LINKED[FIRST].replace("Menerima Surat", "Lain"),
    OTHER: RETIRED,
    NEW: numbered("K.1.2.1.3", "Baru"),
}
"""A changed SOP, one less, one more."""


@pytest.fixture(scope="module")
def edited_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean build of the edited catalogue."""
    folder = tmp_path_factory.mktemp("edited")
    return build(write_catalogue(folder / "sops", {**LINKED, **EDITED}), folder / "out")


@pytest.fixture(scope="module")
def begun(linked_build: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The edited catalogue, and the outputs of a build of it that was killed in their midst."""
    root, out = copied(linked_build, tmp_path_factory.mktemp("begun"))
    write_catalogue(root, {**LINKED, **EDITED})
    with striking(Fault(3, of="link")), pytest.raises(Killed):  # files are linked to be kept
        run_build(root, out)
    assert not (out / "manifest.json").exists()
    assert differing(out, linked_build) > {"manifest.json"}
    return root, out


def in_a_copy(begun: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    shutil.copytree(begun[0], tmp_path / "sops")
    shutil.copytree(begun[1], tmp_path / "out")
    return tmp_path / "sops", tmp_path / "out"


COMMANDS: dict[str, Callable[[Path, Path], tuple[str | Path, ...]]] = {
    "build": lambda root, out: ("build", "--sops", root, "--out", out, "--jobs", "1"),
    "check": lambda root, out: ("check", "--sops", root, "--out", out),
    "flowchart": lambda root, out: (
        *("flowchart", "K.1.1.1.1", "--sops", root, "--out", out, "-o", root.parent / "x.dot"),
    ),
    "verify": lambda root, out: (
        *("verify", out / "manifest.json", "--sops", root, "--trust", root / "katalog.yaml"),
    ),
    "sign": lambda root, out: (
        *("sign", out / "sop" / "K.1.1.1.1.pdf", "--sops", root, "--key", root / "katalog.yaml"),
    ),
    "sign elsewhere": lambda root, out: (
        *("sign", root / "katalog.yaml", "--sops", root, "--key", root / "katalog.yaml"),
        *("--out", out),
    ),
}
"""Every command that has to do with outputs, whatever it says of these files otherwise."""


@pytest.mark.parametrize("command", COMMANDS)
def test_any_command_finishes_first_what_a_killed_build_began(
    begun: tuple[Path, Path], edited_build: Path, tmp_path: Path, command: str
) -> None:
    root, out = in_a_copy(begun, tmp_path)
    assert "does not exist" not in sopc(*COMMANDS[command](root, out)).stderr
    assert differing(out, edited_build) == set()
    assert "nothing has changed" in run_build(root, out).stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_living_build_is_at_is_left_to_it(
    begun: tuple[Path, Path], tmp_path: Path, command: str
) -> None:
    root, out = in_a_copy(begun, tmp_path)
    before = files(out)
    with lock(OutputFolder(out), ".store"):
        result = sopc(*COMMANDS[command](root, out))
    is_said = f"another build is writing to `{out}`" in result.stderr
    assert is_said == (command not in ("check", "flowchart"))
    assert result.exit_code == (2 if is_said else 0)
    assert files(out) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_where_nothing_can_be_finished_that_is_said(
    begun: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    root, out = in_a_copy(begun, tmp_path)
    before = files(out)
    monkeypatch.setattr(EnteredFolder, "open_or_create", read_only)
    result = sopc(*COMMANDS[command](root, out))
    assert f"ended while it changed `{out}`" in result.stderr
    assert "Read-only file system" in result.stderr
    assert result.exit_code == (0 if command in ("check", "flowchart") else 2)
    assert files(out) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_what_cannot_be_read_is_not_waited_for_beside_a_whole_book(
    linked_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """As what another user's build left: while it changed files there was no manifest."""
    root, out = copied(linked_build, tmp_path)
    left = out / ".new-lain"
    left.mkdir()
    (left / "journal").write_bytes(b"{}")
    real = EnteredFolder.open

    def closed(level: EnteredFolder, name: str) -> BinaryIO:
        if name == "journal":
            raise PermissionError(13, "Permission denied", str(level.path / name))
        return real(level, name)

    monkeypatch.setattr(EnteredFolder, "open", closed)
    result = sopc(*COMMANDS[command](root, out))
    assert "ended while it changed" not in result.stderr
    assert "Permission denied" not in result.stderr
    assert differing(out, linked_build) <= {".new-lain/journal"}


def test_what_bears_no_seal_of_ours_is_not_gone_on_with(
    begun: tuple[Path, Path], edited_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder may come from anywhere; what is there has no manifest, and is made anew."""
    root, out = in_a_copy(begun, tmp_path)
    before = files(out)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "lain"))
    for command in ("check", "flowchart", "verify"):
        sopc(*COMMANDS[command](root, out))
        assert files(out) == before
    build(root, out)
    assert not list(out.glob(".new-*"))
    assert not differing(out, edited_build)


def test_what_was_to_go_goes_also_when_the_key_was_lost(
    linked_build: Path, edited_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing lists it any more, but for the manifest that the killed build took away."""
    root, out = copied(linked_build, tmp_path)
    write_catalogue(root, {**LINKED, **EDITED})
    with striking(Fault(1, of="link")), pytest.raises(Killed):  # all that goes is gone by then
        run_build(root, out)
    for name in ("sop/K.1.2.1.1.pdf", "flowchart/K.1.2.1.1.svg"):  # as if killed before that
        shutil.copy(linked_build / name, out / name)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "lain"))
    build(root, out)
    assert not differing(out, edited_build)


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
    (out / ".store" / ".new-abc").write_bytes(b"x")
    with lock(OutputFolder(out), ".store"):  # it is a living build's
        assert "nothing has changed" in run_build(root, out).stderr
        assert left.exists()
    assert "nothing has changed" in run_build(root, out).stderr
    assert not list(out.rglob(".new-*"))
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
