"""What the office has to decide: contradictions, each once, the weightiest first."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.findings import PlacedNote
from sopc.catalogue.source import Decision, Note
from sopc.notes.names import plain
from sopc.notes.parts import Weight, field_of, kind_of_place, rank_of, weight_of
from sopc.notes.places import NotePlace, Order, entries_in, places


@dataclass(frozen=True, slots=True)
class Question:
    """Notes that say the same, as one: where they stand, and what there is to choose from.

    ``printed`` are the texts that are printed, each with where.
    """

    findings: tuple[PlacedNote, ...]
    weight: Weight
    places: tuple[NotePlace, ...]
    entries: tuple[Entry, ...]
    printed: tuple[tuple[str, tuple[NotePlace, ...]], ...]
    choices: tuple[str, ...]

    @property
    def note(self) -> Note:
        """The first of the notes, which speaks for all."""
        return self.findings[0].note

    @property
    def decision(self) -> Decision | None:
        """How the office decided, if it did."""
        return self.note.decision


def questions(findings: Sequence[PlacedNote], order: Order) -> tuple[Question, ...]:
    """Notes that say the same are one question. They are ordered by weight and, of one weight, by
    what is in doubt; then by how many SOPs have them, most first, then as they stand."""
    found = [_question(group, order) for group in _alike(findings)]
    return tuple(sorted(found, key=lambda each: (each.weight, _rank(each), -len(each.entries))))


def _rank(question: Question) -> int:
    return min(map(rank_of, question.findings))


def _question(group: Sequence[PlacedNote], order: Order) -> Question:
    where = places(group, order)
    printed: dict[str, list[PlacedNote]] = {}
    for finding in group:
        if finding.note.printed:
            printed.setdefault(plain(finding.note.printed), []).append(finding)
    return Question(
        findings=tuple(group),
        weight=min(map(weight_of, group)),
        places=where,
        entries=entries_in(where, order),
        printed=tuple((f[0].note.printed or "", places(f, order)) for f in printed.values()),
        choices=_each_once(choice for finding in group for choice in finding.note.choices),
    )


def _each_once(texts: Iterator[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(plain(text), text)
    return tuple(found.values())


def _alike(findings: Sequence[PlacedNote]) -> list[list[PlacedNote]]:
    """Notes in groups, so that those with anything in common by which they say the same are one."""
    groups: list[list[PlacedNote]] = []
    by_key: dict[Hashable, list[PlacedNote]] = {}
    for finding in findings:
        keys = list(_keys(finding))
        joined: list[PlacedNote] = []
        for group in {id(g): g for g in (by_key.get(key) for key in keys) if g}.values():
            joined += group
            groups = [each for each in groups if each is not group]
        joined.append(finding)
        groups.append(joined)
        for each in joined:
            by_key.update(dict.fromkeys(_keys(each), joined))
    place = {id(finding): n for n, finding in enumerate(findings)}
    ordered = [sorted(group, key=lambda each: place[id(each)]) for group in groups]
    return sorted(ordered, key=lambda group: place[id(group[0])])


def _keys(finding: PlacedNote) -> Iterator[Hashable]:
    """By what a note says the same as another: its reason, or what there is to choose between; of
    steps, in another column, both. Who does a step, and which SOP is meant, is the same question
    only where the same is printed, too."""
    note, kind = finding.note, kind_of_place(finding)
    printed, reason = plain(note.printed or ""), plain(note.reason)
    choices = frozenset(map(plain, note.choices))
    field = field_of(note.part)
    cited = printed if field[0] == "keterkaitan" else ""
    yield kind, note.decision, "reason", reason, cited
    if choices:
        beside = printed if field[-1] == "pelaksana" else cited
        yield kind, note.decision, "choices", choices, beside
        if field[0] == "langkah":
            yield note.decision, "both", reason, choices
    elif printed:
        yield kind, note.decision, "printed", printed
