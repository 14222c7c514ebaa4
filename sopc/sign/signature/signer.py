"""A signer whose signatures have one form only, whatever it is that keeps the key.

Its signatures sign the certificates they bring, not only their own, and of the two forms that any
elliptic signature has they take the lower; so that nothing in them can be changed into something
that holds as well.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from asn1crypto import tsp
from asn1crypto.x509 import Certificate, GeneralName
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pyhanko.sign.attributes import (
    CMSAttributeProvider,
    SignedAttributeProviderSpec,
)
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

MAKER = "sopc"
"""Who made a signature, as the signature itself says."""


class OfficeSigner(Signer):
    """Signs by another signer, for whom ``certificate`` and ``chain`` vouch."""

    def __init__(self, keeper: Signer, certificate: Certificate, chain: Sequence[Certificate]):
        super().__init__(
            signing_cert=certificate, cert_registry=SimpleCertificateStore.from_certs(chain)
        )
        self._keeper = keeper
        self._key = certificate.public_key.dump()
        self.signed_attr_prov_spec = _Attributes([certificate, *chain])

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The bare signature of some data."""
        signature = await self._keeper.async_sign_raw(data, digest_algorithm, dry_run)
        return signature if dry_run else in_one_form(signature, self._key)


def in_one_form(signature: bytes, public_key: bytes) -> bytes:
    """A bare signature; of the two that an elliptic key's holder might have made, the lower one."""
    key = load_der_public_key(public_key)
    if not isinstance(key, EllipticCurvePublicKey):
        return signature
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, key.curve.group_order - s))


def certificate_digests(certificates: Sequence[Certificate]) -> list[bytes]:
    """The digests by which a signature names the certificates it brings."""
    return [sha256(certificate.dump()).digest() for certificate in certificates]


class _Attributes(SignedAttributeProviderSpec):
    """What is signed besides the file: the certificates."""

    def __init__(self, certificates: Sequence[Certificate]) -> None:
        self._certificates = certificates

    def signed_attr_providers(
        self, data_digest: bytes, digest_algorithm: str
    ) -> Iterator[CMSAttributeProvider]:
        """The attributes that a signature adds to those that it must have."""
        del data_digest, digest_algorithm
        yield _Certificates(self._certificates)


class _Certificates(CMSAttributeProvider):
    """RFC 5035: the first is the signer's, the others are those that lead up from it."""

    attribute_type = "signing_certificate_v2"

    def __init__(self, certificates: Sequence[Certificate]) -> None:
        self._certificates = certificates

    async def build_attr_value(self, dry_run: bool = False) -> tsp.SigningCertificateV2:
        """The attribute's value."""
        del dry_run
        pairs = zip(self._certificates, certificate_digests(self._certificates), strict=True)
        named = [
            {
                "hash_algorithm": {"algorithm": "sha256"},
                "cert_hash": digest,
                "issuer_serial": {
                    "issuer": [GeneralName({"directory_name": certificate.issuer})],
                    "serial_number": certificate.serial_number,
                },
            }
            for certificate, digest in pairs
        ]
        return tsp.SigningCertificateV2({"certs": named})
