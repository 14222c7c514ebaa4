"""Revisions that somebody appends to a file."""

from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils.generic import (
    DictionaryObject,
    NumberObject,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader


def update(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """Append a revision."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def rewrite(pdf: bytes, key: str, text: str | None) -> bytes:
    """Append, by hand, a revision that writes what the trailer's entry refers to, or frees it."""
    reader = PdfFileReader(BytesIO(pdf))
    number = reader.trailer.raw_get(key).reference.idnum
    written = "" if text is None else f"{number} 0 obj\n{text}\nendobj\n"
    place = f"{0:010} {1:05} f" if text is None else f"{len(pdf):010} {0:05} n"
    root, info = (reader.trailer.raw_get(key).reference.idnum for key in ("/Root", "/Info"))
    before = reader.xrefs.get_startxref_for_revision(reader.total_revisions - 1)
    size = reader.trailer["/Size"]
    table = f"xref\n{number} 1\n{place} \ntrailer\n"
    trailer = f"<< /Size {size} /Root {root} 0 R /Info {info} 0 R /Prev {before} >>\n"
    end = f"startxref\n{len(pdf) + len(written)}\n%%EOF\n"
    return pdf + (written + table + trailer + end).encode("ascii")


def add_nothing(writer: IncrementalPdfFileWriter) -> None:
    writer.add_object(StreamObject(stream_data=b""))


def rotate(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0]
    page.get_object()["/Rotate"] = NumberObject(90)
    writer.mark_update(page)


def swap_pages(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    while pages["/Kids"][0]["/Type"] == "/Pages":
        pages = pages["/Kids"][0]
    pages["/Kids"].reverse()
    writer.update_container(pages["/Kids"])


def retitle(writer: IncrementalPdfFileWriter) -> None:
    info = writer.trailer.raw_get("/Info")
    info.get_object()["/Title"] = pdf_string("Judul lain")
    writer.mark_update(info)


def unlock(writer: IncrementalPdfFileWriter) -> None:
    del writer.root["/Perms"]
    writer.update_root()


def add_script(writer: IncrementalPdfFileWriter) -> None:
    script = DictionaryObject({"/S": pdf_name("/JavaScript"), "/JS": pdf_string("app.alert(1)")})
    writer.root[pdf_name("/OpenAction")] = script
    writer.update_root()


def blank_page(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(1)[0]
    stream = writer.add_object(StreamObject(stream_data=b""))
    page.get_object()[pdf_name("/Contents")] = stream
    writer.mark_update(page)
