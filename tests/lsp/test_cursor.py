"""Where one is typing, in texts that are no YAML yet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.lsp.cursor import Cursor, cursor_at, keys_below
from tests.examples import at_most

STEP = "langkah:\n  - uraian: a\n    "


def at(text: str) -> Cursor | None:
    before, _, after = text.partition("|")
    return cursor_at(before + after, len(before))


@pytest.mark.parametrize(
    ("text", "path", "word", "is_value"),
    [
        ("|", "", "", False),
        ("nom|", "", "nom", False),
        ("nomor: X\nsta|", "", "sta", False),
        ("nomor: X\r\nsta|", "", "sta", False),
        ("status: be|", "status", "be", True),
        ("status: |lapar", "status", "", True),
        ("pelaksana: [kepala, st|", "pelaksana", "st", True),
        ("pelaksana: [a,\n  b,\n  |", "pelaksana", "", True),
        ("pelaksana:\n  - ke|", "pelaksana", "ke", False),
        ("pelaksana:\n- ke|", "pelaksana", "ke", False),
        ("langkah:\n  - |", "langkah", "", False),
        ("langkah:\n  - uraian: a\n  - |", "langkah", "", False),
        (STEP + "pel|", "langkah", "pel", False),
        (STEP + "pelaksana: st|", "langkah.pelaksana", "st", True),
        (STEP + "keputusan: {ya: |", "langkah.keputusan.ya", "", True),
        (STEP + "keputusan: {ya: x, tidak: me|", "langkah.keputusan.tidak", "me", True),
        (STEP + "keputusan: {ya: [x], |", "langkah.keputusan", "", False),
        (STEP + "keputusan:\n      ya: se|", "langkah.keputusan.ya", "se", True),
        (STEP + "rangkaian:\n      - pelaksana: |", "langkah.rangkaian.pelaksana", "", True),
        ("langkah:\n  - {uraian: A b c, pel|", "langkah", "pel", False),
        ("langkah:\n  - {uraian: 'A, b: ]', |", "langkah", "", False),
        ('langkah:\n  - {uraian: "A \\", b", |', "langkah", "", False),
        ("langkah: [{uraian: A}, {|", "langkah", "", False),
        ("langkah: [{uraian: A # ]\n  , |", "langkah", "", False),
        ("keterkaitan: [{nomor: V|", "keterkaitan.nomor", "V", True),
        ("dasar_hukum:\n  - [uu-1, |", "dasar_hukum", "", True),
        ("dasar_hukum:\n  - - u|", "dasar_hukum", "u", False),
        ("dasar_hukum: {tambah: [|", "dasar_hukum.tambah", "", True),
        ("peringatan: |-\n  a: b\n\n  c\nnom^", "", "nom", False),
        ("peringatan: >\n  a: b\nstatus: ^", "status", "", True),
        ("- a: |", "a", "", True),
        ("# x: [\nstatus: |", "status", "", True),
        ("pelaksana: [a]\nlang|", "", "lang", False),
        ("'nama': A\nnom|", "", "nom", False),
        ("a]: b\nnom|", "", "nom", False),
    ],
)
def test_the_keys_around(text: str, path: str, word: str, is_value: bool) -> None:
    cursor = (
        at(text.replace("^", "|") if "|" in text else text)
        if "^" not in text
        else cursor_at(text.replace("^", ""), text.index("^"))
    )
    assert cursor is not None
    assert (".".join(cursor.path), cursor.word, cursor.is_value) == (path, word, is_value)


@pytest.mark.parametrize(
    "text",
    [
        "# nom^",
        "nama: A # ^",
        "peringatan: |\n  a^",
        "peringatan: |\n  a\n^",
        "uraian: dua kata^",
        "peringatan: |^",
        "pelaksana: [a] ^",
    ],
)
def test_nothing_is_offered_in_texts_and_comments(text: str) -> None:
    assert cursor_at(text.replace("^", ""), text.index("^")) is None


@pytest.mark.parametrize(
    ("text", "siblings"),
    [
        ("nomor: X\nnama: A\n|", {"nomor", "nama"}),
        (STEP + "|", {"uraian"}),
        ("langkah: [{uraian: A, waktu: 1 jam, |", {"uraian", "waktu"}),
        ("langkah:\n  - uraian: a\n  - |", set()),
    ],
)
def test_the_keys_that_are_there(text: str, siblings: set[str]) -> None:
    cursor = at(text)
    assert cursor is not None
    assert cursor.siblings == siblings


def test_keys_below_are_those_of_the_same_group() -> None:
    text = "nomor: X\n\nnama: A\nlangkah:\n  - uraian: b\n'kop': C\n"
    assert [*keys_below(text, 3, 0)] == ["nama", "langkah", "kop"]
    inner = "langkah:\n  - uraian: b\n    waktu: 1\n  - output: c\n"
    assert [*keys_below(inner, inner.index("uraian"), 4)] == ["waktu"]


@at_most(100)
@given(st.text(alphabet="ab: -[]{},'\"#|\n\r\t"), st.data())
def test_any_text_is_read(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    cursor = cursor_at(text, offset)
    assert cursor is None or text[:offset].endswith(cursor.word)
