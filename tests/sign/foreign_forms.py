"""What other programs and services make of a file whose fields are prepared, or signed in part.

Each form is made here as such programs make it; all of them are genuine.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any

from asn1crypto import cms
from asn1crypto.crl import CertificateList
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    NumberObject,
    StreamObject,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.sign.attacks import d, n
from tests.sign.office import Office, converted
from tests.sign.pki import NOW, YEAR, Authority, Holder
from tests.sign.samples import place
from tests.sign.updates import update

Writer = IncrementalPdfFileWriter
Form = Callable[[bytes, Office], bytes]
"""Of a file that two have signed, one that the third has signed, too."""
LAST = "Pengesah"
_ROOM = 40_000


def signer_of(
    office: Office, holder: Holder, brings: list[Certificate] | None = None, *, pss: bool = False
) -> SimpleSigner:
    """A key as pyHanko holds it, which brings some certificates: those above, or others."""
    above = [converted(office.authority.middle), converted(office.authority.root)]
    key = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    known = SimpleCertificateStore.from_certs(above if brings is None else brings)
    return SimpleSigner(converted(holder), PrivateKeyInfo.load(key), known, prefer_pss=pss)


def serve_as(
    pdf: bytes,
    office: Office,
    signer: SimpleSigner | None = None,
    *,
    before: Callable[[Writer], None] | None = None,
    style: Any = None,
    **terms: Any,
) -> bytes:
    """Sign the last field with pyHanko, on some terms."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if before is not None:
        before(writer)
    clock = terms.pop("clock", None)
    terms = {"md_algorithm": "sha256", "subfilter": SigSeedSubFilter.PADES, **terms}
    made = PdfSigner(
        PdfSignatureMetadata(LAST, **terms),
        signer or signer_of(office, office.holders[LAST]),
        timestamper=clock,
        stamp_style=style,
    )
    signed: BytesIO = made.sign_pdf(writer, existing_fields_only=True, bytes_reserved=_ROOM)
    return bytes(signed.getvalue())


