"""The same handbook as one WeasyPrint document: what a template and a print command would do.

``python -m tests.bench.monolith SOPS FLOWCHARTS OUT``; the flowcharts are those of a build, as SVG.
"""

import re
import sys
from datetime import date
from pathlib import Path

from sopc import pipeline
from sopc.assemble.book import own_pages
from sopc.assemble.contents import contents
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.layout.metrics import row_height
from sopc.layout.pages import split
from sopc.render.flows import flow_of
from sopc.render.html import Pages, Templates
from sopc.render.materials import read_materials
from sopc.render.resources import isolate_fonts, template_folder
from sopc.render.sop_views import RowRoom, RowView
from sopc.render.typeface import printed_faces

_BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
_NUMBERS = """
@page { @bottom-right { content: "Halaman " counter(page) " dari " counter(pages); } }
.page a::after { content: target-counter(attr(href), page); }
.sop { break-before: page; } .drawing { position: absolute; top: 28mm; left: 100mm; }
"""


def main() -> None:
    root, drawings, out = map(Path, sys.argv[1:])
    catalogue = pipeline.check(root, date.today()).catalogue
    assert catalogue is not None
    isolate_fonts()
    from weasyprint import CSS, HTML

    materials = read_materials(root, None, template_folder(), "Source Sans")
    faces = printed_faces("Source Sans")
    pages = Pages(catalogue, Templates(materials), faces.bold.set_width, faces.regular.set_width)
    html = _document(catalogue, pages, drawings)
    sheets = [CSS(string=materials.stylesheet), CSS(string=_NUMBERS)]
    HTML(string=html).write_pdf(out, stylesheets=sheets, pdf_tags=True, pdf_variant="pdf/a-2u")


def _document(catalogue: Catalogue, pages: Pages, drawings: Path) -> str:
    title = catalogue.settings.agency.name
    front = pages.front(title, None, contents(catalogue, None, {}))
    parts = [_body(front)]
    own = list(own_pages(catalogue, pages, None))
    for unit in catalogue.settings.units:
        parts.append(_body(pages.title_page(unit, contents(catalogue, unit, {}))))
        parts += [
            _sop(entry, pages, drawings)
            for entry in catalogue.entries
            if entry.location.unit == unit and entry.sop.is_written
        ]
    parts += [_body(each.html) for each in own]
    return _BODY.sub(lambda _: f"<body>{''.join(parts)}</body>", front)


def _sop(entry: Entry, pages: Pages, drawings: Path) -> str:
    body = f'<div class="sop" id="{entry.name}">{_body(pages.sop(entry))}</div>'
    if not entry.sop.steps:
        return body
    flow = flow_of(entry.sop, pages.settings.form)
    (whole,) = split(flow, [[row.step for row in flow.rows]])
    heights = {row.step: row_height(row) for row in whole.rows}
    rows = [
        RowView.of(place, step, RowRoom(heights[place]), pages.settings.form)
        for place, step in enumerate(entry.sop.steps, start=1)
    ]
    svg = (drawings / f"{entry.name}.svg").read_text(encoding="utf-8")
    chart = _body(pages.chart(entry, rows, dense=False))
    return f'{body}{chart}<div class="drawing">{svg}</div>'


def _body(html: str) -> str:
    found = _BODY.search(html)
    assert found is not None
    return found.group(1)


if __name__ == "__main__":
    main()
