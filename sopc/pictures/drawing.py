"""Drawings (SVG): read by expat, and stopped at what a page must not be made to fetch or draw.

The page engine reads them with the same parser and draws them anew on each page. What it does not
draw is passed over here, too, except where it would cost something or lead elsewhere.
"""

import re
from typing import NoReturn
from xml.parsers import expat

from sopc.language import Hint, Phrase
from sopc.limits import DEPTH, ELEMENTS, WORK
from sopc.pictures.element import DrawingElement, element
from sopc.pictures.odd import asks_for, odd_sheet, odd_style, odd_value
from sopc.pictures.styles import Styles
from sopc.pictures.unfit import UnfitPicture
from sopc.pictures.work import hold_work, too_much

_FOLLOWED = frozenset(
    (
        "clipPath", "feImage", "filter", "image", "linearGradient", "marker", "mask", "pattern",
        "radialGradient", "symbol", "textPath", "tref", "use",
    )
)  # fmt: skip
"""Elements whose ``href`` is followed; that of others leads nowhere on paper."""
_MEASURES = frozenset(
    (
        "cx", "cy", "d", "dx", "dy", "font-size", "fr", "fx", "fy", "gradientTransform", "height",
        "letter-spacing", "markerHeight", "markerWidth", "offset", "opacity", "patternTransform",
        "points", "r", "refX", "refY", "rotate", "rx", "ry", "startOffset", "stroke-dasharray",
        "stroke-dashoffset", "stroke-miterlimit", "stroke-width", "textLength", "transform",
        "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
    )
)  # fmt: skip
_NO_MEASURE = re.compile(r"\b(?:nan|inf|infinity)\b|[eE]\+?\d{2,}|\d{10,}", re.IGNORECASE)
"""What no measure of a drawing has: a word for no number, or ten digits before a point."""
_BEHIND_POINT = re.compile(r"\.\d+")
_SAVE_PLAIN = Phrase("save it as plain SVG, without what is embedded or elsewhere")


def examine(data: bytes) -> None:
    """Raises UnfitPicture for a drawing that cannot be printed."""
    reading = _Reading()
    reading.read(data)
    if reading.styles.work > WORK:
        raise too_much(reading.elements[0])
    for each in reading.elements:
        reading.styles.style(each)
    hold_work(reading.elements)


class _Reading:
    """A drawing as far as it was read."""

    def __init__(self) -> None:
        self.elements: list[DrawingElement] = []
        self.styles = Styles()
        self._open: list[DrawingElement] = []
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.SkippedEntityHandler = self._entity

    def read(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = Phrase(
                "it is no well-formed XML: {reason}", reason=expat.ErrorString(error.code)
            )
            raise UnfitPicture(
                reason, Phrase("save it anew"), error.lineno, error.offset + 1
            ) from None
        except (ValueError, LookupError):  # an encoding that only its declaration knows
            self._refuse(Phrase("it has an unknown encoding"), Phrase("save it as UTF-8"))

    def _refuse(self, reason: Phrase, hint: Hint) -> NoReturn:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        raise UnfitPicture(reason, hint, line, column)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, own: int) -> None:
        if own:  # entities, and attributes that nobody has written
            self._refuse(Phrase("it declares types or entities of its own"), _SAVE_PLAIN)

    def _entity(self, name: str, _of_parameters: bool) -> None:  # as expat calls it
        self._refuse(Phrase("it has an unknown entity `{name}`", name=name), _SAVE_PLAIN)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        if not self.elements and tag != "svg":
            self._refuse(Phrase("it is no drawing: it begins with `{tag}`", tag=tag), _SAVE_PLAIN)
        if len(self.elements) >= ELEMENTS:
            self._refuse(
                Phrase("it has more than {most} elements", most=ELEMENTS),
                Phrase("simplify it, or save it as a PNG file"),
            )
        if len(self._open) >= DEPTH:
            self._refuse(Phrase("its elements are more than {most} deep", most=DEPTH), _SAVE_PLAIN)
        for key, value in attributes.items():
            self._examine(tag, key.rpartition("}")[2], value)
        if not self.elements:
            self._hold_box(attributes.get("viewBox"))
        place = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        made = element(tag, attributes, place)
        if self._open:
            made.stand_in(self._open[-1])
        self.elements.append(made)
        self._open.append(made)

    def _examine(self, tag: str, key: str, value: str) -> None:
        if tag in ("image", "feImage") and key == "href":
            self._refuse(Phrase("it shows another picture within"), _SAVE_PLAIN)
        if tag in _FOLLOWED and key == "href" and not value.strip().startswith("#"):
            self._refuse(asks_for(value), _SAVE_PLAIN)
        if key == "spreadMethod" and value != "pad":
            self._refuse(Phrase("it has a gradient that is repeated"), _SAVE_PLAIN)
        if key in _MEASURES and _NO_MEASURE.search(_BEHIND_POINT.sub("", value)):
            self._refuse(Phrase("`{key}` has a number that no drawing needs", key=key), _SAVE_PLAIN)
        odd = odd_style(value) if key == "style" else odd_value(value)
        if odd is not None:
            self._refuse(odd, _SAVE_PLAIN)

    def _hold_box(self, box: str | None) -> None:
        if box is None:
            return
        try:
            numbers = [float(number) for number in box.replace(",", " ").split()]
        except ValueError:
            numbers = []
        if len(numbers) != 4 or min(numbers[2:]) <= 0:
            self._refuse(
                Phrase("its `viewBox` is not four numbers, the last two above 0"), _SAVE_PLAIN
            )

    def _end(self, _name: str) -> None:
        ended = self._open.pop()
        if ended.tag == "style":
            self._read_sheet(ended)

    def _text(self, text: str) -> None:
        """Text belongs to all elements around it: it may be words, or a style sheet."""
        inner = self._open[-1]
        if inner.tag == "style":
            inner.texts.append(text)
        else:
            inner.add_letters(len(text))

    def _read_sheet(self, style: DrawingElement) -> None:
        text = "".join(style.texts)
        style.texts.clear()
        reason = odd_sheet(text)
        if reason is not None:
            raise UnfitPicture(reason, _SAVE_PLAIN, *style.place)
        self.styles.add(text)
