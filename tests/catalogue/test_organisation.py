"""The settings an agency may add to its catalogue."""

import pytest
from pydantic import ValidationError

from sopc.catalogue.organisation import Settings
from sopc.load.forms import shipped_forms

BASE = {
    "instansi": {"nama": "Dinas Contoh"},
    "tahun": 2025,
    "penomoran": "K.{urut}",
    "pengesah": "kepala",
    "unit": [{"nomor": 1, "folder": "umum", "nama": "Umum"}],
}


def settings(**more: object) -> Settings:
    return Settings.model_validate({**BASE, **more}, context={"forms": shipped_forms()})


def test_nothing_is_asked_for_that_an_agency_did_not_choose() -> None:
    plain = settings()
    assert plain.review is None
    assert plain.verifier is None
    assert (plain.terms, plain.signers, plain.initials) == ({}, (), ())


def test_an_agency_numbers_by_one_pattern_or_several() -> None:
    several = ["K.{urut}", "B.{unit}.{urut}"]
    assert settings().patterns == ("K.{urut}",)
    assert settings(penomoran=several).patterns == tuple(several)


def test_a_unit_may_number_by_patterns_of_its_own() -> None:
    unit = {"nomor": 1, "folder": "umum", "nama": "Umum"}
    (plain,) = settings(unit=[unit]).units
    (own,) = settings(unit=[{**unit, "penomoran": "U.{urut}"}]).units
    assert (plain.patterns, own.patterns) == ((), ("U.{urut}",))


@pytest.mark.parametrize(
    "patterns",
    [
        [],
        "",
        5,
        ["K.{urut}", "K.{unit}"],
        ["K.{urut}", "K.{urut}"],
        ["K.{urut}", "K.{urut:3}"],
        ["K.{seksi}.{urut}", "K.{unit}.{urut}"],
    ],
)
def test_patterns_that_cannot_number_or_be_told_apart_are_refused(patterns: object) -> None:
    with pytest.raises(ValidationError):
        settings(penomoran=patterns)
    with pytest.raises(ValidationError):
        settings(unit=[{"nomor": 1, "folder": "umum", "nama": "U", "penomoran": patterns}])


@pytest.mark.parametrize(
    ("series", "closed", "start"),
    [
        ("lengkap", True, None),
        ({"lengkap": True}, True, None),
        ({"lengkap": True, "mulai": 302}, True, 302),
        ({"lengkap": False}, False, None),
    ],
)
def test_an_agency_says_whether_its_series_are_closed(
    series: object, closed: bool, start: int | None
) -> None:
    said = settings(deret=series).series
    assert (said.closed, said.start) == (closed, start)
    assert not settings().series.closed


@pytest.mark.parametrize(
    "series",
    ["lengkp", {"mulai": 302}, {"lengkap": False, "mulai": 302}, {"lengkap": True, "mulai": 0}, []],
)
def test_any_other_word_on_series_is_refused(series: object) -> None:
    with pytest.raises(ValidationError):
        settings(deret=series)


def test_an_agency_may_review_its_sops_every_so_many_months() -> None:
    review = settings(peninjauan={"bulan": 12}).review
    assert review is not None
    assert review.months == 12


@pytest.mark.parametrize("months", [0, -1, 121, "12"])
def test_a_review_is_due_within_ten_years(months: object) -> None:
    with pytest.raises(ValidationError):
        settings(peninjauan={"bulan": months})


def test_a_term_has_one_wrong_spelling_or_several() -> None:
    terms = settings(istilah={"kepala bidang": ["kabid", "Kabid"], "standar": "standard"}).terms
    assert terms == {"kepala bidang": ("kabid", "Kabid"), "standar": ("standard",)}


def test_those_who_sign_keep_their_order() -> None:
    roles = [{"peran": "penyusun"}, {"peran": "pengesah", "pejabat": "kepala"}]
    signers = settings(penandatangan=roles).signers
    assert [(signer.role, signer.official) for signer in signers] == [
        ("penyusun", None),
        ("pengesah", "kepala"),
    ]


def test_initials_are_one_office_or_several() -> None:
    assert settings(paraf="Sekretaris").initials == ("Sekretaris",)
    assert settings(paraf=["Sekretaris", "Kabag"]).initials == ("Sekretaris", "Kabag")


@pytest.mark.parametrize(
    "address", ["https://tte.example.go.id", "https://tte.example.go.id:8443/periksa?x=1"]
)
def test_a_verifier_has_an_encrypted_address(address: str) -> None:
    assert settings(verifikasi=address).verifier == address


@pytest.mark.parametrize(
    "address",
    ["http://tte.example.go.id", "tte.example.go.id", "https://", "https://a b", "https://a\n", 5],
)
def test_any_other_address_is_refused(address: object) -> None:
    with pytest.raises(ValidationError):
        settings(verifikasi=address)
