"""A step more or less in an SOP, or at another place: every arrow keeps its step."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeAlias, cast

from sopc.catalogue.step import END
from sopc.changes import Remove, Replace
from sopc.diagnostics import Diagnostic, Severity, SopcError
from sopc.edit.intended import intended
from sopc.edit.judging import told
from sopc.edit.lists import NoSuchList, WrittenList, written_list
from sopc.edit.noted import in_words
from sopc.edit.patched import NotIntended
from sopc.edit.surgery import edits_of
from sopc.edit.text_edits import TextEdit, joined
from sopc.language import Phrase
from sopc.load.plain_yaml import first_invisible, invisible
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.lanes import with_lanes
from sopc.rewrite.new_step import NewStep
from sopc.rewrite.not_possible import NotPossible
from sopc.rewrite.proposal import Proposal, checked_with
from sopc.rewrite.reorganisation import Amendment, edited
from sopc.rewrite.revision_dates import revised_on, undated
from sopc.rewrite.sop_file import SopFile, row_of
from sopc.rewrite.step_places import NewRow, Recounted, Told, recounted
from sopc.suggest import did_you_mean

_STEPS: Final = "langkah"
_Listed: TypeAlias = Callable[[WrittenList], WrittenList]
_Made: TypeAlias = Callable[[list[YamlValue]], list[YamlValue]]


@dataclass(frozen=True, slots=True)
class StepChange:
    """What becomes of an SOP's steps. ``done`` says it to who reads along; ``more`` are edits of
    the file beside those of its steps."""

    sop: SopFile
    listed: _Listed
    made: _Made
    recounted: Recounted
    done: Phrase
    more: tuple[Amendment, ...] = ()

    def proposal(self, revised: date | None = None) -> Proposal:
        """The bytes of the file then, with a day of revision if one is given.

        Raises NotPossible where more than the steps would have to be touched.
        """
        sop = self.sop
        try:
            raw = edited(sop.as_file, *self._edits(revised))
        except (NotIntended, NoSuchList, LookupError):
            raise NotPossible(
                [
                    Phrase(
                        "the steps of `{file}` cannot be taken apart by this command: write them "
                        "as a list, each in lines of its own",
                        file=sop.file.name,
                    )
                ]
            ) from None
        return Proposal({sop.name: sop.file.raw}, {sop.name: raw})

    def _edits(self, revised: date | None) -> tuple[list[TextEdit], YamlValue]:
        sop, changes = self.sop, self.recounted.changes
        inside: list[TextEdit] = []
        beside: list[TextEdit] = []
        for change in changes:
            found = _edits_of(sop, change)
            if not found:
                raise NotIntended(sop.file.name)
            is_inside = row_of(change.path) is not None if isinstance(change, Replace) else False
            (inside if is_inside else beside).extend(found)
        steps = self.listed(written_list(sop.document, (_STEPS,), inside))
        meant = cast("dict[str, YamlValue]", intended(sop.document, changes))
        meant[_STEPS] = self.made(cast("list[YamlValue]", meant[_STEPS]))
        edits = [*joined(beside), TextEdit(steps.start, steps.end, steps.text)]
        day = None if revised is None else revised_on(sop.as_file, revised)
        value: YamlValue = meant
        for each in (*self.more, *(() if day is None else (day,))):
            edits += each.edits
            value = each.made(value)
        return edits, value


def dated(change: StepChange, today: date, day: date, since: str | None) -> Proposal:
    """What the file is to say, with the day of revision where change control asks for one.

    Raises SopcError as ``check`` does, and NotPossible.
    """
    proposal = change.proposal()
    if since is None:
        return proposal
    after = checked_with(change.sop.read.root, today, proposal, since)
    return change.proposal(day) if change.sop.file.name in undated(after) else proposal


def new_warnings(
    change: StepChange, before: Sequence[Diagnostic], after: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """What is to be looked at in the SOP's file that was not before: of codes that are told more
    often then."""
    name = change.sop.file.name

    def own(found: Sequence[Diagnostic]) -> list[Diagnostic]:
        return [e for e in found if e.place.file == name and e.severity is Severity.WARNING]

    known = {told(each) for each in own(before)}
    for each in own(after):
        counts = [sum(other.code == each.code for other in own(found)) for found in (before, after)]
        if told(each) not in known and counts[1] > counts[0]:
            yield each


def inserted(sop: SopFile, after: str, new: NewStep) -> StepChange:
    """A new step behind another, or with ``0`` before all. Raises SopcError, or NotPossible."""
    row = 0 if after == "0" else sop.row(after)
    _hold_actors(sop, new.actors)
    _hold_visible(new.text, new.code or "")
    if new.code in sop.procedure.by_code:
        other = sop.called(sop.procedure.by_code[new.code].row + 1)
        raise NotPossible(
            [Phrase("`{code}` is the code of {step}: choose another", code=new.code, step=other)]
        )

    def place(old: int) -> int:
        return old if old <= row else old + 1

    def listed(steps: WrittenList) -> WrittenList:
        return steps.put_in(row, new.written(sop, row, steps.ending))

    def made(steps: list[YamlValue]) -> list[YamlValue]:
        return [*steps[:row], new.data, *steps[row:]]

    done = Phrase("step {place} is new", place=row + 1)
    if row:
        done = Phrase("step {place} is new, behind {step}", place=row + 1, step=sop.called(row))
    missing = [key for key in dict.fromkeys(new.actors) if key not in sop.entry.own.lanes]
    counted = recounted(sop, place)
    if any(step.number is not None for step in sop.steps):
        what = Phrase("step {place} is new, and has no `nomor` of its own", place=row + 1)
        counted = replace(counted, told=(*counted.told, Told(sop.place((_STEPS,)), what)))
    lanes = with_lanes(sop, missing)
    for key in missing if lanes else ():
        what = Phrase("`{key}` has a lane now, behind the others", key=key)
        counted = replace(counted, told=(*counted.told, Told(sop.place(("pelaksana",)), what)))
    return StepChange(sop, listed, made, counted, done, lanes)


def moved(sop: SopFile, step: str, after: str) -> StepChange:
    """A step behind another, or with ``0`` before all. Raises SopcError, or NotPossible."""
    row, behind = sop.row(step), 0 if after == "0" else sop.row(after)
    if behind in (row, row - 1):
        raise NotPossible([Phrase("{step} stands there already", step=sop.called(row))])
    order = [each for each in range(1, len(sop.steps) + 1) if each != row]
    to = order.index(behind) + 1 if behind else 0
    order.insert(to, row)
    places = {old: new for new, old in enumerate(order, start=1)}

    def made(steps: list[YamlValue]) -> list[YamlValue]:
        return [steps[each - 1] for each in order]

    done = Phrase("{step} is step {place} now", step=sop.called(row), place=to + 1)
    counted = recounted(sop, lambda old: places.get(old, old))
    return StepChange(sop, lambda steps: steps.moved(row - 1, to), made, counted, done)


def removed(sop: SopFile, step: str, lead_to: str | None) -> StepChange:
    """A step taken out. Raises SopcError, or NotPossible, as where others lead to it and it is not
    said to which step, or ``selesai``, they lead then."""
    row = sop.row(step)
    if len(sop.steps) == 1:
        raise NotPossible([Phrase("{step} is the only one", step=sop.called(row))])
    leading = [
        each for each, to in sop.targets() if to == row and row_of(each.path) not in (row, None)
    ]
    if leading and lead_to is None:
        raise NotPossible(_led_to(sop, row, [row_of(each.path) or 0 for each in leading]))

    def place(old: int) -> int | None:
        return None if old == row else old - (old > row)

    counted = recounted(sop, place)
    if leading and lead_to is not None:
        target = _target(sop, row, lead_to, place)
        ways = [
            Replace(sop.file.name, each.path, each.name if each.row is None else each.row, target)
            for each in leading
        ]
        counted = replace(counted, changes=(*counted.changes, *ways))

    def made(steps: list[YamlValue]) -> list[YamlValue]:
        return [*steps[: row - 1], *steps[row:]]

    done = Phrase("{step} is gone", step=sop.called(row))
    return StepChange(sop, lambda steps: steps.taken_out(row - 1), made, counted, done)


def _led_to(sop: SopFile, row: int, rows: Sequence[int]) -> Iterator[Phrase]:
    for each in dict.fromkeys(rows):
        yield Phrase(
            "{step} leads to {other}: say with --lead-to where it leads then",
            step=sop.called(each),
            other=sop.called(row),
        )


def _target(sop: SopFile, row: int, lead_to: str, place: NewRow) -> str | int:
    """Where to lead, by a code if there is one."""
    if lead_to == END:
        return END
    to = sop.row(lead_to)
    if to == row:
        raise NotPossible([Phrase("{step} is the one that is to be gone", step=sop.called(row))])
    if lead_to in sop.procedure.by_code:
        return lead_to
    found = place(to)
    assert found is not None
    return sop.steps[to - 1].code or found


def _hold_actors(sop: SopFile, keys: Sequence[str]) -> None:
    catalogue = sop.read.catalogue
    assert catalogue is not None
    for key in keys:
        if key not in catalogue.actors:
            problem = Phrase("no actor has the key `{key}`", key=key)
            hint = did_you_mean(key, catalogue.actors) or Phrase(
                "write it into pelaksana.yaml first"
            )
            raise SopcError(Phrase("{problem}; {hint}", problem=problem, hint=hint))


def _hold_visible(*words: str) -> None:
    """No file with invisible characters would be read."""
    for each in words:
        at = first_invisible(each, 0, len(each))
        if at is not None:
            raise SopcError(invisible(each[at])[0])


def _edits_of(sop: SopFile, change: Replace | Remove) -> tuple[TextEdit, ...]:
    """The edits of a change; of a text, in the signs in which it is written."""
    if isinstance(change, Remove) or not isinstance(change.old, str) or change.new is None:
        return edits_of(sop.document, change)
    if not isinstance(change.new, str):
        return edits_of(sop.document, change)
    old, new = change.old, change.new
    start, end = sop.document.values[change.path]
    text = in_words(
        sop.document.text[start:end], new, lambda t: t.replace(old.strip(), new.strip())
    )
    return (TextEdit(start, end, text),)
