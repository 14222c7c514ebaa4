"""The pages of a PDF, in their order, and what they show."""

from collections.abc import Iterator, Mapping

from pyhanko.pdf_utils.generic import PdfObject, Reference
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.pdf_utils.rw_common import PdfHandler

from sopc.sign.pdf.values import is_dictionary, is_name, parts, raw, reference

_MOST = 100_000
"""How many objects are looked at to tell which page shows one: it only makes a sentence clearer."""


def pages(view: PdfHandler) -> Iterator[Reference]:
    """References to the pages, in their order.

    Raises PdfReadError where the tree leads to a page twice: there could be any number of pages.
    """
    left, seen = [reference(raw(view.root, "/Pages"))], set()
    while left:
        ref = left.pop()
        if ref is None:
            continue
        if ref in seen:
            raise PdfReadError("the tree of pages leads to one twice")
        seen.add(ref)
        node = view.get_object(ref)
        if not is_dictionary(node):
            continue
        if is_name(raw(node, "/Type"), "/Page"):
            yield ref
        kids = raw(node, "/Kids")
        held = view.get_object(ref) if (ref := reference(kids)) else kids
        left += [reference(kid) for kid in reversed([*parts(held)])]


def shown_by(view: HistoricalResolver, numbers: Mapping[Reference, int]) -> dict[Reference, int]:
    """By the objects that pages show, the number of the first page that does."""
    found: dict[Reference, int] = {}
    for page, number in numbers.items():
        node = view(page)
        if is_dictionary(node):
            _follow(view, [raw(node, "/Contents"), raw(node, "/Resources")], number, found)
    return found


def _follow(
    view: HistoricalResolver,
    left: list[PdfObject | None],
    number: int,
    found: dict[Reference, int],
) -> None:
    while left and len(found) < _MOST:
        value = left.pop()
        ref = reference(value)
        if ref is None:
            left += parts(value)
        elif ref not in found:
            found[ref] = number
            left += parts(view(ref))
