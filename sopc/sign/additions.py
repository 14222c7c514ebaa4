"""What signing brings into a PDF, key by key: form, fields, signatures, drawings and proofs.

Everything here is a list of what may be, never of what may not. So it knows what this program and
pyHanko write, and a service that signs prepared fields; what other programs might add is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NumberObject,
    PdfObject,
    Reference,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver

from sopc.sign.values import is_dictionary, is_literal, is_name, parts, raw, reference

FieldBox = tuple[float, float, float, float]
"""Left, lower, right and upper edge on a page, in points."""

_NO_BOX: FieldBox = (0, 0, 0, 0)
_FORM = {"/Fields", "/SigFlags"}
_FIELD = {
    *("/FT", "/Type", "/Subtype", "/T", "/TU", "/F", "/P", "/Rect", "/V", "/AP", "/Lock"),
    "/StructParent",
}
_TAG, _TAGGED = {"/Type", "/S", "/P", "/Pg", "/K"}, {"/Type", "/Pg", "/Obj"}
_TAG_LIST = {"/Limits", "/Nums"}
_PRINTED_AND_LOCKED = 132
_LOCK = {"/Type", "/Action", "/Fields", "/P"}
_SIGNATURE = {
    *("/Type", "/Filter", "/SubFilter", "/Contents", "/ByteRange", "/M", "/Name", "/Location"),
    *("/Reason", "/ContactInfo", "/Prop_Build", "/Prop_AuthTime", "/Prop_AuthType", "/Reference"),
}
_SIGNED_PART = {"/Type", "/TransformMethod", "/TransformParams", "/Data", "/DigestMethod"}
_METADATA = {"/Type", "/Subtype", "/Length", "/Filter"}
_EMPTY_DRAWING = {"/Type", "/Subtype", "/BBox", "/Resources", "/Length"}
_DRAWING = {
    *("/Type", "/Subtype", "/Length", "/Filter", "/DecodeParms"),  # of all streams
    *("/FormType", "/BBox", "/Matrix", "/Resources", "/Group"),  # of forms
    *("/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Decode", "/SMask", "/Mask"),
    *("/ImageMask", "/Interpolate", "/Intent", "/Matte"),  # of pictures
    *("/Length1", "/Length2", "/Length3", "/CIDSystemInfo", "/CMapName", "/WMode"),  # of fonts
    *("/N", "/Alternate", "/Range", "/Domain", "/FunctionType"),  # of colours
}
"""The keys of a drawing's streams. ``/F`` is not among them: the data of another file."""
_PROOFS = {"/Type", "/Certs", "/OCSPs", "/CRLs", "/VRI"}
_PROOFS_OF_ONE = {"/Type", "/Cert", "/OCSP", "/CRL", "/TU", "/TS"}
_PROOF = {"/Length", "/Filter"}
_EXTENSION = {"/Type", "/BaseVersion", "/ExtensionLevel", "/ExtensionRevision", "/URL"}
_VERSIONS = ("/1.7", "/2.0")


class NotOfSigningError(Exception):
    """Something in a file that signing does not bring."""


class Kind(Enum):
    """What an object is that signing brings or changes."""

    METADATA = auto()
    FORM = auto()
    FIELDS = auto()
    FIELD = auto()
    TAG = auto()
    TAG_LIST = auto()
    LOCK = auto()
    SIGNATURE = auto()
    PERMISSIONS = auto()
    DRAWINGS = auto()
    DRAWING = auto()
    PROOFS = auto()
    PROOF_LIST = auto()
    PROOFS_BY_SIGNATURE = auto()
    PROOFS_OF_ONE = auto()
    PROOF = auto()


