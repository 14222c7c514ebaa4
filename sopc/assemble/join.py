"""Packed documents → one PDF: pages joined, numbered and linked, with an outline and metadata."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from sopc.assemble import packed
from sopc.assemble.book import Book
from sopc.assemble.fonts import write_fonts
from sopc.assemble.metadata import write_information, write_metadata
from sopc.assemble.outline import Heading, write_outline
from sopc.assemble.packed import END, NEXT, Packed
from sopc.assemble.shard import ShardRef
from sopc.assemble.writer import PdfWriter, text_string
from sopc.catalogue.form_words import filled
from sopc.render.overlay import foot
from sopc.render.typeface import Faces

_MARK = re.compile(rb"([\x01-\x07\x0e\x0f])([^\x08]*)" + END)
_DEEPEST = 6
"""The deepest level of headings that PDF has a kind for."""


def join(
    file: BinaryIO,
    book: Book,
    faces: Faces,
    read: Callable[[ShardRef], Packed],
) -> None:
    """Write a book as one finished PDF: the same bytes for the same parts.

    ``read`` gives a part's pages; each is read twice, so that a long book need not be in memory.
    Links to what is neither in the book nor in its files lead nowhere.
    """
    writer = PdfWriter(file)
    binding = _Binding(writer, book, faces, read)
    for index, part in enumerate(book.parts):
        binding.add(index, read(part.shard))
    entries = binding.finish()
    entries += write_outline(writer, binding.headings())
    entries += write_metadata(writer, book.metadata)
    root, language = writer.reserve(), book.metadata.language.encode("ascii")
    writer.plain(root, b"<< /Type /Catalog /Lang (%s) %s >>" % (language, entries))
    writer.finish(root, write_information(writer, book.metadata))


def _name(number: int) -> bytes:
    """The name of a structure element; names sort by their numbers."""
    return b"(%07d)" % number


class _Binding:
    """The state of one book while its parts are added."""

    def __init__(
        self,
        writer: PdfWriter,
        book: Book,
        faces: Faces,
        read: Callable[[ShardRef], Packed],
    ) -> None:
        self._writer, self._book, self._faces = writer, book, faces
        self._total = sum(part.shard.pages for part in book.parts)
        number = filled(book.foot, {"n": 0, "jumlah": 0}) + "0123456789"
        words = "".join([number, *book.foot_lines])
        used = {faces.regular_name: faces.regular.used(words)}
        counts, first_pages = [], []
        for part in book.parts:
            document = read(part.shard)
            counts.append(document.count)
            first_pages.append(document.pages[0].number)
            for face, glyphs in document.glyphs.items():
                used.setdefault(face, {}).update(glyphs)
        # every page names both faces, also where an agency's own templates print nothing bold
        used.setdefault(faces.bold_name, faces.bold.used("0"))
        self._fonts = write_fonts(writer, faces, used)
        self._bases = [writer.reserve(count) - 1 for count in counts]
        self._first_pages = [b + p for b, p in zip(self._bases, first_pages, strict=True)]
        self._nodes = [writer.reserve() for _ in counts]
        self._elements = [writer.reserve() for _ in counts]
        self._pages_root, self._tags_root = writer.reserve(), writer.reserve()
        self._document = writer.reserve()
        pairs = zip(book.parts, self._first_pages, strict=True)
        self._targets = {part.name: page for part, page in pairs if part.name}
        self._page, self._key, self._id, self._heading = 0, 0, 0, 0
        self._leaves: list[int] = []
        self._named: list[int] = []

    def add(self, index: int, document: Packed) -> None:
        """Copy a part's objects, renumbered."""
        feet = iter(self._feet(document))
        base, fill = self._bases[index], self._filler(index, feet)
        texts = _MARK.sub(fill, document.texts).split(NEXT)
        for number, text in zip(document.numbers, texts, strict=True):
            self._writer.plain(base + number, text)
        for stream in document.streams:
            self._writer.stream(base + stream.number, _MARK.sub(fill, stream.text), stream.data)
        kids = b" ".join(b"%d 0 R" % (base + page.number) for page in document.pages)
        self._writer.plain(
            self._nodes[index],
            b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>"
            % (self._pages_root, len(document.pages), kids),
        )
        self._add_tags(index, document, fill)
        self._page += len(document.pages)
        self._key += document.keys
        self._id += len(document.ids)

    def _feet(self, document: Packed) -> Iterator[int]:
        """The contents that print the pages' numbers, in the order of the pages that have one."""
        for index, page in enumerate(document.pages, start=self._page + 1):
            if not page.has_foot:
                continue
            number = self._writer.reserve()
            text = filled(self._book.foot, {"n": index, "jumlah": self._total})
            lines = (text, *self._book.foot_lines)
            marks = foot(lines, (page.width, page.height), self._faces.regular)
            self._writer.compressed(number, b"<< >>", marks)
            yield number

    def _filler(self, index: int, feet: Iterator[int]) -> Callable[[re.Match[bytes]], bytes]:
        base = self._bases[index]
        node, element = b"%d 0 R" % self._nodes[index], b"%d 0 R" % self._elements[index]

        def fill(match: re.Match[bytes]) -> bytes:
            kind, value = match.groups()
            if kind == packed.REFERENCE:
                return b"%d 0 R" % (base + int(value))
            if kind == packed.OFFSET:
                return b"%d" % (self._key + int(value))
            if kind == packed.FACE:
                return b"%d 0 R" % self._fonts[value.decode("utf-8")]
            if kind == packed.FOOT:
                return b"%d 0 R" % next(feet)
            if kind == packed.HEADING:
                return self._heading_kind(index, int(value))
            if kind == packed.ID:
                return _name(self._id + int(value))
            if kind == packed.LINK:
                return self._action(value.decode("utf-8"))
            return node if kind == packed.PAGES else element

        return fill

    def _heading_kind(self, index: int, level: int) -> bytes:
        """A heading's kind, in a book of which no level is left out."""
        wanted = self._book.parts[index].heading + level
        self._heading = min(wanted, self._heading + 1, _DEEPEST)
        return b"/H%d" % self._heading

    def _action(self, name: str) -> bytes:
        page, file = self._targets.get(name), self._book.files.get(name)
        if page is not None:
            return b"<< /S /GoTo /D [%d 0 R /Fit] >>" % page
        if file is not None:
            written = text_string(file)
            return (
                b"<< /S /GoToR /F << /Type /Filespec /F %s /UF %s >> /D [0 /Fit] >>"
                % (written, written)
            )  # fmt: skip
        return b"null"

    def _add_tags(
        self, index: int, document: Packed, fill: Callable[[re.Match[bytes]], bytes]
    ) -> None:
        kids = b" ".join(b"%d 0 R" % (self._bases[index] + tag) for tag in document.tags)
        self._writer.plain(
            self._elements[index],
            b"<< /Type /StructElem /S /Part /P %d 0 R /K [%s] >>" % (self._document, kids),
        )
        self._add_names(index, document)
        if not document.parents:
            return
        pairs = [b"%d %s" % (self._key + k, _MARK.sub(fill, text)) for k, text in document.parents]
        limits = (self._key, self._key + document.keys - 1)
        leaf = self._writer.reserve()
        text = b"<< /Limits [%d %d] /Nums [%s] >>" % (*limits, b" ".join(pairs))
        self._writer.plain(leaf, text)
        self._leaves.append(leaf)

    def _add_names(self, index: int, document: Packed) -> None:
        """Where the structure elements with names are."""
        if not document.ids:
            return
        numbers = enumerate((self._bases[index] + element for element in document.ids), self._id)
        names = b" ".join(b"%s %d 0 R" % (_name(name), number) for name, number in numbers)
        limits = (_name(self._id), _name(self._id + len(document.ids) - 1))
        leaf = self._writer.reserve()
        self._writer.plain(leaf, b"<< /Limits [%s %s] /Names [%s] >>" % (*limits, names))
        self._named.append(leaf)

    def finish(self) -> bytes:
        """Write what the parts hang from; returns the catalogue's entries for it."""
        plain = self._writer.plain
        nodes = b" ".join(b"%d 0 R" % node for node in self._nodes)
        text = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (self._total, nodes)
        plain(self._pages_root, text)
        elements = b" ".join(b"%d 0 R" % element for element in self._elements)
        plain(
            self._document,
            b"<< /Type /StructElem /S /Document /P %d 0 R /K [%s] >>" % (self._tags_root, elements),
        )
        leaves = b" ".join(b"%d 0 R" % leaf for leaf in self._leaves)
        named = b" ".join(b"%d 0 R" % leaf for leaf in self._named)
        plain(
            self._tags_root,
            b"<< /Type /StructTreeRoot /K [%d 0 R] /ParentTree << /Kids [%s] >>"
            b" /ParentTreeNextKey %d%s >>"
            % (
                self._document,
                leaves,
                self._key,
                b" /IDTree << /Kids [%s] >>" % named if named else b"",
            ),
        )
        names = b" ".join(
            b"%s [%d 0 R /Fit]" % (text_string(name), page)
            for name, page in sorted(
                self._targets.items(), key=lambda item: item[0].encode("utf-16-be")
            )
        )
        return (
            b"/Pages %d 0 R /StructTreeRoot %d 0 R /MarkInfo << /Marked true >>"
            b" /ViewerPreferences << /DisplayDocTitle true >>"
            b" /Names << /Dests << /Names [%s] >> >> " % (self._pages_root, self._tags_root, names)
        )

    def headings(self) -> list[Heading]:
        """The outline's lines."""
        found = []
        for part, page in zip(self._book.parts, self._first_pages, strict=True):
            if part.above:
                found.append(Heading(part.above, page, part.level - 1))
            if part.title:
                found.append(Heading(part.title, page, part.level))
        return found
