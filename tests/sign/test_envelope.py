"""A signed manifest by itself: by whom it is believed, and what is said when it is not."""

import base64
import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import pem
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed448, ed25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.envelope import Manifest, seal, signed_statement, unseal
from sopc.sign.examine import Trust
from sopc.sign.findings import Finding
from sopc.sign.keys import SigningKey, from_pem, from_pkcs12
from tests.sign.office import NAMES, Office, converted
from tests.sign.pki import (
    NOW,
    PASSPHRASE,
    YEAR,
    Authority,
    Holder,
    certificate_of,
    of_no_known_curve,
)
from tests.sign.samples import sample

FILES = {"handbook.pdf": "0" * 64}
UNUSABLE = Manifest(
    {},
    (Finding(causes.MANIFEST_ALTERED, Phrase("the signed manifest is damaged, or was altered")),),
)
STATEMENT = signed_statement({"outputs": {"handbook.pdf": "1" * 64}}, FILES)


def key_of(authority: Authority, holder: Holder, folder: Path) -> SigningKey:
    return from_pkcs12(authority.p12(holder, folder / "k.p12"), PASSPHRASE)


def read(office: Office, data: bytes, trust: Trust | None = None) -> Manifest:
    """What the office makes of an envelope."""
    return unseal(data, trust or office.trust, [*office.catalogue.officials.values()])


@pytest.fixture
def sealed(office: Office) -> bytes:
    """An envelope that an official has signed."""
    return seal(STATEMENT, office.keys["Pengesah"])


def test_an_official_s_manifest_is_believed(office: Office, sealed: bytes) -> None:
    assert read(office, sealed) == Manifest(FILES)


@pytest.mark.parametrize("elliptic", [True, False])
def test_a_manifest_may_be_signed_by_either_kind_of_key(
    office: Office, tmp_path: Path, *, elliptic: bool
) -> None:
    holder = office.authority.issue(*NAMES["Pengesah"], elliptic=elliptic)
    data = seal(STATEMENT, key_of(office.authority, holder, tmp_path))
    assert read(office, data) == Manifest(FILES)


def test_an_official_s_certificate_may_be_of_an_ed25519_key(office: Office, tmp_path: Path) -> None:
    made, name = ed25519.Ed25519PrivateKey.generate(), NAMES["Pengesah"][0]
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    own = Holder(office.holders["Pengesah"].key, certificate_of(subject, key=made))
    key, cert = tmp_path / "k.pem", tmp_path / "c.pem"
    key.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    cert.write_bytes(own.pem)
    data = seal(STATEMENT, from_pem(key, cert, None))
    assert read(office, data, Trust([converted(own)], office.trust.now)) == Manifest(FILES)
    assert read(office, data).faults


def test_a_manifest_of_somebody_else_is_not_believed(office: Office, tmp_path: Path) -> None:
    holder = office.authority.issue("ORANG LAIN", elliptic=True)
    data = seal(STATEMENT, key_of(office.authority, holder, tmp_path))
    words = "the signed manifest is by none of the catalogue's officials"
    assert read(office, data).faults == (words,)
    nobody = unseal(seal(STATEMENT, office.keys["Pengesah"]), office.trust, [])
    assert nobody.faults == (words,)


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [(-2, -1, "the certificate expired on"), (1, 2, "the certificate is valid from")],
)
def test_a_manifest_by_a_certificate_out_of_date_is_not_believed(
    office: Office, tmp_path: Path, begins: int, ends: int, words: str
) -> None:
    holder = office.authority.issue(
        *NAMES["Pengesah"], begins=NOW + begins * YEAR, ends=NOW + ends * YEAR, elliptic=True
    )
    (fault,) = read(office, seal(STATEMENT, key_of(office.authority, holder, tmp_path))).faults
    assert fault.startswith(f"the signed manifest: {words}")


def test_a_manifest_by_an_authority_of_another_office_is_not_believed(
    office: Office, sealed: bytes, tmp_path: Path
) -> None:
    words = ("the signed manifest is by no authority that is trusted here",)
    other = Authority()  # of the same name
    holder = other.issue(*NAMES["Pengesah"], elliptic=True)
    assert read(office, seal(STATEMENT, key_of(other, holder, tmp_path))).faults == words
    elsewhere = Trust([converted(other.root)], office.trust.now)
    assert read(office, sealed, elsewhere).faults == words
    assert read(office, sealed, Trust([], office.trust.now)).faults == words


def test_a_bare_key_s_manifest_is_believed_by_that_key_only(office: Office) -> None:
    key, other = (ed25519.Ed25519PrivateKey.generate() for _ in range(2))
    data = seal(STATEMENT, key)
    assert unseal(data, office.trust, [], key.public_key()) == Manifest(FILES)
    assert unseal(data, office.trust, [], other.public_key()) == UNUSABLE
    assert unseal(data, office.trust, []) == UNUSABLE


def test_a_bare_key_does_not_stand_in_for_an_official(office: Office, sealed: bytes) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    data = without_certificate(json.loads(sealed), key.public_key())
    assert unseal(data, office.trust, [], key.public_key()) == UNUSABLE


def written(envelope: Mapping[str, Any]) -> bytes:
    return (json.dumps(envelope, indent=1) + "\n").encode("ascii")


