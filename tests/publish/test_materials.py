"""An agency's own templates and pictures: used when they are sound, named when they are not."""

import os
from pathlib import Path

import pytest
from click.testing import Result

from sopc.diagnostics import SopcError
from sopc.limits import PICTURE, TEMPLATE
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder
from tests.books import text_of
from tests.catalogues import FIRST, KATALOG, SOP, own_templates, write_catalogue
from tests.pictures import PNG, png
from tests.running import build, files, process, run_build, sopc, unprinted

ONE = "K.1.1.1.1"


def with_templates(root: Path, **templates: bytes) -> Path:
    """A catalogue with its own templates; ``__`` in a name stands for a dot."""
    write_catalogue(root)
    own_templates(root)
    for name, data in templates.items():
        (root / "templates" / name.replace("__", ".")).write_bytes(data)
    return root


def with_logo(root: Path, logo: str, data: bytes) -> Path:
    settings = KATALOG.replace("Kota Contoh}", f"Kota Contoh, logo: {logo}}}")
    write_catalogue(root, {FIRST: SOP, "katalog.yaml": settings})
    (root / logo).write_bytes(data)
    return root


def only(root: Path) -> Result:
    """A build of the one SOP; nothing half done is left of one that fails."""
    out = root.parent / "out"
    result = run_build(root, out, "--only", ONE)
    assert result.exit_code == 0 or files(out) == {}
    return result


def refused(root: Path) -> str:
    result = only(root)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    return line


def faulty(root: Path) -> str:
    """What a build says of a catalogue that has errors, after printing nothing."""
    result = only(root)
    assert result.exit_code == 1
    return result.stderr


def not_printed(root: Path) -> str:
    return unprinted(only(root)).partition(" error ")[2]


def test_own_templates_take_the_place_of_the_usual_ones(tmp_path: Path) -> None:
    own = b"{% extends 'base.html.j2' %}{% block body %}<p>Halaman kami</p>{% endblock %}"
    root = with_templates(tmp_path / "sops", unit__html__j2=own)
    pages = text_of(build(root, tmp_path / "out") / "handbook.pdf")
    assert sum("Halaman kami" in page for page in pages) == 2
    assert any("MENERIMA SURAT" in page for page in pages)


def test_templates_that_katalog_yaml_does_not_speak_of_are_not_used(
    small_build: Path, tmp_path: Path
) -> None:
    """Neither templates nor the style sheet nor pictures: not even to be found faulty."""
    root = write_catalogue(tmp_path / "sops")
    (root / "templates").mkdir()
    for name in ("unit.html.j2", "sop.html.j2", "print.css", "cap.svg"):
        (root / "templates" / name).write_text("{{ nope }}", encoding="utf-8")
    changed = files(build(root, tmp_path / "out")).items() - files(small_build).items()
    assert {name for name, _ in changed} == {"manifest.json"}
    assert "FRM003" in sopc("check", "--sops", root).stdout


def test_own_templates_may_show_their_own_pictures(tmp_path: Path) -> None:
    own = b"{% extends 'base.html.j2' %}{% block body %}<img src='cap.png' alt='Cap'>{% endblock %}"
    root = with_templates(tmp_path / "sops", sop__html__j2=own, cap__png=PNG)
    assert only(root).exit_code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"{{ 1 / 0 }}", "division by zero"),
        (b"{{ sop.title.nope() }}", "has no attribute 'nope'"),
        (b"{% include 'sop.html.j2' %}", "recursion"),
        (b"{% include 'tidak-ada.j2' %}", "tidak-ada.j2"),
        (b"{{ 'x' * 10 ** 12 }}", ""),
        (b"{{ ().__class__.__bases__ }}", "unsafe"),
        (b"{% for %}", "Expected"),
    ],
)
def test_a_template_that_fails_is_named(tmp_path: Path, text: bytes, words: str) -> None:
    said = not_printed(with_templates(tmp_path / "sops", sop__html__j2=text))
    assert said.startswith("CTK003: the template sop.html.j2:1 ")
    assert words in said


@pytest.mark.parametrize("name", ["print.css", "sop.html.j2"])
def test_a_template_that_is_not_utf_8_is_named(tmp_path: Path, name: str) -> None:
    root = with_templates(tmp_path / "sops", **{name.replace(".", "__"): b"\xff\xfe"})
    path = root / "templates" / name
    assert refused(root) == f"sopc: the template `{path}` is not UTF-8 text"


def test_a_template_that_is_too_large_is_named(tmp_path: Path) -> None:
    root = with_templates(tmp_path / "sops", sop__html__j2=b" " * (TEMPLATE + 1))
    assert "sop.html.j2`: it is larger than 1 MiB" in refused(root)


