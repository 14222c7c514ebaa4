"""What ``sopc init`` has to know: taken from the words of the command line, or asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sopc import pipeline
from sopc.catalogue.form import DEFAULT_FORM
from sopc.catalogue.numbering import Numbering
from sopc.cli.asking import Asking, Refused, is_asked, nothing_refused, reasons
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase
from sopc.load.file_names import printable
from sopc.load.forms import shipped_forms
from sopc.load.sources import InPlaceOf
from sopc.start.catalogue import NewCatalogue, NewOfficial, NewUnit, catalogue_files

FORMS = {
    "permenpanrb-35-2012": Phrase("the regulation's own form, on F4"),
    "lampung-2020": Phrase("as an office in Lampung prints it, with a cover for each SOP"),
    "iso-9001-en": Phrase("in English, for quality manuals: author, reviewer, approver"),
}
"""What is said of each form that comes with the program, the usual one first."""
_PATTERNS = (
    "{unit}.{seksi}.{urut}",
    "{unit}.{urut}",
    "SOP-{urut:3}/{unit}/{tahun}",
    "SOP-{urut:3}/{tahun}",
)

_PutAll = Callable[[tuple[str, ...]], NewCatalogue]


@dataclass(frozen=True, slots=True)
class GivenCatalogue:
    """What the words of the command line say."""

    agency: str | None
    letterhead: tuple[str, ...]
    address: tuple[str, ...]
    approver: str | None
    approver_name: str | None
    nip: str | None
    rank: str | None
    units: tuple[str, ...]
    patterns: tuple[str, ...]
    form: str | None
    year: int | None

    @property
    def is_enough(self) -> bool:
        """Whether nothing has to be asked."""
        return bool(self.agency and self.approver and self.units and self.patterns)


class Interview:
    """A catalogue that comes to be by what is given or answered, one part after the other.

    Until then it has something in each place that can be, so that what a check finds is always of
    the part that was put in last.
    """

    def __init__(self, asking: Asking, folder: Path, given: GivenCatalogue) -> None:
        self.asking = asking
        self.folder = folder
        self.given = given
        self.is_asking = is_asked() and not given.is_enough
        self.doubted: set[Phrase] = set()
        approver, units = NewOfficial("Pimpinan"), (NewUnit("Unit"),)
        self.new = NewCatalogue("Instansi", approver, units, ("{urut}",), date.today().year)

    def catalogue(self) -> NewCatalogue:
        """The whole catalogue; the end of the run where something is wrong or lacking."""
        self._agency()
        self._approver()
        self._units()
        self._numbering()
        self._form_and_year()
        self.asking.stop_if_wrong()
        return self.new

    def _agency(self) -> None:
        given = self.given
        self._one(
            "--agency",
            given.agency,
            Phrase("Name of the agency (such as Dinas Kearsipan Kota Contoh)"),
            lambda text: replace(self.new, agency=text),
            lacking=Phrase('its name, such as "Dinas Kearsipan Kota Contoh"'),
        )
        self._lines(
            "--letterhead",
            given.letterhead,
            lambda n: Phrase("Letterhead, line {n}", n=n),
            lambda lines: replace(self.new, letterhead=lines),
            default=self.new.agency,
        )
        self._lines(
            "--address",
            given.address,
            lambda n: Phrase("Address on covers, line {n}", n=n),
            lambda lines: replace(self.new, address=lines),
        )

    def _approver(self) -> None:
        given = self.given
        self._one(
            "--approver",
            given.approver,
            Phrase("Who enacts SOPs: the office (such as Kepala Dinas Kearsipan Kota Contoh)"),
            lambda text: self._with_approver(office=text),
            lacking=Phrase('the office that enacts SOPs, such as "Kepala Dinas Kearsipan"'),
        )
        self._one(
            "--approver-name",
            given.approver_name,
            Phrase("Name of who holds it, with titles (or nothing: the office only is printed)"),
            lambda text: self._with_approver(name=text),
        )
        is_named = bool(self.new.approver.name)
        if is_named or given.nip:
            nip = Phrase("NIP, 18 digits (or nothing)")
            self._one("--nip", given.nip, nip, lambda text: self._with_approver(nip=text))
        if is_named or given.rank:
            rank = Phrase("Rank, such as Pembina Utama Muda (or nothing)")
            self._one("--rank", given.rank, rank, lambda text: self._with_approver(rank=text))

    def _with_approver(self, **part: str) -> NewCatalogue:
        return replace(self.new, approver=replace(self.new.approver, **part))

    def _units(self) -> None:
        if self.given.units:
            read = tuple(map(_unit_of, self.given.units))
            self._take("--unit", replace(self.new, units=read))
        elif not self.is_asking:
            example = Phrase(
                'each unit, such as "Sekretariat: Sub Bagian Umum; Sub Bagian Keuangan"'
            )
            self._lacks("--unit", example)
        else:
            self._ask_for_units()

    def _ask_for_units(self) -> None:
        units: tuple[NewUnit, ...] = ()
        while True:
            question = Phrase("Unit {n} (nothing: no more)", n=len(units) + 1)
            if not units:
                question = Phrase("Unit 1, in the order of the index (such as Sekretariat)")

            def refused(name: str, before: tuple[NewUnit, ...] = units) -> Sequence[Phrase]:
                return self._refused(replace(self.new, units=(*before, NewUnit(name))))

            name = self.asking.line(question, refused, needed=not units)
            if not name:
                return
            units = (*units, NewUnit(name, self._sections(units, name)))
            self.new = replace(self.new, units=units)

    def _sections(self, units: tuple[NewUnit, ...], name: str) -> tuple[str, ...]:
        sections: tuple[str, ...] = ()
        while True:

            def refused(section: str, before: tuple[str, ...] = sections) -> Sequence[Phrase]:
                unit = NewUnit(name, (*before, section))
                return self._refused(replace(self.new, units=(*units, unit)))

            question = Phrase(
                "  {unit}: section {n} (nothing: no more)", unit=name, n=len(sections) + 1
            )
            section = self.asking.line(question, refused)
            if not section:
                return sections
            sections = (*sections, section)

    def _numbering(self) -> None:
        if self.given.patterns:
            self._take("--numbering", replace(self.new, patterns=self.given.patterns))
        elif not self.is_asking:
            self._lacks("--numbering", Phrase('the pattern of numbers, such as "{pattern}"',
                                              pattern=_PATTERNS[0]))  # fmt: skip
        else:
            self.asking.tell(
                Phrase(
                    "How numbers are made: {{unit}} and {{seksi}} are the numbers of unit and "
                    "section, {{urut}} counts, {{urut:3}} in three digits, {{tahun}} is the year"
                )
            )
            has_sections = any(unit.sections for unit in self.new.units)
            known = [each for each in _PATTERNS if has_sections or "{seksi}" not in each]
            options = [(each, f"→ {self._first_number(each)}") for each in known]
            pattern = self.asking.choice(
                Phrase("Which one, or another pattern, with your own code"),
                options,
                lambda each: self._refused(replace(self.new, patterns=(each,))),
                default="1",
            )
            self.new = replace(self.new, patterns=(pattern,))
            first = self._first_number(pattern)
            self.asking.tell(Phrase("the first number is {number}", number=first))

    def _first_number(self, pattern: str) -> str:
        (number,) = Numbering.of((pattern,)).compose(tahun=self.new.year)
        return number

    def _form_and_year(self) -> None:
        given = self.given
        if given.form is not None:
            self._take("--form", replace(self.new, form=given.form))
        elif self.is_asking:
            known = [
                (name, self.asking.say(FORMS[name])) for name in FORMS if name in shipped_forms()
            ]
            form = self.asking.choice(
                Phrase("Form on which SOPs are printed"),
                known,
                lambda name: self._refused(replace(self.new, form=name)),
                default=DEFAULT_FORM,
            )
            self.new = replace(self.new, form=form)
        year = None if given.year is None else str(given.year)
        question = Phrase("Year on covers")
        self._one(
            "--year",
            year,
            question,
            self._with_year,
            default=str(self.new.year),
            cannot_be=_is_no_year,
        )

    def _with_year(self, text: str) -> NewCatalogue:
        return replace(self.new, year=int(text) if text.isdecimal() and len(text) < 9 else 0)

    def _one(
        self,
        flag: str,
        given: str | None,
        question: Phrase,
        put: Callable[[str], NewCatalogue],
        *,
        default: str = "",
        lacking: Phrase | None = None,
        cannot_be: Refused = nothing_refused,
    ) -> None:
        """One text, which is needed where it is said what is ``lacking`` without it; why it
        ``cannot_be``, before a check looks at it."""
        if given is not None and given.strip():
            self._take(flag, put(given.strip()))
        elif self.is_asking:
            answer = self.asking.line(
                question,
                lambda text: cannot_be(text) or self._refused(put(text)),
                default=default,
                needed=lacking is not None,
            )
            self.new = put(answer) if answer else self.new
        elif lacking is not None:
            self._lacks(flag, lacking)

    def _lines(
        self,
        flag: str,
        given: tuple[str, ...],
        question: Callable[[int], Phrase],
        put: _PutAll,
        *,
        default: str = "",
    ) -> None:
        """A text of several lines: asked for until one has nothing in it."""
        if given:
            self._take(flag, put(given))
            return
        lines: tuple[str, ...] = ()
        while self.is_asking:
            asked = question(len(lines) + 1)
            asked = Phrase("{question} (nothing: no more)", question=asked) if lines else asked

            def refused(text: str, before: tuple[str, ...] = lines) -> Sequence[Phrase]:
                return self._refused(put((*before, text)))

            line = self.asking.line(asked, refused, default="" if lines else default)
            if not line:
                break
            lines = (*lines, line)
            self.new = put(lines)

    def _take(self, flag: str, new: NewCatalogue) -> None:
        """Put in what the command line says, or note why that cannot be. Of what is doubtful it is
        told, and it stays."""
        found = self._found(new)
        problems = [*reasons(found, Severity.ERROR)]
        if not problems:
            self.new = new
            for doubt in reasons(found, Severity.WARNING):
                told = Phrase("{flag}: {problem}", flag=flag, problem=doubt)
                if doubt not in self.doubted:
                    self.asking.tell(Phrase("note: {told}", told=told))
                self.doubted.add(doubt)
        for problem in problems:
            self.asking.problems.append(Phrase("{flag}: {problem}", flag=flag, problem=problem))

    def _lacks(self, flag: str, what: Phrase) -> None:
        self.asking.problems.append(Phrase("give {flag}: {what}", flag=flag, what=what))

    def _refused(self, new: NewCatalogue) -> Sequence[Phrase]:
        """Why a catalogue cannot be so, by the same rules as ``sopc check``; or why that is
        doubtful, if nobody was told yet."""
        found = self._found(new)
        problems = [*reasons(found, Severity.ERROR)]
        doubts = [each for each in reasons(found, Severity.WARNING) if each not in self.doubted]
        if problems or not doubts:
            return problems
        self.doubted.update(doubts)
        return [*doubts, Phrase("type it once more, where it is to be so")]

    def _found(self, new: NewCatalogue) -> Sequence[Diagnostic]:
        files = catalogue_files(new, {})
        named = {printable(self.folder / name): data for name, data in files.items()}
        return pipeline.check(self.folder, date.today(), sources=InPlaceOf(named)).diagnostics


def _unit_of(words: str) -> NewUnit:
    """A unit and its sections, from one word of the command line."""
    name, _, below = words.partition(":")
    sections = tuple(filter(None, (each.strip() for each in below.split(";"))))
    return NewUnit(name.strip(), sections)


def _is_no_year(text: str) -> Sequence[Phrase]:
    if text.isascii() and text.isdecimal():
        return ()
    return (Phrase("a year is written in digits, such as {year}", year=date.today().year),)
