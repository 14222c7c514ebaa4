"""The signed manifest: it knows every file as a whole."""

import shutil
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tests.sign.desk import Desk
from tests.sign.office import NAMES, SINGLE


def sealed(desk: Desk) -> Path:
    """The build with an SOP that all have signed, and the manifest signed after it."""
    for part in NAMES:
        assert desk.sign(part).exit_code == 0
    result = desk.sign("Pengesah", desk.build / "manifest.json")
    assert result.exit_code == 0, result.output
    return desk.build / "manifest.dsse.json"


def test_the_signed_manifest_lists_the_signed_files(desk: Desk) -> None:
    sealed(desk)
    assert desk.verify().exit_code == 0


def test_an_earlier_signed_file_that_holds_is_noticed_by_the_manifest(desk: Desk) -> None:
    (desk.folder / "dulu").mkdir()
    earlier = Desk(desk.office, desk.folder / "dulu")
    for part in NAMES:
        earlier.sign(part)
    sealed(desk)
    shutil.copyfile(earlier.build / SINGLE, desk.build / SINGLE)
    result = desk.verify()
    assert result.exit_code == 1
    assert "it is not the file that the signed manifest lists" in result.stdout


def test_an_altered_manifest_fails_the_files_it_lists(desk: Desk) -> None:
    envelope = sealed(desk)
    whole = envelope.read_bytes()
    for position in range(9, len(whole), len(whole) // 3):  # all others: see test_envelope
        altered = bytearray(whole)
        altered[position] ^= 1
        envelope.write_bytes(bytes(altered))
        assert desk.verify().exit_code == 1, position


def test_a_manifest_of_an_ed25519_key(desk: Desk) -> None:
    key = Ed25519PrivateKey.generate()
    private, public = desk.folder / "m.pem", desk.folder / "m.pub"
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    for part in NAMES:
        desk.sign(part)
    assert desk.run("sign", desk.build / "manifest.json", "--key", private).exit_code == 0
    assert desk.verify(desk.build / SINGLE, "--manifest-key", public).exit_code == 0
    assert desk.verify().exit_code == 1
