"""What ``sopc new`` has to know: taken from the words of the command line, or asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import cast

from sopc.catalogue.number import NumberScheme
from sopc.catalogue.sop_folders import SopFolder, folders_called, sop_folders
from sopc.cli.asking import Asking, is_asked, reasons
from sopc.cli.lane_questions import asked_lanes, given_lanes
from sopc.diagnostics import Severity, SopcError
from sopc.language import Phrase
from sopc.load.history import History
from sopc.markup.plain import plain_title
from sopc.pipeline import Checked
from sopc.rewrite.proposal import Proposal, checked_with, new_errors
from sopc.start.files import NewFiles, new_files
from sopc.start.numbers import next_number, numbers_of_the_past, standing_numbers
from sopc.start.sop import NewSop, Status, faults, sop_text

_STATUSES = {
    "draf": Phrase("a draft: printed, but marked, and signed by nobody"),
    "belum-disusun": Phrase("planned: in the index, with number and name only"),
}
_NONE = "-"
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class GivenSop:
    """What the words of the command line say."""

    section: str | None
    title: str | None
    number: str | None
    no_number: bool
    numbering: str | None
    year: int | None
    actors: tuple[str, ...]
    new_actors: tuple[str, ...]
    status: str | None


class Questions:
    """An SOP that comes to be by what is given or answered, one part after the other."""

    def __init__(self, asking: Asking, checked: Checked, root: Path, given: GivenSop) -> None:
        assert checked.catalogue is not None
        self.asking = asking
        self.checked = checked
        self.catalogue = checked.catalogue
        self.root = root
        self.given = given
        self.is_asking = is_asked() and not (given.section and given.title)
        self.today = date.today()
        self.new_actors: Mapping[str, str] = {}

    def files(self) -> NewFiles:
        """The files with the new SOP; the end of the run where something is wrong or lacking."""
        place = self._place()
        title = self._title(place)
        lanes = given_lanes(
            self.asking, self.catalogue.actors, self.given.actors, self.given.new_actors
        )
        self.new_actors = lanes.new
        self.asking.stop_if_wrong()
        assert place is not None
        sop = self._numbered(NewSop(title, "", cast(Status, self.given.status or "draf")), place)
        sop = self._lanes_and_status(replace(sop, lanes=lanes.keys))
        return self._files(sop, place)

    def _place(self) -> SopFolder | None:
        places = sop_folders(self.catalogue.settings)
        if self.given.section:
            found = folders_called(self.given.section, places)
            if len(found) == 1:
                return found[0]
            self._problem("--section", _not_one(self.given.section, found or places, found))
            return None
        if not self.is_asking:
            if len(places) == 1:
                return places[0]
            self._problem("--section", Phrase("which one? {known}", known=_named(places)))
            return None
        options = [(place.name, "") for place in places]

        def refused(answer: str) -> Sequence[Phrase]:
            found = folders_called(answer, places)
            return () if len(found) == 1 else (_not_one(answer, found or places, found),)

        default = "1" if len(places) == 1 else ""
        question = Phrase("Section, by its place in this list or a part of its name")
        chosen = self.asking.choice(question, options, refused, default=default, needed=True)
        (place,) = folders_called(chosen, places)
        return place

    def _title(self, place: SopFolder | None) -> str:
        title = _in_one_line(self.given.title or "")
        if title and place:
            problems = self._faults(NewSop(title, "", "draf"), place)
            self.asking.problems.extend(
                Phrase("{flag}: {problem}", flag="--title", problem=each) for each in problems
            )
        elif not title and not self.is_asking:
            what = Phrase('its name, such as "Peminjaman Arsip"')
            self.asking.problems.append(Phrase("give {flag}: {what}", flag="--title", what=what))
        elif not title:
            assert place is not None
            return self._asked_title(place)
        return title

    def _asked_title(self, place: SopFolder) -> str:
        here = self.catalogue.in_unit(place.unit)
        known = {
            plain_title(entry.sop.title): entry
            for entry in here
            if entry.location.section == place.section and entry.sop.status != "dicabut"
        }
        told: set[str] = set()

        def refused(text: str) -> Sequence[Phrase]:
            problems = self._faults(NewSop(_in_one_line(text), "", "draf"), place)
            other = known.get(plain_title(text))
            if problems or other is None or text in told:
                return problems
            told.add(text)
            number = other.sop.number or other.name
            return (
                Phrase("{number} has this name already", number=number),
                Phrase("type it once more, where it is to be so"),
            )

        question = Phrase("Name of the SOP (such as Peminjaman Arsip)")
        return _in_one_line(self.asking.line(question, refused, needed=True))

    def _faults(self, sop: NewSop, place: SopFolder) -> tuple[Phrase, ...]:
        """Why an SOP's file cannot be so, by itself."""
        text = sop_text(sop, self.catalogue, self.today)
        return tuple(reasons(faults(text, self.catalogue, place.unit), Severity.ERROR))

    def _numbered(self, sop: NewSop, place: SopFolder) -> NewSop:
        given = self.given
        if given.no_number:
            for problem in self._faults(sop, place):
                self._problem("--no-number", problem)
            self.asking.stop_if_wrong()
            return sop
        if given.number:
            number = given.number.strip()
            problems = self._not_free(number, place)
            problems = problems or self._faults(replace(sop, number=number), place)
            for problem in problems:
                self._problem("--number", problem)
            self.asking.stop_if_wrong()
            return replace(sop, number=number)
        number = self._next(self._scheme(place), place)
        if not self.is_asking:
            return replace(sop, number=number)

        def refused(answer: str) -> Sequence[Phrase]:
            if answer in (number, _NONE):
                return ()
            with_number = replace(sop, number=answer)
            taken = self._not_free(answer, place) or self._faults(with_number, place)
            if taken:
                return taken
            files = self._files(with_number, place)
            proposal = Proposal(files.before, files.after)
            after = checked_with(self.root, self.today, proposal)
            return tuple(reasons(new_errors(self.checked, after), Severity.ERROR))

        question = Phrase("Number ({none}: none yet)", none=_NONE)
        answer = self.asking.line(question, refused, default=number)
        return replace(sop, number="" if answer == _NONE else answer)

    def _scheme(self, place: SopFolder) -> NumberScheme:
        """The pattern to number by: the only one, or which is said or chosen."""
        schemes = {
            each.pattern: each
            for each in self.catalogue.numbering.in_folder(place.unit.folder).schemes
        }
        if self.given.numbering:
            if self.given.numbering in schemes:
                return schemes[self.given.numbering]
            known = ", ".join(schemes)
            self._problem("--numbering", Phrase("it is one of {known}", known=known))
            self.asking.stop()
        if len(schemes) == 1 or not self.is_asking:
            if len(schemes) > 1:
                known = ", ".join(schemes)
                self._problem("--numbering", Phrase("which one? {known}", known=known))
                self.asking.stop_if_wrong()
            return next(iter(schemes.values()))
        options = [(each, f"→ {self._next(scheme, place)}") for each, scheme in schemes.items()]

        def refused(answer: str) -> Sequence[Phrase]:
            known = ", ".join(schemes)
            return () if answer in schemes else (Phrase("it is one of {known}", known=known),)

        return schemes[self.asking.choice(Phrase("Numbering"), options, refused, default="1")]

    def _next(self, scheme: NumberScheme, place: SopFolder) -> str:
        year = self.given.year or self.today.year
        given = standing_numbers(self.catalogue, self.checked.unread) | self._past
        return next_number(scheme, (place.unit, place.section), year, self.catalogue, given)

    @cached_property
    def _past(self) -> frozenset[str]:
        """The numbers of git's history; none where there is no git, or no repository."""
        try:
            history = History.of(self.root)
            numbers = numbers_of_the_past(history)
        except SopcError:
            return frozenset()
        if history.is_shallow:
            self.asking.tell(
                Phrase(
                    "this clone holds only a part of the history: which numbers were given before "
                    "it is not known"
                )
            )
        return numbers

    def _not_free(self, number: str, place: SopFolder) -> tuple[Phrase, ...]:
        """Why a number cannot be given: another SOP has it, or had it once."""
        now = next((e for e in self.catalogue.entries if str(e.sop.number) == number), None)
        void = {each.number for each in self.catalogue.settings.void}
        if now is None and number not in self._past - void:
            return ()
        following = self._next(self._scheme(place), place)
        if now is not None:
            return (
                Phrase(
                    "{number} is the number of `{title}`; the next free number is {next}",
                    number=number,
                    title=now.sop.title,
                    next=following,
                ),
            )
        return (
            Phrase(
                "{number} was given to another SOP once, and is not given again; the next free "
                "number is {next}",
                number=number,
                next=following,
            ),
        )

    def _lanes_and_status(self, sop: NewSop) -> NewSop:
        if not self.is_asking:
            return sop
        if not self.given.status and sop.number:
            options = [(key, self.asking.say(said)) for key, said in _STATUSES.items()]
            status = self.asking.choice(
                Phrase("How it stands"), options, _is_status, default="draf"
            )
            sop = replace(sop, status=cast(Status, status))
        if sop.status != "belum-disusun" and not sop.lanes:
            lanes = asked_lanes(self.asking, self.catalogue.actors)
            self.new_actors = lanes.new
            sop = replace(sop, lanes=lanes.keys)
        return sop

    def _files(self, sop: NewSop, place: SopFolder) -> NewFiles:
        there = (self.catalogue, self.checked.source_map)
        return new_files(sop, place, self.new_actors, self.root, there, self.today)

    def _problem(self, flag: str, problem: Phrase) -> None:
        self.asking.problems.append(Phrase("{flag}: {problem}", flag=flag, problem=problem))


def _is_status(answer: str) -> Sequence[Phrase]:
    known = ", ".join(_STATUSES)
    return () if answer in _STATUSES else (Phrase("it is one of {known}", known=known),)


def _not_one(words: str, places: Sequence[SopFolder], found: Sequence[SopFolder]) -> Phrase:
    if found:
        return Phrase("`{words}` may be any of {known}", words=words, known=_named(places))
    return Phrase("no section is called `{words}`: {known}", words=words, known=_named(places))


def _named(places: Sequence[SopFolder]) -> str:
    """The first few places, by number and name, and how many more there are."""
    named = "; ".join(f"{place.number} {place.name}" for place in places[:_MOST_NAMED])
    return named if len(places) <= _MOST_NAMED else f"{named}; …"


def _in_one_line(title: str) -> str:
    """A title without the tabs, line ends and runs of spaces that come with it from elsewhere."""
    return " ".join(title.split())
