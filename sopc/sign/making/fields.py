"""Signature fields: one for each part in signing, made before anyone signs, at its place."""

from collections.abc import Sequence
from io import BytesIO

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    append_signature_field,
    enumerate_sig_fields,
)

from sopc.catalogue.signatories import Signatory
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.render.qr import Code
from sopc.render.spaces import SPACES
from sopc.sign.allowed.changes import AllowedChanges
from sopc.sign.allowed.kinds import FieldBox, FieldPlace
from sopc.sign.document import SignableDocument
from sopc.sign.making.form_tags import tag_fields
from sopc.sign.pdf.pages import pages
from sopc.sign.pdf.reading import reader_of
from sopc.sign.pdf.values import led_to, numbers

_MM = 72 / 25.4
_COVER_SIDE, _COVER_FOOT, _COVER_HEIGHT, _GAP = 20 * _MM, 26 * _MM, 17 * _MM, 4 * _MM
_WIDEST = 90 * _MM


def field_names(pdf: PdfFileReader | IncrementalPdfFileWriter) -> list[tuple[str, bool]]:
    """The names of a document's signature fields, and whether each is signed; time stamps aside."""
    return [
        (str(name), value is not None)
        for name, value, _ in enumerate_sig_fields(pdf)
        if value is None or led_to(value.get_object(), "/Type") != "/DocTimeStamp"
    ]


def signed_fields(pdf: bytes, document: SignableDocument) -> list[str]:
    """The names of the fields that are signed already. Raises SopcError."""
    if b"/ByteRange" not in pdf:  # every signature has one; reading a whole book takes its time
        return []
    try:
        reader = reader_of(pdf)
        return [name for name, is_signed in field_names(reader) if is_signed]
    except PdfError:
        raise _unusable(document) from None


def add_fields(writer: IncrementalPdfFileWriter, document: SignableDocument) -> None:
    """Add a document's fields. Does nothing when they are there already.

    The last one locks the document when it is signed. Raises SopcError when there are others.
    """
    wanted = [signatory.field for signatory in document.signatories]
    present = [name for name, _ in field_names(writer)]
    if present == wanted:
        return
    if present:
        raise SopcError(
            Phrase(
                "`{file}` has the signature fields {present}, but the catalogue wants {wanted}",
                file=document.file,
                present=", ".join(present),
                wanted=", ".join(wanted),
            )
        )
    for signatory, (page, box) in zip(
        document.signatories, places(writer.prev, document), strict=True
    ):
        is_last = signatory is document.signatories[-1]
        left, lower, right, upper = (int(edge) for edge in box)
        spec = SigFieldSpec(
            signatory.field,
            on_page=page,
            box=(left, lower, right, upper),
            readable_field_name=label_of(signatory, document.code),
            field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL) if is_last else None,
            doc_mdp_update_value=MDPPerm.NO_CHANGES if is_last else None,
        )
        append_signature_field(writer, spec)
    added = writer.root["/AcroForm"]["/Fields"]
    tag_fields(writer, [added.raw_get(place) for place in range(len(added))])


def label_of(signatory: Signatory, code: Code) -> str:
    """What a field says that it is for, to people and to whoever verifies the file."""
    return f"{signatory.role.capitalize()} {code}"


def prepare(pdf: bytes, document: SignableDocument) -> bytes:
    """The document with its fields, empty, for signing elsewhere. Raises SopcError."""
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        add_fields(writer, document)
    except PdfError:
        raise _unusable(document) from None
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def places(reader: PdfFileReader, document: SignableDocument) -> list[tuple[int, FieldBox]]:
    """The page and the box of each field: where its room is, or else at the foot of the first page.

    Rooms may be on several pages; of a book only the cover is signed.
    """
    names = [signatory.field for signatory in document.signatories]
    rooms = {} if document.is_book else _rooms(reader, names)
    roomless = [name for name in names if name not in rooms]
    rooms |= zip(roomless, ((0, box) for box in _on_cover(reader, len(roomless))), strict=True)
    return [rooms[name] for name in names]


def _rooms(reader: PdfFileReader, names: Sequence[str]) -> dict[str, tuple[int, FieldBox]]:
    """The rooms that a document's pages have for these fields; of two for one the last counts."""
    found: dict[str, tuple[int, FieldBox]] = {}
    for index, page in enumerate(pages(reader)):
        spaces = led_to(reader.get_object(page), SPACES)
        edges = {name: numbers(led_to(spaces, f"/{name}")) for name in names}
        found |= {n: (index, _fitted(each)) for n, each in edges.items() if len(each) == 4}
    return found


def _on_cover(reader: PdfFileReader, count: int) -> Sequence[FieldBox]:
    if not count:
        return []
    cover: DictionaryObject = reader.find_page_for_modification(0)[0].get_object()
    while "/MediaBox" not in cover:
        cover = cover["/Parent"]
    width = float(cover["/MediaBox"][2])
    each = min(_WIDEST, (width - 2 * _COVER_SIDE - (count - 1) * _GAP) / count)
    left = (width - count * each - (count - 1) * _GAP) / 2
    lefts = [left + number * (each + _GAP) for number in range(count)]
    return [_whole(x, _COVER_FOOT, x + each, _COVER_FOOT + _COVER_HEIGHT) for x in lefts]


def _fitted(space: Sequence[float]) -> FieldBox:
    """The middle of a space, no wider than a signature needs."""
    left, lower, right, upper = (float(edge) for edge in space)
    spare = max(0.0, right - left - _WIDEST) / 2
    return _whole(left + spare, lower, right - spare, upper)


def _whole(left: float, lower: float, right: float, upper: float) -> FieldBox:
    """A place in whole points: the same in whatever way a program writes numbers."""
    return round(left), round(lower), round(right), round(upper)


def allowed_changes(reader: PdfFileReader, document: SignableDocument) -> AllowedChanges:
    """What may be added to a document: its fields in their places."""
    names = [signatory.field for signatory in document.signatories]
    found = {
        name: FieldPlace(reader.find_page_for_modification(page)[0].reference, box)
        for name, (page, box) in zip(names, places(reader, document), strict=True)
    }
    return AllowedChanges(reader, found)


def _unusable(document: SignableDocument) -> SopcError:
    return SopcError(Phrase("`{file}` is not a PDF that can be signed", file=document.file))
