"""An office to test signing in, made once a test process."""

from pathlib import Path

import pytest

from sopc.load.loader import load_catalogue
from sopc.sign.making.keys import from_pkcs12
from sopc.sign.options import Level
from tests.catalogues import KATALOG, PEJABAT, write_catalogue
from tests.running import build
from tests.sign.desk import Desk
from tests.sign.office import NAMES, OFFICIALS, SIGNERS, Office, clock_of
from tests.sign.pki import PASSPHRASE, Authority


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office."""
    folder = tmp_path_factory.mktemp("office")
    root_files = {"katalog.yaml": KATALOG + SIGNERS, "pejabat.yaml": PEJABAT + OFFICIALS}
    sops = write_catalogue(folder / "sops")
    for name, text in root_files.items():
        (sops / name).write_text(text, encoding="utf-8")
    out = build(sops, folder / "build")
    catalogue = load_catalogue(sops).catalogue
    assert catalogue is not None
    authority = Authority()
    holders = {part: authority.issue(*who, elliptic=True) for part, who in NAMES.items()}
    keys = {
        part: from_pkcs12(authority.p12(holder, folder / f"{part}.p12"), PASSPHRASE)
        for part, holder in holders.items()
    }
    stamping = authority.issue("TSA Contoh", stamps_time=True)
    clock = clock_of(authority, stamping)
    return Office(sops, out, catalogue, authority, holders, keys, clock, stamping)


@pytest.fixture(scope="session")
def signed(office: Office) -> bytes:
    """An SOP that all have signed."""
    return office.signed()


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Desk:
    """A desk to sign at."""
    return Desk(office, tmp_path)


@pytest.fixture(scope="session")
def lasting(office: Office) -> bytes:
    """An SOP signed by all, with all that proves it for years."""
    return office.signed(level=Level.B_LTA)


@pytest.fixture(scope="session")
def stamped(office: Office) -> bytes:
    """An SOP whose last signature brings a time stamp."""
    return office.signed(level=Level.B_T)
