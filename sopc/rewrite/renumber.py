"""Other numbers for SOPs, in every file at once, as change control wants it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sopc.catalogue.base import Refusal
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.rewrite.given import GivenNumbers
from sopc.rewrite.ground import File, Ground, stem_of
from sopc.rewrite.not_possible import NotPossible
from sopc.rewrite.reorganisation import Reorganisation
from sopc.rewrite.retire import hold_known
from sopc.rewrite.shift import NoRoom, Slot, shifted
from sopc.rewrite.tombstone import tombstone
from sopc.rewrite.voiding import called_void


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted beside the numbers. ``void``: the old ones were never given out. ``shift``:
    others make room and move up."""

    shift: bool = False
    void: bool = False


def new_numbers(
    ground: Ground, past: GivenNumbers, pairs: Sequence[tuple[str, str]], wish: Wish
) -> dict[str, str]:
    """What each number becomes, by the pairs of old and new numbers that are wished for.

    Raises SopcError for a number that no SOP has or no pattern makes; NotPossible where a number
    cannot be had.
    """
    _hold_known(ground, pairs)
    _hold_sensible(ground, past, pairs, wish)
    wanted = {old: new for old, new in pairs if old != new}
    if wish.shift:
        wanted = _with_shift(ground, past, wanted, wish)
    taken = [*_taken(ground, wanted, past)]
    if taken:
        raise NotPossible(taken)
    passed_on = [] if wish.void else [*_passed_on(ground, past, wanted)]
    if passed_on:
        raise NotPossible(passed_on)
    return wanted


def _hold_known(ground: Ground, pairs: Sequence[tuple[str, str]]) -> None:
    for old, _ in pairs:
        hold_known(ground, old)
    for which in (0, 1):
        twice = [n for n, count in Counter(pair[which] for pair in pairs).items() if count > 1]
        if twice:
            raise SopcError(Phrase("{number} is given twice", number=twice[0]))


def _hold_sensible(
    ground: Ground, past: GivenNumbers, pairs: Sequence[tuple[str, str]], wish: Wish
) -> None:
    reasons = []
    for old, new in pairs:
        file = ground.by_number[old]
        is_retired = file.status == "dicabut" and old in past.given and not wish.void
        if is_retired:
            reasons.append(
                Phrase("{number} is retired: a retired number stays where it is", number=old)
            )
        try:
            ground.catalogue.numbering.in_folder(file.unit).parse(new)
        except Refusal as refusal:
            right = ground.catalogue.numbering.in_folder(file.unit).respelt(new)
            hint = Phrase("write `{word}`", word=right) if right else ""
            reasons.append(
                Phrase("{message}; {hint}", message=refusal.message, hint=hint)
                if hint
                else refusal.message
            )
            continue
        reasons += _elsewhere(ground, file, new)
    if reasons:
        raise NotPossible(reasons)


def _elsewhere(ground: Ground, file: File, new: str) -> Iterator[Phrase]:
    """That a number is of another unit or section than the folder of the file."""
    scheme = ground.scheme_of(new, file.unit)
    values = scheme.values(new) if scheme else None
    for key, number in folder_values(ground, file.folder).items():
        if values is not None and values.get(key, number) != number:
            yield Phrase(
                "{new} has {key} {value}, and the folder of {old} is {number}: "
                "`sopc move {old} FOLDER --number {new}` moves it there",
                new=new,
                key=key,
                value=values[key],
                old=file.number,
                number=number,
            )
            return


def folder_values(ground: Ground, folder: str) -> dict[str, int]:
    """The numbers of the unit and the section of a folder, as far as katalog.yaml knows it."""
    first, _, second = folder.strip("/").partition("/")
    found: dict[str, int] = {}
    for unit in ground.catalogue.settings.units:
        if unit.folder == first:
            found["unit"] = unit.number
            section = next((each for each in unit.sections if each.folder == second), None)
            found |= {"seksi": section.number} if section else {}
    return found


def slots_of(ground: Ground) -> dict[str, Slot]:
    """The places of all numbers in their series."""
    found = {}
    for number, file in ground.by_number.items():
        scheme = ground.scheme_of(number, file.unit)
        slot = Slot.of(scheme, number) if scheme else None
        if slot is not None:
            found[number] = slot
    return found


def _with_shift(
    ground: Ground, past: GivenNumbers, wanted: Mapping[str, str], wish: Wish
) -> dict[str, str]:
    slots = slots_of(ground)
    retired = {n for n, file in ground.by_number.items() if file.status == "dicabut"}
    places = {}
    for old, new in wanted.items():
        scheme = ground.scheme_of(new, ground.by_number[old].unit)
        slot = Slot.of(scheme, new) if scheme else None
        assert slot is not None  # it was parsed before
        places[old] = slot
    kept = () if wish.void else [old for old in wanted if old in past.given]
    try:
        return shifted(
            places,
            {n: slot for n, slot in slots.items() if n not in retired or n in wanted},
            [slot for n, slot in slots.items() if n in retired and n not in wanted],
            kept,
        )
    except NoRoom as full:
        raise NotPossible([no_room(full.number)]) from None