_SHARED = (Kind.DRAWING, Kind.PROOF)
"""What may be used in more than one place."""


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a signature field stands."""

    page: Reference
    box: FieldBox


def additions(
    revision: HistoricalResolver, places: Mapping[str, FieldPlace]
) -> dict[Reference, Kind]:
    """All that signing brought into a file up to a revision, which may hold nothing else.

    ``places`` are the fields' by their names; time stamps have none. Raises NotOfSigningError.
    """
    walk = _Walk(revision, places)
    walk.root()
    return walk.found


def is_empty_drawing(value: PdfObject | None) -> bool:
    """Whether a value is what an unsigned field shows: a drawing of nothing.

    Where a field is added and signed at once, it remains in the file though nothing refers to it.
    """
    return (
        isinstance(value, StreamObject)
        and set(value) <= _EMPTY_DRAWING
        and is_literal(*parts(value))
        and not value.encoded_data
        and not raw(value, "/Resources")
    )


def require(holds: bool) -> None:
    """Raises NotOfSigningError unless something holds."""
    if not holds:
        raise NotOfSigningError


@dataclass(slots=True)
class _Walk:
    """Follows the references from the document's root to all that signing brings."""

    revision: HistoricalResolver
    places: Mapping[str, FieldPlace]
    found: dict[Reference, Kind] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def root(self) -> None:
        root = self.revision.root
        if "/Metadata" in root:
            stream = self.stream(raw(root, "/Metadata"), Kind.METADATA, _METADATA)
            require(is_name(raw(stream, "/Type"), "/Metadata"))
        if "/AcroForm" in root:
            self.form(raw(root, "/AcroForm"))
        if "/StructTreeRoot" in root:
            _Tags(self, reference(raw(root, "/StructTreeRoot"))).check()
        if "/Perms" in root:
            allowed = self.dictionary(raw(root, "/Perms"), Kind.PERMISSIONS, {"/DocMDP"})
            require(self.kind_of(raw(allowed, "/DocMDP")) is Kind.SIGNATURE)
        if "/DSS" in root:
            self.proofs(raw(root, "/DSS"))
        if "/Extensions" in root:
            _check_extensions(raw(root, "/Extensions"))
        require("/Version" not in root or is_name(raw(root, "/Version"), *_VERSIONS))

    def form(self, value: PdfObject | None) -> None:
        form = self.dictionary(value, Kind.FORM, _FORM)
        flags = raw(form, "/SigFlags")
        require(isinstance(flags, NumberObject) and flags in (1, 3))
        for one in self.array(raw(form, "/Fields"), Kind.FIELDS):
            self.field(one)

    def field(self, value: PdfObject) -> None:
        require(reference(value) is not None)
        one = self.dictionary(value, Kind.FIELD, _FIELD)
        require(is_name(raw(one, "/FT"), "/Sig") and is_name(raw(one, "/Type"), "/Annot"))
        require(is_name(raw(one, "/Subtype"), "/Widget"))
        flags, name, label = (raw(one, key) for key in ("/F", "/T", "/TU"))
        require(isinstance(flags, NumberObject) and flags == _PRINTED_AND_LOCKED)
        require(isinstance(name, TextStringObject) and isinstance(label, TextStringObject))
        require(str(name) not in self.names)
        self.names.add(str(name))
        is_signed, place = "/V" in one, self.places.get(str(name))
        if is_signed:
            self.signature(raw(one, "/V"), "/DocTimeStamp" if place is None else "/Sig")
        where = FieldPlace(self.page(raw(one, "/P")), _box(raw(one, "/Rect")))
        if place is None:  # a time stamp of the whole file
            require(is_signed and where.box == _NO_BOX and not {"/AP", "/Lock"} & set(one))
        else:
            require(where == place)
        if "/Lock" in one:
            require(is_literal(self.dictionary(raw(one, "/Lock"), Kind.LOCK, _LOCK)))
        if "/AP" in one:
            self.drawings(raw(one, "/AP"), is_signed=is_signed)

    def page(self, value: PdfObject | None) -> Reference:
        page = reference(value)
        if page is None or not is_name(raw(self.revision(page), "/Type"), "/Page"):
            raise NotOfSigningError
        return page

    def signature(self, value: PdfObject | None, kind: str) -> None:
        require(reference(value) is not None)
        signature = self.dictionary(value, Kind.SIGNATURE, _SIGNATURE)
        require(is_name(raw(signature, "/Type"), kind))
        require({"/Contents", "/ByteRange"} <= set(signature))
        require(is_literal(*(raw(signature, key) for key in signature if key != "/Reference")))
        for part in parts(raw(signature, "/Reference")):
            said = _dictionary(part, _SIGNED_PART)
            require(is_literal(*(raw(said, key) for key in said if key != "/Data")))
            require("/Data" not in said or reference(raw(said, "/Data")) == self.revision.root_ref)

    def drawings(self, value: PdfObject | None, *, is_signed: bool) -> None:
        """What a field shows: nothing, until it is signed."""
        drawn = raw(self.dictionary(value, Kind.DRAWINGS, {"/N"}), "/N")
        require(reference(drawn) is not None)
        if is_signed:
            self.drawing(drawn)
        else:
            require(is_empty_drawing(self.stream(drawn, Kind.DRAWING, _EMPTY_DRAWING)))

    def drawing(self, value: PdfObject | None) -> None:
        left = [value]
        while left:
            part = left.pop()
            if self.kind_of(part) is not Kind.DRAWING:
                part = self.follow(part, Kind.DRAWING)
                require(not isinstance(part, StreamObject) or set(part) <= _DRAWING)
                left += parts(part)

    def proofs(self, value: PdfObject | None) -> None:
        """What proves signatures for years to come: certificates, and who was revoked."""
        proofs = self.dictionary(value, Kind.PROOFS, _PROOFS)
        require("/Type" not in proofs or is_name(raw(proofs, "/Type"), "/DSS"))
        self.proof_lists(proofs, "/Certs", "/OCSPs", "/CRLs")
        if "/VRI" in proofs:
            for one in parts(self.dictionary(raw(proofs, "/VRI"), Kind.PROOFS_BY_SIGNATURE, None)):
                of_one = self.dictionary(one, Kind.PROOFS_OF_ONE, _PROOFS_OF_ONE)
                self.proof_lists(of_one, "/Cert", "/OCSP", "/CRL")
                require(is_literal(raw(of_one, "/Type"), raw(of_one, "/TU")))
                if "/TS" in of_one:
                    self.stream(raw(of_one, "/TS"), Kind.PROOF, _PROOF)

    def proof_lists(self, holder: DictionaryObject, *keys: str) -> None:
        for key in keys:
            if key in holder:
                for proof in self.array(raw(holder, key), Kind.PROOF_LIST):
                    self.stream(proof, Kind.PROOF, _PROOF)

    def stream(self, value: PdfObject | None, kind: Kind, keys: set[str]) -> StreamObject:
        found = self.follow(value, kind)
        if not isinstance(found, StreamObject):
            raise NotOfSigningError
        require(set(found) <= keys and is_literal(*parts(found)))
        return found

    def dictionary(
        self, value: PdfObject | None, kind: Kind, keys: set[str] | None
    ) -> DictionaryObject:
        return _dictionary(self.follow(value, kind), keys)

    def array(self, value: PdfObject | None, kind: Kind) -> list[PdfObject]:
        found = self.follow(value, kind)
        if not isinstance(found, ArrayObject):
            raise NotOfSigningError
        return [*parts(found)]

    def follow(self, value: PdfObject | None, kind: Kind) -> PdfObject | None:
        """A value, or what it refers to: then that is noted, and can be nothing else."""
        ref = reference(value)
        if ref is None:
            return value
        require(ref not in self.found or (kind in _SHARED and self.found[ref] is kind))
        self.found[ref] = kind
        found: PdfObject = self.revision(ref)
        require(reference(found) is None)
        return found

    def kind_of(self, value: PdfObject | None) -> Kind | None:
        """What the object that a value refers to was found to be."""
        ref = reference(value)
        return self.found.get(ref) if ref is not None else None


