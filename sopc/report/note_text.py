"""The notes on a source document for people at a terminal, grouped as an office goes through them.

Parts are named as in the files; each entry has every SOP concerned.
"""

from collections.abc import Iterable, Iterator, Sequence

from sopc.language import Phrase, Translate, english
from sopc.markup.words import one_line
from sopc.notes.actors import Inferred
from sopc.notes.lacking import Empty
from sopc.notes.parts import Weight, joined_parts
from sopc.notes.patterns import Correction, Pattern
from sopc.notes.places import NotePlace, called, short_names
from sopc.notes.questions import Question
from sopc.notes.survey import Survey

_WEIGHTS = {
    Weight.IDENTITY: Phrase("what an SOP is, and who answers for it"),
    Weight.FLOW: Phrase("who does what, and what comes next"),
    Weight.CITATIONS: Phrase("what it refers to"),
    Weight.WORDS: Phrase("words"),
}


def write_notes(found: Survey, say: Translate = english) -> Iterator[str]:
    """Lines for each part that there is: its heading with counts, and its entries below."""
    for lines in (
        _open(found.open, say),
        _decided(found.decided, say),
        _flows(found.flows, say),
        _patterns(found.patterns, say),
        _lacks(found, say),
    ):
        yield from lines


def _notes(questions: Iterable[Question]) -> int:
    return sum(len(question.findings) for question in questions)


def _open(questions: Sequence[Question], say: Translate) -> Iterator[str]:
    if questions:
        counts = {"count": len(questions), "notes": _notes(questions)}
        yield say(Phrase("A. to decide: {count} questions in {notes} notes", **counts))
    weight: Weight | None = None
    for question in questions:
        if question.weight is not weight:
            weight = question.weight
            yield f"  {say(_WEIGHTS[weight])}"
        yield f"    {_places(question.places)}: {one_line(question.note.reason)}"
        facts = [say(Phrase("printed `{text}`", text=one_line(t))) for t, _ in question.printed]
        if question.note.taken:
            facts.append(say(Phrase("taken `{text}`", text=one_line(question.note.taken))))
        if question.choices:
            choices = " / ".join(map(one_line, question.choices))
            facts.append(say(Phrase("the office decides: {choices}", choices=choices)))
        if facts:
            yield f"      {'; '.join(facts)}"


def _decided(questions: Sequence[Question], say: Translate) -> Iterator[str]:
    if questions:
        counts = {"count": len(questions), "notes": _notes(questions)}
        yield say(Phrase("decided: {count} questions in {notes} notes", **counts))
    for question in questions:
        decision = question.decision
        if decision is not None:
            said = f"{one_line(decision.decided)} ({one_line(decision.by)}, {decision.date})"
            yield f"    {_places(question.places)}: {said}"


def _flows(flows: Sequence[Inferred], say: Translate) -> Iterator[str]:
    if flows:
        notes = sum(len(flow.findings) for flow in flows)
        heading = Phrase(
            "B. actors and exits to confirm: {count} SOPs in {notes} notes",
            count=len(flows),
            notes=notes,
        )
        yield say(heading)
    for flow in flows:
        parts = joined_parts(finding.note.part for finding in flow.findings)
        yield f"    {called(flow.entry)}: {parts}"


def _patterns(patterns: Sequence[Pattern], say: Translate) -> Iterator[str]:
    changes = [change for pattern in patterns for change in pattern.changes]
    if changes:
        notes = sum(len(change.findings) for change in changes)
        heading = Phrase(
            "C. corrected or inferred: {count} changes in {notes} notes",
            count=len(changes),
            notes=notes,
        )
        yield say(heading)
    for pattern in patterns:
        reason = f": {one_line(pattern.reason)}" if pattern.reason else ""
        yield f"  {pattern.kind} {'.'.join(pattern.field)}{reason}"
        for change in pattern.changes:
            yield f"    {_places(change.places)}: {_changed(change, say, told=bool(reason))}"


def _changed(change: Correction, say: Translate, *, told: bool) -> str:
    facts = []
    if change.printed:
        facts.append(say(Phrase("printed `{text}`", text=one_line(change.printed))))
    if change.taken:
        facts.append(say(Phrase("taken `{text}`", text=one_line(change.taken))))
    if not told:
        facts.append(one_line(change.reason))
    return "; ".join(facts)


def _lacks(found: Survey, say: Translate) -> Iterator[str]:
    if found.lacks:
        notes = sum(len(lack.findings) for lack in found.lacks)
        heading = Phrase(
            "D. lacking: {count} kinds of places in {notes} notes",
            count=len(found.lacks),
            notes=notes,
        )
        yield say(heading)
    for lack in found.lacks:
        for reason, where in lack.reasons:
            yield f"    {_places(where)}: {one_line(reason)}"
    for empty in found.empty:
        yield f"    {empty.key}: {say(_count(empty))}: {short_names(empty.entries)}"


def _count(empty: Empty) -> Phrase:
    if empty.cells:
        return Phrase("{count} cells printed empty", count=empty.cells)
    return Phrase("box printed empty in {count} SOPs", count=len(empty.entries))


def _places(places: Iterable[NotePlace]) -> str:
    return "; ".join(
        " ".join(
            filter(
                None,
                (
                    short_names(place.entries) or (place.registered or ("katalog.yaml",))[0],
                    place.registered[1] if place.registered else "",
                    place.part,
                ),
            )
        )
        for place in places
    )
