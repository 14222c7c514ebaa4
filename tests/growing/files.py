"""Ways to fill a place of a file with so many of one thing, and where places are in a sample."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from tests.growing.places import ANY, EACH, Place, Takes
from tests.growing.samples import beside, name_of, samples

Steps: TypeAlias = tuple[str | int | None, ...]
"""The way to a value in a sample: keys, positions, and None where one thing stands for a list."""

_SCALAR, _LISTED = (str, int), (list, str)
_KINDS: dict[Takes, tuple[type, ...]] = {
    "text": _SCALAR,
    "number": _SCALAR,
    "list": _LISTED,
    "keys": (dict,),
    "group": (dict,),
    "choice": (object,),
}


class Unsampled(Exception):
    """A place of a schema that no sample has: ``tests/growing/samples.py`` has to."""


def is_taken(place: Place) -> Callable[[Any], bool]:
    """Whether a value is of the kind that a place takes."""
    return lambda value: isinstance(value, _KINDS[place.takes])


def found_at(data: Any, path: tuple[str, ...], wanted: Callable[[Any], bool]) -> Steps | None:
    """The way to the first value of a wanted kind at a path, or None."""
    if not path:
        return () if wanted(data) else None
    for step, inner in _inner(data, path[0]):
        rest = found_at(inner, path[1:], wanted)
        if rest is not None:
            return (step, *rest)
    return None


def _inner(data: Any, step: str) -> Iterator[tuple[str | int | None, Any]]:
    if step == EACH:
        yield from enumerate(data) if isinstance(data, list) else [(None, data)]
    elif isinstance(data, dict):
        yield from data.items() if step == ANY else ((k, v) for k, v in data.items() if k == step)


def value_at(data: Any, steps: Steps) -> Any:
    """What stands at the end of a way."""
    for step in steps:
        data = data if step is None else data[step]
    return data


def replaced(data: Any, steps: Steps, value: Any) -> Any:
    """Data with another value at the end of a way."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if step is None:
        return replaced(data, rest, value)
    if isinstance(step, int):
        return [*data[:step], replaced(data[step], rest, value), *data[step + 1 :]]
    return {**data, step: replaced(data[step], rest, value)}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a sample: the file's data, and the way to it there."""

    place: Place
    data: Any
    steps: Steps

    @classmethod
    def of(cls, place: Place) -> "Spot":
        """Raises Unsampled where no sample has such a place."""
        for data in samples(place.kind):
            steps = found_at(data, place.path, is_taken(place))
            if steps is not None:
                return cls(place, data, steps)
        raise Unsampled(str(place))

    @property
    def value(self) -> Any:
        """What stands there in the sample."""
        return value_at(self.data, self.steps)

    def files(self, value: Any) -> dict[str, Any]:
        """The data of a catalogue's files with a value in the place."""
        kind = self.place.kind
        return {**beside(kind), name_of(kind): replaced(self.data, self.steps, value)}


_KEPT = frozenset({"jenis", "status", "peran", "waktu"})


def other(value: Any, number: int) -> Any:
    """A value like another: with a number in all that is written in it."""
    if isinstance(value, dict):
        return {k: v if k in _KEPT else other(v, number) for k, v in value.items()}
    if isinstance(value, list):
        return [other(each, number) for each in value]
    if not isinstance(value, str):
        usual = type(value) is int and value < 1000
        return number if usual else 1900 + number % 300 if type(value) is int else value
    for pattern, changed in (
        ("[0-9]+-[0-9]+", f"{number}-{number + 1}"),
        (r"K[.0-9]+", f"K.1.1.1.{number}"),
        (r".*\{urut\}.*", f"K{number}.{{urut}}"),
        ("[A-Z]{3}[0-9]{3}", f"FLW{number % 1000:03d}"),
        ("[0-9 ]{21}", f"19700101 199503 1 {number:03d}"),
        ("20[0-9-]+", f"{2000 + number % 8000}-01"),
    ):
        if re.fullmatch(pattern, value):
            return changed
    return f"{value}{number}"


class Bare(float):
    """A number by its digits, however many."""

    digits: str

    def __new__(cls, digits: str) -> "Bare":
        made = super().__new__(cls, 1)
        made.digits = digits
        return made

    def __repr__(self) -> str:
        return self.digits


