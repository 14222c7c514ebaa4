"""Key files: what opens, what does not, and what is said of it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from asn1crypto import pem
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa, x25519
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

from sopc.diagnostics import SopcError
from sopc.sign.making.keys import Issuers, bare, from_pem, from_pkcs12, is_locked, public_key
from sopc.sign.trust.certificates import common_name, read_certificates
from tests.sign.office import Office, converted
from tests.sign.pki import PASSPHRASE, Authority, Holder, certificate_of, of_no_known_curve

CLOSED = "does not open: it is no key file, or the passphrase is wrong"


def pem_of(key: PrivateKeyTypes, passphrase: str | None = None) -> bytes:
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def public_of(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture
def holder(office: Office) -> Holder:
    return office.holders["Pengesah"]


def test_a_pkcs12_file_that_is_not_locked_opens_without_words(
    office: Office, holder: Holder, tmp_path: Path
) -> None:
    file, above = tmp_path / "k.p12", office.authority.middle.certificate
    root = office.authority.root.certificate
    args = (holder.key, holder.certificate, [above, root], NoEncryption())
    file.write_bytes(serialize_key_and_certificates(b"uji", *args))
    key = from_pkcs12(file, None)
    assert common_name(key.certificate) == "PEJABAT CONTOH, SE"
    assert [common_name(one) for one in key.chain] == ["CA Contoh"]


@pytest.mark.parametrize("missing", ["key", "certificate"])
def test_a_pkcs12_file_that_holds_only_half_is_told(
    holder: Holder, tmp_path: Path, missing: str
) -> None:
    file = tmp_path / "k.p12"
    key, own = (None, holder.certificate) if missing == "key" else (holder.key, None)
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    file.write_bytes(serialize_key_and_certificates(b"uji", key, own, None, lock))
    with pytest.raises(SopcError, match="holds no key with its certificate"):
        from_pkcs12(file, PASSPHRASE)


@pytest.mark.parametrize("words", [None, "", "salah"])
def test_a_pkcs12_file_does_not_open_by_other_words(
    office: Office, holder: Holder, tmp_path: Path, words: str | None
) -> None:
    file = office.authority.p12(holder, tmp_path / "k.p12")
    with pytest.raises(SopcError, match=CLOSED) as told:
        from_pkcs12(file, words)
    assert str(file) in str(told.value)


@pytest.mark.parametrize(
    ("locked", "words", "opens"),
    [(True, PASSPHRASE, True), (True, "salah", False), (True, None, False), (False, None, True)],
)
def test_a_pem_key_opens_by_its_words_only(
    office: Office, holder: Holder, tmp_path: Path, *, locked: bool, words: str | None, opens: bool
) -> None:
    key, own = tmp_path / "k.pem", tmp_path / "c.pem"
    key.write_bytes(pem_of(holder.key, PASSPHRASE if locked else None))
    own.write_bytes(holder.pem)
    assert is_locked(key) is locked
    above = Issuers((converted(office.authority.middle), converted(office.authority.root)))
    if opens:
        assert common_name(from_pem(key, own, words, above).certificate) == "PEJABAT CONTOH, SE"
        return
    with pytest.raises(SopcError, match=CLOSED):
        from_pem(key, own, words, above)
    with pytest.raises(SopcError, match=CLOSED):
        bare(key, words)


def test_a_certificate_of_another_key_is_told(
    office: Office, holder: Holder, tmp_path: Path
) -> None:
    key, own = tmp_path / "k.pem", tmp_path / "c.pem"
    key.write_bytes(holder.key_pem)
    own.write_bytes(office.holders["Penyusun"].pem + holder.pem)
    words = r"the certificate in `.*c\.pem` does not belong to the key in `.*k\.pem`"
    with pytest.raises(SopcError, match=words):
        from_pem(key, own, None)


@pytest.mark.parametrize("apart", [True, False])
def test_the_chain_may_stand_beside_the_certificate_or_apart(
    office: Office, holder: Holder, tmp_path: Path, *, apart: bool
) -> None:
    authority: Authority = office.authority
    key, own, chain = (tmp_path / name for name in ("k.pem", "c.pem", "ca.pem"))
    key.write_bytes(holder.key_pem)
    above = authority.root.pem + authority.middle.pem
    own.write_bytes(holder.pem + (b"" if apart else above))
    chain.write_bytes(above)
    issuers = Issuers(tuple(read_certificates(chain))) if apart else Issuers()
    opened = from_pem(key, own, None, issuers)
    assert [common_name(one) for one in opened.chain] == ["CA Contoh"]


def test_a_key_of_a_kind_that_signs_nothing_here_is_told(tmp_path: Path) -> None:
    key, own = tmp_path / "k.pem", tmp_path / "c.pem"
    made = ed448.Ed448PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "PEJABAT CONTOH")])
    key.write_bytes(pem_of(made))
    own.write_bytes(certificate_of(name, key=made).public_bytes(Encoding.PEM))
    with pytest.raises(SopcError, match="holds a key of a kind that cannot sign here"):
        from_pem(key, own, None)


_OTHERS: Mapping[str, Callable[[], PrivateKeyTypes]] = {
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
    "ec": lambda: ec.generate_private_key(ec.SECP256R1()),
    "dsa": lambda: dsa.generate_private_key(2048),
    "ed448": ed448.Ed448PrivateKey.generate,
    "x25519": x25519.X25519PrivateKey.generate,
}


@pytest.mark.parametrize("kind", _OTHERS)
def test_a_public_key_of_another_kind_is_told(tmp_path: Path, kind: str) -> None:
    file, made = tmp_path / "m.pub", _OTHERS[kind]()
    file.write_bytes(public_of(made.public_key()))
    with pytest.raises(SopcError, match="holds no public Ed25519 key"):
        public_key(file)
    file.write_bytes(pem_of(made))
    assert bare(file, None) is None


def test_a_public_ed25519_key_is_read_and_nothing_in_its_place(tmp_path: Path) -> None:
    file, made = tmp_path / "m.pub", ed25519.Ed25519PrivateKey.generate()
    whole = public_of(made.public_key())
    file.write_bytes(whole)
    assert public_key(file) == made.public_key()
    for other in (pem_of(made), b"", b"bukan kunci", whole[:60]):
        file.write_bytes(other)
        with pytest.raises(SopcError, match=r"m\.pub` holds no public Ed25519 key"):
            public_key(file)


def test_a_key_that_no_library_here_knows_is_told(tmp_path: Path) -> None:
    file, made = tmp_path / "k.pem", ec.generate_private_key(ec.SECP256R1())
    der = made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(pem.armor("PRIVATE KEY", of_no_known_curve(der)))
    own = tmp_path / "c.pem"
    own.write_bytes(certificate_of(x509.Name([]), key=made).public_bytes(Encoding.PEM))
    for read in (lambda: from_pem(file, own, None), lambda: bare(file, None)):
        with pytest.raises(SopcError, match=r"k\.pem"):
            read()
    public = made.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    file.write_bytes(pem.armor("PUBLIC KEY", of_no_known_curve(public)))
    with pytest.raises(SopcError, match="holds no public Ed25519 key"):
        public_key(file)
