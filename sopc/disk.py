"""Files that the user names: read, and written whole or not at all; or one sentence why not."""

from pathlib import Path

from sopc.diagnostics import SopcError
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


def write_file(file: Path, data: bytes) -> None:
    """Put a file in its place whole, or not at all. Raises SopcError."""
    new = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(data)
        new.replace(file)
    except OSError as error:
        new.unlink(missing_ok=True)
        reason = error.strerror or "?"
        raise SopcError(
            Phrase("cannot write `{file}`: {reason}", file=file, reason=reason)
        ) from None
