"""A build leaves what was signed since as it is, at every level, and nothing that was added so."""

import pytest

from sopc.publish.inputs import digest
from sopc.publish.record import is_same
from sopc.sign.options import Level
from tests.sign.desk import Desk
from tests.sign.office import SINGLE, Office
from tests.sign.updates import add_nothing, rotate, update


@pytest.mark.parametrize("level", Level)
def test_what_was_signed_since_is_what_was_built(office: Office, level: Level) -> None:
    pdf, wanted = office.signed(("Penyusun",), level=level), digest(office.unsigned())
    assert is_same(pdf, wanted)
    assert not is_same(pdf + b"%\n", wanted)
    for change in (add_nothing, rotate):
        assert not is_same(update(pdf, change), wanted)
        assert not is_same(update(office.unsigned(), change), wanted)


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
