"""``sopc sign`` and ``sopc verify`` as an office uses them."""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto import tsp
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from sopc.cli.main import main
from sopc.sign.document import documents
from tests.sign.conftest import NAMES, SINGLE, Office, clock_of
from tests.sign.pki import PASSPHRASE, Authority

SECRET = {"KATA_SANDI": PASSPHRASE}


class Desk:
    """A copy of the build, key files, and the commands."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder, self.build = office, folder, folder / "build"
        shutil.copytree(office.build, self.build)
        self.root = folder / "akar.pem"
        self.root.write_bytes(office.authority.root.pem)

    def p12(self, part: str) -> Path:
        """A person's key file."""
        return self.office.authority.p12(self.office.holders[part], self.folder / f"{part}.p12")

    def run(self, *words: str | Path, env: dict[str, str] | None = None) -> Result:
        """A command on the office's catalogue."""
        command, *rest = map(str, words)
        arguments = [command, *rest, "--sops", str(self.office.sops), "--lang", "en"]
        return CliRunner().invoke(main, arguments, env=SECRET if env is None else env)

    def sign(self, part: str, *words: str | Path) -> Result:
        """Sign as someone; without words, the SOP."""
        files = words or (self.build / SINGLE,)
        return self.run("sign", *files, "--p12", self.p12(part), "--passphrase-env", "KATA_SANDI")

    def verify(self, *words: str | Path) -> Result:
        """Verify; without words, the SOP."""
        return self.run("verify", *(words or (self.build / SINGLE,)), "--trust", self.root)


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Desk:
    return Desk(office, tmp_path)


def test_an_office_signs_and_anyone_verifies(desk: Desk) -> None:
    for part in NAMES:
        result = desk.sign(part)
        assert result.exit_code == 0, result.output
        assert result.stdout == f"{part}: {desk.build / SINGLE}\n"
    result = desk.verify()
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"{desk.build / SINGLE}: holds"
    assert lines[3].startswith("  Pengesah: PEJABAT CONTOH, SE, 20")
    assert lines[3].endswith("(by the signer's own clock); certificate by CA Contoh, Kota Contoh")
    assert lines[4] == "  K.1.1.1.1 (2025-01): current: the catalogue says the same"


def test_a_missing_signature_fails_in_a_sentence(desk: Desk) -> None:
    desk.sign("Penyusun")
    result = desk.verify()
    assert result.exit_code == 1
    assert "! Pengesah (PEJABAT CONTOH, SE) has not signed" in result.stdout


def test_a_verdict_as_json(desk: Desk) -> None:
    desk.sign("Penyusun")
    (verdict,) = json.loads(desk.verify(desk.build / SINGLE, "--json").stdout)
    assert verdict["holds"] is False
    assert verdict["current"] is True
    assert verdict["document"] == SINGLE
    assert [one["nip"] for one in verdict["signatures"]] == [NAMES["Penyusun"][1]]
    assert len(verdict["faults"]) == 2


def test_someone_elses_key_is_refused_and_nothing_written(desk: Desk) -> None:
    before = (desk.build / SINGLE).read_bytes()
    result = desk.run(
        "sign", desk.build / SINGLE, "--role", "penyusun", "--p12", desk.p12("Pengesah"),
        "--passphrase-env", "KATA_SANDI",
    )  # fmt: skip
    assert result.exit_code == 2
    assert "is that of PEJABAT CONTOH, SE, not of PENYUSUN CONTOH, S.Kom" in result.stderr
    assert (desk.build / SINGLE).read_bytes() == before


def test_what_was_not_built_is_not_signed(desk: Desk) -> None:
    with (desk.build / SINGLE).open("ab") as file:
        file.write(b"\n")
    foreign = desk.folder / "lain.pdf"
    foreign.write_bytes((desk.build / SINGLE).read_bytes())
    (desk.build / SINGLE).write_bytes(b"%PDF-1.7\n%%EOF\n")
    assert "is not what this catalogue builds" in desk.sign("Penyusun").stderr
    result = desk.sign("Penyusun", foreign)
    assert result.exit_code == 2
    assert "is no PDF of this catalogue's build" in result.stderr


def test_a_catalogue_changed_since_is_built_again_first(desk: Desk) -> None:
    manifest = desk.build / "manifest.json"
    data = json.loads(manifest.read_text())
    data["inputs"]["sops/katalog.yaml"] = "0" * 64
    manifest.write_text(json.dumps(data))
    result = desk.sign("Penyusun")
    assert result.exit_code == 2
    assert "the catalogue was changed since" in result.stderr


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"KATA_SANDI": "salah"}, "does not open: it is no key file, or the passphrase is wrong"),
        ({}, "the variable KATA_SANDI is not set"),
    ],
)
def test_a_wrong_passphrase_is_told_but_never_shown(
    desk: Desk, env: dict[str, str], words: str
) -> None:
    p12 = desk.p12("Penyusun")
    arguments = ("sign", desk.build / SINGLE, "--p12", p12, "--passphrase-env", "KATA_SANDI")
    result = desk.run(*arguments, env=env)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "salah" not in result.output
    assert "Traceback" not in result.output


