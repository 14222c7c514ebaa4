"""Pages are set in the project's own fonts, whatever is imported first and wherever caches are."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from sopc.catalogue.form import TypefaceName
from sopc.render.page import PageEngine
from sopc.render.resources import FAMILIES
from tests.books import LINKED, fonts
from tests.catalogues import write_catalogue
from tests.conftest import REPOSITORY
from tests.publish.test_same_bytes import differing
from tests.running import build, process

_SEEN = """
import ctypes, json, os
import {first}
import sopc.render.page

class FontSet(ctypes.Structure):
    _fields_ = [
        ("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p))
    ]

library = ctypes.CDLL("libfontconfig.so.1")
library.FcConfigGetFonts.restype = ctypes.POINTER(FontSet)
library.FcPatternGetString.argtypes = [
    ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p
]
found = library.FcConfigGetFonts(None, 0).contents  # of the settings that are in use
names = []
for index in range(found.nfont):
    name = ctypes.c_char_p()
    library.FcPatternGetString(found.fonts[index], b"file", 0, ctypes.byref(name))
    names.append(os.path.basename(name.value.decode()))
print(json.dumps([sorted(names), os.environ["FONTCONFIG_FILE"]]))
"""
_ORDERS = [
    "sopc.render.page",
    "sopc.publish.renderer",
    "sopc.sign.making.stamp",
    "pyhanko.stamp, sopc.cli.main",
]


def seen(
    first: str, cwd: Path, environment: Mapping[str, str] | None = None
) -> tuple[list[str], str]:
    """The files of the fonts that the page engine has in a fresh process, and the settings file."""
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), **(environment or {})}
    env.pop("FONTCONFIG_FILE", None)
    command = [sys.executable, "-c", _SEEN.format(first=first)]
    done = subprocess.run(command, cwd=cwd, env=env, check=True, capture_output=True, text=True)
    names, settings = json.loads(done.stdout)
    return names, settings


@pytest.mark.parametrize("first", _ORDERS)
def test_no_order_of_imports_lets_other_fonts_in(tmp_path: Path, first: str) -> None:
    names, settings = seen(first, tmp_path)
    assert names == sorted(FAMILIES["Source Sans"].files.values())
    assert Path(settings).is_absolute()


@pytest.mark.parametrize(
    "variables",
    [
        {"XDG_CACHE_HOME": "cache"},
        {"XDG_CACHE_HOME": ""},
        {"XDG_CACHE_HOME": "", "HOME": "rumah"},
        {"XDG_CACHE_HOME": "/dev/null"},
        {"FONTCONFIG_SYSROOT": "/nonexistent"},
        {"FONTCONFIG_PATH": "/etc/fonts", "FONTCONFIG_FILE": "/etc/fonts/fonts.conf"},
    ],
    ids=str,
)
def test_no_variable_lets_other_fonts_in(tmp_path: Path, variables: dict[str, str]) -> None:
    names, settings = seen("sopc.render.page", tmp_path, variables)
    assert names == sorted(FAMILIES["Source Sans"].files.values())
    assert Path(settings).is_absolute()
    assert not (tmp_path / "cache").exists()


def test_where_caches_are_does_not_change_a_byte(linked_build: Path, tmp_path: Path) -> None:
    root, out = write_catalogue(tmp_path / "sops", LINKED), tmp_path / "out"
    elsewhere = {"XDG_CACHE_HOME": "cache", "HOME": "rumah", "FONTCONFIG_FILE": None}
    words = ("build", "--sops", root, "--out", out, "--jobs", "2")
    done = process(*words, cwd=tmp_path, environment=elsewhere)
    assert done.returncode == 0, done.stderr
    assert differing(out, linked_build) == set()


def map_drawn(root: Path, first: str) -> str:
    """The map of SOPs as a fresh process draws it that did something else first."""
    code = f"""
import sys
from pathlib import Path
from sopc.load.loader import load_catalogue
from sopc.render.relations import draw_relations, relations_dot
from sopc.render.resources import isolate_fonts
{first}
catalogue = load_catalogue(Path({str(root)!r})).catalogue
sys.stdout.write(draw_relations(relations_dot(catalogue), "Source Sans"))
"""
    env = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
    env["PYTHONPATH"] = str(REPOSITORY)
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout


def test_the_map_is_drawn_in_the_projects_fonts_by_itself(tmp_path: Path) -> None:
    write_catalogue(tmp_path, LINKED)
    assert map_drawn(tmp_path, "") == map_drawn(tmp_path, "isolate_fonts()")


def test_the_page_engine_is_imported_in_one_place() -> None:
    places = set()
    for path in (REPOSITORY / "sopc").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(name.partition(".")[0] == "weasyprint" for name in modules):
                places.add(path.relative_to(REPOSITORY).as_posix())
    assert places == {"sopc/render/engine.py"}


@pytest.fixture(scope="module")
def roboto(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a catalogue whose form is set in Roboto, and of its build."""
    folder = tmp_path_factory.mktemp("roboto")
    settings = LINKED["katalog.yaml"].replace("lampung-2020", "{huruf: Roboto}")
    write_catalogue(folder / "sops", {**LINKED, "katalog.yaml": settings})
    build(folder / "sops", folder / "build")
    return folder


@pytest.mark.parametrize("file", ["handbook.pdf", "volume/bidang.pdf", "sop/K.1.1.1.2.pdf"])
def test_a_book_is_set_in_one_family_each_face_once(roboto: Path, file: str) -> None:
    with pikepdf.open(roboto / "build" / file) as document:
        names = sorted(
            str(font.BaseFont).partition("+")[2]
            for font in fonts(document)
            if font.Subtype == "/Type0"
        )
    assert names == sorted(set(names))
    assert set(names) <= {"Roboto-Regular", "Roboto-Bold", "Roboto-Italic", "Roboto-BoldItalic"}
    assert {"Roboto-Regular", "Roboto-Bold"} <= set(names)


def test_drawings_by_themselves_name_the_family_of_the_form(roboto: Path) -> None:
    flowchart = (roboto / "build/flowchart/K.1.1.1.1.svg").read_text(encoding="utf-8")
    assert "font-family:'Roboto',Arial,sans-serif" in flowchart
    relations = (roboto / "build/relations.svg").read_text(encoding="utf-8")
    assert set(re.findall('font-family="([^"]*)"', relations)) == {"Roboto"}


def test_another_family_gives_the_same_bytes_in_another_process(
    roboto: Path, tmp_path: Path
) -> None:
    words = ("build", "--sops", roboto / "sops", "--out", tmp_path / "out", "--jobs", "2")
    done = process(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert differing(tmp_path / "out", roboto / "build") == set()


def test_a_build_in_another_family_prints_everything_anew(roboto: Path, tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", LINKED)
    out = build(root, tmp_path / "out")
    settings = LINKED["katalog.yaml"].replace("lampung-2020", "{huruf: Roboto}")
    (root / "katalog.yaml").write_text(settings, encoding="utf-8")
    assert differing(build(root, out), roboto / "build") == set()


@pytest.mark.parametrize("typeface", FAMILIES)
def test_a_letter_that_a_family_lacks_is_taken_from_no_other(typeface: TypefaceName) -> None:
    """Whatever the process printed before: ``→`` is lacking in Roboto, ``⁂`` in Source Sans."""
    styles = "<p>a</p><p><b>a → ⁂</b></p><p><i>a → ⁂</i></p><p><b><i>a</i></b></p>"
    for each in (*FAMILIES, typeface):
        laid_out = PageEngine("", {}, each).lay_out(styles)
    with pikepdf.open(BytesIO(laid_out.pdf())) as document:
        names = {str(f.BaseFont).partition("+")[2] for f in fonts(document) if "/ToUnicode" in f}
    assert names == set(FAMILIES[typeface].files)
