"""An office that signs: its catalogue, its build, its people's keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sopc.catalogue.catalogue import Catalogue
from sopc.sign.built import BuildEvidence
from sopc.sign.comparison import Comparison
from sopc.sign.document import SignableDocument, documents
from sopc.sign.making.keys import SigningKey
from sopc.sign.making.signing import Terms, sign
from sopc.sign.options import Level
from sopc.sign.trust.trusted import Trust
from sopc.sign.verifying import Verdict, verify
from tests.sign.pki import HONEST, NOW, Authority, Holder, Means

NAMES = {
    "Penyusun": ("PENYUSUN CONTOH, S.Kom", "198001012005011001"),
    "Pemeriksa": ("Dra. PEMERIKSA CONTOH", "197501011999032002"),
    "Pengesah": ("PEJABAT CONTOH, SE", "197001011995031001"),
}
SIGNERS = """\
penandatangan:
  - {peran: penyusun, pejabat: penyusun}
  - {peran: pemeriksa, pejabat: pemeriksa}
  - {peran: pengesah}
"""
OFFICIALS = """\
penyusun: {nama: "PENYUSUN CONTOH, S.Kom", nip: 198001012005011001, jabatan: Kepala Sub Bagian Umum}
pemeriksa: {nama: Dra. PEMERIKSA CONTOH, nip: 197501011999032002, jabatan: Sekretaris}
"""
SINGLE = "sop/K.1.1.1.1.pdf"


@dataclass(frozen=True)
class Office:
    """A catalogue with three signatories, what was built of it, and who signs."""

    sops: Path
    build: Path
    catalogue: Catalogue
    authority: Authority
    holders: Mapping[str, Holder]
    keys: Mapping[str, SigningKey]
    clock: DummyTimeStamper
    clock_holder: Holder

    @property
    def trust(self) -> Trust:
        """Trust in the office's own root."""
        return Trust([converted(self.authority.root)], datetime.now(NOW.tzinfo))

    @property
    def known(self) -> tuple[SignableDocument, ...]:
        """The documents of the catalogue."""
        return documents(self.catalogue)

    def document(self, file: str = SINGLE) -> SignableDocument:
        """One of them."""
        return next(document for document in self.known if document.file == file)

    def unsigned(self, file: str = SINGLE) -> bytes:
        """A document as it was built."""
        return (self.build / file).read_bytes()

    def signed(
        self, parts: tuple[str, ...] = (*NAMES,), file: str = SINGLE, level: Level = Level.B_B
    ) -> bytes:
        """A document signed in these parts, in their order."""
        pdf, document = self.unsigned(file), self.document(file)
        terms = Terms(datetime.now().astimezone(), level, self.clock, self.trust.roots)
        for part in document.signatories:
            if part.field in parts:
                pdf = sign(pdf, document, part, self.keys[part.field], terms)
        return pdf

    def verdict(self, pdf: bytes) -> Verdict:
        """What verifying says of a file."""
        return verify(pdf, self.known, self.trust, self.built)

    @property
    def built(self) -> Comparison:
        """What is known of the documents: their digests as they were built."""
        files = [each.file for each in self.known if (self.build / each.file).exists()]
        known = {file: (sha256(self.unsigned(file)).hexdigest(),) for file in files}
        return Comparison(BuildEvidence(present=known))


def converted(holder: Holder) -> Certificate:
    """A certificate as pyHanko's library has it."""
    return Certificate.load(holder.certificate.public_bytes(Encoding.DER))


def clock_of(
    authority: Authority, holder: Holder | None = None, means: Means = HONEST
) -> DummyTimeStamper:
    """A time stamping authority of our own."""
    holder = holder or authority.issue("TSA Contoh", stamps_time=True, means=means)
    key = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    brought = SimpleCertificateStore.from_certs([converted(authority.middle)])
    return DummyTimeStamper(converted(holder), PrivateKeyInfo.load(key), certs_to_embed=brought)
