"""Certificates, keys and digests that are not accepted: each by its own cause and no other."""

import asyncio
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sopc.diagnostics import SopcError
from sopc.sign.findings import Finding
from sopc.sign.making.keys import from_pkcs12
from sopc.sign.making.signing import Terms, sign
from sopc.sign.manifest.envelope import seal, unseal
from sopc.sign.trust.trusted import Trust
from sopc.sign.verifying import Verdict, verify
from tests.sign.office import NAMES, Office, clock_of, converted
from tests.sign.pki import HONEST, NOW, PASSPHRASE, YEAR, Authority, Holder, Means
from tests.sign.test_envelope import STATEMENT

SHA1, SHA224, SHA3 = hashes.SHA1(), hashes.SHA224(), hashes.SHA3_256()
SHORT = rsa.generate_private_key(public_exponent=65537, key_size=1024)
TLS, CODE, STAMPS = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.8"
DOCUMENTS, MAIL = "1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4"
ADOBE, MICROSOFT, ANY = "1.2.840.113583.1.1.5", "1.3.6.1.4.1.311.10.3.12", "2.5.29.37.0"


@dataclass(frozen=True)
class Attempt:
    """The last signature of an SOP, made by means that may not be accepted."""

    means: Means = HONEST
    authority: Means = HONEST
    authority_ends: int = 10
    digest: str = "sha256"
    clock: Means | None = None


@pytest.fixture(scope="module")
def half(office: Office) -> bytes:
    """An SOP that lacks its last signature."""
    return office.signed(("Penyusun", "Pemeriksa"))


