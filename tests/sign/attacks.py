"""What a later revision does besides signing. Each is done to a file whose fields are prepared."""

from collections.abc import Callable, Mapping

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    Reference,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.sign.updates import add_script, blank_page, retitle, rotate, swap_pages

Writer = IncrementalPdfFileWriter
Change = Callable[[Writer], None]


def d(**entries: PdfObject) -> DictionaryObject:
    """A dictionary."""
    return DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})


def n(name: str) -> NameObject:
    """A name."""
    return pdf_name(f"/{name}")


def numbers(*values: int) -> ArrayObject:
    """An array of numbers."""
    return ArrayObject(map(NumberObject, values))


def drawing(**entries: PdfObject) -> StreamObject:
    """A red square as large as a page."""
    keys = d(Type=n("XObject"), Subtype=n("Form"), BBox=numbers(0, 0, 900, 900), **entries)
    return StreamObject(keys, stream_data=b"1 0 0 rg 0 0 900 900 re f")


def first_page(writer: Writer) -> Reference:
    """The reference of the first page."""
    found: Reference = writer.find_page_for_modification(0)[0].reference
    return found


def page_of(writer: Writer) -> DictionaryObject:
    """The first page."""
    found: DictionaryObject = writer.find_page_for_modification(0)[0].get_object()
    return found


def field(writer: Writer, place: int = -1) -> DictionaryObject:
    """One of the document's signature fields, to be changed."""
    ref = writer.root["/AcroForm"]["/Fields"].raw_get(place)
    writer.mark_update(ref)
    found: DictionaryObject = ref.get_object()
    return found


def set_in_root(writer: Writer, key: str, value: PdfObject) -> None:
    writer.root[n(key)] = value
    writer.update_root()


def set_in_form(writer: Writer, key: str, value: PdfObject) -> None:
    writer.root["/AcroForm"][n(key)] = value
    writer.mark_update(writer.root.raw_get("/AcroForm"))


def set_in_page(writer: Writer, key: str, value: PdfObject) -> None:
    page = writer.find_page_for_modification(0)[0]
    page.get_object()[n(key)] = value
    writer.mark_update(page)


def set_in_pages(writer: Writer, key: str, value: PdfObject) -> None:
    writer.root["/Pages"][n(key)] = value
    writer.mark_update(writer.root.raw_get("/Pages"))


def annotate(writer: Writer, annotation: DictionaryObject) -> None:
    """Put something on the first page, in the way that signature fields are."""
    page = writer.find_page_for_modification(0)[0].get_object()
    there = page.raw_get("/Annots") if "/Annots" in page else ArrayObject()
    set_in_page(writer, "Annots", ArrayObject([*there, writer.add_object(annotation)]))


def overlay(writer: Writer, **entries: PdfObject) -> DictionaryObject:
    """An annotation that covers the page."""
    shown = d(N=writer.add_object(drawing()))
    return d(Type=n("Annot"), Rect=numbers(0, 0, 900, 900), F=NumberObject(4), AP=shown, **entries)


def stream_on(writer: Writer, key: str, value: PdfObject) -> None:
    """Change the dictionary, not the data, of what the first page shows."""
    contents = page_of(writer)["/Contents"].raw_get(0)
    old = contents.get_object()
    assert isinstance(old, StreamObject)
    new = StreamObject({**old, n(key): value}, encoded_data=old.encoded_data)
    writer.objects[(contents.generation, contents.idnum)] = new


def overwrite(writer: Writer, ref: Reference, value: PdfObject) -> None:
    writer.objects[(ref.generation, ref.idnum)] = value


def font_of(writer: Writer) -> Reference:
    """A stream that the pages use: not theirs alone."""
    fonts = page_of(writer)["/Resources"]["/Font"]
    descendant = fonts[next(iter(fonts))]["/DescendantFonts"][0]
    found: Reference = descendant["/FontDescriptor"].raw_get("/FontFile2").reference
    return found


def refilter_font(writer: Writer) -> None:
    ref = font_of(writer)
    old = ref.get_object()
    assert isinstance(old, StreamObject)
    keys = {**old, n("F"): pdf_string("lain.ttf")}
    overwrite(writer, ref, StreamObject(keys, encoded_data=old.encoded_data))


