"""The JSON Schemas as an editor's server shows them: what is offered, what is put in."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from sopc.catalogue import key_order
from sopc.catalogue.names import KnownNames, names_of
from sopc.catalogue.references import OPEN, REFERENCES, NameKind, named_at
from sopc.load import kinds
from sopc.load.loader import load_catalogue
from sopc.load.schema import KINDS, json_schema
from sopc.load.yaml_reader import read_yaml
from tests.catalogue.written import disturbed, written
from tests.catalogues import FIRST, SOP, sop, write_catalogue
from tests.examples import at_most

REAL = Path(__file__).parents[2] / "sops"
GONE = "sekretariat/umum/K.1.1.1.2.yaml"
_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    "pelaksana": kinds.ACTORS.adapter,
    "dasar-hukum": kinds.REGULATIONS.adapter,
    "pejabat": kinds.OFFICIALS.adapter,
    "sop": kinds.SOP.adapter,
}


def parts(schema: object) -> Iterator[dict[str, Any]]:
    """A schema and every part of it."""
    if isinstance(schema, dict):
        yield schema
        for each in schema.values():
            yield from parts(each)
    if isinstance(schema, list):
        for each in schema:
            yield from parts(each)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> KnownNames:
    root = tmp_path_factory.mktemp("names")
    loaded = load_catalogue(
        write_catalogue(
            root,
            {
                FIRST: SOP,
                GONE: sop("K.1.1.1.2", "status: dicabut\n"),
                "pelaksana.yaml": "kepala: {nama: Kepala, kelompok: Satker}\nstaf: Staf\n",
                "dasar-hukum.yaml": "uu-1: {jenis: UU, nomor: 1, status: dicabut}\n"
                "uu-2: {jenis: UUD}\n",
            },
        )
    )
    assert loaded.catalogue is not None
    return names_of(loaded.catalogue, loaded.unread)


def choices(names: KnownNames, kind: str, *way: str) -> dict[str, str]:
    """What a schema offers at a place, each with its description."""
    found = json.loads(json_schema(kind, names))
    for key in way:
        found = found[key]
    return {
        choice: said
        for each in parts(found)
        if "enumDescriptions" in each
        for choice, said in zip(each["enum"], each["enumDescriptions"], strict=True)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_accepting_a_key_puts_in_nothing_that_says_nothing(kind: str) -> None:
    every = [*parts(json.loads(json_schema(kind)))]
    assert [each for each in every if each.get("type") == "null"] == []
    empty = [
        each for each in every if "default" in each and each["default"] in (None, [], {}, False)
    ]
    assert empty == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_name_of_a_class_is_shown(kind: str) -> None:
    every = [*parts(json.loads(json_schema(kind)))]
    shown = {each["title"] for each in every if isinstance(each.get("title"), str)}
    shown |= {name for each in every for name in each.get("$defs", {})}
    assert shown
    assert {name for name in shown if name != name.lower()} <= {f"sopc: {kind}.yaml"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_shown_under_its_own_name(kind: str) -> None:
    for part in parts(json.loads(json_schema(kind))):
        for key, each in part.get("properties", {}).items():
            assert each["title"] == key


def test_keys_come_in_the_order_of_the_form() -> None:
    schema = json.loads(json_schema("sop"))
    assert [*schema["properties"]] == [*key_order.SOP]
    assert [*schema["$defs"]["langkah"]["properties"]] == [*key_order.STEP]
    assert [*schema["$defs"]["rangkaian"]["properties"]] == [*key_order.PART]
    assert [*schema["$defs"]["riwayat"]["properties"]] == [*key_order.REVISION]
    assert [*schema["$defs"]["catatan"]["properties"]] == [*key_order.NOTE]
    assert [*schema["$defs"]["keputusan_kantor"]["properties"]] == [*key_order.DECISION]


def _filled_in(value: Any) -> Any:
    """What a snippet becomes once something is typed at every stop."""
    if isinstance(value, dict):
        return {key: _filled_in(each) for key, each in value.items()}
    return re.sub(r"\$\{\d+:(.*)\}", r"\1", re.sub(r"\$\d+", "kata", value))


def test_a_step_can_be_put_in_as_a_whole() -> None:
    schema = json.loads(json_schema("sop"))
    snippets = schema["$defs"]["langkah"]["defaultSnippets"]
    rows = [_filled_in(snippet["body"]) for snippet in snippets]
    assert Draft202012Validator(schema).is_valid({"nama": "A", "langkah": rows})
    assert all("$" not in str(row) for row in rows)


@cache
def _validators(kind: str) -> tuple[Draft202012Validator, Draft202012Validator]:
    plain = _ADAPTERS[kind].json_schema(by_alias=True, mode="validation")
    return Draft202012Validator(plain), Draft202012Validator(json.loads(json_schema(kind)))


def _has_null(value: object) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value is None or any(map(_has_null, inner))


@at_most(40)
@given(st.data())
def test_what_is_accepted_is_what_the_models_accept_but_for_null(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from([*_ADAPTERS]))
    models, shown = _validators(kind)
    right = written(_ADAPTERS[kind].json_schema())
    value = data.draw(st.one_of(right, disturbed(right)))
    if not _has_null(value):
        assert shown.is_valid(value) == models.is_valid(value), value


@pytest.mark.parametrize(
    "text",
    ["pengesah: Ibu Kepala", "pelaksana: [Staf Umum]", "dibuat: kemarin", "langkah: {uraian: ''}"],
)
def test_what_the_models_refuse_is_refused_without_a_catalogue_too(text: str) -> None:
    document, _ = read_yaml(f"nomor: K.1\nnama: A\n{text}".encode(), "x.yaml")
    assert document is not None
    assert not _validators("sop")[1].is_valid(document.value)


def test_names_are_choices_with_what_is_printed(names: KnownNames) -> None:
    assert choices(names, "sop", "properties", "pelaksana") == {
        "kepala": "Satker: Kepala",
        "staf": "Staf",
    }
    assert choices(names, "sop", "properties", "dasar_hukum")["uu-1"] == "UU Nomor 1 (dicabut)"
    assert choices(names, "sop", "properties", "pengesah") == {
        "kepala": "PEJABAT CONTOH, SE, Kepala Dinas Contoh"
    }
    assert choices(names, "sop", "properties", "keterkaitan") == {
        "K.1.1.1.1": "Menerima Surat",
        "K.1.1.1.2": "Contoh (dicabut)",
    }
    assert (
        choices(names, "dasar-hukum", "$defs", "dasar-hukum", "properties", "oleh")["uu-2"] == "UUD"
    )
    assert choices(names, "katalog", "$defs", "unit", "properties", "pengesah").keys() == {"kepala"}


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("pelaksana: [kepala, staf]", True),
        ("pelaksana: staff", False),
        ("dasar_hukum: [uu-1, [uu-1, uu-2], {peraturan: uu-2, tertulis: UUD}]", True),
        ("dasar_hukum: {tambah: [uu-1, {peraturan: [uu-9]}]}", False),
        ("pengesah: kepal", False),
        ("penyusun: [kepala]", True),
        ("keterkaitan: [K.1.1.1.1, {nomor: K.1.1.1.2, dikonfirmasi: 2026}, {luar: Lain}]", True),
        ("keterkaitan: [K.1.1.1.3]", False),
        ("keterkaitan: {nomor: K.1.1.1.3}", False),
        ("status: dicabut\ndigantikan: K.9", False),
        ("riwayat: {revisi: 0, uraian: Terbit, oleh: kepala}", True),
        ("riwayat: {revisi: 0, uraian: Terbit, oleh: Ibu Kepala}", True),
        ("langkah: {uraian: A, pelaksana: staf, keputusan: {ya: selesai, tidak: kode-lain}}", True),
        ("langkah: {uraian: A, pelaksana: staf, lanjut: Ke Atas}", False),
        ("langkah: {uraian: A, rangkaian: [{pelaksana: staf}, {pelaksana: staff}]}", False),
    ],
)
def test_only_names_of_the_catalogue_fit(names: KnownNames, text: str, fits: bool) -> None:
    document, _ = read_yaml(f"nomor: K.1.1.1.1\nnama: A\n{text}".encode(), "x.yaml")
    assert document is not None
    schema = json.loads(json_schema("sop", names))
    assert Draft202012Validator(schema).is_valid(document.value) is fits


def test_targets_are_offered_the_end(names: KnownNames) -> None:
    for way in ("lanjut", "keputusan"):
        found = choices(names, "sop", "$defs", "langkah", "properties", way)
        assert found == {"selesai": "Akhir prosedur"}


def test_where_files_could_not_be_read_other_names_may_stand(tmp_path: Path) -> None:
    files = {FIRST: SOP, GONE: "nomor: [", "pejabat.yaml": "kepala: ["}
    loaded = load_catalogue(write_catalogue(tmp_path, files))
    assert loaded.catalogue is not None
    schema = json.loads(json_schema("sop", names_of(loaded.catalogue, loaded.unread)))
    fits = Draft202012Validator(schema).is_valid
    assert fits({"nomor": "K.1", "nama": "A", "keterkaitan": ["K.1.1.1.2"], "pengesah": "kadis"})
    assert not fits({"nomor": "K.1", "nama": "A", "pelaksana": "staff"})


def test_the_real_catalogue_fits_its_own_choices() -> None:
    loaded = load_catalogue(REAL)
    assert loaded.catalogue is not None
    names = names_of(loaded.catalogue, loaded.unread)
    for kind in KINDS:
        schema = Draft202012Validator(json.loads(json_schema(kind, names)))
        files = REAL.glob("*/**/*.yaml") if kind == "sop" else [REAL / f"{kind}.yaml"]
        for file in files:
            document, _ = read_yaml(file.read_bytes(), file.name)
            assert document is not None
            assert schema.is_valid(document.value), file


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_of_names_is_that_of_the_schema(kind: str) -> None:
    """Every key of the pattern of a key is in the table, unless it names a folder."""
    schema = json.loads(json_schema(kind))
    known = {way for way, named in REFERENCES[kind].items() if named is not NameKind.STEP}
    key = "^[a-z0-9]+(-[a-z0-9]+)*$"
    found = set()

    def look(part: dict[str, Any], way: tuple[str, ...]) -> None:
        if "$ref" in part:
            look(schema["$defs"][part["$ref"].rpartition("/")[2]], way)
        if part.get("pattern") == key:
            found.add(".".join(way))
        for each in part.get("anyOf", []):
            look(each, way)
        if isinstance(part.get("items"), dict):
            look(part["items"], way)
        for name, each in part.get("properties", {}).items():
            look(each, (*way, name))

    root = (
        next(iter(schema["patternProperties"].values()))
        if "patternProperties" in schema
        else schema
    )
    look(root, ())
    assert {way for way in found if not way.endswith("folder")} <= known
    assert found or kind in ("pelaksana", "pejabat")


@pytest.mark.parametrize(
    ("kind", "path", "named"),
    [
        ("sop", ("pelaksana", 2), NameKind.ACTOR),
        ("sop", ("pelaksana",), NameKind.ACTOR),
        ("sop", ("langkah", 1, "rangkaian", 0, "pelaksana", 1), NameKind.ACTOR),
        ("sop", ("langkah", 1, "keputusan", "ya"), NameKind.STEP),
        ("sop", ("langkah", 1, "keputusan", 0), NameKind.STEP),
        ("sop", ("keterkaitan", 0, "luar"), None),
        ("sop", ("langkah", 1, "uraian"), None),
        ("katalog", ("unit", 0, "bawaan", "dasar_hukum", "tambah", 1, 0), NameKind.REGULATION),
        ("dasar-hukum", ("uu-1", "oleh", 0), NameKind.REGULATION),
        ("dasar-hukum", ("oleh", "nomor"), None),
        ("form", ("pelaksana",), None),
    ],
)
def test_the_path_of_a_value_says_what_it_names(
    kind: str, path: tuple[str | int, ...], named: NameKind | None
) -> None:
    assert named_at(kind, path) is named


def test_what_may_be_other_words_is_in_the_table() -> None:
    assert {way for ways in REFERENCES.values() for way in ways} >= OPEN
