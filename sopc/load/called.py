"""The key that is meant where somebody writes what is printed for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sopc.catalogue.registry import Actor, Official, Regulation
from sopc.diagnostics import KeyPath
from sopc.markup.plain import plain

_LONGEST = 300
_OF_OFFICIALS = frozenset({"pengesah", "disahkan_oleh", "penyusun", "pemeriksa"})


@dataclass(frozen=True, slots=True)
class Registries:
    """The registries' keys, and by which other words each may be meant."""

    actors: Mapping[str, Actor] = field(default_factory=dict)
    regulations: Mapping[str, Regulation] = field(default_factory=dict)
    officials: Mapping[str, Official] = field(default_factory=dict)

    def meant(self, path: KeyPath, word: str) -> str:
        """The one key that a word at a path of an SOP's file surely means; empty if there is none.

        It is the key in capitals or with spaces, an actor's or official's name, or a regulation by
        its number and year.
        """
        if len(word) > _LONGEST:
            return ""
        key = "-".join(re.split(r"[\s_-]+", word.strip().lower()))
        if "pelaksana" in path:
            return key if key in self.actors else _only(word, self._actors())
        if "dasar_hukum" in path:
            return key if key in self.regulations else self._regulation(word)
        if _OF_OFFICIALS.intersection(map(str, path)):
            return key if key in self.officials else _only(word, self._officials())
        return ""

    def _actors(self) -> Iterator[tuple[str, str]]:
        for key, actor in self.actors.items():
            yield from ((name, key) for name in (actor.name, *actor.aliases))

    def _officials(self) -> Iterator[tuple[str, str]]:
        for key, official in self.officials.items():
            yield from ((name, key) for name in (official.name, official.office) if name)

    def _regulation(self, word: str) -> str:
        numbers = re.findall(r"[0-9]+", word)
        found = [
            key
            for key, each in self.regulations.items()
            if each.number is not None
            and str(each.number) in numbers
            and str(each.year) in numbers
            and _has_kind(word, each.kind)
        ]
        return found[0] if len(found) == 1 else ""


def _has_kind(word: str, kind: str) -> bool:
    """Whether a text names a kind of regulation, in full or by its initials: UU, PP."""
    text, said = plain(word), plain(kind)
    return said in text or "".join(part[0] for part in said.split()) in text.split()


def _only(word: str, names: Iterator[tuple[str, str]]) -> str:
    keys = {key for name, key in names if plain(name) == plain(word)}
    return next(iter(keys)) if len(keys) == 1 else ""
