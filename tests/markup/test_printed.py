"""Marks on paper: what the README and the editor's guide promise of them, in a finished PDF."""

import re
from pathlib import Path

import pikepdf
import pytest
import yaml

from sopc.markup.words import as_words
from sopc.render.marked import block_html
from tests.books import fonts, text_of
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.conftest import REPOSITORY
from tests.markup.test_everywhere import addresses
from tests.running import build

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
GUIDE = (REPOSITORY / "docs" / "editors-guide.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def example(text: str, key: str) -> str:
    """The YAML that begins with a key."""
    (found,) = (block for block in _BLOCK.findall(text) if block.lstrip().startswith(f"{key}:"))
    return str(found)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SOP with the examples of both documents."""
    inputs = example(README, "kelengkapan")
    numbers = "keterangan: |\n  4. empat\n  5. lima\n  10. sepuluh\n"
    first = SOP.index("  - {uraian: Menerima surat")
    step = "  - uraian: Menerima\n    kode: menerima\n    pelaksana: staf\n" + inputs
    step += "".join(f"    {line}\n" for line in numbers.splitlines())
    sop = SOP[:first] + step + SOP[SOP.index("  - {uraian: Memeriksa") :]
    sop += example(GUIDE, "peringatan")
    root = write_catalogue(tmp_path_factory.mktemp("printed"), {FIRST: sop})
    return build(root, root.parent / "out-printed") / "sop" / "K.1.1.1.1.pdf"


def test_lists_are_printed_in_their_order_with_the_numbers_that_are_written(pdf: Path) -> None:
    text = " ".join(text_of(pdf))
    assert "Berkas hardcopy, terdiri dari: 1. Formulir dari portal 2. Kartu identitas:" in text
    assert "- KTP, atau - SIM" in text
    assert "4. empat 5. lima 10. sepuluh" in text
    assert (
        "Bila berkas tidak lengkap: - permohonan dikembalikan, - waktu layanan (service level) "
        "tidak dihitung." in text
    )


def test_links_are_live_and_foreign_words_are_in_italics(pdf: Path) -> None:
    assert "https://portal.example.go.id" in addresses(pdf)
    with pikepdf.open(pdf) as document:
        faces = {str(font.get("/BaseFont")).partition("+")[2] for font in fonts(document)}
    assert "SourceSansPro-It" in faces


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("`*hardcopy*`", "<em>hardcopy</em>"),
        ("`di*scan*`", "di<em>scan</em>"),
        ("`*file*nya`", "<em>file</em>nya"),
        ("`5 * 3`", "5 * 3"),
        ("`(*)`", "(*)"),
        ("`Nama*`", "Nama*"),
        ("`\\*`", "*"),
        (
            "`[portal](https://portal.example.go.id)`",
            '<a href="https://portal.example.go.id">portal</a>',
        ),
        (
            "`https://portal.example.go.id`",
            '<a href="https://portal.example.go.id">https://portal.example.go.id</a>',
        ),
        (
            "`<mailto:arsip@example.go.id>`",
            '<a href="mailto:arsip@example.go.id">arsip@example.go.id</a>',
        ),
        ("`\\https://contoh.go.id`", "https://contoh.go.id"),
        ("`\\- 5 °C`", "- 5 °C"),
        ("`31\\. Desember`", "31. Desember"),
        ("`1. Undang-Undang`", "1. Undang-Undang"),
    ],
)
def test_what_the_guide_says_to_write_is_printed_so(written: str, html: str) -> None:
    assert written in GUIDE
    assert block_html(as_words(written.strip("`"))) == html


@pytest.mark.parametrize("written", ["`5 * 3`", "`(*)`", "`a_b`", "`<b>`", "`&amp;`", "`# judul`"])
def test_what_the_readme_calls_no_mark_is_printed_as_it_is(written: str) -> None:
    assert written in README
    assert block_html(as_words(written.strip("`"))).unescape() == written.strip("`")


def test_the_guide_s_list_within_an_item_is_one() -> None:
    first, second = yaml.safe_load(example(GUIDE, "peringatan"))["peringatan"]
    assert block_html(as_words(first.strip())).count("<li>") == 2
    assert block_html(as_words(second)) == second
