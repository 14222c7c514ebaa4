"""The JSON Schemas: as editors need them, and in agreement with what ``sopc check`` accepts."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sopc.codes import settable
from sopc.language import translator, translator_of
from sopc.load.schema import KINDS, json_schema
from sopc.load.yaml_reader import read_yaml
from tests.catalogues import FIRST, KATALOG, ROOT_FILES, SOP
from tests.english import english_in
from tests.test_words import other_words

CATALOGUE = Path(__file__).parents[2] / "sops"
ONE_UNIT = """\
instansi: {nama: Dinas Contoh}
tahun: 2025
penomoran: "K.{urut}"
pengesah: kepala
unit: {nomor: 1, folder: a, nama: A, seksi: {nomor: 1, folder: b, nama: B}}
"""


@cache
def validator(kind: str) -> Draft202012Validator:
    """What checks files of a kind; a faulty schema fails the test."""
    schema = json.loads(json_schema(kind))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def accepts(kind: str, text: str) -> bool:
    """Whether a file fits the schema, as an editor's server would say."""
    document, _ = read_yaml(text.encode(), "x.yaml")
    assert document is not None
    return validator(kind).is_valid(document.value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_says_what_it_is(kind: str) -> None:
    schema = json.loads(json_schema(kind))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert f"{kind}.yaml" in schema["title"]
    assert schema["type"] == "object"


def test_an_unknown_kind_has_no_schema() -> None:
    with pytest.raises(KeyError):
        json_schema("kantor")


@pytest.mark.parametrize("name", [*ROOT_FILES, FIRST])
def test_a_sound_file_fits_its_schema(name: str) -> None:
    files = {**ROOT_FILES, FIRST: SOP}
    assert accepts(Path(name).stem if name in ROOT_FILES else "sop", files[name])


def test_the_whole_real_catalogue_fits_its_schemas() -> None:
    misfits = []
    for file in sorted(CATALOGUE.rglob("*.yaml")):
        kind = file.stem if file.parent == CATALOGUE else "sop"
        if not accepts(kind, file.read_text(encoding="utf-8")):
            misfits.append(file.name)
    assert misfits == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("sop", "nama: A\nnomer: K.1"),
        ("sop", "nomor: K.1"),
        ("sop", "nama: 5"),
        ("sop", "nama: A\nstatus: dicabutt"),
        ("sop", "nama: A\ndibuat: 1 Januari 2025"),
        ("sop", "nama: A\nlangkah: [{uraian: Kerja}]"),
        ("sop", "nama: A\nlangkah: [{uraian: Kerja, pelaksana: staf, waktu: 5}]"),
        ("sop", "nama: A\nlangkah: [{uraian: Kerja, pelaksana: staf, lanjut: ke atas}]"),
        ("sop", "nama: A\nlangkah: [{uraian: Kerja, pelaksana: staf, kode: 3a}]"),
        ("sop", "nama: A\nlangkah: [{uraian: Kerja, pelaksana: staf, keputusan: [atas]}]"),
        ("sop", "nama: A\nlangkah: [{uraian: Kerja, rangkaian: [{pelaksana: staf}]}]"),
        ("sop", "nama: A\nlangkah: [{uraian: Kerja, rangkaian: [{pelaksana: a}, {kode: b}]}]"),
        (
            "sop",
            "nama: A\nlangkah: [{uraian: Kerja, pelaksana: a, "
            "rangkaian: [{pelaksana: a}, {pelaksana: b}]}]",
        ),
        ("pelaksana", "kepala: 5"),
        ("pelaksana", "kepala: {nama: Kepala, sebut: X}"),
        ("dasar-hukum", "uu-1: {jenis: UU, nomor: 1, tahun: dua ribu, tentang: X}"),
        ("sop", "nama: A\nriwayat: [{revisi: 0}]"),
        ("sop", "nama: A\nperingatan: {tmbah: Awas}"),
        ("sop", "nama: A\nperingatan: {tambah: Awas, lain: Awas}"),
        ("katalog", KATALOG + "bawaan: {nama: A}\n"),
        ("sop", "nama: A\ndasar_hukum: [{tertulis: UU 4}]"),
        ("sop", "nama: A\ndasar_hukum: [[uu-1, 5]]"),
        ("pejabat", "kepala: {nama: A}"),
        ("pejabat", "kapolsek: {nama: A, nrp: 78010123, jabatan: Kapolsek}"),
        ("katalog", "tahun: 2025"),
        ("katalog", ONE_UNIT + "deret: lengkp"),
    ],
)
def test_a_schema_refuses_what_is_a_fault(kind: str, text: str) -> None:
    assert not accepts(kind, text)