def move_field(writer: Writer, **entries: PdfObject) -> None:
    changed = field(writer)
    for key, value in entries.items():
        changed[n(key)] = value


def drop_field(writer: Writer) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.pop()
    writer.update_container(fields)


def turn_fields(writer: Writer) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.reverse()
    writer.update_container(fields)


def take_off_page(writer: Writer) -> None:
    page = writer.find_page_for_modification(_page_of_fields(writer))[0]
    page.get_object()[n("Annots")] = ArrayObject()
    writer.mark_update(page)


def _page_of_fields(writer: Writer) -> int:
    ref = field(writer).raw_get("/P").reference
    count = writer.root["/Pages"]["/Count"]
    return next(i for i in range(count) if writer.find_page_for_modification(i)[0].reference == ref)


def show_elsewhere(writer: Writer) -> None:
    """A field of the last page, on the first."""
    there = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    set_in_page(writer, "Annots", ArrayObject([there]))


def list_by_reference(writer: Writer) -> None:
    array = ArrayObject([writer.add_object(overlay(writer, Subtype=n("Stamp")))])
    set_in_page(writer, "Annots", writer.add_object(array))


def replace_trailer_info(writer: Writer) -> None:
    writer.set_info(writer.add_object(d(Title=pdf_string("Judul lain"))))


def drop_from_root(writer: Writer) -> None:
    del writer.root["/ViewerPreferences"]
    writer.update_root()


def replace_form(writer: Writer) -> None:
    fields = [*writer.root["/AcroForm"]["/Fields"]]
    form = d(Fields=ArrayObject(fields), SigFlags=NumberObject(3))
    set_in_root(writer, "AcroForm", writer.add_object(form))


def drop_form(writer: Writer) -> None:
    del writer.root["/AcroForm"]
    writer.update_root()


def retitle_in_metadata(writer: Writer) -> None:
    ref = writer.root.raw_get("/Metadata").reference
    old = writer.prev.get_object(ref, revision=0)
    data = old.data.replace(b"Menerima Surat", b"Menolak Surat")
    assert data != old.data
    keys = d(Type=n("Metadata"), Subtype=n("XML"))
    set_in_root(writer, "Metadata", writer.add_object(StreamObject(keys, stream_data=data)))


def describe_elsewhere(writer: Writer) -> None:
    """An address as a value, which programs write in two ways."""
    ref = writer.root.raw_get("/Metadata").reference
    old = writer.prev.get_object(ref, revision=0)
    data = old.data.replace(b"http://www.aiim.org/pdfua/ns/id/</", b"http://www.aiim.org/pdfua/</")
    assert data != old.data
    keys = d(Type=n("Metadata"), Subtype=n("XML"))
    set_in_root(writer, "Metadata", writer.add_object(StreamObject(keys, stream_data=data)))


def tagged(
    writer: Writer, more: DictionaryObject | None = None, held: DictionaryObject | None = None
) -> None:
    """One more form of the structure, which holds the first field, or something else."""
    tree = writer.root["/StructTreeRoot"]
    old = tree["/K"][1]
    keys = DictionaryObject({key: old.raw_get(key) for key in old})
    holding = DictionaryObject({key: old["/K"].raw_get(key) for key in old["/K"]})
    holding.update(held or {})
    keys[n("K")] = holding
    keys.update(more or {})
    tree["/K"].append(writer.add_object(keys))
    writer.mark_update(writer.root.raw_get("/StructTreeRoot"))


def retag(writer: Writer, key: str, value: PdfObject) -> None:
    """Change what the first field's form is."""
    ref = writer.root["/StructTreeRoot"]["/K"].raw_get(1)
    ref.get_object()[n(key)] = value
    writer.mark_update(ref)


def set_in_structure(writer: Writer, key: str, value: PdfObject) -> None:
    writer.root["/StructTreeRoot"][n(key)] = value
    writer.mark_update(writer.root.raw_get("/StructTreeRoot"))


def renumber_tags(writer: Writer) -> None:
    """Let the list of forms lead from other numbers."""
    ref = writer.root["/StructTreeRoot"]["/ParentTree"]["/Kids"].raw_get(-1)
    pairs = ref.get_object()["/Nums"]
    pairs[0] = NumberObject(int(pairs[0]) + 90)
    writer.mark_update(ref)


