"""``sopc sign`` and ``sopc verify`` as an office uses them."""

import base64
import json
import os
import shutil
import subprocess
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

import sopc.cli.sign
from sopc.cli.begun import settled_files
from sopc.cli.main import main
from tests.sign.desk import Desk
from tests.sign.office import NAMES, SINGLE, Office
from tests.sign.pki import PASSPHRASE, Authority


def test_an_office_signs_and_anyone_verifies(desk: Desk) -> None:
    for part in NAMES:
        result = desk.sign(part)
        assert result.exit_code == 0, result.output
        assert result.stdout == f"{part}: {desk.build / SINGLE}\n"
    result = desk.verify()
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"{desk.build / SINGLE}: holds"
    assert lines[4].startswith("  Pengesah: PEJABAT CONTOH, SE, 20")
    assert lines[4].endswith("(by the signer's own clock); certificate by CA Contoh, Kota Contoh")
    assert lines[5] == "  K.1.1.1.1 (2025-01): current: the catalogue says the same"


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
    assert result.exit_code == 0, result.output


def test_the_passphrase_is_out_of_the_environment_before_anything_is_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def settling(*args: Any, **said: Any) -> object:
        seen.append(os.environ.get("KATA_SANDI"))
        return settled_files(*args, **said)

    monkeypatch.setattr(sopc.cli.sign, "settled_files", settling)
    assert desk.sign("Penyusun").exit_code == 0
    assert seen == [None]


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
    chain.write_bytes(office.authority.middle.pem + office.authority.root.pem)
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


def test_the_next_signs_where_the_one_before_left_it(desk: Desk) -> None:
    out = desk.folder / "ttd"
    assert desk.sign("Penyusun", desk.build / SINGLE, "--out", out).exit_code == 0
    assert desk.sign("Pemeriksa", out / SINGLE).exit_code == 0
    assert desk.sign("Pengesah", out / SINGLE, out / "manifest.json").exit_code == 0
    assert desk.verify(out / SINGLE).exit_code == 0
    listed = json.loads(
        base64.b64decode(json.loads((out / "manifest.dsse.json").read_bytes())["payload"])
    )["subject"]
    assert [subject["name"] for subject in listed] == [SINGLE]


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


def test_an_authority_unknown_here_fails(desk: Desk) -> None:
    for part in NAMES:
        desk.sign(part)
    desk.root.write_bytes(Authority("CA Lain").root.pem)
    result = desk.verify()
    assert result.exit_code == 5
    assert "leads to no authority that is trusted here" in result.stdout
