"""The steps of an SOP's file as a table shows them: rows, lanes and ways, whatever stands there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sopc.catalogue.step import END
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
    """A way out of a part: its word, where it leads, and what the file says of that."""

    label: str | None
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


def steps_of(value: object, names: Mapping[str, str], findings: Findings) -> StepsView:
    """The steps of a file's data; ``names`` are those that are printed for actors, by keys."""
    values: Mapping[str, object] = value if isinstance(value, dict) else {}
    rows = _rows(values)
    codes = dict(_codes(rows))
    views = tuple(
        _row(place, row, codes, findings, len(rows)) for place, row in enumerate(rows, start=1)
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
    return [each for each in chain if isinstance(each, dict)] if isinstance(chain, list) else []


def _codes(rows: Sequence[object]) -> Iterator[tuple[str, object]]:
    """Codes, and what each names; of several the first counts, so it comes last."""
    for place, row in reversed([*enumerate(rows, start=1)]):
        if not isinstance(row, dict):
            continue
        chain = _chain(row)
        for part, each in reversed([*enumerate(chain, start=1)]):
            if isinstance(each.get("kode"), str):
                yield each["kode"], [place, part]  # type: ignore[misc]
        if isinstance(row.get("kode"), str):
            yield row["kode"], [place, 1] if chain else place


def _row(
    place: int, row: object, codes: Mapping[str, object], findings: Findings, count: int
) -> StepRow:
    path: KeyPath = ("langkah", place - 1)
    found = tuple(each for way, some in findings.items() if way[:2] == path for each in some)
    values: Mapping[str, object] = row if isinstance(row, dict) else {}
    chain = _chain(values)
    numbered: list[tuple[int | None, Mapping[str, object]]] = [*enumerate(chain, start=1)]
    parts = tuple(
        _part(number, part, (place, count), codes) for number, part in numbered or [(None, values)]
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
    codes: Mapping[str, object],
) -> PartView:
    ways = tuple(_ways(part, codes))
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


def _ways(part: Mapping[str, object], codes: Mapping[str, object]) -> Iterator[StepWay]:
    decision, following = part.get("keputusan"), part.get("lanjut")
    if isinstance(decision, dict):
        for label, target in decision.items():
            yield _way(str(label), target, codes)
    elif isinstance(decision, list):
        for target in decision:
            yield _way(None, target, codes)
    elif following is not None:
        yield _way(None, following, codes)


def _way(label: str | None, target: object, codes: Mapping[str, object]) -> StepWay:
    goal: object = target
    if isinstance(target, str) and target != END:
        goal = codes.get(target)
    return StepWay(label, target, goal, "" if target is None else str(target))


def _goals(rows: Sequence[StepRow]) -> Iterator[Goal]:
    for row in rows:
        said = one_line(row.activity.said)
        short = f"{said[:50]}…" if len(said) > 51 else said
        if len(row.parts) == 1:
            yield Goal(row.place, f"{row.place}. {short}")
        else:
            for part in row.parts:
                yield Goal([row.place, part.part], f"{row.place}.{part.part} {short}")
