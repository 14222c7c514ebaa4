"""The fields of the form: every key of an SOP, whatever stands there."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.lsp.snapshot import Snapshot
from sopc.serve.form_fields import ELSEWHERE, GROUPS
from sopc.serve.form_view import Field, SopForm, form_of
from sopc.serve.html import Html
from sopc.serve.places import by_way
from tests.catalogues import FIRST, write_catalogue

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
