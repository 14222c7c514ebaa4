"""The key, from where the user says it is."""

import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from sopc.diagnostics import SopcError
from sopc.sign.making.opening import bare_key, opened
from sopc.sign.options import KeyPlace
from tests.sign.office import Office
from tests.sign.pki import PASSPHRASE

A = Path("a")


def unasked() -> str:
    """A passphrase that nobody should want."""
    raise AssertionError("asked for a passphrase")


@pytest.fixture
def pem(office: Office, tmp_path: Path) -> KeyPlace:
    """The drafter's key, not locked."""
    holder = office.holders["Penyusun"]
    place = KeyPlace(key=tmp_path / "k.pem", cert=tmp_path / "c.pem")
    assert place.key is not None
    assert place.cert is not None
    place.key.write_bytes(holder.key_pem)
    above = office.authority
    place.cert.write_bytes(holder.pem + above.middle.pem + above.root.pem)
    return place


def test_a_key_that_is_not_locked_asks_for_no_passphrase(pem: KeyPlace) -> None:
    with opened(pem, unasked) as key:
        assert key.certificate.subject.native["common_name"] == "PENYUSUN CONTOH, S.Kom"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (KeyPlace(), "give the key by one of --p12, --key and --pkcs11"),
        (KeyPlace(p12=A, key=A, cert=A), "give the key by one of"),
        (KeyPlace(key=A, cert=A, pkcs11=A, token="t"), "give the key by one of"),
        (KeyPlace(p12=A, key=A, pkcs11=A), "give the key by one of"),
        (KeyPlace(key=A), "--key needs the certificate: give --cert"),
        (KeyPlace(pkcs11=A), "--pkcs11 needs the token's label: give --token"),
    ],
)
def test_a_key_must_be_in_one_place(place: KeyPlace, words: str) -> None:
    with pytest.raises(SopcError, match=words), opened(place, unasked):
        pass


def test_tokens_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    monkeypatch.delitem(sys.modules, "sopc.sign.making.token", raising=False)
    words = r"pip install 'sopc\[sign,pkcs11\]'"
    with pytest.raises(SopcError, match=words), opened(KeyPlace(pkcs11=A, token="t"), unasked):
        pass


@pytest.mark.parametrize("locked", [True, False])
def test_a_bare_key_is_an_ed25519_key_alone(tmp_path: Path, *, locked: bool) -> None:
    file, key = tmp_path / "m.pem", Ed25519PrivateKey.generate()
    lock = BestAvailableEncryption(PASSPHRASE.encode()) if locked else NoEncryption()
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    found = bare_key(KeyPlace(key=file), (lambda: PASSPHRASE) if locked else unasked)
    assert found is not None
    assert found.public_key() == key.public_key()
    assert bare_key(KeyPlace(key=file, cert=file), unasked) is None
    assert bare_key(KeyPlace(p12=file), unasked) is None


def test_a_key_of_another_kind_is_not_bare(pem: KeyPlace) -> None:
    assert bare_key(KeyPlace(key=pem.key), unasked) is None
