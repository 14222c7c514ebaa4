"""PDF/A-2a (ISO 19005-2, conformance level A): what a book breaks of it, as far as can be seen
without a validator. Each check names the clause that it is about."""

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

ACTIONS = {"/GoTo", "/GoToR", "/URI", "/Named"}
ANNOTATIONS = {"/Link"}
FORBIDDEN_KEYS = {"/AA", "/JS", "/EF", "/OPI", "/Ref", "/PS", "/TR", "/HTP", "/OCProperties"}
_PRINTED, _HIDDEN = 4, 1 | 2 | 32  # flags of annotations
_XMP = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
    "creator": "{http://ns.adobe.com/xap/1.0/}CreatorTool",
    "part": "{http://www.aiim.org/pdfa/ns/id/}part",
    "conformance": "{http://www.aiim.org/pdfa/ns/id/}conformance",
}


def violations(path: Path) -> list[str]:
    """Everything in which a PDF is no PDF/A-2a."""
    data = path.read_bytes()
    with pikepdf.open(path) as document:
        found = [f"{check.__name__}: {fault}" for check in _CHECKS for fault in check(document)]
    return found + list(file_structure(data))


def xmp(document: Pdf) -> dict[str, str]:
    """What the XMP packet says."""
    root = ElementTree.fromstring(document.Root.Metadata.read_bytes())
    found = {}
    for name, tag in _XMP.items():
        for element in root.iter(tag):
            found[name] = "".join(element.itertext()).strip()
    return found


def file_structure(data: bytes) -> Iterator[str]:
    """6.1.2, 6.1.3: the header and its binary comment, nothing behind the end."""
    if not data.startswith(b"%PDF-1.7\n%") or not all(byte > 127 for byte in data[10:14]):
        yield "the header"
    if not data.endswith(b"%%EOF\n"):
        yield "data behind the end"
    if b"<?xpacket begin=" not in data:
        yield "6.6.2.1: the XMP packet is compressed"


def trailer(document: Pdf) -> Iterator[str]:
    """6.1.3: an identifier, no encryption."""
    if "/ID" not in document.trailer or len(document.trailer.ID.as_list()) != 2:
        yield "no file identifier"
    if document.is_encrypted or "/Encrypt" in document.trailer:
        yield "encrypted"
    if document.pdf_version != "1.7":
        yield f"version {document.pdf_version}"


def colours(document: Pdf) -> Iterator[str]:
    """6.2.3: one output intent, with an RGB profile."""
    intents = document.Root.get("/OutputIntents", Array()).as_list()
    for intent in intents:
        profile = intent.DestOutputProfile
        icc = profile.read_bytes()
        if intent.S != "/GTS_PDFA1" or not intent.get("/OutputConditionIdentifier"):
            yield "no output condition"
        if profile.N != 3 or icc[16:20] != b"RGB " or icc[36:40] != b"acsp" or icc[8] > 4:
            yield "the profile is not for RGB"
    if len(intents) != 1:
        yield f"{len(intents)} output intents"


def metadata(document: Pdf) -> Iterator[str]:
    """6.6.2, 6.6.4: it says which part it keeps, and the same as the document information."""
    said, info = xmp(document), document.docinfo
    if (said.get("part"), said.get("conformance")) != ("2", "A"):
        yield "no PDF/A identification"
    for name in ("title", "author", "producer", "creator"):
        if said.get(name) != str(info.get(f"/{name.capitalize()}")):
            yield f"two answers on {name}"
    if document.Root.Metadata.get("/Filter") is not None:
        yield "compressed metadata"


def fonts(document: Pdf) -> Iterator[str]:
    """6.2.11: embedded, with Unicode values."""
    for font in _dictionaries(document):
        if font.get("/Type") == "/Font" and font.get("/Subtype") == "/Type0":
            (descendant,) = font.DescendantFonts.as_list()
            if "/FontFile2" not in descendant.FontDescriptor:
                yield f"{font.BaseFont} is not embedded"
            if "/ToUnicode" not in font:
                yield f"{font.BaseFont} has no Unicode values"
            if font.Encoding != "/Identity-H" or descendant.CIDToGIDMap != "/Identity":
                yield f"{font.BaseFont} is encoded in its own way"
        elif font.get("/Type") == "/Font" and font.get("/Subtype") != "/CIDFontType2":
            yield f"a font of type {font.get('/Subtype')}"


