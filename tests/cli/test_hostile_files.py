"""Files of any size and kind in a catalogue cost a command neither time, memory nor a traceback."""

import os
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.limits import MATERIALS, MIB, PICTURE, SOURCE
from sopc.publish.inputs import UNREAD, input_digests, take_inputs
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder
from tests.catalogues import FIRST, SOP, own_templates, write_catalogue
from tests.repositories import commit, write_history
from tests.running import sopc


def sparse(path: Path, size: int = 1 << 40) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)


@contextmanager
def cheap(most: int) -> Iterator[None]:
    """Holds that no more bytes than this are taken at a time."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_huge_sop(tmp_path: Path, command: str) -> None:
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP})
    sparse(root / FIRST)
    more = ("--out", tmp_path / "out") if command == "build" else ()
    with cheap(100 * MIB):
        result = sopc(command, "--sops", root, *more)
    assert result.exit_code == 1
    assert "YML002: file is larger than 1024 KiB" in result.output


def test_huge_pictures_that_no_page_uses_are_not_read(tmp_path: Path) -> None:
    root, out = write_catalogue(tmp_path / "sops", {FIRST: SOP}), tmp_path / "out"
    sparse(root / "foto.png")
    (root / "denah.png").write_bytes(bytes(PICTURE))
    with cheap(PICTURE + 20 * MIB):
        inputs = take_inputs(root, out)
    assert inputs.files["sops/foto.png"] == UNREAD
    assert len(inputs.files["sops/denah.png"]) == 64
    assert input_digests(root, out) == inputs.files  # so that what is built can be signed


def test_a_huge_picture_that_nothing_uses_makes_no_commit_differ(tmp_path: Path) -> None:
    root = write_history(tmp_path / "sops", {FIRST: SOP})
    sparse(root / "foto.png", PICTURE + 1)
    commit(root)
    assert take_inputs(root, tmp_path / "out").dirty is False


def test_many_large_pictures_beside_templates(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP})
    folder = own_templates(root)
    for each in range(MATERIALS // PICTURE + 20):
        sparse(folder / f"{each}.png", PICTURE)
    with (
        cheap(MATERIALS + 2 * PICTURE),
        pytest.raises(SopcError, match="more than 32 MiB together"),
    ):
        read_materials(root, None, template_folder(), "Source Sans", with_own=True)


@pytest.mark.parametrize(
    "make", [os.mkfifo, Path.mkdir, sparse, lambda path: path.symlink_to("/dev/zero")]
)
def test_an_odd_source_document(tmp_path: Path, make: Callable[[Path], object]) -> None:
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP})
    make(tmp_path / "naskah.md")
    with cheap(SOURCE + 50 * MIB):
        result = sopc("check", "--sops", root, "--source", tmp_path / "naskah.md")
    assert result.exit_code == 2
    assert "naskah.md" in result.stderr


@pytest.mark.parametrize("make", [os.mkfifo, sparse, lambda path: path.symlink_to("/dev/full")])
def test_what_stands_in_the_place_of_a_drawing_is_replaced(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP})
    make(tmp_path / "bagan.dot")
    result = sopc("flowchart", "K.1.1.1.1", "--sops", root, "-o", tmp_path / "bagan.dot")
    assert result.exit_code == 0
    assert (tmp_path / "bagan.dot").read_text(encoding="utf-8").startswith("// Flowchart")
    assert not (tmp_path / "bagan.dot").is_symlink()
