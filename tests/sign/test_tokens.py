"""Keys that stay on their token, here SoftHSM's."""

import subprocess
from pathlib import Path

import pkcs11
import pytest
from click.testing import Result
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11 import Attribute, CertificateType, ObjectClass

from tests.sign.desk import Desk
from tests.sign.office import NAMES, SINGLE
from tests.sign.pki import Holder

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "12345678"

pytestmark = pytest.mark.skipif(not SOFTHSM.is_file(), reason="SoftHSM is not installed")


def put_on_token(folder: Path, label: str, holder: Holder) -> None:
    """Make a token that holds a person's key and certificate."""
    key = folder / "k.pem"
    key.write_bytes(holder.key_pem)
    made = f"--init-token --free --label {label} --so-pin 87654321 --pin {PIN}"
    held = f"--import {key} --token {label} --label ttd --id A1 --pin {PIN}"
    for words in (made, held):
        subprocess.run(["softhsm2-util", *words.split()], check=True, capture_output=True)
    library = pkcs11.lib(str(SOFTHSM))
    library.reinitialize()
    with library.get_token(token_label=label).open(user_pin=PIN, rw=True) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.LABEL: "ttd",
                Attribute.ID: b"\xa1",
                Attribute.SUBJECT: holder.certificate.subject.public_bytes(),
                Attribute.VALUE: holder.certificate.public_bytes(Encoding.DER),
            }
        )


@pytest.fixture
def tokens(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tokens of its own."""
    folder = desk.folder / "tokens"
    folder.mkdir()
    settings = desk.folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    return folder


def sign(desk: Desk, label: str, pin: str) -> Result:
    chain = desk.folder / "ca.pem"
    chain.write_bytes(desk.office.authority.middle.pem)
    words = ("--pkcs11", SOFTHSM, "--token", label, "--chain", chain, "--passphrase-env", "PIN")
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
    [("kantor", "87650000", "PinIncorrect"), ("lain", PIN, "cannot be used")],
)
def test_what_is_wrong_with_a_token_is_told(desk: Desk, label: str, pin: str, words: str) -> None:
    put_on_token(desk.folder, "kantor", desk.office.holders["Penyusun"])
    result = sign(desk, label, pin)
    assert result.exit_code == 2
    assert words in result.stderr
    assert pin not in result.output