def with_cms(pdf: bytes, change: Callable[[cms.SignedData], None]) -> bytes:
    """The last signature with another unsigned part."""
    start, end = place(pdf)
    content = cms.ContentInfo.load(bytes.fromhex(pdf[start:end].decode()))
    change(content["content"])
    written: bytes = content.dump(force=True)
    digits = written.ljust((end - start) // 2, b"\0").hex().upper().encode()
    assert len(digits) == end - start
    return pdf[:start] + digits + pdf[end:]


def trusting(office: Office) -> ValidationContext:
    """Trust in the office's root, as pyHanko has it."""
    return ValidationContext(
        trust_roots=[*office.trust.roots], allow_fetching=False, revocation_mode="soft-fail"
    )


def _rsa(office: Office) -> Holder:
    """Another certificate of the one who signs last."""
    old = office.holders[LAST].certificate.subject
    name, nip = (
        str(old.get_attributes_for_oid(oid)[0].value)
        for oid in (x509.NameOID.COMMON_NAME, x509.NameOID.SERIAL_NUMBER)
    )
    return office.authority.issue(name, nip)


def crossed(office: Office) -> Certificate:
    """The authority's certificate by another root, which nobody here knows."""
    other, middle = Authority("CA Lain").root, office.authority.middle.certificate
    made = (
        x509.CertificateBuilder()
        .subject_name(middle.subject)
        .issuer_name(other.certificate.subject)
        .public_key(middle.public_key())
        .serial_number(7)
        .not_valid_before(NOW - YEAR)
        .not_valid_after(NOW + YEAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(other.key, SHA256())
    )
    return Certificate.load(made.public_bytes(Encoding.DER))


def revoked(office: Office) -> CertificateList:
    """The authority's list of revoked certificates, which is empty."""
    middle = office.authority.middle
    made = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(middle.certificate.subject)
        .last_update(NOW - timedelta(days=1))
        .next_update(NOW + YEAR)
        .sign(middle.key, SHA256())
    )
    return CertificateList.load(made.public_bytes(Encoding.DER))


def bring(*more: Certificate) -> Callable[[cms.SignedData], None]:
    """A change of a signature: it brings more certificates."""

    def change(signed: cms.SignedData) -> None:
        choices = [cms.CertificateChoices("certificate", one) for one in more]
        signed["certificates"] = cms.CertificateSet([*signed["certificates"], *choices])

    return change


def bring_list(office: Office) -> Callable[[cms.SignedData], None]:
    """A change of a signature: it brings the list of the revoked."""

    def change(signed: cms.SignedData) -> None:
        choice = cms.RevocationInfoChoice("crl", revoked(office))
        signed["crls"] = cms.RevocationInfoChoices([choice])

    return change


def piecewise(pdf: bytes) -> bytes:
    """The last signature as Bouncy Castle writes it: the outer values do not tell their length."""
    start, end = place(pdf)
    content = cms.ContentInfo.load(bytes.fromhex(pdf[start:end].decode()))
    signed = content["content"]
    certificates = b"".join(one.dump() for one in signed["certificates"])
    inner = (
        signed["version"].dump()
        + signed["digest_algorithms"].dump()
        + _untold(0x30, signed["encap_content_info"].contents)
        + _untold(0xA0, certificates)
        + signed["signer_infos"].dump()
    )
    held = _untold(0x30, content["content_type"].dump() + _untold(0xA0, _untold(0x30, inner)))
    digits = held.ljust((end - start) // 2, b"\0").hex().upper().encode()
    return pdf[:start] + digits + pdf[end:]


def _untold(tag: int, contents: bytes) -> bytes:
    return bytes([tag]) + b"\x80" + contents + b"\0\0"


def in_small_letters(pdf: bytes) -> bytes:
    """The last signature in small hexadecimal digits."""
    start, end = place(pdf)
    return pdf[:start] + pdf[start:end].lower() + pdf[end:]


def fonts(writer: Writer) -> None:
    """What forms of other programs have: fonts for fields that are filled in."""
    font = writer.add_object(d(Type=n("Font"), Subtype=n("Type1"), BaseFont=n("Helvetica")))
    form = writer.root["/AcroForm"]
    form[n("DR")] = d(Font=d(Helv=font))
    form[n("DA")] = pdf_string("/Helv 0 Tf 0 g ")
    form[n("NeedAppearances")] = BooleanObject(False)
    writer.mark_update(writer.root.raw_get("/AcroForm"))


def fields_by_reference(writer: Writer) -> None:
    form = writer.root["/AcroForm"]
    form[n("Fields")] = writer.add_object(ArrayObject([*form["/Fields"]]))
    writer.mark_update(writer.root.raw_get("/AcroForm"))


def looks(writer: Writer) -> None:
    """What programs say of a field's looks, besides its drawing."""
    ref = writer.root["/AcroForm"]["/Fields"].raw_get(-1)
    ref.get_object()[n("DA")] = pdf_string("/Helv 0 Tf 0 g ")
    ref.get_object()[n("Q")] = NumberObject(0)
    writer.mark_update(ref)


def developer(writer: Writer) -> None:
    """What a program says of the version that it needs."""
    made = d(BaseVersion=n("1.7"), ExtensionLevel=NumberObject(8))
    writer.root[n("Extensions")] = d(ADBE=made, ESIC=d(**{k[1:]: v for k, v in made.items()}))
    writer.root[n("Version")] = n("2.0")
    writer.update_root()


def proven(office: Office, *, growing: bool = False) -> Callable[[Writer], None]:
    """Validation data as a service adds it last, without signing it."""

    def change(writer: Writer) -> None:
        above = [office.authority.middle, office.authority.root]
        data = [one.certificate.public_bytes(Encoding.DER) for one in above]
        streams = [writer.add_object(StreamObject(stream_data=each)) for each in data]
        crl = writer.add_object(StreamObject(stream_data=revoked(office).dump()))
        certs = ArrayObject(streams)
        vri = d(Type=n("VRI"), Cert=ArrayObject(streams), CRL=ArrayObject([crl]))
        made = d(
            Type=n("DSS"),
            Certs=writer.add_object(certs) if growing else certs,
            CRLs=ArrayObject([crl]),
            VRI=d(**{"A" * 40: writer.add_object(vri)}),
        )
        writer.root[n("DSS")] = writer.add_object(made)
        writer.update_root()

    return change


def grown(writer: Writer) -> None:
    """One more certificate in the validation data, in a list that is written anew.

    One that is written again in its place is refused by pyHanko's rules, and so by ours.
    """
    dss = writer.root["/DSS"]
    proof = writer.add_object(StreamObject(stream_data=bytes(dss["/Certs"][0].data)))
    dss[n("Certs")] = writer.add_object(ArrayObject([*dss["/Certs"], proof]))
    writer.mark_update(writer.root.raw_get("/DSS"))


def stamped(pdf: bytes, office: Office, **how: Any) -> bytes:
    """With a time stamp of the whole file, by pyHanko's own hand."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    stamper = PdfTimeStamper(office.clock)
    done = stamper.timestamp_pdf(writer, "sha256", output=BytesIO(), **how)
    return bytes(done.getvalue())


def _lasting(office: Office, **how: Any) -> dict[str, Any]:
    return {
        "embed_validation_info": True,
        "validation_context": trusting(office),
        "clock": office.clock,
        **how,
    }


FORMS: Mapping[str, Form] = {
    # what is signed with, and what it brings
    "an elliptic key": lambda pdf, o: serve_as(pdf, o),
    "RSA": lambda pdf, o: serve_as(pdf, o, signer_of(o, _rsa(o))),
    "RSA-PSS": lambda pdf, o: serve_as(pdf, o, signer_of(o, _rsa(o), pss=True)),
    "SHA-384": lambda pdf, o: serve_as(pdf, o, md_algorithm="sha384"),
    "SHA-512": lambda pdf, o: serve_as(pdf, o, md_algorithm="sha512"),
    "RSA with SHA-512": lambda pdf, o: serve_as(
        pdf, o, signer_of(o, _rsa(o)), md_algorithm="sha512"
    ),
    "no root": lambda pdf, o: serve_as(
        pdf, o, signer_of(o, o.holders[LAST], [converted(o.authority.middle)])
    ),
    "a cross-signed authority": lambda pdf, o: with_cms(serve_as(pdf, o), bring(crossed(o))),
    "a clock's certificate": lambda pdf, o: with_cms(
        serve_as(pdf, o), bring(converted(o.authority.issue("TSA", stamps_time=True)))
    ),
    "a responder's certificate": lambda pdf, o: with_cms(
        serve_as(pdf, o), bring(converted(o.authority.issue("Penjawab OCSP", elliptic=True)))
    ),
    "another root": lambda pdf, o: with_cms(
        serve_as(pdf, o), bring(converted(Authority("CA Lama").root))
    ),
    "a list of the revoked": lambda pdf, o: with_cms(serve_as(pdf, o), bring_list(o)),
    # how the signature is written
    "pieces of unknown length": lambda pdf, o: piecewise(serve_as(pdf, o)),
    "pieces of unknown length, RSA": lambda pdf, o: piecewise(
        serve_as(pdf, o, signer_of(o, _rsa(o)))
    ),
    "small letters": lambda pdf, o: in_small_letters(serve_as(pdf, o)),
    "before PAdES": lambda pdf, o: serve_as(
        pdf, o, subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    ),
    "before PAdES, RSA": lambda pdf, o: serve_as(
        pdf, o, signer_of(o, _rsa(o)), subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    ),
    "before PAdES, with a list of the revoked": lambda pdf, o: serve_as(
        pdf,
        o,
        subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        embed_validation_info=True,
        validation_context=trusting(o),
    ),
    "a reason, a place and an address": lambda pdf, o: serve_as(
        pdf, o, reason="Sah", location="Kota Contoh", contact_info="tte@example.go.id", name="Uji"
    ),
    # what the field shows
    "words": lambda pdf, o: serve_as(pdf, o, style=TextStampStyle(stamp_text="%(signer)s\n%(ts)s")),
    "words without a border": lambda pdf, o: serve_as(
        pdf, o, style=TextStampStyle(stamp_text="%(signer)s", border_width=0)
    ),
    # times and validation data
    "a time stamp": lambda pdf, o: serve_as(pdf, o, clock=o.clock),
    "a time stamp of the file": lambda pdf, o: stamped(serve_as(pdf, o), o),
    "two time stamps of the file": lambda pdf, o: stamped(stamped(serve_as(pdf, o), o), o),
    "a time stamp of the file, then validation data": lambda pdf, o: stamped(
        serve_as(pdf, o), o, validation_context=trusting(o)
    ),
    "validation data with the signature": lambda pdf, o: serve_as(
        pdf,
        o,
        **_lasting(
            o,
            dss_settings=DSSContentSettings(
                include_vri=False,
                placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE,
            ),
        ),
    ),
    "validation data in a revision": lambda pdf, o: serve_as(
        pdf,
        o,
        **_lasting(
            o,
            dss_settings=DSSContentSettings(placement=SigDSSPlacementPreference.SEPARATE_REVISION),
        ),
    ),
    "all that lasts": lambda pdf, o: serve_as(pdf, o, **_lasting(o, use_pades_lta=True)),
    "validation data that comes last": lambda pdf, o: update(serve_as(pdf, o), proven(o)),
    "validation data that comes last, twice": lambda pdf, o: update(
        update(serve_as(pdf, o), proven(o, growing=True)), grown
    ),
    "validation data behind a time stamp": lambda pdf, o: update(
        stamped(serve_as(pdf, o), o), proven(o)
    ),
    "validation data between": lambda pdf, o: serve_as(update(pdf, proven(o)), o),
    "validation data before a time stamp": lambda pdf, o: stamped(
        update(serve_as(pdf, o), proven(o, growing=True)), o
    ),
    # others' tags, and what they sign by
    "SHA-384, RSA-PSS": lambda pdf, o: serve_as(
        pdf, o, signer_of(o, _rsa(o), pss=True), md_algorithm="sha384"
    ),
    "before PAdES, pieces of unknown length": lambda pdf, o: piecewise(
        serve_as(pdf, o, subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    ),
    "small letters, and a clock's certificate": lambda pdf, o: in_small_letters(
        with_cms(serve_as(pdf, o), bring(converted(o.authority.issue("TSA", stamps_time=True))))
    ),
    # how the form is written
    "fonts in the form": lambda pdf, o: serve_as(pdf, o, before=fonts),
    "fields by reference": lambda pdf, o: serve_as(pdf, o, before=fields_by_reference),
    "a field's looks": lambda pdf, o: serve_as(pdf, o, before=looks),
    "a program's version": lambda pdf, o: serve_as(pdf, o, before=developer),
    "a program's version, and fonts": lambda pdf, o: serve_as(
        update(pdf, developer), o, before=fonts
    ),
}
