"""The part to sign in."""

from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.sign.finished import FileToSign
from sopc.sign.making.parts import part_to_sign
from sopc.sign.options import KeyPlace, SigningOptions
from tests.sign.office import NAMES, Office
from tests.sign.pki import NOW


def part(
    office: Office, pdf: bytes, holder: str, role: str | None = None, official: str | None = None
) -> str:
    """The part that someone would sign in."""
    options = SigningOptions(KeyPlace(), str, NOW, role, official)
    work = FileToSign(office.document(), pdf, Path("a.pdf"))
    certificate = office.keys[holder].certificate
    return part_to_sign(work, office.catalogue.officials, options, certificate).field


@pytest.mark.parametrize("holder", [*NAMES])
def test_a_certificate_finds_its_own_part(office: Office, holder: str) -> None:
    assert part(office, office.unsigned(), holder) == holder


def test_whose_part_is_signed_gets_the_next_one(office: Office) -> None:
    half = office.signed(("Penyusun",))
    assert part(office, half, "Penyusun") == "Pemeriksa"
    assert part(office, half, "Pengesah") == "Pengesah"


def test_the_user_s_words_count_more_than_the_certificate(office: Office) -> None:
    pdf = office.unsigned()
    assert part(office, pdf, "Penyusun", role="pengesah") == "Pengesah"
    assert part(office, pdf, "Penyusun", official="pemeriksa") == "Pemeriksa"
    assert part(office, pdf, "Penyusun", official="kepala", role="pengesah") == "Pengesah"


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"official": "bukan"}, "pejabat.yaml has no official bukan"),
        ({"role": "penyusun"}, "has no such part that is still to sign"),
        ({"official": "penyusun"}, "has no such part that is still to sign"),
        ({"official": "pemeriksa", "role": "pengesah"}, "has no such part that is still to sign"),
    ],
)
def test_what_cannot_be_signed_is_told(office: Office, wish: dict[str, str], words: str) -> None:
    with pytest.raises(SopcError, match=words):
        part(office, office.signed(("Penyusun",)), "Penyusun", **wish)


def test_when_all_have_signed_no_part_is_left(office: Office, signed: bytes) -> None:
    with pytest.raises(SopcError, match="has no such part"):
        part(office, signed, "Pengesah")
