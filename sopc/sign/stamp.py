"""The visible part of an electronic signature: who, when, by whose certificate, and the code."""

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
from sopc.catalogue.form_words import Wording, filled
from sopc.catalogue.registry import Official
from sopc.render.qr import code_operators
from sopc.render.resources import FAMILIES
from sopc.render.views import identity_line
from sopc.sign.certificates import common_name, is_of_bsre, issuer_name, nip_of

_WORDS = pdf_name("/SopcWords")
_BSRE = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang"
    " diterbitkan oleh Balai Besar Sertifikasi Elektronik (BSrE), BSSN."
)
_LETTERS = 24
"""How wide rank and NIP are, in sizes of the font: they shall stand on one line."""
_LETTER = 0.5
"""How wide a letter of a longer line is, in sizes of the font."""
_PAGE = """\
<style>
@page {{ size: {width}pt {height}pt; margin: 0 }}
html {{ font: {size}pt/1.16 "{typeface}"; color: #111 }}
body {{ margin: 1.2pt 0 0 {left}pt }}
p {{ margin: 0 }}
small {{ font-size: 78%; line-height: 1.1; display: block; margin-top: .15em }}
</style>
<p>{signed}</p>
<p><b>{name}</b></p>
<p>{rank}</p>
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
        page = _words(self.html(box.width, box.height), self.form.typeface)
        return _Appearance(writer, self, box, page)

    def html(self, width: float, height: float) -> str:
        """The words, as a page of the stamp's size with room for the code at the left."""
        assert self.certificate is not None
        assert self.form is not None
        words = self.form.words
        name = self.official.name if self.official else common_name(self.certificate)
        rank = self.official.rank if self.official else None
        line = " · ".join(filter(None, (rank, self._identity(words))))
        return _PAGE.format(
            width=width,
            height=height,
            left=height + 3,
            size=min(height / 6.8, (width - height) / max(_LETTERS, len(line) * _LETTER)),
            typeface=FAMILIES[self.form.typeface].name,
            signed=escape(words.signed),
            name=escape(name),
            rank=escape(line),
            day=escape(self.form.written(PartialDate(self.day.year, self.day.month, self.day.day))),
            statement=escape(statement(self.certificate, words)),
        )

    def _identity(self, words: Wording) -> str | None:
        if self.official is not None:
            return identity_line(self.official, words)
        nip = nip_of(self.certificate) if self.certificate else None
        return filled(words.nip, {"nip": nip}) if nip else None


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
        self._code = code_operators(style.code, 0, 0, box.height)

    def render(self) -> bytes:
        """The operators of the appearance."""
        self.set_resource(ResourceType.XOBJECT, _WORDS, self._words)
        return b"q %s Do Q\n%s" % (_WORDS.encode("ascii"), self._code)


@cache
def _words(html: str, typeface: TypefaceName) -> bytes:
    """The words as PDF; one signer's are the same in all documents of a day."""
    from sopc.render.page import PageEngine  # loads the page engine

    return PageEngine("", {}, typeface).lay_out(html).pdf()
