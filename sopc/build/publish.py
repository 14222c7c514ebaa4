"""Put finished files where the user wants them: all of them, or none."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sopc.diagnostics import SopcError

MANIFEST = "manifest.json"


def sha256(data: bytes) -> str:
    """The digest by which the manifest knows a file."""
    return hashlib.sha256(data).hexdigest()


def publish(out: Path, files: Mapping[str, bytes], *, complete: bool) -> None:
    """Write files (by their path below ``out``) beside ``out``, then move them into place.

    Nothing in ``out`` changes before everything is written. With ``complete``, files that an
    earlier build published and this one does not are removed. Raises SopcError when the folder
    cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        stale = _published(out) - set(files) if complete else set()
        staging = Path(tempfile.mkdtemp(prefix=".new-", dir=out))
        try:
            for name, data in files.items():
                target = staging / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            for name in sorted(files, key=lambda name: name == MANIFEST):  # the manifest last
                (out / name).parent.mkdir(parents=True, exist_ok=True)
                (staging / name).replace(out / name)
            for name in stale:
                (out / name).unlink(missing_ok=True)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise SopcError(f"cannot write to `{out}`: {error.strerror or error}") from None


def _published(out: Path) -> set[str]:
    """The files that the manifest in ``out`` lists, as far as they lie below it."""
    try:
        listed = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["outputs"]
        names = {str(name) for name in listed}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in names if ".." not in Path(name).parts and not Path(name).is_absolute()}
