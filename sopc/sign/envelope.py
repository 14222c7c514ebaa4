"""The manifest, signed: an in-toto Statement in a DSSE envelope, beside the PDFs it lists.

It tells of every file as a whole, so it also catches what a signature inside a file cannot: that
the file was replaced by an earlier one that holds just as well.
"""

import asyncio
import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

from asn1crypto import pem
from asn1crypto.x509 import Certificate
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from sopc.catalogue.registry import Official
from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.certificates import mismatch, out_of_date, parse_certificates
from sopc.sign.damaged import DAMAGED
from sopc.sign.examine import Trust
from sopc.sign.findings import Finding
from sopc.sign.keys import SigningKey

ENVELOPE = "manifest.dsse.json"
"""The signed manifest's name, beside ``manifest.json``."""
_PAYLOAD_TYPE = "application/vnd.in-toto+json"
_UNUSABLE = Finding(
    causes.MANIFEST_ALTERED, Phrase("the signed manifest is damaged, or was altered")
)
Statement: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a signed manifest says: SHA-256 by file; and what is found of it."""

    files: Mapping[str, str]
    findings: tuple[Finding, ...] = ()

    @property
    def faults(self) -> tuple[Phrase, ...]:
        """What is wrong with it, in sentences."""
        return tuple(finding.sentence for finding in self.findings if finding.lowers)


def signed_statement(statement: Statement, files: Mapping[str, str]) -> Statement:
    """A build's statement once its files are signed: ``files`` are their SHA-256 digests now."""
    subjects = [{"name": name, "digest": {"sha256": sha}} for name, sha in sorted(files.items())]
    return {
        **statement,
        "subject": subjects,
        "outputs": dict(sorted(files.items())),
        "unsigned": statement.get("outputs", {}),
    }


def seal(statement: Statement, key: SigningKey | Ed25519PrivateKey) -> bytes:
    """Sign a statement; the envelope brings the certificates along, where there are any."""
    payload = json.dumps(statement, ensure_ascii=False, sort_keys=True).encode("utf-8")
    if isinstance(key, Ed25519PrivateKey):
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        signature, certificates = key.sign(_encoded(payload)), ""
    else:
        public = key.certificate.public_key.dump()
        signature = asyncio.run(key.signer.async_sign_raw(_encoded(payload), "sha256"))
        certificates = _armoured([key.certificate, *key.chain])
    return _written(payload, signature, public, certificates)


def unseal(
    data: bytes,
    trust: Trust,
    officials: Sequence[Official],
    public: Ed25519PublicKey | None = None,
) -> Manifest:
    """What an envelope says, if it is signed by an official or by the given key."""
    try:
        envelope = json.loads(data)
        payload = base64.b64decode(envelope["payload"], validate=True)
        (signed,) = envelope["signatures"]
        signature = base64.b64decode(signed["sig"], validate=True)
        certificates = parse_certificates(signed["cert"].encode()) if signed.get("cert") else []
        key = certificates[0].public_key.dump() if certificates else _der(public)
        # one way to write it, so that no byte can be changed unseen
        same = data == _written(payload, signature, key, _armoured(certificates))
        if not same or not _is_genuine(key, signature, _encoded(payload)):
            return Manifest({}, (_UNUSABLE,))
        listed = json.loads(payload)["subject"]
        files = {subject["name"]: subject["digest"]["sha256"] for subject in listed}
    except DAMAGED:
        return Manifest({}, (_UNUSABLE,))
    if not certificates:
        return Manifest(files)
    return Manifest(files, tuple(_of_certificate(certificates, trust, officials)))


def _of_certificate(
    certificates: Sequence[Certificate], trust: Trust, officials: Sequence[Official]
) -> list[Finding]:
    """What is wrong with whoever signed the manifest."""
    own, *others = certificates
    date = out_of_date(own, trust.now)
    if date is not None:
        message = Phrase("the signed manifest: {fault}", fault=date)
        return [Finding(causes.MANIFEST_UNPROVABLE, message)]
    if all(mismatch(own, official) for official in officials):
        message = Phrase("the signed manifest is by none of the catalogue's officials")
        return [Finding(causes.MANIFEST_BY_OTHER, message)]
    context = ValidationContext(
        trust_roots=list(trust.roots),
        moment=trust.now,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    validator = CertificateValidator(own, others, validation_context=context)
    try:
        asyncio.run(validator.async_validate_usage(set()))
    except (PathError, ValidationError):
        message = Phrase("the signed manifest is by no authority that is trusted here")
        return [Finding(causes.MANIFEST_UNPROVABLE, message)]
    return []


def _is_genuine(key: bytes, signature: bytes, data: bytes) -> bool:
    public = load_der_public_key(key)
    try:
        if isinstance(public, Ed25519PublicKey):
            public.verify(signature, data)
        elif isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, padding.PKCS1v15(), SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, data, ec.ECDSA(SHA256()))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _encoded(payload: bytes) -> bytes:
    """What is signed: DSSE's pre-authentication encoding."""
    kind = _PAYLOAD_TYPE.encode("ascii")
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def _written(payload: bytes, signature: bytes, key: bytes, certificates: str) -> bytes:
    signed = {"keyid": sha256(key).hexdigest(), "sig": base64.b64encode(signature).decode("ascii")}
    envelope = {
        "payload": base64.b64encode(payload).decode("ascii"),
        "payloadType": _PAYLOAD_TYPE,
        "signatures": [signed | ({"cert": certificates} if certificates else {})],
    }
    return (json.dumps(envelope, indent=1) + "\n").encode("ascii")


def _armoured(certificates: Sequence[Certificate]) -> str:
    parts = [pem.armor("CERTIFICATE", certificate.dump()) for certificate in certificates]
    return b"".join(parts).decode("ascii")


def _der(public: Ed25519PublicKey | None) -> bytes:
    if public is None:
        raise ValueError("no key to check the manifest by")
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
