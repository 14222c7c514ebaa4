"""Signing as another program does it."""

from io import BytesIO

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.sign.office import Office, converted
from tests.sign.pki import Holder


def serve(
    pdf: bytes, office: Office, part: str, holder: Holder, *, pss: bool = False, brings: int = 2
) -> bytes:
    """Sign a field with pyHanko as it comes: it brings the authority, and the root."""
    authority = [converted(office.authority.middle), converted(office.authority.root)]
    key = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    own: Certificate = converted(holder)
    known = SimpleCertificateStore.from_certs(authority[:brings])
    signer = SimpleSigner(own, PrivateKeyInfo.load(key), known, prefer_pss=pss)
    meta = PdfSignatureMetadata(part, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    signed: BytesIO = PdfSigner(meta, signer).sign_pdf(writer, existing_fields_only=True)
    return signed.getvalue()
