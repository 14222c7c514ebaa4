"""Entries of the lists of names: where each is used, and what files say with other ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from sopc.catalogue.references import NameKind
from sopc.diagnostics import SopcError
from sopc.edit.draft import Draft
from sopc.edit.occurrences import occurrences
from sopc.edit.patched import NotIntended
from sopc.language import Phrase
from sopc.load.validate import validate
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.files import ReadFile
from sopc.serve.checking import DeskSnapshot
from sopc.serve.conflict import conflict
from sopc.serve.registry_kinds import Registry, RegistryField
from sopc.serve.said import said
from sopc.start.actors import with_actors
from sopc.start.names import free_key

_LONGEST_KEY: Final = 40


@dataclass(frozen=True, slots=True)
class NameUse:
    """A file in which a name stands; what is no SOP has no title to be opened by."""

    file: str
    called: str
    is_sop: bool


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """An entry: its fields as they are, and where its name stands."""

    key: str
    called: str
    values: Mapping[str, str]
    uses: tuple[NameUse, ...]


class Uses:
    """Where names stand, found once for what files say."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, frozenset[tuple[NameKind, str]]]] = {}

    def of(self, snapshot: DeskSnapshot, named: NameKind) -> Mapping[str, tuple[NameUse, ...]]:
        """The files in which each name of a kind stands, but where it is defined."""
        found: dict[str, list[NameUse]] = {}
        for name, file in snapshot.files.items():
            uses = [key for kind, key in self._names(name, file) if kind is named]
            use = _use(snapshot, file) if uses else None
            for key in uses:
                assert use is not None
                found.setdefault(key, []).append(use)
        return {key: tuple(uses) for key, uses in found.items()}

    def _names(self, name: str, file: ReadFile) -> frozenset[tuple[NameKind, str]]:
        known = self._known.get(name)
        if known is None or known[0] != file.raw:
            every = occurrences(file.kind, file.document) if file.document else ()
            names = frozenset((each.named, each.name) for each in every if not each.defines)
            known = self._known[name] = (file.raw, names)
        return known[1]


def _use(snapshot: DeskSnapshot, file: ReadFile) -> NameUse:
    name = file.path.relative_to(snapshot.root).as_posix()
    called = f"{said(file, 'nomor')} {said(file, 'nama')}".strip()
    return NameUse(name, called or name, file.kind == "sop")


def entries_of(snapshot: DeskSnapshot, registry: Registry, uses: Uses) -> Iterator[RegistryEntry]:
    """The entries of a list, in the order of its file."""
    file = _file(snapshot, registry)
    data = file.document.value if file and file.document else None
    where = uses.of(snapshot, registry.named)
    printed = snapshot.names.said.get(registry.named, {})
    for key, value in data.items() if isinstance(data, dict) else ():
        values = {field.key: _text(value, field.key) for field in registry.fields}
        name = str(key)
        called = printed.get(name) or " ".join(filter(None, values.values())) or name
        yield RegistryEntry(name, called, values, where.get(name, ()))


def _text(value: object, key: str) -> str:
    """What an entry says; an actor may be its name alone."""
    if isinstance(value, dict):
        found = value.get(key)
        return str(found) if isinstance(found, str | int) else ""
    return value if isinstance(value, str) and key == "nama" else ""


def proposed_key(snapshot: DeskSnapshot, registry: Registry, values: Mapping[str, str]) -> str:
    """A name for a new entry in the files, made of what is printed, which no other has."""
    words = " ".join(filter(None, (values.get(key, "") for key in registry.named_by)))
    return free_key(words, _data(snapshot, registry), otherwise=registry.kind, longest=_LONGEST_KEY)


