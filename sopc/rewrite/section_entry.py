"""The entry of a section in katalog.yaml: called otherwise, or put into another unit's list."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.changes import Change, KeyPath, Remove, Replace
from sopc.edit.entries import (
    after_comment,
    content_end,
    is_flow,
    past_line_end,
    siblings,
    start_of,
    start_of_line,
)
from sopc.edit.patched import NotIntended
from sopc.edit.text_edits import TextEdit, end_of_line
from sopc.load.written_scalars import written
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.folders import Folder
from sopc.rewrite.ground import File, Ground
from sopc.rewrite.reorganisation import Amendment

_PART = re.compile(r"unit\[([0-9]{1,4})\](?:\.seksi\[([0-9]{1,4})\])?(?![0-9\[])")
_DEPTH = 2


@dataclass(frozen=True, slots=True)
class EntryEdits:
    """What is done to katalog.yaml: changes of its data, and what is put into it besides."""

    changes: tuple[Change, ...] = ()
    amended: tuple[Amendment, ...] = ()


def way_to(ground: Ground, folder: Folder) -> KeyPath:
    """The way to a folder's entry in katalog.yaml, as the file has it: a list of one may be
    written without a dash."""
    settings, units = ground.files[SETTINGS_FILE], ground.catalogue.settings.units
    way = _member(settings, ("unit",), units.index(folder.unit))
    if folder.section is None:
        return way
    return _member(settings, (*way, "seksi"), folder.unit.sections.index(folder.section))


def _member(settings: File, path: KeyPath, index: int) -> KeyPath:
    return (*path, index) if isinstance(settings.value(path), list) else path


def called_otherwise(
    ground: Ground, folder: Folder, name: str, number: int | None = None
) -> EntryEdits:
    """The entry of a unit or section with another folder, and another number if one is given."""
    settings, way = ground.files[SETTINGS_FILE], way_to(ground, folder)
    member = folder.section or folder.unit
    changes = []
    if name != member.folder:
        old = settings.value((*way, "folder"))
        assert isinstance(old, str)
        changes.append(Replace(settings.document.file, (*way, "folder"), old, name))
    if number is not None and number != member.number:
        path = (*way, "nomor")
        changes.append(Replace(settings.document.file, path, member.number, number))
    return EntryEdits(tuple(changes))


def put_into(
    ground: Ground, folder: Folder, unit: Folder, name: str, number: int, *, stays: bool
) -> EntryEdits:
    """A section's entry in another unit's list, or once more in its own, with another folder and
    number; it goes from where it was unless it ``stays``.

    Raises NotIntended where katalog.yaml is written so that this would change more.
    """
    settings, old = ground.files[SETTINGS_FILE], way_to(ground, folder)
    entry: Any = settings.value(old)
    assert isinstance(entry, dict)
    assert folder.section is not None
    new = {**entry, "nomor": number, "folder": name}
    target = (*way_to(ground, Folder(unit.unit)), "seksi")
    at = sum(each.number < number for each in unit.unit.sections)
    added = _added(settings, old, target, at, new)
    notes = [*_noted(settings, _renamed_places(ground, folder, unit, at, stays=stays))]
    removed = [] if stays else [Remove(settings.document.file, old)]
    return EntryEdits((*removed, *notes), (added,))


def _added(
    settings: File, old: KeyPath, target: KeyPath, at: int, new: Mapping[str, YamlValue]
) -> Amendment:
    document = settings.document
    if target not in document.values:
        raise NotIntended(SETTINGS_FILE)
    there = settings.value(target)
    if not isinstance(there, list) or not there:
        raise NotIntended(SETTINGS_FILE)
    members = siblings(document, (*target, 0))
    if is_flow(document, target):
        edit = _in_brackets(settings, members, at, _in_line(new))
    else:
        edit = _in_lines(settings, target, members, at, _lines(settings, old, new))
    return Amendment((edit,), lambda value: _inserted(value, settings, old, target, at, new))


def _inserted(
    value: YamlValue,
    settings: File,
    old: KeyPath,
    target: KeyPath,
    at: int,
    new: Mapping[str, YamlValue],
) -> YamlValue:
    """The data with the entry in its place: the old one may be gone by then."""
    where: Any = value
    for part in target:
        where = where[part]
    gone = old[:-1] == target and len(where) < len(settings.value(target))  # type: ignore[arg-type]
    where.insert(at - 1 if gone and isinstance(old[-1], int) and old[-1] < at else at, dict(new))
    return value


def _in_line(entry: Mapping[str, YamlValue]) -> str:
    if any(isinstance(each, dict | list) for each in entry.values()):
        raise NotIntended(SETTINGS_FILE)
    said = ", ".join(f"{written(key)}: {written(each)}" for key, each in entry.items())  # type: ignore[arg-type]
    return f"{{{said}}}"


def _lines(settings: File, old: KeyPath, new: Mapping[str, YamlValue]) -> list[str]:
    """The lines of an entry as they are written, comments included, with its folder and number as
    they are to be; without the dash, and as far to the left as they go."""
    document, text = settings.document, settings.document.text
    if is_flow(document, old) or is_flow(document, old[:-1]):
        return [_in_line(new)]
    start, end = start_of_entry(settings, old), content_end(document, old)
    column = start - start_of_line(text, start)
    stop = after_comment(text, end)
    pieces, done = [], start
    for key in ("nomor", "folder"):
        first, last = document.values[(*old, key)]
        pieces.append((first, last, str(new[key])))
    words = []
    for first, last, said in sorted(pieces):
        words += [text[done:first], said]
        done = last
    whole = "".join([*words, text[done:stop]])
    lines = re.split(r"\r\n|\r|\n", whole)
    return [
        lines[0],
        *(line[min(column, len(line) - len(line.lstrip(" "))) :] for line in lines[1:]),
    ]


def start_of_entry(settings: File, path: KeyPath) -> int:
    """The offset of the first key of an entry, behind its dash."""
    keys = [start for each, (start, _) in settings.document.keys.items() if each[:-1] == path]
    return min(keys)


def _in_brackets(settings: File, members: Sequence[KeyPath], at: int, entry: str) -> TextEdit:
    document = settings.document
    if at == 0:
        start = start_of(document, members[0])
        return TextEdit(start, start, f"{entry}, ")
    end = content_end(document, members[at - 1])
    return TextEdit(end, end, f", {entry}")


def _in_lines(
    settings: File, target: KeyPath, members: Sequence[KeyPath], at: int, lines: Sequence[str]
) -> TextEdit:
    document, text = settings.document, settings.document.text
    dash = document.values[target][0]
    column = dash - start_of_line(text, dash)
    sign = end_of_line(text, dash)
    shown = [
        f"{' ' * column}- {lines[0]}",
        *(" " * (column + 2) + line if line else "" for line in lines[1:]),
    ]
    if at == 0:
        start = start_of_line(text, dash)
        return TextEdit(start, start, "".join(line + sign for line in shown))
    end = after_comment(text, content_end(document, members[at - 1]))
    if end == len(text):
        return TextEdit(end, end, "".join(sign + line for line in shown))
    stop = past_line_end(text, end)
    return TextEdit(stop, stop, "".join(line + sign for line in shown))


def _renamed_places(
    ground: Ground, folder: Folder, unit: Folder, at: int, *, stays: bool
) -> dict[tuple[int, int], tuple[int, int]]:
    """The places of sections in their units' lists, from 1, that become others."""
    units = ground.catalogue.settings.units
    here, there = units.index(folder.unit), units.index(unit.unit)
    assert folder.section is not None
    gone = folder.unit.sections.index(folder.section)
    found = {}
    for index, each in enumerate(units):
        order: list[tuple[int, int] | None]
        order = [(index, place) for place in range(len(each.sections))]
        if index == here and not stays:
            order[gone] = None
        if index == there:
            order.insert(at, None if stays else (here, gone))
        if index == here and not stays:
            order.remove(None)
        for place, was in enumerate(order):
            if was not in (None, (index, place)):
                assert was is not None
                found[was[0] + 1, was[1] + 1] = (index + 1, place + 1)
    return found


def _noted(settings: File, moved: Mapping[tuple[int, int], tuple[int, int]]) -> Iterator[Change]:
    """Notes on the source that are about places of sections."""
    for path in settings.document.values:
        if path[:2] != ("sumber", "catatan") or path[-1] != "bagian":
            continue
        said = settings.value(path)
        found = _PART.match(said) if isinstance(said, str) else None
        if not isinstance(said, str) or found is None or found[2] is None:
            continue
        new = moved.get((int(found[1]), int(found[2])))
        if new is not None:
            after = f"unit[{new[0]}].seksi[{new[1]}]{said[found.end() :]}"
            yield Replace(settings.document.file, path, said, after)
