"""Documents as the catalogue had them at an earlier time, printed again: git has its past."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from sopc.catalogue.catalogue import Catalogue
from sopc.diagnostics import SopcError
from sopc.limits import PICTURE
from sopc.load.file_names import stays_below
from sopc.load.history import History
from sopc.load.loader import load_catalogue
from sopc.load.revision import write_tree
from sopc.publish.inputs import is_of_catalogue
from sopc.publish.reprint import PrintingAgain, Reprinter
from sopc.render.qr import Code
from sopc.sign.built import PastFile
from sopc.sign.document import SignableDocument, documents
from sopc.sign.history import standing_of

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def past_files(
    code: Code,
    file: str,
    commit: str | None,
    catalogue: Catalogue,
    root: Path,
    again: PrintingAgain,
) -> Iterator[PastFile]:
    """A file of a build as the catalogue in ``root`` had it when it said what ``code`` stands for.

    First at ``commit``, which anyone may have named, if it is of the catalogue's past. Nothing
    where git does not know it, or where what it had cannot be printed any more.
    """
    try:
        for name in dict.fromkeys(_commits(code, commit, catalogue, root)):
            with TemporaryDirectory() as folder, suppress(SopcError):
                found = _printed(code, file, name, root, Path(folder), again)
                if found is not None:
                    yield found
    except SopcError:  # no git, no repository, or one that cannot tell
        return


def _commits(code: Code, commit: str | None, catalogue: Catalogue, root: Path) -> Iterator[str]:
    history = History.of(root)
    if commit is not None and _COMMIT.fullmatch(commit) and history.holds(commit):
        yield commit
    said = standing_of(str(code), catalogue, root).commit
    if said is not None:
        yield said


def _printed(
    code: Code,
    file: str,
    commit: str,
    root: Path,
    folder: Path,
    again: PrintingAgain,
) -> PastFile | None:
    """The file at a commit, if what it says is what the code stands for."""
    past, scratch = folder / "sops", folder / "printed"
    scratch.mkdir()
    catalogue = load_catalogue(past).catalogue if _export(root, commit, past) else None
    document = _document(code, file, catalogue) if catalogue is not None else None
    if catalogue is None or document is None:
        return None
    digest = Reprinter(catalogue, past, scratch, again).digests([file]).get(file)
    return PastFile(document, digest) if digest is not None else None


def _document(code: Code, file: str, catalogue: Catalogue) -> SignableDocument | None:
    fitting = (d for d in documents(catalogue) if d.file == file and d.has_said(code))
    return next(fitting, None)


def _export(root: Path, commit: str, folder: Path) -> bool:
    """Write what a build read of the catalogue at a commit; whether all of it could be had."""
    history = History.of(root)
    files = {
        path: name
        for path, name in history.files(commit).items()
        if is_of_catalogue(None, path) and stays_below(path)
    }
    contents = history.contents(files.values(), PICTURE)
    folder.mkdir()
    there = {path: contents[name] for path, name in files.items() if name in contents}
    return not [*write_tree(folder, there)] and len(there) == len(files)
