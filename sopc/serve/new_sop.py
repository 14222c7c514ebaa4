"""A new SOP as a page asks for it: what would be wrong with it, and the files that it needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.sop_folders import SopFolder, sop_folders
from sopc.diagnostics import Diagnostic, Severity, SopcError
from sopc.language import Phrase
from sopc.load.history import History
from sopc.rewrite.proposal import Proposal, checked_with, new_errors
from sopc.serve.checking import DeskSnapshot
from sopc.start.actors import keys_for
from sopc.start.files import NewFiles, new_files
from sopc.start.numbers import next_number, numbers_of_the_past, standing_numbers
from sopc.start.sop import NewSop, faults, sop_text

State = Literal["draf", "belum-disusun", "berlaku"]


@dataclass(frozen=True, slots=True)
class SopAsked:
    """What was typed: the folder of a section, a title, a number or none, names of actors."""

    folder: str = ""
    title: str = ""
    number: str = ""
    state: State = "draf"
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SopAnswer:
    """What is wrong with it, the number that is proposed, and the actors that are new."""

    problems: tuple[Phrase, ...]
    proposed: str
    new_actors: tuple[str, ...]


class PastNumbers:
    """The numbers that were given once, as far as git knows; read anew when there is a commit."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: tuple[str, frozenset[str]] = ("", frozenset())

    def past(self) -> frozenset[str]:
        """Those of the past; none where there is no git, or no repository."""
        try:
            history = History.of(self._root)
            commit = "" if history.is_unborn else history.commit("HEAD")
            if commit != self._known[0]:
                self._known = (commit, numbers_of_the_past(history))
        except SopcError:
            return frozenset()
        return self._known[1]


def looked_at(asked: SopAsked, snapshot: DeskSnapshot, past: frozenset[str]) -> SopAnswer:
    """What is to be said of a new SOP while it is typed."""
    catalogue = snapshot.usable()
    place = place_of(asked, catalogue)
    if place is None:
        return SopAnswer((Phrase("choose the section that it belongs to"),), "", ())
    proposed = proposal(place, snapshot, past)
    _, new = lanes_of(asked.actors, catalogue)
    return SopAnswer(tuple(_problems(asked, place, snapshot, past)), proposed, tuple(new.values()))


def proposal(place: SopFolder, snapshot: DeskSnapshot, past: frozenset[str]) -> str:
    """The next number of a section's first series that was never given."""
    catalogue = snapshot.usable()
    scheme = catalogue.numbering.in_folder(place.unit.folder).schemes[0]
    given = standing_numbers(catalogue, snapshot.checked.unread) | past
    return next_number(scheme, (place.unit, place.section), snapshot.today.year, catalogue, given)


def place_of(asked: SopAsked, catalogue: Catalogue) -> SopFolder | None:
    """The section that was chosen."""
    places = sop_folders(catalogue.settings)
    return next((each for each in places if each.folder == asked.folder), None)


def lanes_of(names: Iterable[str], catalogue: Catalogue) -> tuple[tuple[str, ...], dict[str, str]]:
    """The keys of actors by their names, and the names of those that are new, by their keys."""
    known: dict[str, str] = {}
    for key, actor in catalogue.actors.items():
        for each in (key, actor.name, *map(str, actor.aliases)):
            known.setdefault(" ".join(each.split()).casefold(), key)
    wanted = dict.fromkeys(" ".join(name.split()) for name in names if name.strip())
    fresh: dict[str, str] = {}
    for name in wanted:
        if name.casefold() not in known:
            fresh.setdefault(name.casefold(), name)
    new = keys_for(fresh.values(), catalogue.actors)
    by_name = {**known, **{name.casefold(): key for key, name in new.items()}}
    return tuple(dict.fromkeys(by_name[name.casefold()] for name in wanted)), new


def files_for(asked: SopAsked, snapshot: DeskSnapshot, past: frozenset[str]) -> NewFiles:
    """The files with the new SOP in them. Raises SopcError where something is wrong with it."""
    catalogue = snapshot.usable()
    place = place_of(asked, catalogue)
    if place is None:
        raise SopcError(Phrase("choose the section that it belongs to"))
    for problem in _problems(asked, place, snapshot, past):
        raise SopcError(problem)
    lanes, new = lanes_of(asked.actors, catalogue)
    sop = replace(_sop(asked), lanes=lanes if asked.state != "belum-disusun" else ())
    new = new if sop.lanes else {}
    there = (catalogue, snapshot.checked.source_map)
    files = new_files(sop, place, new, snapshot.root, there, snapshot.today)
    after = checked_with(snapshot.root, snapshot.today, Proposal(files.before, files.after))
    for each in new_errors(snapshot.checked, after):
        raise SopcError(each.message)
    return files


def _sop(asked: SopAsked) -> NewSop:
    return NewSop(" ".join(asked.title.split()), asked.number.strip(), asked.state)


def _problems(
    asked: SopAsked, place: SopFolder, snapshot: DeskSnapshot, past: frozenset[str]
) -> Iterator[Phrase]:
    catalogue, sop = snapshot.usable(), _sop(asked)
    if not sop.title:
        yield Phrase("give it a title")
        return
    if not sop.number and sop.status != "draf":
        yield Phrase("only a draft may be without a number")
        return
    taken = tuple(_taken(sop.number, place, snapshot, past)) if sop.number else ()
    if taken:
        yield from taken
        return
    text = sop_text(sop, catalogue, snapshot.today)
    yield from _said(faults(text, catalogue, place.unit))


def _taken(
    number: str, place: SopFolder, snapshot: DeskSnapshot, past: frozenset[str]
) -> Iterator[Phrase]:
    """Why a number cannot be given: another SOP has it, or had it once."""
    catalogue = snapshot.usable()
    now = next((e for e in catalogue.entries if str(e.sop.number) == number), None)
    following = proposal(place, snapshot, past)
    if now is not None:
        yield Phrase(
            "{number} is the number of `{title}`; the next free number is {next}",
            number=number,
            title=now.sop.title,
            next=following,
        )
    elif number in past - {each.number for each in catalogue.settings.void}:
        yield Phrase(
            "{number} was given to another SOP once, and is not given again; the next free "
            "number is {next}",
            number=number,
            next=following,
        )


def _said(found: Sequence[Diagnostic]) -> Iterator[Phrase]:
    for each in found:
        if each.severity is Severity.ERROR:
            hint = each.hint
            yield (
                Phrase("{message}; {hint}", message=each.message, hint=hint)
                if hint
                else each.message
            )
