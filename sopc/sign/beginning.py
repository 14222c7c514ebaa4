"""What a signed file began as: the file that was built, and what its fields say of that."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyhanko.pdf_utils.reader import PdfFileReader

from sopc.sign.making.fields import field_names
from sopc.sign.pdf.revisions import beginnings, list_place
from sopc.sign.pdf.values import raw, reference

_MAKER = re.compile(rb"<xmp:CreatorTool>(sopc [^<]{1,100})</xmp:CreatorTool>")


@dataclass(frozen=True, slots=True)
class Beginning:
    """A file's first revision.

    ``digests`` are the SHA-256 of the bytes that it may be: of several where a line's end may or
    may not belong to it. ``labels`` is what the signature fields, by their names, say that they are
    for. ``maker`` is the program that the first revision says it was made by.
    """

    digests: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    maker: str | None = None


def beginning_of(pdf: bytes, reader: PdfFileReader) -> Beginning:
    """What a file began as. Raises what pyHanko raises for a file that cannot be read.

    Bytes count only where readers find the first revision in them: a file may begin with a whole
    other one that nothing in it leads to.
    """
    place = reader.xrefs.get_startxref_for_revision(0)
    found = {digest for length, digest in beginnings(pdf) if list_place(pdf, length) == place}
    return Beginning(frozenset(found), _labels(reader), _maker(reader))


def _labels(reader: PdfFileReader) -> dict[str, str]:
    names = {name for name, _ in field_names(reader)}
    if not names:
        return {}
    fields = [field.get_object() for field in reader.root["/AcroForm"]["/Fields"]]
    named = {str(field.get("/T", "")): str(field.get("/TU", "")) for field in fields}
    return {name: label for name, label in named.items() if name in names}


def _maker(reader: PdfFileReader) -> str | None:
    view = reader.get_historical_resolver(0)
    place = reference(raw(view.root, "/Metadata"))
    said = _MAKER.search(bytes(view(place).data)) if place is not None else None
    return said[1].decode("utf-8", "replace") if said else None
