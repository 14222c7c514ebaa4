"""Builds that cannot be: told in a sentence, with nothing half-written and no traceback."""

import re
from pathlib import Path

import pytest
from click.testing import Result

from tests.catalogues import FIRST, KATALOG, SOP, own_templates, write_catalogue
from tests.running import files, run_build, unprinted


def build(root: Path, *more: str) -> Result:
    result = run_build(root, root.parent / "out", *more)
    assert files(root.parent / "out") == {}
    return result


def test_a_step_whose_symbols_are_taller_than_a_page(tmp_path: Path) -> None:
    """As the manual shows it."""
    parts = ", ".join(["{pelaksana: staf}", "{pelaksana: kepala}"] * 25)
    tall = SOP + f"  - {{uraian: Memaraf surat, rangkaian: [{parts}]}}\n"
    result = build(write_catalogue(tmp_path / "sops", {FIRST: tall}))
    assert result.exit_code == 1
    told = rf"{FIRST}:11:5: error CTK001: .*step 4 .*taller than a page"
    assert re.search(told, result.stderr)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("unit.html.j2", "{% if %}", "unit.html.j2:1 cannot be used"),
        ("unit.html.j2", "{{ nope }}", "'nope' is undefined"),
        ("unit.html.j2", "{{ cycler.__init__.__globals__ }}", "unsafe"),
        ("chart.html.j2", "<p>x</p>", "chart.html.j2 gives nothing the id `row-1`"),
        ("print.css", "@import url(http://127.0.0.1:9/x.css);", "not in the catalogue"),
    ],
)
def test_a_faulty_template(tmp_path: Path, name: str, text: str, words: str) -> None:
    root = write_catalogue(tmp_path / "sops")
    own_templates(root)
    (root / "templates" / name).write_text(text, encoding="utf-8")
    result = run_build(root, tmp_path / "out")
    assert words in unprinted(result)
    assert "handbook.pdf" not in files(tmp_path / "out")


def test_a_logo_that_is_not_there(tmp_path: Path) -> None:
    katalog = KATALOG.replace("Kota Contoh}", "Kota Contoh, logo: logo.png}")
    result = build(write_catalogue(tmp_path / "sops", {FIRST: SOP, "katalog.yaml": katalog}))
    assert (result.exit_code, "LNK010" in result.stderr) == (1, True)


def test_only_an_sop_without_pages(tmp_path: Path) -> None:
    unwritten = "nomor: K.1.1.1.2\nnama: X\nstatus: belum-disusun\n"
    files = {FIRST: SOP, "sekretariat/umum/K.1.1.1.2.yaml": unwritten}
    result = build(write_catalogue(tmp_path / "sops", files), "--only", "K.1.1.1.2")
    assert result.exit_code == 2
    assert "its status is belum-disusun" in result.stderr
