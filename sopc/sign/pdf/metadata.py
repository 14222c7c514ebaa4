"""What a document says of itself (XMP), and whether two such texts say the same."""

from collections.abc import Iterator
from xml.etree import ElementTree

from sopc.language import Phrase
from sopc.sign.pdf.bounds import METADATA, TooMuchError

_FRAMES = ("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{adobe:ns:meta/}")
"""The namespaces of what holds statements together, and says nothing itself."""
_ADDRESS = f"{_FRAMES[0]}resource"
_XMP, _PDF = "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/pdf/1.3/}"
_OF_PROGRAMS = {
    *(f"{_XMP}{name}" for name in ("ModifyDate", "MetadataDate", "CreatorTool")),
    f"{_PDF}Producer",
}
"""When and by what a file was written: signing changes it."""


def says_the_same(before: bytes, after: bytes) -> bool:
    """Whether two metadata texts agree, but for when and by what they were written.

    A statement may be an element or an attribute: programs write them either way. Raises
    ElementTree.ParseError when one is no XML, TooMuchError when one is too long.
    """
    if max(len(before), len(after)) > METADATA:
        raise TooMuchError(Phrase("it says more of itself than is looked at"))
    return _statements(before) == _statements(after)


def _statements(metadata: bytes) -> list[tuple[tuple[str, ...], str]]:
    found = _said_in(ElementTree.fromstring(metadata), ())
    return sorted((about, text) for about, text in found if about[-1] not in _OF_PROGRAMS)


def _said_in(
    element: ElementTree.Element, about: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """What an element says, and of what: the names that lead to it."""
    if not element.tag.startswith(_FRAMES):
        about = (*about, element.tag)
    text = (element.text or "").strip()
    if about and text:
        yield about, text
    for name, value in element.items():
        if name == _ADDRESS:  # an address as a value: programs write it either way, too
            yield about, value
        elif not name.startswith(_FRAMES):
            yield (*about, name), value
    for part in element:
        yield from _said_in(part, about)
