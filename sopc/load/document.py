"""A file of any text → the document that a catalogue was transcribed from."""

import stat
from pathlib import Path

from sopc.catalogue.document import Document
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.lines import Lines
from sopc.load.files import Unreadable, printable

MOST = 20 * 1000 * 1000
"""A book of 10,000 pages is some 20 MB of text, which is read and compared as a whole."""


def read_document(path: Path) -> Document:
    """The text of a file in UTF-8: Markdown, HTML, or plain with tabs between the cells of tables.

    Raises SopcError for what is no file, larger than ``MOST`` bytes, or in another encoding.
    """
    name = printable(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe may never end
            raise Unreadable(Phrase("this is no file but a folder, pipe or device"))
        with path.open("rb") as file:
            raw = file.read(MOST + 1)
    except OSError as error:
        raise _unreadable(name, Unreadable.of(error).reason) from None
    except Unreadable as error:
        raise _unreadable(name, error.reason) from None
    if len(raw) > MOST:
        raise _unreadable(name, Phrase("it is larger than {size} MB", size=MOST // 1000**2))
    try:
        return Document(name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, _ = Lines.of(before).position(len(before))
        reason = Phrase("line {line} is no UTF-8 text; save it with that encoding", line=line)
        raise _unreadable(name, reason) from None


def _unreadable(name: str, reason: Phrase) -> SopcError:
    return SopcError(Phrase("cannot read `{root}`: {reason}", root=name, reason=reason))