def drop_tag(writer: Writer) -> None:
    tree = writer.root["/StructTreeRoot"]
    set_in_structure(writer, "K", ArrayObject([tree["/K"].raw_get(0)]))


def point_dss_at(name: str) -> Change:
    """One revision makes an older object part of the proofs, the next may write it anew."""

    def change(writer: Writer) -> None:
        targets: Mapping[str, Callable[[], Reference]] = {
            "page": lambda: first_page(writer),
            "info": lambda: writer.trailer.raw_get("/Info").reference,
            "pages": lambda: writer.root.raw_get("/Pages").reference,
            "font": lambda: font_of(writer),
            "form": lambda: writer.root.raw_get("/AcroForm").reference,
        }
        ref = targets[name]()
        old = IndirectObject(ref.idnum, ref.generation, writer)
        if name == "font":
            set_in_root(writer, "DSS", d(Certs=ArrayObject([old])))
        else:
            set_in_root(writer, "DSS", old)

    return change


def add_field(writer: Writer, **entries: PdfObject) -> None:
    """A field more, which is a time stamp, but for what is given."""
    made = d(
        FT=n("Sig"),
        Type=n("Annot"),
        Subtype=n("Widget"),
        T=pdf_string("waktu"),
        TU=pdf_string("Timestamp"),
        F=NumberObject(132),
        Rect=numbers(0, 0, 0, 0),
        P=IndirectObject(first_page(writer).idnum, 0, writer),
    )
    if "V" not in entries:
        entries["V"] = writer.add_object(clock_value())
    for key, entry in entries.items():
        made[n(key)] = entry
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(writer.add_object(made))
    writer.update_container(fields)


def clock_value(**entries: PdfObject) -> DictionaryObject:
    """A time stamp, as far as its keys go."""
    gap = ByteStringObject(b"\0")
    made = d(Type=n("DocTimeStamp"), ByteRange=numbers(0, 1, 2, 3), Contents=gap)
    made.update({n(key): value for key, value in entries.items()})
    return made


def add_fake(writer: Writer, **entries: PdfObject) -> None:
    """A field more whose signature has what is given."""
    add_field(writer, V=writer.add_object(clock_value(**entries)))


def add_without(writer: Writer, key: str) -> None:
    value = clock_value()
    del value[key]
    add_field(writer, V=writer.add_object(value))


def proofs(writer: Writer, **entries: PdfObject) -> None:
    """What proves signatures for years, and what is given besides."""
    proof = writer.add_object(StreamObject(stream_data=b"0"))
    made = d(Type=n("DSS"), Certs=ArrayObject([proof]))
    made.update({n(key): value for key, value in entries.items()})
    set_in_root(writer, "DSS", writer.add_object(made))


def vri(writer: Writer, **entries: PdfObject) -> DictionaryObject:
    proof = writer.add_object(StreamObject(stream_data=b"1"))
    made = d(Type=n("VRI"), Cert=ArrayObject([proof]), TU=pdf_string("D:2026"), TS=proof)
    made.update({n(key): value for key, value in entries.items()})
    return d(**{"A" * 40: writer.add_object(made)})


def a_stream(writer: Writer, **entries: PdfObject) -> IndirectObject:
    found: IndirectObject = writer.add_object(StreamObject(d(**entries), encoded_data=b"2"))
    return found


def sign_by(writer: Writer, **entries: PdfObject) -> None:
    """Fill the last field in with a signature, as far as its keys go, and what is given."""
    changed = field(writer)
    if "V" not in entries:
        entries["V"] = writer.add_object(clock_value(Type=n("Sig")))
    for key, value in entries.items():
        changed[n(key)] = value


def shown(writer: Writer, **entries: PdfObject) -> DictionaryObject:
    return d(N=writer.add_object(drawing(**entries)))


def extension(**entries: PdfObject) -> DictionaryObject:
    return d(ADBE=d(BaseVersion=n("1.7"), ExtensionLevel=NumberObject(8), **entries))


def page_as(writer: Writer) -> IndirectObject:
    return IndirectObject(first_page(writer).idnum, 0, writer)


def add_script_aside(writer: Writer) -> None:
    writer.add_object(d(S=n("JavaScript")))


def add_aside(writer: Writer, value: PdfObject) -> None:
    writer.add_object(value)


def nothing_drawn(**entries: PdfObject) -> StreamObject:
    return StreamObject(d(**entries), stream_data=b"")


