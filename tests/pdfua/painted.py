"""What pages paint, and what of that the structure knows."""

from collections import Counter
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Stream

from tests.pdfua.reading import Reading, tree_pairs


def everything_is_told_or_an_artifact(reading: Reading) -> Iterator[str]:
    """7.1: all that is painted is content of an element or an artifact, and never both."""
    pages = {page.obj.objgen: n for n, page in enumerate(reading.pdf.pages, start=1)}
    bare = Counter(
        (pages[each.page], each.operator)
        for each in reading.painted
        if each.mcid is None and not each.is_artifact
    )
    for (page, operator), count in bare.items():
        yield f"7.1: page {page} paints {count} times with {operator} what is no content"
    yield from (f"7.1: {fault}" for fault in reading.nested)


def contents_and_elements_name_each_other(reading: Reading) -> Iterator[str]:
    """7.1 (ISO 32000-1, 14.7.4.4): each mark leads to the element that has it, and back."""
    assert reading.painted is not None
    owners = {key: e.raw.objgen for e in reading.elements for key in e.marked}
    root = reading.pdf.Root.get("/StructTreeRoot", Dictionary())
    tree = {int(k): v for k, v in tree_pairs(root.get("/ParentTree", Dictionary()), "/Nums")}
    for number, page in enumerate(reading.pdf.pages, start=1):
        here = page.obj.objgen
        marks = reading.marks.get(here, [])
        if len(set(marks)) != len(marks):
            yield f"page {number} has two marks of one number"
        row = tree.get(int(page.obj.get("/StructParents", -1)), Array())
        for mark in marks:
            found = row[mark].objgen if mark < len(row) else None
            if found is None or owners.get((here, mark)) != found:
                yield f"content {mark} of page {number} is not that of the element it leads to"
    painted = {(page, mark) for page, marks in reading.marks.items() for mark in marks}
    for key in owners.keys() - painted:
        yield f"an element has content {key[1]}, which its page has not"


def forms(reading: Reading) -> Iterator[str]:
    """7.20: what is painted by name has no structure of its own, and is nothing from elsewhere."""
    for item in reading.pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == "/Form":
            if "/Ref" in item:
                yield "7.20: a reference to another document"
            if b"/MCID" in item.read_bytes() and "/StructParents" not in item:
                yield "7.20: content of elements within a form"
