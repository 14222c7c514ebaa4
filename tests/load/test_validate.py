"""Data → model: every fault with its place, in the editor's words, with what to type instead."""

from typing import TypeVar

import pytest

from sopc.catalogue.duration import TimeReader
from sopc.catalogue.numbering import Numbering
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase
from sopc.load.forms import shipped_forms
from sopc.load.kinds import ACTORS, OFFICIALS, REGULATIONS, SETTINGS, SOP, FileKind
from sopc.load.validate import validate
from sopc.load.yaml_reader import read_yaml
from tests.catalogues import DASAR_HUKUM, KATALOG, PEJABAT, sop
from tests.forms_of import form_of

T = TypeVar("T")
PATTERN = Numbering.of(["K.1.{urut}"])
CONTEXT = {
    "numbering": PATTERN,
    "cited": PATTERN,
    "forms": shipped_forms(),
    "times": TimeReader(form_of("lampung-2020").times),
}
CHAIN = "langkah:\n  - {uraian: A, rangkaian: [%s]}\n"
CHAINED = "langkah:\n  - {uraian: A, rangkaian: [{pelaksana: a}, {pelaksana: a}], %s}\n"
STEP = "langkah:\n  - {uraian: Kerja, pelaksana: staf, %s}\n"


def faults(kind: FileKind[T], text: str) -> list[Diagnostic]:
    document, found = read_yaml(text.encode(), "x.yaml")
    assert document is not None
    assert found == []
    model, found = validate(kind, document, CONTEXT)
    assert (model is None) == bool(found)
    for fault in found:  # no words of pydantic's own, which nobody has translated
        assert isinstance(fault.message, Phrase)
        assert isinstance(fault.hint or Phrase(""), Phrase)
    return found