@pytest.mark.parametrize(
    ("name", "data", "asked"),
    [
        ("sop__html__j2", b"<img src='tidak-ada.png'>", "tidak-ada.png"),
        ("sop__html__j2", b"<img src='http://127.0.0.1:9/x.png'>", "http://127.0.0.1:9/x.png"),
        ("sop__html__j2", b"<img src='file:///etc/hostname'>", "file:///etc/hostname"),
        ("sop__html__j2", b"<img src='../../rahasia.png'>", "rahasia.png"),
        ("sop__html__j2", b"<img src='data:image/png;base64,AAAA'>", "data:image/png"),
        ("sop__html__j2", b"<link rel=stylesheet href='lain.css'>", "lain.css"),
        ("print__css", b"body { background: url(latar.png) }", "latar.png"),
        ("print__css", b"@import 'http://127.0.0.1:9/x.css';", "http://127.0.0.1:9/x.css"),
        ("print__css", b"@font-face { font-family: X; src: url(x.otf) }", "x.otf"),
    ],
)
def test_what_a_template_may_not_have_is_named(
    tmp_path: Path, name: str, data: bytes, asked: str
) -> None:
    said = not_printed(with_templates(tmp_path / "sops", **{name: data}))
    assert asked in said
    assert said.endswith("which is not in the catalogue")


@pytest.mark.parametrize(
    "inside",
    [
        b'<image href="http://127.0.0.1:9/x.png" width="9" height="9"/>',
        b'<image href="file:///etc/hostname" width="9" height="9"/>',
    ],
)
def test_what_a_logo_may_not_have_is_named(tmp_path: Path, inside: bytes) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">' + inside + b"</svg>"
    root = with_logo(tmp_path / "sops", "logo.svg", svg)
    assert f"{root / 'logo.svg'}:1:62: error LNK015" in faulty(root)


@pytest.mark.parametrize(
    ("logo", "data"),
    [
        ("logo.png", png(sum_off=1)),
        ("logo.png", PNG[:33] + PNG[-12:]),
        ("logo.png", png(size=3)),
        ("logo.jpg", b"\xff\xd8\xff\xe0" + bytes(20) + b"\xff\xd9"),
    ],
    ids=["checksum", "no data", "too little data", "no picture"],
)
def test_a_picture_that_is_broken_within_is_named(tmp_path: Path, logo: str, data: bytes) -> None:
    root = with_logo(tmp_path / "sops", logo, data)
    assert f"{root / logo}:1:1: error LNK015" in faulty(root)


@pytest.mark.parametrize("within", [b"<g>", b'<style>@import "http://127.0.0.1:9/x";</style>'])
def test_a_drawing_that_is_broken_within_is_named(tmp_path: Path, within: bytes) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg">' + within + b"</svg>"
    root = with_logo(tmp_path / "sops", "logo.svg", svg)
    assert f"{root / 'logo.svg'}:1:" in faulty(root)


def test_a_picture_that_is_too_large_is_named(tmp_path: Path) -> None:
    root = with_templates(tmp_path / "sops", cap__png=PNG + bytes(PICTURE))
    assert "LNK015: this picture cannot be printed: it is larger than 8 MiB" in faulty(root)


def test_pipes_and_links_are_not_read(tmp_path: Path) -> None:
    root = with_templates(tmp_path / "sops")
    os.mkfifo(root / "templates" / "print.css")
    os.mkfifo(root / "templates" / "cap.png")
    (root / "templates" / "sop.html.j2").symlink_to("/dev/zero")
    assert only(root).exit_code == 0


def test_a_pipe_for_a_logo_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "logo.png")
    with pytest.raises(SopcError, match=r"logo\.png`: this is no file"):
        read_materials(tmp_path, "logo.png", template_folder(), "Source Sans")


@pytest.mark.parametrize("home", [None, "/nirgends/tidak-ada"])
def test_no_home_is_needed(small_build: Path, tmp_path: Path, home: str | None) -> None:
    root, out = write_catalogue(tmp_path / "sops"), tmp_path / "out"
    words = ("build", "--sops", root, "--out", out, "--only", ONE)
    without = {"HOME": home, "XDG_CACHE_HOME": None, "TMPDIR": str(tmp_path)}
    done = process(*words, environment=without)
    assert done.returncode == 0, done.stderr
    name = f"sop/{ONE}.pdf"
    assert files(out)[name] == files(small_build)[name]
    assert list(tmp_path.glob("sopc-*")) == []


def test_a_home_that_cannot_be_written_is_done_without(small_build: Path, tmp_path: Path) -> None:
    root, out = write_catalogue(tmp_path / "sops"), tmp_path / "out"
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    words = ("build", "--sops", root, "--out", out, "--only", ONE)
    cache = str(tmp_path / "berkas" / "cache")
    done = process(*words, environment={"XDG_CACHE_HOME": cache, "TMPDIR": str(tmp_path)})
    assert done.returncode == 0, done.stderr
    assert files(out)[f"sop/{ONE}.pdf"] == files(small_build)[f"sop/{ONE}.pdf"]
    assert list(tmp_path.glob("sopc-*")) == []