def test_the_passphrase_may_come_from_an_open_file(desk: Desk) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    p12 = desk.p12("Penyusun")
    result = desk.run("sign", desk.build / SINGLE, "--p12", p12, "--passphrase-fd", str(reading))
    os.close(reading)
    assert result.exit_code == 0, result.output


def test_there_is_no_option_for_a_passphrase_itself() -> None:
    options = CliRunner().invoke(main, ["sign", "--help"]).stdout
    assert "--passphrase-env" in options
    assert "--passphrase " not in options
    assert "--pin" not in options


def test_a_locked_pem_key_signs(desk: Desk, office: Office) -> None:
    holder = office.holders["Penyusun"]
    key, cert, chain = (desk.folder / name for name in ("k.pem", "c.pem", "ca.pem"))
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    key.write_bytes(holder.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    cert.write_bytes(holder.pem)
    chain.write_bytes(office.authority.middle.pem)
    result = desk.run(
        "sign", desk.build / SINGLE, "--key", key, "--cert", cert, "--chain", chain,
        "--passphrase-env", "KATA_SANDI",
    )  # fmt: skip
    assert result.exit_code == 0, result.output


def test_signed_files_may_go_elsewhere(desk: Desk) -> None:
    out = desk.folder / "ttd"
    before = (desk.build / SINGLE).read_bytes()
    assert desk.sign("Penyusun", desk.build / SINGLE, "--out", out).exit_code == 0
    assert (desk.build / SINGLE).read_bytes() == before
    assert (out / SINGLE).read_bytes().startswith(before)


def test_prepared_files_wait_for_signatures_elsewhere(desk: Desk) -> None:
    result = desk.run("sign", desk.build / SINGLE, "--prepare")
    assert result.exit_code == 0, result.output
    told = subprocess.run(
        ["pdfsig", desk.build / SINGLE], capture_output=True, text=True, check=False
    ).stdout
    assert told.count("not signed") == 3
    for part in NAMES:
        assert desk.sign(part).exit_code == 0
    assert desk.verify().exit_code == 0


def test_a_file_with_anothers_name_is_noticed(desk: Desk) -> None:
    for part in NAMES:
        desk.sign(part)
    other = desk.folder / "handbook.pdf"
    shutil.copyfile(desk.build / SINGLE, other)
    result = desk.verify(other)
    assert result.exit_code == 1
    assert "it holds K.1.1.1.1, not what its name says" in result.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("verify",), "give files to verify, or --code"),
        (("verify", "{file}"), "whom to trust?"),
        (("sign", "{file}"), "give the key by one of --p12, --key and --pkcs11"),
        (("sign", "{file}", "--key", "{file}"), "--key needs the certificate"),
        (
            ("sign", "{file}", "--p12", "{file}", "--level", "b-t"),
            "needs a time stamping authority",
        ),
        (("verify", "{file}", "--trust", "{file}"), "holds no certificate"),
    ],
)
def test_wrong_usage_is_told(desk: Desk, words: tuple[str, ...], sentence: str) -> None:
    file = str(desk.build / SINGLE)
    result = desk.run(*(word.format(file=file) for word in words))
    assert result.exit_code == 2
    assert sentence in result.stderr


# The manifest


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


def test_no_byte_of_the_signed_manifest_can_be_changed(desk: Desk) -> None:
    envelope = sealed(desk)
    whole = envelope.read_bytes()
    for position in range(0, len(whole), 97):
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


# Clocks and tokens


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


# Printed pages


def test_a_printed_page_is_current_superseded_or_unknown(office: Office, tmp_path: Path) -> None:
    sops = tmp_path / "sops"
    shutil.copytree(office.sops, sops)
    old = next(d for d in documents(office.catalogue) if d.file == SINGLE).text

    def git(*words: str) -> None:
        who = ("-c", "user.name=Uji", "-c", "user.email=uji@example.org")
        subprocess.run(["git", "-C", str(sops), *who, *words], check=True, capture_output=True)

    def standing(text: str) -> tuple[int, str]:
        result = CliRunner().invoke(
            main, ["verify", "--code", text, "--sops", str(sops), "--lang", "en"]
        )
        assert result.exit_code in (0, 1), result.output
        return result.exit_code, result.stdout.partition(":")[0]

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "Pertama")
    assert standing(old) == (0, "current")
    assert standing(f"https://tte.example.org/?sop={old.lower()}") == (0, "current")
    file = sops / "sekretariat/umum/K.1.1.1.1.yaml"
    file.write_text(file.read_text().replace("Mengarsipkan surat", "Menyimpan surat"))
    git("commit", "-qam", "Kedua")
    assert standing(old) == (1, "superseded")
    assert standing(old[:-1] + ("0" if old[-1] != "0" else "1")) == (1, "unknown")
    assert standing("bukan kode") == (1, "unknown")


def test_an_authority_unknown_here_fails(desk: Desk) -> None:
    for part in NAMES:
        desk.sign(part)
    desk.root.write_bytes(Authority("CA Lain").root.pem)
    result = desk.verify()
    assert result.exit_code == 1
    assert "leads to no authority that is trusted here" in result.stdout
