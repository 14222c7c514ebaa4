"""Files that the user names: read, and written whole or not at all; or one sentence why not."""

from pathlib import Path

from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.reader import Unreadable, read
from sopc.refusals import reason_of


def read_file(file: Path, most: int) -> bytes:
    """The bytes of a file that the user has named, which may be a link to one: at most ``most``.

    Raises SopcError.
    """
    try:
        return read(file, most, follow=True)
    except Unreadable as error:
        raise SopcError(
            Phrase("cannot read `{file}`: {reason}", file=file, reason=error.reason)
        ) from None


def write_file(root: Path, name: str, data: bytes) -> None:
    """Put a file below ``root`` in its place whole, or not at all, and never through a link there.

    Folders that are not there are made. Raises SopcError.
    """
    try:
        folder = OutputFolder(root)
        folder.make()
        folder.write(name, data)
    except OSError as error:
        raise _unwritable(root / name, error) from None


def replace_file(file: Path, data: bytes) -> None:
    """Put a file that the user has named in its place whole, or not at all; a link is replaced, not
    followed.

    Raises SopcError, also where there is no such folder: its name may be a slip.
    """
    try:
        OutputFolder(file.parent).write(file.name, data)
    except OSError as error:
        raise _unwritable(file, error) from None


def _unwritable(file: Path, error: OSError) -> SopcError:
    return SopcError(Phrase("cannot write `{file}`: {reason}", file=file, reason=reason_of(error)))
