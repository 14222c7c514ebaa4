"""What a document says of itself, its annotations and its fields."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from pikepdf import Array, Dictionary, Object

from tests.pdfua.reading import Reading, is_name, tree_pairs

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HIDDEN = 2


def identification(reading: Reading) -> Iterator[str]:
    """5: it says that it keeps part 1, in a schema that PDF/A has described (6.6.2.3)."""
    if "/Metadata" not in reading.pdf.Root:
        yield "7.1: no metadata"
        return
    packet = reading.pdf.Root.Metadata.read_bytes()
    root = ElementTree.fromstring(packet)
    parts = _said(root, f"{{{_UA}}}part")
    if parts != ["1"] or b"pdfuaid:part" not in packet:
        yield f"5: the part is {parts}"
    if _UA not in _said(root, f"{_SCHEMA}namespaceURI"):
        yield "PDF/A 6.6.2.3: the schema of the identification is not described"
    if not any("".join(each.itertext()).strip() for each in root.iter(f"{_DC}title")):
        yield "7.1: no title"


def _said(root: ElementTree.Element, name: str) -> list[str]:
    """The values of a property, as XMP may write them: elements, attributes, addresses."""
    elements = [*root.iter(name)]
    texts = [(each.text or "").strip() or each.get(f"{_RDF}resource", "") for each in elements]
    return [*texts, *(each.attrib[name] for each in root.iter() if name in each.attrib)]


def catalogue(reading: Reading) -> Iterator[str]:
    """6.2, 7.1: tagged, without suspects, its title shown, its header that of PDF 1."""
    root = reading.pdf.Root
    info = root.get("/MarkInfo", Dictionary())
    if not bool(info.get("/Marked", False)) or bool(info.get("/Suspects", False)):
        yield "6.2: not said to be tagged"
    if not bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield "7.1: the title is not shown"
    if "/StructTreeRoot" not in root:
        yield "7.1: no structure"
    if not re.fullmatch(r"1\.[0-7]", reading.pdf.pdf_version):
        yield f"6.1: version {reading.pdf.pdf_version}"
    if reading.pdf.is_encrypted:
        yield "7.16: encrypted"


def language(reading: Reading) -> Iterator[str]:
    """7.2: a language for everything, written as languages are."""
    said = [reading.pdf.Root.get("/Lang")]
    said += [element.raw.Lang for element in reading.elements if "/Lang" in element.raw]
    for each in said:
        if not re.fullmatch("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", str(each or "")):
            yield f"7.2: the language is {each}"


def annotations(reading: Reading) -> Iterator[str]:
    """7.18: links in links, fields in forms, all else in annotations; each says what it is."""
    tree = dict(_parents(reading))
    for number, page in enumerate(reading.pdf.pages, start=1):
        held = page.obj.get("/Annots", Array()).as_list()
        if held and not is_name(page.obj.get("/Tabs"), "/S"):
            yield f"7.18.3: page {number} is not walked through by structure"
        for each in held:
            if int(each.get("/F", 0)) & _HIDDEN or _is_empty(each):
                continue
            kind = str(each.Subtype)
            wanted = {"/Link": "/Link", "/Widget": "/Form"}.get(kind, "/Annot")
            parent = tree.get(int(each.get("/StructParent", -1)))
            if parent is None or str(parent.get("/S")) != wanted:
                yield f"7.18.1: an annotation {kind} on page {number} is in no {wanted}"
            elif not any(h.objgen == each.objgen for e in reading.elements for h in e.held):
                yield f"7.18.1: an annotation {kind} on page {number} is held by no element"
            if kind != "/Widget" and not str(each.get("/Contents", "")):
                yield f"7.18.5: an annotation {kind} on page {number} does not say what it is"


def fields(reading: Reading) -> Iterator[str]:
    """7.18.1, 7.18.4: fields have names for people, and their forms nothing else; 7.15."""
    form = reading.pdf.Root.get("/AcroForm", Dictionary())
    if "/XFA" in form:
        yield "7.15: an XFA form"
    for field in form.get("/Fields", Array()).as_list():
        if not str(field.get("/TU", "")) and not _is_empty(field):
            yield f"7.18.1: the field {field.get('/T')} has no name for people"
    for element in reading.elements:
        if element.kind == "Form" and (len(element.held) != 1 or element.kids or element.marked):
            yield "7.18.4: a form with something else"


def hidden_layers(reading: Reading) -> Iterator[str]:
    """7.10, 7.11, 7.20: layers have names; files in it, too; nothing from other documents."""
    layers = reading.pdf.Root.get("/OCProperties", Dictionary())
    configurations = [layers.get("/D", Dictionary()), *layers.get("/Configs", Array()).as_list()]
    for each in configurations if layers else ():
        if not str(each.get("/Name", "")) or "/AS" in each:
            yield "7.10: layers without a name"
    for item in reading.pdf.objects:
        if isinstance(item, Dictionary) and "/EF" in item and not {"/F", "/UF"} <= set(item.keys()):
            yield "7.11: a file without a name"


def _parents(reading: Reading) -> Iterator[tuple[int, Object]]:
    root = reading.pdf.Root.get("/StructTreeRoot", Dictionary())
    for key, value in tree_pairs(root.get("/ParentTree", Dictionary()), "/Nums"):
        if isinstance(value, Dictionary):
            yield int(key), value


def _is_empty(annotation: Object) -> bool:
    """Whether it takes no room: nobody meets it."""
    left, lower, right, upper = (float(each) for each in annotation.get("/Rect", [0, 0, 0, 0]))
    return left == right and lower == upper
