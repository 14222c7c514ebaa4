"""Following references to what signing brings, where each object may be one thing only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    PdfObject,
    Reference,
    StreamObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.allowed.kinds import SHARED, FieldPlace, Kind
from sopc.sign.findings import Cause, Finding
from sopc.sign.pdf.values import is_dictionary, is_literal, is_name, parts, raw, reference

_PROGRAM = {"/A", "/AA", "/JS", "/OpenAction"}


class NotOfSigningError(Exception):
    """Something in a file that signing does not bring; ``finding`` says what, where it is known."""

    def __init__(self, finding: Finding | None = None) -> None:
        super().__init__(finding)
        self.finding = finding


def changed(cause: Cause, what: Phrase) -> Finding:
    """What is said of a change besides signing."""
    return Finding(cause, Phrase("it was changed besides being signed: {what}", what=what))


def scripted() -> Finding:
    """What is said of anything that acts when it is seen or touched."""
    return changed(causes.SCRIPT_ADDED, Phrase("an action or a script was added"))


def require(holds: bool, finding: Finding | None = None) -> None:
    """Raises NotOfSigningError unless something holds."""
    if not holds:
        raise NotOfSigningError(finding)


def only(value: PdfObject | None, keys: Iterable[str] | None) -> DictionaryObject:
    """A value that is a dictionary with no other keys. Raises NotOfSigningError."""
    if not is_dictionary(value):
        raise NotOfSigningError
    if keys is not None:
        others = {*value} - {*keys}
        require(not others & _PROGRAM, scripted())
        require(not others)
    return value


@dataclass(slots=True)
class Walk:
    """What was found so far in a revision; ``subject`` is said where anything is amiss."""

    revision: HistoricalResolver
    places: Mapping[str, FieldPlace]
    found: dict[Reference, Kind] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    subject: Finding | None = None

    def stream(self, value: PdfObject | None, kind: Kind, keys: set[str]) -> StreamObject:
        """A stream with no other keys, which refer to nothing. Raises NotOfSigningError."""
        found = self.follow(value, kind)
        if not isinstance(found, StreamObject):
            raise NotOfSigningError
        require(set(found) <= keys and is_literal(*parts(found)))
        return found

    def dictionary(
        self, value: PdfObject | None, kind: Kind, keys: set[str] | None
    ) -> DictionaryObject:
        """A dictionary with no other keys. Raises NotOfSigningError."""
        return only(self.follow(value, kind), keys)

    def array(self, value: PdfObject | None, kind: Kind) -> list[PdfObject]:
        """What an array holds. Raises NotOfSigningError."""
        found = self.follow(value, kind)
        if not isinstance(found, ArrayObject):
            raise NotOfSigningError
        return [*parts(found)]

    def follow(self, value: PdfObject | None, kind: Kind) -> PdfObject | None:
        """A value, or what it refers to: then that is noted, and can be nothing else."""
        ref = reference(value)
        if ref is None:
            return value
        require(ref not in self.found or (kind in SHARED and self.found[ref] is kind))
        self.found[ref] = kind
        found: PdfObject = self.revision(ref)
        require(reference(found) is None)
        return found

    def page(self, value: PdfObject | None) -> Reference:
        """The page that a value refers to. Raises NotOfSigningError."""
        page = reference(value)
        held = self.revision(page) if page is not None else None
        if page is None or not is_dictionary(held) or not is_name(raw(held, "/Type"), "/Page"):
            raise NotOfSigningError
        return page

    def kind_of(self, value: PdfObject | None) -> Kind | None:
        """What the object that a value refers to was found to be."""
        ref = reference(value)
        return self.found.get(ref) if ref is not None else None
