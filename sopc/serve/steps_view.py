"""The steps of an SOP's file as a table shows them: rows, lanes and ways, whatever stands there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sopc.catalogue.step import END, MAX_EXITS
from sopc.changes import KeyPath
from sopc.diagnostics import Diagnostic
from sopc.markup.words import one_line
from sopc.serve.drafting import UNWRITTEN

Symbol: TypeAlias = Literal["mulai", "proses", "keputusan", "selesai"]
Findings: TypeAlias = Mapping[KeyPath, Sequence[Diagnostic]]
STANDARDS: Final = ("kelengkapan", "waktu", "output", "keterangan")
"""The *mutu baku* of a step, and its remarks."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the flowchart: an actor. ``is_free`` where nothing stands in it."""

    actor: str
    called: str
    is_free: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a way can lead: ``value`` is a row, a row and a part, or the end, as changes say it."""

    value: object
    called: str


@dataclass(frozen=True, slots=True)
class StepWay:
    """A way out of a part: how changes call it, its word, where it leads (None where that is not
    there), and what the file says of that."""

    name: str | None
    word: str | None
    written: object
    goal: object
    called: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A symbol of a row: of a chain its place from 1, and who does it."""

    part: int | None
    actors: tuple[str, ...]
    symbol: Symbol
    ways: tuple[StepWay, ...]

    @property
    def is_end(self) -> bool:
        """Whether nothing follows."""
        return self.symbol == "selesai" and not self.ways

    @property
    def has_room(self) -> bool:
        """Whether there can be one way more."""
        return bool(self.ways) and self.ways[0].word is not None and len(self.ways) < MAX_EXITS

    @property
    def has_spare(self) -> bool:
        """Whether there can be one way less."""
        return len(self.ways) > 2


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a row, or several, one a line."""

    key: str
    path: KeyPath
    value: object
    said: str
    findings: tuple[Diagnostic, ...]
    is_text: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step. ``is_read`` is false where what stands there is no step."""

    place: int
    number: str
    activity: Text
    parts: tuple[PartView, ...]
    standards: tuple[Text, ...]
    findings: tuple[Diagnostic, ...]
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class StepsView:
    """The table: lanes from left to right, rows from above, and where ways can lead."""

    lanes: tuple[Lane, ...]
    rows: tuple[StepRow, ...]
    goals: tuple[Goal, ...]

    def following(self, place: int, part: int | None) -> object:
        """Where a part leads by itself, as changes say it."""
        own = place if part is None else [place, part]
        values: list[object] = [each.value for each in self.goals]
        return [*values, END][values.index(own) + 1]


def steps_of(value: object, names: Mapping[str, str], findings: Findings) -> StepsView:
    """The steps of a file's data; ``names`` are those that are printed for actors, by keys."""
    values: Mapping[str, object] = value if isinstance(value, dict) else {}
    rows = _rows(values)
    goals = dict(_places_of(rows))
    is_list = isinstance(values.get("langkah"), list)
    views = tuple(
        _row(place, row, goals, findings, (len(rows), is_list))
        for place, row in enumerate(rows, start=1)
    )
    used = [actor for view in views for part in view.parts for actor in part.actors]
    keys = dict.fromkeys([*_keys(values.get("pelaksana")), *used])
    lanes = tuple(Lane(key, names.get(key, key), key not in used) for key in keys)
    return StepsView(lanes, views, tuple(_goals(views)))


def _rows(values: Mapping[str, object]) -> list[object]:
    steps = values.get("langkah")
    if isinstance(steps, list):
        return steps
    return [] if steps is None else [steps]


def _keys(value: object) -> list[str]:
    """Actors, of which one may stand without a list."""
    every = value if isinstance(value, list) else [value]
    return [each for each in every if isinstance(each, str)]


def _chain(row: Mapping[str, object]) -> list[Mapping[str, object]]:
    chain = row.get("rangkaian")
    every = chain if isinstance(chain, list) else []
    return [each if isinstance(each, dict) else {} for each in every]


