"""Actors that are new with an SOP: put at the end of ``pelaksana.yaml``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sopc.catalogue.registry import Actor
from sopc.edit.text_edits import end_of_line
from sopc.language import Phrase
from sopc.load.written_scalars import written
from sopc.load.yaml_reader import read_yaml
from sopc.start.names import free_key
from sopc.suggest import did_you_mean

_LONGEST_KEY = 30


def keys_for(names: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """By keys that nothing has yet, actors by their names."""
    taken, keys = set(known), dict[str, str]()
    for name in names:
        key = free_key(name, taken, otherwise="pelaksana", longest=_LONGEST_KEY)
        keys[key] = name
        taken.add(key)
    return keys


def with_actors(raw: bytes, new: Mapping[str, str]) -> bytes | None:
    """The file with further actors, by their keys; None where it is written so that no line can be
    added at its end: within braces, or what cannot be read."""
    document, found = read_yaml(raw, "")
    if document is None or found or not isinstance(document.value, dict):
        return None
    text = document.text
    end = end_of_line(text, 0)
    lines = "".join(f"{key}: {written(name)}{end}" for key, name in new.items())
    start, stop = document.values[()]
    if not document.value and text[start:stop] == "{}":
        rest = text[stop:].partition("\n")[2]  # with what is said of there being none
        made = text[:start] + lines + rest
    elif text[start] == "{":
        return None
    else:
        made = text + ("" if text.endswith(("\n", "\r")) else end) + lines
    bom = raw[:3] if raw.startswith(b"\xef\xbb\xbf") else b""
    whole = bom + made.encode("utf-8")
    read, _ = read_yaml(whole, "")
    return whole if read is not None and read.value == {**document.value, **new} else None


@dataclass(frozen=True, slots=True)
class Called:
    """An actor that is known, by its key."""

    key: str


def called_actor(words: str, actors: Mapping[str, Actor]) -> Called | Phrase:
    """Which actor is meant: by its place from 1, key, name or another spelling, or the only one
    with these words in its name; or why none is."""
    wanted = " ".join(words.split()).lower()
    if wanted.isascii() and wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(actors):
        return Called([*actors][int(wanted) - 1])
    for key, actor in actors.items():
        if wanted in (key, *(str(each).lower() for each in (actor.name, *actor.aliases))):
            return Called(key)
    parts = [key for key, actor in actors.items() if wanted in actor.name.lower()]
    if len(parts) == 1:
        return Called(parts[0])
    if parts:
        known = ", ".join(parts)
        return Phrase("`{words}` may be any of {known}", words=words, known=known)
    hint = did_you_mean(words, actors)
    problem = Phrase("no actor is called `{words}`", words=words)
    return Phrase("{problem}; {hint}", problem=problem, hint=hint) if hint else problem