def share(writer: Writer, *names: str) -> None:
    """Time stamps of these names, that are one signature."""
    value = writer.add_object(clock_value())
    for name in names:
        add_field(writer, T=pdf_string(name), V=value)


def add_field_twice(writer: Writer) -> None:
    add_field(writer)
    add_field(writer)


def draw_a_proof(writer: Writer) -> None:
    proof = a_stream(writer)
    proofs(writer, CRLs=ArrayObject([proof]))
    sign_by(writer, AP=d(N=proof))


def write_again(writer: Writer) -> None:
    writer.mark_update(writer.root.raw_get("/Pages"))


def add_drawing_aside(writer: Writer) -> None:
    writer.add_object(drawing())


HONEST: Mapping[str, Change] = {
    "nothing": lambda w: w.update_root(),
    "a time stamp": lambda w: add_field(w),
    "a signature": lambda w: sign_by(w),
    "a signature that shows something": lambda w: sign_by(w, AP=shown(w)),
    "a signature over the root": lambda w: add_fake(
        w,
        Reference=ArrayObject(
            [d(TransformMethod=n("DocMDP"), Data=w.prev.trailer.raw_get("/Root"))]
        ),
    ),
    "proofs": lambda w: proofs(w),
    "proofs by signature": lambda w: proofs(w, VRI=vri(w)),
    "an extension": lambda w: set_in_root(w, "Extensions", extension()),
    "a version": lambda w: set_in_root(w, "Version", n("2.0")),
    "an object written again as it was": lambda w: write_again(w),
}
"""What signing may do: the attacks below fail for what they do, not for how it is written."""

