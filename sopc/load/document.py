"""A file of any text → the document that a catalogue was transcribed from."""

from pathlib import Path

from sopc.catalogue.document import Document
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.limits import SOURCE
from sopc.lines import Lines
from sopc.load.file_names import printable
from sopc.reader import Unreadable, read


def read_document(path: Path) -> Document:
    """The text of a file in UTF-8: Markdown, HTML, or plain with tabs between the cells of tables.

    Raises SopcError for what is no file, larger than ``SOURCE`` bytes, or in another encoding.
    """
    name = printable(path)
    try:
        raw = read(path, SOURCE, follow=True)  # wherever the user says
    except Unreadable as error:
        raise _unreadable(name, error.reason) from None
    try:
        return Document(name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, _ = Lines.of(before).position(len(before))
        reason = Phrase("line {line} is no UTF-8 text; save it with that encoding", line=line)
        raise _unreadable(name, reason) from None


def _unreadable(name: str, reason: Phrase) -> SopcError:
    return SopcError(Phrase("cannot read `{root}`: {reason}", root=name, reason=reason))
