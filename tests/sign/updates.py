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


def update(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """Append a revision."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


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
