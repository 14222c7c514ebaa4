"""Laid-out HTML → tags: what a listener is told of it, piece by piece."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Pdf

from sopc.render.page import PageEngine
from sopc.render.tag_tables import grid
from sopc.render.tags import Annotation, Content, Kid, Tag, below, contents

ENGINE = PageEngine(
    "html { font-family: 'Source Sans Pro' } @page { size: 400px 300px; margin: 20px }"
    " tr { break-inside: avoid } .tall { height: 150px } .foot { position: running(foot) }"
    " @page { @bottom-left { content: element(foot) } }",
    {},
    "Source Sans",
)


def tags(html: str) -> tuple[Tag, ...]:
    return ENGINE.lay_out(html).written().tags


def told(html: str) -> str:
    """The tags of a page as one line: kinds, and what is in them in brackets; x is content."""
    return " ".join(map(_line, tags(html)))


def _line(kid: Kid) -> str:
    if isinstance(kid, Tag):
        return f"{kid.kind}({' '.join(map(_line, kid.kids))})" if kid.kids else kid.kind
    return "x" if isinstance(kid, Content) else "@"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>satu <b>dua</b> tiga", "P(x x x)"),
        ("<div>satu<p>dua</p>tiga</div>", "P(x) P(x) P(x)"),
        ("<section><h1>a</h1><div><div>b</div></div></section>", "Sect(H1(x) P(x))"),
        ("<ol><li>a<li>b<ul><li>c</ul></ol>",
         "L(LI(Lbl(x) LBody(x)) LI(Lbl(x) LBody(P(x) L(LI(Lbl(x) LBody(x))))))"),
        ("<ul style='list-style: none'><li>a</ul>", "L(LI(LBody(x)))"),
        ("<style>li::before{content:'- '}</style><ul style='list-style:none'><li>a</ul>",
         "L(LI(Lbl(x) LBody(x)))"),
        ("<a href='https://contoh.id'>a <b>b</b></a>", "P(Link(@ x x))"),
        ("<ol role=doc-toc style='list-style: none'><li><a href='sop:a'>a</a></ol>",
         "TOC(TOCI(Reference(Link(@ x))))"),
        ("<a>tanpa alamat</a>", "P(x)"),
        ("<table><caption>Judul</caption><tr><td>a</table>",
         "Table(Caption(x) TBody(TR(TD(x))))"),
        ("<table role=presentation><tr><td>a<td><table><tr><td>b</table></table>",
         "P(x) Table(TBody(TR(TD(x))))"),
        ("<table><tr><td role=rowheader>a<td></table>", "Table(TBody(TR(TH(x) TD)))"),
        ("<table><tr><th role=cell>a</table>", "Table(TBody(TR(TD(x))))"),
        ("<p aria-hidden=true>a</p>b", "P(x)"),
        ("<div class=foot>kaki</div>isi", "P(x)"),
        ("<section><div></div></section><ul></ul>", ""),
        ("<div role=img aria-label=Peta><svg width=9 height=9></svg></div>", "Figure(x)"),
    ],
)  # fmt: skip
def test_what_html_says_is_told(html: str, expected: str) -> None:
    assert told(html) == expected


def test_a_picture_says_what_it_shows_and_where_it_is() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" style="display:block">'
        "<title> Peta </title><rect width='9' height='9'/></svg>"
    )
    (figure,) = [tag for tag in below(tags(svg)) if tag.kind == "Figure"]
    assert (figure.alt, figure.box) == ("Peta", (21.0, 174.0, 81.0, 204.0))  # points, from below


def test_what_goes_on_over_pages_is_told_once() -> None:
    rows = "".join(f"<tr><td>{n}<div class=tall></div><td>b" for n in range(3))
    written = ENGINE.lay_out(f"<table><thead><tr><th>A<th>B</thead>{rows}</table>").written()
    assert len(written.counts) == 3
    (table,) = written.tags
    assert [tag.kind for tag in below(written.tags)].count("TH") == 2
    pages = [content.page for content in contents((table,))]
    assert sorted(set(pages)) == [0, 1, 2]
    assert written.counts == tuple(pages.count(page) for page in range(3))
    (head,) = [tag for tag in below(written.tags) if tag.kind == "THead"]
    assert {content.page for content in contents((head,))} == {0}


def test_a_paragraph_broken_by_a_page_is_one() -> None:
    (paragraph,) = tags("<p style='line-height: 90px'>" + "kata kata kata kata kata kata " * 12)
    assert {kid.page for kid in paragraph.kids if isinstance(kid, Content)} == {0, 1, 2, 3}


def test_a_link_broken_by_a_line_has_a_place_in_each() -> None:
    (paragraph,) = tags(
        "<p style='width: 90px'><a href='https://contoh.id'>satu dua tiga empat lima"
    )
    (link,) = paragraph.kids
    assert isinstance(link, Tag)
    assert [type(kid) for kid in link.kids] == [Annotation, Content] * (len(link.kids) // 2)
    assert len(link.kids) > 2


HEADED = """<table>
<thead>
<tr><th rowspan=2>No<th colspan=2>Pelaksana<th rowspan=2>Ket
<tr><th>Kepala<th>Staf
<tr><th role=cell>(1)<th role=cell>(2)<th role=cell>(3)<th role=cell>(4)
</thead>
<tr><td role=rowheader>1.<td>a<td>b<td>c
<tr><td role=rowheader rowspan=2>2.<td colspan=2>d<td>e
<tr><td>f<td>g<td>h
</table>"""


def test_each_cell_names_the_headings_above_and_beside_it() -> None:
    engine_text = dict(headings(HEADED))
    assert engine_text == {
        "(1)": "No", "(2)": "Pelaksana Kepala", "(3)": "Pelaksana Staf", "(4)": "Ket",
        "1.": "No", "a": "Pelaksana Kepala 1.", "b": "Pelaksana Staf 1.", "c": "Ket 1.",
        "2.": "No", "d": "Pelaksana Kepala Staf 2.", "e": "Ket 2.",
        "f": "Pelaksana Kepala 2.", "g": "Pelaksana Staf 2.", "h": "Ket 2.",
    }  # fmt: skip


def test_headings_amid_a_table_stand_over_what_follows_them() -> None:
    html = (
        "<table><tr><th>A<th>B<tr><td>a<td>b<tr><th colspan=2>C<tr><td colspan=2>c"
        "<tr><th>D<th>E<tr><td>d<td>e</table>"
    )
    assert dict(headings(html)) == {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}


def test_a_table_with_one_row_of_headings_needs_no_names() -> None:
    (table,) = tags("<table><thead><tr><th>A<th>B</thead><tr><td>a<td>b</table>")
    assert {p.cell.key for p in grid(table)} == {None}
    assert [p.cell.scope for p in grid(table)] == ["Column", "Column", "", ""]


def headings(html: str) -> Iterator[tuple[str, str]]:
    """Each cell's text, and those of the headings that it names. Cells' texts stand in HTML in
    their order, each as one piece of content."""
    texts = [text.strip() for text in re.findall(r">([^<>]+)", html) if text.strip()]
    (table,) = tags(html)
    cells = grid(table)
    keys = {
        p.cell.key: text for p, text in zip(cells, texts, strict=True) if p.cell.key is not None
    }
    for placed, text in zip(cells, texts, strict=True):
        if placed.cell.headers:
            yield text, " ".join(keys[key] for key in placed.cell.headers)


def test_what_is_told_and_what_is_not_never_stand_in_one_another() -> None:
    words = "<u>bawah</u> <s>coret</s> <b style='border: 1px solid; background: #eee'>tepi</b>"
    html = f"<div class=foot>kaki</div><p style='border-bottom: 1px solid'>{words} biasa"
    with Pdf.open(BytesIO(ENGINE.lay_out(html).written().pdf)) as document:
        marks: list[str] = []
        within: set[tuple[str, ...]] = set()
        for each in pikepdf.parse_content_stream(document.pages[0]):
            operator = str(each.operator)
            if operator in ("BMC", "BDC"):
                marks.append(str(each.operands[0]))
            elif operator == "EMC":
                marks.pop()
            elif operator in ("Tj", "TJ", "S", "f"):
                within.add(tuple(marks))
    assert within == {("/P",), ("/Artifact",)}