ATTACKS: Mapping[str, Change] = {
    "a page rotated": rotate,
    "pages swapped": swap_pages,
    "another title": retitle,
    "a page emptied": blank_page,
    "a script": add_script,
    "an object that nothing needs": lambda w: add_script_aside(w),
    "a drawing that nothing needs": lambda w: add_drawing_aside(w),
    "an empty dictionary that nothing needs": lambda w: add_aside(w, d()),
    "a drawing of nothing, of another file": lambda w: add_aside(w, nothing_drawn(F=n("x"))),
    "a drawing of nothing with resources": lambda w: add_aside(
        w, nothing_drawn(Resources=d(A=d()))
    ),
    "a drawing of nothing that refers": lambda w: add_aside(w, nothing_drawn(BBox=page_as(w))),
    "another filter on a page": lambda w: stream_on(w, "Filter", n("ASCIIHexDecode")),
    "other parameters of a filter": lambda w: stream_on(
        w, "DecodeParms", d(Predictor=NumberObject(2))
    ),
    "data from another file": lambda w: stream_on(w, "F", pdf_string("lain")),
    "a font from another file": refilter_font,
    "a stream that became a dictionary": lambda w: overwrite(w, font_of(w), d()),
    "other resources": lambda w: set_in_page(w, "Resources", d()),
    "actions on a page": lambda w: set_in_page(w, "AA", d(O=d(S=n("JavaScript")))),
    "notes on what is no page": lambda w: set_in_pages(w, "Annots", ArrayObject()),
    "another trailer": replace_trailer_info,
    "a preference dropped": drop_from_root,
    "another form": replace_form,
    "no form": drop_form,
    "another title in the metadata": retitle_in_metadata,
    "another address in the metadata": describe_elsewhere,
    **{f"proofs that are {x}": point_dss_at(x) for x in ("page", "info", "pages", "font", "form")},
    "a field dropped": drop_field,
    "fields in another order": turn_fields,
    "fields taken off the page": take_off_page,
    "a field shown on another page": show_elsewhere,
    "what lies on a page, by reference": list_by_reference,
    "a note": lambda w: annotate(w, overlay(w, Subtype=n("FreeText"))),
    "a stamp": lambda w: annotate(w, overlay(w, Subtype=n("Stamp"))),
    "a stamp that calls itself a signature": lambda w: annotate(
        w, overlay(w, Subtype=n("Stamp"), FT=n("Sig"))
    ),
    "a widget without a field": lambda w: annotate(w, overlay(w, Subtype=n("Widget"), FT=n("Sig"))),
    "a link that launches": lambda w: annotate(
        w, overlay(w, Subtype=n("Link"), FT=n("Sig"), A=d(S=n("Launch"), F=pdf_string("x.exe")))
    ),
    "a direct annotation": lambda w: set_in_page(
        w, "Annots", ArrayObject([overlay(w, Subtype=n("Stamp"))])
    ),
    "a field moved": lambda w: move_field(w, Rect=numbers(0, 0, 900, 900)),
    "a form told otherwise": lambda w: retag(w, "Alt", pdf_string("Batal")),
    "a form that is a paragraph": lambda w: retag(w, "S", n("P")),
    "a form with words": lambda w: retag(w, "K", ArrayObject([NumberObject(0)])),
    "a form more": tagged,
    "a form more that says something": lambda w: tagged(w, d(ActualText=pdf_string("Batal"))),
    "a form more of a page": lambda w: tagged(w, None, d(Obj=page_as(w))),
    "forms of other numbers": renumber_tags,
    "a form dropped": drop_tag,
    "other kinds in the structure": lambda w: set_in_structure(w, "RoleMap", d(P=n("Artifact"))),
    "other names in the structure": lambda w: set_in_structure(w, "IDTree", d()),
    "a structure without parents": lambda w: set_in_structure(w, "ParentTree", d()),
    "no structure": lambda w: set_in_root(w, "StructTreeRoot", d(Type=n("StructTreeRoot"))),
    "a field of another form": lambda w: move_field(w, StructParent=NumberObject(0)),
    "a field relabelled": lambda w: move_field(w, TU=pdf_string("Pengesah SOPC1*LAIN")),
    "a field unlocked": lambda w: move_field(w, Lock=d(Action=n("All"))),
    "a field that shows something": lambda w: move_field(w, AP=shown(w)),
    "a field with actions": lambda w: move_field(w, AA=d(E=d(S=n("JavaScript")))),
    "appearances on demand": lambda w: set_in_form(w, "NeedAppearances", NumberObject(1)),
    "other flags": lambda w: set_in_form(w, "SigFlags", NumberObject(0)),
    "flags that are text": lambda w: set_in_form(w, "SigFlags", pdf_string("3")),
    "fields that are no list": lambda w: set_in_form(w, "Fields", d()),
    "permissions for nothing": lambda w: set_in_root(w, "Perms", d()),
    "permissions by a page": lambda w: set_in_root(w, "Perms", d(DocMDP=page_as(w))),
    "more permissions": lambda w: set_in_root(w, "Perms", d(UR3=page_as(w))),
    "an extension with more": lambda w: set_in_root(w, "Extensions", extension(AA=n("x"))),
    "an extension that refers": lambda w: set_in_root(w, "Extensions", extension(URL=page_as(w))),
    "extensions that are a list": lambda w: set_in_root(w, "Extensions", ArrayObject()),
    "a version unheard of": lambda w: set_in_root(w, "Version", n("9.9")),
    "a version that is text": lambda w: set_in_root(w, "Version", pdf_string("/2.0")),
    # fields that are none of the document's
    "a time stamp with a box": lambda w: add_field(w, Rect=numbers(0, 0, 9, 9)),
    "a time stamp with half a box": lambda w: add_field(w, Rect=numbers(0, 0, 0)),
    "a time stamp in a box of names": lambda w: add_field(w, Rect=ArrayObject([n("a")] * 4)),
    "a time stamp that shows something": lambda w: add_field(w, AP=shown(w)),
    "a time stamp that locks": lambda w: add_field(w, Lock=d(Action=n("All"))),
    "a time stamp on no page": lambda w: add_field(w, P=w.root.raw_get("/Pages")),
    "a time stamp nowhere": lambda w: add_field(w, P=d(Type=n("Page"))),
    "a time stamp with an action": lambda w: add_field(w, A=d(S=n("Launch"))),
    "a time stamp that is text": lambda w: add_field(w, FT=pdf_string("/Sig")),
    "a button": lambda w: add_field(w, FT=n("Btn")),
    "a field that is no annotation": lambda w: add_field(w, Type=n("Catalog")),
    "a field that is a link": lambda w: add_field(w, Subtype=n("Link")),
    "a field to be printed otherwise": lambda w: add_field(w, F=NumberObject(4)),
    "a field with flags as text": lambda w: add_field(w, F=pdf_string("132")),
    "a field without a name": lambda w: add_field(w, T=NumberObject(1)),
    "a field without a label": lambda w: add_field(w, TU=NumberObject(1)),
    "a name twice": lambda w: add_field(w, T=pdf_string("Pengesah")),
    "a field that is signed by nothing": lambda w: add_field(w, V=d()),
    "a field signed by a page": lambda w: add_field(w, V=page_as(w)),
    "a field signed directly": lambda w: add_field(w, V=clock_value()),
    "a signature as a time stamp": lambda w: add_fake(w, Type=n("Sig")),
    "a time stamp with more": lambda w: add_fake(w, AA=d()),
    "a time stamp that refers": lambda w: add_fake(w, Name=page_as(w)),
    "a time stamp without contents": lambda w: add_without(w, "/Contents"),
    "a time stamp without a range": lambda w: add_without(w, "/ByteRange"),
    "a time stamp over a page": lambda w: add_fake(w, Reference=ArrayObject([d(Data=page_as(w))])),
    "a time stamp over something": lambda w: add_fake(w, Reference=ArrayObject([d(Extra=n("x"))])),
    "a time stamp over terms elsewhere": lambda w: add_fake(
        w, Reference=ArrayObject([d(TransformParams=page_as(w))])
    ),
    "a time stamp over a number": lambda w: add_fake(w, Reference=numbers(1)),
    "two time stamps that are one": lambda w: share(w, "a", "b"),
    "two time stamps of one name": add_field_twice,
    # signatures
    "a proof that is drawn": draw_a_proof,
    "a signature and a label": lambda w: sign_by(w, TU=pdf_string("lain")),
    "a time stamp in a signature's place": lambda w: sign_by(w, V=w.add_object(clock_value())),
    "a signature that shows an older object": lambda w: sign_by(
        w, AP=d(N=IndirectObject(font_of(w).idnum, 0, w))
    ),
    "a signature that uses an older object": lambda w: sign_by(
        w, AP=shown(w, Resources=page_as(w))
    ),
    "a signature that shows another file": lambda w: sign_by(w, AP=shown(w, F=pdf_string("lain"))),
    "a signature that shows more when touched": lambda w: sign_by(
        w, AP=d(N=w.add_object(drawing()), D=w.add_object(drawing()))
    ),
    "a signature that shows something direct": lambda w: sign_by(w, AP=d(N=d())),
    "a signature that shows a reference": lambda w: sign_by(w, AP=d(N=w.add_object(page_as(w)))),
    # proofs
    "proofs with more": lambda w: proofs(w, AA=d()),
    "proofs of another type": lambda w: proofs(w, Type=n("Page")),
    "proofs that are no list": lambda w: proofs(w, CRLs=d()),
    "certificates that are no list": lambda w: proofs(w, Certs=d()),
    "answers that are no list": lambda w: proofs(w, OCSPs=d()),
    "a proof that is no stream": lambda w: proofs(w, CRLs=ArrayObject([w.add_object(d())])),
    "a proof of another file": lambda w: proofs(w, CRLs=ArrayObject([a_stream(w, F=n("x"))])),
    "a proof that refers": lambda w: proofs(w, CRLs=ArrayObject([a_stream(w, Filter=page_as(w))])),
    "an older proof": lambda w: proofs(
        w, CRLs=ArrayObject([IndirectObject(font_of(w).idnum, 0, w)])
    ),
    "proofs by no signature": lambda w: proofs(w, VRI=ArrayObject()),
    "proofs by a signature with more": lambda w: proofs(w, VRI=vri(w, AA=d())),
    "proofs by a signature that refer": lambda w: proofs(w, VRI=vri(w, TU=page_as(w))),
    "proofs by a signature that are no list": lambda w: proofs(w, VRI=vri(w, CRL=d())),
    "certificates by a signature that are no list": lambda w: proofs(w, VRI=vri(w, Cert=d())),
    "answers by a signature that are no list": lambda w: proofs(w, VRI=vri(w, OCSP=d())),
    "a time of proofs that is no stream": lambda w: proofs(w, VRI=vri(w, TS=w.add_object(d()))),
    "proofs that are what they hold": lambda w: (
        proofs(w, CRLs=w.root.raw_get("/DSS")) if "/DSS" in w.root else proofs(w, CRLs=d())
    ),
}
