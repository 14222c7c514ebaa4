"""What sopc leans on in pyHanko, whose interface may change until its version 1.

It is why pyproject.toml has an upper bound. Before that is raised, these tests run with the new
version: a failure names the part that changed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import NumberObject, Reference, StreamObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter, PageObject, PdfFileWriter
from pyhanko.sign.attributes import CMSAttributeProvider, SignedAttributeProviderSpec
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.stamp import BaseStampStyle
from pyhanko.stamp.base import BaseStamp
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.sign.office import converted
from tests.sign.pki import Authority, Holder


def _revised() -> PdfFileReader:
    """A file of one page that was turned in a second revision."""
    new = PdfFileWriter()
    new.insert_page(
        PageObject(
            contents=new.add_object(StreamObject(stream_data=b"q Q")), media_box=(0, 0, 300, 400)
        )
    )
    first = BytesIO()
    new.write(first)
    writer = IncrementalPdfFileWriter(first)
    page, _ = writer.find_page_for_modification(0)
    page.get_object()[pdf_name("/Rotate")] = NumberObject(90)
    writer.mark_update(page)
    second = BytesIO()
    writer.write(second)
    return PdfFileReader(second)


def test_a_file_is_read_as_it_was_and_as_it_became() -> None:
    reader = _revised()
    assert reader.xrefs.total_revisions == 2
    page = reader.find_page_for_modification(0)[0].reference
    assert isinstance(page, Reference)
    assert page in reader.xrefs.explicit_refs_in_revision(1)
    assert not reader.xrefs.refs_freed_in_revision(1)
    old, new = map(reader.get_historical_resolver, (0, 1))
    assert "/Rotate" not in old.get_object(page)
    assert new.get_object(page)["/Rotate"] == 90
    assert reader.get_object(page, revision=0) == old.get_object(page)
    assert (old.revision, new.revision) == (0, 1)


def test_what_a_revision_hangs_from_is_seen() -> None:
    reader = _revised()
    old = reader.get_historical_resolver(0)
    assert old.trailer_view.raw_get("/Root").reference == old.root_ref
    assert old.root["/Type"] == "/Catalog"
    unused = Reference(9999, 0, pdf=reader)
    assert old.is_ref_unassignable(unused) is True
    assert old.is_ref_unassignable(old.root_ref) is False


class _Keeper(Signer):
    """Keeps a key, and notes what it is asked to sign with."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(
            signing_cert=converted(holder), cert_registry=SimpleCertificateStore.from_certs([])
        )
        self.signed_attr_prov_spec = _Attributes()
        self._key = holder.key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The bare signature."""
        assert isinstance(self._key, EllipticCurvePrivateKey)
        assert (digest_algorithm, dry_run) in {("sha256", False), ("sha256", True)}
        return self._key.sign(data, ECDSA(SHA256()))


class _Attributes(SignedAttributeProviderSpec):
    def signed_attr_providers(
        self, data_digest: bytes, digest_algorithm: str
    ) -> Iterator[CMSAttributeProvider]:
        """One attribute, besides those that every signature has."""
        del data_digest, digest_algorithm
        yield _Named()


class _Named(CMSAttributeProvider):
    attribute_type = "signing_certificate_v2"

    async def build_attr_value(self, dry_run: bool = False) -> tsp.SigningCertificateV2:
        """A certificate's digest."""
        del dry_run
        return tsp.SigningCertificateV2({"certs": [{"cert_hash": b"x" * 32}]})


@dataclass(frozen=True)
class _Style(BaseStampStyle):
    def create_stamp(
        self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, str]
    ) -> "_Stamp":
        """A stamp of the size of its field."""
        del text_params
        assert (box.width, box.height) == (80, 40)
        return _Stamp(writer, self, box)


class _Stamp(BaseStamp):
    def render(self) -> bytes:
        """A page within the page."""
        assert self.writer is not None
        page = self.writer.import_page_as_xobject(_revised())
        self.set_resource(ResourceType.XOBJECT, pdf_name("/Dalam"), page)
        return b"q /Dalam Do Q"


@pytest.fixture(scope="module")
def embedded() -> EmbeddedPdfSignature:
    """A signature with an appearance, by a signer of our own making."""
    writer = IncrementalPdfFileWriter.from_reader(_revised())
    field = SigFieldSpec("pengesah", on_page=0, box=(10, 10, 90, 50), readable_field_name="Kode X")
    append_signature_field(writer, field)
    metadata = PdfSignatureMetadata(
        "pengesah",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        app_build_props=BuildProps("sopc", revision="b-t"),
    )
    keeper = _Keeper(Authority().issue("Nama Pejabat", elliptic=True))
    signer = PdfSigner(metadata, keeper, stamp_style=_Style())
    target: BytesIO = signer.sign_pdf(writer, existing_fields_only=True, output=BytesIO())
    found: list[EmbeddedPdfSignature] = PdfFileReader(target).embedded_signatures
    assert len(found) == 1
    return found[0]


def test_a_signature_says_who_made_it_and_how(embedded: EmbeddedPdfSignature) -> None:
    made = embedded.sig_object["/Prop_Build"]["/App"]
    assert (made["/Name"], made["/REx"]) == ("/sopc", "b-t")
    assert (embedded.field_name, embedded.sig_object_type) == ("pengesah", "/Sig")
    assert embedded.self_reported_timestamp is not None


def test_a_signature_signs_the_attributes_it_is_given_and_no_others(
    embedded: EmbeddedPdfSignature,
) -> None:
    attributes = embedded.signer_info["signed_attrs"]
    values = {a["type"].native: a["values"] for a in attributes}
    (named,) = values["signing_certificate_v2"]
    assert named["certs"][0]["cert_hash"].native == b"x" * 32
    assert len(attributes) == len(values)
    assert set(values) == {"content_type", "message_digest", "signing_certificate_v2"}


def test_a_signature_stands_alone_in_its_gap(embedded: EmbeddedPdfSignature) -> None:
    pdf = embedded.reader.stream.getvalue()
    start, length, after, rest = embedded.byte_range
    assert (start, after + rest) == (0, len(pdf))
    gap = pdf[length:after]
    assert re.fullmatch(rb"<[0-9A-F]+>", gap)
    assert bytes.fromhex(gap[1:-1].decode("ascii")) == embedded.pkcs7_content
    assert embedded.signed_data["signer_infos"][0].dump() == embedded.signer_info.dump()


def test_a_field_shows_what_its_style_paints(embedded: EmbeddedPdfSignature) -> None:
    field = embedded.sig_field
    assert field["/TU"] == "Kode X"
    appearance = field["/AP"]["/N"]
    assert b"/Dalam Do" in appearance.data
    assert appearance["/Resources"]["/XObject"]["/Dalam"]["/Subtype"] == "/Form"
