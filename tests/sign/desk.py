"""Where tests sign and verify from the command line."""

import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from sopc.cli.main import main
from sopc.publish.executors import Workers
from tests.remembered import Remembering
from tests.sign.office import SINGLE, Office
from tests.sign.pki import PASSPHRASE

SECRET = {"KATA_SANDI": PASSPHRASE}


def in_this_process(address: str | None, _jobs: int) -> Workers:
    """Who prints what is printed again: what is loaded and printed once serves all tests."""
    return Remembering(address, 0)


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

    def run(
        self, *words: str | Path, env: dict[str, str] | None = None, sops: Path | None = None
    ) -> Result:
        """A command on the office's catalogue, or another."""
        command, *rest = map(str, words)
        arguments = [command, *rest, "--sops", str(sops or self.office.sops), "--lang", "en"]
        return CliRunner().invoke(
            main, arguments, env=SECRET if env is None else env, obj=in_this_process
        )

    def sign(self, part: str, *words: str | Path) -> Result:
        """Sign as someone; without words, the SOP."""
        files = words or (self.build / SINGLE,)
        return self.run("sign", *files, "--p12", self.p12(part), "--passphrase-env", "KATA_SANDI")

    def verify(self, *words: str | Path) -> Result:
        """Verify; without words, the SOP."""
        return self.run("verify", *(words or (self.build / SINGLE,)), "--trust", self.root)
