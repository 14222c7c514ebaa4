"""A file's text while its data are changed, value by value: comments, order and layout stay.

Each change is made in the text where its value stands, and the text is read again: it must hold
exactly the data that were meant, else the change is refused (``NotIntended``).
"""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

from sopc.changes import KeyPath, Remove, RenameKey
from sopc.edit.entries import value_at
from sopc.edit.intended import intended
from sopc.edit.lists import NoSuchList, written_list
from sopc.edit.patched import NotIntended, is_same
from sopc.edit.placing import added, entry_of, key_before, replaced
from sopc.edit.surgery import edits_of
from sopc.edit.text_edits import TextEdit, applied, goes_with, joined
from sopc.load.yaml_reader import YamlDocument, read_yaml
from sopc.load.yaml_scalars import YamlValue

MISSING = object()
"""What stands where nothing does."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file's bytes, and its data with their places."""

    raw: bytes
    document: YamlDocument

    @classmethod
    def of(cls, raw: bytes, name: str) -> "Draft":
        """A file as it is. Raises NotIntended where it is no YAML."""
        document, _ = read_yaml(raw, name)
        if document is None:
            raise NotIntended(name)
        return cls(raw, document)

    def value(self, path: KeyPath) -> object:
        """What stands at a path; MISSING where nothing does."""
        try:
            return value_at(self.document, path)
        except LookupError:
            return MISSING

    def put(self, path: KeyPath, value: YamlValue) -> "Draft":
        """Another value at a path, whatever is there; None for none. Raises NotIntended."""
        now = self.value(path)
        if value is None:
            return self if now is MISSING else self.taken_out(path)
        if now is MISSING:
            return self._put_in(path, value)
        if is_same(now, value):
            return self
        if isinstance(now, dict) and isinstance(value, dict) and now.keys() & value.keys():
            return self._regrouped(path, list(now), value)
        if isinstance(now, list) and isinstance(value, list) and now and value:
            return _relisted(self, path, now, value)
        meant = _with(self.document.value, path, value)
        return self._made(replaced(self.document, path, value), meant)

    def taken_out(self, path: KeyPath) -> "Draft":
        """Without a key, or an entry of a list; with it goes the list, if it was the last."""
        change = Remove(self.document.file, path)
        try:
            meant = intended(self.document, [change])
            edits = edits_of(self.document, change)
        except LookupError:
            raise NotIntended(path) from None
        if not edits:
            raise NotIntended(path)
        return self._made(edits, meant)

    def renamed(self, path: KeyPath, key: str) -> "Draft":
        """With a key called otherwise, which no other of its group is called."""
        change = RenameKey(self.document.file, path, key)
        edits = edits_of(self.document, change)
        if not edits:
            raise NotIntended(path)
        return self._made(edits, intended(self.document, [change]))

    def inserted(self, path: KeyPath, at: int, value: YamlValue) -> "Draft":
        """With one more entry of the list at a path, at a place from 0."""
        now = self.value(path)
        if not isinstance(now, list) or not now or value is None:
            raise NotIntended(path)
        at = min(at, len(now))
        try:
            lines = written_list(self.document, path)
            lines = lines.put_in(at, entry_of(self.document, path, at, value, lines.ending))
        except NoSuchList:
            raise NotIntended(path) from None
        meant = _with(self.document.value, path, [*now[:at], value, *now[at:]])
        return self._made([TextEdit(lines.start, lines.end, lines.text)], meant)

    def moved(self, path: KeyPath, place: int, to: int) -> "Draft":
        """With an entry of a list at another place, both from 0, once it is there."""
        now = self.value(path)
        if not isinstance(now, list) or not (place < len(now) and to < len(now)):
            raise NotIntended(path)
        if place == to:
            return self
        try:
            lines = written_list(self.document, path).moved(place, to)
        except NoSuchList:
            raise NotIntended(path) from None
        meant = [*now]
        meant.insert(to, meant.pop(place))
        whole = _with(self.document.value, path, meant)
        return self._made([TextEdit(lines.start, lines.end, lines.text)], whole)

    def _put_in(self, path: KeyPath, value: YamlValue) -> "Draft":
        """A key that is not there, with the groups that it is in as far as they are missing."""
        *above, last = path
        group = self.value(tuple(above))
        if isinstance(last, int):
            if isinstance(group, list) and group and last == len(group):
                return self.inserted(tuple(above), last, value)
            if last or (group is not MISSING and group not in (None, [])):
                raise NotIntended(path)
            return self.put(tuple(above), [value])
        if group is MISSING or group in (None, {}):
            if not above:
                raise NotIntended(path)
            return self._filled(tuple(above), {last: value})
        if not isinstance(group, dict):
            raise NotIntended(path)
        before = key_before(self.document, path)
        keys = list(group)
        keys.insert(keys.index(before) + 1 if before is not None else 0, last)
        meant = _with(self.document.value, path, value)
        _group_at(meant, tuple(above), {key: {**group, last: value}[key] for key in keys})
        return self._made(added(self.document, path, value, before), meant)

    def _filled(self, path: KeyPath, value: YamlValue) -> "Draft":
        if self.value(path) is MISSING:
            return self._put_in(path, value)
        meant = _with(self.document.value, path, value)
        return self._made(replaced(self.document, path, value), meant)

    def _regrouped(
        self, path: KeyPath, keys: Sequence[str], value: dict[str, YamlValue]
    ) -> "Draft":
        draft = self
        for key, each in value.items():
            draft = draft.put((*path, key), each)
        for key in keys:
            if key not in value:
                draft = draft.taken_out((*path, key))
        return draft

    def _made(self, edits: Sequence[TextEdit], meant: YamlValue) -> "Draft":
        """With edits of the text made. Raises NotIntended where its data are not as meant."""
        edits = joined(edits)
        if any(not goes_with(edits[:index], each) for index, each in enumerate(edits)):
            raise NotIntended(self.document.file)
        text = applied(self.document.text, edits)
        raw = (BOM_UTF8 if self.raw.startswith(BOM_UTF8) else b"") + text.encode("utf-8")
        after, _ = read_yaml(raw, self.document.file)
        if after is None or not is_same(after.value, meant):
            raise NotIntended(self.document.file)
        return Draft(raw, after)