class _Tags:
    """The elements that hold fields, which stand behind the structure's own, and the list that
    leads to them; looked at when the fields are known."""

    def __init__(self, walk: _Walk, tree: Reference | None) -> None:
        self._walk, self._tree = walk, tree

    def check(self) -> None:
        """Raises NotOfSigningError where one is anything else."""
        view, found = self._walk.revision, self._walk.found
        structure = view(self._tree) if self._tree is not None else None
        if not is_dictionary(structure):
            return
        tags: dict[Reference, Reference] = {}
        for kid in parts(raw(structure, "/K")):
            ref = reference(kid)
            element = view(ref) if ref is not None else None
            if ref is not None and is_dictionary(element) and is_name(raw(element, "/S"), "/Form"):
                tags[ref] = self._field(kid)
        keys = self._keys(structure, tags) if tags else {}
        for ref in [ref for ref, kind in found.items() if kind is Kind.FIELD]:
            require(keys.get(ref) == raw(view(ref), "/StructParent"))

    def _field(self, value: PdfObject) -> Reference:
        """The field that an element holds, and nothing else."""
        element = self._walk.dictionary(value, Kind.TAG, _TAG)
        held = _dictionary(raw(element, "/K"), _TAGGED)
        require(is_name(raw(element, "/Type"), "/StructElem"))
        require(is_name(raw(held, "/Type"), "/OBJR"))
        require(reference(raw(element, "/P")) == self._tree)
        field = reference(raw(held, "/Obj"))
        if field is None or self._walk.found.get(field) is not Kind.FIELD:
            raise NotOfSigningError
        page = reference(raw(self._walk.revision(field), "/P"))
        require(all(reference(raw(each, "/Pg")) == page for each in (element, held)))
        return field

    def _keys(
        self, structure: DictionaryObject, tags: Mapping[Reference, Reference]
    ) -> dict[Reference, PdfObject]:
        """The numbers by which fields lead to their elements."""
        lists = [*parts(raw(_dictionary(raw(structure, "/ParentTree"), None), "/Kids"))]
        require(bool(lists))
        last = self._walk.dictionary(lists[-1], Kind.TAG_LIST, _TAG_LIST)
        require(is_literal(raw(last, "/Limits")))
        pairs = [*parts(raw(last, "/Nums"))]
        numbers, elements = pairs[::2], [reference(element) for element in pairs[1::2]]
        require(all(isinstance(number, NumberObject) for number in numbers))
        require(len(numbers) == len(elements) == len(tags) and {*elements} == {*tags})
        listed = zip(numbers, elements, strict=True)
        return {tags[ref]: number for number, ref in listed if ref is not None}


def _dictionary(value: PdfObject | None, keys: set[str] | None) -> DictionaryObject:
    """A value that is a dictionary with no other keys."""
    if not is_dictionary(value) or (keys is not None and not set(value) <= keys):
        raise NotOfSigningError
    return value


def _box(value: PdfObject | None) -> FieldBox:
    """The edges that an array gives."""
    edges = [float(edge) for edge in parts(value) if isinstance(edge, NumberObject | FloatObject)]
    require(isinstance(value, ArrayObject) and len(value) == len(edges) == 4)
    left, lower, right, upper = edges
    return left, lower, right, upper


def _check_extensions(value: PdfObject | None) -> None:
    """What a file uses beyond its version, as makers of programs name it."""
    require(is_dictionary(value) and is_literal(value))
    for by_maker in parts(value):
        for extension in parts(by_maker) if isinstance(by_maker, ArrayObject) else [by_maker]:
            _dictionary(extension, _EXTENSION)