def places(found: list[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(one.code, one.place.line, one.place.column) for one in found]


def sop_fault(more: str) -> Diagnostic:
    """The one fault of an SOP with more lines, the first of which is line 3."""
    (found,) = faults(SOP, sop("K.1.1", more))
    return found


def test_a_sound_file_has_no_faults() -> None:
    assert faults(SOP, sop("K.1.1", STEP % "waktu: 5 menit")) == []


@pytest.mark.parametrize(
    ("more", "place", "key", "hint"),
    [
        ("di buat: 2025", (3, 1), "di buat", "did you mean `dibuat`?"),
        ("DIBUAT: 2025", (3, 1), "DIBUAT", "did you mean `dibuat`?"),
        (STEP % "watku: 1 jam", (4, 38), "watku", "did you mean `waktu`?"),
        ("langkah: {uraian: x, pelaksana: staf, ouput: x}", (3, 39), "ouput", "`output`"),
        ("keterkaitan: [{lur: SOP Gedung}]", (3, 16), "lur", "did you mean `luar`?"),
        ("keterkaitan: {lur: SOP Gedung}", (3, 15), "lur", "did you mean `luar`?"),
        ("sumber: {garis: 1-2}", (3, 10), "garis", "did you mean `baris`?"),
        ("sumber: {xyzzy: 1-2}", (3, 10), "xyzzy", "known here: baris, catatan"),
    ],
)
def test_an_unknown_key_is_named_with_the_one_that_was_meant(
    more: str, place: tuple[int, int], key: str, hint: str
) -> None:
    found = sop_fault(more)
    assert places([found]) == [("SKM001", *place)]
    assert f"unknown key `{key}`" in found.message
    assert hint in found.hint


@pytest.mark.parametrize("actor", ["ketua", "nama", "sebutan"])
def test_an_unknown_key_of_an_actor_is_named_whatever_the_actor_is_called(actor: str) -> None:
    (found,) = faults(ACTORS, f"{actor}: {{nama: Ketua, sebut: X}}")
    assert found.code == "SKM001"
    assert found.hint == "did you mean `sebutan`?"


def test_a_missing_key_is_asked_for_where_it_belongs() -> None:
    found = sop_fault("langkah:\n  - {uraian: Kerja}\n")
    assert places([found]) == [("SKM002", 4, 5)]
    assert found.message == "`pelaksana` is missing"
    assert "pelaksana:" in found.hint


def test_only_a_draft_may_lack_its_number() -> None:
    (found,) = faults(SOP, "nama: Contoh")
    assert places([found]) == [("SKM004", 1, 1)]
    assert "status: draf" in found.message


@pytest.mark.parametrize(
    ("more", "place", "expected", "shown"),
    [
        ("total_waktu: ya", (3, 14), "true or false", "`ya`"),
        ("peralatan: {komputer: 2}", (3, 12), "text", "a group of lines"),
        ("peralatan: [Komputer, [Meja]]", (3, 23), "text", "a list"),
        ("peralatan: [Komputer, 2]", (3, 23), "text", "`2`"),
        ("peralatan: [true]", (3, 13), "text", "`true`"),
        ("langkah: Kerja", (3, 10), "a group of `key: value` lines", "`Kerja`"),
        (STEP % "nomor: 1.5", (4, 45), "a whole number or text", "`1.5`"),
        ("status: lama", (3, 9), "`berlaku`, `belum-disusun`, `draf` or `dicabut`", "`lama`"),
        (STEP % "lanjut: true", (4, 46), "a whole number or text", "`true`"),
        (STEP % "keputusan: {ya: 1, tidak: }", (4, 64), "a whole number or", "nothing"),
    ],
)
def test_a_value_of_the_wrong_type_says_what_was_expected(
    more: str, place: tuple[int, int], expected: str, shown: str
) -> None:
    found = sop_fault(more)
    assert places([found]) == [("SKM003", *place)]
    assert f"expected {expected}" in found.message
    assert f"not {shown}" in found.message


@pytest.mark.parametrize(
    ("more", "places_of_faults"),
    [
        ("peringatan: {tambah: [a, 5]}", [("SKM003", 3, 26)]),
        ("peringatan:\n  tambah:\n    - a\n    - 5", [("SKM003", 6, 7)]),
        ("peringatan: {tambah: 5}", [("SKM003", 3, 22)]),
        ("peringatan: {tambah: }", [("SKM003", 3, 22)]),
        ("peringatan: {tmbah: [a]}", [("SKM004", 3, 13)]),
        ("dasar_hukum: {tambah: UU 1}", [("SKM003", 3, 23)]),
        ("dasar_hukum: {tambah: [a, [b, 5]]}", [("SKM003", 3, 31)]),
        ("dasar_hukum: [[a, 5], {peraturan: UU}]", [("SKM003", 3, 19), ("SKM003", 3, 35)]),
    ],
)
def test_a_fault_in_what_is_added_is_told_where_it_is(
    more: str, places_of_faults: list[tuple[str, int, int]]
) -> None:
    assert places(faults(SOP, sop("K.1.1", more))) == places_of_faults


@pytest.mark.parametrize(
    "more",
    [
        *(f"peralatan: [{number}]" for number in ("1.10", "007", "0x1F", "1e999")),
        STEP % "nomor: 1.5",
    ],
)
def test_a_text_that_looks_like_a_number_is_to_be_quoted(more: str) -> None:
    found = sop_fault(more)
    assert found.hint == "put it in quotes"


@pytest.mark.parametrize("more", ["peralatan: [[Meja]]", "total_waktu: 5"])
def test_what_quotes_do_not_mend_is_not_to_be_quoted(more: str) -> None:
    assert sop_fault(more).hint == ""


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        ("status: dicabutt", "did you mean `dicabut`?"),
        ("status: belum disusun", "did you mean `belum-disusun`?"),
        (STEP % "jenis: mula", "did you mean `mulai`?"),
    ],
)
def test_a_misspelt_choice_is_answered_with_the_one_that_was_meant(more: str, hint: str) -> None:
    found = sop_fault(more)
    assert found.code == "SKM003"
    assert found.hint == hint


