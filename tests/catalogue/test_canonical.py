"""The canonical form: one meaning, one text; the editor's own records do not count."""

import pytest

from sopc.catalogue.canonical import canonical, digest
from sopc.catalogue.numbering import Numbering
from sopc.catalogue.sop import Sop


def sop(**data: object) -> Sop:
    pattern = Numbering.of(["K.{urut}"])
    scheme = {"numbering": pattern, "cited": pattern}
    return Sop.model_validate({"nomor": "K.1", "nama": "Contoh", **data}, context=scheme)


def test_the_form_is_json_with_sorted_keys_and_without_what_goes_without_saying() -> None:
    assert canonical(sop(status="berlaku", peralatan="Meja")) == (
        b'{"nama":"Contoh","nomor":"K.1","peralatan":["Meja"]}'
    )


@pytest.mark.parametrize(
    "records",
    [
        {"sumber": {"baris": "1-2"}},
        {"pengecualian": {"kode": "FLW006", "alasan": "Tetap."}},
        {"ditinjau": "2026-01-10"},
    ],
)
def test_the_editor_s_records_do_not_change_what_an_sop_says(records: dict[str, object]) -> None:
    assert digest(sop(**records)) == digest(sop())


def test_looking_at_a_related_sop_again_does_not_change_what_an_sop_says() -> None:
    plain = sop(keterkaitan="K.2")
    confirmed = sop(keterkaitan={"nomor": "K.2", "dikonfirmasi": "2026-01-10"})
    assert digest(confirmed) == digest(plain)
    assert digest(plain) != digest(sop())


def test_what_is_printed_changes_what_an_sop_says() -> None:
    assert digest(sop(peringatan="Awas")) != digest(sop())


def test_a_field_can_be_left_out_on_demand() -> None:
    dated = sop(direvisi="2026-01", keterkaitan="K.2")
    assert canonical(dated, without=frozenset({"revised", "related"})) == canonical(sop())
