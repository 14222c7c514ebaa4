"""What a PDF says of itself, once for people (XMP, information) and once for printers (colours).

ISO 19005-2 (PDF/A-2a) asks for both: a book must look the same when its reader's machine is gone.
What ISO 14289-1 (PDF/UA-1) has a book say of itself is none of the kinds that an archive knows, so
it is described.
"""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from sopc import __version__
from sopc.assemble.writer import PdfWriter, text_string
from sopc.reader import read_own

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{creator}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is kept</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Metadata:
    """A book's title and author, and the code of its language."""

    title: str
    author: str
    language: str


def write_metadata(writer: PdfWriter, metadata: Metadata) -> bytes:
    """Write the XMP packet and the colour profile; returns the catalogue's entries for them."""
    packet, profile, intent = writer.reserve(), writer.reserve(), writer.reserve()
    text = _XMP.format(
        title=escape(metadata.title),
        author=escape(metadata.author),
        language=escape(metadata.language),
        creator=_creator(),
    )
    # not compressed: archives look for it without reading PDF
    writer.stream(packet, b"<< /Type /Metadata /Subtype /XML >>", text.encode("utf-8"))
    writer.compressed(profile, b"<< /N 3 >>", _colours())
    # by itself: programs that sign would write one within the catalogue anew, which changes it
    writer.plain(
        intent,
        b"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB2014)"
        b" /Info (sRGB2014) /DestOutputProfile %d 0 R >>" % profile,
    )
    return b"/Metadata %d 0 R /OutputIntents [%d 0 R] " % (packet, intent)


def write_information(writer: PdfWriter, metadata: Metadata) -> int:
    """Write the document information, which says the same as the XMP packet; its number."""
    number = writer.reserve()
    entries = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Creator": _creator(),
        "Producer": _creator(),
    }
    text = b" ".join(b"/%s %s" % (k.encode("ascii"), text_string(v)) for k, v in entries.items())
    writer.plain(number, b"<< " + text + b" >>")
    return number


def _colours() -> bytes:
    """The sRGB profile of the International Color Consortium, as the page engine carries it."""
    engine = find_spec("weasyprint")  # found, not imported: a book is joined without it
    assert engine is not None
    assert engine.origin is not None
    return read_own(Path(engine.origin).parent / "pdf" / "sRGB2014.icc")


def _creator() -> str:
    return f"sopc {__version__}"