@pytest.mark.parametrize("text", ['nama: ""', 'nama: "  "'])
def test_an_empty_text_is_to_be_filled_in_or_removed(text: str) -> None:
    (found,) = faults(SOP, f"nomor: K.1.1\n{text}")
    assert places([found]) == [("SKM003", 2, 7)]
    assert "empty" in found.message


@pytest.mark.parametrize(
    ("more", "place", "word"),
    [
        ("dibuat: 2025-13-01", (3, 9), "not a date"),
        ("dibuat: 1 Januari 2025", (3, 9), "write 2020-10-01"),
        ("dibuat: 2025.01", (3, 9), "write 2020-10-01"),
        (STEP % "waktu: 30", (4, 45), "`30 menit`"),
        (STEP % "nomor: 0", (4, 45), "0 is too small: at least 1"),
        (STEP % "nomor: 22:22", (4, 45), "`22:22` is no number of a step"),
        (STEP % "nomor: 1.2.3.4", (4, 45), "is no number of a step"),
        (STEP % "lanjut: ke atas", (4, 46), "`ke atas` names no step"),
        (STEP % "lanjut: Selesai", (4, 46), "`Selesai` names no step"),
        (STEP % "keputusan: {ya: 1, tidak: ke atas}", (4, 64), "`ke atas` names no step"),
        (STEP % "keputusan: [1, ke atas]", (4, 53), "`ke atas` names no step"),
        (STEP % "keputusan: [1]", (4, 49), "expected 2 entries or more, not 1"),
        (STEP % "kode: 3a", (4, 44), "`3a` is no code of a step"),
        (STEP % "kode: selesai", (4, 44), "`selesai` is the end"),
        ("langkah: {uraian: A, pelaksana: []}", (3, 33), "expected at least one entry, not none"),
        (CHAIN % "{pelaksana: staf}", (4, 28), "expected 2 entries or more, not 1"),
        (
            CHAIN % "{pelaksana: a}, {pelaksana: []}",
            (4, 57),
            "expected at least one entry, not none",
        ),
        (CHAIN % "{pelaksana: a}, {pelaksana: a, kode: A}", (4, 66), "`A` is no code"),
        (CHAINED % "pelaksana: a", (4, 73), "a row with `rangkaian` has no `pelaksana`"),
        (CHAINED % "jenis: proses", (4, 69), "a row with `rangkaian` has no `jenis`"),
        (CHAINED % "keputusan: [1, 1]", (4, 73), "a row with `rangkaian` has no `keputusan`"),
        (CHAINED % "lanjut: 1", (4, 70), "a row with `rangkaian` has no `lanjut`"),
        (STEP % "keputusan: {ya: 1}", (4, 49), "expected 2 entries or more, not 1"),
        (
            STEP % "keputusan: {a: 1, b: 1, c: 1, d: 1}",
            (4, 49),
            "expected 3 entries or fewer, not 4",
        ),
        (STEP % "lanjut: 1, keputusan: {ya: 1, tidak: 1}", (4, 46), "not both"),
        ("keterkaitan: [{luar: A, nomor: K.1.2}]", (3, 15), "not both"),
        ("sumber: {baris: 290 s/d 366}", (3, 17), "write 290-366"),
        (STEP % "jenis: selesai, lanjut: 1", (4, 45), "`jenis: selesai` is the end"),
        (STEP % "jenis: selesai, keputusan: {a: 1, b: 1}", (4, 45), "`jenis: selesai` is the end"),
        ("digantikan: K.1.2", (3, 13), "add `status: dicabut`"),
        ("pengecualian: {kode: flw006, alasan: x}", (3, 22), "capital letters"),
    ],
)
def test_a_value_that_cannot_be_says_why(more: str, place: tuple[int, int], word: str) -> None:
    found = sop_fault(more)
    assert places([found]) == [("SKM004", *place)]
    assert word in found.message


