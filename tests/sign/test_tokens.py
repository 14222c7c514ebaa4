"""Keys that stay on their token, here SoftHSM's."""

import subprocess
from pathlib import Path

import pkcs11
import pytest
from click.testing import Result
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11 import Attribute, CertificateType, ObjectClass, exceptions

from sopc.sign.making.token import refusal
from tests.sign.desk import Desk
from tests.sign.office import NAMES, SINGLE
from tests.sign.pki import Holder

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "12345678"

pytestmark = pytest.mark.skipif(not SOFTHSM.is_file(), reason="SoftHSM is not installed")


def util(words: str) -> None:
    subprocess.run(["softhsm2-util", *words.split()], check=True, capture_output=True)


def put_key(
    folder: Path, label: str, holder: Holder, name: str = "ttd", number: int = 0xA1
) -> None:
    """Put a key on a token, without its certificate."""
    key = folder / "k.pem"
    key.write_bytes(holder.key_pem)
    util(f"--import {key} --token {label} --label {name} --id {number:X} --pin {PIN}")


def put_certificate(label: str, certificate: x509.Certificate, number: int = 0xA1) -> None:
    """Put a certificate on a token."""
    library = pkcs11.lib(str(SOFTHSM))
    library.reinitialize()
    with library.get_token(token_label=label).open(user_pin=PIN, rw=True) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.LABEL: "ttd",
                Attribute.ID: bytes([number]),
                Attribute.SUBJECT: certificate.subject.public_bytes(),
                Attribute.VALUE: certificate.public_bytes(Encoding.DER),
            }
        )


def make_token(label: str) -> None:
    util(f"--init-token --free --label {label} --so-pin 87654321 --pin {PIN}")


def reload_tokens() -> None:
    """See tokens that another program made."""
    pkcs11.lib(str(SOFTHSM)).reinitialize()


def put_on_token(folder: Path, label: str, holder: Holder) -> None:
    """Make a token that holds a person's key and certificate."""
    make_token(label)
    put_key(folder, label, holder)
    put_certificate(label, holder.certificate)


