"""Findings name keys and actors as files do: what the desk calls them, for who sees no file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sopc.catalogue.catalogue import Catalogue
from sopc.changes import KeyPath
from sopc.language import Phrase
from sopc.serve.form_fields import ELSEWHERE, GROUPS, FieldKind

_LANES, _STEPS = ELSEWHERE
_OF_STEPS: Final[Mapping[str, Phrase]] = {
    "uraian": Phrase("Activity"),
    "nomor": Phrase("Number of the step"),
    "pelaksana": Phrase("Actors"),
    "jenis": Phrase("Symbol"),
    "kelengkapan": Phrase("Input"),
    "waktu": Phrase("Time"),
    "output": Phrase("Output"),
    "keterangan": Phrase("Remarks"),
    "keputusan": Phrase("Ways of the decision"),
    "lanjut": Phrase("Where it leads"),
    "kode": Phrase("Code of the step"),
    "rangkaian": Phrase("Symbols of the step"),
}
_FIELDS: Final = tuple(each for group in GROUPS for each in group.fields)
_OF_SOP: Final[Mapping[str, Phrase]] = {
    "waktu": _OF_STEPS["waktu"],
    "output": _OF_STEPS["output"],
    "kelengkapan": _OF_STEPS["kelengkapan"],
    _LANES: Phrase("Actors"),
    _STEPS: Phrase("Steps"),
    **{each.key: each.called for each in _FIELDS},
}


def _parts(kinds: Iterable[FieldKind]) -> dict[str, Phrase]:
    found: dict[str, Phrase] = {}
    for each in kinds:
        found |= {each.key: each.called, **_parts(each.parts)}
    return found


_WITHIN: Final = {_STEPS: _OF_STEPS, **{each.key: _parts(each.parts) for each in _FIELDS}}
"""What the keys within a key are called."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What keys of an SOP are called on its page, and actors by their keys."""

    actors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue | None) -> "Labels":
        """Those of a catalogue, as far as it can be read."""
        known = catalogue.actors if catalogue else {}
        return cls({key: actor.name for key, actor in known.items()})

    def label(self, word: str, path: KeyPath, told: Callable[[Phrase], str]) -> str:
        """What is shown for a word of a finding about a path: a key, a key with a plain value, or
        an actor. Empty for any other word."""
        key, colon, value = word.partition(": ")
        within = _WITHIN.get(str(path[0]), {}) if path else {}
        called = within.get(key) or _OF_SOP.get(key)
        if called is None or any(sign in value for sign in "{}[]"):
            return self.actors.get(word, "")
        return f"{told(called)}: {self.actors.get(value, value)}" if colon else told(called)
