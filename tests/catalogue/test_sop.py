"""One SOP: what it may lack, and where its steps lead."""

import pytest
from pydantic import ValidationError

from sopc.catalogue.dates import PartialDate
from sopc.catalogue.numbering import Numbering
from sopc.catalogue.sop import Sop

K = Numbering.of(["K.{urut}"])
SCHEME = {"numbering": K, "cited": K}


def sop(**data: object) -> Sop:
    return Sop.model_validate({"nomor": "K.1", "nama": "Contoh", **data}, context=SCHEME)


def refusal(**data: object) -> str:
    with pytest.raises(ValidationError) as refused:
        sop(**data)
    return str(refused.value)


def test_number_and_name_are_enough() -> None:
    assert str(sop().number) == "K.1"
    assert sop().is_written


@pytest.mark.parametrize(
    ("status", "written"),
    [("berlaku", True), ("draf", True), ("belum-disusun", False), ("dicabut", False)],
)
def test_only_what_is_in_force_or_a_draft_has_a_body(status: str, written: bool) -> None:
    assert sop(status=status).is_written is written


def test_only_a_draft_may_lack_a_number() -> None:
    assert sop(nomor=None, status="draf").number is None
    assert "`nomor` is missing" in refusal(nomor=None)


@pytest.mark.parametrize(("written", "date"), [("2025-01", (2025, 1)), (2025, (2025,))])
def test_a_date_may_be_a_bare_year(written: object, date: tuple[int, ...]) -> None:
    assert sop(dibuat=written).created == PartialDate(*date)


def test_one_thing_may_stand_for_a_list() -> None:
    several = sop(
        dasar_hukum="uu-1",
        kualifikasi="Teliti",
        keterkaitan="K.2",
        langkah={"uraian": "Kerja", "pelaksana": "staf"},
    )
    assert several.regulations == ("uu-1",)
    assert several.qualifications == ("Teliti",)
    assert [str(related.number) for related in several.related] == ["K.2"]
    assert several.steps[0].actors == ("staf",)


def test_a_related_sop_may_be_outside_the_catalogue() -> None:
    inside, outside = sop(keterkaitan=["K.2", {"luar": "SOP Gedung"}]).related
    assert (str(inside.number), inside.outside) == ("K.2", None)
    assert (outside.number, outside.outside) == (None, "SOP Gedung")


@pytest.mark.parametrize("related", [{}, {"nomor": "K.2", "luar": "SOP Gedung"}])
def test_a_related_sop_is_inside_or_outside(related: dict[str, str]) -> None:
    assert "not both" in refusal(keterkaitan=[related])


def test_an_sop_and_what_it_cites_may_have_been_looked_at_on_a_day() -> None:
    looked_at = sop(ditinjau="2026-01", keterkaitan={"nomor": "K.2", "dikonfirmasi": "2026-01-10"})
    assert looked_at.reviewed == PartialDate(2026, 1)
    assert looked_at.related[0].confirmed == PartialDate(2026, 1, 10)


def test_only_an_sop_of_the_catalogue_can_be_confirmed() -> None:
    outside = {"luar": "SOP Gedung", "dikonfirmasi": "2026-01-10"}
    assert "beside its `nomor`" in refusal(keterkaitan=outside)


@pytest.mark.parametrize("time", [30, 1.5])
def test_a_time_needs_its_unit(time: float) -> None:
    step = {"uraian": "Kerja", "pelaksana": "staf", "waktu": time}
    assert f"write `{time} menit`" in refusal(langkah=[step])


def test_a_time_is_not_yes_or_no() -> None:
    step = {"uraian": "Kerja", "pelaksana": "staf", "waktu": True}
    assert "expected a time in words" in refusal(langkah=[step])


@pytest.mark.parametrize("count", [1, 4])
def test_a_decision_has_two_or_three_exits(count: int) -> None:
    decision = {f"jalan {number}": number for number in range(1, count + 1)}
    step = {"uraian": "Periksa", "pelaksana": "staf", "keputusan": decision}
    assert "keputusan" in refusal(langkah=[step])


def test_a_step_goes_on_in_one_way_only() -> None:
    step = {"uraian": "Periksa", "pelaksana": "staf"}
    both = {**step, "keputusan": {"ya": 1, "tidak": 2}, "lanjut": 2}
    assert "either `keputusan` or `lanjut`" in refusal(langkah=[both])


@pytest.mark.parametrize("way", [{"lanjut": 2}, {"keputusan": {"ya": 1, "tidak": "selesai"}}])
def test_an_end_does_not_lead_on(way: dict[str, object]) -> None:
    step = {"uraian": "Selesai", "pelaksana": "staf", "jenis": "selesai", **way}
    assert "is the end" in refusal(langkah=[step])


def test_only_a_revoked_sop_has_a_successor() -> None:
    assert str(sop(status="dicabut", digantikan="K.2").replaced_by) == "K.2"
    assert "add `status: dicabut`" in refusal(digantikan="K.2")


@pytest.mark.parametrize("code", ["flw006", "FLW6", "FLW0060", "FLW006\n"])
def test_a_waiver_names_a_code_in_capitals(code: str) -> None:
    assert "three capital letters" in refusal(pengecualian={"kode": code, "alasan": "x"})
