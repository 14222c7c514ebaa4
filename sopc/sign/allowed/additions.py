"""What signing brings into a PDF, key by key: form, fields, signatures, drawings and proofs.

Everything here is a list of what may be, never of what may not. So it knows what this program and
pyHanko write, and other programs and services that sign prepared fields, as far as that was seen
(see tests/sign/test_foreign_forms.py); what else might be added is refused.
"""

from collections.abc import Mapping

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    FloatObject,
    NumberObject,
    PdfObject,
    Reference,
    TextStringObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.allowed.drawn import check_drawn, check_shown
from sopc.sign.allowed.following import NotOfSigningError, Walk, changed, only, require
from sopc.sign.allowed.kinds import FieldBox, FieldPlace, Kind
from sopc.sign.allowed.proofs import check_extensions, check_proofs
from sopc.sign.allowed.tags import check_tags
from sopc.sign.findings import Finding
from sopc.sign.pdf.values import is_literal, is_name, parts, raw, reference

_NO_BOX: FieldBox = (0, 0, 0, 0)
_FORM = {"/Fields", "/SigFlags", "/DA", "/DR", "/Q", "/NeedAppearances"}
_FORM_RESOURCES = {"/Font", "/Encoding", "/ProcSet"}
_LOOKS = {"/DA", "/Q", "/MK", "/BS", "/Border", "/H", "/Ff", "/M"}
"""What programs say of how a field is to look: it looks as its drawing does."""
_FIELD = {
    *("/FT", "/Type", "/Subtype", "/T", "/TU", "/F", "/P", "/Rect", "/V", "/AP", "/Lock"),
    *("/StructParent", *_LOOKS),
}
_PRINTED_AND_LOCKED = 132
_LOCK = {"/Type", "/Action", "/Fields", "/P"}
_SIGNATURE = {
    *("/Type", "/Filter", "/SubFilter", "/Contents", "/ByteRange", "/M", "/Name", "/Location"),
    *("/Reason", "/ContactInfo", "/Prop_Build", "/Prop_AuthTime", "/Prop_AuthType", "/Reference"),
    *("/R", "/V", "/Changes"),
}
_SIGNED_PART = {"/Type", "/TransformMethod", "/TransformParams", "/Data", "/DigestMethod"}
_REFERRING = ("/Data", "/TransformParams")
_TERMS = {"/Type", "/P", "/V", "/Action", "/Fields"}
_METADATA = {"/Type", "/Subtype", "/Length", "/Filter"}
_VERSIONS = ("/1.7", "/2.0")


def additions(
    revision: HistoricalResolver, places: Mapping[str, FieldPlace]
) -> dict[Reference, Kind]:
    """All that signing brought into a file up to a revision, which may hold nothing else.

    ``places`` are the fields' by their names; time stamps have none. Raises NotOfSigningError.
    """
    walk = Walk(revision, places)
    try:
        _root(walk)
    except NotOfSigningError as error:
        raise NotOfSigningError(error.finding or walk.subject) from None
    return walk.found


def _root(walk: Walk) -> None:
    root = walk.revision.root
    walk.subject = changed(
        causes.INFORMATION_CHANGED,
        Phrase("what it says of itself was changed: its title or author, say"),
    )
    if "/Metadata" in root:
        stream = walk.stream(raw(root, "/Metadata"), Kind.METADATA, _METADATA)
        require(is_name(raw(stream, "/Type"), "/Metadata"))
    if "/AcroForm" in root:
        _form(walk, raw(root, "/AcroForm"))
    if "/StructTreeRoot" in root:
        check_tags(walk, reference(raw(root, "/StructTreeRoot")))
    if "/Perms" in root:
        walk.subject = changed(causes.LOCK_CHANGED, Phrase("what its signatures allow was changed"))
        allowed = walk.dictionary(raw(root, "/Perms"), Kind.PERMISSIONS, {"/DocMDP"})
        require(walk.kind_of(raw(allowed, "/DocMDP")) is Kind.SIGNATURE)
    if "/DSS" in root:
        check_proofs(walk, raw(root, "/DSS"))
    if "/Extensions" in root:
        check_extensions(walk, raw(root, "/Extensions"))
    walk.subject = changed(
        causes.OBJECT_CHANGED, Phrase("what it says of its version is something else")
    )
    require("/Version" not in root or is_name(raw(root, "/Version"), *_VERSIONS))


