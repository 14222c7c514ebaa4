"""LNK015 where it looks: the logo and what lies beside own templates, as much as can be held."""

from pathlib import Path

import pytest

from sopc import pipeline
from sopc.check.links import picture
from sopc.limits import PICTURE
from tests.catalogues import FIRST, KATALOG, SOP, TODAY, own_templates, write_catalogue
from tests.pictures import PNG, SVG, png
from tests.running import sopc

BAD = png(sum_off=1)


def found(root: Path) -> list[tuple[str, str]]:
    return [
        (Path(each.place.file).relative_to(root).as_posix(), each.message)
        for each in pipeline.check(root, TODAY).diagnostics
        if each.code == "LNK015"
    ]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    settings = KATALOG.replace("Kota Contoh}", "Kota Contoh, logo: gambar/logo.png}")
    root = write_catalogue(tmp_path / "sops", {"katalog.yaml": settings, FIRST: SOP})
    (root / "gambar").mkdir()
    (root / "gambar" / "logo.png").write_bytes(PNG)
    return root


def test_what_is_printed_is_examined_and_nothing_else(root: Path) -> None:
    (root / "gambar" / "lain.png").write_bytes(BAD)
    assert found(root) == []
    (root / "templates").mkdir()
    (root / "templates" / "cap.png").write_bytes(BAD)
    assert found(root) == []  # katalog.yaml does not say that they are printed
    (root / "gambar" / "logo.png").write_bytes(BAD)
    assert found(root) == [("gambar/logo.png", "this picture cannot be printed: it is damaged")]


def test_what_lies_beside_own_templates_is_examined(root: Path) -> None:
    folder = own_templates(root)
    (folder / "cap").mkdir()
    (folder / ".lama").mkdir()
    for name in ("a.PNG", "cap/b.png", ".c.png", ".lama/d.png", "e.txt"):
        (folder / name).write_bytes(BAD)
    (folder / "f.png").symlink_to("a.PNG")
    (folder / "g.svg").write_bytes(SVG)
    assert [name for name, _ in found(root)] == ["templates/a.PNG", "templates/cap/b.png"]


def test_a_logo_that_is_no_picture_is_told_once(root: Path) -> None:
    (root / "gambar" / "logo.png").write_bytes(b"x")
    codes = [each.code for each in pipeline.check(root, TODAY).diagnostics]
    assert [code for code in codes if code.startswith("LNK")] == ["LNK010"]


def test_a_large_picture_is_not_read(root: Path) -> None:
    folder = own_templates(root)
    with (folder / "cap.png").open("wb") as file:
        file.truncate(PICTURE + 1)
    assert found(root) == [
        ("templates/cap.png", "this picture cannot be printed: it is larger than 8 MiB")
    ]


@pytest.mark.parametrize(("name", "most"), [("MATERIALS", len(PNG) + 1), ("PIXELS_TOGETHER", 5)])
def test_all_together_are_no_more_than_a_build_can_hold(
    root: Path, name: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = own_templates(root)
    (folder / "a.png").write_bytes(PNG)
    assert found(root) == []
    (folder / "b.png").write_bytes(BAD)  # which nobody looks at any more
    monkeypatch.setattr(picture, name, most)
    ((file, message),) = found(root)
    assert file == "katalog.yaml"
    assert "together" in message


@pytest.mark.parametrize("command", ["check", "build", "flowchart"])
def test_every_command_refuses_it_alike(root: Path, command: str) -> None:
    (root / "gambar" / "logo.png").write_bytes(BAD)
    more: dict[str, tuple[str | Path, ...]] = {
        "check": (),
        "build": ("--out", root.parent / "out"),
        "flowchart": ("K.1.1.1.1", "-o", root.parent / "a.svg"),
    }
    result = sopc(command, "--sops", root, *more[command])
    assert result.exit_code == 1
    assert f"{root / 'gambar/logo.png'}:1:1: error LNK015" in result.output
    assert "PNG" not in result.output  # no lines of a picture are shown
    assert not (root.parent / "out").exists()
