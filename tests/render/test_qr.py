"""The code on a page: what it says, and that it is painted as a reader of QR codes needs it."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import segno

from sopc.load.loader import load_catalogue
from sopc.render.qr import Code, code_operators, code_text, read_code, why_no_code
from tests.catalogues import FIRST, KATALOG, SOP, write_catalogue

TEXT = "SOPC2*K.1.1.1.1*2025-01*0123456789ABCDEF0123456789ABCDEF"
OLD = "SOPC1*K.1.1.1.1*2025-01*0123456789ABCDEF"


def painted(operators: bytes, scale: int) -> Callable[[float, float], int]:
    """Operators on a grey page: the brightness at a place in points."""
    target = BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(120, 120))
        grey = b"q .9 g 0 0 120 120 re f Q\n"
        page.contents_add(document.make_stream(grey + operators))
        document.save(target)
    image = pypdfium2.PdfDocument(target.getvalue())[0].render(scale=scale).to_pil().convert("L")
    return lambda x, y: int(image.getpixel((x * scale, (120 - y) * scale)))


def texts(root: Path) -> list[str]:
    catalogue = load_catalogue(root).catalogue
    assert catalogue is not None
    return [code_text(catalogue, entry) for entry in catalogue.entries]


def test_the_code_names_number_date_and_digest(tmp_path: Path) -> None:
    (text,) = texts(write_catalogue(tmp_path))
    code = read_code(text)
    assert code is not None
    assert (code.name, code.revision, len(code.digest)) == ("K.1.1.1.1", "2025-01", 32)
    assert str(code) == text


def test_the_code_changes_with_what_the_sop_says_and_not_with_its_file(tmp_path: Path) -> None:
    (first,) = texts(write_catalogue(tmp_path / "a"))
    commented = {FIRST: f"# catatan\n{SOP}"}
    assert texts(write_catalogue(tmp_path / "b", commented)) == [first]
    other = {FIRST: SOP.replace("Menerima surat", "Membuka surat")}
    assert texts(write_catalogue(tmp_path / "c", other)) != [first]


def test_the_verifiers_address_comes_first(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path)
    (bare,) = texts(root)
    settings = f"{KATALOG}verifikasi: https://tte.example.go.id/\n"
    (root / "katalog.yaml").write_text(settings, encoding="utf-8")
    assert texts(root) == [f"https://tte.example.go.id/?sop={bare}"]
    assert read_code(texts(root)[0]) == read_code(bare)


@pytest.mark.parametrize("text", [TEXT, OLD])
def test_codes_of_both_forms_are_read_and_tell_which_they_are(text: str) -> None:
    code = read_code(text.lower())
    assert code is not None
    assert (str(code), code.is_old) == (text, text == OLD)


REFUSED = {
    "": "form",
    "SOPC2": "form",
    "SOPC2*A*B": "form",
    "SOPC2*A*2025*123": "form",
    "https://a.id/": "form",
    TEXT.replace("SOPC2", "SOPC1"): "form",
    OLD.replace("SOPC1", "SOPC2"): "form",
    TEXT.replace("SOPC2", "SOPC3"): "form",
    TEXT.replace("2025-01", "2025-1"): "form",
    TEXT.replace("2025-01", "*"): "form",
    TEXT + "0": "form",
    TEXT.replace("K.1", "K%00.1"): "U+0000",
    TEXT.replace("K.1", "K\u202e.1"): "U+202E",
    TEXT.replace("K.1", "K%E2%80%AE.1"): "U+202E",
    TEXT.replace("K.1", "K%0A.1"): "U+000A",
    TEXT.replace("K.1", "K%FF.1"): "U+FFFD",
    TEXT.replace("K.1", "K\udcff.1"): "U+DCFF",
    TEXT.replace("2025", "２０２５"): "U+FF12",
    TEXT.replace("ABCDEF", "ABCDE\u0415"): "U+0415",
    TEXT.replace("SOPC", "ſOPC"): "U+017F",
    TEXT.replace("K.1", "K" * 3000): "3053",
    f"https://{'a' * 2000}.id/?sop={TEXT}": "2073",
}
"""What is no code, and what the sentence about it names."""


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_code_is_none_and_it_is_said_why(text: str) -> None:
    assert read_code(text) is None
    said = str(why_no_code(text))
    assert REFUSED[text] in said
    assert said.isprintable()


def test_a_letter_whose_capital_is_another_s_does_not_name_what_that_names() -> None:
    names = {"ſ-1": "S-1", "ı-1": "I-1", "ß-1": "SS-1", "ﬁ-1": "FI-1"}
    for like, name in names.items():
        code = read_code(TEXT.replace("K.1.1.1.1", like))
        assert code is None or not code.is_named(name)
    small = read_code(TEXT.lower())
    assert small is not None
    assert small.is_named("k.1.1.1.1")


def test_a_number_with_slashes_and_spaces_survives() -> None:
    code = Code("SOP-036/17000/2025 A", "2025", "0123456789ABCDEF" * 2)
    assert read_code(str(code)) == code


def test_a_code_behind_an_address_is_no_larger_than_an_old_one_was() -> None:
    address = "https://tte.example.go.id/?sop="
    before = segno.make(address + OLD, error="m", boost_error=False).symbol_size(border=0)
    text = code_operators(address + TEXT, 0, 0, 90).decode("ascii")
    heights = {float(height) for height in re.findall(r" ([0-9.]+) re$", text, re.MULTILINE)}
    assert min(heights) == pytest.approx(90 / (before[1] + 8), abs=0.001)


def test_the_usual_code_fits_into_a_small_symbol() -> None:
    """57 letters, digits and signs of the alphanumeric mode."""
    code = segno.make(TEXT, error="m", boost_error=False)
    assert (code.version, code.mode) == (3, "alphanumeric")


@pytest.mark.parametrize("size", [40.0, 80.0])
def test_every_module_is_where_it_belongs(size: float) -> None:
    matrix = segno.make(TEXT, error="m", boost_error=False, mask=2).matrix
    image = painted(code_operators(TEXT, 10, 20, size), scale=8)
    module = size / (len(matrix) + 8)
    for row in range(-4, len(matrix) + 4):
        for column in range(-4, len(matrix) + 4):
            x = 10 + (column + 4.5) * module
            y = 20 + size - (row + 4.5) * module
            inside = 0 <= row < len(matrix) and 0 <= column < len(matrix)
            dark = bool(inside and matrix[row][column])
            assert (image(x, y) < 128) is dark, (row, column)


def test_no_hairlines_stand_between_rows() -> None:
    """The finder's middle is one dark square of three modules."""
    matrix = segno.make(TEXT, error="m", boost_error=False, mask=2).matrix
    image = painted(code_operators(TEXT, 0, 0, 41.3), scale=7)
    module = 41.3 / (len(matrix) + 8)
    left, top = 6.2 * module, 41.3 - 6.2 * module
    steps = [2.6 * module * step / 40 for step in range(40)]
    assert all(image(left + dx, top - dy) < 40 for dx in steps for dy in steps)
