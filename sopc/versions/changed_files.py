"""What became of the files of a catalogue between two moments, SOP by SOP, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sopc.catalogue.number import counted
from sopc.compare.told import told, told_entries
from sopc.compare.told_values import BothNames, ToldChange
from sopc.language import Phrase
from sopc.load.yaml_reader import read_yaml

_REGISTRIES: Mapping[str, Phrase] = {
    "katalog.yaml": Phrase("Settings of the catalogue"),
    "pelaksana.yaml": Phrase("List of actors"),
    "dasar-hukum.yaml": Phrase("List of regulations"),
    "pejabat.yaml": Phrase("List of officials"),
}


class Became(StrEnum):
    """What became of a file, in one word."""

    NEW = "new"
    REMOVED = "removed"
    RETIRED = "retired"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    CHANGED = "changed"
    UNPRINTED = "unprinted"


_SAID: Mapping[Became, Phrase] = {
    Became.NEW: Phrase("New"),
    Became.REMOVED: Phrase("Taken out of the catalogue"),
    Became.RETIRED: Phrase("Retired"),
    Became.RENUMBERED: Phrase("Has another number"),
    Became.MOVED: Phrase("Stands in another folder"),
    Became.UNPRINTED: Phrase("only remarks and layout of the file, which are not printed"),
}


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """An SOP or a registry that says something else: ``file`` is its name now, ``was`` that of
    then; empty where there is none."""

    file: str
    was: str
    title: Phrase | str
    became: Became
    told: tuple[ToldChange, ...]
    then: bytes | None
    now: bytes | None

    @property
    def headline(self) -> Phrase | str:
        """What became of it as a whole; nothing where only some of it is another."""
        return _SAID.get(self.became, "")

    @property
    def unprinted(self) -> int:
        """How many of its changes stand on no page."""
        return sum(not each.is_printed for each in self.told)

    @property
    def names(self) -> tuple[str, ...]:
        """The files that are kept with it."""
        return tuple(dict.fromkeys(filter(None, (self.was, self.file))))

    @property
    def key(self) -> str:
        """By what it is chosen."""
        return self.file or self.was

    @property
    def is_sop(self) -> bool:
        """Whether it is an SOP, not a registry."""
        return self.key not in _REGISTRIES


def changed_files(
    then: Mapping[str, bytes], now: Mapping[str, bytes], names: BothNames
) -> tuple[ChangedFile, ...]:
    """What became of files, by their paths below the catalogue: of those given that are not the
    same, in the order of their paths, registries last.

    An SOP that has another path is known by its number, or else by its title.
    """
    differing = [name for name in now if then.get(name) != now[name]]
    gone = [name for name in then if name not in now]
    pairs = {name: name for name in differing if name in then}
    pairs |= _moved(now, then, [name for name in differing if name not in then], gone)
    found = [_changed(name, pairs.get(name, ""), then, now, names) for name in differing]
    left = [name for name in gone if name not in pairs.values()]
    found += [_changed("", name, then, now, names) for name in left]
    return tuple(sorted(found, key=lambda each: (not each.is_sop, counted(each.key))))


def _moved(
    now: Mapping[str, bytes],
    then: Mapping[str, bytes],
    new: Sequence[str],
    gone: Sequence[str],
) -> dict[str, str]:
    """The files that have another name, by their names now: of the same number or the same
    title."""
    found: dict[str, str] = {}
    old = {name: data_of(then[name]) for name in gone}
    for key in ("nomor", "nama"):
        for name in new:
            value = data_of(now[name]).get(key)
            same = [each for each in gone if value and old[each].get(key) == value]
            if name not in found and len(same) == 1 and same[0] not in found.values():
                found[name] = same[0]
    return found


def _changed(
    file: str, was: str, then: Mapping[str, bytes], now: Mapping[str, bytes], names: BothNames
) -> ChangedFile:
    before, after = then.get(was), now.get(file)
    old, new = data_of(before), data_of(after)
    registry = _REGISTRIES.get(file or was)
    if registry is not None:
        changes = tuple(told_entries(old, new))
    elif before is None or after is None:
        changes = ()
    else:
        changes = tuple(told(old, new, names))
    title = registry or _title(new if after is not None else old) or file or was
    became = _became(old, new, file, was)
    if became is Became.CHANGED and not any(each.is_printed for each in changes):
        became = Became.UNPRINTED
    return ChangedFile(file, was, title, became, changes, before, after)


def _became(old: Mapping[str, object], new: Mapping[str, object], file: str, was: str) -> Became:
    if not file:
        return Became.REMOVED
    if not was:
        return Became.NEW
    if new.get("status") == "dicabut" != old.get("status"):
        return Became.RETIRED
    if old.get("nomor") != new.get("nomor"):
        return Became.RENUMBERED
    return Became.MOVED if file != was else Became.CHANGED


def _title(data: Mapping[str, object]) -> str:
    said = [data.get(key) for key in ("nomor", "nama")]
    return " ".join(" ".join(each.split()) for each in said if isinstance(each, str))


def data_of(raw: bytes | None) -> Mapping[str, object]:
    """The entries of a file's data; none where it is not readable, or has none."""
    if raw is None:
        return {}
    document, _ = read_yaml(raw, "")
    value = document.value if document else None
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else {}
