"""The words on an SOP's pages, from the templates and what is painted: without any looks."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.layout.metrics import row_height
from sopc.layout.symbols import Elsewhere
from sopc.render.elsewhere import saying
from sopc.render.flows import flow_of
from sopc.render.html import Pages, Templates
from sopc.render.identity import Again, Setting
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder
from sopc.render.sop_views import RowRoom, RowView

_UNSEEN = re.compile(r"<style>.*?</style>|<title>.*?</title>|<[^>]*>", re.DOTALL)
_AGAIN = Setting(again=(Again(2, 1, (True, True)),))
"""As if the boxes went on on the next page."""


def templates_of(root: Path, *, own: bool = False) -> Templates:
    """The templates with which a catalogue is printed."""
    return Templates(read_materials(root, None, template_folder(), "Source Sans", with_own=own))


def page_words(catalogue: Catalogue, entry: Entry, templates: Templates) -> list[str]:
    """All that is to be read on the pages of an SOP, also what only some layouts have: a second
    sheet, a box that goes on."""
    pages = Pages(catalogue, templates, lambda text, size: 0.4 * size * len(text))
    return [" ".join(_seen(text).split()) for text in _parts(catalogue, entry, pages)]


def _seen(page: str) -> str:
    return html.unescape(_UNSEEN.sub(" ", page)).replace("\u200b", "")


def _parts(catalogue: Catalogue, entry: Entry, pages: Pages) -> Iterator[str]:
    sop, form = entry.sop, catalogue.settings.form
    yield pages.sop(entry, _AGAIN)
    yield from (form.words.page, *map(str, form.foot.lines))
    if sop.status == "draf":
        yield form.words.draft.upper()
    if not sop.steps:
        return
    flow = flow_of(sop, form)
    rows = [
        RowView.of(place, step, RowRoom(row_height(row)), form)
        for place, (step, row) in enumerate(zip(sop.steps, flow.rows, strict=True), start=1)
    ]
    yield pages.chart(entry, rows, dense=False, sheets=True)
    if form.chart.place == "menyambung":
        yield pages.together(entry, rows, dense=False, block="usual")
    symbols = [each for row in flow.rows for band in row.bands for each in band.symbols]
    symbols += [end for link in flow.links for end in (link.source, link.target)]
    yield from (str(symbol.text) for symbol in symbols)
    yield from (str(link.label) for link in flow.links)
    say = saying(sop, form.words, [1, 2])
    for comes in (False, True):
        yield say(Elsewhere(tuple(sorted({1, len(sop.steps)})), 1, comes))
