"""The PDFs of a build that are signed: what each is called, and who signs it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sopc.catalogue.canonical import digest
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import Form
from sopc.catalogue.organisation import Unit
from sopc.catalogue.printed import printed_digest
from sopc.catalogue.printed_book import book_digest, held_in
from sopc.catalogue.signatories import Signatory, signatories_of, signatories_of_book
from sopc.render.qr import (
    Code,
    addressed,
    code_of,
    name_of,
    old_code_of,
    old_short,
    revision_of,
    short,
)


@dataclass(frozen=True, slots=True)
class SignableDocument:
    """A PDF of the build.

    ``file`` is its path in the output folder, ``code`` what the QR code says of it (the digest is
    that of all that is printed in it), ``text`` how that is printed; ``form`` is what its pages are
    printed on. ``old_code`` is its code in the form before, as files have it that were signed then.
    One that ``is_revoked`` is printed no longer; ``successor`` is the number of what came instead.
    """

    file: str
    code: Code
    text: str
    signatories: tuple[Signatory, ...]
    is_book: bool = False
    form: Form | None = None
    old_code: Code | None = None
    is_revoked: bool = False
    successor: str | None = None

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return re.sub(r"^.*/|\.pdf$", "", self.file)

    def like(self, code: Code) -> Code:
        """Its own code in the form of another."""
        return self.old_code if code.is_old and self.old_code else self.code

    def has_said(self, code: Code) -> bool:
        """Whether a code, also by its date, stands for what the document says."""
        return self.says_what(code) and self.like(code).revision == code.revision

    def says_what(self, code: Code) -> bool:
        """Whether a code, by its digest, stands for what the document says."""
        return self.like(code).digest == code.digest


def documents(catalogue: Catalogue) -> tuple[SignableDocument, ...]:
    """All PDFs that a build of the catalogue makes."""
    digests = _Digests(catalogue)
    written = [entry for entry in catalogue.entries if entry.sop.is_written]
    singles = [_single(catalogue, entry, digests) for entry in written]
    books = [_book(catalogue, unit, digests) for unit in (None, *catalogue.settings.units)]
    return (*books, *singles)


def revoked_documents(catalogue: Catalogue) -> tuple[SignableDocument, ...]:
    """The SOPs that were revoked: what was printed of them, and signed, is in force no longer.

    Their codes stand for nothing that is printed.
    """
    revoked = (entry for entry in catalogue.entries if entry.sop.status == "dicabut")
    return tuple(
        SignableDocument(
            f"sop/{entry.name}.pdf",
            Code(name_of(entry), revision_of(entry), "-"),
            "",
            signatories_of(catalogue, entry),
            form=catalogue.settings.form,
            is_revoked=True,
            successor=str(entry.sop.replaced_by) if entry.sop.replaced_by else None,
        )
        for entry in revoked
    )


class _Digests:
    """What is printed of each SOP of a catalogue, and what its own words are, in digests."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._printed: dict[str, str] = {}
        self._own: dict[str, str] = {}

    def printed(self, entry: Entry) -> str:
        """The digest of what is printed: SOPs stand in two books each."""
        if entry.location.file not in self._printed:
            self._printed[entry.location.file] = printed_digest(self._catalogue, entry)
        return self._printed[entry.location.file]

    def own(self, entry: Entry) -> str:
        """The digest of the SOP's own words, which codes had before."""
        if entry.location.file not in self._own:
            self._own[entry.location.file] = digest(entry.sop)
        return self._own[entry.location.file]


def like_named(catalogue: Catalogue, code: Code) -> Iterator[tuple[Code, Entry | None]]:
    """The codes, in the form of a given one, of what the catalogue prints under its name: of an
    SOP, or of a book (None). There is more than one where a draft is called as a book is."""
    digests = _Digests(catalogue)
    for unit in (None, *catalogue.settings.units):
        if code.is_named(book_name(unit)):
            of_book = old_book_code if code.is_old else book_code
            yield of_book(catalogue, unit, digests), None
    for entry in catalogue.entries:
        if code.is_named(name_of(entry)):
            yield old_code_of(entry) if code.is_old else code_of(catalogue, entry), entry


def book_code(catalogue: Catalogue, unit: Unit | None, digests: _Digests | None = None) -> Code:
    """The code of the handbook, or of a unit's volume: it speaks for all that is printed there."""
    said = book_digest(catalogue, unit, digests.printed if digests else None)
    return Code(book_name(unit), str(catalogue.settings.year), short(said))


def old_book_code(catalogue: Catalogue, unit: Unit | None, digests: _Digests | None = None) -> Code:
    """The same in the form before, which spoke of the words of the SOPs in it."""
    own = (digests or _Digests(catalogue)).own
    lines = [f"{entry.name} {own(entry)}\n" for entry in held_in(catalogue, unit)]
    said = sha256("".join(lines).encode("utf-8")).hexdigest()
    return Code(book_name(unit), str(catalogue.settings.year), old_short(said))


def book_name(unit: Unit | None) -> str:
    """What a code calls a book."""
    return "handbook" if unit is None else f"volume-{unit.folder}"


def is_book_name(name: str) -> bool:
    """Whether a book is, or once was, called so in a code."""
    return name.casefold() == "handbook" or name.casefold().startswith("volume-")


def _single(catalogue: Catalogue, entry: Entry, digests: _Digests) -> SignableDocument:
    name, revision = name_of(entry), revision_of(entry)
    code = Code(name, revision, short(digests.printed(entry)))
    return SignableDocument(
        f"sop/{entry.name}.pdf",
        code,
        addressed(code, catalogue.settings),
        signatories_of(catalogue, entry),
        form=catalogue.settings.form,
        old_code=Code(name, revision, old_short(digests.own(entry))),
    )


def _book(catalogue: Catalogue, unit: Unit | None, digests: _Digests) -> SignableDocument:
    code = book_code(catalogue, unit, digests)
    return SignableDocument(
        "handbook.pdf" if unit is None else f"volume/{unit.folder}.pdf",
        code,
        str(code),
        signatories_of_book(catalogue, unit),
        is_book=True,
        form=catalogue.settings.form,
        old_code=old_book_code(catalogue, unit, digests),
    )
