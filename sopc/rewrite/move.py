"""An SOP that goes to another unit or section: its file, and the number that it has there."""

from collections.abc import Mapping

from sopc.catalogue.base import Refusal
from sopc.catalogue.lookup import called
from sopc.catalogue.number import NumberScheme
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.rewrite.folders import Folder, folder_meant
from sopc.rewrite.given import GivenNumbers
from sopc.rewrite.ground import File, Ground, stem_of
from sopc.rewrite.not_possible import NotPossible
from sopc.rewrite.renumber import Wish, gives_way, next_free, with_left_numbers
from sopc.rewrite.reorganisation import Reorganisation
from sopc.rewrite.shift import Slot


def sop_called(ground: Ground, name: str) -> File | None:
    """The file of an SOP by its number, or of a draft by the file's name."""
    if name in ground.by_number:
        return ground.by_number[name]
    entry = called(ground.catalogue, name)
    if entry is None or entry.sop.number is not None:
        return None
    return next(each for each in ground.files.values() if each.document.file == entry.location.file)


def moved(
    ground: Ground, past: GivenNumbers, file: File, word: str, number: str | None, wish: Wish
) -> Reorganisation:
    """An SOP in another folder, with the number that it has there.

    Raises SopcError for a folder that there is not; NotPossible where it cannot go there.
    """
    folder = folder_meant(ground, word)
    old = file.number
    if number is not None and not old:
        raise SopcError(Phrase("`{name}` is a draft without a number", name=file.name))
    new = number or (number_there(ground, past, old, folder) if old else "")
    _hold_possible(ground, past, file, folder, new)
    name = file.name.rpartition("/")[2]
    if old and new != old:
        name = f"{stem_of(new)}.yaml"
    numbers = {old: new} if new != old else {}
    there = ground.by_number.get(new) if numbers else None
    gone = frozenset([there.name] if there is not None else [])
    plan = Reorganisation(ground, numbers, {file.name: folder.name + name}, gone=gone)
    return with_left_numbers(plan, past, wish)


def number_there(ground: Ground, past: GivenNumbers, old: str, folder: Folder) -> str:
    """The number that an SOP has in a folder: its own, if that says neither unit nor section, or
    says these; else the next that is free there."""
    scheme, values = pattern_there(ground, old, folder)
    if scheme.values(old) == values:
        return old
    for there in ground.by_number.values():
        if there.folder == folder.name and gives_way(there, old, past):
            return there.number  # it came from there
    slot = Slot.of(scheme, scheme.compose(**values))
    assert slot is not None  # it was composed by the pattern
    return next_free(ground, past, slot)


def pattern_there(
    ground: Ground, old: str, folder: Folder
) -> tuple[NumberScheme, Mapping[str, int]]:
    """By which pattern an SOP is numbered in a folder: by that which it follows, if that is one of
    the unit's, or else by the unit's first; and the values of its placeholders there."""
    numbering = ground.catalogue.numbering
    there = numbering.in_folder(folder.unit.folder)
    scheme = there.scheme_of(old) or there.schemes[0]
    had = numbering.every.values(old) or {}
    values = {"tahun": ground.catalogue.settings.year, "seksi": 1, "urut": 1}
    values |= dict(had) | folder.values
    return scheme, {key: values[key] for key in scheme.fields}


def _hold_possible(
    ground: Ground, past: GivenNumbers, file: File, folder: Folder, new: str
) -> None:
    if file.status == "dicabut" and file.number in past.given:
        raise NotPossible(
            [Phrase("{number} is retired: a retired number stays where it is", number=file.number)]
        )
    if file.folder == folder.name and new == file.number:
        raise NotPossible([Phrase("`{file}` is there already", file=file.document.file)])
    if not new:
        return
    numbering = ground.catalogue.numbering.in_folder(folder.unit.folder)
    try:
        numbering.parse(new)
    except Refusal as refusal:
        raise NotPossible([refusal.message]) from None
    values = numbering.values(new) or {}
    wrong = {key: n for key, n in folder.values.items() if values.get(key, n) != n}
    for key, right in wrong.items():
        raise NotPossible(
            [
                Phrase(
                    "{number} has {key} {value}, and the folder `{folder}` is {right}",
                    number=new,
                    key=key,
                    value=values[key],
                    folder=folder.name,
                    right=right,
                )
            ]
        )
    there = ground.by_number.get(new)
    if there is not None and there is not file and not gives_way(there, file.number, past):
        raise NotPossible(
            [Phrase("{number} is taken, by `{file}`", number=new, file=there.document.file)]
        )
