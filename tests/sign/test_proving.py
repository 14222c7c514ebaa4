"""By what signatures are proven, as the user says it: roots, chains, levels."""

import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from sopc import limits
from sopc.sign import causes
from sopc.sign.findings import Grade
from sopc.sign.making.fields import prepare
from sopc.sign.trust import online, times
from tests.conftest import REPOSITORY
from tests.sign.desk import Desk
from tests.sign.foreign import serve
from tests.sign.office import NAMES, SINGLE, Office
from tests.sign.pki import NOW, PASSPHRASE, YEAR, Authority
from tests.sign.revocations import DAY


def put(desk: Desk, name: str, *authorities: bytes) -> Path:
    """A file of certificates."""
    file = desk.folder / name
    file.write_bytes(b"".join(authorities))
    return file


@pytest.fixture
def bare(desk: Desk) -> Desk:
    """A desk with an SOP that its people signed without bringing their authority."""
    for part in NAMES:
        holder = desk.office.holders[part]
        lock = BestAvailableEncryption(PASSPHRASE.encode())
        file = desk.folder / f"{part}-sendiri.p12"
        made = serialize_key_and_certificates(b"u", holder.key, holder.certificate, None, lock)
        file.write_bytes(made)
        words = ("--p12", file, "--passphrase-env", "KATA_SANDI")
        assert desk.run("sign", desk.build / SINGLE, *words).exit_code == 0
    return desk


def test_an_issuer_that_is_missing_is_named_and_can_be_given(bare: Desk) -> None:
    done = bare.verify()
    assert done.exit_code == 5
    missing = (
        "  ! Penyusun: the certificate of CA Contoh, Kota Contoh, which issued that of"
        " PENYUSUN CONTOH, S.Kom, is missing: give --chain FILE [TTE221]"
    )
    assert missing in done.stdout.splitlines()
    middle = put(bare, "ca.pem", bare.office.authority.middle.pem)
    done = bare.verify(bare.build / SINGLE, "--chain", middle)
    assert done.exit_code == 0, done.stdout
    # a certificate that is given is no root
    foreign = put(bare, "lain.pem", Authority().root.pem)
    root = put(bare, "akar-itu.pem", bare.office.authority.root.pem)
    words = ("--chain", middle, "--chain", root, "--trust", foreign)
    assert bare.run("verify", bare.build / SINGLE, *words).exit_code == 5


def test_an_authority_that_expired_is_the_cause(office: Office) -> None:
    authority = Authority("CA Lama", ends=NOW - DAY)
    pdf = prepare(office.unsigned(), office.document())
    theirs = Office(**{**vars(office), "authority": authority})
    holder = authority.issue(*NAMES["Penyusun"], elliptic=True)
    told = theirs.verdict(serve(pdf, theirs, "Penyusun", holder))
    (finding,) = [each for each in told.findings if each.part == "Penyusun" and each.lowers]
    assert finding.cause is causes.AUTHORITY_EXPIRED
    assert finding.cause.grade is Grade.UNPROVABLE
    assert (
        f"CA Lama, was valid from {NOW - 5 * YEAR:%Y-%m-%d} to {NOW - DAY:%Y-%m-%d}"
        in finding.message
    )


def test_a_level_may_be_required(desk: Desk, stamped: bytes) -> None:
    file = desk.build / SINGLE
    file.write_bytes(stamped)
    assert desk.verify(file, "--require", "b-t").exit_code == 0
    done = desk.verify(file, "--require", "b-lt")
    assert done.exit_code == 5
    assert done.stdout.count("its level is b-t, less than b-lt: the file does not ") == 3
    assert desk.verify(file, "--require", "b-b").exit_code == 2  # any signature is of that


def test_roots_for_time_stamps_are_given_apart(desk: Desk, stamped: bytes) -> None:
    file, other = desk.build / SINGLE, put(desk, "lain.pem", Authority().root.pem)
    file.write_bytes(stamped)
    assert desk.verify(file, "--tsa-trust", other).exit_code == 5
    assert desk.verify(file, "--tsa-trust", other, "--tsa-trust", desk.root).exit_code == 0


def test_the_fingerprints_of_the_roots_are_those_of_openssl(desk: Desk, signed: bytes) -> None:
    file, other = desk.build / SINGLE, put(desk, "lain.pem", Authority("CA Lain").root.pem)
    file.write_bytes(signed)
    words = ["openssl", "x509", "-in", str(desk.root), "-noout", "-fingerprint", "-sha256"]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    fingerprint = told.strip().partition("=")[2]
    (verdict,) = json.loads(desk.verify(file, "--tsa-trust", other, "--json").stdout)
    assert verdict["roots"][0] == {"name": "CA Contoh Induk", "sha256": fingerprint}
    assert [root["name"] for root in verdict["roots"]] == ["CA Contoh Induk", "CA Lain Induk"]
    line = f"trusted: CA Contoh Induk, SHA-256 {fingerprint}"
    assert line in desk.verify(file, "--verbose").stdout.splitlines()
    assert line in desk.verify(desk.build).stdout.splitlines()
    assert line not in desk.verify(file).stdout


def test_the_page_says_the_numbers_that_there_are() -> None:
    text = " ".join((REPOSITORY / "docs" / "signing.md").read_text(encoding="utf-8").split())
    minutes, days = times.TOLERANCE // timedelta(minutes=1), times.APART // timedelta(days=1)
    assert (f"clocks may differ by {minutes} minutes" in text, days) == (True, 1)
    asked = f"for {limits.ANSWER_SECONDS:g} seconds and {limits.ANSWER // limits.MIB} MiB at most"
    assert f"{asked}, {online._REQUESTS} times in one run" in text
