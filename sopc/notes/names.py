"""Notes in words: names in the place of keys, and nothing of the lines of the source."""

import re

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.form_words import filled
from sopc.catalogue.organisation import ACTORS_FILE, OFFICIALS_FILE, REGULATIONS_FILE
from sopc.catalogue.source import Note
from sopc.markup.words import one_line

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BETWEEN = re.compile(r" ?(?:,|;|\+|\bdan\b|\batau\b|\bbersama\b) ?")
"""In words with single spaces: of many in a row, each would be looked at as the first."""
_LINES = r"baris\s+\d+(?:\s*[-–]\s*\d+)?(?:(?:\s*,\s*|\s+dan\s+)\d+(?:\s*[-–]\s*\d+)?)*"
_IN_BRACKETS = re.compile(rf" ?\(\s*{_LINES}\s*\)")
_BEFORE_MORE = re.compile(rf"(?<=\()\s*{_LINES}\s*[,;]\s*")
_AFTER_MORE = re.compile(rf" ?[,;]\s*{_LINES}\s*(?=\))")


class Names:
    """What the keys of a catalogue's actors, officials and regulations stand for."""

    def __init__(self, catalogue: Catalogue) -> None:
        words = catalogue.settings.form.words
        regulations = {
            key: filled(
                words.regulation,
                {"jenis": each.kind, "nomor": each.number, "tahun": each.year},
            )
            for key, each in catalogue.regulations.items()
        }
        officials = {key: one_line(each.called) for key, each in catalogue.officials.items()}
        actors = {key: one_line(actor.name) for key, actor in catalogue.actors.items()}
        self._registries = {
            REGULATIONS_FILE: regulations,
            OFFICIALS_FILE: officials,
            ACTORS_FILE: actors,
        }
        self._names = regulations | officials | actors
        self._titles = {
            str(number): filled(words.related, {"nama": entry.sop.title, "nomor": number})
            for number, entry in catalogue.by_number.items()
        }

    def note(self, note: Note) -> Note:
        """A note with names in the place of keys; what was printed is left as it was."""
        return note.model_copy(
            update={
                "taken": note.taken and self.value(note.taken),
                "choices": tuple(map(self.value, note.choices)),
                "reason": self.sentence(note.reason),
            }
        )

    def value(self, text: str) -> str:
        """A value: an SOP's title where it is a number, names where all of it is keys."""
        if text in self._titles:
            return one_line(self._titles[text])
        if all(word in self._names for word in _BETWEEN.split(_spaced(text))):
            return _KEY.sub(lambda found: self.of(found[0]), text)
        return one_line(text)

    def same(self, text: str, other: str) -> bool:
        """Whether two values are the same, by key or by name, several in any order."""
        return self._parts(text) == self._parts(other)

    def _parts(self, text: str) -> frozenset[str]:
        return frozenset(plain(self.of(word)) for word in keys_in(self.value(text)))

    def of(self, key: str) -> str:
        """The name of one key; what is no key stays."""
        return self._names.get(key, key)

    def registered(self, file: str, key: str) -> str:
        """The name of what has a key in one of the registries, which may be in others too."""
        return self._registries[file][key]

    def sentence(self, text: str) -> str:
        """A reason: keys that are no words of their own by name, without lines of the source."""
        found = without_lines(one_line(text))
        return _KEY.sub(lambda key: self.of(key[0]) if "-" in key[0] else key[0], found)


def keys_in(text: str) -> tuple[str, ...]:
    """The keys, or names, of a value that has several."""
    return tuple(_BETWEEN.split(_spaced(text)))


def _spaced(text: str) -> str:
    """A text with single spaces between its words."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """A text as it is compared: without regard to capitals, spaces and signs at its ends."""
    return "".join(text.casefold().split()).strip(".,;:…\"'“”‘’")


def without_lines(text: str) -> str:
    """A text without the brackets that say in which lines of the source something stands."""
    text = _spaced(text)
    for pattern in (_IN_BRACKETS, _BEFORE_MORE, _AFTER_MORE):
        text = pattern.sub("", text)
    return text
