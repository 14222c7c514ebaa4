"""A unit's or a section's folder that is called otherwise, or goes to another unit: its entry in
katalog.yaml, all its files, and their numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sopc.catalogue.organisation import SETTINGS_FILE, Section
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.rewrite.folders import Folder, below, folders_of, hold_key
from sopc.rewrite.given import GivenNumbers
from sopc.rewrite.ground import File, Ground, stem_of
from sopc.rewrite.move import pattern_there
from sopc.rewrite.not_possible import NotPossible
from sopc.rewrite.renumber import Wish, no_room, with_left_numbers
from sopc.rewrite.reorganisation import Reorganisation
from sopc.rewrite.section_entry import EntryEdits, called_otherwise, put_into


@dataclass(frozen=True, slots=True)
class _There:
    """Where a folder is to be: in which unit, how it is called, and its number."""

    unit: Folder
    name: str
    number: int


def moved_folder(
    ground: Ground, past: GivenNumbers, folder: Folder, word: str, number: int | None, wish: Wish
) -> Reorganisation:
    """A folder with all its SOPs elsewhere, or under another name.

    Raises SopcError for a place that cannot be; NotPossible where one is taken.
    """
    name = below(ground, word)
    if folder.section is None:
        return _unit_renamed(ground, folder, name, number)
    there = _place(ground, folder, name, number)
    target = Folder(there.unit.unit, folder.section.model_copy(update=_as(there)))
    files = [file for file in ground.files.values() if file.folder.startswith(folder.name)]
    numbers = _numbers(ground, past, files, target)
    left = [file for file in files if file.status == "dicabut" and _is_bound(ground, file, target)]
    stays = bool(left) or (not wish.void and any(old in past.given for old in numbers))
    names = {file.name: _name(file, folder, target, numbers) for file in files if file not in left}
    entry = _entry(ground, folder, there, stays=stays)
    plan = Reorganisation(
        ground,
        numbers,
        names,
        changes={SETTINGS_FILE: entry.changes} if entry.changes else {},
        amended={SETTINGS_FILE: entry.amended} if entry.amended else {},
    )
    return with_left_numbers(plan, past, wish)


def _as(there: _There) -> Mapping[str, object]:
    return {"folder": there.name, "number": there.number}


def _entry(ground: Ground, folder: Folder, there: _There, *, stays: bool) -> EntryEdits:
    is_here = there.unit.unit == folder.unit
    if is_here and not stays and there.number == (folder.section or folder.unit).number:
        return called_otherwise(ground, folder, there.name)
    if is_here and not stays and _keeps_order(folder, there.number):
        return called_otherwise(ground, folder, there.name, there.number)
    return put_into(ground, folder, there.unit, there.name, there.number, stays=stays)


def _keeps_order(folder: Folder, number: int) -> bool:
    numbers = [number if each == folder.section else each.number for each in folder.unit.sections]
    return numbers == sorted(numbers)


def _place(ground: Ground, folder: Folder, name: str, number: int | None) -> _There:
    assert folder.section is not None
    known = folders_of(ground)
    if name in known and known[name].section is None and known[name].unit != folder.unit:
        name = f"{name}/{folder.section.folder}"  # into that unit, under the name that it has
    above, _, own = name.rpartition("/")
    if known.get(name) == folder and number in (None, folder.section.number):
        raise NotPossible([Phrase("`{file}` is there already", file=folder.name)])
    if name in known and known[name] != folder:
        raise NotPossible([Phrase("`{name}` is taken: choose another", name=name)])
    if above not in known or known[above].section is not None:
        units = ", ".join(unit.folder for unit in ground.catalogue.settings.units)
        raise SopcError(
            Phrase(
                "write where it goes as UNIT/FOLDER, such as `{unit}/{folder}`; units are {units}",
                unit=folder.unit.folder,
                folder=own,
                units=units,
            )
        )
    hold_key(own)
    unit = known[above]
    if not unit.unit.sections:
        raise NotPossible(
            [Phrase("unit `{unit}` has no sections: give it one in katalog.yaml", unit=above)]
        )
    return _There(unit, own, _number(folder.section, unit, folder, own, number))


def _number(section: Section, unit: Folder, folder: Folder, name: str, number: int | None) -> int:
    """The number that a section has: the one that is said, or with which its folder begins, if it
    began so; its own in its unit; else the next."""
    others = {each.number for each in unit.unit.sections if each != section}
    if unit.unit != folder.unit:
        others |= {section.number} & {each.number for each in unit.unit.sections}
    chosen = number
    if chosen is None and _begins_with(section.folder) == section.number:
        chosen = _begins_with(name)
    if chosen is None and unit.unit == folder.unit:
        chosen = section.number
    if chosen is None or (number is None and chosen in others):
        chosen = max(others, default=0) + 1
    if chosen in others:
        raise NotPossible(
            [
                Phrase(
                    "section {number} of unit `{unit}` is another: --number gives another number",
                    number=chosen,
                    unit=unit.unit.folder,
                )
            ]
        )
    return chosen


def _begins_with(name: str) -> int | None:
    digits = re.match("[0-9]{1,3}(?=-)", name)
    return int(digits[0]) or None if digits else None


def _numbers(
    ground: Ground, past: GivenNumbers, files: list[File], target: Folder
) -> dict[str, str]:
    """What the numbers of a section's SOPs become: those of its new place, with their own ends."""
    numbers = {}
    for file in files:
        if not file.number or file.status == "dicabut":
            continue
        scheme, values = pattern_there(ground, file.number, target)
        new = scheme.compose(**values)
        if new != file.number:
            numbers[file.number] = new
    taken = [
        Phrase("{number} is taken, by `{file}`", number=new, file=there.document.file)
        for new in numbers.values()
        if (there := ground.by_number.get(new)) is not None and new not in numbers
    ]
    if taken:
        raise NotPossible(taken)
    passed = [old for old in numbers if old in past.given and old in set(numbers.values())]
    if passed:
        raise NotPossible(map(no_room, ground.in_order(passed)))
    return numbers


def _is_bound(ground: Ground, file: File, target: Folder) -> bool:
    """Whether a retired number can only stand in the folder where it is."""
    scheme = ground.scheme_of(file.number, target.unit.folder)
    values = scheme.values(file.number) if scheme else None
    if values is None:
        return True
    return any(values.get(key, number) != number for key, number in target.values.items())


def _name(file: File, folder: Folder, target: Folder, numbers: Mapping[str, str]) -> str:
    inner = file.name.removeprefix(folder.name)
    if file.number in numbers:
        inner = f"{stem_of(numbers[file.number])}.yaml"
    return target.name + inner


def _unit_renamed(ground: Ground, folder: Folder, name: str, number: int | None) -> Reorganisation:
    if number is not None:
        raise SopcError(
            Phrase("a unit keeps its number: move its sections, one by one, to another unit")
        )
    if "/" in name:
        raise SopcError(Phrase("a unit's folder stands beside katalog.yaml: `{name}`", name=name))
    if name in folders_of(ground):
        raise NotPossible([Phrase("`{name}` is taken: choose another", name=name)])
    hold_key(name)
    names = {
        each: f"{name}/{each.removeprefix(folder.name)}"
        for each in ground.files
        if each.startswith(folder.name)
    }
    entry = called_otherwise(ground, folder, name)
    return Reorganisation(ground, names=names, changes={SETTINGS_FILE: entry.changes})
