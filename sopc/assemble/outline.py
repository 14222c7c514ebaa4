"""The outline of a book: the list of titles that a viewer shows beside the pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sopc.assemble.writer import PdfWriter, text_string


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline: its title, the number of its page's object, its depth from 0."""

    title: str
    page: int
    level: int


@dataclass(slots=True)
class _Item:
    heading: Heading
    number: int
    kids: list["_Item"] = field(default_factory=list)


def write_outline(writer: PdfWriter, headings: Sequence[Heading]) -> bytes:
    """Write the outline; returns the catalogue's entries for it, none for no headings.

    It opens with its first level only.
    """
    if not headings:
        return b""
    root = writer.reserve()
    top = _nested(writer, headings)
    _write_level(writer, top, root)
    ends = (top[0].number, top[-1].number, len(top))
    writer.plain(root, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % ends)
    return b"/Outlines %d 0 R /PageMode /UseOutlines " % root


def _nested(writer: PdfWriter, headings: Sequence[Heading]) -> list[_Item]:
    top: list[_Item] = []
    trail = [top]
    for heading in headings:
        item = _Item(heading, writer.reserve())
        del trail[heading.level + 1 :]
        trail[-1].append(item)
        trail.append(item.kids)
    return top


def _write_level(writer: PdfWriter, items: Sequence[_Item], parent: int) -> None:
    for index, item in enumerate(items):
        text = b"<< /Title %s /Parent %d 0 R /Dest [%d 0 R /Fit]" % (
            text_string(item.heading.title), parent, item.heading.page,
        )  # fmt: skip
        if index > 0:
            text += b" /Prev %d 0 R" % items[index - 1].number
        if index + 1 < len(items):
            text += b" /Next %d 0 R" % items[index + 1].number
        if item.kids:
            ends = (item.kids[0].number, item.kids[-1].number, -len(item.kids))
            text += b" /First %d 0 R /Last %d 0 R /Count %d" % ends
            _write_level(writer, item.kids, item.number)
        writer.plain(item.number, text + b" >>")
