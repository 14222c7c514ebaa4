"""docs/forms.md: what it says to write is sound, and it names every key that there is."""

import re
from pathlib import Path

import pytest
from PIL import Image

from sopc import pipeline
from sopc.catalogue.form import BOXES, COLUMNS, ROWS, Form
from sopc.load.forms import shipped_forms
from tests.catalogues import FIRST, KATALOG, SOP, TODAY, write_catalogue
from tests.conftest import REPOSITORY
from tests.forms.__main__ import PAGES

DOCUMENT = (REPOSITORY / "docs" / "forms.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
_LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt"></svg>'
_BARE = KATALOG.replace("formulir: lampung-2020\n", "")


def settings_with(block: str) -> str:
    """katalog.yaml with some lines in place of its own."""
    own = _BARE.split("\n", 1)[1] if block.startswith("instansi:") else _BARE
    return own + block


@pytest.mark.parametrize("index", range(len(BLOCKS)))
def test_what_it_says_to_write_is_sound(tmp_path: Path, index: int) -> None:
    block = BLOCKS[index]
    of_sop = block.startswith("# SOP\n")
    settings = settings_with(BLOCKS[index - 1] if of_sop else block)
    files = {"katalog.yaml": settings, "logo.svg": _LOGO, FIRST: SOP + (block if of_sop else "")}
    checked = pipeline.check(write_catalogue(tmp_path, files), TODAY)
    # the SOP is in Indonesian and has a legal basis: an English form tells so
    expected = {"FRM002", "MTB002"} if "iso-9001-en" in block else set()
    assert {one.code for one in checked.diagnostics} == expected
    assert checked.is_sound


def test_it_names_every_key_of_a_form_and_every_row_box_and_column() -> None:
    _, table = DOCUMENT.split("## All keys")
    listed = set(re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE))
    assert listed == {field.alias for field in Form.model_fields.values()}
    words = set(re.findall("[a-z_]+", table))
    assert {*ROWS, *BOXES, *COLUMNS} <= words
    for part in ("cover", "identity", "chart", "signature", "foot", "times"):
        model = Form.model_fields[part].annotation
        assert model is not None
        assert {field.alias for field in model.model_fields.values()} - words <= {
            "menit", "jam", "hari", "minggu", "bulan"
        }  # fmt: skip


def test_every_form_that_comes_with_the_program_is_shown() -> None:
    shown = re.findall(r"^!\[([^]]+)\]\((.+)\)$", DOCUMENT, re.MULTILINE)
    assert {name for name, _ in shown} == set(shipped_forms()) == set(PAGES)
    for name, path in shown:
        assert path == f"forms/{name}.png"
        with Image.open(REPOSITORY / "docs" / path) as picture:
            assert picture.width > 1000
