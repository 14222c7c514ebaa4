"""What a foreign signature brings besides what it needs: no byte of it can be another."""

import pytest
from asn1crypto import cms
from asn1crypto.x509 import Certificate

from sopc.sign.signature.der import end_of
from sopc.sign.trust.vouched import is_list_vouched, is_vouched
from tests.sign.foreign_forms import (
    FORMS,
    bring,
    crossed,
    in_small_letters,
    piecewise,
    revoked,
    serve_as,
    with_cms,
)
from tests.sign.office import NAMES, Office, converted
from tests.sign.pki import Authority


@pytest.fixture(scope="module")
def begun(office: Office) -> bytes:
    return office.signed((*NAMES,)[:2])


def of_nobody() -> Certificate:
    """A certificate whose issuer is not there."""
    return converted(Authority("CA Lain").issue("Orang Lain", elliptic=True))


def flipped(certificate: Certificate, place: int) -> Certificate:
    """The certificate with a bit of its end, its signature, changed."""
    data = bytearray(certificate.dump())
    data[place] ^= 1
    return Certificate.load(bytes(data))


def test_its_issuer_stands_for_a_certificate(office: Office) -> None:
    known = [converted(office.authority.middle), converted(office.authority.root)]
    own = converted(office.holders["Pengesah"])
    assert is_vouched(own, known)
    assert is_vouched(known[1], [known[1]])
    assert is_vouched(crossed(office), known)
    assert not is_vouched(flipped(own, -1), known)
    assert not is_vouched(own, known[1:])
    assert not is_vouched(of_nobody(), known)
    assert not is_vouched(own, known * 26)


def test_its_issuer_stands_for_a_list_of_the_revoked(office: Office) -> None:
    known = [converted(office.authority.middle), converted(office.authority.root)]
    assert is_list_vouched(revoked(office), known)
    assert not is_list_vouched(revoked(office), known[1:])
    other = Authority()
    assert not is_list_vouched(revoked(office), [converted(other.middle)])


@pytest.mark.parametrize("brings", ["of nobody", "changed"])
def test_what_nobody_stands_for_is_not_brought_along(
    office: Office, begun: bytes, brings: str
) -> None:
    more = {
        "of nobody": [of_nobody()],
        "changed": [flipped(converted(office.holders["Penyusun"]), -1)],
    }[brings]
    pdf = with_cms(serve_as(begun, office), bring(*more))
    assert "Pengesah: the signature's own data was altered" in office.verdict(pdf).faults


def test_ours_are_written_in_one_form_only(office: Office, signed: bytes) -> None:
    for change in (in_small_letters, piecewise):
        assert not office.verdict(change(signed)).holds
    empty = with_cms(serve_as(office.signed((*NAMES,)[:2]), office), _bring_no_list)
    assert not office.verdict(empty).holds
    assert office.verdict(FORMS["small letters"](office.signed((*NAMES,)[:2]), office)).holds


def _bring_no_list(signed: cms.SignedData) -> None:
    signed["crls"] = cms.RevocationInfoChoices([])


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("3080 020101 0000", 7),
        ("3080 020101 0000 00", 7),
        ("3080 3080 0000 0000", 8),
        ("a080 0401ff 0000", 7),
        ("2480 0401ff 0000", 7),
        ("3080 020101", None),  # it does not end
        ("3004 3080 0000", None),  # within one that tells its length
        ("0280 01 0000", None),  # a number that does not tell its length
        ("2280 01 0000", None),
        ("3080 02020001 0000", None),
        ("30" + "80" + "3080" * 70 + "0000" * 71, None),
    ],
)
def test_lengths_may_be_untold_only_on_the_outside(text: str, end: int | None) -> None:
    assert end_of(bytes.fromhex(text), indefinite=True) == end
    assert end_of(bytes.fromhex(text), indefinite=False) is None
