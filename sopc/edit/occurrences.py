"""Where names stand: each place at which something is named, or called by its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sopc.catalogue.references import NameKind, named_at, way_of
from sopc.catalogue.step import END
from sopc.diagnostics import KeyPath
from sopc.load.plain_yaml import Extent
from sopc.load.yaml_reader import YamlDocument

_REGISTRIES: Final = {
    "pelaksana": NameKind.ACTOR,
    "dasar-hukum": NameKind.REGULATION,
    "pejabat": NameKind.OFFICIAL,
}
_CODES: Final = frozenset({"langkah.kode", "langkah.rangkaian.kode"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name at a place. ``file`` tells whose it is where each file has its own: codes of steps.

    ``extent`` is from the first character up to the one after the last, quotes included. ``row``
    is the place of the row, from 1, that a target without a code leads to.
    """

    named: NameKind
    name: str
    file: str
    path: KeyPath
    extent: Extent
    defines: bool = False
    row: int | None = None

    def is_of(self, other: "Occurrence") -> bool:
        """Whether both are about the same thing."""
        within = self.named is not NameKind.STEP or self.file == other.file
        return within and (self.named, self.name, self.row) == (other.named, other.name, other.row)


def occurrences(kind: str, document: YamlDocument) -> Iterator[Occurrence]:
    """Every name in a file of a kind, in its order."""
    if kind in _REGISTRIES:
        for path, extent in document.keys.items():
            if len(path) == 1:
                name = str(path[0])
                yield Occurrence(_REGISTRIES[kind], name, document.file, path, extent, defines=True)
    for path, extent in document.values.items():
        found = _named(kind, path)
        if found is None:
            continue
        named, defines = found
        value = value_at(document.value, path)
        if isinstance(value, str) and value.strip() not in ("", END):
            yield Occurrence(named, value.strip(), document.file, path, extent, defines)
        elif named is NameKind.STEP and isinstance(value, int) and not isinstance(value, bool):
            yield Occurrence(named, "", document.file, path, extent, row=value)


def value_at(value: Any, path: KeyPath) -> Any:
    """What stands at a path, which is there."""
    for part in path:
        value = value[part]
    return value


def _named(kind: str, path: KeyPath) -> tuple[NameKind, bool] | None:
    """What a value at a path names, and whether it gives the name."""
    if kind == "sop" and path == ("nomor",):
        return NameKind.NUMBER, True
    if kind == "sop" and path[-1:] == ("kode",) and way_of(kind, path) in _CODES:
        return NameKind.STEP, True
    named = named_at(kind, path)
    return None if named is None else (named, False)
