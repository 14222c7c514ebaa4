"""The layout by what it makes of what people write: each row of the table in the editor's guide."""

import pytest

from sopc.format.formatted import formatted

CASES = {
    "two spaces, lists further in": (
        "keterkaitan:\n- V.1\n- V.2\nsumber:\n     baris: 1\n",
        "keterkaitan:\n  - V.1\n  - V.2\nsumber:\n  baris: 1\n",
    ),
    "the order of keys": (
        "nama: A\nnomor: V.1\nlangkah:\n"
        "  - waktu: 1 jam\n    uraian: B\n    lain: C\n    pelaksana: x\n",
        "nomor: V.1\nnama: A\nlangkah:\n"
        "  - uraian: B\n    lain: C\n    pelaksana: x\n    waktu: 1 jam\n",
    ),
    "an unknown key stays behind the one that it is behind": (
        "lain: 1\nnama: A\nlagi: 2\nnomor: V.1\n",
        "lain: 1\nnomor: V.1\nnama: A\nlagi: 2\n",
    ),
    "other files keep their order": (
        "tahun: 2025\ninstansi: {nama: X}\n",
        "tahun: 2025\ninstansi: {nama: X}\n",
    ),
    "spaces within brackets": ("a: { b : 1,c: [ x,y , ] }\n", "a: {b: 1, c: [x, y]}\n"),
    "brackets over several lines": ("a: {\n  b: 1,\n  c: 2\n}\n", "a: {b: 1, c: 2}\n"),
    "a group in brackets stays in its line": (
        f"a: {{b: {'x ' * 70}x}}\n",
        f"a: {{b: {'x ' * 70}x}}\n",
    ),
    "a long list of texts": (
        f"a: [{'x ' * 40}x, {'y ' * 40}y]\n",
        f"a:\n  - {'x ' * 40}x\n  - {'y ' * 40}y\n",
    ),
    "a long list of names fills lines": (
        f"a: [{', '.join(['kasubbag-umum'] * 16)}]\n",
        f"a: [{', '.join(['kasubbag-umum'] * 7)},\n  {', '.join(['kasubbag-umum'] * 7)},\n"
        "  kasubbag-umum, kasubbag-umum]\n",
    ),
    "names of actors and regulations stand in brackets": (
        "nomor: 1\npelaksana:\n  - a\n  - b\ndasar_hukum:\n  - uu-1-2020\n",
        "nomor: 1\ndasar_hukum: [uu-1-2020]\npelaksana: [a, b]\n",
    ),
    "with empty lines among them, too": (
        "nomor: 1\ndasar_hukum:\n  - a\n\n  - b\npelaksana:\n\n  - staf\n  - kepala\n",
        "nomor: 1\ndasar_hukum: [a, b]\npelaksana: [staf, kepala]\n",
    ),
    "unless there is a comment": (
        "pelaksana:\n  - a  # c\n  - b\n",
        "pelaksana:\n  - a  # c\n  - b\n",
    ),
    "comments in brackets": (
        "a: [x,  # c\n  # d\n  y]  # e\n",
        "a:    # e\n  - x  # c\n  # d\n  - y\n",
    ),
    "quotes that nobody needs": (
        "a: \"Surat masuk\"\n'b': 'Surat keluar'\n",
        "a: Surat masuk\nb: Surat keluar\n",
    ),
    "quotes that somebody needs": (
        "a: '22:22'\nb: 'x: y'\nc: '\"z\" ya'\nd: \"yes\"\ne: '2025-01-02'\nf: '1'\ng: ''\n",
        'a: "22:22"\nb: "x: y"\nc: \'"z" ya\'\nd: "yes"\ne: "2025-01-02"\nf: "1"\ng: ""\n',
    ),
    "quotes before what could be meant as text": (
        'a: "Surat" #1\n',
        'a: "Surat"  #1\n',
    ),
    "texts of several lines": (
        "a: |\n      b\n\n       c\nd: >-\n    e\n    f\n",
        "a: |\n  b\n\n   c\nd: >-\n  e\n  f\n",
    ),
    "a sentence over several lines": (
        "a: b\n     c\nd: 'e\n\n    f'\n",
        "a: b\n  c\nd: 'e\n\n  f'\n",
    ),
    "empty lines": ("\n\na: 1\n\n\n\nb:\n\n  c: 1\n\n\n", "a: 1\n\nb:\n  c: 1\n"),
    "schema first": (
        "# Hak cipta\n# yaml-language-server: $schema=x.json\nnama: A\nnomor: 1\n",
        "# yaml-language-server: $schema=x.json\nnomor: 1\n# Hak cipta\nnama: A\n",
    ),
    "comments at the head": (
        "# Surat\n\nnama: A\nnomor: 1\n",
        "# Surat\n\nnomor: 1\nnama: A\n",
    ),
    "comments above and behind": (
        "# tentang nama\nnama: A # di belakang\nnomor: 1   # nomor\n",
        "nomor: 1   # nomor\n# tentang nama\nnama: A  # di belakang\n",
    ),
    "a comment that goes on": (
        "a: 1    # satu\n        # dua\nb: 2\n",
        "a: 1    # satu\n        # dua\nb: 2\n",
    ),
    "comments at the end of a list": (
        "a:\n    - b\n    # akhir a\n# tentang c\nc: 1\n# akhir\n",
        "a:\n  - b\n  # akhir a\n# tentang c\nc: 1\n# akhir\n",
    ),
    "comments where nothing is yet": ("a:\n    # belum\nb: 1\n", "a:\n  # belum\nb: 1\n"),
    "comments behind a dash": (
        "a:\n-   # satu\n    b: 1\n-\n    # dua\n    b: 2\n",
        "a:\n  # satu\n  - b: 1\n  # dua\n  - b: 2\n",
    ),
    "comments before a list in a list": ("a:\n-\n  # c\n  -\n    # d\n    - x\n", None),
    "marks of documents": (
        "%YAML 1.2\n# a\n---\nb: 1  # c\n...\n# d\n",
        "# a\n\nb: 1  # c\n# d\n",
    ),
    "no end of the last line": ("a: 1", "a: 1\n"),
    "a text without an end of its last line": ("a: |\n  b", "a: |-\n  b\n"),
    "kept empty lines": ("a: |+\n    b\n\n\nc: 1\n", "a: |+\n  b\n\n\nc: 1\n"),
    "kept empty lines at the end": ("a: |+\n    b\n\n\n", "a: |+\n  b\n\n\n"),
    "tabs": ("a:\t1\t#\tc\t\n", "a: 1  #\tc\n"),
    "explicit keys": ("? a\n: 1\n? b  # c\n: - d\n", "a: 1\nb:   # c\n  - d\n"),
    "keys alone": ("a: {b, c: 1}\n", "a: {b: null, c: 1}\n"),
    "pairs in a list": ("a: [b: 1, c: 2]\n", "a: [{b: 1}, {c: 2}]\n"),
    "JSON": ('{"nama": "A", "nomor": 1, "kop": ["B", "C"]}\n', "nomor: 1\nnama: A\nkop: [B, C]\n"),
    "nothing in it": ("{}  # kosong\n", "{}\n# kosong\n"),
    "a dash in brackets": ("a: [-, b]\n", None),
}


