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
