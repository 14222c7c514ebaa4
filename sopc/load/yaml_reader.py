"""YAML text → plain data and the place of every value, with limits against hostile input.

Built on PyYAML's events instead of its loader: a loader expands aliases without bound, recurses
on the C stack, keeps the last of two equal keys and reads ``22:22`` as 1342. Only what a
catalogue needs is accepted: one document, no anchors, aliases, tags or merge keys, and scalars
as the YAML 1.2 core schema has them.
"""

import re
from array import array
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any

import yaml

from sopc.catalogue.modeline import schema_named
from sopc.diagnostics import (
    Diagnostic,
    Edit,
    Fix,
    KeyPath,
    ManualPage,
    Place,
    Places,
    RelatedPlace,
    place_of,
)
from sopc.language import Phrase
from sopc.lines import Lines
from sopc.load.doubts import doubts
from sopc.load.line_slips import as_it_should_be
from sopc.load.plain_yaml import (
    INVISIBLE,
    Extent,
    Refused,
    check_key,
    check_value,
    extent,
    first_invisible,
)
from sopc.load.syntax import CONTROL_CHARACTER, NO_KEY_HERE, Stumble, syntax_error
from sopc.load.text import TOO_LARGE, decoded
from sopc.load.text_mends import with_quotes, without_invisible, without_second
from sopc.load.yaml_scalars import YamlValue, plain

MAX_DEPTH = 32
MAX_EVENTS = 30_000

EMPTY = ManualPage(
    "YML005",
    """A file is not empty.

An SOP that is not written yet has at least its number, its name and its status.

Bad::

    # nanti

Good::

    nomor: V.26.2.1.1
    nama: Penanganan Pengaduan Konsumen
    status: belum-disusun""",
    binding="There is nothing in it to print.",
)

SECOND_DOCUMENT = ManualPage(
    "YML006",
    """A file holds one document.

A line ``---`` begins another, which would not be read.

Bad::

    nomor: V.26.1.1.3
    ---
    nomor: V.26.1.1.4

Good::

    nomor: V.26.1.1.3""",
    binding="Nobody can tell which of the documents is to be printed.",
)

GIVEN_TWICE = ManualPage(
    "YML007",
    """A key is given once.

Of two equal keys one would be lost without a word. Spaces around a key do not make it another one.

Bad::

    nama: Pengelolaan Surat Masuk
    nama: Pengelolaan Surat Keluar

Good::

    nama: Pengelolaan Surat Masuk""",
    binding="Nobody can tell which of the two is to be printed.",
)

# what PyYAML refuses wherever it stands, in comments too
_UNREADABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHOSEN: KeyPath = ("pemeriksaan",)
"""The group whose keys are chosen from, so that a finding may be about one of them."""
_BLOCKS = frozenset("|>")
_SPACES = " \t\r\n"
_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml from 0.2.6 on says at its own limit, which it can reach before ours is looked at."""
_EVENT_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A file's data, with the extent of each value and, for mappings, of each key.

    That of a mapping or list without brackets is its first key or dash: it has no end of its own.
    ``shortened`` are the mappings of whose equal keys only the first was kept.
    """

    file: str
    lines: Lines
    text: str
    value: YamlValue
    values: dict[KeyPath, Extent] = field(default_factory=dict)
    keys: dict[KeyPath, Extent] = field(default_factory=dict)
    shortened: set[KeyPath] = field(default_factory=set)

    def place(self, *path: str | int) -> Place:
        """Where a value was written. Raises KeyError when there is none."""
        return place_of(self.file, self.lines, *self.values[path])

    def keys_in(self, path: KeyPath) -> Container[str]:
        """The keys of the group of lines at a path, which has to be there."""
        value: Any = self.value
        for part in path:
            value = value[part]
        return value if isinstance(value, dict) else ()

    def written(self, *path: str | int) -> str:
        """A value as it was written. Raises KeyError when there is none."""
        return self.text[slice(*self.values[path])]

    def key_place(self, *path: str | int) -> Place:
        """Where a value's key was written. Raises KeyError when there is none."""
        return place_of(self.file, self.lines, *self.keys[path])

    def places(self, shared: dict[KeyPath, KeyPath]) -> Places:
        """Where every value was written, without the data; ``shared`` are paths of other files."""
        paths = tuple([shared.setdefault(path, path) for path in self.values])
        extents = array("I", chain.from_iterable(self.values.values()))
        schema = schema_named(self.text) or ""
        found = tuple(doubts(self.text, self.values.values()))
        keys = {path: self.keys[path] for path in self.keys if path[:-1] == _CHOSEN}
        return Places(self.file, self.lines, paths, extents, schema, found, keys)


