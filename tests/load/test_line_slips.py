"""What lay editors get wrong in YAML: told at the right place, with the line as it should be."""

import pytest

from sopc.diagnostics import Diagnostic
from sopc.language import translator
from sopc.load.kinds import SOP
from sopc.load.validate import validate
from sopc.load.yaml_reader import YamlDocument, read_yaml
from tests.load.reading import fault

HEAD = "nomor: K.1\n"


def found_in(text: str) -> Diagnostic:
    """The first finding of an SOP's file, but for what it lacks."""
    document, found = read_yaml(text.encode("utf-8"), "x.yaml")
    if document is not None:
        _, more = validate(SOP, document, {})
        found = [*found, *more]
    return min(found, key=lambda each: (each.code == "SKM002", each.place))


def mended(text: str, found: Diagnostic) -> YamlDocument | None:
    """The file with the finding's mend made; all of its edits are within one line."""
    assert found.fix is not None
    lines = text.split("\n")
    for edit in found.fix.edits:
        place = edit.place
        line = lines[place.line - 1]
        assert place.line == place.end_line
        lines[place.line - 1] = line[: place.column - 1] + edit.text + line[place.end_column - 1 :]
    return read_yaml("\n".join(lines).encode("utf-8"), "x.yaml")[0]


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("nama: Rapat: persiapan", (2, 12), 'nama: "Rapat: persiapan"'),
        ("nama: Surat:", (2, 12), 'nama: "Surat:"'),
        ("langkah:\n  - uraian: PPK: Membuat # x", (3, 16), '- uraian: "PPK: Membuat" # x'),
        ("langkah:\n  - {uraian: PPK: A, kode: a}", (3, 17), '{uraian: "PPK: A", kode: a}'),
        ("peringatan:\n  - PPK: Membuat surat", (3, 5), '- "PPK: Membuat surat"'),
        ("nama: @surat", (2, 7), '`nama: "@surat"`'),
        ("nama: %50 lebih", (2, 7), '`nama: "%50 lebih"`'),
        ("nama: `a` b", (2, 7), 'nama: "`a` b"'),
        ("peringatan:\n  - @a # b", (3, 5), '`- "@a" # b`'),
        ("nama: *penting* surat", (2, 7), '`nama: "*penting* surat"`'),
        ("nama: > 5 hari", (2, 7), '`nama: "> 5 hari"`'),
        ("nama: ? a", (2, 7), '`nama: "? a"`'),
        ("nama: “Surat: Masuk”", (2, 7), '`nama: "Surat: Masuk"`'),
        ("nama:Surat\nstatus: draf", (2, 6), "`nama: Surat`"),
    ],
)
def test_a_slip_with_one_right_mend_has_it_and_shows_it(
    text: str, place: tuple[int, int], hint: str
) -> None:
    found = found_in(HEAD + text)
    assert (found.place.line, found.place.column) == place
    assert hint in found.hint
    document = mended(HEAD + text, found)
    assert document is not None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nama: Rapat: persiapan", "Rapat: persiapan"),
        ("nama: @surat # b", "@surat"),
        ('nama: %5 "a" \\', '%5 "a" \\'),
        ("nama: “Surat: Masuk”", "Surat: Masuk"),
        ("nama:Surat\nstatus: draf", "Surat"),
        ("nama: > 5 hari", "> 5 hari"),
    ],
)
def test_what_is_mended_says_what_was_written(text: str, value: str) -> None:
    document = mended(HEAD + text, found_in(HEAD + text))
    assert document is not None
    assert isinstance(document.value, dict)
    assert document.value["nama"] == value


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ('nama: "Surat', (1, 7), "these quotes are not closed", 'write `nama: "Surat"`'),
        ('nama: "Surat\nkop: "a"', (1, 7), "these quotes are not closed", 'write `nama: "Surat"`'),
        ("nama: 'Surat\nkop: a", (1, 7), "these quotes are not closed", "write `nama: 'Surat'`"),
        ('nama: "Surat" Masuk', (1, 7), "behind the closing quotes", "`nama: '\"Surat\" Masuk'`"),
        ("nama: 'Jum'at'", (1, 7), "behind the closing quotes", 'write `nama: "Jum\'at"`'),
        ('nama: "A "B" c"', (1, 7), "behind the closing quotes", "write `nama: 'A \"B\" c'`"),
        ('nama: "A" dan "B"', (1, 7), "the closing quotes", 'write `nama: \'"A" dan "B"\'`'),
        ("nama: | lebih", (1, 7), "begins in the next line", 'write `nama: "lebih"`'),
        ("nama: > lebih", (1, 7), "begins in the next line", 'write `nama: "lebih"`'),
        ('nama: "A\n---\nB"', (2, 1), "stands within quotes", "that line 1, column 7 opened"),
        ("nama: [A] Masuk", (1, 7), "behind the closing bracket", 'write `nama: "[A] Masuk"`'),
        ("a:\n  - B\n - C", (3, 2), "line 2 does", "begin it with 2 spaces"),
        ("a:\n  - b: c\n   d: e", (3, 4), "line 2 does", "begin it with 4 spaces"),
        ("nama: A\n status: draf", (2, 2), "line 1 does", "begin it without spaces"),
        ("nama: A\n\n# b\n  status: draf", (4, 3), "line 1 does", "begin it without spaces"),
        ("nama: A\n-\n", (2, 1), "no list goes on here", "write its key above it"),
        ("a:\n\t- b", (2, 1), "a tab does not indent", "indent with spaces"),
        ("a: &x y", (1, 4), "anchors and aliases are not allowed", 'needs quotes: `"&'),
    ],
)
def test_a_slip_is_told_where_it_is_with_what_to_write(
    text: str, place: tuple[int, int], message: str, hint: str
) -> None:
    found = fault(text)
    assert (found.place.line, found.place.column) == place
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("inside", ["", "  - a: b"])
def test_an_unfinished_merge_is_one_finding_with_its_lines(inside: str, end: str) -> None:
    lines = ["a:", inside, "<<<<<<< HEAD", "b: 1", "||||||| 1a", "=======", "b: 2", ">>>>>>> x", ""]
    found = fault(end.join(lines))
    assert (found.place.line, found.place.column) == (3, 1)
    assert "`<<<<<<<`" in found.message
    assert "keep one of the two versions" in found.hint
    assert [other.place.line for other in found.related] == [5, 6, 8]


