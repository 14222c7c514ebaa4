"""A change that a page asks for → the bytes that the file is to have."""

from sopc.changes import Replace
from sopc.diagnostics import SopcError
from sopc.edit.patched import NotIntended, edited
from sopc.edit.surgery import edits_of
from sopc.language import Phrase
from sopc.rewrite.files import ReadFile
from sopc.serve.asked import Change, SetValue


class Conflict(SopcError):
    """Somebody else has changed meanwhile what is to be changed."""


def amended(file: ReadFile, change: Change) -> bytes:
    """The file with a change made. Raises Conflict, or SopcError where it cannot be made."""
    document = file.document
    if document is None:
        raise SopcError(Phrase("the file is no YAML at the moment: mend it in the text view"))
    if not isinstance(change, SetValue):
        raise SopcError(Phrase("this cannot be changed here: change it in the text view"))
    asked = Replace(file.name, change.path, change.old, change.new)
    edits = edits_of(document, asked)
    if not edits:
        raise Conflict(Phrase("somebody else has changed this meanwhile"))
    try:
        return edited(file.raw, file.name, edits, [asked])
    except NotIntended:
        raise SopcError(Phrase("this cannot be changed here: change it in the text view")) from None
