"""Keys that sign, from PKCS#12 and PEM files. Nothing of them is ever printed."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from asn1crypto.x509 import Certificate
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from cryptography.x509 import Certificate as PycaCertificate
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from sopc.diagnostics import SopcError
from sopc.disk import read_file
from sopc.language import Phrase
from sopc.limits import KEY
from sopc.sign.signature.signer import OfficeSigner
from sopc.sign.trust.certificates import read_certificates
from sopc.sign.trust.chains import Chain, complete_chain, missing_issuer

_NO_KEY = (ValueError, TypeError, UnsupportedAlgorithm)
"""What is raised over a file that is damaged or locked, or whose kind of key nobody here knows."""

Key: TypeAlias = RSAPrivateKey | EllipticCurvePrivateKey | Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that can sign, its certificate and those that lead up from it, root left out.

    ``incomplete`` says which of these is at hand nowhere, where that is let pass.
    """

    signer: OfficeSigner
    certificate: Certificate
    chain: tuple[Certificate, ...]
    incomplete: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Issuers:
    """The certificates at hand besides the key's own: those that may lead up from it, and the roots
    that it has to lead to; without any, to a root of whichever name."""

    others: tuple[Certificate, ...] = ()
    roots: tuple[Certificate, ...] = ()


def from_pkcs12(path: Path, passphrase: str | None, issuers: Issuers = Issuers()) -> SigningKey:
    """The key in a PKCS#12 file. Raises SopcError when it cannot be opened, or its chain has gaps.

    Where nothing at all but the key's own certificate is at hand, that is let pass.
    """
    try:
        content = load_pkcs12(
            read_file(path, KEY), passphrase.encode() if passphrase is not None else None
        )
    except _NO_KEY:
        raise _not_opened(path) from None
    if content.key is None or content.cert is None:
        raise SopcError(Phrase("`{file}` holds no key with its certificate", file=path))
    others = [_converted(held.certificate) for held in content.additional_certs]
    own = _converted(content.cert.certificate)
    keeper = _keeper(path, content.key, own)
    if not others and issuers == Issuers() and not own.self_issued:
        alone = missing_issuer(Chain(own, (), None))
        return SigningKey(OfficeSigner(keeper, own, ()), own, (), alone)
    return signing_key(keeper, own, others, issuers)


def from_pem(
    key_file: Path,
    certificate_file: Path,
    passphrase: str | None,
    issuers: Issuers = Issuers(),
) -> SigningKey:
    """A key and its certificate in PEM files.

    Raises SopcError when they do not belong together, or the certificate's chain has gaps.
    """
    secret = passphrase.encode() if passphrase is not None else None
    try:
        key = load_pem_private_key(read_file(key_file, KEY), secret)
    except _NO_KEY:
        raise _not_opened(key_file) from None
    certificate, *others = read_certificates(certificate_file)
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if public != certificate.public_key.dump():
        raise SopcError(
            Phrase(
                "the certificate in `{certificate}` does not belong to the key in `{key}`",
                certificate=certificate_file,
                key=key_file,
            )
        )
    return signing_key(_keeper(key_file, key, certificate), certificate, others, issuers)


def is_locked(key_file: Path) -> bool:
    """Whether a PEM file needs a passphrase."""
    return b"ENCRYPTED" in read_file(key_file, KEY)


def bare(key_file: Path, passphrase: str | None) -> Ed25519PrivateKey | None:
    """The Ed25519 key of a PEM file; None when its key is of another kind. Raises SopcError."""
    try:
        key = load_pem_private_key(
            read_file(key_file, KEY), passphrase.encode() if passphrase else None
        )
    except _NO_KEY:
        raise _not_opened(key_file) from None
    return key if isinstance(key, Ed25519PrivateKey) else None


def public_key(file: Path) -> Ed25519PublicKey:
    """A public Ed25519 key in PEM. Raises SopcError."""
    with suppress(*_NO_KEY):
        key = load_pem_public_key(read_file(file, KEY))
        if isinstance(key, Ed25519PublicKey):
            return key
    raise SopcError(Phrase("`{file}` holds no public Ed25519 key", file=file))


class _KeyFile(Signer):
    """Signs with a key that was read from a file, and checked then: once, not at each signature."""

    def __init__(self, key: Key, certificate: Certificate) -> None:
        super().__init__(signing_cert=certificate)
        self._key = key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The bare signature of some data."""
        del dry_run
        digest = get_pyca_cryptography_hash(digest_algorithm)
        if isinstance(self._key, RSAPrivateKey):
            return self._key.sign(data, PKCS1v15(), digest)
        if isinstance(self._key, EllipticCurvePrivateKey):
            return self._key.sign(data, ECDSA(digest))
        return self._key.sign(data)


def signing_key(
    keeper: Signer, certificate: Certificate, others: Sequence[Certificate], issuers: Issuers
) -> SigningKey:
    """A key with all that leads up from its certificate. Raises SopcError where that has gaps."""
    at_hand = [*others, *issuers.others]
    chain = complete_chain(certificate, at_hand, issuers.roots).above
    return SigningKey(OfficeSigner(keeper, certificate, chain), certificate, chain)


def _keeper(file: Path, key: object, certificate: Certificate) -> Signer:
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey | Ed25519PrivateKey):
        raise SopcError(Phrase("`{file}` holds a key of a kind that cannot sign here", file=file))
    return _KeyFile(key, certificate)


def _converted(certificate: PycaCertificate) -> Certificate:
    return Certificate.load(certificate.public_bytes(Encoding.DER))


def _not_opened(path: Path) -> SopcError:
    return SopcError(
        Phrase("`{file}` does not open: it is no key file, or the passphrase is wrong", file=path)
    )
