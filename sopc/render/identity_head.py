"""The head of an identity page: agency, rows and title, as high on every SOP's page.

What texts leave of its height is room to sign. A head grows only where texts are longer than usual:
a title of three lines, say, above an office of four.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sopc.catalogue.form import Form
from sopc.catalogue.form_words import Wording, filled
from sopc.catalogue.registry import Official
from sopc.markup.words import marked
from sopc.render.headings import SetTitle, set_title
from sopc.render.identity_views import FieldView
from sopc.render.marked import title_html
from sopc.render.paper import paper_of
from sopc.render.text_lines import WidthOf, cell_of
from sopc.render.views import SignatoryView, View

_POINT = 25.4 / 72
_SIZE, _LEADING = 10.0, 13.5
"""Type size and height of a line in the rows, in points."""
_PADDING, _BESIDE, _RULE = 2 * 1.1, 2 * 2.5, 0.4 * _POINT
"""What a row is higher than its lines, and a cell wider, in millimetres."""
_AGENCY_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
_AGENCY_BESIDE = 8.0
_TITLE_SIZES = (12.5, 12.0, 11.5, 11.0)
_TITLE_LEADING, _TITLE_BESIDE, _TITLE_HEIGHT, _TITLE_ABOVE = 1.25, 12.0, 16.0, 2.0
_NAME_SIDES = 5.4
"""The space beside the names of rows, in millimetres."""
_NAME_LEAST, _NAME_MOST = 25.0, 45.0
_USUAL_LINES = {"nama": 2, "penyusun": 2, "pemeriksa": 2}
"""How many lines rows have, where not one."""
_OFFICE_LINES, _PERSON_LINES = 4, 2
"""How many lines say whose office enacts, and who."""
_ROOM, _ROOM_ELECTRONIC, _ROOM_STAMPED = 15.0, 22.0, 30.0
"""The least heights of the room to sign, in millimetres."""


@dataclass(frozen=True, slots=True)
class IdentityHead(View):
    """The measures of an identity page's head, in millimetres, sizes of letters in points.

    ``name`` is the width of the rows' names, ``agency`` and ``title`` are their lines; ``above`` is
    the space above and below the title. ``office`` are the lines of whose office enacts, ``room``
    is how high the room to sign is, and ``least_room`` how high it is at the least.
    """

    name: float
    agency: tuple[Markup, ...]
    agency_size: float
    title: tuple[Markup, ...]
    title_size: float
    above: float
    office: tuple[Markup, ...]
    room: float
    least_room: float


@dataclass(frozen=True, slots=True)
class Widths:
    """The widths of texts at a size, in the unit of that size, in the two faces."""

    bold: WidthOf
    regular: WidthOf


def identity_head(
    form: Form,
    heading: Sequence[str],
    title: str,
    fields: Sequence[FieldView],
    official: Official | None,
    box: SignatoryView | None,
    widths: Widths,
) -> IdentityHead:
    """The head of a page with these rows; ``box`` says whether who enacts it signs there."""
    paper = paper_of(form)
    room = paper.chart_width if paper.identity_across else paper.portrait_width
    agency_room = room * paper.agency_share / 100
    name = _name_width(form, widths.regular)
    value = room - agency_room - name - 2 * _BESIDE - 1  # both cells are wider than their words
    agency = _set("\n".join(heading), agency_room - _AGENCY_BESIDE, _AGENCY_SIZES, widths.bold)
    titled = _set(title, room - _TITLE_BESIDE, _TITLE_SIZES, widths.bold)
    title_height = len(titled.lines) * titled.size * _TITLE_LEADING * _POINT
    office = _office(official, form.words, value, widths.regular) if official else ()
    least = _least_room(form, box)
    nominal, actual = _heights(fields, value, widths)
    spare = _OFFICE_LINES - max(1, len(office)) + _PERSON_LINES - _person_lines(box)
    return IdentityHead(
        name=name,
        agency=tuple(map(Markup, agency.lines)),
        agency_size=agency.size,
        title=tuple(map(Markup, titled.lines)) if title else (),
        title_size=titled.size,
        above=round(max(_TITLE_ABOVE, (_TITLE_HEIGHT - title_height) / 2), 2),
        office=office,
        room=round(max(least, least + nominal - actual + spare * _LEADING * _POINT), 2),
        least_room=least,
    )


def _set(text: str, room: float, sizes: Sequence[float], width_of: WidthOf) -> SetTitle:
    """A title whose lines are kept."""
    lines = [title_html(line) for line in marked(text).split("\n")]
    return set_title(Markup("<br>").join(lines), room / _POINT, sizes, width_of)


def _name_width(form: Form, width_of: WidthOf) -> float:
    """The width in which each identity row's name stands in one line, if not all too long."""
    names = (form.words.rows[key] for key in form.identity.rows)
    needed = max(width_of(name, _SIZE * _POINT) for name in names) + _NAME_SIDES
    return round(min(max(_NAME_LEAST, needed), _NAME_MOST), 2)


def _office(
    official: Official, words: Wording, room: float, width_of: WidthOf
) -> tuple[Markup, ...]:
    """The office, and before it the one that it acts for, in their lines."""
    acted_for = official.on_behalf_of
    texts = [filled(words.on_behalf, {"jabatan": acted_for})] if acted_for else []
    return tuple(
        Markup(line)
        for text in (*texts, official.office)
        for line in set_title(
            title_html(text), room / _POINT, (_SIZE,), width_of, upper=False
        ).lines
    )


def _least_room(form: Form, box: SignatoryView | None) -> float:
    if box is None or not box.has_room:
        return 0.0
    if box.stamp is not None:
        return _ROOM_STAMPED
    return _ROOM_ELECTRONIC if form.signature.electronic == "identitas" else _ROOM


def _person_lines(box: SignatoryView | None) -> int:
    official = box.official if box else None
    return bool(official and official.name) + bool(official and official.identity)


def _heights(fields: Iterable[FieldView], room: float, widths: Widths) -> tuple[float, float]:
    """How high all rows but that of who enacts are usually, and how high these are."""
    usual = actual = 0.0
    for field in fields:
        if field.key != "pengesah":
            usual += _height(_USUAL_LINES.get(field.key, 1))
            width_of = widths.bold if field.key == "nama" else widths.regular
            texts = [str(Markup(value).striptags()) for value in field.values]
            lines = cell_of(texts, _SIZE * _POINT, width_of).broken(room)
            actual += _height(max(1, lines))
    return usual, actual


def _height(lines: int) -> float:
    return lines * _LEADING * _POINT + _PADDING + _RULE
