"""What is wrong with a catalogue that is being changed: a file's own findings at once, and those
of all rules over all files when they have been run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from sopc.catalogue.names import NO_NAMES, names_of
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, SopcError, bounded, in_file_order
from sopc.edit.proposals import with_edits
from sopc.load.known_models import KnownModels
from sopc.load.loader import Loaded, load_catalogue
from sopc.lsp.snapshot import Snapshot
from sopc.pipeline import Checked
from sopc.rewrite.files import Texts


@dataclass(frozen=True, kw_only=True)
class DeskSnapshot(Snapshot):
    """A catalogue at a moment. ``is_checked`` says whether its findings are all there are; until
    then those of files as they were when all was checked, ``before``, stand for the others.
    ``last_drawn`` are files' flowcharts, by their names."""

    loaded: Loaded
    sources: Texts
    today: date
    last_drawn: dict[str, str]
    before: "DeskSnapshot | None" = None
    is_checked: bool = False
    _own: dict[str, Checked] = field(default_factory=dict)

    def findings(self, name: str) -> list[Diagnostic]:
        """What is known of a file: as it is now, if it was looked at, or was changed since all was
        checked; what others have to do with it may be known from before only."""
        if self.is_checked or not (name in self._own or self._is_changed(name)):
            return super().findings(name)
        return [each for each in self.with_file(name).diagnostics if each.place.file == name]

    def with_file(self, name: str) -> Checked:
        """Look at a file: the catalogue with what was found in it, in that file as it is now."""
        if self.is_checked:
            return self.checked
        if name not in self._own:
            others = [each for each in self.checked.diagnostics if each.place.file != name]
            found = tuple(in_file_order([*others, *self._at_once(name)]))
            self._own[name] = replace(self.checked, diagnostics=found)
        return self._own[name]

    def _is_changed(self, name: str) -> bool:
        """Whether a file is another than when all was checked, if it was."""
        if self.before is None:
            return False
        old, new = self.before.files.get(name), self.files.get(name)
        return new is not None and (old is None or old.raw != new.raw)

    def settled(self, before_each: Callable[[], None] = lambda: None) -> "DeskSnapshot":
        """The same with everything that is found, as ``pipeline.check`` finds it. ``before_each``
        rule and finding is called, and may raise what ends it."""
        found = list(self.loaded.diagnostics)
        if self.catalogue is not None:
            found += _by_rules(self._context(), before_each)
        every = tuple(with_edits(bounded(in_file_order(found)), self.sources))
        checked = replace(self.checked, diagnostics=every)
        return replace(self, checked=checked, before=None, is_checked=True, _found={}, _own={})

    def _context(self) -> Context:
        assert self.catalogue is not None
        loaded = self.loaded
        return Context(self.catalogue, loaded.source_map, loaded.unread, self.today)

    def _at_once(self, name: str) -> list[Diagnostic]:
        """What reading a file finds, and the rules that look at no other SOP; of those that do,
        what they found before. Until all rules were run once it is what reading finds."""
        if self.before is None:  # what a rule finds of an SOP alone may be mistaken
            read = [each for each in self.loaded.diagnostics if each.place.file == name]
            return list(with_edits(bounded(in_file_order(read)), self.sources))
        alone = self._alone(name)
        if name not in self.before.files:
            return alone
        old, known = self.before._alone(name), self.before.findings(name)
        of_others = {each.code for each in known if each not in old}
        mistaken = {each.code for each in old if each not in known}
        told = {each.code for each in alone}
        kept = [each for each in known if each.code in of_others - told]
        return [each for each in alone if each.code not in mistaken] + kept

    def _alone(self, name: str) -> list[Diagnostic]:
        if name not in self._found_alone:
            found = [each for each in self.loaded.diagnostics if each.place.file == name]
            entry = self.entry(name)
            if entry is not None and self.catalogue is not None:
                context = replace(self._context(), catalogue=self.catalogue.narrowed(entry))
                every = _by_rules(context)
                found += [each for each in every if each.place.file == name]
            every = list(with_edits(bounded(in_file_order(found)), self.sources))
            self._found_alone[name] = every
        return self._found_alone[name]

    @cached_property
    def _found_alone(self) -> dict[str, list[Diagnostic]]:
        return {}


def _by_rules(context: Context, before_each: Callable[[], None] = lambda: None) -> list[Diagnostic]:
    from sopc.check.rules import check_catalogue  # all rules: the first page needs none
    from sopc.codes import MANUAL

    return check_catalogue(context, MANUAL, before_each)


def read_at_once(
    root: Path,
    before: DeskSnapshot | None,
    today: date,
    known: KnownModels,
    opened: Mapping[Path, str] = MappingProxyType({}),
) -> DeskSnapshot | None:
    """A catalogue as its files are now, not yet checked; None when there is none. ``opened`` are
    texts in the place of those of files.

    What the files said before is not read anew, by ``known``. The same files as before are known to
    be checked, if they were.
    """
    texts = Texts(root, opened, before.files if before else {})
    try:
        loaded = load_catalogue(root, texts, known)
    except SopcError:
        return None
    catalogue = loaded.catalogue
    checked = Checked(catalogue, loaded.source_map, loaded.diagnostics, loaded.unread)
    names = names_of(catalogue, loaded.unread) if catalogue else NO_NAMES
    last = before if before is None or before.is_checked else before.before
    if last is not None:
        same = {name for name in texts.files if _is_as_it_was(name, last, texts)}
        now = [each for each in loaded.diagnostics if each.place.file not in same]
        then = [each for each in last.checked.diagnostics if each.place.file in same]
        checked = replace(checked, diagnostics=tuple(in_file_order([*now, *then])))
    return DeskSnapshot(
        root=root,
        catalogue=catalogue,
        checked=checked,
        files=texts.files,
        names=names,
        loaded=loaded,
        sources=texts,
        today=today,
        last_drawn=before.last_drawn if before else {},
        _schemas=before._schemas if before and before.names == names else {},
        before=last,
    )


def _is_as_it_was(name: str, before: DeskSnapshot, now: Texts) -> bool:
    old = before.files.get(name)
    return old is not None and old.raw == now.files[name].raw
