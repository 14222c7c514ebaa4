"""One SOP's file, and its steps as an editor calls them: by their places, or by their codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sopc import pipeline
from sopc.catalogue.catalogue import Entry
from sopc.catalogue.procedure import Procedure
from sopc.catalogue.references import NameKind
from sopc.catalogue.step import Step
from sopc.diagnostics import KeyPath, Place, SopcError, place_of
from sopc.edit.occurrences import Occurrence
from sopc.language import Phrase
from sopc.load.yaml_reader import YamlDocument
from sopc.rewrite.files import ReadCatalogue, ReadFile
from sopc.rewrite.ground import File
from sopc.suggest import did_you_mean

_LONGEST = 40
"""So many letters of a step's sentence are shown, so that one knows it."""


@dataclass(frozen=True)
class SopFile:
    """An SOP, and its file as it was read."""

    read: ReadCatalogue
    entry: Entry
    file: ReadFile
    document: YamlDocument

    @classmethod
    def of(cls, read: ReadCatalogue, number: str) -> "SopFile":
        """The SOP of a number.

        Raises SopcError where there is none that can be read, NotPossible where katalog.yaml cannot
        be used.
        """
        entry = pipeline.select(read.usable(), number)
        file = read.files[entry.location.file]
        assert file.document is not None  # or it would be no entry
        return cls(read, entry, file, file.document)

    @property
    def name(self) -> str:
        """The file's name below the catalogue's folder."""
        return self.file.path.relative_to(self.read.root).as_posix()

    @property
    def as_file(self) -> File:
        """The same as a file to be rewritten."""
        return File(self.name, self.file.kind, self.file.raw, self.document)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps in their order."""
        return self.entry.own.steps

    @property
    def numbers(self) -> tuple[object, ...]:
        """The number that each step has of its own; None where it has none."""
        return tuple(step.number for step in self.steps)

    @cached_property
    def procedure(self) -> Procedure:
        """Where the steps lead."""
        return Procedure(self.entry.own)

    def row(self, word: str) -> int:
        """The place, from 1, of the step that is meant by its place or its code.

        Raises SopcError where there is none.
        """
        count = len(self.steps)
        if word.isascii() and word.isdecimal() and len(word) < 6 and 1 <= int(word) <= count:
            return int(word)
        position = self.procedure.by_code.get(word)
        if position is not None:
            return position.row + 1
        problem = Phrase("there is no step `{step}`", step=word)
        hint = did_you_mean(word, self.procedure.by_code)
        if not hint:
            hint = Phrase("name it by its place, 1 to {count}, or by its `kode`", count=count)
        raise SopcError(Phrase("{problem}; {hint}", problem=problem, hint=hint))

    def called(self, row: int) -> Phrase:
        """The step at a place from 1, so that an editor knows it."""
        text = " ".join(str(self.steps[row - 1].activity).split())
        shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        return Phrase("step {place} ({text})", place=row, text=shown)

    def targets(self) -> Iterator[tuple[Occurrence, int]]:
        """Where it is written to which step one leads, each with the place of that, from 1."""
        for each in self.read.named_in(self.file.name):
            if each.named is not NameKind.STEP or each.defines:
                continue
            if each.row is not None:
                yield each, each.row
            elif each.name in self.procedure.by_code:
                yield each, self.procedure.by_code[each.name].row + 1

    def place(self, path: KeyPath) -> Place:
        """Where something stands."""
        return place_of(self.file.name, self.document.lines, *self.document.values[path])


def row_of(path: KeyPath) -> int | None:
    """The place, from 1, of the step in which a path of a file leads; None where in none."""
    if path[:1] != ("langkah",):
        return None
    return path[1] + 1 if len(path) > 1 and isinstance(path[1], int) else 1
