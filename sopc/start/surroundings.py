"""Where a new catalogue comes to lie: what is there already, and what git shall not hold."""

import os
from pathlib import Path

from sopc.folder import OutputFolder

_IGNORE = ".gitignore"
_UNHEEDED = frozenset((".git", ".gitignore", ".gitattributes", ".DS_Store"))
"""What a folder in which nobody has put anything may have."""
_IGNORED = b"# hasil cetak `sopc build`\n/build/\n"
_MOST_NAMED = 5


def in_the_way(folder: Path) -> list[str]:
    """What is in a folder, the first few: nothing where it is empty, or not there. Raises OSError
    when it is no folder, or closed."""
    try:
        names = [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        if os.path.lexists(folder):  # a link that leads nowhere
            raise
        return []
    return sorted(name for name in names if name not in _UNHEEDED)[:_MOST_NAMED]


def leave_built_alone(folder: Path) -> bool:
    """Have git leave alone what is built in a folder: where that is in a repository and has no file
    that says so. Whether one was made: it is no catalogue's, and does without where none can be."""
    is_kept = any((above / ".git").exists() for above in (folder, *folder.parents))
    try:
        whole = OutputFolder(folder)
        if not is_kept or whole.has(_IGNORE):
            return False
        whole.write(_IGNORE, _IGNORED)
    except OSError:
        return False
    return True