@dataclass(frozen=True, slots=True)
class Filling:
    """A way to fill places of certain kinds.

    ``made`` has what stands in a place of a sample, and how many units shall stand there. Where all
    places of a file are filled, lists and groups keep what they have, and have the units after it.
    """

    name: str
    takes: tuple[Takes, ...]
    made: Callable[[Any, int], Any]

    def grown(self, sample: Any, value: Any, size: int) -> Any:
        """What stands in a place when the places within it are filled, too."""
        more = self.made(sample, size)
        if isinstance(value, list) and isinstance(more, list):
            return [*value, *more]
        return {**more, **value} if isinstance(value, dict) and isinstance(more, dict) else more


def text_of(data: Any, *, lines: bool = False) -> str:
    """Data as a file: JSON, which is YAML too, all in one line or each value in its own.

    In ASCII, so that no excerpt of the file is wider for what happens to stand in it.
    """
    return json.dumps(data, indent=0 if lines else None)


TOKENS = (
    *("a", "kata ", "jika ", "SOP ", "SOP Menerima Surat ", "surta ", "surat ", "tidak ", "dan "),
    *("*", "**", "*a", "_", "[", "]", "(", ")", "[a](", "[a](https://a)", "https://a.go/", "\\*"),
    *("{", "{urut}", "[{n}", "<", "&", "\\", "'", '"', "“", "`", "#", "|", ":", ".", ",", "-", "–"),
    *("1", "1.", "1 ", "1/", "1-", "1.000", "1-2, ", "19700101 199503 1 001 ", "K.", "K.1.1.1.1 "),
    *("1. a\n", "- a\n", "\n", "a ", "a-", "/", "1 jam ", "1 jam dan ", "5 menit - ", "± ", "? "),
    *("langkah[1].", "Staf ", "kepala ", "uu-1-2020 ", "UU ", "apakah ", "lihat ", "halaman 1 "),
    *("e\u0301", "\u00e9", "\u0633", "\u4e00", "ß", "İ", "baris 1, ", "a; ", "… ", "[1]", "staf, "),
)  # fmt: skip
"""What texts are made of, over and over: what readers and rules look for."""


def _repeated(token: str) -> Filling:
    return Filling(repr(token), ("text",), lambda _, size: token * size)


def _item(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _listed(
    name: str, item: Callable[[Any, int], Any], keyed: Callable[[Any, int], Any]
) -> Filling:
    def made(value: Any, size: int) -> Any:
        if not isinstance(value, dict):
            return [item(_item(value), number + 2) for number in range(size)]
        first = next(iter(value.values()))
        return {f"kunci{number}": keyed(first, number + 2) for number in range(size)}

    return Filling(name, ("list", "keys"), made)


TEXTS = (
    *map(_repeated, TOKENS),
    Filling("words", ("text",), lambda _, size: " ".join(f"kata{n}" for n in range(size))),
    Filling("itself", ("text",), lambda value, size: f"{value} " * size),
)
NUMBERS = (
    Filling("digits", ("number", "text"), lambda _, size: "1" * size),
    Filling("bare digits", ("number", "text"), lambda _, size: Bare("1" * size)),
    Filling("bare decimal", ("number", "text"), lambda _, size: Bare("1." + "1" * size)),
)
LISTS = (
    _listed("equal", lambda item, _: item, lambda item, _: item),
    _listed("different", other, other),
)
FAULTS = (
    _listed("other kind", lambda item, _: [[item]], lambda item, _: [[item]]),
    _listed("numbers", lambda _, number: number, lambda _, number: number),
    _listed("unknown", lambda _, number: {f"kunci{number}": 1}, lambda _, __: None),
    Filling(
        "unknown keys",
        ("group",),
        lambda value, size: {**value, **{f"{next(iter(value))}{n}": 1 for n in range(size)}},
    ),
    Filling("a list", ("group",), lambda value, size: [value] * size),
    Filling("a word", ("group", "list", "keys"), lambda _, size: "a" * size),
)
FILLINGS = (*TEXTS, *NUMBERS, *LISTS, *FAULTS)
