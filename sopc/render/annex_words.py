"""Places, SOPs and texts of notes, as the annex prints them: in the form's words, SOPs as links."""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form_words import filled
from sopc.markup.words import one_line
from sopc.notes.names import Names
from sopc.notes.parts import Field, field_of, parts_apart, ranges
from sopc.notes.places import NotePlace, called, runs
from sopc.render.links import link_to
from sopc.render.views import whole_numbers

_NAMED = re.compile(r"([^\[\]]*)(?:\[([^\]]*)\])?")
_STEP, _COLUMN = "langkah", "kolom"


class AnnexWords:
    """The words of one catalogue's annex."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.names = Names(catalogue)
        self._words = catalogue.settings.form.words
        self._parts = self._words.annex.parts

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
        return Markup("; ").join(self._place(place, field, titled=titled) for place in places)

    def _place(self, place: NotePlace, field: Field, *, titled: bool) -> Markup:
        first, *more = place.entries or [None]
        entry, own = None if more else first, place.registered is not None
        some = [
            self._steps_only(part) if field_of(part) == field else part
            for part in parts_apart(place.part)
        ]
        words = self.part(", ".join(filter(None, some)), entry, own=own)
        if place.registered:
            words = f"{words} {self.names.registered(*place.registered)}".strip()
        if not place.entries:
            return run_of(words)
        sops = [self.sop(each) for each in place.entries] if titled else [self.sops(place.entries)]
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
