"""The visible part of an electronic signature: who, when, by whose certificate, and the code."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from io import BytesIO

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStampStyle
from pyhanko.stamp.base import BaseStamp

from sopc.catalogue.dates import PartialDate
from sopc.catalogue.form import Form, TypefaceName
from sopc.catalogue.form_words import Wording, filled, identity_line
from sopc.catalogue.registry import Official
from sopc.render.qr import code_operators
from sopc.render.resources import FAMILIES
from sopc.sign.trust.certificates import common_name, is_of_bsre, issuer_name, nip_of

_WORDS = pdf_name("/SopcWords")
_BSRE = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang"
    " diterbitkan oleh Balai Besar Sertifikasi Elektronik (BSrE), BSSN."
)
_LINES, _LETTERS = 6.8, 24
"""How high the words are, and how wide rank and NIP are on one line, in sizes of the font."""
_CODE_MOST = 0.36
"""How much of the width the code may have."""
_SMALLER, _LEAST = 0.95, 3.0
"""By how much letters are made smaller until all words fit, and when that ends, in points."""
_PAGE = """\
<style>
@page {{ size: {width}pt {height}pt; margin: 0 }}
html {{ font: {size:.3f}pt/1.16 "{typeface}"; color: #111; overflow-wrap: anywhere }}
body {{ margin: 1.2pt 0 0 {left:.3f}pt }}
p {{ margin: 0 }}
small {{ font-size: 78%; line-height: 1.1; display: block; margin-top: .15em }}
</style>
<p>{signed}</p>
<p><b>{name}</b></p>
{rank}
<p>{day}</p>
<p><small>{statement}</small></p>
"""


@dataclass(frozen=True)
class Stamp(BaseStampStyle):
    """What a signature shows, at any size. ``code`` is the text of its QR code, ``form`` that on
    whose pages it stands."""

    certificate: Certificate | None = None
    official: Official | None = None
    day: date = date.min
    code: str = ""
    form: Form | None = None

    def create_stamp(
        self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, str]
    ) -> "_Appearance":
        """The stamp as an appearance in a document."""
        del text_params
        assert self.form is not None
        page = set_words(tuple(self.pages(box.width, box.height)), self.form.typeface)
        return _Appearance(writer, self, box, page)

    def pages(self, width: float, height: float) -> Iterator[str]:
        """The words, as pages of the stamp's size with room for the code at the left: the best
        way to set them first. Rank and NIP share a line where letters need not be small for it."""
        room = width - code_side(width, height)
        size = max(min(height / _LINES, room / _LETTERS), height / 9)
        while size >= _LEAST:
            if size <= room / _LETTERS:
                yield self._html(width, height, size, " · ")
            yield self._html(width, height, size, "</p><p>")
            size *= _SMALLER

    def _html(self, width: float, height: float, size: float, between: str) -> str:
        assert self.certificate is not None
        assert self.form is not None
        words = self.form.words
        name = self.official.called if self.official else common_name(self.certificate)
        rank = self.official.rank if self.official else None
        identity = self._identity(words)
        return _PAGE.format(
            width=width,
            height=height,
            left=code_side(width, height) + 3,
            size=size,
            typeface=FAMILIES[self.form.typeface].name,
            signed=escape(words.signed),
            name=escape(name),
            rank="<p>" + between.join(map(escape, filter(None, (rank, identity)))) + "</p>",
            day=escape(self.form.written(PartialDate(self.day.year, self.day.month, self.day.day))),
            statement=escape(statement(self.certificate, words)),
        )

    def _identity(self, words: Wording) -> str | None:
        if self.official is not None:
            return identity_line(self.official, words)
        nip = nip_of(self.certificate) if self.certificate else None
        return filled(words.nip, {"nip": nip}) if nip else None


def code_side(width: float, height: float) -> float:
    """The length of the code's sides, in a stamp of some size."""
    return min(height, _CODE_MOST * width)


def statement(certificate: Certificate, words: Wording) -> str:
    """Whose certificate it is, in the government's own words only where it is the government's."""
    if is_of_bsre(certificate):
        return _BSRE
    return filled(words.issuer, {"penerbit": issuer_name(certificate)})


class _Appearance(BaseStamp):
    """A page of words, and the code beside them."""

    def __init__(
        self, writer: BasePdfFileWriter, style: Stamp, box: BoxConstraints, page: bytes
    ) -> None:
        super().__init__(writer, style, box)
        self._words = writer.import_page_as_xobject(PdfFileReader(BytesIO(page)))
        side = code_side(box.width, box.height)
        self._code = code_operators(style.code, 0, (box.height - side) / 2, side)

    def render(self) -> bytes:
        """The operators of the appearance."""
        self.set_resource(ResourceType.XOBJECT, _WORDS, self._words)
        return b"q %s Do Q\n%s" % (_WORDS.encode("ascii"), self._code)


@cache
def set_words(pages: tuple[str, ...], typeface: TypefaceName) -> bytes:
    """The first of some pages that holds all its words, or else the last, as PDF; one signer's are
    the same in all documents of a day."""
    from sopc.render.page import PageEngine  # loads the page engine

    engine = PageEngine("", {}, typeface)
    for page in pages:
        laid_out = engine.lay_out(page)
        if len(laid_out.sheets) == 1:
            break
    return laid_out.pdf()
