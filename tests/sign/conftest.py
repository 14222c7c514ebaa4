"""An office that signs: its catalogue, its build, its people's keys. Made once a test process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sopc.catalogue.catalogue import Catalogue
from sopc.cli.main import main
from sopc.load.loader import load_catalogue
from sopc.sign.document import Document, documents
from sopc.sign.examine import Trust
from sopc.sign.keys import SigningKey, from_pkcs12
from sopc.sign.signing import Level, Terms, sign
from sopc.sign.verifying import Verdict, verify
from tests.catalogues import KATALOG, PEJABAT, write_catalogue
from tests.sign.pki import NOW, PASSPHRASE, Authority, Holder

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

    @property
    def trust(self) -> Trust:
        """Trust in the office's own root."""
        return Trust([converted(self.authority.root)], datetime.now(NOW.tzinfo))

    @property
    def known(self) -> tuple[Document, ...]:
        """The documents of the catalogue."""
        return documents(self.catalogue)

    def document(self, file: str = SINGLE) -> Document:
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
        return verify(pdf, self.known, self.trust)


def converted(holder: Holder) -> Certificate:
    """A certificate as pyHanko's library has it."""
    return Certificate.load(holder.certificate.public_bytes(Encoding.DER))


def clock_of(authority: Authority) -> DummyTimeStamper:
    """A time stamping authority of our own."""
    holder = authority.issue("TSA Contoh", stamps_time=True)
    key = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    brought = SimpleCertificateStore.from_certs([converted(authority.middle)])
    return DummyTimeStamper(converted(holder), PrivateKeyInfo.load(key), certs_to_embed=brought)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office."""
    folder = tmp_path_factory.mktemp("office")
    root_files = {"katalog.yaml": KATALOG + SIGNERS, "pejabat.yaml": PEJABAT + OFFICIALS}
    sops = write_catalogue(folder / "sops")
    for name, text in root_files.items():
        (sops / name).write_text(text, encoding="utf-8")
    build = folder / "build"
    result = CliRunner().invoke(main, ["build", "--sops", str(sops), "--out", str(build)])
    assert result.exit_code == 0, result.output
    catalogue = load_catalogue(sops).catalogue
    assert catalogue is not None
    authority = Authority()
    holders = {part: authority.issue(*who, elliptic=True) for part, who in NAMES.items()}
    keys = {
        part: from_pkcs12(authority.p12(holder, folder / f"{part}.p12"), PASSPHRASE)
        for part, holder in holders.items()
    }
    return Office(sops, build, catalogue, authority, holders, keys, clock_of(authority))


@pytest.fixture(scope="session")
def signed(office: Office) -> bytes:
    """An SOP that all have signed."""
    return office.signed()
