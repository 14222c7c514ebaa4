"""Values of a catalogue's files in words, and what became of one."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sopc.compare.words_changed import WordRun, words_changed
from sopc.language import Phrase

Named = Callable[[str, str], str]
"""What is printed for a key of a registry: ``pelaksana``, ``dasar-hukum`` or ``pejabat``."""

_REGISTRIES: Final = {
    "pelaksana": "pelaksana",
    "dasar_hukum": "dasar-hukum",
    "pengesah": "pejabat",
    "disahkan_oleh": "pejabat",
    "penyusun": "pejabat",
    "pemeriksa": "pejabat",
}


@dataclass(frozen=True, slots=True)
class BothNames:
    """What is printed for keys, by the registries of then and of now."""

    then: Named
    now: Named


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change: ``where`` in words, and what was there and is; None is nothing. Where both are
    None, ``where`` says it all. ``then_step`` and ``now_step`` are a step's numbers, from 1.
    What ``is_whole`` is not held against the other word by word; what not ``is_printed`` stands on
    no page."""

    where: Phrase
    then: str | None = None
    now: str | None = None
    then_step: int | None = None
    now_step: int | None = None
    is_whole: bool = False
    is_printed: bool = True

    @property
    def sentence(self) -> Phrase:
        """The change in one line."""
        if self.then is None and self.now is None:
            return self.where
        if self.then is None:
            return Phrase("{where}: put in: {text}", where=self.where, text=self.now)
        if self.now is None:
            return Phrase("{where}: taken out: {text}", where=self.where, text=self.then)
        return Phrase("{where}: {then} → {now}", where=self.where, then=self.then, now=self.now)

    @property
    def words(self) -> tuple[WordRun, ...]:
        """What was and is there, with what is gone and new."""
        if self.is_whole:
            gone = (WordRun("gone", self.then),) if self.then else ()
            return (*gone, *((WordRun("new", self.now),) if self.now else ()))
        return words_changed(self.then or "", self.now or "")


def values_told(
    where: Phrase, key: str, then: object, now: object, names: BothNames
) -> Iterator[ToldChange]:
    """What became of a field: of a list, entry by entry; of a group of keys, key by key."""
    if isinstance(then, dict) and isinstance(now, dict) and "tertulis" not in {*then, *now}:
        for inner in dict.fromkeys([*then, *now]):
            if then.get(inner) != now.get(inner):
                field = str(inner).replace("_", " ")
                within = Phrase("{where}, {field}", where=where, field=field)
                yield from values_told(within, str(inner), then.get(inner), now.get(inner), names)
        return
    if isinstance(then, list) or isinstance(now, list):
        one = [said(key, each, names.then) for each in listed(then)]
        other = [said(key, each, names.now) for each in listed(now)]
        gone = [each for each in one if each not in other]
        new = [each for each in other if each not in one]
        for before, after in zip(gone, new, strict=False):
            yield ToldChange(where, before, after)
        for before in gone[len(new) :]:
            yield ToldChange(where, before, None)
        for after in new[len(gone) :]:
            yield ToldChange(where, None, after)
        if not gone and not new and one != other:
            yield ToldChange(Phrase("{where}: in another order", where=where))
        return
    was = None if then is None else said(key, then, names.then)
    becomes = None if now is None else said(key, now, names.now)
    if was != becomes:
        yield ToldChange(where, was, becomes)


def said(key: str, value: object, named: Named) -> str:
    """A field's value as it is told."""
    registry = _REGISTRIES.get(key)
    if registry and isinstance(value, str):
        return named(registry, value)
    if isinstance(value, dict) and isinstance(value.get("tertulis"), str):
        return plain(value["tertulis"])
    return plain(value)


def plain(value: object) -> str:
    """Any value in one line."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    if isinstance(value, dict):
        return "; ".join(
            f"{str(key).replace('_', ' ')} {plain(each)}" for key, each in value.items()
        )
    if value is None:
        return ""
    return str(value) if not isinstance(value, bool) else json.dumps(value)


def mapping(value: object) -> Mapping[str, object]:
    """A value's entries, if it has any."""
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else {}


def listed(value: object) -> list[object]:
    """What may stand alone or in a list."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