def read_yaml(raw: bytes, file: str) -> tuple[YamlDocument | None, list[Diagnostic]]:
    """Read one file's bytes. Returns no document, and why, when the text is not acceptable.

    Equal keys are reported all at once beside the document that keeps the first of them.
    """
    text = decoded(raw, file)
    if isinstance(text, Diagnostic):
        return None, [text]
    reader = _Reader(file, text)
    try:
        document = reader.document()
    except Refused as refused:
        place = reader.place(_exactly(refused, text))
        fix = None
        if refused.code == INVISIBLE.code:
            fix = without_invisible(text, refused.where, reader.place)
        found = Diagnostic(refused.code, refused.message, place, refused.hint, fix=fix)
        return None, [*reader.diagnostics, found]
    except yaml.YAMLError as error:
        found = _explained(error, text, reader)
        # a key that slipped to another column is told once
        known = [each for each in reader.diagnostics if each.place != found.place]
        return None, [*known, found]
    return document, reader.diagnostics


def _exactly(refused: Refused, text: str) -> Extent:
    """Where the fault lies: of an invisible character it is that, unless it is an escape's."""
    if refused.code == INVISIBLE.code:
        hidden = first_invisible(text, *refused.where)
        return refused.where if hidden is None else (hidden, hidden + 1)
    return refused.where


def _explained(error: yaml.YAMLError, text: str, reader: "_Reader") -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # the characters themselves are refused, before anything is parsed
        unreadable = _UNREADABLE.search(text)
        at = unreadable.start() if unreadable else 0
        return syntax_error(text, Stumble(CONTROL_CHARACTER, at), reader.place)
    opened = getattr(error, "context_mark", None)
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    if problem == _TOO_DEEP:
        return Diagnostic(TOO_LARGE.code, _nested_too_deep(), reader.spot(mark.index))
    stumble = Stumble(problem, mark.index, context, opened.index if opened else None)
    found = syntax_error(text, stumble, reader.place)
    if problem == NO_KEY_HERE or stumble.context.startswith("while parsing a flow"):
        mend = with_quotes(text, mark.index)
        if mend is not None and found.fix is None:
            shown = as_it_should_be(text, *mend)
            hint = Phrase("a text with `: ` in it needs quotes: {line}", line=shown)
            edit = Edit(reader.place(mend[0]), mend[1])
            return replace(found, hint=hint, fix=Fix(Phrase("put the text in quotes"), (edit,)))
    return found


