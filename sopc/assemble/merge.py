"""PDFs → one PDF: pages joined, numbered, linked, with an outline. The only user of pikepdf's
document functions."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf

from sopc import __version__
from sopc.assemble.structure import StructureTree
from sopc.render.html import LINK_SCHEME
from sopc.render.overlay import MARK_FONT, stamp
from sopc.render.typeface import Faces


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pages: its PDF, its place in the outline, and the SOP it holds, if any.

    ``level`` is the outline's depth from 0; a part without a title is not listed there; ``above``
    names the chapter that begins with it, one level up. ``number`` makes the first page the target
    of links to that SOP.
    """

    pdf: bytes
    title: str = ""
    level: int = 0
    number: str | None = None
    above: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a PDF says of itself."""

    title: str
    author: str


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with Pdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def merge(
    parts: Sequence[Part],
    metadata: Metadata,
    faces: Faces,
    files: Mapping[str, str],
) -> bytes:
    """Join parts into one finished PDF: the same bytes for the same parts.

    ``files`` names, by number, the files beside this one that hold other SOPs; links to those lead
    there, links to all that is neither here nor there are dropped.
    """
    with ExitStack() as sources, Pdf.new() as book:
        starts, structure = [], StructureTree(book)
        for part in parts:
            source = sources.enter_context(Pdf.open(BytesIO(part.pdf)))
            starts.append(len(book.pages))
            book.pages.extend(source.pages)
            structure.add(source, book.pages[starts[-1] :])
        structure.write()
        mark_font, foot_font = faces.bold.pdf_font(book), faces.regular.pdf_font(book)
        total = len(book.pages)
        numbered = zip(parts, starts, strict=True)
        targets = {part.number: start for part, start in numbered if part.number}
        for index, page in enumerate(book.pages):
            _share_font(page, mark_font)
            number = f"Halaman {index + 1} dari {total}"
            stamp(book, page, number, faces.regular, foot_font)
            _resolve_links(book, page, targets, files)
        _write_outline(book, parts, starts)
        _describe(book, metadata)
        target = BytesIO()
        book.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
        return target.getvalue()


def _share_font(page: Page, font: pikepdf.Object) -> None:
    """Let all drawings use one copy of the font that every shard brought along."""
    fonts = page.obj.get("/Resources", Dictionary()).get("/Font")
    if fonts is not None and MARK_FONT in fonts:
        fonts[MARK_FONT] = font


def _resolve_links(
    book: Pdf,
    page: Page,
    targets: Mapping[str, int],
    files: Mapping[str, str],
) -> None:
    annotations = page.obj.get("/Annots")
    if annotations is None:
        return
    kept = []
    for annotation in annotations.as_list():
        address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
        if address.startswith(LINK_SCHEME):
            number = address.removeprefix(LINK_SCHEME)
            file = files.get(number)
            if number in targets:
                destination = book.pages[targets[number]].obj
                annotation.A = Dictionary(S=Name.GoTo, D=Array([destination, Name.Fit]))
            elif file is not None:
                annotation.A = Dictionary(
                    S=Name.GoToR,
                    F=Dictionary(Type=Name.Filespec, F=file, UF=file),
                    D=Array([0, Name.Fit]),
                )
            else:
                continue
        kept.append(annotation)
    page.obj.Annots = Array(kept)


def _write_outline(book: Pdf, parts: Sequence[Part], starts: Sequence[int]) -> None:
    with book.open_outline() as outline:
        trail: list[list[OutlineItem]] = [outline.root]

        def add(title: str, start: int, level: int) -> None:
            item = OutlineItem(title, start)
            item.is_closed = level > 0
            del trail[level + 1 :]
            trail[-1].append(item)
            trail.append(item.children)

        for part, start in zip(parts, starts, strict=True):
            if part.above:
                add(part.above, start, part.level - 1)
            if part.title:
                add(part.title, start, part.level)
    if any(part.title for part in parts):
        book.Root.PageMode = Name.UseOutlines


def _describe(book: Pdf, metadata: Metadata) -> None:
    book.docinfo["/Title"] = metadata.title
    book.docinfo["/Author"] = metadata.author
    book.docinfo["/Creator"] = f"sopc {__version__}"
    book.Root.Lang = pikepdf.String("id")
    book.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
