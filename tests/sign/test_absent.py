"""Signatures where nothing for printing is installed: verifying needs Python alone."""

import json
from pathlib import Path

from sopc.render.qr import code_of
from tests.absent import run_without
from tests.sign.desk import Desk
from tests.sign.office import SINGLE, Office
from tests.sign.pki import PASSPHRASE
from tests.test_absent import OFFICE, WAYS


def unlocked(desk: Desk) -> Path:
    """An SOP in a build whose lock's file is gone: without either system's locks that it is there
    counts as locked."""
    (desk.build / ".store" / "lock").unlink()
    return desk.build / SINGLE


def test_a_code_is_looked_up_without_what_prints(office: Office, tmp_path: Path) -> None:
    code = str(code_of(office.catalogue, office.catalogue.entries[0]))
    words = ("verify", "--code", code, "--sops", office.sops)
    done = run_without(OFFICE, *words, programs=tmp_path / "programs")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("current")


def test_a_file_is_verified_without_what_prints(
    office: Office, signed: bytes, desk: Desk, tmp_path: Path
) -> None:
    (desk.build / SINGLE).write_bytes(signed)
    words = ("verify", desk.build / SINGLE, "--trust", desk.root, "--sops", office.sops, "--json")
    done = run_without(OFFICE, *words, programs=tmp_path / "programs")
    assert (done.returncode, done.stderr) == (0, "")
    (verdict,) = json.loads(done.stdout)
    assert verdict["holds"] is True


def test_fields_are_prepared_without_what_prints(desk: Desk, tmp_path: Path) -> None:
    before = unlocked(desk).read_bytes()
    words = ("sign", desk.build / SINGLE, "--prepare", "--sops", desk.office.sops)
    done = run_without(OFFICE, *words, programs=tmp_path / "programs")
    assert (done.returncode, done.stderr) == (0, "")
    assert (desk.build / SINGLE).read_bytes() != before


def test_a_visible_signature_says_in_a_sentence_what_it_lacks(desk: Desk, tmp_path: Path) -> None:
    before = unlocked(desk).read_bytes()
    words = ("sign", desk.build / SINGLE, "--sops", desk.office.sops, "--p12", desk.p12("Penyusun"))
    more = ("--passphrase-env", "KATA_SANDI")
    programs, variables = tmp_path / "programs", {"KATA_SANDI": PASSPHRASE}
    done = run_without(OFFICE, *words, *more, programs=programs, variables=variables)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("sopc: printing needs Pango")
    assert all(way in done.stderr for way in WAYS)
    assert (desk.build / SINGLE).read_bytes() == before
