"""The files of a release, of which anybody makes the same bytes from the same commit.

They are made of what is committed, not of what lies about, with the commit's time and by the locked
hatchling; the wheel is made of the sdist. Bytes also depend on the release of zlib.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from tests.release.bill import bill
from tests.repositories import git

VENDOR = Path("sopc/serve/client/vendor")
EDITOR = "codemirror.js"


class Unreleased(Exception):
    """What is in the folder is not what was committed."""


def release(repository: Path, out: Path) -> Path:
    """Make sdist, wheel, bill of materials (``.cdx.json``) and SHA256SUMS in ``out``, which is
    returned. Raises Unreleased when a file of the repository has changes that are not committed."""
    changed = git(repository, "status", "--porcelain", "--untracked-files=no").splitlines()
    if changed:
        raise Unreleased(f"commit your changes first, or stash them: {changed[0][3:]}")
    moment = int(git(repository, "log", "-1", "--format=%ct"))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        git(repository, "archive", f"--output={folder / 'tree.tar'}", "HEAD")
        tree = _unpacked(folder / "tree.tar", folder / "tree")
        _bring_editor(repository, tree)
        sdist = _built("sdist", tree, folder, moment)
        (source,) = _unpacked(sdist, folder / "source").iterdir()
        wheel = _built("wheel", source, folder, moment)
        text = bill(tree, wheel, datetime.fromtimestamp(moment, UTC))
        made = [Path(shutil.copyfile(path, out / path.name)) for path in (sdist, wheel)]
    made.append(out / f"{sdist.name.removesuffix('.tar.gz')}.cdx.json")
    made[-1].write_text(text, encoding="utf-8", newline="\n")
    sums = (f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(made))
    (out / "SHA256SUMS").write_text("".join(sums), encoding="ascii", newline="\n")
    return out


def _bring_editor(repository: Path, tree: Path) -> None:
    """The editor of the text view, which is made and not committed: of what is committed here."""
    made = repository / VENDOR
    first = made / EDITOR
    held = first.read_text(encoding="utf-8").partition("\n")[0] if first.is_file() else ""
    if held != f"/* {source_of_editor(tree)} */":
        raise Unreleased("the editor of the text view is not made of this commit: make client")
    for path in sorted(made.iterdir()):
        (tree / VENDOR).mkdir(exist_ok=True)
        shutil.copyfile(path, tree / VENDOR / path.name)


def source_of_editor(tree: Path) -> str:
    """What the editor is made of: the same for the same locked packages and the same entry."""
    names = ("package-lock.json", "editor.mjs", "bundle.mjs")
    client = tree / VENDOR.parent
    return sha256(b"".join((client / name).read_bytes() for name in names)).hexdigest()


def _unpacked(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    return folder


def _built(target: str, tree: Path, folder: Path, moment: int) -> Path:
    """What hatchling makes, in an environment that cannot change it; nothing is fetched."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target]
    kept = {key: text for key, text in os.environ.items() if not key.startswith("HATCH")}
    done = subprocess.run(
        [*command, "--directory", folder / target],
        cwd=tree,
        env={**kept, "SOURCE_DATE_EPOCH": str(moment)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    (made,) = (folder / target).iterdir()
    return made
