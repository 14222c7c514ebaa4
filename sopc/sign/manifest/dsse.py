"""A DSSE envelope: a payload, its signature, and the certificates and the time stamp it brings.

It is written in one form, so that no byte of it can be changed unseen.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from asn1crypto import pem
from asn1crypto.x509 import Certificate
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from sopc.sign.manifest.strict_form import Strict
from sopc.sign.signature.signer import in_one_form
from sopc.sign.trust.certificates import parse_certificates

_PAYLOAD_TYPE = "application/vnd.in-toto+json"


class _Signature(Strict):
    keyid: str
    sig: str
    cert: str = ""
    timestamp: str = ""


class _Envelope(Strict):
    payload: str
    payloadType: str
    signatures: list[_Signature]


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an envelope holds; ``key`` is the digest of the signer's public key, ``stamp`` a time
    stamp token of the signature, in DER."""

    key: str
    payload: bytes
    signature: bytes
    certificates: tuple[Certificate, ...] = ()
    stamp: bytes = b""

    def written(self) -> bytes:
        """The envelope's one form."""
        signed = {"keyid": self.key, "sig": _text(self.signature)}
        if self.certificates:
            signed["cert"] = _armoured(self.certificates)
        if self.stamp:
            signed["timestamp"] = _text(self.stamp)
        envelope = {
            "payload": _text(self.payload),
            "payloadType": _PAYLOAD_TYPE,
            "signatures": [signed],
        }
        return (json.dumps(envelope, indent=1) + "\n").encode("ascii")

    def is_signed_by(self, key: bytes) -> bool:
        """Whether the envelope names a public key, in DER, and its holder signed the payload.

        Raises UnsupportedAlgorithm for a key of no known kind, ValueError for none at all.
        """
        public, data = load_der_public_key(key), encoded(self.payload)
        if self.key != digest_of(key) or in_one_form(self.signature, key) != self.signature:
            return False
        try:
            if isinstance(public, Ed25519PublicKey):
                public.verify(self.signature, data)
            elif isinstance(public, rsa.RSAPublicKey):
                public.verify(self.signature, data, padding.PKCS1v15(), SHA256())
            elif isinstance(public, ec.EllipticCurvePublicKey):
                public.verify(self.signature, data, ec.ECDSA(SHA256()))
            else:
                return False
        except InvalidSignature:
            return False
        return True


def read_envelope(data: bytes) -> Envelope:
    """The envelope that bytes are. Raises ValueError, also where they are not in its one form."""
    envelope = _Envelope.model_validate_json(data)
    (signed,) = envelope.signatures
    certificates = parse_certificates(signed.cert.encode()) if signed.cert else []
    payload, signature, stamp = (
        base64.b64decode(text, validate=True)
        for text in (envelope.payload, signed.sig, signed.timestamp)
    )
    found = Envelope(signed.keyid, payload, signature, tuple(certificates), stamp)
    if found.written() != data:
        raise ValueError("written in another way")
    return found


def digest_of(key: bytes) -> str:
    """How an envelope names a public key, which is in DER."""
    return sha256(key).hexdigest()


def encoded(payload: bytes) -> bytes:
    """What is signed: DSSE's pre-authentication encoding."""
    kind = _PAYLOAD_TYPE.encode("ascii")
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _armoured(certificates: Sequence[Certificate]) -> str:
    parts = [pem.armor("CERTIFICATE", certificate.dump()) for certificate in certificates]
    return b"".join(parts).decode("ascii")
