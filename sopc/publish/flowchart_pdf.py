"""A flowchart by itself as PDF: a document like any other, of one page that is one picture."""

from io import BytesIO

from pikepdf import Pdf

from sopc.assemble.book import Book
from sopc.assemble.fronts import BookPart
from sopc.assemble.join import join
from sopc.assemble.metadata import Metadata
from sopc.assemble.pack import pack
from sopc.assemble.shard import ShardRef
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form_words import filled
from sopc.markup.words import one_line
from sopc.render.page import picture_page
from sopc.render.typeface import printed_faces


def flowchart_pdf(catalogue: Catalogue, entry: Entry, svg: str) -> bytes:
    """An SOP's flowchart, drawn as SVG, on a page of its size."""
    form = catalogue.settings.form
    faces = printed_faces(form.typeface)
    written = picture_page(svg, form.typeface).written()
    with Pdf.open(BytesIO(written.pdf)) as document:
        packed = pack(document, faces, written.tags, footless={0})
    title = filled(form.words.drawing, {"nomor": entry.sop.number, "nama": entry.sop.title})
    author = one_line(catalogue.settings.agency.name)
    metadata = Metadata(one_line(title), author, form.language)
    target = BytesIO()
    book = Book((BookPart(ShardRef("", 1)),), metadata, {}, {}, "", ())
    join(target, book, faces, lambda _: packed)
    return target.getvalue()
