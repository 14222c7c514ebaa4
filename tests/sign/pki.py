"""An office's own certificates, made anew for every run: nothing secret is kept."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import x509 as asn1
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
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

PASSPHRASE = "kata sandi uji"
NOW = datetime.now(UTC).replace(microsecond=0)
YEAR = timedelta(days=365)
SHA256 = hashes.SHA256()
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


_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def _usage(*words: str) -> x509.KeyUsage:
    assert {*words} <= {*_USAGES}
    return x509.KeyUsage(**{word: word in words for word in _USAGES})


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
        .add_extension(_usage("content_commitment"), critical=True)
        .sign(own, None if pure else hashes.SHA256())
    )


def _listed_at(address: str) -> x509.CRLDistributionPoints:
    there = [x509.UniformResourceIdentifier(address)]
    return x509.CRLDistributionPoints([x509.DistributionPoint(there, None, None, None)])


def of_no_known_curve(der: bytes) -> bytes:
    """A key on the curve P-256, or a certificate of one, as of a curve that nobody knows."""
    name = bytes.fromhex("06082a8648ce3d0301")
    assert der.count(name + b"\x07") == 1
    return der.replace(name + b"\x07", name + b"\x63")


@dataclass(frozen=True)
class Means:
    """How certificates are made that are unlike those of an honest authority.

    ``usage`` and ``purposes`` are what the key may be used for, by the words of ``x509.KeyUsage``
    and by numbers; None and nothing: they are left out.
    """

    key: Key | None = None
    usage: tuple[str, ...] | None = ("digital_signature", "content_commitment")
    purposes: tuple[str, ...] = ()
    is_authority: bool = False
    digest: hashes.SHA1 | hashes.SHA224 | hashes.SHA256 | hashes.SHA3_256 | None = None
    subject: x509.Name | None = None

    def signed(self, builder: x509.CertificateBuilder, key: Key) -> x509.Certificate:
        """A certificate by an authority's key; by SHA-1 too, which its builder refuses."""
        if not isinstance(self.digest, hashes.SHA1):
            return builder.sign(key, self.digest or SHA256)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        made = builder.sign(key, SHA256).public_bytes(Encoding.DER)
        whole = asn1.Certificate.load(made)
        algorithm = {"algorithm": "sha1_ecdsa"}
        whole["tbs_certificate"]["signature"] = algorithm
        whole["signature_algorithm"] = algorithm
        signed = whole["tbs_certificate"].dump(force=True)
        whole["signature_value"] = key.sign(signed, ec.ECDSA(self.digest))
        return x509.load_der_x509_certificate(whole.dump(force=True))


HONEST = Means()


class Authority:
    """A root, an authority below it, and whoever they vouch for."""

    def __init__(
        self,
        name: str = "CA Contoh",
        organisation: str = "Kota Contoh",
        *,
        means: Means = HONEST,
        begins: datetime = NOW - 5 * YEAR,
        ends: datetime = NOW + 10 * YEAR,
        address: str = "",
    ) -> None:
        """The authority below the root is valid from ``begins`` until ``ends``; its revocations are
        listed at ``address``."""
        term = (NOW - 5 * YEAR, NOW + 10 * YEAR)
        root = _name(f"{name} Induk", organisation=organisation)
        self.root = self._authority(root, None, HONEST, term)
        below = _name(name, organisation=organisation)
        self.middle = self._authority(below, self.root, means, (begins, ends), address)

    def certified_by(self, above: Holder, ends: datetime = NOW + 10 * YEAR) -> x509.Certificate:
        """Another certificate of the root's key, by another authority."""
        name = self.root.certificate.subject
        return self._certificate(self.root.key, name, above, (NOW - 5 * YEAR, ends), HONEST)

    def _authority(
        self,
        name: x509.Name,
        above: Holder | None,
        means: Means,
        term: tuple[datetime, datetime],
        address: str = "",
    ) -> Holder:
        key = means.key or ec.generate_private_key(ec.SECP256R1())
        return Holder(key, self._certificate(key, name, above, term, means, address))

    def _certificate(
        self,
        key: Key,
        name: x509.Name,
        above: Holder | None,
        term: tuple[datetime, datetime],
        means: Means,
        address: str = "",
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(above.certificate.subject if above else name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(term[0])
            .not_valid_after(term[1])
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
        )
        if address:
            builder = builder.add_extension(_listed_at(address), critical=False)
        return means.signed(builder, above.key if above else key)

    def issue(
        self,
        name: str,
        nip: str = "",
        *,
        begins: datetime = NOW - YEAR,
        ends: datetime = NOW + YEAR,
        elliptic: bool = False,
        stamps_time: bool = False,
        answers: bool = False,
        revocations: str = "",
        means: Means = HONEST,
        responder: str = "",
    ) -> Holder:
        """A certificate for a person, for a time stamping authority, or for whoever ``answers``
        (OCSP).

        ``revocations`` is the address of the list of revoked ones, ``responder`` that of who is
        asked about one.
        """
        key: Key = means.key or (
            ec.generate_private_key(ec.SECP256R1())
            if elliptic
            else rsa.generate_private_key(public_exponent=65537, key_size=2048)
        )
        subject = means.subject or _name(name, nip)
        builder = self._person(subject, key.public_key(), (begins, ends), means)
        if revocations:
            builder = builder.add_extension(_listed_at(revocations), critical=False)
        if responder:
            place = x509.UniformResourceIdentifier(responder)
            asked = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)
            access = x509.AuthorityInformationAccess([asked])
            builder = builder.add_extension(access, critical=False)
        if answers:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING])
            builder = builder.add_extension(usage, critical=False)
            builder = builder.add_extension(x509.OCSPNoCheck(), critical=False)
        if stamps_time:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        return Holder(key, means.signed(builder, self.middle.key))

    def _person(
        self, name: x509.Name, key: PublicKey, term: tuple[datetime, datetime], means: Means
    ) -> x509.CertificateBuilder:
        public = self.middle.key.public_key()
        is_authority = x509.BasicConstraints(ca=means.is_authority, path_length=None)
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.middle.certificate.subject)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(term[0])
            .not_valid_after(term[1])
            .add_extension(is_authority, critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        )
        if means.usage is not None:
            builder = builder.add_extension(_usage(*means.usage), critical=True)
        if means.purposes:
            listed = [x509.ObjectIdentifier(each) for each in means.purposes]
            builder = builder.add_extension(x509.ExtendedKeyUsage(listed), critical=False)
        return builder

    def p12(self, holder: Holder, path: Path, passphrase: str = PASSPHRASE) -> Path:
        """A holder's key and chain as a PKCS#12 file."""
        chain = [self.middle.certificate, self.root.certificate]
        secret = BestAvailableEncryption(passphrase.encode())
        path.write_bytes(
            serialize_key_and_certificates(b"uji", holder.key, holder.certificate, chain, secret)
        )
        return path
