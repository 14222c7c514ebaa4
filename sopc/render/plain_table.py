"""A flowchart without the page engine: over a plain table, whose rows are as low as symbols allow.

Where nothing can be printed, an editor still sees the flow. Symbols and arrows are those of the
printed page; rows, lines and page breaks are not, since those depend on how the words are set.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.layout.drawing import draw
from sopc.layout.geometry import PX_PER_MM
from sopc.layout.grid import Table
from sopc.layout.metrics import row_height
from sopc.layout.pages import Chart, split
from sopc.render.columns import fit_columns
from sopc.render.flows import flow_of
from sopc.render.paper import paper_of
from sopc.render.shapes import LABEL_SIZE
from sopc.render.svg import write_svg
from sopc.render.typeface import printed_faces


def draw_on_plain_table(entry: Entry, catalogue: Catalogue) -> str:
    """The flowchart of an SOP with steps as SVG, on one page however long it is."""
    faces = printed_faces(catalogue.settings.form.typeface)
    bold = faces.bold
    headings = [catalogue.actors[key].name for key in entry.sop.lanes]
    form = catalogue.settings.form
    total, columns = paper_of(form).chart_width, form.chart.columns
    flow = flow_of(entry.sop, form)
    (chart,) = split(flow, [[row.step for row in flow.rows]])
    widths = fit_columns(
        entry.sop,
        headings,
        total,
        bold.set_width,
        form,
        text_width_of=faces.regular.set_width,
        rows=[row_height(row) for row in chart.rows],
    ).widths
    first = columns.index("pelaksana")
    table = _table(chart, sum(widths[:first]), widths[first : first + len(headings)])
    drawing = draw(chart, table, lambda text: bold.width(text, LABEL_SIZE))
    return write_svg(entry, catalogue, [drawing], bold)


def _table(chart: Chart, before: float, lanes: Sequence[float]) -> Table:
    """Lanes of these widths in millimetres, so far from the left, and rows one below the other."""
    edges = accumulate(lanes, initial=before)
    columns = [(left * PX_PER_MM, right * PX_PER_MM) for left, right in pairwise(edges)]
    heights = accumulate((row_height(row) for row in chart.rows), initial=0.0)
    steps = [row.step for row in chart.rows]
    return Table(columns, dict(zip(steps, pairwise(heights), strict=True)))
