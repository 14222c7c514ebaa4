"""PDF → packed document: taken apart, and what the book decides becomes a mark."""

import re
import zlib
from collections import deque
from collections.abc import Collection, Mapping
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from sopc.assemble import packed
from sopc.assemble.packed import END, NEXT, Packed, PackedPage, Stream
from sopc.assemble.tag_objects import TagObjects, tag_objects
from sopc.render.links import LINK_SCHEME
from sopc.render.overlay import FOOT_FONT, MARK_FONT
from sopc.render.tags import Tag
from sopc.render.typeface import Faces

# strings are met first, so that what stands in one is never taken for a reference
_TOKEN = re.compile(
    rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]+>"
    rb"|(?<![\w/.+-])(?P<reference>\d+) 0 R\b"
    rb"|/Sopc\.(?P<mark>\d)\.(?P<value>[0-9a-f]*)",
    re.DOTALL,
)
_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_NOT_KEPT = {"/Length", "/Interpolate"}  # an archive has pictures shown point by point
_LEVEL = 9  # pages are packed once and written often
_PRINT = 4  # the annotation flag without which an archive refuses a link


def pack(
    document: Pdf,
    faces: Faces,
    tags: tuple[Tag, ...],
    words: str = "",
    footless: Collection[int] = (),
) -> Packed:
    """Take a document apart: its pages, the structure of its text, and all they need.

    Links to SOPs (``sop:…``) become marks with the SOP's name; page numbers, and the faces of the
    printed font, are left to the book. ``words`` is what was painted on the pages in bold;
    ``footless`` are the pages, from 0, that are not numbered.
    """
    return _Packer(document, faces, footless).packed(tags, words)


