"""What an editor finds on the disk: schemas beside katalog.yaml, and settings that lead to them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sopc.catalogue.modeline import SCHEMA_FOLDER
from sopc.diagnostics import SopcError
from sopc.folder import InTheWay, OutputFolder
from sopc.language import Phrase
from sopc.limits import MIB
from sopc.reader import Unreadable, read
from sopc.refusals import reason_of

_SETTINGS = ".vscode/settings.json"
_KEY = "yaml.schemas"


@dataclass(frozen=True, slots=True)
class LeftSchemas:
    """The folder of the schemas, the settings of VS Code, and which files have which schema.

    ``is_told``: the settings say so; otherwise they are the user's, and were left alone.
    """

    folder: Path
    settings: Path
    schemas: Mapping[str, str]
    is_told: bool


def leave_schemas(root: Path, workspace: Path, schemas: Mapping[str, str]) -> LeftSchemas:
    """Write the schemas of all kinds of files into a catalogue, and settings of VS Code beside.

    These are in the folder ``workspace`` that the editor opens, or beside the catalogue if it lies
    elsewhere. Settings that are there get the one that they lack, as far as they are plain JSON.
    Raises SopcError when something cannot be written.
    """
    whole, opened = root.resolve(), workspace.resolve()
    if not whole.is_relative_to(opened):
        opened = whole.parent
    below = whole.relative_to(opened).as_posix()
    leads = schemas_by_file("" if below == "." else f"{below}/", schemas)
    try:
        folder = OutputFolder(root)
        for kind, text in schemas.items():
            folder.write(f"{SCHEMA_FOLDER}/{kind}.json", text.encode("utf-8"), b"\n")
        is_told = _tell(opened, leads)
    except (OSError, InTheWay) as error:
        name, reason = getattr(error, "filename", None), reason_of(error)
        raise SopcError(
            Phrase("cannot write `{file}`: {reason}", file=name or root, reason=reason)
        ) from None
    return LeftSchemas(root / SCHEMA_FOLDER, opened / _SETTINGS, leads, is_told)


def schemas_by_file(below: str, kinds: Mapping[str, str]) -> dict[str, str]:
    """Which schema is for which files, both from the folder that is opened."""
    return {
        f"./{below}{SCHEMA_FOLDER}/{kind}.json": below
        + ("*/**/*.yaml" if kind == "sop" else f"{kind}.yaml")
        for kind in kinds
    }


def settings_text(schemas: Mapping[str, str]) -> str:
    """The settings as VS Code reads them."""
    return json.dumps({_KEY: schemas}, indent=2, ensure_ascii=False)


def _tell(opened: Path, schemas: Mapping[str, str]) -> bool:
    """Put the setting where there is none; whether it is there now."""
    folder = OutputFolder(opened)
    if not folder.has(_SETTINGS):
        folder.write(_SETTINGS, settings_text(schemas).encode("utf-8"), b"\n")
        return True
    try:
        text = read(opened / _SETTINGS, MIB).decode("utf-8")
        written = json.loads(text)
    except (Unreadable, ValueError, RecursionError):  # with comments, which JSON has not
        return False
    if not isinstance(written, dict) or _KEY in written:
        return isinstance(written, dict) and written.get(_KEY) == schemas
    first, rest = text.split("{", 1)
    inner = settings_text(schemas)[1:-2] + ("," if written else "\n")
    folder.write(_SETTINGS, f"{first}{{{inner}{rest}".encode())
    return True
