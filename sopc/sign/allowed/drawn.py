"""What a signed field shows: drawings of its own, and nothing else of the file or outside it."""

from pyhanko.pdf_utils.generic import PdfObject, StreamObject

from sopc.sign.allowed.following import Walk, require
from sopc.sign.allowed.kinds import Kind
from sopc.sign.pdf.values import is_literal, parts, raw, reference

_EMPTY_DRAWING = {"/Type", "/Subtype", "/BBox", "/Resources", "/Length"}
_DRAWING = {
    *("/Type", "/Subtype", "/Length", "/Filter", "/DecodeParms"),  # of all streams
    *("/FormType", "/BBox", "/Matrix", "/Resources", "/Group"),  # of forms
    *("/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Decode", "/SMask", "/Mask"),
    *("/ImageMask", "/Interpolate", "/Intent", "/Matte", "/Name"),  # of pictures
    *("/Length1", "/Length2", "/Length3", "/CIDSystemInfo", "/CMapName", "/WMode"),  # of fonts
    *("/N", "/Alternate", "/Range", "/Domain", "/FunctionType"),  # of colours
}
"""The keys of a drawing's streams. ``/F`` is not among them: the data of another file."""


def is_empty_drawing(value: PdfObject | None) -> bool:
    """Whether a value is what an unsigned field shows: a drawing of nothing.

    Where a field is added and signed at once, it remains in the file though nothing refers to it.
    """
    return (
        isinstance(value, StreamObject)
        and set(value) <= _EMPTY_DRAWING
        and is_literal(*parts(value))
        and not value.encoded_data
        and not raw(value, "/Resources")
    )


def check_shown(walk: Walk, value: PdfObject | None, *, is_signed: bool) -> None:
    """What a field shows is nothing, until it is signed. Raises NotOfSigningError."""
    drawn = raw(walk.dictionary(value, Kind.DRAWINGS, {"/N"}), "/N")
    require(reference(drawn) is not None)
    if is_signed:
        check_drawn(walk, drawn)
    else:
        require(is_empty_drawing(walk.stream(drawn, Kind.DRAWING, _EMPTY_DRAWING)))


def check_drawn(walk: Walk, value: PdfObject | None) -> None:
    """A drawing, with all that it refers to. Raises NotOfSigningError."""
    left = [value]
    while left:
        part = left.pop()
        if walk.kind_of(part) is not Kind.DRAWING:
            part = walk.follow(part, Kind.DRAWING)
            require(not isinstance(part, StreamObject) or set(part) <= _DRAWING)
            left += parts(part)
