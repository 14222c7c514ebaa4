"""A document, signed once and for all (``tests.fuzz.sign_anew``), and what it is held against."""

import gzip
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from asn1crypto import pem
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.registry import Official
from sopc.load.loader import load_catalogue
from sopc.render.qr import read_code
from sopc.sign.document import SignableDocument, documents
from sopc.sign.trust.trusted import Trust
from tests.catalogues import write_catalogue

FOLDER = Path(__file__).parent / "signature"
SINGLE = "sop/K.1.1.1.1.pdf"


def _held(name: str) -> bytes:
    return gzip.decompress((FOLDER / f"{name}.gz").read_bytes())


@cache
def signed() -> bytes:
    """The PDF."""
    return _held("signed.pdf")


@cache
def sealed() -> bytes:
    """A signed manifest, by the same hand."""
    return _held("manifest.json")


@cache
def root() -> Certificate:
    """The authority that vouches for the signer."""
    return Certificate.load(_held("root.der"))


def trust() -> Trust:
    """Trust in that authority, at the time of signing."""
    return Trust([root()], datetime.fromisoformat(_held("moment").decode()))


def certificate_der() -> bytes:
    """The signer's certificate."""
    return _held("holder.der")


def certificate_pem() -> bytes:
    """The signer's certificate, as text."""
    armoured: bytes = pem.armor("CERTIFICATE", certificate_der())
    return armoured


def key_file() -> bytes:
    """A private key, of nobody."""
    key = ec.derive_private_key(1, ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@cache
def _catalogue() -> Catalogue:
    with TemporaryDirectory() as folder:
        catalogue = load_catalogue(write_catalogue(Path(folder))).catalogue
    assert catalogue is not None
    return catalogue


def official() -> Official:
    """Whoever the catalogue has sign."""
    return _catalogue().officials["kepala"]


@cache
def document() -> SignableDocument:
    """What the catalogue has under the document's name, at the revision that was signed."""
    code = read_code(_held("code").decode())
    assert code is not None
    (found,) = (each for each in documents(_catalogue()) if each.file == SINGLE)
    return replace(found, code=code)