@pytest.mark.parametrize(
    ("number", "hint"),
    [("V.26.1", "write it like K.1.1"), ("K.1.01", "write `K.1.1`"), ("1.10", "quotes")],
)
def test_a_number_off_the_pattern_is_answered_with_an_example(number: str, hint: str) -> None:
    (found,) = faults(SOP, sop(number))
    assert places([found]) == [("NUM001", 1, 8)]
    assert hint in found.hint


@pytest.mark.parametrize("key", ["keterkaitan: [K.1.2, X.2]", "digantikan: X.2"])
def test_a_cited_number_off_the_pattern_is_a_fault_too(key: str) -> None:
    found = sop_fault(key)
    assert found.code == "NUM001"
    assert "`X.2`" in found.message


def test_what_is_not_a_key_is_shown_at_the_key() -> None:
    (found,) = faults(ACTORS, "staf: Staf\nKepala Dinas: Kepala Dinas\n")
    assert places([found]) == [("SKM003", 2, 1)]
    assert "`Kepala Dinas` is not a key" in found.message
    assert "kepala-dinas" in found.hint


def test_what_is_not_a_key_is_shown_where_it_is_used() -> None:
    found = sop_fault("pelaksana: [staf, Kepala Dinas]")
    assert places([found]) == [("SKM003", 3, 19)]


@pytest.mark.parametrize(
    ("cited", "hint"),
    [
        ("SOP Surat Masuk", "write it like K.1.1, or `luar: …` for an SOP outside this catalogue"),
        ("1.10", "put it in quotes"),
    ],
)
def test_a_title_where_a_number_is_cited_is_told_of_both_ways(cited: str, hint: str) -> None:
    found = sop_fault(f"keterkaitan: [{cited}]")
    assert places([found]) == [("NUM001", 3, 15)]
    assert found.hint == hint


def test_a_misspelt_key_of_an_entry_called_like_a_key_is_named_with_the_one_that_was_meant() -> (
    None
):
    (found,) = faults(
        REGULATIONS, DASAR_HUKUM.replace("uu-1-2020", "sumber")[:-2] + ", lembarn: x}"
    )
    assert found.hint == "did you mean `lembaran`?"


@pytest.mark.parametrize("answer", ["ture", "flase"])
def test_a_misspelt_yes_or_no_is_answered(answer: str) -> None:
    assert sop_fault(f"total_waktu: {answer}").hint.startswith("did you mean `")


@pytest.mark.parametrize(
    ("kind", "text", "place"),
    [
        (SOP, "Menerima surat", ("SKM003", 1, 1)),
        (SOP, "null\n", ("SKM003", 1, 1)),
        (ACTORS, "[kepala, staf]", ("SKM003", 1, 1)),
        (ACTORS, "kepala:\n", ("SKM003", 1, 8)),
        (REGULATIONS, DASAR_HUKUM.replace("2020,", "MMXX,"), ("SKM003", 1, 52)),
        (OFFICIALS, PEJABAT.replace("19700101 ", ""), ("SKM004", 3, 8)),
        (SETTINGS, KATALOG.replace("tahun: 2025", "tahun: 25"), ("SKM004", 2, 8)),
        (SETTINGS, KATALOG.replace("tahun: 2025", "tahun: 2201"), ("SKM004", 2, 8)),
        (SETTINGS, KATALOG.replace("{urut}", "{nomor}"), ("SKM004", 3, 12)),
        (
            SETTINGS,
            KATALOG.replace('"K', '[V.1, "K').replace('urut}"', 'urut}"]'),
            ("SKM004", 3, 13),
        ),
        (SETTINGS, KATALOG + "deret: lengkp\n", ("SKM004", 15, 8)),
        (SETTINGS, KATALOG + "deret: {mulai: 3}\n", ("SKM002", 15, 8)),
        (SETTINGS, KATALOG + "deret: {lengkap: ya}\n", ("SKM003", 15, 18)),
        (SETTINGS, KATALOG + "kertas: A3\n", ("SKM003", 15, 9)),
        (SETTINGS, KATALOG.split("unit:")[0] + "unit: []\n", ("SKM004", 5, 7)),
    ],
)
def test_each_kind_of_file_is_checked(
    kind: FileKind[T], text: str, place: tuple[str, int, int]
) -> None:
    assert places(faults(kind, text)) == [place]


