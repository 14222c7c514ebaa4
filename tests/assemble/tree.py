"""A PDF's structure as its readers look it up."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Object, Pdf


def parent_tree(document: Pdf) -> dict[int, Object]:
    """The parent tree: what each key leads to."""
    found: dict[int, Object] = {}
    for leaf in document.Root.StructTreeRoot.ParentTree.Kids.as_list():
        pairs = leaf.Nums.as_list()
        found |= {int(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)}
    return found


def marked_content(page: pikepdf.Page) -> Iterator[int]:
    """The MCID of each marked content of a page."""
    for operands, operator in instructions(page):
        if operator == "BDC" and "/MCID" in operands[1]:
            yield int(operands[1].MCID)


def flattened(page: pikepdf.Page) -> list[str]:
    """The operators of a page's content, in order."""
    return [operator for _, operator in instructions(page)]


def instructions(page: pikepdf.Page) -> Iterator[tuple[Any, str]]:
    """The operands and the operator of each instruction in a page's content."""
    for each in pikepdf.parse_content_stream(page):
        yield each.operands, str(each.operator)
