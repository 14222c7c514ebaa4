"""YAML text → plain data and the place of every value, with limits against hostile input.

Built on PyYAML's events instead of its loader: a loader expands aliases without bound, recurses
on the C stack, keeps the last of two equal keys and reads ``22:22`` as 1342. Only what a
catalogue needs is accepted: one document, no anchors, aliases, tags or merge keys, and scalars
as the YAML 1.2 core schema has them.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TypeAlias

import yaml

from sopc.diagnostics import Diagnostic, KeyPath, Place, Places, RelatedPlace, place_of
from sopc.language import Hint, Phrase
from sopc.lines import Lines
from sopc.load.files import MAX_BYTES
from sopc.load.syntax import CONTROL_CHARACTER, syntax_error

MAX_DEPTH = 32
MAX_EVENTS = 100_000

YamlValue: TypeAlias = "str | int | float | bool | list[YamlValue] | dict[str, YamlValue] | None"
Extent: TypeAlias = tuple[int, int]
"""The offsets, in characters, at which something begins and ends in its text."""

_NUMERIC = frozenset("+-.0123456789")
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL_OR_HEX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "null", "Null", "NULL", "~"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# C0 and C1 controls except tab and newline; bidirectional overrides, isolates and marks; what has
# no width at all, by which two words differ that look the same
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u00ad\u200b\u2060\ufeff\ufffe\uffff]"
)
# what PyYAML refuses wherever it stands, in comments too
_UNREADABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VALUES = (yaml.ScalarEvent, yaml.CollectionStartEvent)
_UNTAGGED = (None, "!")
_BLOCKS = frozenset("|>")
_SPACES = " \t\r\n"
_NO_TAGS = Phrase("tags are not allowed")
_REMOVE_TAG = Phrase("remove the word that starts with `!`")
_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml from 0.2.6 on says at its own limit, which it can reach before ours is looked at."""
_EVENT_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A file's data, with the extent of each value and, for mappings, of each key.

    That of a mapping or list without brackets is its first key or dash: it has no end of its own.
    """

    file: str
    lines: Lines
    value: YamlValue
    values: dict[KeyPath, Extent] = field(default_factory=dict)
    keys: dict[KeyPath, Extent] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Where a value was written. Raises KeyError when there is none."""
        return place_of(self.file, self.lines, *self.values[path])

    def key_place(self, *path: str | int) -> Place:
        """Where a value's key was written. Raises KeyError when there is none."""
        return place_of(self.file, self.lines, *self.keys[path])

    def places(self, shared: dict[KeyPath, KeyPath]) -> Places:
        """Where every value was written, without the data; ``shared`` are paths of other files."""
        paths = tuple([shared.setdefault(path, path) for path in self.values])
        extents = array("I", chain.from_iterable(self.values.values()))
        return Places(self.file, self.lines, paths, extents)