class _Packer:
    """Numbers objects in the order in which they are met; local to one document."""

    def __init__(self, document: Pdf, faces: Faces, footless: Collection[int]) -> None:
        self._document = document
        self._footless = footless
        self._faces = faces
        self._numbers: dict[int, int] = {}
        self._count = 0
        self._annotations: list[int] = []
        self._waiting: deque[int] = deque()
        self._glyphs: dict[str, dict[int, str]] = {}

    def packed(self, tags: tuple[Tag, ...], words: str) -> Packed:
        if words:
            self._use(self._faces.bold_name, self._faces.bold.used(words))
        self._leave_open()
        pages = tuple(
            PackedPage(
                self._number(page.obj.objgen[0]),
                float(page.mediabox[2]),
                float(page.mediabox[3]),
                index not in self._footless,
            )
            for index, page in enumerate(self._document.pages)
        )
        numbers = {number: self._number(number) for number in self._annotations}
        plain, streams = self._objects()
        structure = tag_objects(tags, tuple(p.number for p in pages), numbers, self._reserve)
        plain += structure.plain
        parents = _parents(structure, len(pages), self._annotations)
        return Packed(
            count=self._count,
            pages=pages,
            tags=structure.top,
            ids=structure.ids,
            keys=len(parents),
            parents=tuple(enumerate(parents)),
            numbers=tuple(number for number, _ in plain),
            texts=NEXT.join(text for _, text in plain),
            streams=tuple(streams),
            glyphs=self._glyphs,
        )

    def _use(self, face: str, glyphs: Mapping[int, str]) -> None:
        self._glyphs.setdefault(face, {}).update(glyphs)

    def _number(self, original: int) -> int:
        if original not in self._numbers:
            self._numbers[original] = self._reserve()
            self._waiting.append(original)
        return self._numbers[original]

    def _reserve(self) -> int:
        self._count += 1
        return self._count

    def _objects(self) -> tuple[list[tuple[int, bytes]], list[Stream]]:
        """Every object that was referred to, with all that those objects refer to."""
        plain, streams = [], []
        while self._waiting:
            original = self._waiting.popleft()
            number, item = self._numbers[original], self._document.get_object(original, 0)
            if isinstance(item, pikepdf.Stream):
                description = item.stream_dict
                for key in _NOT_KEPT & set(description.keys()):
                    del description[key]
                data = item.read_raw_bytes()
                if "/Filter" not in description:
                    description.Filter, data = Name.FlateDecode, zlib.compress(data, _LEVEL)
                text = self._marked(description.unparse(resolved=True))
                streams.append(Stream(number, text, data))
            else:
                plain.append((number, self._marked(item.unparse(resolved=True))))
        return plain, streams

    def _marked(self, text: bytes) -> bytes:
        return _TOKEN.sub(self._replaced, text)

    def _replaced(self, match: re.Match[bytes]) -> bytes:
        if match["reference"]:
            return packed.REFERENCE + b"%d" % self._number(int(match["reference"])) + END
        if match["mark"]:
            return bytes([int(match["mark"])]) + bytes.fromhex(match["value"].decode()) + END
        return match[0]

    def _leave_open(self) -> None:
        """Put marks where the book fills in: what pages hang from, numbers, keys, links, fonts."""
        document = self._document
        before, after = document.make_stream(b"q"), document.make_stream(b"Q")
        for index, page in enumerate(document.pages):
            foot = [] if index in self._footless else [_mark(packed.FOOT)]
            contents = page.obj.Contents
            inner = contents.as_list() if isinstance(contents, Array) else [contents]
            page.obj.Contents = Array([before, *inner, after, *foot])
            page.obj.Parent = _mark(packed.PAGES)
            self._share_fonts(page.obj.Resources)
            page.obj.StructParents = _mark(packed.OFFSET, str(index))
            page.obj.Tabs = Name.S
            for annotation in page.obj.get("/Annots", Array()).as_list():
                annotation.F = _PRINT
                key = len(document.pages) + len(self._annotations)
                annotation.StructParent = _mark(packed.OFFSET, str(key))
                self._annotations.append(annotation.objgen[0])
                _open_link(annotation)

    def _share_fonts(self, resources: Object) -> None:
        """Use the book's copy of each face of the printed font, not the document's own."""
        fonts = resources.get("/Font", Dictionary())
        for key, font in fonts.items():
            if isinstance(font, Name):  # pages of one document share their resources
                continue
            face = str(font.get("/BaseFont", "")).partition("+")[2]
            if face in self._faces.by_name:
                self._use(face, _shown(font))
                fonts[key] = _mark(packed.FACE, face)
        fonts[FOOT_FONT] = _mark(packed.FACE, self._faces.regular_name)
        fonts[MARK_FONT] = _mark(packed.FACE, self._faces.bold_name)
        resources.Font = fonts


def _parents(structure: TagObjects, pages: int, annotated: list[int]) -> list[bytes]:
    """The values of the parent tree: what each page's marked content, and each annotation, is."""
    marked: list[list[bytes]] = [[] for _ in range(pages)]
    for (page, _), number in sorted(structure.marked.items()):
        marked[page].append(packed.REFERENCE + b"%d" % number + END)
    found = [b"[%s]" % b" ".join(each) for each in marked]
    links = (structure.annotated.get(number) for number in annotated)
    return found + [packed.REFERENCE + b"%d" % n + END if n else b"null" for n in links]


def _shown(font: Object) -> dict[int, str]:
    """The glyphs that a document uses of a font, and their text, from the font's own map."""
    blocks = _BLOCK.findall(font.ToUnicode.read_bytes())
    return {
        int(glyph, 16): bytes.fromhex(text.decode("ascii")).decode("utf-16-be")
        for block in blocks
        for glyph, text in _MAPPED.findall(block)
    }


def _mark(kind: bytes, value: str = "") -> Name:
    """A mark as a PDF name, until the object is written as text."""
    return Name(f"/Sopc.{kind[0]}.{value.encode('utf-8').hex()}")


def _open_link(annotation: Object) -> None:
    address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
    annotation.Contents = pikepdf.String(address)
    if address.startswith(LINK_SCHEME):
        name = unquote(address.removeprefix(LINK_SCHEME))
        annotation.A = _mark(packed.LINK, name)
        annotation.Contents = pikepdf.String(name)