def transparency(document: Pdf) -> Iterator[str]:
    """6.2.10: groups say in which colours they blend; no other blend modes than the usual."""
    for item in _dictionaries(document):
        if item.get("/S") == "/Transparency" and not _is_rgb(item.get("/CS", Name.DeviceRGB)):
            yield "a group with other colours"
        if item.get("/Type") == "/ExtGState" and item.get("/BM", "/Normal") != "/Normal":
            yield "a blend mode"
        if item.get("/Subtype") == "/Image" and bool(item.get("/Interpolate", False)):
            yield "6.2.8.1: an interpolated image"


def _is_rgb(space: Object) -> bool:
    if isinstance(space, Array):
        return space[0] == "/ICCBased" and space[1].N == 3
    return space == Name.DeviceRGB


def annotations(document: Pdf) -> Iterator[str]:
    """6.3: links only, and printed."""
    for page in document.pages:
        for each in page.obj.get("/Annots", Array()).as_list():
            flags = int(each.get("/F", 0))
            if str(each.Subtype) not in ANNOTATIONS:
                yield f"an annotation {each.Subtype}"
            if not flags & _PRINTED or flags & _HIDDEN:
                yield f"an annotation with flags {flags}"


def actions(document: Pdf) -> Iterator[str]:
    """6.5, 6.1.9: links lead to pages; nothing runs, nothing is attached, nothing is filled in."""
    for item in _dictionaries(document):
        action = item.get("/A")  # of a structure element, these are attributes, with an owner
        if isinstance(action, Dictionary) and "/O" not in action and str(action.S) not in ACTIONS:
            yield f"an action {action.S}"
        # /Ref and /PS are keys of XObjects; a structure element may be called so
        if "/S" not in item:
            yield from (f"the key {key}" for key in sorted(FORBIDDEN_KEYS & set(item.keys())))
    for key in ("/AcroForm", "/OpenAction", "/NeedsRendering", "/Requirements"):
        if key in document.Root:
            yield f"the key {key}"
    if set(document.Root.get("/Names", Dictionary()).keys()) & {"/JavaScript", "/EmbeddedFiles"}:
        yield "scripts or files"


def filters(document: Pdf) -> Iterator[str]:
    """6.1.7: no LZW, no data kept elsewhere."""
    for item in document.objects:
        if isinstance(item, Stream):
            used = item.get("/Filter", Array())
            names = used.as_list() if isinstance(used, Array) else [used]
            if any(str(name) in ("/LZWDecode", "/Crypt") for name in names) or "/F" in item:
                yield "a stream that is not its own"


def limits(document: Pdf) -> Iterator[str]:
    """6.1.13: nothing is longer, or nested deeper, than readers must be able to take."""
    for item in _dictionaries(document):
        values = [value for _, value in item.items()]
        if any(isinstance(each, String) and len(bytes(each)) > 32_767 for each in values):
            yield "a string too long"
        names = [*item.keys(), *(str(each) for each in values if isinstance(each, Name))]
        if any(len(name.encode()) > 128 for name in names):
            yield "a name too long"
    for number, page in enumerate(document.pages, start=1):
        depth = deepest = 0
        for each in pikepdf.parse_content_stream(page, "q Q"):
            depth += 1 if str(each.operator) == "q" else -1
            deepest = max(deepest, depth)
        if deepest > 28 or depth:
            yield f"page {number} nests its states {deepest} deep"


def _dictionaries(document: Pdf) -> Iterator[Object]:
    """All dictionaries of a document, those of streams and those within others too."""
    waiting = [item for item in document.objects if isinstance(item, Dictionary | Stream | Array)]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            inner = list(item.as_list())
        else:
            yield item
            inner = [value for _, value in item.items()]
        waiting += [
            value
            for value in inner
            if isinstance(value, Dictionary | Array) and not value.is_indirect
        ]


_CHECKS: tuple[Callable[[Pdf], Iterator[str]], ...] = (
    trailer, colours, metadata, fonts, transparency, annotations, actions, filters, limits,
)  # fmt: skip