class _Refused(Exception):
    """The text is not acceptable; carries the diagnostic out of the recursion."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_yaml(raw: bytes, file: str) -> tuple[YamlDocument | None, list[Diagnostic]]:
    """Read one file's bytes. Returns no document, and why, when the text is not acceptable.

    Equal keys are reported all at once beside the document that keeps the first of them.
    """
    top = Place(file)
    if len(raw) > MAX_BYTES:
        message = Phrase("file is larger than {size} KiB", size=MAX_BYTES // 1024)
        hint = Phrase("split it; an SOP is a few KiB")
        return None, [Diagnostic("YML002", message, top, hint)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")  # without the byte order mark
        line, _ = Lines.of(before).position(len(before))
        message = Phrase("file is not UTF-8 text")
        hint = Phrase("save the file with the encoding UTF-8")
        return None, [Diagnostic("YML003", message, Place(file, line), hint)]
    reader = _Reader(file, text)
    try:
        document = reader.document()
    except _Refused as refused:
        return None, [*reader.diagnostics, refused.diagnostic]
    except yaml.YAMLError as error:
        return None, [*reader.diagnostics, _explained(error, text, reader)]
    return document, reader.diagnostics


def _explained(error: yaml.YAMLError, text: str, reader: "_Reader") -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # the characters themselves are refused, before anything is parsed
        unreadable = _UNREADABLE.search(text)
        place = reader.spot(unreadable.start() if unreadable else 0)
        return syntax_error(CONTROL_CHARACTER, place, "", None)
    opened = getattr(error, "context_mark", None)
    problem, place = getattr(error, "problem", None) or "", reader.spot(mark.index)
    if problem == _TOO_DEEP:
        return Diagnostic("YML002", _nested_too_deep(), place)
    return syntax_error(
        problem,
        place,
        getattr(error, "context", None) or "",
        reader.spot(opened.index) if opened else None,
    )


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

    def _parse(self) -> Iterator[yaml.Event]:
        # what yaml.parse does, without a generator between
        events = iter(_EVENT_LOADER(self.text).get_event, None)
        return chain(islice(events, MAX_EVENTS), self._too_many(events))

    def _too_many(self, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        for event in events:
            message = Phrase("more than {count} values in one file", count=MAX_EVENTS)
            raise self._refuse("YML002", message, event)
        yield from ()

    def spot(self, offset: int) -> Place:
        """The place of one character."""
        return Place(self.file, *self.lines.position(offset))

    def _place(self, extent: Extent) -> Place:
        return place_of(self.file, self.lines, *extent)

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
                    raise self._refuse("YML006", message, event, hint)
                value = self._node(next(self.events), (), 0)
        if not documents:
            raise _Refused(Diagnostic("YML005", Phrase("file is empty"), Place(self.file)))
        return YamlDocument(self.file, self.lines, value, self.values, self.keys)

    def _node(self, event: yaml.Event, path: KeyPath, depth: int) -> YamlValue:
        if not isinstance(event, _VALUES) or event.anchor:
            message = Phrase("anchors and aliases are not allowed")
            hint = Phrase("write the value out; shared things have keys of their own")
            raise self._refuse("YML004", message, event, hint)
        if event.tag not in _UNTAGGED:
            raise self._refuse("YML004", _NO_TAGS, event, _REMOVE_TAG)
        self.values[path] = _extent(event)
        if isinstance(event, yaml.ScalarEvent):
            if not event.value.isprintable():  # as nothing is that is forbidden
                self._check_characters(event)
            if not event.style:
                return _plain(event.value)
            if event.style in _BLOCKS:
                self._trim(path)
            return event.value
        if depth >= MAX_DEPTH:
            raise self._refuse("YML002", _nested_too_deep(), event)
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
        start, _ = _extent(opened)
        self.values[path] = start, _extent(event)[1] if opened.flow_style else start + 1
        return items

    def _mapping(
        self, opened: yaml.CollectionStartEvent, path: KeyPath, depth: int
    ) -> dict[str, YamlValue]:
        entries: dict[str, YamlValue] = {}
        first: Extent | None = None
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event)
            inner = (*path, key)
            if key in entries:
                self._given_twice(inner, event)
                continue
            self.keys[inner] = extent = _extent(event)
            first = first or extent
            entries[key] = self._node(next(self.events), inner, depth + 1)
        last = first if first and not opened.flow_style else _extent(event)
        self.values[path] = _extent(opened)[0], last[1]
        return entries

    def _given_twice(self, path: KeyPath, event: yaml.Event) -> None:
        first = self._place(self.keys[path])
        message = Phrase(
            "key `{key}` is given twice, first in line {line}", key=path[-1], line=first.line
        )
        hint = Phrase("keep one of them")
        place = self._place(_extent(event))
        related = (RelatedPlace(first, Phrase("first given here")),)
        self.diagnostics.append(Diagnostic("YML007", message, place, hint, related=related))
        # read past the second value without recording it over the first
        recorded, self.values, self.keys = (self.values, self.keys), {}, {}
        self._node(next(self.events), (), len(path))
        self.values, self.keys = recorded

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            message = Phrase("a key must be a word")
            hint = Phrase("a text that starts with `[` or `{{` needs quotes")
            raise self._refuse("YML004", message, event, hint)
        if event.tag not in _UNTAGGED:
            raise self._refuse("YML004", _NO_TAGS, event, _REMOVE_TAG)
        if event.anchor or (event.value == "<<" and not event.style):
            message = Phrase("anchors and merge keys are not allowed")
            raise self._refuse("YML004", message, event)
        if not event.value.isprintable():
            self._check_characters(event)
        return event.value

    def _check_characters(self, event: yaml.ScalarEvent) -> None:
        found = _FORBIDDEN.search(event.value)
        if found:
            name = f"U+{ord(found.group()):04X}"
            message = Phrase("the invisible character {name} is not allowed", name=name)
            hint = Phrase("type the text anew, without it")
            raise self._refuse("YML008", message, event, hint)

    def _refuse(self, code: str, message: Phrase, event: yaml.Event, hint: Hint = "") -> _Refused:
        return _Refused(Diagnostic(code, message, self._place(_extent(event)), hint))


def _nested_too_deep() -> Phrase:
    return Phrase("nested deeper than {count} levels", count=MAX_DEPTH)


def _extent(event: yaml.Event) -> Extent:
    # only events made by hand have no marks
    return event.start_mark.index, event.end_mark.index  # type: ignore[union-attr]


def _plain(text: str) -> YamlValue:
    """What a scalar without quotes stands for."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMERIC:
        return text
    if _INT.fullmatch(text):
        return int(text) if len(text) < 20 else text
    if _OCTAL_OR_HEX.fullmatch(text):
        return int(text, 0) if len(text) < 20 else text
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
