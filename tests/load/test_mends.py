"""Mends of what is read: quotes, spaces, kinds of values; and where there is none."""

import pytest

from sopc.edit.patched import patched
from sopc.edit.proposals import with_edits
from sopc.load.kinds import SOP
from sopc.load.sources import InPlaceOf
from sopc.load.validate import validate
from sopc.load.yaml_reader import read_yaml

FILE = "x.yaml"


def mended(text: str) -> str | None:
    """The text with the one mend that is found in it; None where there is none."""
    document, found = read_yaml(text.encode(), FILE)
    if document is not None:
        found += validate(SOP, document, {})[1]
    every = [*with_edits(found, InPlaceOf({FILE: text.encode()}))]
    fixes = [each.fix for each in every if each.fix]
    assert len(fixes) <= 1
    return patched({FILE: text.encode()}, fixes).files[FILE].decode() if fixes else None


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("nama: a: b\n", 'nama: "a: b"\n'),
        ("nama: a: b # c\n", 'nama: "a: b" # c\n'),
        ('nama: kata "a": b\r\n', 'nama: "kata \\"a\\": b"\r\n'),
        ("- {nama: a: b}\n", '- {nama: "a: b"}\n'),
        ("- {nama: a: b, lain: c}\n", '- {nama: "a: b", lain: c}\n'),
        ("- {nama: a: b, c}\n", None),  # which commas are the text's
        ("- {nama: a: b,\n  lain: c}\n", None),
        ("nama: 'a': b\n", None),
        ("nama: [a: b: c]\n", None),
        ("nama\n  lain: a: b\n", None),
        ("nama: a\n lain: b\n", None),  # the indentation is wrong, not a colon
        ("nama: a\n\tlain: b\n", None),
        ("nama: a\u00a0b\u3000c\n", "nama: a b c\n"),
        ("nama: a\u200bb\n", "nama: ab\n"),
        ('nama: "a\\u00a0b"\n', None),  # an escape, which somebody has typed
        ("nama: a\u202eb\u00a0c\n", None),
        ("nomor: '1'\nnama: x\nnomor: '1'\n", "nomor: '1'\nnama: x\n"),
        ("nomor: '1'\nnama: x\nnomor: '2'\n", None),
        ("{nomor: '1', nama: x, nomor: '1'}\n", None),
        ("nomor: '1'\nnama: x\nnomor: '1' # c\n", None),
        ("nomor: '1'\nnama: x\nkop: [a]\nkop: [a]\n", None),
    ],
)
def test_a_text_that_cannot_be_read_is_mended_where_one_thing_is_meant(
    text: str, after: str | None
) -> None:
    assert mended(text) == after


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("total_waktu: ya", "total_waktu: true"),
        ("total_waktu: 'Tidak' # c", "total_waktu: false # c"),
        ("total_waktu: mungkin", None),
        ("peringatan: 12", 'peringatan: "12"'),
        ("peringatan: [1.10]", 'peringatan: ["1.10"]'),
        ("peringatan: true", 'peringatan: "true"'),
        ("peringatan: [{a: b}]", None),
        ("peringatan:\n  - a: b", 'peringatan:\n  - "a: b"'),
        ("peringatan:\n  - a: 'b'", None),
        ("peringatan:\n  - a: b\n    c: d", None),
        ("status: Berlaku", "status: berlaku"),
        ("status: beralku", "status: berlaku"),
        ("status: lama", None),
        ("pengesah: Kepala Dinas", "pengesah: kepala-dinas"),
        ("pengesah: 'Kepala_Dinas'", "pengesah: 'kepala-dinas'"),
        ("pengesah: kepala, staf", None),
        ("dibuat: 1 Mei 2020", "dibuat: 2020-05-01"),
        ("dibuat: Mei", None),
        ("peringatn: a", "peringatan: a"),
        ("warnings: a", "peringatan: a"),
        ("peringatn: a\nperingatan: b", None),
        ("entahlah: a", None),
        ("pengecualian: {kode: flw006, alasan: x}", "pengecualian: {kode: FLW006, alasan: x}"),
        ("pengecualian: {kode: flw, alasan: x}", None),
    ],
)
def test_a_value_that_cannot_be_is_mended_where_one_is_meant(line: str, after: str | None) -> None:
    head = "nomor: '1'\nnama: x\n"
    wanted = None if after is None else f"{head}{after}\n"
    assert mended(f"{head}{line}\n") == wanted