@pytest.mark.parametrize("date", ["2025", "2025-01", "2025-01-15"])
def test_a_schema_accepts_a_date_as_exact_as_it_is(date: str) -> None:
    assert accepts("sop", f"nama: A\ndibuat: {date}")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("sop", "nama: A\nlangkah: {uraian: Kerja, pelaksana: staf}"),
        ("sop", "nama: A\npengecualian: {kode: FLW006, alasan: Tetap.}"),
        ("sop", "nama: A\nketerkaitan: {nomor: K.2, dikonfirmasi: 2026-01-10}"),
        ("sop", "nama: A\nketerkaitan: [K.2, {luar: SOP Gedung}]"),
        ("sop", "nama: A\nlangkah: {uraian: A, rangkaian: [{pelaksana: a}, {pelaksana: [a, b]}]}"),
        ("sop", "nama: A\nlangkah: {uraian: A, pelaksana: a, keputusan: [satu, 1, selesai]}"),
        ("sop", 'nama: A\nlangkah: {uraian: A, pelaksana: a, keputusan: {"": satu, tidak: 1}}'),
        ("sop", 'nama: A\nlangkah: [{uraian: A, pelaksana: a, nomor: "", kode: satu-2}]'),
        ("sop", "nama: A\nlangkah: [{uraian: A, pelaksana: a, nomor: 2a, lanjut: satu-2}]"),
        ("sop", "nama: A\nsumber: {baris: 5, catatan: {bagian: a, jenis: kosong, alasan: x}}"),
        ("sop", "nama: A\ndasar_hukum: [uu-1, [uu-2, uu-3], {peraturan: uu-4, tertulis: UU 4}]"),
        ("sop", "nama: A\ndasar_hukum: {peraturan: [uu-4, uu-5], tertulis: UU 4}"),
        ("sop", "nama: A\nperingatan: {tambah: Awas}\ndasar_hukum: {tambah: [uu-1, [uu-2, uu-3]]}"),
        ("katalog", KATALOG + "bawaan: {peringatan: Awas, dasar_hukum: [uu-1], peralatan: []}\n"),
        ("katalog", KATALOG.replace("Layanan}", "Layanan, bawaan: {pencatatan: {tambah: [A]}}}")),
        ("sop", "nama: A\nriwayat: {revisi: 0, tanggal: 2025, uraian: Terbit, oleh: kepala}"),
        ("sop", "nama: A\nisian: {maksud: Tertib, lingkup: [A, B]}\nefektif: 2025-01-01"),
        ("sop", "nama: A\npenyusun: a\npemeriksa: [b, c]"),
        ("dasar-hukum", "uud-1945: {jenis: Undang-Undang Dasar 1945}"),
        ("pejabat", "kapolsek: {nama: A, nrp: '78010123', jabatan: Kapolsek}"),
        ("katalog", ONE_UNIT),
        ("katalog", KATALOG + "penandatangan: {peran: pengesah}\n"),
        ("katalog", ONE_UNIT.replace('"K.{urut}"', '["K.{urut}", "V/{urut}"]')),
        ("katalog", ONE_UNIT.replace("nama: A", 'nama: A, penomoran: "V/{urut}"')),
        ("katalog", ONE_UNIT.replace("nama: A", 'nama: A, penomoran: ["V/{urut}"]')),
        ("katalog", ONE_UNIT + "deret: lengkap"),
        ("katalog", ONE_UNIT + "deret: {lengkap: true, mulai: 302}"),
    ],
)
def test_a_schema_accepts_one_where_several_may_stand(kind: str, text: str) -> None:
    assert accepts(kind, text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described_to_the_editor(kind: str) -> None:
    bare = list(undescribed(json.loads(json_schema(kind)), ""))
    assert bare == []


@pytest.mark.parametrize("kind", KINDS)
def test_keys_are_described_in_the_indonesian_of_the_glossary(kind: str) -> None:
    checks = settable(translator("id"), translator_of("manual", "id"))
    texts = [*said(json.loads(json_schema(kind, checks=checks)))]
    assert len(texts) > 3
    assert {text for text in texts if english_in(text.replace("No. ", ""))} == set()
    assert {text for text in texts if other_words(text)} == set()


def said(schema: object) -> Iterator[str]:
    """What a schema says to people."""
    if isinstance(schema, list):
        for each in schema:
            yield from said(each)
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in ("description", "enumDescriptions"):
                yield from [value] if isinstance(value, str) else filter(None, value)
            else:
                yield from said(value)


def undescribed(schema: object, place: str) -> Iterator[str]:
    """The keys, by their way from the root, that a schema does not describe."""
    if not isinstance(schema, dict):
        return
    for name, field in schema.get("properties", {}).items():
        if "description" not in field and "$ref" not in field:
            yield f"{place}/{name}"
    for name, part in schema.items():
        yield from undescribed(part, f"{place}/{name}")


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_fresh(kind: str) -> None:
    committed = CATALOGUE.parent / "docs" / "schema" / f"{kind}.json"
    fresh = json_schema(kind, checks=settable(translator("id"), translator_of("manual", "id")))
    assert committed.read_text(encoding="utf-8") == fresh + "\n"


@pytest.mark.parametrize(
    "form",
    [
        "lampung-2020",
        "{dasar: iso-9001-en, kertas: Letter}",
        "{kertas: {lebar: 200, tinggi: 300}, bagan: {nomor_kolom: true}}",
        "{identitas: {kotak: [[tujuan, acuan], riwayat]}, kata: {kotak: {tujuan: Tujuan}}}",
        "{tanda_tangan: {letak: identitas}}",
    ],
)
def test_a_form_may_be_changed_in_any_part(form: str) -> None:
    assert accepts("katalog", f"{KATALOG.replace('formulir: lampung-2020', '')}formulir: {form}\n")


@pytest.mark.parametrize(
    "form",
    [
        "lampung-2021",
        "{dasar: iso}",
        "{kertass: A4}",
        "{bagan: {nomor_kolom: banyak}}",
        "{kata: 1}",
    ],
)
def test_a_form_that_there_is_not_is_marked_in_editors(form: str) -> None:
    text = f"{KATALOG.replace('formulir: lampung-2020', '')}formulir: {form}\n"
    assert not accepts("katalog", text)
