"""The files of a catalogue's SOPs: which there are, and which only look like it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from sopc.catalogue.organisation import ROOT_FILES
from sopc.diagnostics import ManualPage
from sopc.language import Phrase
from sopc.load.file_names import printable
from sopc.load.reading import Reading
from sopc.load.yaml_reader import MAX_DEPTH
from sopc.mends import renames_file
from sopc.reader import Unreadable
from sopc.slips import Slips

OTHER_ENDING = ManualPage(
    "SKM006",
    """The files of SOPs end in ``.yaml``.

One by another ending would be passed over without a word.

Bad::

    V.26.1.1.3.yml

Good::

    V.26.1.1.3.yaml""",
    binding="Its SOP would be missing in the book.",
)


_OTHER_ENDING = re.compile(r"(?<=.)\.(?:yaml|yml|ya?ml\.(?:txt|yaml|yml))$", re.IGNORECASE)
"""How files end that were to end in ``.yaml``: Windows hides what an editor has added."""


def _is_utf_8(name: str) -> bool:
    """Whether a name can be written into an index, and as the name of an output."""
    return printable(name) == name


def unsaved(reading: Reading) -> Iterator[Path]:
    """SOP files that are not on the disk yet: open in an editor, or about to be written."""
    for path in reading.sources.unsaved():
        if not path.is_relative_to(reading.root) or os.path.lexists(path):
            continue
        below = path.relative_to(reading.root).parts
        is_hidden = any(name.startswith(".") for name in below)
        if path.suffix == ".yaml" and not is_hidden and below[0] not in ROOT_FILES:
            yield path


def sop_files(reading: Reading) -> Iterator[Path]:
    """All SOP files below the root, in the order of their names; links are not followed."""
    if not os.path.lexists(reading.root):  # its files are all to come
        return
    for folder, folders, files in os.walk(reading.root, onerror=reading.closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if folders and len(Path(folder).relative_to(reading.root).parts) >= MAX_DEPTH:
            reason = Phrase("nested deeper than {count} levels", count=MAX_DEPTH)
            reading.unreadable(Unreadable(reason), Path(folder))
            folders.clear()
        for name in folders:
            if Path(folder, name).is_symlink():
                reason = Phrase("a link is not followed; put the folder itself here")
                reading.unreadable(Unreadable(reason), Path(folder, name))
        known = (*ROOT_FILES, *reading.misnamed) if Path(folder) == reading.root else ()
        for name in sorted(files):
            if name.startswith(".") or name in known:
                continue
            path = Path(folder, name)
            if reading.sources.is_gone(path):
                continue
            if path.suffix == ".yaml" and not _is_utf_8(path.name):
                reading.unreadable(Unreadable(Phrase("its name is not UTF-8: rename it")), path)
            elif path.suffix == ".yaml":
                yield path
            elif _OTHER_ENDING.search(name):
                right = printable(_OTHER_ENDING.sub(".yaml", name))
                reading.unread_sops.add(Path(right).stem)
                message = Phrase("SOP files end in `.yaml`")
                hint = Phrase("rename it to `{name}`", name=right)
                fix = renames_file(printable(path), right) if _is_utf_8(path.name) else None
                reading.report(OTHER_ENDING, message, path, hint, fix)


def is_meant(name: str, registry: str) -> bool:
    """Whether a file that is not named so is the registry: by its ending, capitals, a slip."""
    stem = _OTHER_ENDING.sub("", name.removesuffix(".yaml"))
    right = registry.removesuffix(".yaml")
    is_other = name != registry and stem != name and name not in ROOT_FILES
    return is_other and _is_utf_8(name) and bool(Slips([right])(stem))