def test_of_letters_in_another_encoding_it_is_told_which_they_are() -> None:
    assert "the sign here is `“`" in fault(b"nama: \x93A\x94").hint
    assert fault(b"\xff\xfea").hint == "save the file with the encoding UTF-8"


def test_an_empty_entry_is_told_to_be_one() -> None:
    found = found_in(HEAD + "nama: A\nperingatan:\n  -\n  - B")
    assert (found.place.line, found.hint) == (4, "write it behind the `-`, or remove the line")


def test_a_slip_is_told_in_indonesian() -> None:
    found, say = fault("nama: @surat"), translator("id")
    assert say(found.hint) == 'tulis `nama: "@surat"`'
    assert "perlu tanda kutip" in say(found.message)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("Tanggal Efektif", "did you mean `efektif`?"),
        ("tgl. pengesahan", "did you mean `disahkan`?"),
        ("Dasar Hukum", "did you mean `dasar_hukum`?"),
        ("dasar-hukum", "did you mean `dasar_hukum`?"),
        ("berlaku", "did you mean `efektif`?"),
        ("actors", "did you mean"),
        ("steps", "did you mean `langkah`?"),
        ("Kualifikasi Pelaksana", "did you mean `kualifikasi`?"),
        ("zzz", "known here: dasar_hukum, "),
    ],
)
def test_a_key_by_the_label_of_a_form_is_known(key: str, hint: str) -> None:
    found = found_in(f"{HEAD}nama: A\n{key}: b\n")
    assert found.hint.startswith(hint)
    assert found.hint.count(",") < 10


def test_a_key_that_is_meant_and_there_already_is_not_proposed() -> None:
    found = found_in(f"{HEAD}nama: A\nefektif: 2020-01\ntanggal_efektif: 2020-02\n")
    assert found.hint == "`efektif` is given already: remove one of them"
    assert found.fix is None
