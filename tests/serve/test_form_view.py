"""The fields of the form: every key of an SOP, whatever stands there."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.load.schema_tidying import Schema
from sopc.lsp.snapshot import Snapshot
from sopc.serve.form_fields import ELSEWHERE, GROUPS, FieldKind
from sopc.serve.form_items import part_of, parts_of
from sopc.serve.form_office import OfficeForm
from sopc.serve.form_view import Field, SopForm, form_of
from sopc.serve.html import Html
from sopc.serve.places import by_way
from tests.catalogues import FIRST, KATALOG, SOP, STRICT, write_catalogue

KEYS = [field.key for group in GROUPS for field in group.fields]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    root = write_catalogue(tmp_path_factory.mktemp("desk") / "sops")
    found = Snapshot.of(root, {}, None, date(2026, 1, 2))
    assert found is not None
    return found


def field_of(form: SopForm, key: str) -> Field:
    (found,) = (f for group in form.groups for f in group.fields if f.key == key)
    return found


def test_every_key_that_an_sop_may_have_is_somewhere(snapshot: Snapshot) -> None:
    known = set(snapshot.schema("sop")["properties"])
    assert {*KEYS, *ELSEWHERE} == known
    assert len(KEYS) == len({*KEYS})


def test_names_are_shown_as_they_are_printed(snapshot: Snapshot) -> None:
    form = form_of({"dasar_hukum": "uu-1-2020"}, snapshot.schema("sop"), {})
    (item,) = field_of(form, "dasar_hukum").items
    assert (item.value, item.is_known) == ("uu-1-2020", True)
    assert item.said == "Undang-Undang Nomor 1 Tahun 2020 tentang Contoh"


def test_a_name_that_nobody_knows_is_shown_as_it_is(snapshot: Snapshot) -> None:
    form = form_of({"dasar_hukum": ["uu-9"]}, snapshot.schema("sop"), {})
    (item,) = field_of(form, "dasar_hukum").items
    assert (item.said, item.is_known) == ("uu-9", False)


def test_what_is_found_stands_at_its_field(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    path = root / FIRST
    path.write_text(path.read_text("utf-8").replace("2025-01-02", "kapan"), "utf-8")
    now = Snapshot.of(root, {}, None, date(2026, 1, 2))
    assert now is not None
    file = next(file for file in now.files.values() if file.path == path)
    assert file.document is not None
    found = by_way(file.document, now.findings(file.name))
    form = form_of(file.document.value, now.schema("sop"), found)
    (finding,) = field_of(form, "dibuat").findings
    assert "kapan" in finding.message
    assert field_of(form, "nama").findings == ()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), VALUES, max_size=6))
def test_whatever_stands_in_a_file_is_shown_or_told(
    snapshot: Snapshot, value: dict[str, object]
) -> None:
    form = form_of(value, snapshot.schema("sop"), {})
    text = Html("id", "/x").write("form.html", form=form, file="a.yaml", is_read=True)
    shown = {field.key for group in form.groups for field in group.fields if field.is_there}
    missing = {key for key, each in value.items() if each is not None} - shown - {*ELSEWHERE}
    assert missing <= {*form.unknown}
    assert "<script" not in text


def test_one_text_without_a_list_is_changed_where_it_stands(snapshot: Snapshot) -> None:
    form = form_of({"kualifikasi": "S1", "peralatan": ["A"]}, snapshot.schema("sop"), {})
    (one,), (other,) = field_of(form, "kualifikasi").items, field_of(form, "peralatan").items
    assert (one.row, one.path) == (("kualifikasi",), ("kualifikasi",))
    assert other.row == ("peralatan", 0)


def test_what_adds_to_what_all_have_is_a_list_of_its_own(snapshot: Snapshot) -> None:
    field = field_of(
        form_of({"peralatan": {"tambah": ["Map"]}}, snapshot.schema("sop"), {}), "peralatan"
    )
    assert (field.kind, field.path, field.adds) == ("texts", ("peralatan", "tambah"), True)
    assert field.items[0].path == ("peralatan", "tambah", 0)


def test_what_all_have_is_shown_where_an_sop_says_nothing(tmp_path: Path) -> None:
    settings = KATALOG + "bawaan: {peralatan: Komputer, dasar_hukum: uu-1-2020}\n"
    root = write_catalogue(tmp_path / "sops", {"katalog.yaml": settings, FIRST: SOP})
    now = Snapshot.of(root, {}, None, date(2026, 1, 2))
    assert now is not None
    office = OfficeForm.of(now.catalogue, "sekretariat")
    form = form_of({"dasar_hukum": []}, now.schema("sop"), {}, office)
    assert field_of(form, "peralatan").otherwise == ("Komputer",)
    assert field_of(form, "dasar_hukum").otherwise == ()  # it says that it has none
    form = form_of({}, now.schema("sop"), {}, office)
    (said,) = field_of(form, "dasar_hukum").otherwise
    assert said == "Undang-Undang Nomor 1 Tahun 2020 tentang Contoh"


def test_boxes_that_are_the_offices_own_can_be_filled_in(tmp_path: Path) -> None:
    settings = STRICT.replace("formulir: lampung-2020", "formulir: iso-9001-en")
    root = write_catalogue(tmp_path / "sops", {"katalog.yaml": settings, FIRST: SOP})
    now = Snapshot.of(root, {}, None, date(2026, 1, 2))
    assert now is not None
    office = OfficeForm.of(now.catalogue, "sekretariat")
    field = field_of(
        form_of({"isian": {"lain": ["a", "b"]}}, now.schema("sop"), {}, office), "isian"
    )
    assert [*office.own] == [item.path[-1] for item in field.items][:-1]
    assert office.own
    assert (field.items[-1].path, field.items[-1].said) == (("isian", "lain"), "a\nb")


def test_groups_have_fields_for_every_key(snapshot: Snapshot) -> None:
    schema = snapshot.schema("sop")

    def held(kinds: Iterable[FieldKind], around: Schema) -> None:
        for kind in kinds:
            part = part_of(schema, around, kind.key)
            assert part, kind.key
            if kind.parts:
                inner = [*_keys(schema, part)]
                assert {*inner} == {each.key for each in kind.parts}
                held(kind.parts, part)

    held([field for group in GROUPS for field in group.fields], schema)


def _keys(schema: Schema, part: Schema) -> list[str]:
    for each in parts_of(schema, part):
        if "properties" in each:
            return [*each["properties"]]
    return []


def test_groups_without_a_list_and_with_unknown_keys_are_shown(snapshot: Snapshot) -> None:
    data = {
        "riwayat": {"revisi": 0, "uraian": "Awal", "apa": 1},
        "sumber": {"catatan": [{"bagian": "nama", "keputusan_kantor": {"oleh": "Kepala"}}]},
    }
    form = form_of(data, snapshot.schema("sop"), {})
    (row,) = field_of(form, "riwayat").rows
    assert (row.path, row.unknown) == (("riwayat",), ("apa",))
    assert [field.path for field in row.fields][:2] == [
        ("riwayat", "revisi"),
        ("riwayat", "tanggal"),
    ]
    (source,) = field_of(form, "sumber").rows
    (note,) = source.fields[1].rows
    (decision,) = note.folded[-1].rows
    assert decision.fields[0].path == ("sumber", "catatan", 0, "keputusan_kantor", "oleh")
    kinds = note.fields[1]
    assert {choice.name for choice in kinds.choices} >= {"koreksi", "pertentangan"}


def test_several_regulations_as_one_and_other_words_are_shown(snapshot: Snapshot) -> None:
    data = {
        "dasar_hukum": [["uu-1-2020", "x"], {"peraturan": "uu-1-2020", "tertulis": "UU Contoh"}]
    }
    several, worded = field_of(form_of(data, snapshot.schema("sop"), {}), "dasar_hukum").items
    assert several.said == "Undang-Undang Nomor 1 Tahun 2020 tentang Contoh; x"
    assert not several.is_known
    assert (worded.path, worded.more) == (("dasar_hukum", 1, "tertulis"), "UU Contoh")
