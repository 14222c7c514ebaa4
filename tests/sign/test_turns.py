"""Whose turn it is to sign a file of a folder, which nobody has named."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopc.catalogue.registry import Official
from sopc.catalogue.signatories import Signatory
from sopc.language import Phrase
from sopc.sign.finished import FileToSign
from sopc.sign.making.parts import turn_of
from sopc.sign.options import KeyPlace, SigningOptions
from tests.sign.office import NAMES, Office, converted

OPEN = "whose part Penyusun is, is left open: --role"


def turn(
    office: Office,
    pdf: bytes | None = None,
    role: str | None = None,
    official: str | None = None,
    signatories: tuple[Signatory, ...] | None = None,
) -> str:
    """The field in which the drafter is to sign, or why none."""
    document = office.document()
    if signatories is not None:
        document = replace(document, signatories=signatories)
    work = FileToSign(document, pdf or office.unsigned(), Path(), is_named=False)
    options = SigningOptions(KeyPlace(), str, datetime.now(UTC), role, official)
    certificate = converted(office.holders["Penyusun"])
    found = turn_of(work, office.catalogue.officials, options, certificate)
    return found if isinstance(found, Phrase) else found.field


def test_it_is_the_first_part_that_is_open(office: Office) -> None:
    assert turn(office) == turn(office, role="penyusun") == "Penyusun"
    assert turn(office, official="penyusun") == "Penyusun"


def test_others_sign_before_or_instead(office: Office) -> None:
    assert turn(office, role="pengesah") == "Penyusun signs first"
    assert turn(office, official="pemeriksa") == "PENYUSUN CONTOH, S.Kom signs it"
    assert turn(office, office.signed((*NAMES,)[:1])) == "Dra. PEMERIKSA CONTOH signs it"
    assert turn(office, office.signed()) == "all have signed it"


def test_a_part_that_is_left_open_is_signed_by_who_says_so(office: Office) -> None:
    open_part = (Signatory("Penyusun", "penyusun", None),)
    assert turn(office, signatories=open_part) == OPEN
    assert turn(office, signatories=open_part, role="penyusun") == "Penyusun"


@pytest.mark.parametrize("role", [None, "penyusun"])
def test_an_office_that_nobody_holds_signs_nothing(office: Office, role: str | None) -> None:
    nobody = Official.model_validate({"jabatan": "Kepala Sub Bagian Umum"})
    part = (Signatory("Penyusun", "penyusun", nobody),)
    assert turn(office, signatories=part, role=role).startswith(
        "pejabat.yaml does not say who holds the office Kepala Sub Bagian Umum"
    )