def _places_of(rows: Sequence[object]) -> Iterator[tuple[str | int, object]]:
    """What targets can be, and where each leads; of several codes the first counts, so it comes
    last."""
    yield END, END
    for place, row in reversed([*enumerate(rows, start=1)]):
        chain = _chain(row) if isinstance(row, dict) else []
        goal = [place, 1] if len(chain) > 1 else place
        yield place, goal
        for part, each in reversed([*enumerate(chain, start=1)]):
            code = each.get("kode")
            if isinstance(code, str):
                yield code.strip(), [place, part] if len(chain) > 1 else place
        code = row.get("kode") if isinstance(row, dict) else None
        if isinstance(code, str):
            yield code.strip(), goal


def _row(
    place: int,
    row: object,
    goals: Mapping[str | int, object],
    findings: Findings,
    written: tuple[int, bool],
) -> StepRow:
    count, is_list = written
    path: KeyPath = ("langkah", place - 1) if is_list else ("langkah",)
    found = tuple(
        each for way, some in findings.items() if way[: len(path)] == path for each in some
    )
    values: Mapping[str, object] = row if isinstance(row, dict) else {}
    chain = _chain(values)
    numbered: list[tuple[int | None, Mapping[str, object]]] = [*enumerate(chain, start=1)]
    parts = tuple(
        _part(number if len(chain) > 1 else None, part, (place, count), goals)
        for number, part in numbered or [(None, values)]
    )
    number = values.get("nomor")
    standards = tuple(_text(key, (*path, key), values, findings) for key in STANDARDS)
    return StepRow(
        place,
        str(place if number is None else number),
        _text("uraian", (*path, "uraian"), values, findings),
        parts,
        standards,
        found,
        isinstance(row, dict),
    )


def _text(key: str, path: KeyPath, values: Mapping[str, object], findings: Findings) -> Text:
    value = values.get(key)
    every = value if isinstance(value, list) else [] if value is None else [value]
    is_text = all(isinstance(each, str | int | float) for each in every)
    said = "\n".join(str(each).rstrip("\n") for each in every) if is_text else ""
    said = "" if key == "uraian" and said == UNWRITTEN else said
    found = tuple(e for way, some in findings.items() if way[: len(path)] == path for e in some)
    return Text(key, path, value, said, found, is_text)


def _part(
    number: int | None,
    part: Mapping[str, object],
    where: tuple[int, int],
    goals: Mapping[str | int, object],
) -> PartView:
    ways = tuple(_ways(part, goals))
    return PartView(number, tuple(_keys(part.get("pelaksana"))), _symbol(part, where, ways), ways)


def _symbol(part: Mapping[str, object], where: tuple[int, int], ways: Sequence[StepWay]) -> Symbol:
    """Which symbol stands there, as far as the file says so."""
    place, count = where
    said = part.get("jenis")
    if part.get("keputusan") is not None:
        return "keputusan"
    if said in ("mulai", "proses", "selesai"):
        return said
    if place == 1:
        return "mulai"
    ends = any(way.goal == END for way in ways) or (place == count and not ways)
    return "selesai" if ends else "proses"


def _ways(part: Mapping[str, object], goals: Mapping[str | int, object]) -> Iterator[StepWay]:
    decision, following = part.get("keputusan"), part.get("lanjut")
    if isinstance(decision, dict):
        for label, target in decision.items():
            yield _way(str(label), str(label), target, goals)
    elif isinstance(decision, list):
        for place, target in enumerate(decision):
            yield _way(str(place), None, target, goals)
    elif following is not None:
        yield _way(None, None, following, goals)


def _way(
    name: str | None, word: str | None, target: object, goals: Mapping[str | int, object]
) -> StepWay:
    found = target.strip() if isinstance(target, str) else target
    is_target = not isinstance(found, bool)
    goal = goals.get(found) if is_target and isinstance(found, str | int) else None
    return StepWay(name, word, target, goal, "" if target is None else str(target))


def _goals(rows: Sequence[StepRow]) -> Iterator[Goal]:
    for row in rows:
        said = one_line(row.activity.said)
        short = f"{said[:50]}…" if len(said) > 51 else said
        if len(row.parts) == 1:
            yield Goal(row.place, f"{row.place}. {short}")
        else:
            for part in row.parts:
                yield Goal([row.place, part.part], f"{row.place}.{part.part} {short}")
