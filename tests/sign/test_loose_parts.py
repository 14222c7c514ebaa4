"""A signature does not sign all of itself: what could be written otherwise is held to one form."""

from collections.abc import Callable, Mapping
from io import BytesIO

import pytest
from asn1crypto import algos, cms
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import simple_cms_attribute

from tests.sign.office import Office, converted
from tests.sign.samples import place, sample

Change = Callable[[cms.SignedData, Office], None]


def bring(signed: cms.SignedData, certificates: list[cms.CertificateChoices]) -> None:
    signed["certificates"] = cms.CertificateSet(certificates)


def bring_the_root(signed: cms.SignedData, office: Office) -> None:
    root = cms.CertificateChoices("certificate", converted(office.authority.root))
    bring(signed, [*signed["certificates"], root])


def leave_out_the_authority(signed: cms.SignedData, office: Office) -> None:
    authority = converted(office.authority.middle)
    bring(signed, [c for c in signed["certificates"] if c.chosen.dump() != authority.dump()])


def bring_one_twice(signed: cms.SignedData, _: Office) -> None:
    bring(signed, [*signed["certificates"], signed["certificates"][0]])


def take_the_other_form(signed: cms.SignedData, _: Office) -> None:
    """(r, n - s) holds as well as (r, s)."""
    signer = signed["signer_infos"][0]
    r, s = decode_dss_signature(signer["signature"].native)
    signer["signature"] = encode_dss_signature(r, SECP256R1().group_order - s)


def take_the_authoritys_other_form(signed: cms.SignedData, office: Office) -> None:
    authority = converted(office.authority.middle)
    brought = next(c for c in signed["certificates"] if c.chosen.dump() == authority.dump())
    r, s = decode_dss_signature(brought.chosen["signature_value"].native)
    altered = brought.chosen.copy()
    altered["signature_value"] = encode_dss_signature(r, SECP256R1().group_order - s)
    others = [c for c in signed["certificates"] if c.chosen.dump() != authority.dump()]
    bring(signed, [*others, cms.CertificateChoices("certificate", altered)])


def list_another_algorithm(signed: cms.SignedData, _: Office) -> None:
    more = algos.DigestAlgorithm({"algorithm": "sha512"})
    signed["digest_algorithms"] = [*signed["digest_algorithms"], more]


def say_another_version(signed: cms.SignedData, _: Office) -> None:
    signed["version"] = "v3"


