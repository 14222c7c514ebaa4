"""The logo: a picture itself, in the catalogue's folder, and whole."""

import os
from pathlib import Path

import pytest

from sopc import pipeline
from tests.catalogues import STRICT, TODAY, write_catalogue

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + bytes(20) + b"\xff\xd9"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'


def wrong(root: Path, logo: str) -> str:
    """What is said of a logo; nothing when it is right."""
    katalog = STRICT.replace("Kota Contoh}", f"Kota Contoh, logo: {logo}}}")
    found = pipeline.check(write_catalogue(root, {"katalog.yaml": katalog}), TODAY).diagnostics
    return " ".join(each.message for each in found if each.code == "LNK010")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.png", PNG),
        ("logo.PNG", PNG),
        ("logo.jpg", JPEG),
        ("gambar/logo.jpeg", JPEG),
        ("logo.svg", SVG),
        ("logo.svg", b"\xef\xbb\xbf\n" + SVG),
    ],
)
def test_a_picture_is_a_logo(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(data)
    assert wrong(tmp_path, name) == ""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.png", JPEG),
        ("logo.png", PNG[:40]),
        ("logo.png", b"\x89PNG"),
        ("logo.jpg", PNG),
        ("logo.jpg", JPEG[:-2]),
        ("logo.svg", b"<html></html>"),
        ("logo.svg", b""),
    ],
)
def test_a_file_that_is_no_whole_picture_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert "cannot be read as a picture" in wrong(tmp_path, name)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "logo.png")
    assert "there is no picture" in wrong(tmp_path, "logo.png")


@pytest.mark.parametrize("logo", ["../logo.png", "gambar/../../sops/logo.png"])
def test_a_picture_elsewhere_is_refused(tmp_path: Path, logo: str) -> None:
    root = tmp_path / "sops"
    (root / "gambar").mkdir(parents=True)
    for folder in (tmp_path, root):
        (folder / "logo.png").write_bytes(PNG)
    assert "no file in the catalogue's folder" in wrong(root, logo)


@pytest.mark.parametrize("target", ["asli.png", "/dev/zero", "logo.png"])
def test_a_link_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "asli.png").write_bytes(PNG)
    (tmp_path / "logo.png").symlink_to(target)
    assert wrong(tmp_path, "logo.png") != ""


def test_a_catalogue_behind_a_link_has_its_logo(tmp_path: Path) -> None:
    (tmp_path / "asli").mkdir()
    (tmp_path / "asli" / "logo.png").write_bytes(PNG)
    (tmp_path / "sops").symlink_to("asli")
    assert wrong(tmp_path / "sops", "logo.png") == ""


@pytest.mark.parametrize("name", ["{}", "/{}", "{}/../x.png", "C:x.png", "C:/x.png", "//a/b/x.png"])
def test_a_picture_of_the_machine_is_not_printed(tmp_path: Path, name: str) -> None:
    """Such as a scanned signature in another folder: whoever writes a catalogue may not take it."""
    elsewhere = tmp_path / "milik" / "x.png"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(PNG)
    said = wrong(tmp_path / "sops", f"'{name.replace('{}', str(elsewhere))}'")
    assert "is no file in the catalogue's folder" in said


def test_the_folder_may_be_named_from_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--sops ../x``: what leads up is the way to the catalogue, not to its logo."""
    (tmp_path / "sops").mkdir()
    (tmp_path / "sops" / "logo.png").write_bytes(PNG)
    monkeypatch.chdir(tmp_path / "sops")
    assert wrong(Path("../sops"), "logo.png") == ""
    assert wrong(Path("../sops"), "../sops/logo.png") != ""
