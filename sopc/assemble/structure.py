"""The structure trees of joined PDFs as one tree, so that a book can be read aloud.

A plain join keeps the marks on the pages but drops the tree they belong to. Each page and link
knows its place in its own document's parent tree by a number; in the book those are moved on.
"""

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf


class StructureTree:
    """Collects the structure of one part after the other."""

    def __init__(self, book: Pdf) -> None:
        self._book = book
        self._elements: list[Object] = []
        self._parents: list[Object | int] = []
        self._next = 0

    def add(self, source: Pdf, pages: Sequence[Page]) -> None:
        """Take over the structure of ``source``, whose pages are now ``pages`` of the book."""
        root = source.Root.get("/StructTreeRoot")
        if root is None:
            return
        copied = self._book.copy_foreign(root)
        numbers = copied.ParentTree.Nums.as_list()
        highest = -1
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            highest = max(highest, int(key))
            self._parents += [int(key) + self._next, value]
        for page in pages:
            self._renumber(page.obj, "/StructParents")
            for annotation in page.obj.get("/Annots", Array()).as_list():
                self._renumber(annotation, "/StructParent")
        self._elements += copied.K.as_list()
        self._next += highest + 1

    def _renumber(self, item: Object, key: str) -> None:
        if key in item:
            item[key] = int(item[key]) + self._next

    def write(self) -> None:
        """Give the book its tree."""
        if not self._elements:
            return
        book = self._book
        root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = book.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(self._elements))
        )
        for element in self._elements:
            element.S, element.P = Name.Part, document
        root.K = Array([document])
        root.ParentTree = book.make_indirect(Dictionary(Nums=Array(self._parents)))
        root.ParentTreeNextKey = self._next
        book.Root.StructTreeRoot = root
        book.Root.MarkInfo = Dictionary(Marked=True)
