"""Times that an authority proves, and keys that stay on their token."""

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives.serialization import (
    Encoding,
)

from tests.sign.desk import Desk
from tests.sign.office import NAMES, SINGLE, Office, clock_of


@pytest.fixture
def clock_address(office: Office) -> Iterator[str]:
    """A time stamping authority that listens on this machine."""
    clock = clock_of(office.authority)

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            told = clock.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.mark.parametrize("level", ["b-t", "b-lt", "b-lta"])
def test_times_of_an_authority_are_proven(desk: Desk, clock_address: str, level: str) -> None:
    for part in NAMES:
        words = ("--tsa", clock_address, "--level", level, "--trust", desk.root)
        result = desk.sign(part, desk.build / SINGLE, *words)
        assert result.exit_code == 0, result.output
    result = desk.verify()
    assert result.exit_code == 0, result.output
    assert result.stdout.count("(time stamped)") == 3


def test_an_authority_that_does_not_answer_is_told(desk: Desk) -> None:
    result = desk.sign("Penyusun", desk.build / SINGLE, "--tsa", "http://127.0.0.1:9/")
    assert result.exit_code == 2
    assert "the time stamping authority does not answer" in result.stderr


SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")


@pytest.mark.skipif(not SOFTHSM.is_file(), reason="SoftHSM is not installed")
@pytest.mark.parametrize("elliptic", [True, False])
def test_a_token_signs(desk: Desk, monkeypatch: pytest.MonkeyPatch, elliptic: bool) -> None:
    import pkcs11

    tokens = desk.folder / "tokens"
    tokens.mkdir()
    settings = desk.folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tokens}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    holder = desk.office.authority.issue(*NAMES["Penyusun"], elliptic=elliptic)
    key = desk.folder / "k.pem"
    key.write_bytes(holder.key_pem)
    label = f"kantor{elliptic}"
    for words in (
        ["--init-token", "--free", "--label", label, "--so-pin", "87654321", "--pin", "12345678"],
        [
            "--import",
            str(key),
            "--token",
            label,
            "--label",
            "ttd",
            "--id",
            "A1",
            "--pin",
            "12345678",
        ],
    ):
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
    library = pkcs11.lib(str(SOFTHSM))
    library.reinitialize()
    with library.get_token(token_label=label).open(user_pin="12345678", rw=True) as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: "ttd",
                pkcs11.Attribute.ID: b"\xa1",
                pkcs11.Attribute.SUBJECT: holder.certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: holder.certificate.public_bytes(Encoding.DER),
            }
        )
    chain = desk.folder / "ca.pem"
    chain.write_bytes(desk.office.authority.middle.pem)
    result = desk.run(
        "sign", desk.build / SINGLE, "--pkcs11", SOFTHSM, "--token", label, "--chain", chain,
        "--passphrase-env", "PIN", env={"PIN": "12345678"},
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    for part in ("Pemeriksa", "Pengesah"):
        desk.sign(part)
    assert desk.verify().exit_code == 0
