"""A PDF as the checks read it: its elements, and what its pages paint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

SHOWING = {"Tj", "TJ", "'", '"'}
PAINTING = SHOWING | {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}


@dataclass(slots=True)
class Element:
    """An element of the structure: its kind, its kids, and marked content by page and number."""

    raw: Object
    kind: str
    parent: "Element | None"
    kids: list["Element"] = field(default_factory=list)
    marked: list[tuple[tuple[int, int], int]] = field(default_factory=list)
    held: list[Object] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        """Those of its kids."""
        return [kid.kind for kid in self.kids]

    def attribute(self, owner: str, key: str) -> Object | None:
        """An attribute, of an object or of several."""
        given = self.raw.get("/A", Array())
        for each in given.as_list() if isinstance(given, Array) else [given]:
            if each.get("/O") == owner and key in each:
                return each[key]
        return None


@dataclass(frozen=True, slots=True)
class Painted:
    """What one instruction paints: where it stands among marks, and for text its font and codes."""

    page: tuple[int, int]
    operator: str
    mcid: int | None
    is_artifact: bool
    font: Object | None = None
    codes: bytes = b""


class Reading:
    """A PDF's elements and contents, read when they are asked for, and once."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.marks: dict[tuple[int, int], list[int]] = {}
        self.nested: list[str] = []

    @cached_property
    def elements(self) -> list[Element]:
        """All elements in the order in which they are read."""
        root = self.pdf.Root.get("/StructTreeRoot", Dictionary())
        return [e for kid in listed(root.get("/K", Array())) for e in self._below(kid, None, None)]

    def _below(self, raw: Object, parent: Element | None, page: Object | None) -> Iterator[Element]:
        page = raw.get("/Pg", page)
        element = Element(raw, str(raw.get("/S", "")).lstrip("/"), parent)
        if parent is not None:
            parent.kids.append(element)
        yield element
        for kid in listed(raw.get("/K", Array())):
            if isinstance(kid, int):
                assert page is not None
                element.marked.append((page.objgen, kid))
            elif kid.get("/Type") == "/MCR":
                there = kid.get("/Pg", page)
                assert there is not None
                element.marked.append((there.objgen, int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                element.held.append(kid.Obj)
            else:
                yield from self._below(kid, element, page)

    @cached_property
    def painted(self) -> list[Painted]:
        """All that is painted on the pages; ``marks`` and ``nested`` are filled by the way."""
        return [each for page in self.pdf.pages for each in self._on(page)]

    def _on(self, page: pikepdf.Page) -> Iterator[Painted]:
        fonts = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
        stack: list[int | str | None] = []
        font: Object | None = None
        here = page.obj.objgen
        for each in pikepdf.parse_content_stream(page):
            operator = str(each.operator)
            if operator in ("BMC", "BDC"):
                stack.append(self._begun(list(each.operands), operator, stack, here))
            elif operator == "EMC":
                stack.pop()
            elif operator == "Tf":
                font = fonts.get(str(each.operands[0]))
            elif operator in PAINTING:
                yield Painted(
                    here, operator, *_where(stack), font, _codes(list(each.operands), operator)
                )
        if stack:
            self.nested.append("marks are left open")

    def _begun(
        self,
        operands: Sequence[Object],
        operator: str,
        stack: list[int | str | None],
        page: tuple[int, int],
    ) -> int | str | None:
        name = str(operands[0])
        inside = [each for each in stack if each is not None]
        if operator == "BDC" and "/MCID" in operands[1]:
            number = int(operands[1].MCID)
            self.marks.setdefault(page, []).append(number)
            self.nested += ["tagged content in other marks"] if inside else []
            return number
        if name == "/Artifact":
            self.nested += ["an artifact in tagged content"] if inside else []
            return name
        return None


def _where(stack: list[int | str | None]) -> tuple[int | None, bool]:
    mcid = next((each for each in stack if isinstance(each, int)), None)
    return mcid, "/Artifact" in stack


def _codes(operands: Sequence[Object], operator: str) -> bytes:
    if operator not in SHOWING:
        return b""
    shown = operands[-1]
    parts = shown.as_list() if isinstance(shown, Array) else [shown]
    return b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))


def listed(item: Object) -> list[Object]:
    return list(item.as_list()) if isinstance(item, Array) else [item]


def tree_pairs(node: Object, leaf: str) -> Iterator[tuple[Object, Object]]:
    """What a name tree or a number tree holds."""
    pairs = node.get(leaf, Array()).as_list()
    yield from zip(pairs[::2], pairs[1::2], strict=True)
    for kid in node.get("/Kids", Array()).as_list():
        yield from tree_pairs(kid, leaf)


def is_name(item: Object | None, name: str) -> bool:
    return isinstance(item, Name) and str(item) == name