def served(
    pdf: bytes, holder: Holder, authority: Authority, digest: str, clock: DummyTimeStamper | None
) -> bytes:
    """The last signature, as a program makes it that asks nothing."""
    key = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    known = SimpleCertificateStore.from_certs([converted(authority.middle)])
    signer = SimpleSigner(converted(holder), PrivateKeyInfo.load(key), known)
    meta = PdfSignatureMetadata("Pengesah", md_algorithm=digest, subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    made = PdfSigner(meta, signer, timestamper=clock)
    signed: BytesIO = made.sign_pdf(writer, existing_fields_only=True)
    return signed.getvalue()


def verdict(office: Office, half: bytes, attempt: Attempt) -> Verdict:
    """What is said of a file whose last signature is made so."""
    authority = Authority(means=attempt.authority, ends=NOW + attempt.authority_ends * YEAR)
    holder = authority.issue(*NAMES["Pengesah"], elliptic=True, means=attempt.means)
    clock = clock_of(office.authority, means=attempt.clock) if attempt.clock else None
    pdf = served(half, holder, authority, attempt.digest, clock)
    roots = [*office.trust.roots, converted(authority.root)]
    return verify(pdf, office.known, Trust(roots, office.trust.now), office.built)


def lowering(verdict: Verdict) -> list[Finding]:
    """What a file is worth less for."""
    return [each for each in verdict.findings if each.lowers]


REFUSED = {
    "no usage": (Attempt(Means(usage=None)), "TTE127", "does not say what its key is used for"),
    "a key that only proves who is there": (
        Attempt(Means(usage=("digital_signature", "key_encipherment"))),
        "TTE127", "(digital signature, key encipherment)",
    ),
    "a key for certificates": (Attempt(Means(usage=("crl_sign",))), "TTE127", "(crl sign)"),
    "a key for encryption": (
        Attempt(Means(usage=("key_encipherment",))), "TTE127", "(key encipherment)",
    ),
    "a certificate for TLS": (Attempt(Means(purposes=(TLS,))), "TTE128", "(server auth)"),
    "a certificate for code": (Attempt(Means(purposes=(CODE, TLS))), "TTE128", "(code signing, "),
    "a certificate for stamps": (Attempt(Means(purposes=(STAMPS,))), "TTE128", "(time stamping)"),
    "an unknown purpose": (Attempt(Means(purposes=("1.2.3.4",))), "TTE128", "(1.2.3.4)"),
    "an authority": (
        Attempt(Means(is_authority=True, usage=("digital_signature", "key_cert_sign"))),
        "TTE126", "an authority's own certificate signs no documents",
    ),
    "a short key": (Attempt(Means(key=SHORT)), "TTE209", "RSA 1024"),
    "a short curve": (
        Attempt(Means(key=ec.generate_private_key(ec.SECP224R1()))), "TTE209", "EC secp224r1",
    ),
    "another curve": (
        Attempt(Means(key=ec.generate_private_key(ec.SECP256K1()))), "TTE209", "EC secp256k1",
    ),
    "a curve that pdfsig does not know": (
        Attempt(Means(key=ec.generate_private_key(ec.BrainpoolP256R1()))),
        "TTE209", "EC brainpoolp256r1",
    ),
    "a signature by SHA-3": (Attempt(digest="sha3_256"), "TTE208", "by way of SHA3_256"),
    "a certificate by SHA-1": (Attempt(Means(digest=SHA1)), "TTE210", "by way of SHA1"),
    "a certificate by SHA-224": (Attempt(Means(digest=SHA224)), "TTE210", "by way of SHA224"),
    "a certificate by SHA-3": (Attempt(Means(digest=SHA3)), "TTE210", "by way of SHA3_256"),
    "an authority's by SHA-3": (Attempt(authority=Means(digest=SHA3)), "TTE210", "CA Contoh is"),
    "a time stamp's by SHA-3": (Attempt(clock=Means(digest=SHA3)), "TTE212", "TSA Contoh is"),
    "an authority's by SHA-1": (Attempt(authority=Means(digest=SHA1)), "TTE210", "CA Contoh is"),
    "an expired authority": (
        Attempt(authority_ends=-1), "TTE211", "certificate, of CA Contoh, was valid",
    ),
    "a signature by SHA-1": (Attempt(digest="sha1"), "TTE208", "by way of SHA1"),
    "a signature by SHA-224": (Attempt(digest="sha224"), "TTE208", "by way of SHA224"),
    "a time stamp by a short key": (Attempt(clock=Means(key=SHORT)), "TTE212", "TSA Contoh"),
    "a time stamp's by SHA-1": (Attempt(clock=Means(digest=SHA1)), "TTE212", "TSA Contoh is"),
    "a time stamp's by SHA-224": (Attempt(clock=Means(digest=SHA224)), "TTE212", "TSA Contoh is"),
}  # fmt: skip


@pytest.mark.parametrize(("attempt", "code", "words"), [*REFUSED.values()], ids=[*REFUSED])
def test_what_is_not_accepted_is_called_by_its_name(
    office: Office, half: bytes, attempt: Attempt, code: str, words: str
) -> None:
    (found,) = lowering(verdict(office, half, attempt))
    assert (found.cause.code, found.part) == (code, "Pengesah")
    assert words in found.message


ACCEPTED = {
    "only content commitment": Means(usage=("content_commitment",)),
    "documents": Means(purposes=(DOCUMENTS,)),
    "mail": Means(purposes=(TLS, MAIL)),
    "Adobe": Means(purposes=(ADOBE,)),
    "Microsoft": Means(purposes=(MICROSOFT,)),
    "any purpose": Means(purposes=(ANY,)),
    "P-384": Means(key=ec.generate_private_key(ec.SECP384R1())),
    "P-521": Means(key=ec.generate_private_key(ec.SECP521R1())),
    "RSA": Means(key=rsa.generate_private_key(public_exponent=65537, key_size=2048)),
}


@pytest.mark.parametrize("means", [*ACCEPTED.values()], ids=[*ACCEPTED])
def test_what_is_accepted_holds(office: Office, half: bytes, means: Means) -> None:
    assert lowering(verdict(office, half, Attempt(means))) == []


@pytest.mark.parametrize(
    "name", ["a key for encryption", "a certificate for TLS", "an authority", "a short key",
             "another curve", "a certificate by SHA-1", "an expired authority"],
)  # fmt: skip
def test_nobody_signs_with_what_will_not_be_accepted(
    office: Office, half: bytes, tmp_path: Path, name: str
) -> None:
    attempt, _, words = REFUSED[name]
    authority = Authority(means=attempt.authority, ends=NOW + attempt.authority_ends * YEAR)
    holder = authority.issue(*NAMES["Pengesah"], elliptic=True, means=attempt.means)
    key = from_pkcs12(authority.p12(holder, tmp_path / "k.p12"), PASSPHRASE)
    document = office.document()
    with pytest.raises(SopcError) as refused:
        sign(half, document, document.signatories[2], key, Terms(office.trust.now))
    assert words in refused.value.message


def test_a_manifest_is_held_to_the_same(office: Office, tmp_path: Path) -> None:
    means = Means(purposes=(TLS,))
    holder = office.authority.issue(*NAMES["Pengesah"], elliptic=True, means=means)
    key = from_pkcs12(office.authority.p12(holder, tmp_path / "k.p12"), PASSPHRASE)
    official = office.document().signatories[2].official
    assert official is not None
    manifest = unseal(seal(STATEMENT, key), office.trust, [official])
    assert [found.cause.code for found in manifest.findings] == ["TTE128"]
    assert "the signed manifest: the certificate was issued for something else" in (
        manifest.findings[0].message
    )


def test_a_weak_authority_that_is_not_trusted_either_is_both(office: Office, half: bytes) -> None:
    authority = Authority("CA Lain", means=Means(digest=SHA1))
    holder = authority.issue(*NAMES["Pengesah"], elliptic=True)
    pdf = served(half, holder, authority, "sha256", None)
    codes = [each.cause.code for each in lowering(office.verdict(pdf))]
    assert codes == ["TTE210", "TTE201"]


@pytest.mark.parametrize(
    ("means", "digest", "words"),
    [
        (Means(key=SHORT), "sha256", "the key of TSA Contoh"),
        (Means(digest=SHA224), "sha256", "the certificate of TSA Contoh"),
        (HONEST, "sha1", "by way of SHA1"),
    ],
)
def test_a_time_stamp_of_the_whole_file_is_held_to_the_same(
    office: Office, signed: bytes, means: Means, digest: str, words: str
) -> None:
    stamper = PdfTimeStamper(clock_of(office.authority, means=means), field_name="Waktu")
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    target = asyncio.run(stamper.async_timestamp_pdf(writer, digest))
    weak = lowering(office.verdict(target.getvalue()))
    assert {each.cause.code for each in weak} == {"TTE212"}
    assert words in weak[0].message