def test_all_faults_of_a_file_are_found_at_once() -> None:
    text = """\
nomor: X.1
nama: 5
dibaut: 2025
disahkan: kemarin
langkah:
  - {uraian: Menerima surat}
  - {uraian: "", pelaksana: Kepala Dinas, waktu: 5, lanjut: true}
"""
    found = sorted(faults(SOP, text), key=lambda one: one.place)
    assert places(found) == [
        ("NUM001", 1, 8),
        ("SKM003", 2, 7),
        ("SKM001", 3, 1),
        ("SKM004", 4, 11),
        ("SKM002", 6, 5),
        ("SKM003", 7, 14),
        ("SKM003", 7, 29),
        ("SKM004", 7, 50),
        ("SKM003", 7, 61),
    ]


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("number: K.1.1\nnama: A", (1, 1), "did you mean `nomor`?"),
        ("nomor: K.1.1\nnma: A", (2, 1), "did you mean `nama`?"),
        (
            "nomor: K.1.1\nnama: A\nwaktu: 1",
            (3, 1),
            "`waktu` is a key of `langkah`: indent it there",
        ),
        (
            "nomor: K.1.1\nnama: A\nlangkah: {uraian: A, pelaksana: b, efektif: 2025}",
            (3, 36),
            "`efektif` is no key of `langkah`: indent it less",
        ),
        (
            "nomor: K.1.1\nnama: A\nlangkah: {uraian: A, lalu B, pelaksana: b}",
            (3, 22),
            "within braces, a text with a comma needs quotes",
        ),
    ],
)
def test_an_unknown_key_is_told_once_and_what_is_meant_by_it(
    text: str, place: tuple[int, int], hint: str
) -> None:
    (found,) = faults(SOP, text)
    assert places([found]) == [("SKM001", *place)]
    assert found.hint == hint


@pytest.mark.parametrize(
    ("more", "message", "hint"),
    [
        (
            "status:",
            "expected `berlaku`",
            "write it here; a text that begins with `#` needs quotes",
        ),
        ("total_waktu: ya", "expected true or false, not `ya`", "did you mean `true`?"),
        ('total_waktu: "true"', "expected true or false, not `true`", "remove the quotes"),
        ("kop: 1.10", "expected text, not `1.10`", "put it in quotes"),
        ("kop:\n  - a: b", "expected text, not a group of lines", "a text with `: ` in it needs"),
        ("pelaksana: a, b", "`a, b` is not a key", "several keys are a list: `[kepala, staf]`"),
        ("pelaksana:\n  -a\n  -b", "`-a -b` is not a key", "begin each entry of a list"),
        ("langkah: {1: {uraian: A}, 2: {uraian: B}}", "expected a list", "begin each entry with"),
        ("status: tidak berlaku", "not `tidak berlaku`", ""),
    ],
)
def test_a_value_of_another_kind_says_what_to_type(more: str, message: str, hint: str) -> None:
    found = sop_fault(more)
    assert message in found.message
    assert found.hint.startswith(hint)
    assert bool(found.hint) == bool(hint)


def test_equal_exits_are_told_once() -> None:
    step = "{uraian: A, pelaksana: b, keputusan: {ya: 1, ya: 2}}"
    document, found = read_yaml(f"nomor: K.1.1\nnama: A\nlangkah: {step}".encode(), "x.yaml")
    assert document is not None
    assert [one.code for one in found] == ["YML007"]
    assert validate(SOP, document, {})[1] == []