def _form(walk: Walk, value: PdfObject | None) -> None:
    walk.subject = changed(
        causes.FIELD_CHANGED,
        Phrase("the form of its signature fields holds something else"),
    )
    form = walk.dictionary(value, Kind.FORM, _FORM)
    flags, later = raw(form, "/SigFlags"), raw(form, "/NeedAppearances")
    require(isinstance(flags, NumberObject) and flags in (1, 3))
    require(later is None or (isinstance(later, BooleanObject) and not later.value))
    require(is_literal(raw(form, "/DA"), raw(form, "/Q")))
    if "/DR" in form:  # fonts for fields that are filled in: there are none
        check_drawn(walk, raw(form, "/DR"))
        resources = walk.revision(ref) if (ref := reference(raw(form, "/DR"))) else raw(form, "/DR")
        only(resources, _FORM_RESOURCES)
    for one in walk.array(raw(form, "/Fields"), Kind.FIELDS):
        _field(walk, one)


def _field(walk: Walk, value: PdfObject) -> None:
    walk.subject = _none_of_ours()
    require(reference(value) is not None)
    one = walk.dictionary(value, Kind.FIELD, _FIELD)
    require(is_name(raw(one, "/FT"), "/Sig") and is_name(raw(one, "/Type"), "/Annot"))
    require(is_name(raw(one, "/Subtype"), "/Widget"))
    flags, name, label = (raw(one, key) for key in ("/F", "/T", "/TU"))
    require(isinstance(flags, NumberObject) and flags == _PRINTED_AND_LOCKED)
    require(isinstance(name, TextStringObject) and isinstance(label, TextStringObject))
    require(is_literal(*(raw(one, key) for key in _LOOKS)))
    require(str(name) not in walk.names)
    walk.names.add(str(name))
    is_signed, place = "/V" in one, walk.places.get(str(name))
    if is_signed:
        _signature(walk, raw(one, "/V"), "/DocTimeStamp" if place is None else "/Sig")
    walk.subject = _none_of_ours()
    where = FieldPlace(walk.page(raw(one, "/P")), _box(raw(one, "/Rect")))
    if place is None:  # a time stamp of the whole file
        require(is_signed and where.box == _NO_BOX and not {"/AP", "/Lock", "/MK"} & set(one))
    else:
        require(where == place)
    _on_page(walk, where.page)
    if "/Lock" in one:
        require(is_literal(walk.dictionary(raw(one, "/Lock"), Kind.LOCK, _LOCK)))
    if "/AP" in one:
        walk.subject = changed(
            causes.FIELD_CHANGED,
            Phrase("what a signature field shows is more than a signature brings"),
        )
        check_shown(walk, raw(one, "/AP"), is_signed=is_signed)


def _none_of_ours() -> Finding:
    what = Phrase("a field was added, moved or changed that is none of its signatories'")
    return changed(causes.FIELD_CHANGED, what)


def _on_page(walk: Walk, page: Reference) -> None:
    """The list of what lies on a field's page, where that is an object of its own."""
    held = raw(only(walk.revision(page), None), "/Annots")
    if reference(held) is not None:
        walk.array(held, Kind.ON_PAGE)


def _signature(walk: Walk, value: PdfObject | None, kind: str) -> None:
    walk.subject = changed(
        causes.FIELD_CHANGED, Phrase("what stands in the place of a signature is none")
    )
    require(reference(value) is not None)
    signature = walk.dictionary(value, Kind.SIGNATURE, _SIGNATURE)
    require(is_name(raw(signature, "/Type"), kind))
    require({"/Contents", "/ByteRange"} <= set(signature))
    require(is_literal(*(raw(signature, key) for key in signature if key != "/Reference")))
    for part in parts(raw(signature, "/Reference")):
        said = only(part, _SIGNED_PART)
        require(is_literal(*(raw(said, key) for key in said if key not in _REFERRING)))
        if "/TransformParams" in said:
            require(is_literal(walk.dictionary(raw(said, "/TransformParams"), Kind.LOCK, _TERMS)))
        require("/Data" not in said or reference(raw(said, "/Data")) == walk.revision.root_ref)


def _box(value: PdfObject | None) -> FieldBox:
    """The edges that an array gives."""
    edges = [float(edge) for edge in parts(value) if isinstance(edge, NumberObject | FloatObject)]
    require(isinstance(value, ArrayObject) and len(value) == len(edges) == 4)
    left, lower, right, upper = edges
    return left, lower, right, upper
