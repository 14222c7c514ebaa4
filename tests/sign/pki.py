"""An office's own certificates, made anew for every run: nothing secret is kept."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSPHRASE = "kata sandi uji"
NOW = datetime.now(UTC).replace(microsecond=0)
YEAR = timedelta(days=365)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


@dataclass(frozen=True)
class Holder:
    """A key and its certificate."""

    key: Key
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        """The certificate as PEM."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """The key as PEM, without a passphrase."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _name(common: str, nip: str = "", organisation: str = "Kota Contoh") -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        x509.NameAttribute(NameOID.COMMON_NAME, common),
    ]
    if nip:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, nip))
    return x509.Name(parts)


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs,
        crl_sign=not signs,
        encipher_only=False,
        decipher_only=False,
    )


def certificate_of(
    subject: x509.Name,
    issuer: x509.Name | None = None,
    key: CertificateIssuerPrivateKeyTypes | None = None,
    ends: datetime = NOW + YEAR,
) -> x509.Certificate:
    """A certificate of any names that nobody vouches for: it is signed by its own key."""
    own = key or ec.generate_private_key(ec.SECP256R1())
    pure = isinstance(own, ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - YEAR)
        .not_valid_after(ends)
        .sign(own, None if pure else hashes.SHA256())
    )


def of_no_known_curve(der: bytes) -> bytes:
    """A key on the curve P-256, or a certificate of one, as of a curve that nobody knows."""
    name = bytes.fromhex("06082a8648ce3d0301")
    assert der.count(name + b"\x07") == 1
    return der.replace(name + b"\x07", name + b"\x63")


class Authority:
    """A root, an authority below it, and whoever they vouch for."""

    def __init__(self, name: str = "CA Contoh", organisation: str = "Kota Contoh") -> None:
        self.root = self._authority(_name(f"{name} Induk", organisation=organisation), None)
        self.middle = self._authority(_name(name, organisation=organisation), self.root)

    def certified_by(self, above: Holder, ends: datetime = NOW + 10 * YEAR) -> x509.Certificate:
        """Another certificate of the root's key, by another authority."""
        return self._certificate(self.root.key, self.root.certificate.subject, above, ends)

    def _authority(self, name: x509.Name, above: Holder | None) -> Holder:
        key = ec.generate_private_key(ec.SECP256R1())
        return Holder(key, self._certificate(key, name, above, NOW + 10 * YEAR))

    def _certificate(
        self, key: Key, name: x509.Name, above: Holder | None, ends: datetime
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(above.certificate.subject if above else name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - 5 * YEAR)
            .not_valid_after(ends)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(_usage(signs=False), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
        )
        return builder.sign(above.key if above else key, hashes.SHA256())

    def issue(
        self,
        name: str,
        nip: str = "",
        *,
        begins: datetime = NOW - YEAR,
        ends: datetime = NOW + YEAR,
        elliptic: bool = False,
        stamps_time: bool = False,
        revocations: str = "",
    ) -> Holder:
        """A certificate for a person, or for a time stamping authority.

        ``revocations`` is the address of the list of revoked ones.
        """
        key: Key = (
            ec.generate_private_key(ec.SECP256R1())
            if elliptic
            else rsa.generate_private_key(public_exponent=65537, key_size=2048)
        )
        builder = self._person(_name(name, nip), key.public_key(), begins, ends)
        if revocations:
            there = [x509.UniformResourceIdentifier(revocations)]
            point = x509.DistributionPoint(there, None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        if stamps_time:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        return Holder(key, builder.sign(self.middle.key, hashes.SHA256()))

    def _person(
        self, name: x509.Name, key: PublicKey, begins: datetime, ends: datetime
    ) -> x509.CertificateBuilder:
        public = self.middle.key.public_key()
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.middle.certificate.subject)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(ends)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs=True), critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        )

    def p12(self, holder: Holder, path: Path, passphrase: str = PASSPHRASE) -> Path:
        """A holder's key and chain as a PKCS#12 file."""
        chain = [self.middle.certificate, self.root.certificate]
        secret = BestAvailableEncryption(passphrase.encode())
        path.write_bytes(
            serialize_key_and_certificates(b"uji", holder.key, holder.certificate, chain, secret)
        )
        return path
