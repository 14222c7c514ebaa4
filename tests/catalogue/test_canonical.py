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


@pytest.mark.parametrize(
    ("written", "other", "same"),
    [
        ("Simpan *hardcopy*", "Simpan hardcopy", True),
        ("Lihat <https://a.go.id>", "Lihat https://a.go.id", True),
        ("Lihat [portal](https://a.go.id)", "Lihat [portal](https://b.go.id)", False),
        ("Lihat [portal](https://a.go.id)", "Lihat portal", False),
        ("Syarat:\n- KTP", "Syarat: - KTP", False),
        (r"\*Wajib\*", "*Wajib*", False),
    ],
)
def test_words_and_where_links_lead_are_said_and_italics_are_not(
    written: str, other: str, same: bool
) -> None:
    assert (digest(sop(peringatan=written)) == digest(sop(peringatan=other))) is same
    once, again = (sop(langkah={"uraian": t, "pelaksana": "a"}) for t in (written, other))
    assert (digest(once) == digest(again)) is same
    once, again = (deciding(label) for label in (written, other))
    assert (digest(once) == digest(again)) is same


def deciding(label: str) -> Sop:
    exits = {label: 1, "tidak": "selesai"}
    return sop(langkah={"uraian": "X", "pelaksana": "a", "keputusan": exits})


def test_a_text_without_marks_is_said_as_it_always_was() -> None:
    text = "1. Surat (5 * 3) & [a](b) C:\\x, 2020"
    assert canonical(sop(peringatan=text)) == (
        b'{"nama":"Contoh","nomor":"K.1","peringatan":["1. Surat (5 * 3) & [a](b) C:\\\\x, 2020"]}'
    )


def test_a_field_can_be_left_out_on_demand() -> None:
    dated = sop(direvisi="2026-01", keterkaitan="K.2")
    assert canonical(dated, without=frozenset({"revised", "related"})) == canonical(sop())


def steps(*written: dict[str, object]) -> Sop:
    return sop(langkah=[{"uraian": "Kerja", "pelaksana": "staf", **step} for step in written])


def test_how_steps_are_called_does_not_change_what_an_sop_says() -> None:
    counted = steps({}, {"keputusan": {"ya": 3, "tidak": 1}}, {"lanjut": "selesai"})
    named = steps(
        {"kode": "awal"},
        {"keputusan": {"ya": "akhir", "tidak": "awal"}, "kode": "periksa"},
        {"kode": "akhir", "lanjut": "selesai"},
    )
    assert canonical(named) == canonical(counted)
    assert b'"keputusan":{"tidak":1,"ya":3}' in canonical(named)


def test_where_steps_lead_changes_what_an_sop_says() -> None:
    chain = [{"pelaksana": "staf"}, {"pelaksana": "staf", "kode": "dua", "keputusan": [1, 2]}]
    row: dict[str, object] = {"uraian": "Kerja", "rangkaian": chain}
    after: dict[str, object] = {"uraian": "Kerja", "pelaksana": "staf"}
    ways = [sop(langkah=[row, {**after, "lanjut": target}]) for target in (1, "dua", "selesai")]
    assert len({digest(way) for way in ways}) == 3
    assert b'"lanjut":"1.2"' in canonical(ways[1])
    assert b'{"keputusan":[1,2],"pelaksana":["staf"]}' in canonical(ways[1])
