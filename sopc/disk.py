"""Files that the user names: read, and written whole or not at all; or one sentence why not."""

from pathlib import Path

from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.language import Phrase


def read_file(file: Path) -> bytes:
    """A file's bytes. Raises SopcError."""
    try:
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or "?"
        raise SopcError(
            Phrase("cannot read `{file}`: {reason}", file=file, reason=reason)
        ) from None


def write_file(root: Path, name: str, data: bytes) -> None:
    """Put a file below ``root`` in its place whole, or not at all, and never through a link there.

    Raises SopcError.
    """
    try:
        folder = OutputFolder(root)
        folder.make()
        folder.write(name, data)
    except OSError as error:
        reason = error.strerror or "?"
        raise SopcError(
            Phrase("cannot write `{file}`: {reason}", file=root / name, reason=reason)
        ) from None
