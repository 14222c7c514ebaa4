"""Reading one file of a catalogue after the other: what is known of all so far."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from sopc.catalogue.number import SopNumber
from sopc.diagnostics import Diagnostic, Fix, ManualPage, Place, Places
from sopc.language import Hint, Phrase
from sopc.load.file_names import printable
from sopc.load.kinds import FileKind
from sopc.load.known_models import KnownModels
from sopc.load.salvage import claimed_numbers
from sopc.load.sources import Sources
from sopc.load.validate import sound_entries, validate
from sopc.load.yaml_reader import YamlDocument
from sopc.reader import Unreadable

T = TypeVar("T")

CLOSED = ManualPage(
    "YML009",
    """A file can be read.

It is missing its permissions, lies behind a link to a folder, is a pipe or device, or has a name
that is not UTF-8.

Bad::

    sops/1-sekretariat -> /srv/lama/1-sekretariat

Good::

    sops/1-sekretariat/""",
    binding="What cannot be read cannot be printed.",
)


@dataclass(slots=True)
class Reading:
    """What has been read of a catalogue so far, and what could not be."""

    root: Path
    sources: Sources
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unread_registries: set[str] = field(default_factory=set)
    unread_sops: set[str] = field(default_factory=set)
    faulty_sops: set[tuple[str, str]] = field(default_factory=set)
    places: dict[str, Places] = field(default_factory=dict)
    known: KnownModels = field(default_factory=KnownModels)
    misnamed: set[str] = field(default_factory=set)

    def report(
        self,
        page: ManualPage,
        message: Phrase,
        path: Path,
        hint: Hint = "",
        fix: Fix | None = None,
    ) -> None:
        place = Place(printable(path))
        self.diagnostics.append(Diagnostic(page.code, message, place, hint, fix=fix))

    def read(self, path: Path) -> YamlDocument | None:
        name = printable(path)
        try:
            raw = self.sources.raw(path)
        except Unreadable as error:
            self.unreadable(error, path)
            return None
        document, found = self.sources.parsed(raw, name)
        self.diagnostics += found
        if document is not None:
            places = partial(document.places, self.known.paths)
            self.places[name] = self.known.get("places", document, (), places)
        return document

    def unreadable(self, error: Unreadable, path: Path) -> None:
        self.report(CLOSED, Phrase("cannot read: {reason}", reason=error.reason), path)

    def faulty(self, path: Path, *, is_read: bool) -> None:
        """Note of an SOP's file with faults which numbers may be its SOP's."""
        names = {path.stem}
        with suppress(Unreadable):
            text = self.sources.raw(path).decode("utf-8", "replace")
            names |= {SopNumber((), each).file_stem for each in claimed_numbers(text)}
        self.faulty_sops |= {(printable(path), name) for name in names}
        if not is_read:
            self.unread_sops |= names

    def closed(self, error: OSError) -> None:
        """Report a folder that cannot be opened."""
        self.unreadable(Unreadable.of(error), Path(error.filename))

    def model(
        self,
        kind: FileKind[T],
        document: YamlDocument | None,
        context: Mapping[str, object],
        made_with: tuple[object, ...] = (),
    ) -> T | None:
        """The model that a document describes; ``made_with`` is what ``context`` is made of."""
        if document is None:
            return None
        model: T | None
        model, found = self.known.get(
            "model", document, made_with, lambda: validate(kind, document, context)
        )
        self.diagnostics += found
        return model

    def sound(self, kind: FileKind[dict[str, T]], document: YamlDocument | None) -> dict[str, T]:
        """Those entries of a faulty registry in which nothing is wrong."""
        if document is None:
            return {}
        return self.known.get("sound", document, (), lambda: sound_entries(kind, document))