@pytest.mark.parametrize("name", CASES)
def test_each_is_laid_out_once(name: str) -> None:
    before, after = CASES[name]
    found = formatted(before.encode(), "x.yaml")
    assert (found.left, found.faults) == (None, ()) or after is None
    if after is not None:
        assert found.data.decode() == after
    assert formatted(found.data, "x.yaml").data == found.data


def test_line_ends_of_windows_stay_where_there_are_no_others() -> None:
    assert formatted(b"a:   1\r\nb: 2\r\n", "x").data == b"a: 1\r\nb: 2\r\n"
    assert formatted(b"a:   1\r\nb: 2\n", "x").data == b"a: 1\nb: 2\n"
    assert formatted(b"a:   1\rb: 2\r", "x").data == b"a: 1\nb: 2\n"


def test_a_byte_order_mark_goes() -> None:
    assert formatted(b"\xef\xbb\xbfa: 1\n", "x").data == b"a: 1\n"


@pytest.mark.parametrize("raw", [b"a: [", b"\xff", b"a: &b 1", b"a: 1\na: 2\n", b"", b"# nanti\n"])
def test_what_cannot_be_read_stays_as_it_is(raw: bytes) -> None:
    found = formatted(raw, "x.yaml")
    assert found.data == raw
    assert found.faults


def test_what_is_no_group_of_lines_is_left() -> None:
    found = formatted(b"satu kata\n", "x.yaml")
    assert (found.data, found.left) == (b"satu kata\n", "it holds one word, and no keys")


def test_what_was_hardly_meant_is_told_as_before() -> None:
    """A list that was typed with other signs stays in its lines, by which it is known."""
    text = "a:\n    1. satu\n    2. dua\n"
    assert formatted(text.encode(), "x").data.decode() == "a: 1. satu\n  2. dua\n"
