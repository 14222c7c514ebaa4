"""Outputs can be stored on every system.

They are named by the number, a draft's by its file, a volume by its unit's folder. Windows keeps
some names for devices, whatever follows the first dot, and refuses some signs: such a file, and
with it the whole folder, cannot be copied to an office's machine.

Bad::

    sops/sekretariat/aux.yaml
    sops/sekretariat/draf: arsip.yaml

Good::

    sops/sekretariat/draf-aux.yaml
    sops/sekretariat/draf-arsip.yaml
"""

import re
from collections.abc import Iterator

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "NUM011"
SEVERITY = Severity.WARNING
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.I)
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def is_device(name: str) -> bool:
    """Whether Windows takes a name for that of a device."""
    return _DEVICE.fullmatch(name) is not None


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP, and each unit's or section's folder, whose name Windows refuses."""
    for entry in context.catalogue.entries:
        name = entry.name
        if _DEVICE.fullmatch(name) or _REFUSED.search(name):
            message = Phrase("Windows cannot store a file called `{name}.pdf`", name=name)
            draft = entry.sop.number is None
            hint = Phrase("rename the file") if draft else Phrase("give it another number")
            yield Diagnostic(CODE, message, context.place(entry, "nomor"), hint, SEVERITY)
    for path, folder in _folders(context):
        if _DEVICE.fullmatch(folder):
            message = Phrase("Windows cannot store a folder called `{folder}`", folder=folder)
            place = context.root_place(SETTINGS_FILE, *path)
            yield Diagnostic(CODE, message, place, Phrase("rename it"), SEVERITY)


def _folders(context: Context) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The folders that katalog.yaml names, and where."""
    for at, unit in enumerate(context.catalogue.settings.units):
        yield ("unit", at, "folder"), unit.folder
        for below, section in enumerate(unit.sections):
            yield ("unit", at, "seksi", below, "folder"), section.folder
