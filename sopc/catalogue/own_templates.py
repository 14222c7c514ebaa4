"""Where a catalogue's own templates lie. Imports nothing that reads catalogues."""

import os
import stat
from pathlib import Path

OWN_TEMPLATES = "templates"
"""The folder of a catalogue's own templates, which take the place of those of the same name."""


def own_templates(root: Path) -> Path | None:
    """The folder, where there is one in the catalogue's: a link to one is none."""
    folder = root / OWN_TEMPLATES
    try:
        return folder if stat.S_ISDIR(os.lstat(folder).st_mode) else None
    except OSError:
        return None
