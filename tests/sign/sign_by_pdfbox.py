"""A document signed by PDFBox: anew by ``pytest --exhaustive``, and a kept one for all other runs.

Signing needs Java, openssl, and Debian's libpdfbox2-java. The keys were thrown away; the kept file
is verified as of the day that it was signed. ``sign_anew(office, FOLDER)`` makes another.
"""

import gzip
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding

from sopc.sign.making.fields import prepare
from sopc.sign.trust.trusted import Trust
from tests.sign.office import NAMES, Office
from tests.sign.pki import NOW, Authority

FOLDER = Path(__file__).parent / "pdfbox"
_SOURCE = Path(__file__).parent / "SignByPdfBox.java"
_JARS = ":".join(
    f"/usr/share/java/{name}.jar" for name in ("pdfbox2", "fontbox2", "commons-logging")
)


@dataclass(frozen=True)
class Kept:
    """A signed file, the code that it bears, whom to trust, and the day."""

    pdf: bytes
    code: str
    trust: Trust


def can_sign() -> bool:
    """Whether there is what it needs here."""
    there = all(Path(jar).is_file() for jar in _JARS.split(":"))
    return there and all(shutil.which(program) for program in ("java", "openssl"))


def kept(folder: Path = FOLDER) -> Kept:
    """What was signed."""
    held = {file.stem: gzip.decompress(file.read_bytes()) for file in folder.glob("*.gz")}
    moment = datetime.fromisoformat(held["moment"].decode())
    roots = [Certificate.load(held["root.der"])]
    return Kept(held["signed.pdf"], held["code"].decode(), Trust(roots, moment))


def sign_anew(office: Office, target: Path) -> None:
    """Sign the office's document, and keep it in a folder."""
    authority = Authority()
    with TemporaryDirectory() as name:
        folder = Path(name)
        pdf, chain = folder / "0.pdf", folder / "chain.pem"
        pdf.write_bytes(prepare(office.unsigned(), office.document()))
        chain.write_bytes(authority.middle.pem)
        for number, (field, who) in enumerate(NAMES.items(), start=1):
            holder = authority.issue(*who)
            key, own, signed = (folder / f"{number}.{kind}" for kind in ("key", "pem", "pdf"))
            key.write_bytes(holder.key_pem)
            own.write_bytes(holder.pem)
            words = ["java", "-Djava.awt.headless=true", "-cp", _JARS, str(_SOURCE)]
            files = [str(pdf), str(signed), field, str(key), str(own), str(chain)]
            subprocess.run([*words, *files], check=True)
            pdf = signed
        files_kept = {
            "signed.pdf": pdf.read_bytes(),
            "root.der": authority.root.certificate.public_bytes(Encoding.DER),
            "code": str(office.document().code).encode(),
            "moment": NOW.isoformat().encode(),
        }
    target.mkdir(exist_ok=True)
    for file, data in files_kept.items():
        (target / f"{file}.gz").write_bytes(gzip.compress(data, mtime=0))
