"""A small office: its catalogue in git, at an address, and the machine of somebody new there."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from sopc.cli.main import main
from tests.conftest import REPOSITORY
from tests.guides.reading import Act, Changed, Command, Elsewhere, Written, agrees
from tests.repositories import commit, git
from tests.sign.desk import in_this_process
from tests.sign.pki import PASSPHRASE, Authority

ADDRESS = "https://git.contoh.go.id/dinas/sop.git"
"""Where the guides say that the catalogue is."""
_SIGNS = frozenset("|<>&;*$`")
"""What only a shell understands."""


@dataclass
class Machine:
    """Somebody's machine, with an empty home, and the office's repository behind its address."""

    root: Path
    here: Path = field(init=False)

    def __post_init__(self) -> None:
        self.home = self.here = self.root / "rumah"
        self.shared = self.root / "git" / "sop.git"
        self.home.mkdir()

    def share(self, files: Mapping[str, str]) -> None:
        """Put the office's files at its address."""
        first = self.root / "awal"
        for name, text in files.items():
            (first / name).parent.mkdir(parents=True, exist_ok=True)
            (first / name).write_text(text, "utf-8")
        commit(first, "Katalog SOP")
        self.shared.parent.mkdir()
        git(self.root, "clone", "--quiet", "--bare", str(first), str(self.shared))

    def give_key(self, name: str, nip: str) -> None:
        """Lay an official's key, and the root to trust, into the clone of the catalogue."""
        authority = Authority()
        authority.p12(authority.issue(name, nip), self.home / "sop" / "kepala.p12")
        (self.home / "sop" / "akar.pem").write_bytes(authority.root.pem)

    def clone(self) -> None:
        """Have the catalogue already, and be in its folder."""
        self._shell(f"git clone --quiet {ADDRESS}")
        self.here = self.home / "sop"

    def do(self, act: Act) -> str:
        """What comes of an act, if the guide is wrong there; nothing otherwise."""
        match act:
            case Command():
                return self._run(act)
            case Written(file, text):
                (self.here / file).write_text(text, "utf-8")
            case Changed(file, old, new):
                path = self.here / file
                text = path.read_text("utf-8")
                if text.count(old) != 1:
                    return f"{file} has not these lines, once:\n{old}\nbut:\n{text}"
                path.write_text(text.replace(old, new), "utf-8")
            case Elsewhere(what):
                self._elsewhere(what)
        return ""

    def _run(self, command: Command) -> str:
        words = shlex.split(command.words)
        if words[0] == "cd":
            self.here = (self.here / words[1]).resolve()
            return "" if self.here.is_dir() else f"no such folder: {command.words}"
        if words[0] == "sopc" and not _SIGNS & set(command.words):
            printed, status = self._sopc(words[1:])
        else:
            printed, status = self._shell(command.words)
        if status != command.status:
            return f"$ {command.words}\n{printed}\nends with {status}"
        if command.printed and not agrees(command.printed, printed):
            return f"$ {command.words}\nprints\n{printed}"
        return ""

    def _sopc(self, words: list[str]) -> tuple[str, int]:
        with self._at_home():
            result = CliRunner().invoke(
                main, words, input=f"{PASSPHRASE}\n", prog_name="sopc", obj=in_this_process
            )
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output, result.exit_code

    def _shell(self, line: str) -> tuple[str, int]:
        ended = subprocess.run(
            ["bash", "-c", f'sopc() {{ "{sys.executable}" -m sopc "$@"; }}; {line}'],
            cwd=self.here,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=120,
        )
        return ended.stdout, ended.returncode

    @contextmanager
    def _at_home(self) -> Iterator[None]:
        before = Path.cwd()
        asked = patch("sopc.cli.secrets.is_terminal", lambda _: True)
        with patch.dict(os.environ, self._environment(), clear=True), asked:
            os.chdir(self.here)
            try:
                yield
            finally:
                os.chdir(before)

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        return {
            **kept,
            "HOME": str(self.home),
            "PYTHONPATH": str(REPOSITORY),
            "LANG": "id_ID.UTF-8",
            "LANGUAGE": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{self.shared}.insteadOf",
            "GIT_CONFIG_VALUE_0": ADDRESS,
        }

    def _elsewhere(self, what: str) -> None:
        match what.split():
            case ["menerima", branch]:
                self._accept(branch)
            case ["merusak", file]:
                with (self.here / file).open("ab") as opened:
                    opened.write(b"x")
            case _:
                raise ValueError(what)

    def _accept(self, branch: str) -> None:
        """A colleague takes a branch over into main, as the web page of a git server does."""
        theirs = self.root / "rekan"
        if not theirs.exists():
            git(self.root, "clone", "--quiet", str(self.shared), str(theirs))
        git(theirs, "pull", "--quiet")
        git(theirs, "merge", "--quiet", "--no-ff", "-m", f"Terima {branch}", f"origin/{branch}")
        git(theirs, "push", "--quiet")
