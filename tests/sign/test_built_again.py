"""A build leaves what was signed since as it is, at every level, and nothing that was added so."""

import shutil
from pathlib import Path

import pytest

import sopc.cli.sign
from sopc.folder import OutputFolder
from sopc.publish.inputs import digest
from sopc.publish.install import STORE
from sopc.publish.record import is_same
from sopc.sign.options import Level
from sopc.transaction.lock import lock
from tests.sign.desk import Desk
from tests.sign.office import SINGLE, Office
from tests.sign.pki import PASSPHRASE
from tests.sign.updates import add_nothing, rotate, update


@pytest.mark.parametrize("level", Level)
def test_what_was_signed_since_is_what_was_built(office: Office, level: Level) -> None:
    pdf, wanted = office.signed(("Penyusun",), level=level), digest(office.unsigned())
    assert is_same(pdf, wanted)
    assert not is_same(pdf + b"%\n", wanted)
    for change in (add_nothing, rotate):
        assert not is_same(update(pdf, change), wanted)
        assert not is_same(update(office.unsigned(), change), wanted)


@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize("words", [(), ("--prepare",)])
def test_nothing_is_signed_where_a_build_is_at_work(
    desk: Desk, words: tuple[str, ...], elsewhere: bool
) -> None:
    """It would put what it had read in the place of what was built meanwhile."""
    at = desk.build
    if elsewhere:
        at = Path(shutil.copytree(desk.build, desk.folder / "lain"))
        words = (*words, "--out", str(at))
    before = (at / SINGLE).read_bytes()
    with lock(OutputFolder(at), STORE):
        result = desk.sign("Penyusun", desk.build / SINGLE, *words)
    assert (result.exit_code, (at / SINGLE).read_bytes()) == (2, before)
    assert f"another build is writing to `{at}`" in result.stderr
    assert desk.sign("Penyusun", desk.build / SINGLE, *words).exit_code == 0
    assert (at / SINGLE).read_bytes() != before


def test_nothing_is_built_while_somebody_signs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who signs may take minutes to find the passphrase."""
    said = []

    def slowly() -> str:
        said.append(desk.run("build", "--out", desk.build, "--only", "K.1.1.1.1").stderr)
        return PASSPHRASE

    monkeypatch.setattr(sopc.cli.sign, "passphrase", lambda *_: slowly)
    assert desk.sign("Penyusun").exit_code == 0
    assert f"another build is writing to `{desk.build}`" in said[0]


def test_where_nothing_was_built_nothing_is_locked(desk: Desk) -> None:
    shutil.rmtree(desk.build / STORE)
    assert desk.sign("Penyusun").exit_code == 0
    assert not (desk.build / STORE).exists()


def test_what_all_have_signed_stays_when_there_is_something_else_to_do(desk: Desk) -> None:
    for part in ("Penyusun", "Pemeriksa", "Pengesah"):
        assert desk.sign(part).exit_code == 0
    signed = (desk.build / SINGLE).read_bytes()
    assert "nothing has changed" in desk.run("build", "--out", desk.build).stderr
    (desk.build / "index.csv").unlink()
    again = desk.run("build", "--out", desk.build)
    assert again.stderr == f"8 files in {desk.build}, 1 written\n"
    assert (desk.build / SINGLE).read_bytes() == signed
    assert desk.verify().exit_code == 0
