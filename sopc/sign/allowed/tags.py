"""The elements of a document's structure that hold signature fields (see ``form_tags``)."""

from collections.abc import Mapping

from pyhanko.pdf_utils.generic import DictionaryObject, NumberObject, PdfObject, Reference

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.allowed.following import NotOfSigningError, Walk, changed, only, require
from sopc.sign.allowed.kinds import Kind
from sopc.sign.pdf.values import is_dictionary, is_literal, is_name, parts, raw, reference

_TAG, _TAGGED = {"/Type", "/S", "/P", "/Pg", "/K"}, {"/Type", "/Pg", "/Obj"}
_TAG_LIST = {"/Limits", "/Nums"}


def check_tags(walk: Walk, tree: Reference | None) -> None:
    """The elements that hold fields, which stand behind the structure's own, and the list that
    leads to them; looked at when the fields are known. Raises NotOfSigningError.
    """
    walk.subject = changed(
        causes.STRUCTURE_CHANGED, Phrase("its structure, which is read aloud, was changed")
    )
    structure = walk.revision(tree) if tree is not None else None
    if not is_dictionary(structure):
        return
    tags: dict[Reference, Reference] = {}
    for kid in parts(raw(structure, "/K")):
        ref = reference(kid)
        element = walk.revision(ref) if ref is not None else None
        if ref is not None and is_dictionary(element) and is_name(raw(element, "/S"), "/Form"):
            tags[ref] = _field(walk, kid, tree)
    keys = _keys(walk, structure, tags) if tags else {}
    for ref in [ref for ref, kind in walk.found.items() if kind is Kind.FIELD]:
        field = walk.revision(ref)
        require(is_dictionary(field) and keys.get(ref) == raw(field, "/StructParent"))


def _field(walk: Walk, value: PdfObject, tree: Reference | None) -> Reference:
    """The field that an element holds, and nothing else."""
    element = walk.dictionary(value, Kind.TAG, _TAG)
    held = only(raw(element, "/K"), _TAGGED)
    require(is_name(raw(element, "/Type"), "/StructElem"))
    require(is_name(raw(held, "/Type"), "/OBJR"))
    require(reference(raw(element, "/P")) == tree)
    field = reference(raw(held, "/Obj"))
    if field is None or walk.found.get(field) is not Kind.FIELD:
        raise NotOfSigningError
    page = reference(raw(walk.revision(field), "/P"))
    require(all(reference(raw(each, "/Pg")) == page for each in (element, held)))
    return field


def _keys(
    walk: Walk, structure: DictionaryObject, tags: Mapping[Reference, Reference]
) -> dict[Reference, PdfObject]:
    """The numbers by which fields lead to their elements."""
    lists = [*parts(raw(only(raw(structure, "/ParentTree"), None), "/Kids"))]
    require(bool(lists))
    last = walk.dictionary(lists[-1], Kind.TAG_LIST, _TAG_LIST)
    require(is_literal(raw(last, "/Limits")))
    pairs = [*parts(raw(last, "/Nums"))]
    numbers, elements = pairs[::2], [reference(element) for element in pairs[1::2]]
    require(all(isinstance(number, NumberObject) for number in numbers))
    require(len(numbers) == len(elements) == len(tags) and {*elements} == {*tags})
    listed = zip(numbers, elements, strict=True)
    return {tags[ref]: number for number, ref in listed if ref is not None}