@pytest.fixture
def tokens(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tokens of its own."""
    folder = desk.folder / "tokens"
    folder.mkdir()
    settings = desk.folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    return folder


def sign(desk: Desk, label: str, pin: str, *more: str, has_chain: bool = False) -> Result:
    """Sign by a token, which may hold the chain itself."""
    chain = desk.folder / "ca.pem"
    chain.write_bytes(desk.office.authority.middle.pem + desk.office.authority.root.pem)
    words: list[str | Path] = [
        "--pkcs11",
        SOFTHSM,
        "--token",
        label,
        "--passphrase-env",
        "PIN",
        *more,
    ]
    words += [] if has_chain else ["--chain", chain]
    return desk.run("sign", desk.build / SINGLE, *words, env={"PIN": pin})


@pytest.mark.usefixtures("tokens")
@pytest.mark.parametrize("elliptic", [True, False])
def test_a_token_signs(desk: Desk, elliptic: bool) -> None:
    holder = desk.office.authority.issue(*NAMES["Penyusun"], elliptic=elliptic)
    put_on_token(desk.folder, "kantor", holder)
    result = sign(desk, "kantor", PIN)
    assert result.exit_code == 0, result.output
    for part in ("Pemeriksa", "Pengesah"):
        desk.sign(part)
    assert desk.verify().exit_code == 0


@pytest.mark.usefixtures("tokens")
@pytest.mark.parametrize(
    ("label", "pin", "words"),
    [
        ("kantor", "87650000", "the PIN of the token kantor is wrong; after a few wrong ones it"),
        ("lain", PIN, "there is no token of the label lain, but there are: cadangan, kantor"),
    ],
)
def test_what_is_wrong_with_a_token_is_told(desk: Desk, label: str, pin: str, words: str) -> None:
    put_on_token(desk.folder, "kantor", desk.office.holders["Penyusun"])
    make_token("cadangan")
    reload_tokens()
    result = sign(desk, label, pin)
    assert result.exit_code == 2
    assert words in result.stderr
    assert pin not in result.output


@pytest.mark.usefixtures("tokens")
def test_that_there_is_no_token_is_told(desk: Desk) -> None:
    reload_tokens()
    told = sign(desk, "kantor", PIN).stderr
    assert "there is no token of the label kantor, nor any other" in told


@pytest.mark.usefixtures("tokens")
def test_of_two_tokens_of_one_label_none_is_taken(desk: Desk) -> None:
    put_on_token(desk.folder, "kantor", desk.office.holders["Penyusun"])
    make_token("kantor")
    reload_tokens()
    assert "2 tokens have the label kantor" in sign(desk, "kantor", PIN).stderr


def test_a_library_that_cannot_be_loaded_is_told(desk: Desk) -> None:
    library = desk.folder / "lib.so"
    library.write_bytes(b"bukan pustaka")
    words = ("--pkcs11", library, "--token", "kantor", "--passphrase-env", "PIN")
    told = desk.run("sign", desk.build / SINGLE, *words, env={"PIN": PIN}).stderr
    assert told.startswith(f"sopc: the library `{library}` cannot be loaded: ")
    assert told.count(str(library)) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (exceptions.PinLocked(), "the token t is locked"),
        (exceptions.PinExpired(), "has expired"),
        (exceptions.PinLenRange(), "the PIN of the token t is wrong"),
        (exceptions.UserPinNotInitialized(), "has no PIN yet"),
        (exceptions.DeviceRemoved(), "was removed"),
        (exceptions.DeviceError(), "the token t cannot be used: DeviceError"),
        (exceptions.PKCS11Error("alasan"), "the token t cannot be used: alasan"),
    ],
)
def test_each_refusal_of_a_token_has_its_sentence(
    error: exceptions.PKCS11Error, words: str
) -> None:
    assert words in refusal("t", error)


@pytest.mark.usefixtures("tokens")
def test_a_token_without_keys_is_told(desk: Desk) -> None:
    make_token("kantor")
    reload_tokens()
    assert "the token kantor holds no key that signs" in sign(desk, "kantor", PIN).stderr


@pytest.mark.usefixtures("tokens")
def test_a_token_s_chain_must_be_complete(desk: Desk) -> None:
    put_on_token(desk.folder, "kantor", desk.office.holders["Penyusun"])
    before = (desk.build / SINGLE).read_bytes()
    result = sign(desk, "kantor", PIN, has_chain=True)
    missing = (
        "the certificate of CA Contoh, Kota Contoh, which issued that of PENYUSUN CONTOH, S.Kom"
    )
    assert f"{missing}, is missing" in result.stderr
    assert (desk.build / SINGLE).read_bytes() == before


@pytest.mark.usefixtures("tokens")
def test_a_token_may_hold_the_chain_too(desk: Desk) -> None:
    authority = desk.office.authority
    put_on_token(desk.folder, "kantor", desk.office.holders["Penyusun"])
    for number, above in enumerate((authority.root, authority.middle), start=0xB1):
        put_certificate("kantor", above.certificate, number)
    result = sign(desk, "kantor", PIN, has_chain=True)
    assert result.exit_code == 0, result.output
    for part in ("Pemeriksa", "Pengesah"):
        desk.sign(part)
    assert desk.verify().exit_code == 0


@pytest.mark.usefixtures("tokens")
def test_a_token_without_a_certificate_of_the_key_is_told(desk: Desk) -> None:
    make_token("kantor")
    put_key(desk.folder, "kantor", desk.office.holders["Penyusun"])
    put_certificate("kantor", desk.office.holders["Pengesah"].certificate, 0xA2)
    result = sign(desk, "kantor", PIN)
    assert result.exit_code == 2
    assert "the token kantor holds no certificate of the key" in result.stderr


@pytest.mark.usefixtures("tokens")
def test_of_several_keys_on_a_token_the_label_says_which(desk: Desk) -> None:
    make_token("kantor")
    for number, part in enumerate(("Pengesah", "Penyusun"), start=0xA1):
        holder = desk.office.holders[part]
        put_key(desk.folder, "kantor", holder, part.lower(), number)
        put_certificate("kantor", holder.certificate, number)
    for words, told in (
        ((), "holds several keys: say which by --key-label: pengesah, penyusun"),
        (("--key-label", "bukan"), "no key of the label bukan, but these: pengesah, penyusun"),
    ):
        result = sign(desk, "kantor", PIN, *words)
        assert result.exit_code == 2
        assert told in result.stderr
    result = sign(desk, "kantor", PIN, "--key-label", "penyusun")
    assert (result.exit_code, result.stdout[:9]) == (0, "Penyusun:"), result.output