def no_room(number: str) -> Phrase:
    """That a number is not to be had."""
    return Phrase("{number} stays with what it was given to: take another number", number=number)


def _taken(ground: Ground, wanted: Mapping[str, str], past: GivenNumbers) -> Iterator[Phrase]:
    for old, new in wanted.items():
        there = ground.by_number.get(new)
        if there is None or new in wanted or gives_way(there, old, past):
            continue
        slot = slots_of(ground).get(new)
        free = next_free(ground, past, slot) if slot else ""
        yield Phrase(
            "{new} is taken, by `{file}`: --shift makes room, and the next free number is {free}",
            new=new,
            file=there.document.file,
            free=free,
        )


def gives_way(there: File, old: str, past: GivenNumbers) -> bool:
    """Whether a file is no more than the tombstone that a renumbering left, which is undone."""
    was = past.given.get(there.number)
    is_ours = there.status == "dicabut" and str(there.data.get("digantikan", "")).strip() == old
    return is_ours and was is not None and not was.is_retired


def next_free(ground: Ground, past: GivenNumbers, slot: Slot) -> str:
    """The number behind the last of a series that was ever given out."""
    known = {*ground.by_number, *past.given, *past.lost}
    scheme = slot.series[0]
    places = (Slot.of(scheme, number) for number in known)
    last = max((each.at for each in places if each and each.series == slot.series), default=0)
    return slot.moved(last + 1).number


def _passed_on(ground: Ground, past: GivenNumbers, wanted: Mapping[str, str]) -> Iterator[Phrase]:
    """Numbers that others know, and that would be another SOP's."""
    passed = [old for old in wanted if old in past.given and old in set(wanted.values())]
    if passed:
        yield Phrase(
            "{numbers}: others know these numbers, which do not pass to another SOP; if none was "
            "ever given out, say so with --void, else take numbers that are free",
            numbers=", ".join(ground.in_order(passed)),
        )


def plan_of(
    ground: Ground, past: GivenNumbers, numbers: Mapping[str, str], wish: Wish
) -> Reorganisation:
    """The files with other numbers, and what is left at the old ones."""
    names: dict[str, str] = {}
    gone: set[str] = set()
    for old, new in numbers.items():
        file = ground.by_number[old]
        names[file.name] = f"{file.folder}{stem_of(new)}.yaml"
        there = ground.by_number.get(new)
        if there is not None and new not in numbers and gives_way(there, old, past):
            gone.add(there.name)
    return with_left_numbers(
        Reorganisation(ground, numbers, names, gone=frozenset(gone)), past, wish
    )


def with_left_numbers(plan: Reorganisation, past: GivenNumbers, wish: Wish) -> Reorganisation:
    """A plan with a tombstone for each number that others know and that no SOP has then; or, if
    they are void, with a word on all of them in katalog.yaml."""
    ground, taken = plan.ground, set(plan.numbers.values())
    known = [old for old in plan.numbers if old in past.given]
    whole = dict(plan.whole)
    for old in known:
        if old in taken or wish.void:
            continue
        file = ground.by_number[old]
        name = f"{file.folder}{stem_of(old)}.yaml"
        title = past.given[old].title
        whole[name] = tombstone(file, name, old, title, plan.numbers[old])
    hold_free(replace(plan, whole=whole))
    if not wish.void or not known:
        return replace(plan, whole=whole)
    reasons = {old: f"Belum pernah diterbitkan; kini {plan.numbers[old]}." for old in known}
    amended = dict(plan.amended)
    there = called_void(ground.files[SETTINGS_FILE], reasons)
    amended[SETTINGS_FILE] = (*amended.get(SETTINGS_FILE, ()), there)
    return replace(plan, whole=whole, amended=amended)


def hold_free(plan: Reorganisation) -> None:
    """Raises NotPossible where a file is to have a name that another keeps."""
    leaving = {*plan.gone, *(name for name, new in plan.names.items() if new != name)}
    staying = {name.lower(): name for name in plan.ground.files if name not in leaving}
    new = [*(each for old, each in plan.names.items() if each != old), *plan.whole]
    counts = Counter(name.lower() for name in new)
    reasons = [
        Phrase("`{name}` is taken: choose another", name=name)
        for name in new
        if name.lower() in staying or counts[name.lower()] > 1
    ]
    if reasons:
        raise NotPossible(reasons)