class _Reader:
    """Turns events into data; one instance reads one document."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = Lines.of(text)
        self.events: Iterator[yaml.Event] = iter(())
        self.diagnostics: list[Diagnostic] = []
        self.values: dict[KeyPath, Extent] = {}
        self.keys: dict[KeyPath, Extent] = {}
        self.shortened: set[KeyPath] = set()

    def _parse(self) -> Iterator[yaml.Event]:
        # what yaml.parse does, without a generator between
        events = iter(_EVENT_LOADER(self.text).get_event, None)
        return chain(islice(events, MAX_EVENTS), self._too_many(events))

    def _too_many(self, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        for event in events:
            message = Phrase("more than {count} values in one file", count=MAX_EVENTS)
            raise Refused(TOO_LARGE.code, message, extent(event))
        yield from ()

    def spot(self, offset: int) -> Place:
        """The place of one character."""
        return Place(self.file, *self.lines.position(offset))

    def place(self, where: Extent) -> Place:
        """The place of an extent."""
        return place_of(self.file, self.lines, *where)

    def document(self) -> YamlDocument:
        self.events = self._parse()
        value: YamlValue = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = Phrase("a second document starts here")
                    hint = Phrase("remove the line `---`; a file holds one document")
                    raise Refused(SECOND_DOCUMENT.code, message, extent(event), hint)
                value = self._node(next(self.events), (), 0)
        start, end = self.values.get((), (0, 0))
        if start == end:  # nothing at all, or nothing but comments and `---`
            hint = Phrase("fill it in; a registry with nothing in it says `{{}}`")
            raise Refused(EMPTY.code, Phrase("file is empty"), (0, 0), hint)
        return YamlDocument(
            self.file,
            self.lines,
            self.text,
            value,
            self.values,
            self.keys,
            self.shortened,
        )

    def _node(self, event: yaml.Event, path: KeyPath, depth: int) -> YamlValue:
        event = check_value(event)
        self.values[path] = extent(event)
        if isinstance(event, yaml.ScalarEvent):
            if not event.style:
                return plain(event.value)
            if event.style in _BLOCKS:
                self._trim(path)
            return event.value
        if depth >= MAX_DEPTH:
            raise Refused(TOO_LARGE.code, _nested_too_deep(), extent(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, path, depth)
        return self._sequence(event, path, depth)

    def _trim(self, path: KeyPath) -> None:
        """End a text after ``|`` or ``>`` with its last line: the parser reads to the next key."""
        start, end = self.values[path]
        self.values[path] = start, start + len(self.text[start:end].rstrip(_SPACES))

    def _sequence(
        self, opened: yaml.CollectionStartEvent, path: KeyPath, depth: int
    ) -> list[YamlValue]:
        items: list[YamlValue] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, (*path, len(items)), depth + 1))
        start, _ = extent(opened)
        self.values[path] = start, extent(event)[1] if opened.flow_style else start + 1
        return items

    def _mapping(
        self, opened: yaml.CollectionStartEvent, path: KeyPath, depth: int
    ) -> dict[str, YamlValue]:
        entries: dict[str, YamlValue] = {}
        written: dict[str, str] = {}
        first: Extent | None = None
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = check_key(event)
            inner = (*path, key)
            if key.strip() in written:
                first_path = (*path, written[key.strip()])
                self._given_twice(first_path, event, entries[written[key.strip()]])
                continue
            written[key.strip()] = key
            self.keys[inner] = here = extent(event)
            first = first or here
            entries[key] = self._node(next(self.events), inner, depth + 1)
        last = first if first and not opened.flow_style else extent(event)
        self.values[path] = extent(opened)[0], last[1]
        return entries

    def _given_twice(self, path: KeyPath, event: yaml.Event, value: YamlValue) -> None:
        self.shortened.add(path[:-1])
        first = self.place(self.keys[path])
        message = Phrase(
            "key `{key}` is given twice, first in line {line}", key=path[-1], line=first.line
        )
        hint = Phrase("keep one of them")
        if not str(path[-1]).strip():  # only exits of a step are without a label
            hint = Phrase("write them as a list: `keputusan: […, …]`")
        place = self.place(extent(event))
        related = (RelatedPlace(first, Phrase("first given here")),)
        found = Diagnostic(GIVEN_TWICE.code, message, place, hint, related=related)
        self.diagnostics.append(found)
        # read past the second value without recording it over the first
        recorded, self.values, self.keys = (self.values, self.keys), {}, {}
        again = self._node(next(self.events), (), len(path))
        second, (self.values, self.keys) = self.values[()], recorded
        fix = None
        if again == value and isinstance(again, str | int):
            fix = without_second(self.text, extent(event), second, self.place, str(path[-1]))
        self.diagnostics[self.diagnostics.index(found)] = replace(found, fix=fix)


def _nested_too_deep() -> Phrase:
    return Phrase("nested deeper than {count} levels", count=MAX_DEPTH)
