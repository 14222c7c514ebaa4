"""Actors that are new with an SOP: put at the end of ``pelaksana.yaml``."""

from collections.abc import Iterable, Mapping

from sopc.catalogue.registry import Actor
from sopc.edit.text_edits import end_of_line
from sopc.load.written_scalars import written
from sopc.load.yaml_reader import read_yaml
from sopc.start.catalogue import NONE_YET
from sopc.start.names import free_key

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
    if not document.value and "".join(text[start:stop].split()) == "{}":
        comment, _, rest = text[stop:].partition("\n")
        kept = f"{comment.strip()}{end}" if comment.strip() else ""
        made = text[:start].removesuffix(NONE_YET + end) + kept + lines + rest
    elif text[start] == "{":
        return None
    else:
        made = text + ("" if text.endswith(("\n", "\r")) else end) + lines
    bom = raw[:3] if raw.startswith(b"\xef\xbb\xbf") else b""
    whole = bom + made.encode("utf-8")
    read, _ = read_yaml(whole, "")
    return whole if read is not None and read.value == {**document.value, **new} else None


def called_actors(words: str, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The keys of the actors that may be meant: by place from 1, key, name or another spelling that
    one, by a part of the name all that have it, capitals aside."""
    wanted = " ".join(words.split()).lower()
    if wanted.isascii() and wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(actors):
        return ([*actors][int(wanted) - 1],)
    for key, actor in actors.items():
        if wanted in (key, *(str(each).lower() for each in (actor.name, *actor.aliases))):
            return (key,)
    return tuple(key for key, actor in actors.items() if wanted and wanted in actor.name.lower())
