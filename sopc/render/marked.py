"""Texts of the catalogue → HTML: italics, links, lists and line breaks, and nothing else."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from sopc.markup.blocks import Block, Item, Listing, Paragraph, blocks, unkept
from sopc.markup.spans import Hyperlink, Italic, Span, spans
from sopc.markup.words import marked

_BREAK = Markup("<br>")


def block_html(text: str) -> Markup:
    """A text that stands in a box or a cell, with its lists."""
    return _blocks(blocks(marked(text)))


def line_html(text: str) -> Markup:
    """A name or title, in the lines in which it is written; its lists are lines, too."""
    return _lines(marked(text).split("\n"))


def title_html(text: str) -> Markup:
    """A name or title in one line and without links, for places that are a link themselves."""
    lines = [line.strip() for line in marked(text).split("\n") if line.strip()]
    return Markup(" ").join(_spans(_unlinked(spans(unkept(line)))) for line in lines)


def _blocks(found: Iterable[Block]) -> Markup:
    return _joined(_lines(b.lines) if isinstance(b, Paragraph) else _listing(b) for b in found)


def _lines(lines: Iterable[str]) -> Markup:
    return _BREAK.join(_spans(spans(unkept(line))) for line in lines)


def _listing(listing: Listing) -> Markup:
    first = listing.items[0].number
    if first is None:
        return Markup('<ul class="listing">{}</ul>').format(
            _joined(_item(item, None) for item in listing.items)
        )
    items, expected = [], first
    for item in listing.items:
        items.append(_item(item, expected))
        expected = (item.number or 0) + 1
    if first == 1:
        return Markup('<ol class="listing">{}</ol>').format(_joined(items))
    # the page engine goes by the style
    attributes = Markup('start="{}" style="counter-reset: list-item {}"').format(first, first - 1)
    return Markup('<ol class="listing" {}>{}</ol>').format(attributes, _joined(items))


def _item(item: Item, expected: int | None) -> Markup:
    html = _blocks(item.blocks)
    if item.number == expected:
        return Markup("<li>{}</li>").format(html)
    value = Markup(
        'value="{0}" style="counter-increment: list-item 0; counter-set: list-item {0}"'
    ).format(item.number)
    return Markup("<li {}>{}</li>").format(value, html)


def _spans(found: Iterable[Span]) -> Markup:
    return _joined(map(_span, found))


def _span(span: Span) -> Markup:
    match span:
        case Italic():
            return Markup("<em>{}</em>").format(_spans(span.spans))
        case Hyperlink():
            return Markup('<a href="{}">{}</a>').format(span.address, _spans(span.spans))
    return escape(span)


def _unlinked(found: Iterable[Span]) -> Iterator[Span]:
    for span in found:
        match span:
            case Hyperlink():
                yield from span.spans
            case Italic():
                yield Italic(tuple(_unlinked(span.spans)))
            case str():
                yield span


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
