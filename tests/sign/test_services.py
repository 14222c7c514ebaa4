"""Files whose fields were prepared here and signed by another program, as a service would."""

from io import BytesIO

import pytest
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sopc.sign.fields import prepare
from tests.sign.office import NAMES, Office, converted
from tests.sign.pki import Holder
from tests.sign.test_attacks import place


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


def served(office: Office, *, pss: bool = False, brings: int = 2) -> bytes:
    """An SOP that a service has signed for all."""
    pdf = prepare(office.unsigned(), office.document())
    for part, who in NAMES.items():
        holder = office.authority.issue(*who, elliptic=not pss)
        pdf = serve(pdf, office, part, holder, pss=pss, brings=brings)
    return pdf


@pytest.mark.parametrize("pss", [False, True])
@pytest.mark.parametrize("brings", [1, 2])
def test_what_a_service_signed_holds(office: Office, pss: bool, brings: int) -> None:
    verdict = office.verdict(served(office, pss=pss, brings=brings))
    assert verdict.faults == ()
    assert [one.holder for one in verdict.signatures] == [name for name, _ in NAMES.values()]
    assert verdict.is_current


def test_a_service_that_signs_the_wrong_field_is_noticed(office: Office) -> None:
    pdf = prepare(office.unsigned(), office.document())
    holder = office.authority.issue(*NAMES["Penyusun"], elliptic=True)
    pdf = serve(pdf, office, "Pemeriksa", holder)
    faults = office.verdict(pdf).faults
    assert "Penyusun (PENYUSUN CONTOH, S.Kom) has not signed" in faults
    assert any(fault.startswith("Pemeriksa: the certificate is that of") for fault in faults)


@pytest.fixture(scope="session")
def service_signed(office: Office) -> bytes:
    return served(office, pss=True)


@given(st.data())
def test_no_byte_of_a_services_signature_can_be_changed(
    office: Office, service_signed: bytes, data: st.DataObject
) -> None:
    start, end = place(service_signed)
    held = bytearray.fromhex(service_signed[start:end].decode())
    position = data.draw(st.integers(0, 4 + int.from_bytes(held[2:4], "big")))
    held[position] ^= data.draw(st.integers(1, 255))
    altered = service_signed[:start] + held.hex().upper().encode() + service_signed[end:]
    assert not office.verdict(altered).holds
