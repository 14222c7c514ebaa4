"""Of which SOPs rules ask that something be there, and what they do not ask for again."""

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.sop import Sop
from sopc.check.rule import Context
from sopc.notes.parts import field_of

_NO_BODY = frozenset({"isi"})
_NO_PAGE = _NO_BODY | {"identitas"}


def has_record(sop: Sop, key: str) -> bool:
    """Whether a note ``kosong`` says that the document lacks this key of an SOP, the page on which
    it would stand, or the whole body."""
    lacking = {field_of(note.part) for note in sop.source.notes if note.kind == "kosong"}
    whole = _NO_BODY if key == "langkah" else _NO_PAGE
    return not lacking.isdisjoint({(key,), *((each,) for each in whole)})


def is_in_force(context: Context, entry: Entry) -> bool:
    """Whether an SOP is in force, and all that its file says could be read: of keys that are given
    twice one is lost, and what seems to be missing may be there."""
    file = entry.location.file
    return entry.sop.status == "berlaku" and all(file != name for name, _ in context.unread.faulty)
