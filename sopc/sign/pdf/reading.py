"""Opening a PDF that anyone may have made, so that it is read in bounded time and memory.

A few bytes can ask for any amount of work: objects that lead to one another over many paths, a
stream that is a thousand times as long when it is unpacked. Work is counted where it is done, in
steps of some microseconds, and no file is worth more of it than genuine ones need.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.decode_limits import (
    DEFAULT_PURPOSE_LIMITS,
    DecodeLimits,
    DecodePurpose,
    DocumentDecodeBudget,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.generic import (
    IndirectObject,
    PdfObject,
    Reference,
    StreamObject,
    read_object,
)
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from sopc.language import Phrase
from sopc.sign.pdf.bounds import METADATA, TooMuchError, check_bounds

_LEAST, _MOST = 1 << 16, 1 << 24
"""Bytes of a cross-reference stream that are always read, and that are never exceeded: some 10,000
objects, and two million."""
_RATIO = 7
"""A byte of it at most there is for so many of a file: a handbook's, packed, have nine."""
_UNPACKED, _UNPACKED_RATIO = 1 << 25, 4
"""Bytes that are unpacked of any file, and of each byte of it: pictures and fonts are not."""
_STEPS, _BYTES_A_STEP = 700_000, 20
"""The steps that any file may cost, or so many bytes of it are worth one: signed by three, an SOP
costs 40,000, one with twenty yearly time stamps 700,000, a handbook of 2 MB with 266 pages
100,000."""
_OBJECT_STEPS = 3
"""What it costs to look an object up, found or not."""
_LONG, _LONG_STEPS = 20, 3
"""What it costs to read so many bytes or more: an entry of a table, which is then kept."""
_WORD = 12
"""The digits that a number may have."""


@dataclass(slots=True)
class Work:
    """The steps that are left for a file."""

    left: int

    def spend(self, steps: int) -> None:
        """Raises TooMuchError when there are no such many left."""
        self.left -= steps
        if self.left < 0:
            raise TooMuchError(Phrase("its parts are too many, or lead to one another too often"))


class _Counted(BytesIO):
    """A file of which each reading is a step: pyHanko reads it word by word."""

    def __init__(self, pdf: bytes, work: Work) -> None:
        super().__init__(pdf)
        self._work, self.longest = work, len(pdf)

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        if size is not None and size > self.longest:
            raise TooMuchError(Phrase("it lists more objects than it has room for"))
        self._work.spend(_LONG_STEPS if size is None or not 0 <= size < _LONG else 1)
        return super().read(size)


class BoundedReader(PdfFileReader):
    """Reads a PDF as pyHanko does, as far as its work goes."""

    def __init__(self, pdf: bytes) -> None:
        self.work = Work(max(_STEPS, len(pdf) // _BYTES_A_STEP))
        self._holders: dict[int, _Holder] = {}
        stream, limits = _Counted(pdf, self.work), _limits(len(pdf))
        stream.longest = limits.per_purpose[DecodePurpose.XREF_STREAM].max_output_size or 0
        super().__init__(stream, decode_limits=limits)
        stream.longest = len(pdf)  # all but lists of objects was left alone until now

    def get_object(self, ref: Reference, *how: Any, **more: Any) -> PdfObject:
        """An object, now or as it was in a revision."""
        self.work.spend(_OBJECT_STEPS)
        found: PdfObject = super().get_object(ref, *how, **more)
        return found

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> PdfObject:
        """An object out of a stream of objects. pyHanko reads through all that stand before it, so
        that a book's pages take most of the time; if it calls this otherwise one day, it does."""
        if stmnum not in self._holders:
            self._holders[stmnum] = _holder(self, stmnum)
        holder = self._holders[stmnum]
        if not 0 <= idx < len(holder.numbers) or holder.numbers[idx] != idnum:
            raise PdfReadError("an object is not where its stream is said to have it")
        text = _Counted(holder.data, self.work)
        text.seek(holder.begins[idx])
        found: PdfObject = read_object(text, Reference(idnum, 0, self))
        if isinstance(found, StreamObject | IndirectObject):
            raise PdfReadError("a stream of objects holds what it cannot hold")
        return found


@dataclass(frozen=True, slots=True)
class _Holder:
    """A stream of objects: their numbers, and where each begins in its data."""

    data: bytes
    numbers: Sequence[int]
    begins: Sequence[int]


def _holder(reader: BoundedReader, number: int) -> _Holder:
    stream = reader.get_object(Reference(number, 0, reader))
    if not isinstance(stream, StreamObject) or stream["/Type"] != "/ObjStm":
        raise PdfReadError("what should hold objects is no stream of objects")
    data = stream.read_data(DecodePurpose.OBJECT_STREAM)
    first, count = int(stream["/First"]), int(stream["/N"])
    head = data[:first].split()
    if len(head) != 2 * count or not all(map(bytes.isdigit, head)):
        raise PdfReadError("a stream of objects does not say what it holds")
    reader.work.spend(count)
    values = [int(word[:_WORD]) for word in head]
    return _Holder(data, values[::2], [first + begin for begin in values[1::2]])


def reader_of(pdf: bytes) -> BoundedReader:
    """A reader of a PDF, which raises TooMuchError when it costs more than it may.

    Raises PdfError.
    """
    check_bounds(pdf)
    return BoundedReader(pdf)


def _limits(size: int) -> DecodeLimits:
    """How much is unpacked of a file of so many bytes.

    An object named in a cross-reference stream costs a hundred times the bytes that name it, and
    10 KB of such a stream can name a million: so many that are nowhere in the file.
    """
    most = min(_MOST, _LEAST + size // _RATIO)
    references = StreamDecodeLimits(max_ratio=None, max_output_size=most)
    return DecodeLimits(
        per_purpose={
            **DEFAULT_PURPOSE_LIMITS,
            DecodePurpose.XREF_STREAM: references,
            DecodePurpose.XMP_METADATA: StreamDecodeLimits(max_output_size=METADATA),
        },
        document_budget=DocumentDecodeBudget(_UNPACKED, _UNPACKED_RATIO),
    )
