"""Documents of earlier revisions are printed again from git: of our own history only."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from sopc.catalogue.catalogue import Catalogue
from sopc.load.loader import load_catalogue
from sopc.publish.executors import Workers
from sopc.publish.options import BuildOptions
from sopc.publish.past import past_files
from sopc.publish.reprint import PrintingAgain
from sopc.sign.built import PastFile
from sopc.sign.document import SignableDocument, documents
from sopc.transaction.seals import Seals
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.repositories import commit, git
from tests.running import build

FILE = "sop/K.1.1.1.1.pdf"
NOBODYS = "0" * 40


def loaded(root: Path) -> Catalogue:
    catalogue = load_catalogue(root).catalogue
    assert catalogue is not None
    return catalogue


def document(root: Path) -> SignableDocument:
    return next(each for each in documents(loaded(root)) if each.file == FILE)


def revise(root: Path, word: str) -> None:
    text = SOP.replace("Menerima surat", word)
    (root / FIRST).write_text(text, encoding="utf-8")


def found(root: Path, wanted: SignableDocument, named: str | None = None) -> list[PastFile]:
    """What git has of a code; ``named`` is the commit that a manifest names."""
    options = BuildOptions(Workers(), Seals(b"k" * 32))
    again = PrintingAgain(options, lambda *_: None, lambda _: None)
    return [*past_files(wanted.code, FILE, named, loaded(root), root, again)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A catalogue with a picture, in git."""
    return write_catalogue(tmp_path / "repo" / "sops")


def test_what_was_built_then_is_printed_again(root: Path, tmp_path: Path) -> None:
    commit(root.parent)
    wanted = document(root)
    built = (build(root, tmp_path / "out", only=("K.1.1.1.1",)) / FILE).read_bytes()
    revise(root, "Membaca surat")
    commit(root.parent)
    now = git(root.parent, "rev-parse", "HEAD").strip()
    for named in (None, now, git(root.parent, "rev-parse", "HEAD~1").strip()):
        (past,) = found(root, wanted, named)
        assert past == PastFile(wanted, sha256(built).hexdigest())


def test_a_commit_of_another_branch_is_not_of_our_past(root: Path) -> None:
    """Anyone may have written the manifest that names it, and have asked for it to be merged."""
    commit(root.parent)
    git(root.parent, "checkout", "--quiet", "-b", "lain")
    revise(root, "Halaman palsu")
    commit(root.parent)
    forged, name = document(root), git(root.parent, "rev-parse", "HEAD").strip()
    git(root.parent, "checkout", "--quiet", "main")
    for named in (name, NOBODYS, "--output=x", "main", None):
        assert found(root, forged, named) == []


def test_what_git_keeps_elsewhere_is_not_printed(root: Path) -> None:
    settings = root / "katalog.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("}\n", ", logo: logo.png}\n", 1), encoding="utf-8")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    (root / "logo.png").write_text(pointer, encoding="utf-8")
    commit(root.parent)
    wanted = document(root)
    revise(root, "Membaca surat")
    assert found(root, wanted) == []


def test_without_git_there_is_no_past(root: Path) -> None:
    assert found(root, document(root)) == []
    commit(root.parent)
    shutil.rmtree(root.parent / ".git" / "objects")
    assert found(root, document(root)) == []