def with_entry(
    snapshot: DeskSnapshot, registry: Registry, key: str, values: Mapping[str, str]
) -> tuple[str, bytes]:
    """The list's file with one more entry, and how it is called in files; by a name made for it
    where ``key`` is empty. Raises SopcError."""
    said = {field.key: _typed(field, values.get(field.key, "")) for field in registry.fields}
    given = {name: value for name, value in said.items() if value not in (None, "")}
    for field in registry.fields:
        if field.is_needed and field.key not in given:
            raise SopcError(Phrase("this is needed: {field}", field=field.called))
    key = key.strip() or proposed_key(snapshot, registry, values)
    data = _data(snapshot, registry)
    if key in data:
        raise SopcError(Phrase("`{name}` is there already", name=key))
    whole: YamlValue = {**given}
    if registry.kind == "pelaksana" and [*given] == ["nama"]:
        whole = given["nama"]
    draft = _draft(snapshot, registry)
    try:
        if not data:
            made = with_actors(draft.raw, {key: "x"})
            if made is None:
                raise NotIntended(key)
            draft = Draft.of(made, registry.file)
        return key, _held(registry, draft.put((key,), whole))
    except NotIntended:
        raise _elsewhere() from None


def with_values(
    snapshot: DeskSnapshot,
    registry: Registry,
    key: str,
    old: Mapping[str, str],
    new: Mapping[str, str],
) -> bytes:
    """The list's file with other values of an entry, which the page showed as ``old``.

    Raises Conflict, or SopcError.
    """
    draft = _draft(snapshot, registry)
    for field in registry.fields:
        name, value = field.key, _data(snapshot, registry).get(key)
        if value is None:
            raise conflict()
        now, wanted = _text(value, name), new.get(field.key, "").strip()
        if _in_field(wanted) in (_in_field(now), _in_field(old.get(name, ""))):
            continue
        if now != old.get(name, ""):
            raise conflict()
        try:
            draft = _put(draft, key, field, wanted)
        except NotIntended:
            raise _elsewhere() from None
    return _held(registry, draft)


def _in_field(text: str) -> str:
    """A text as a field of one line has it."""
    return "".join(text.splitlines()).strip()


def _put(draft: Draft, key: str, field: RegistryField, wanted: str) -> Draft:
    value = draft.value((key,))
    if not isinstance(value, str):
        return draft.put((key, field.key), _typed(field, wanted))
    if field.key == "nama":
        return draft.put((key,), wanted or None)
    return draft.put((key,), {"nama": value, field.key: wanted})


def without_entry(snapshot: DeskSnapshot, registry: Registry, key: str, uses: Uses) -> bytes:
    """The list's file without an entry. Raises SopcError where it is used."""
    used = uses.of(snapshot, registry.named).get(key, ())
    if used:
        named = "; ".join(each.called for each in used[:3])
        more = len(used) - 3
        raise SopcError(
            Phrase("it is used: {named}, and {more} more", named=named, more=more)
            if more > 0
            else Phrase("it is used: {named}", named=named)
        )
    try:
        return _draft(snapshot, registry).taken_out((key,)).raw
    except NotIntended:
        raise _elsewhere() from None


def _typed(field: RegistryField, text: str) -> YamlValue:
    text = text.strip()
    is_number = field.is_number and text.isascii() and text.isdecimal() and text[0] != "0"
    return (int(text) if is_number and len(text) < 10 else text) or None


def _held(registry: Registry, draft: Draft) -> bytes:
    """The bytes, if they are a list as it has to be. Raises SopcError."""
    _, found = validate(registry.holds, draft.document, {})
    for each in found:
        raise SopcError(
            Phrase("{message}; {hint}", message=each.message, hint=each.hint)
            if each.hint
            else each.message
        )
    return draft.raw


def _file(snapshot: DeskSnapshot, registry: Registry) -> ReadFile | None:
    wanted = snapshot.root / registry.file
    return next((file for file in snapshot.files.values() if file.path == wanted), None)


def _data(snapshot: DeskSnapshot, registry: Registry) -> dict[str, object]:
    file = _file(snapshot, registry)
    data = file.document.value if file and file.document else None
    return cast("dict[str, object]", data) if isinstance(data, dict) else {}


def _draft(snapshot: DeskSnapshot, registry: Registry) -> Draft:
    file = _file(snapshot, registry)
    if file is None or file.document is None:
        raise SopcError(Phrase("the file cannot be read at the moment: mend it in the text view"))
    return Draft(file.raw, file.document)


def _elsewhere() -> SopcError:
    return SopcError(Phrase("this cannot be changed here: change it in the text view"))
