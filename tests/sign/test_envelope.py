"""A signed manifest by itself: by whom it is believed, and what is said when it is not."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import pem
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.findings import Finding
from sopc.sign.making.keys import SigningKey, from_pem, from_pkcs12
from sopc.sign.manifest.envelope import Manifest, seal, unseal
from sopc.sign.manifest.envelope import sealed as sealed_bytes
from sopc.sign.manifest.statement import Last, statement_of
from sopc.sign.manifest.statement import written as written_statement
from sopc.sign.trust.revocation import Register, Statements
from sopc.sign.trust.trusted import Trust
from tests.sign.office import NAMES, Office, clock_of, converted
from tests.sign.pki import (
    NOW,
    PASSPHRASE,
    YEAR,
    Authority,
    Holder,
    certificate_of,
    of_no_known_curve,
)
from tests.sign.revocations import DAY, Entry, read_list, revocation_list
from tests.sign.samples import sample

FILES = {"handbook.pdf": "0" * 64}
UNUSABLE = Manifest(
    {},
    (Finding(causes.MANIFEST_ALTERED, Phrase("the signed manifest is damaged, or was altered")),),
)
BUILT = {"handbook.pdf": "1" * 64}
STATEMENT = statement_of({"outputs": BUILT, "inputs": {"a": "b"}}, FILES, NOW, Last())
PAYLOAD = json.loads(written_statement(STATEMENT))


def key_of(authority: Authority, holder: Holder, folder: Path) -> SigningKey:
    return from_pkcs12(authority.p12(holder, folder / "k.p12"), PASSPHRASE)


def read(office: Office, data: bytes, trust: Trust | None = None) -> Manifest:
    """What the office makes of an envelope."""
    return unseal(data, trust or office.trust, [*office.catalogue.officials.values()])


def is_believed(manifest: Manifest) -> bool:
    """Whether all of a manifest is as it was sealed, and nothing is found wrong with it."""
    said = (manifest.files, manifest.built, manifest.inputs, manifest.sequence, manifest.sealed_at)
    return manifest.findings == () and said == (FILES, BUILT, {"a": "b"}, 1, NOW)


@pytest.fixture
def sealed(office: Office) -> bytes:
    """An envelope that an official has signed."""
    return seal(STATEMENT, office.keys["Pengesah"])


def test_an_official_s_manifest_is_believed(office: Office, sealed: bytes) -> None:
    assert is_believed(read(office, sealed))


@pytest.mark.parametrize("elliptic", [True, False])
def test_a_manifest_may_be_signed_by_either_kind_of_key(
    office: Office, tmp_path: Path, *, elliptic: bool
) -> None:
    holder = office.authority.issue(*NAMES["Pengesah"], elliptic=elliptic)
    data = seal(STATEMENT, key_of(office.authority, holder, tmp_path))
    assert is_believed(read(office, data))


def test_an_official_s_certificate_may_be_of_an_ed25519_key(office: Office, tmp_path: Path) -> None:
    made, (name, nip) = ed25519.Ed25519PrivateKey.generate(), NAMES["Pengesah"]
    parts = {NameOID.COMMON_NAME: name, NameOID.SERIAL_NUMBER: nip}
    subject = x509.Name([x509.NameAttribute(*part) for part in parts.items()])
    own = Holder(office.holders["Pengesah"].key, certificate_of(subject, key=made))
    key, cert = tmp_path / "k.pem", tmp_path / "c.pem"
    key.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    cert.write_bytes(own.pem)
    data = seal(STATEMENT, from_pem(key, cert, None))
    assert is_believed(read(office, data, Trust([converted(own)], office.trust.now)))
    assert read(office, data).faults


def test_a_manifest_by_a_revoked_certificate_is_not_believed(office: Office, sealed: bytes) -> None:
    for days, cause in ((-1, causes.REVOKED), (1, causes.REVOKED_SINCE)):
        entry = Entry(office.holders["Pengesah"], NOW + days * DAY)
        said = read_list(revocation_list(office.authority.middle, entry, since=NOW + DAY))
        trust = replace(office.trust, now=NOW + 2 * DAY, register=Register(Statements((said,))))
        (finding,) = read(office, sealed, trust).findings
        assert finding.cause is cause
        assert finding.message.startswith("the signed manifest: the certificate of PEJABAT CONTOH")


def test_a_manifest_of_somebody_else_is_not_believed(office: Office, tmp_path: Path) -> None:
    holder = office.authority.issue("ORANG LAIN", elliptic=True)
    data = seal(STATEMENT, key_of(office.authority, holder, tmp_path))
    (fault,) = read(office, data).faults
    assert fault.startswith("the signed manifest is not by PEJABAT CONTOH, SE")
    nobody = unseal(seal(STATEMENT, office.keys["Pengesah"]), office.trust, [])
    assert nobody.faults == ("the signed manifest is not by ?: nobody may sign it",)


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
    assert is_believed(unseal(data, office.trust, [], key.public_key()))
    assert unseal(data, office.trust, [], other.public_key()) == UNUSABLE
    (keyless,) = unseal(data, office.trust, []).findings
    assert (keyless.cause, keyless.hint) == (
        causes.MANIFEST_UNPROVABLE,
        "give the public key that its signer names: --manifest-key FILE",
    )


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
    payload = written_statement(STATEMENT)
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
    "an empty certificate": again(lambda e: e["signatures"][0].update(cert="")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_envelope_is_told_in_a_sentence(
    office: Office, sealed: bytes, damage: str
) -> None:
    altered = DAMAGES[damage](sealed)
    assert altered != sealed
    assert read(office, altered) == UNUSABLE


def test_an_envelope_without_its_certificate_proves_nothing(office: Office, sealed: bytes) -> None:
    without = again(lambda e: e["signatures"][0].pop("cert"))(sealed)
    assert [each.cause for each in read(office, without).findings] == [causes.MANIFEST_UNPROVABLE]


def test_no_byte_of_an_envelope_can_be_changed(
    office: Office, sealed: bytes, exhaustive: bool
) -> None:
    for position in sample(range(len(sealed)), 400, exhaustive):
        altered = bytearray(sealed)
        altered[position] ^= 1 << position % 8
        assert read(office, bytes(altered)).faults, position


def subject(name: str, sha: str = "0" * 64) -> dict[str, object]:
    return {"digest": {"sha256": sha}, "name": name}


def dumped(payload: object) -> bytes:
    return json.dumps(payload, ensure_ascii=False, sort_keys=True).encode()


def with_predicate(**changed: object) -> bytes:
    return dumped({**PAYLOAD, "predicate": {**PAYLOAD["predicate"], **changed}})


SUBJECTS: tuple[object, ...] = (
    *(None, 1, [1], [{}], [{"name": "a"}], [{"name": "a", "digest": 1}], "handbook"),
    *([{"name": [], "digest": {"sha256": "0" * 64}}], [subject("a", "0" * 63)]),
    *([subject("a"), subject("a", "1" * 64)], [subject("b"), subject("a")]),
    *([subject("a\nb")], [subject("")], [{**subject("a"), "uri": "x"}]),
    [{"name": "a", "digest": {"sha256": "0" * 64, "sha1": "0"}}],
)
OTHER_FORMS: Mapping[str, bytes] = {
    **{
        f"subjects {number}: {listed!r:.40}": dumped({**PAYLOAD, "subject": listed})
        for number, listed in enumerate(SUBJECTS)
    },
    "a list": b"[1, 2]",
    "another type": dumped({**PAYLOAD, "_type": "https://in-toto.io/Statement/v0.1"}),
    "another predicate": dumped({**PAYLOAD, "predicateType": "https://slsa.dev/provenance/v1"}),
    "no type": dumped({key: value for key, value in PAYLOAD.items() if key != "_type"}),
    "more than is ours beside the predicate": dumped({**PAYLOAD, "outputs": FILES}),
    "more in the predicate": with_predicate(more=1),
    "number 0": with_predicate(sequence=0),
    "a number that is text": with_predicate(sequence="1"),
    "a time without its zone": with_predicate(sealed="2026-01-01T00:00:00"),
    "a key twice, of which the last would count": written_statement(STATEMENT).replace(
        b'"predicateType"', b'"subject": [], "predicateType"'
    ),
    "written closer": json.dumps(PAYLOAD, separators=(",", ":"), sort_keys=True).encode(),
    "in another order": json.dumps({key: PAYLOAD[key] for key in reversed(PAYLOAD)}).encode(),
    "no text": b"\xff",
}


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_a_genuine_envelope_of_a_statement_in_another_form_is_told(
    office: Office, form: str
) -> None:
    data = sealed_bytes(OTHER_FORMS[form], office.keys["Pengesah"])
    assert read(office, data) == UNUSABLE


def test_a_statement_tells_the_files_as_they_are_and_as_they_were() -> None:
    said = {"predicate": {"sops": {"x": "y"}, "commit": "c", "dirty": False}}
    before = {"outputs": {"b": "1" * 64}, "versions": {"sopc": "1"}, "inputs": {"i": "2"}, **said}
    last = Last(4, "9" * 64)
    statement = statement_of(before, {"b": "2" * 64, "a": "3" * 64}, NOW, last)
    assert json.loads(written_statement(statement)) == {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [subject("a", "3" * 64), subject("b", "2" * 64)],
        "predicateType": "urn:sopc:enactment:1",
        "predicate": {
            "built": {"b": "1" * 64},
            "inputs": {"i": "2"},
            "versions": {"sopc": "1"},
            "sops": {"x": "y"},
            "commit": "c",
            "dirty": False,
            "sealed": f"{NOW:%Y-%m-%dT%H:%M:%SZ}",
            "sequence": 5,
            "previous": "9" * 64,
        },
    }


def test_the_other_form_of_an_elliptic_signature_is_not_believed(
    office: Office, sealed: bytes
) -> None:
    envelope = json.loads(sealed)
    (signed,) = envelope["signatures"]
    r, s = decode_dss_signature(base64.b64decode(signed["sig"]))
    order = ec.SECP256R1().group_order
    signed["sig"] = base64.b64encode(encode_dss_signature(r, order - s)).decode()
    assert read(office, written(envelope)) == UNUSABLE


def test_a_time_stamp_proves_when_a_manifest_was_sealed(office: Office) -> None:
    data = seal(STATEMENT, office.keys["Pengesah"], office.clock)
    manifest = read(office, data)
    assert (manifest.findings, manifest.is_proven) == ((), True)
    later = Trust(office.trust.roots, NOW + 2 * YEAR - timedelta(days=400))
    assert read(office, data, later).findings == ()


def test_a_time_stamp_of_another_envelope_is_not_believed(office: Office) -> None:
    key = office.keys["Pengesah"]
    other = json.loads(seal(statement_of({}, {}, NOW, Last()), key, office.clock))
    envelope = json.loads(seal(STATEMENT, key, office.clock))
    envelope["signatures"][0]["timestamp"] = other["signatures"][0]["timestamp"]
    assert read(office, written(envelope)).faults == (
        "the signed manifest's time stamp is not genuine",
    )


def test_a_time_stamp_by_an_unknown_authority_proves_nothing(office: Office) -> None:
    data = seal(STATEMENT, office.keys["Pengesah"], clock_of(Authority("CA Lain")))
    manifest = read(office, data)
    assert manifest.is_proven is False
    assert manifest.faults == ("the signed manifest's time stamp is by no authority trusted here",)


def test_a_manifest_of_a_time_to_come_is_not_believed(office: Office) -> None:
    later = statement_of({}, FILES, NOW + timedelta(days=1), Last())
    (fault,) = read(office, seal(later, office.keys["Pengesah"])).faults
    assert fault.startswith("the signed manifest is of a time to come")


def test_a_given_key_is_the_only_one(office: Office, sealed: bytes) -> None:
    """A certificate is not enough where a key is given, whoever vouches for it."""
    other = ed25519.Ed25519PrivateKey.generate().public_key()
    manifest = unseal(sealed, office.trust, [*office.catalogue.officials.values()], other)
    assert manifest.faults == (
        "the signed manifest is not by the key that was given: --manifest-key",
    )


def _placed(sealed: bytes, change: Callable[[list[str]], list[str]]) -> bytes:
    """An envelope with its certificates changed, in the one form of envelopes."""
    envelope, ends = json.loads(sealed), "-----END CERTIFICATE-----\n"
    own = envelope["signatures"][0]
    own["cert"] = "".join(change([f"{each}{ends}" for each in own["cert"].split(ends)[:-1]]))
    return (json.dumps(envelope, indent=1) + "\n").encode()


def test_an_envelope_brings_what_leads_up_from_its_certificate_and_no_other(
    office: Office, sealed: bytes
) -> None:
    other, root = (each.root.pem.decode() for each in (Authority(), office.authority))
    changes: tuple[Callable[[list[str]], list[str]], ...] = (
        lambda own: [*own, other],
        lambda own: [*own, own[-1]],
        lambda own: [*own, root],
        lambda own: [own[0], own[0], *own[1:]],
    )
    assert _placed(sealed, lambda own: own) == sealed
    for change in changes:
        assert read(office, _placed(sealed, change)) == UNUSABLE
