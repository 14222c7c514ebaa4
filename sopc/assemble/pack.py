"""PDF → packed document: taken apart, and what the book decides becomes a mark."""

import re
import zlib
from collections import deque
from collections.abc import Mapping
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from sopc.assemble import packed
from sopc.assemble.packed import END, NEXT, Packed, PackedPage, Stream
from sopc.render.links import LINK_SCHEME
from sopc.render.overlay import FOOT_FONT, MARK_FONT
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


def pack(document: Pdf, faces: Faces, words: str = "") -> Packed:
    """Take a document apart: its pages, the structure of its text, and all they need.

    Links to SOPs (``sop:…``) become marks with the SOP's name; page numbers, and the faces of the
    printed font, are left to the book. ``words`` is what was painted on the pages in bold.
    """
    return _Packer(document, faces).packed(words)


class _Packer:
    """Numbers objects in the order in which they are met; local to one document."""

    def __init__(self, document: Pdf, faces: Faces) -> None:
        self._document = document
        self._faces = faces
        self._numbers: dict[int, int] = {}
        self._waiting: deque[int] = deque()
        self._glyphs: dict[str, dict[int, str]] = {}

    def packed(self, words: str) -> Packed:
        if words:
            self._use(self._faces.bold_name, self._faces.bold.used(words))
        self._leave_open()
        pages = tuple(
            PackedPage(
                self._number(page.obj.objgen[0]), float(page.mediabox[2]), float(page.mediabox[3])
            )
            for page in self._document.pages
        )
        root = self._document.Root.get("/StructTreeRoot", Dictionary(K=Array()))
        for element in root.K.as_list():
            element.P, element.S = _mark(packed.TAGS), Name.Part
        tags = tuple(self._number(element.objgen[0]) for element in root.K.as_list())
        pairs = list(root.ParentTree.Nums.as_list()) if "/ParentTree" in root else []
        parents = tuple(
            (int(key), self._marked(value.unparse()))
            for key, value in zip(pairs[::2], pairs[1::2], strict=True)
        )
        plain, streams = self._objects()
        return Packed(
            count=len(self._numbers),
            pages=pages,
            tags=tags,
            keys=1 + max((key for key, _ in parents), default=-1),
            parents=parents,
            numbers=tuple(number for number, _ in plain),
            texts=NEXT.join(text for _, text in plain),
            streams=tuple(streams),
            glyphs=self._glyphs,
        )

    def _use(self, face: str, glyphs: Mapping[int, str]) -> None:
        self._glyphs.setdefault(face, {}).update(glyphs)

    def _number(self, original: int) -> int:
        if original not in self._numbers:
            self._numbers[original] = len(self._numbers) + 1
            self._waiting.append(original)
        return self._numbers[original]

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
        for page in document.pages:
            contents = page.obj.Contents
            inner = contents.as_list() if isinstance(contents, Array) else [contents]
            page.obj.Contents = Array([before, *inner, after, _mark(packed.FOOT)])
            page.obj.Parent = _mark(packed.PAGES)
            self._share_fonts(page.obj.Resources)
            _move_key(page.obj, "/StructParents")
            for annotation in page.obj.get("/Annots", Array()).as_list():
                annotation.F = _PRINT
                _move_key(annotation, "/StructParent")
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


def _move_key(item: Object, key: str) -> None:
    if key in item:
        item[key] = _mark(packed.OFFSET, str(item[key]))


def _open_link(annotation: Object) -> None:
    address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
    if address.startswith(LINK_SCHEME):
        name = unquote(address.removeprefix(LINK_SCHEME))
        annotation.A = _mark(packed.LINK, name)
        annotation.Contents = pikepdf.String(name)