def _with(whole: YamlValue, path: KeyPath, value: YamlValue) -> YamlValue:
    """Data with another value at a path, which need not be there."""
    if not path:
        return value
    made = deepcopy(whole)
    group = cast("dict[str | int, YamlValue]", value_in(made, path[:-1]))
    group[path[-1]] = value
    return made


def _group_at(whole: YamlValue, path: KeyPath, value: dict[str, YamlValue]) -> None:
    """Put a group's keys in another order."""
    group = cast("dict[str, YamlValue]", value_in(whole, path))
    group.clear()
    group.update(value)


def value_in(whole: YamlValue, path: KeyPath) -> object:
    """What stands at a path, which is there."""
    found: object = whole
    for part in path:
        found = found[part]  # type: ignore[index]
    return found


def _relisted(draft: Draft, path: KeyPath, now: list[YamlValue], value: list[YamlValue]) -> Draft:
    """The list at a path as another, both with entries. Raises NotIntended."""
    old, new = [repr(each) for each in now], [repr(each) for each in value]
    if Counter(old) == Counter(new):
        return _reordered(draft, path, old, new)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in reversed(steps):
        if tag == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        for each in range(both):
            draft = draft.put((*path, i1 + each), value[j1 + each])
        for each in range(both, j2 - j1):
            draft = draft.inserted(path, i1 + each, value[j1 + each])
        for each in reversed(range(i1 + both, i2)):
            draft = draft.taken_out((*path, each))
    return draft


def _reordered(draft: Draft, path: KeyPath, old: list[str], new: list[str]) -> Draft:
    now = list(old)
    for to, said in enumerate(new):
        if now[to] != said:
            place = now.index(said, to)
            if now[to + 1 : place + 1] == new[to:place] and now[to] != new[to + 1]:
                place, to = to, place  # one that goes down, rather than many that go up
            draft = draft.moved(path, place, to)
            now.insert(to, now.pop(place))
    return draft
