"""A folder of files before and after a change of all kinds, for tests of how it comes about."""

import stat
from collections.abc import Mapping
from pathlib import Path

from sopc.edit.writing import write_files

OLD: Mapping[str, bytes] = {
    "a.yaml": b"a: 1\n",
    "lama/d.yaml": b"d: 1\n",
    "unit/b.yaml": b"b: 1\n",
    "unit/c.yaml": b"c: 1\n",
}
NEW: Mapping[str, bytes] = {
    "a.yaml": b"a: 2\n",
    "baru/bagian/e.yaml": b"e: 2\n",
    "baru/b.yaml": b"b: 2\n",
    "unit/c.yaml": b"c: 1\n",
}
"""One replaced, one renamed, one gone with its folder, one new in new folders, one as it was."""
RENAMED = {"baru/b.yaml": "unit/b.yaml"}
MODES = {"a.yaml": 0o640, "unit/b.yaml": 0o600, "baru/b.yaml": 0o600}
USUAL = 0o644

Found = dict[str, tuple[bytes, int] | None]


def found(root: Path) -> Found:
    """All that there is: files with their bytes and rights, and folders."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
        if path.is_file()
        else None
        for path in root.rglob("*")
    }


def expected(files: Mapping[str, bytes]) -> Found:
    """What there is to be, and nothing else."""
    there: Found = {name: (data, MODES.get(name, USUAL)) for name, data in files.items()}
    for name in files:
        there |= {above.as_posix(): None for above in Path(name).parents if above.name}
    return there


def write_old(root: Path) -> Path:
    """Files as they were."""
    for name, data in OLD.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(MODES.get(name, USUAL))
    return root


def change(root: Path) -> None:
    """Make them what they are to be."""
    names = sorted({*OLD, *NEW})
    write_files(
        root,
        {name: OLD.get(name) for name in names},
        {name: NEW.get(name) for name in names},
        renamed=RENAMED,
    )
