"""Places, SOPs and texts of notes, as the annex prints them: in the form's words, SOPs as links."""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form_words import filled
from sopc.catalogue.organisation import Unit
from sopc.markup.words import one_line
from sopc.notes.names import Names
from sopc.notes.parts import Field, field_of, parts_apart, ranges
from sopc.notes.places import NotePlace, Order, called, runs
from sopc.render.links import link_to
from sopc.render.views import whole_numbers

_NAMED = re.compile(r"([^\[\]]*)(?:\[([^\]]*)\])?")
_UNIT = re.compile(r"unit\[(\d+)\](?:\.seksi\[(\d+)\])?(?=\.|$)")
_SYMBOL = re.compile(r"[\[\]{}←-⇿]")
_STEP, _COLUMN = "langkah", "kolom"


class AnnexWords:
    """The words of one catalogue's annex."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.names = Names(catalogue)
        self._words = catalogue.settings.form.words
        self._parts = self._words.annex.parts
        self._units = catalogue.settings.units
        self._order = Order(catalogue)

    def text(self, text: str) -> Markup:
        """A text in which no number is broken."""
        return whole_numbers(one_line(text))

    def reason(self, text: str) -> Markup:
        """A sentence of a note, with names for keys."""
        return run_of(self.text(self.names.sentence(text)))

    def places(
        self, places: Iterable[NotePlace], field: Field = (), *, titled: bool = False
    ) -> Markup:
        """Parts, and the SOPs in which they are; what is of the ``field`` that is spoken of anyway
        is named by its steps only. ``titled``, SOPs have their titles."""
        together: dict[str, list[Entry]] = {}
        for place in places:
            together.setdefault(self._part_of(place, field), []).extend(place.entries)
        return Markup("; ").join(
            self._place(words, self._order.sorted(entries), titled=titled)
            for words, entries in together.items()
        )

    def _part_of(self, place: NotePlace, field: Field) -> str:
        first, *more = place.entries or [None]
        entry, own = None if more else first, place.registered is not None
        some = [
            self._steps_only(part) if field_of(part) == field else part
            for part in parts_apart(place.part)
        ]
        words = self.part(", ".join(filter(None, some)), entry, own=own)
        if place.registered:
            words = f"{words} {self.names.registered(*place.registered)}".strip()
        return words

    def _place(self, words: str, entries: Sequence[Entry], *, titled: bool) -> Markup:
        if not entries:
            return run_of(words)
        sops = [self.sop(each) for each in entries] if titled else [self.sops(entries)]
        where = Markup("; ").join(sops)
        return run_of(f"{words}:") + Markup(" ") + where if words else where

    @staticmethod
    def _steps_only(part: str) -> str:
        return ".".join(each for each in part.split(".")[:1] if each.startswith(f"{_STEP}["))

    def sops(self, entries: Sequence[Entry]) -> Markup:
        """SOPs by their numbers, shortly; each that is named leads to its pages."""
        return Markup("; ").join(
            Markup(", ").join(
                _linked(run.first, run.first_words)
                if run.first is run.last
                else Markup("–").join(
                    (_linked(run.first, run.first_words), _linked(run.last, run.last_words))
                )
                for run in group
            )
            for group in runs(entries)
        )

    def sop(self, entry: Entry) -> Markup:
        """An SOP by its number and title."""
        title = one_line(entry.sop.title)
        number = called(entry)
        if number == title:
            return _linked(entry, title)
        return _linked(entry, number) + Markup(" ") + run_of(title)

    def part(self, parts: str, entry: Entry | None = None, *, own: bool = False) -> str:
        """Parts in words: ``langkah[4].output`` is *Langkah 4, Output*.

        Steps of an SOP that is given are called by the numbers that it prints; ``own`` says that
        these are parts of something else than an SOP.
        """
        some = [self._one_part(part, entry, own=own) for part in parts_apart(parts) if part]
        return self._capital("; ".join(dict.fromkeys(some)))

    @staticmethod
    def _capital(words: str) -> str:
        return words[:1].upper() + words[1:]

    def _names_of(self, field: Field, within: str) -> str:
        found: list[str] = []
        for name in field:
            found.append(self._name(name, within, first=not found and not within))
            within = name
        return ", ".join(found)

    def field(self, field: Field) -> str:
        """A part without places in words: what is of steps is called as its column is."""
        within = _STEP if field[:1] == (_STEP,) and len(field) > 1 else ""
        return self._capital(self._names_of(field[1:] if within else field, within))

    def _one_part(self, part: str, entry: Entry | None, *, own: bool) -> str:
        unit = _UNIT.match(part)
        if unit and 0 < int(unit[1]) <= len(self._units):
            rest = part[unit.end() :].lstrip(".")
            words = self._unit(self._units[int(unit[1]) - 1], int(unit[2] or 0))
            return f"{self._one_part(rest, entry, own=True)} {words}" if rest else words
        found, within = [], ""
        for segment in part.split("."):
            matched = _NAMED.fullmatch(segment)
            name, numbers = (matched[1], matched[2]) if matched else (segment, None)
            if name == _STEP and numbers:
                found.append(self.steps(_numbers(numbers), entry))
            else:
                word = self._name(name, within, first=not found and not own)
                found.append(f"{word} {numbers}" if numbers else word)
            within = name
        return ", ".join(found)

    def _unit(self, unit: Unit, section: int) -> str:
        """A unit by its number, or a section of it by its name."""
        if 0 < section <= len(unit.sections):
            found = unit.sections[section - 1]
            return filled(
                self._words.annex.section,
                {"nomor": f"{unit.number}.{found.number}", "nama": found.name},
            )
        places = {"romawi": unit.roman, "nomor": unit.number, "nama": unit.name}
        return filled(self._words.annex.unit, places)

    def _name(self, name: str, within: str, *, first: bool) -> str:
        words = self._words
        known = {**words.boxes, **words.rows, **self._parts}
        if within in (_STEP, _COLUMN):
            known |= words.columns
        if first:
            known |= {**words.rows, **words.boxes}
        return one_line((known.get(name) or name.replace("_", " ")).replace("/\n", "/"))

    def steps(self, steps: Sequence[int], entry: Entry | None) -> str:
        """Steps by the numbers that an SOP prints: *langkah 2, 4–6*."""
        return filled(self._words.step, {"n": self.numbers(steps, entry)})

    def numbers(self, steps: Sequence[int], entry: Entry | None) -> str:
        """The same without the word for a step."""
        rows = entry.sop.steps if entry else ()
        printed = [rows[n - 1].printed_number(n) if n <= len(rows) else str(n) for n in steps]
        if all(number.isdecimal() for number in printed):
            return ranges(sorted(map(int, printed)))
        return ranges(steps)


def is_symbol(text: str) -> bool:
    """Whether a text is what character recognition writes where a chart has symbols or arrows."""
    return _SYMBOL.search(text) is not None


def run_of(words: str) -> Markup:
    """Words as an element: else the page engine breaks the line before their last ones where what
    comes next, in an element of its own, does not fit."""
    return Markup("<span>{}</span>").format(words)


def _numbers(text: str) -> list[int]:
    """The numbers of ``2, 4–6``."""
    found: list[int] = []
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", text):
        found += range(int(first), int(last or first) + 1)
    return found


def _linked(entry: Entry, words: str) -> Markup:
    text = (
        Markup('<span class="whole">{}</span>').format(words) if " " not in words else escape(words)
    )
    if not entry.sop.is_written:
        return text
    return Markup('<a href="{}">{}</a>').format(link_to(entry.name), text)
