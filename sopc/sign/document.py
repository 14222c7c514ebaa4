"""The PDFs of a build that are signed: what each is called, and who signs it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from sopc.catalogue.canonical import digest
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import Form
from sopc.catalogue.organisation import Unit
from sopc.catalogue.signatories import Signatory, signatories_of, signatories_of_book
from sopc.render.qr import Code, code_of, code_text, short


@dataclass(frozen=True, slots=True)
class SignableDocument:
    """A PDF of the build.

    ``file`` is its path in the output folder, ``code`` what the QR code says of it (the digest is
    that of its sources), ``text`` how that is printed; ``form`` is what its pages are printed on.
    """

    file: str
    code: Code
    text: str
    signatories: tuple[Signatory, ...]
    is_book: bool = False
    form: Form | None = None

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return re.sub(r"^.*/|\.pdf$", "", self.file)


def documents(catalogue: Catalogue) -> tuple[SignableDocument, ...]:
    """All PDFs that a build of the catalogue makes."""
    singles = [_single(catalogue, entry) for entry in catalogue.entries if entry.sop.is_written]
    volumes = [_book(catalogue, unit) for unit in catalogue.settings.units]
    return (_book(catalogue, None), *volumes, *singles)


def _single(catalogue: Catalogue, entry: Entry) -> SignableDocument:
    text = code_text(entry, catalogue.settings)
    signatories = signatories_of(catalogue, entry)
    return SignableDocument(
        f"sop/{entry.name}.pdf",
        code_of(entry),
        text,
        signatories,
        form=catalogue.settings.form,
    )


def _book(catalogue: Catalogue, unit: Unit | None) -> SignableDocument:
    """The handbook, or a unit's volume; its code speaks for all SOPs in it."""
    held = [e for e in catalogue.entries if unit is None or e.location.unit == unit]
    name = "handbook" if unit is None else f"volume-{unit.folder}"
    code = Code(name, str(catalogue.settings.year), short(_digest_of(held)))
    file = "handbook.pdf" if unit is None else f"volume/{unit.folder}.pdf"
    signatories = signatories_of_book(catalogue, unit)
    form = catalogue.settings.form
    return SignableDocument(file, code, str(code), signatories, is_book=True, form=form)


def _digest_of(entries: Iterable[Entry]) -> str:
    lines = [f"{entry.name} {digest(entry.sop)}\n" for entry in entries]
    return sha256("".join(lines).encode("utf-8")).hexdigest()