def add_an_attribute(signed: cms.SignedData, _: Office) -> None:
    note = simple_cms_attribute("content_type", "data")
    signed["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([note])


def leave_out_null(signed: cms.SignedData, _: Office) -> None:
    plain = algos.DigestAlgorithm.load(bytes.fromhex("300b0609608648016503040201"))
    signed["digest_algorithms"] = [plain]
    signed["signer_infos"][0]["digest_algorithm"] = plain


def name_the_key(signed: cms.SignedData, _: Office) -> None:
    """Say by its key which certificate it is, not by its issuer: nothing signs either."""
    signer = signed["signer_infos"][0]
    serial = signer["sid"].chosen["serial_number"].native
    (own,) = [c.chosen for c in signed["certificates"] if c.chosen.serial_number == serial]
    signer["sid"] = cms.SignerIdentifier("subject_key_identifier", own.key_identifier)
    signer["version"] = signed["version"] = "v3"


def sign_twice(signed: cms.SignedData, _: Office) -> None:
    signed["signer_infos"] = cms.SignerInfos([*signed["signer_infos"], *signed["signer_infos"]])


def bring_a_list_of_the_revoked(signed: cms.SignedData, _: Office) -> None:
    signed["crls"] = cms.RevocationInfoChoices([])


CHANGES: Mapping[str, Change] = {
    "the root's certificate brought along": bring_the_root,
    "the authority's certificate left out": leave_out_the_authority,
    "a certificate brought twice": bring_one_twice,
    "the other form of the signature": take_the_other_form,
    "the other form of a certificate's signature": take_the_authoritys_other_form,
    "an algorithm more": list_another_algorithm,
    "another version": say_another_version,
    "an attribute more": add_an_attribute,
    "an algorithm without its null": leave_out_null,
    "its certificate named by the key": name_the_key,
    "a signer twice": sign_twice,
    "a list of the revoked brought along": bring_a_list_of_the_revoked,
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_signature_written_otherwise_does_not_hold(
    office: Office, signed: bytes, name: str
) -> None:
    start, end = place(signed)
    held = bytes.fromhex(signed[start:end].decode())
    content = cms.ContentInfo.load(held)
    before = content.dump()
    CHANGES[name](content["content"], office)
    after = content.dump(force=True)
    assert after != before
    room = (end - start) // 2
    assert len(after) <= room
    digits = after.ljust(room, b"\0").hex().upper().encode()
    assert not office.verdict(signed[:start] + digits + signed[end:]).holds


def test_written_as_it_was_it_holds(office: Office, signed: bytes) -> None:
    """So the tests above fail for what they change, not for how they write it."""
    start, end = place(signed)
    held = bytes.fromhex(signed[start:end].decode())
    content = cms.ContentInfo.load(held)
    content["content"]["signer_infos"][0]["signature"] = bytes(
        content["content"]["signer_infos"][0]["signature"].native
    )
    same = content.dump(force=True).ljust((end - start) // 2, b"\0").hex().upper().encode()
    assert same == signed[start:end]
    assert office.verdict(signed[:start] + same + signed[end:]).holds


def with_signature(pdf: bytes, signature: bytes) -> bytes:
    """The file with another signature in the place of its last one."""
    start, end = place(pdf)
    digits = signature.ljust((end - start) // 2, b"\0").hex().upper().encode()
    return pdf[:start] + digits + pdf[end:]


def der(tag: int, contents: bytes) -> bytes:
    """A value of 256 bytes or more."""
    return bytes([tag, 0x82]) + len(contents).to_bytes(2, "big") + contents


def test_a_part_more_than_there_should_be_is_not_passed_over(office: Office, signed: bytes) -> None:
    start, end = place(signed)
    content = cms.ContentInfo.load(bytes.fromhex(signed[start:end].decode()))
    more = content["content"].contents + b"\xa5\x00"
    kind = content["content_type"].dump()
    longer = der(0x30, kind + der(0xA0, der(0x30, more)))
    assert not office.verdict(with_signature(signed, longer)).holds


def test_a_length_is_not_written_longer_than_need_be(office: Office, signed: bytes) -> None:
    start, end = place(signed)
    held = bytes.fromhex(signed[start:end].decode())
    assert held[:2] == b"\x30\x82"
    longer = b"\x30\x83\x00" + held[2 : 4 + int.from_bytes(held[2:4], "big")]
    assert not office.verdict(with_signature(signed, longer)).holds


def test_a_time_stamp_cannot_be_taken_out(office: Office, stamped: bytes) -> None:
    start, end = place(stamped)
    content = cms.ContentInfo.load(bytes.fromhex(stamped[start:end].decode()))
    del content["content"]["signer_infos"][0]["unsigned_attrs"]
    without = content.dump(force=True)
    faults = office.verdict(with_signature(stamped, without)).faults
    assert faults == ("Pengesah: its time stamp was removed",)


def test_the_last_time_stamp_cannot_be_cut_off(office: Office, lasting: bytes) -> None:
    signatures = PdfFileReader(BytesIO(lasting)).embedded_signatures
    covered = signatures[-2].byte_range
    cut = lasting[: covered[2] + covered[3]]
    assert office.verdict(cut).faults == ("Pengesah: its time stamp was removed",)


def test_a_time_stamp_is_not_hidden_behind_another_tag(
    office: Office, stamped: bytes, exhaustive: bool
) -> None:
    """What a reader does not know, it passes over: the signature would hold without its time."""
    start, end = place(stamped)
    held = bytearray.fromhex(stamped[start:end].decode())
    position = held.index(bytes.fromhex("060b2a864886f70d010910020e")) - 8
    assert held[position] == 0xA1
    others = [tag for tag in range(256) if tag != 0xA1]
    for tag in {*sample(others, 8, exhaustive), 0xA0, 0xA2, 0x81, 0x31}:
        held[position] = tag
        assert not office.verdict(with_signature(stamped, bytes(held))).holds, tag
