"""What the files of a catalogue say differently than at the last commit, SOP by SOP, in words."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sopc.catalogue.references import NameKind
from sopc.compare.told import ToldChange, told, told_entries
from sopc.language import Phrase
from sopc.limits import YAML
from sopc.load.file_names import may_be_read
from sopc.load.git import object_name_of
from sopc.load.history import History
from sopc.load.yaml_reader import read_yaml
from sopc.serve.checking import DeskSnapshot

_KINDS = {
    "pelaksana": NameKind.ACTOR,
    "dasar-hukum": NameKind.REGULATION,
    "pejabat": NameKind.OFFICIAL,
}
_REGISTRIES: Mapping[str, Phrase] = {
    "katalog": Phrase("Settings of the catalogue"),
    "pelaksana": Phrase("List of actors"),
    "dasar-hukum": Phrase("List of regulations"),
    "pejabat": Phrase("List of officials"),
}


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """An SOP or a registry that says something else: ``file`` is its name now, ``was`` that at the
    last commit; empty where there is none."""

    file: str
    was: str
    title: Phrase | str
    headline: Phrase | str
    told: tuple[ToldChange, ...]
    then: bytes | None
    now: bytes | None

    @property
    def names(self) -> tuple[str, ...]:
        """The files that are kept with it."""
        return tuple(dict.fromkeys(filter(None, (self.was, self.file))))

    @property
    def key(self) -> str:
        """By what it is chosen."""
        return self.file or self.was


def changed_files(snapshot: DeskSnapshot, commit: str) -> tuple[ChangedFile, ...]:
    """What is not as at a commit; of an empty one, everything. Raises SopcError."""
    then, gone, differing = _differing(snapshot, commit)
    pairs = {name: name for name in differing if name in then}
    new = [name for name in differing if name not in then]
    pairs |= _moved(differing, then, new, gone)
    left = [name for name in gone if name not in pairs.values()]
    found = [
        _changed(snapshot, differing[name], name, pairs.get(name, ""), then) for name in differing
    ]
    found += [_changed(snapshot, None, "", name, then) for name in left]
    return tuple(sorted(filter(None, found), key=lambda each: each.key))


def version_of_changes(changes: Sequence[ChangedFile], commit: str) -> str:
    """The same for the same changes since the same commit."""
    known = sha256(commit.encode())
    for each in changes:
        for said in (each.was, each.file):
            known.update(said.encode("utf-8", "surrogateescape") + b"\0")
        known.update(sha256(each.now or b"").digest())
    return known.hexdigest()[:32]


def _differing(
    snapshot: DeskSnapshot, commit: str
) -> tuple[dict[str, bytes], list[str], dict[str, bytes]]:
    """The files of the commit that are not as they were, those of them that are gone, and the
    files of now that are not as they were."""
    root = snapshot.root
    now = {each.path.relative_to(root).as_posix(): each.raw for each in snapshot.files.values()}
    if not commit:
        return {}, [], now
    history = History.of(root)
    files = {path: name for path, name in history.files(commit).items() if may_be_read(path)}
    differing = {
        path: raw for path, raw in now.items() if path not in files or not _is(raw, files[path])
    }
    gone = [path for path in files if path not in now and not os.path.lexists(root / path)]
    if gone:
        hidden = {*history.not_checked_out()}
        gone = [path for path in gone if path not in hidden]
    wanted = {path: files[path] for path in (*differing, *gone) if path in files}
    contents = history.contents(wanted.values(), YAML)
    then = {path: contents[name] for path, name in wanted.items() if name in contents}
    return then, [each for each in gone if each in then], differing


def _is(raw: bytes, name: str) -> bool:
    """Whether git knows these bytes by a name, also where it keeps other ends of lines."""
    return object_name_of(raw, len(name)) == name or (
        b"\r\n" in raw and object_name_of(raw.replace(b"\r\n", b"\n"), len(name)) == name
    )


def _moved(
    now: Mapping[str, bytes],
    then: Mapping[str, bytes],
    new: Sequence[str],
    gone: Sequence[str],
) -> dict[str, str]:
    """The files that have another name, by their names now: of the same number or the same
    title."""
    found: dict[str, str] = {}
    old = {name: _data(then[name]) for name in gone}
    for key in ("nomor", "nama"):
        for name in new:
            value = _data(now[name]).get(key)
            same = [each for each in gone if value and old[each].get(key) == value]
            if name not in found and len(same) == 1 and same[0] not in found.values():
                found[name] = same[0]
    return found


def _changed(
    snapshot: DeskSnapshot, now: bytes | None, file: str, was: str, then: Mapping[str, bytes]
) -> ChangedFile | None:
    before = then.get(was)
    old, new = _data(before), _data(now)
    name = file or was
    registry = _REGISTRIES.get(name.removesuffix(".yaml")) if "/" not in name else None
    if registry is not None:
        told_of: Iterator[ToldChange] = told_entries(old, new)
    elif before is None or now is None:
        told_of = iter(())
    else:
        told_of = told(old, new, lambda kind, key: _named(snapshot, kind, key))
    found = tuple(told_of)
    title = registry or _title(new if now is not None else old) or name
    headline = _headline(old, new, file, was, before is not None)
    if not found and not headline:
        headline = Phrase("only remarks and layout of the file, which are not printed")
    return ChangedFile(file, was, title, headline, found, before, now)


def _headline(
    old: Mapping[str, object], new: Mapping[str, object], file: str, was: str, is_known: bool
) -> Phrase | str:
    if not file:
        return Phrase("Taken out of the catalogue")
    if not was or not is_known:
        return Phrase("New")
    if new.get("status") == "dicabut" != old.get("status"):
        return Phrase("Retired")
    if old.get("nomor") != new.get("nomor"):
        return Phrase("Has another number")
    return Phrase("Stands in another folder") if file != was else ""


def _named(snapshot: DeskSnapshot, registry: str, key: str) -> str:
    return snapshot.names.said.get(_KINDS[registry], {}).get(key, key)


def _title(data: Mapping[str, object]) -> str:
    said = [data.get(key) for key in ("nomor", "nama")]
    return " ".join(" ".join(each.split()) for each in said if isinstance(each, str))


def _data(raw: bytes | None) -> Mapping[str, object]:
    if raw is None:
        return {}
    document, _ = read_yaml(raw, "")
    value = document.value if document else None
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else {}