def keyid(public: ed25519.Ed25519PublicKey | ed448.Ed448PublicKey) -> str:
    return sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def without_certificate(envelope: Any, public: ed25519.Ed25519PublicKey) -> bytes:
    (signed,) = envelope["signatures"]
    del signed["cert"]
    signed["keyid"] = keyid(public)
    return written(envelope)


def test_a_key_of_a_kind_that_signs_no_manifests_is_not_believed(office: Office) -> None:
    """Everything is right with it but the kind of its key."""
    key = ed448.Ed448PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAMES["Pengesah"][0])])
    own = certificate_of(name, key=key)
    payload = json.dumps(STATEMENT, ensure_ascii=False, sort_keys=True).encode()
    kind = b"application/vnd.in-toto+json"
    encoded = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    signed = {
        "keyid": keyid(key.public_key()),
        "sig": base64.b64encode(key.sign(encoded)).decode(),
        "cert": own.public_bytes(Encoding.PEM).decode(),
    }
    envelope = {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": kind.decode(),
        "signatures": [signed],
    }
    trust = Trust([converted(Holder(office.holders["Pengesah"].key, own))], office.trust.now)
    assert read(office, written(envelope), trust) == UNUSABLE


def test_a_key_that_no_library_here_knows_is_not_believed(office: Office, sealed: bytes) -> None:
    envelope = json.loads(sealed)
    (signed,) = envelope["signatures"]
    own = of_no_known_curve(office.holders["Pengesah"].certificate.public_bytes(Encoding.DER))
    certificate = Certificate.load(own)
    signed["cert"] = pem.armor("CERTIFICATE", own).decode()
    signed["keyid"] = sha256(certificate.public_key.dump()).hexdigest()
    assert read(office, written(envelope)) == UNUSABLE


def again(change: Callable[[Any], object]) -> Callable[[bytes], bytes]:
    """The envelope with something done to what it says."""

    def changed(data: bytes) -> bytes:
        envelope = json.loads(data)
        change(envelope)
        return written(envelope)

    return changed


DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "no JSON": lambda data: data[:-3],
    "a list": lambda data: b"[" + data + b"]",
    "a number": lambda _: b"1",
    "no text": lambda data: b"\xff" + data,
    "nested without end": lambda _: b"[" * 100_000,
    "a space more": lambda data: data + b" ",
    "written closer": lambda data: json.dumps(json.loads(data)).encode(),
    "no payload": again(lambda e: e.pop("payload")),
    "a payload that is a number": again(lambda e: e.update(payload=1)),
    "a payload that is no base64": again(lambda e: e.update(payload="!")),
    "a payload of another kind": again(lambda e: e.update(payloadType="text/plain")),
    "something more": again(lambda e: e.update(lagi=1)),
    "no signature": again(lambda e: e.update(signatures=[])),
    "signatures that are a number": again(lambda e: e.update(signatures=1)),
    "a signature twice": again(lambda e: e["signatures"].append(e["signatures"][0])),
    "no signature's value": again(lambda e: e["signatures"][0].pop("sig")),
    "an empty signature": again(lambda e: e["signatures"][0].update(sig="")),
    "another key's name": again(lambda e: e["signatures"][0].update(keyid="0" * 64)),
    "a certificate that is a number": again(lambda e: e["signatures"][0].update(cert=1)),
    "a certificate that is text": again(lambda e: e["signatures"][0].update(cert="CN=X")),
    "no certificate": again(lambda e: e["signatures"][0].pop("cert")),
    "an empty certificate": again(lambda e: e["signatures"][0].update(cert="")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_envelope_is_told_in_a_sentence(
    office: Office, sealed: bytes, damage: str
) -> None:
    altered = DAMAGES[damage](sealed)
    assert altered != sealed
    assert read(office, altered) == UNUSABLE


def test_no_byte_of_an_envelope_can_be_changed(
    office: Office, sealed: bytes, exhaustive: bool
) -> None:
    for position in sample(range(len(sealed)), 400, exhaustive):
        altered = bytearray(sealed)
        altered[position] ^= 1 << position % 8
        assert read(office, bytes(altered)).faults, position


@pytest.mark.parametrize(
    "subject",
    [None, 1, [1], [{}], [{"name": "a"}], [{"name": "a", "digest": 1}], [{"name": []}], "handbook"],
)
def test_a_genuine_envelope_that_lists_nothing_usable_is_told(
    office: Office, subject: object
) -> None:
    data = seal({**STATEMENT, "subject": subject}, office.keys["Pengesah"])
    assert read(office, data) == UNUSABLE


def test_what_is_no_statement_is_told(office: Office) -> None:
    data = seal([1, 2], office.keys["Pengesah"])  # type: ignore[arg-type]  # on purpose
    assert read(office, data) == UNUSABLE


def test_a_statement_tells_the_files_as_they_are_and_as_they_were() -> None:
    before = {"outputs": {"b": "1"}, "versions": {"sopc": "1"}}
    said = signed_statement(before, {"b": "2", "a": "3"})
    assert said == {
        "versions": {"sopc": "1"},
        "subject": [
            {"name": "a", "digest": {"sha256": "3"}},
            {"name": "b", "digest": {"sha256": "2"}},
        ],
        "outputs": {"a": "3", "b": "2"},
        "unsigned": {"b": "1"},
    }
    assert signed_statement({}, {})["unsigned"] == {}
