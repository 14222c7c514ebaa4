"""Signature fields in a document's structure, for those who listen (ISO 14289-1, 7.18.4).

Each field of a page is held by an element *Form* at the end of the structure. Fields that take no
room, those of time stamps, need none.
"""

from collections.abc import Sequence

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

_TREE, _PARENTS = "/StructTreeRoot", "/ParentTree"


def tag_fields(writer: IncrementalPdfFileWriter, fields: Sequence[IndirectObject]) -> None:
    """Put new fields into a document's structure, if that is one as our books have it."""
    if not fields or _TREE not in writer.root:
        return
    tree_ref = writer.root.raw_get(_TREE)
    tree = writer.root[_TREE]
    if not isinstance(tree_ref, IndirectObject) or "/Kids" not in tree.get(_PARENTS, {}):
        return
    first = int(tree["/ParentTreeNextKey"])
    pairs = ArrayObject()
    for key, ref in enumerate(fields, start=first):
        field = ref.get_object()
        field[pdf_name("/StructParent")] = NumberObject(key)
        writer.mark_update(ref)
        element = writer.add_object(_element(tree_ref, ref, field.raw_get("/P")))
        tree["/K"].append(element)
        pairs += [NumberObject(key), element]
    last = first + len(fields) - 1
    limits = ArrayObject([NumberObject(first), NumberObject(last)])
    leaf = _dictionary(Limits=limits, Nums=pairs)
    tree[_PARENTS]["/Kids"].append(writer.add_object(leaf))
    tree[pdf_name("/ParentTreeNextKey")] = NumberObject(last + 1)
    writer.mark_update(tree_ref)


def _element(tree: IndirectObject, field: IndirectObject, page: IndirectObject) -> DictionaryObject:
    held = _dictionary(Type=pdf_name("/OBJR"), Pg=page, Obj=field)
    kind = {"Type": pdf_name("/StructElem"), "S": pdf_name("/Form")}
    return _dictionary(**kind, P=tree, Pg=page, K=held)


def _dictionary(**entries: object) -> DictionaryObject:
    return DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})
