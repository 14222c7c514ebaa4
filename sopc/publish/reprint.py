"""Print documents again, to compare them: nothing is left where outputs are.

What a build has rendered is taken from its store, as far as it is sealed.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.publish.inputs import Inputs, input_digests, maker_versions
from sopc.publish.install import STORE
from sopc.publish.options import BuildOptions
from sopc.publish.outputs import Outputs
from sopc.publish.printer import CataloguePrinter
from sopc.publish.record import Record
from sopc.publish.shards import ShardSource, fingerprint
from sopc.publish.stage_work import Progress
from sopc.publish.store import Store
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder
from sopc.render.typeface import printed_faces
from sopc.transaction.seals import Seals

Told = Callable[[Phrase], None]
"""Is told of what takes its time."""


@dataclass(frozen=True, slots=True)
class PrintingAgain:
    """How documents are printed again, and who is told of it."""

    options: BuildOptions
    progress: Progress
    told: Told


class Reprinter:
    """Prints files of the catalogue in ``root`` again, as a build would make them.

    ``scratch`` is an empty folder to work in, which whoever made it removes. ``done`` are the
    SHA-256 of what was printed, by name; ``fault`` says why the last of them could not be.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        root: Path,
        scratch: Path,
        again: PrintingAgain,
    ) -> None:
        self._catalogue, self._root = catalogue, root
        self._scratch, self._again = OutputFolder(scratch), again
        self._shelf = _Shelf(self._scratch.below(STORE), again.options.seals)
        self.done: dict[str, str] = {}
        self.fault: Phrase | None = None

    def look_in(self, folder: Path) -> None:
        """Take what a build in a folder has rendered, as far as it was sealed by us."""
        self._shelf.others[folder] = Store(
            OutputFolder(folder).below(STORE), self._again.options.seals
        )

    def lacks(self, names: Collection[str]) -> bool:
        """Whether any of these files would have to be printed."""
        return not self.done.keys() >= {*names}

    def digests(self, names: Collection[str]) -> dict[str, str]:
        """SHA-256 of files as a build would make them now, by their names; what cannot be printed
        is not among them. Raises SopcError when nothing can."""
        missing = set(names) - self.done.keys()
        if missing:
            self.done |= self._printed(missing)
        return {name: self.done[name] for name in names if name in self.done}

    def _printed(self, names: Collection[str]) -> dict[str, str]:
        self._again.told(_printing(names))
        by_file = {file: entry for entry in self._catalogue.entries for file in _files(entry)}
        singles = {by_file[name].name: by_file[name] for name in names if name in by_file}
        # a book takes all SOPs: those are chosen by choosing none
        chosen = [*singles.values()] if all(name in by_file for name in names) else []
        inputs = Inputs(input_digests(self._root, self._scratch.path), maker_versions())
        settings = self._catalogue.settings
        materials = read_materials(
            self._root,
            settings.agency.logo,
            template_folder(),
            settings.form.typeface,
            with_own=settings.has_own_templates,
        )
        source = ShardSource(self._shelf, self._again.options.workers, self._again.progress)
        outputs = _Wanted(self._scratch, fingerprint(inputs.makers), names)
        faces = printed_faces(settings.form.typeface)
        printer = CataloguePrinter(
            self._catalogue, materials, inputs.makers, source, outputs, faces
        )
        printer.print_all(chosen)
        for unprinted in printer.faults:
            self.fault = unprinted.fault.reason
        return outputs.digests


def _printing(names: Collection[str]) -> Phrase:
    first, *others = sorted(names)
    if not others:
        return Phrase("printing {file} again, to compare it", file=first)
    return Phrase(
        "printing {file} and {count} others again, to compare them", file=first, count=len(others)
    )


def _files(entry: Entry) -> Sequence[str]:
    """The files of an SOP alone."""
    return [f"sop/{entry.name}.pdf", f"flowchart/{entry.name}.svg"] if entry.sop.is_written else []


class _Shelf(Store):
    """A store that also gives what others have; they are left as they are."""

    def __init__(self, folder: OutputFolder, seals: Seals) -> None:
        super().__init__(folder, seals)
        self.others: dict[Path, Store] = {}

    def get(self, key: str) -> bytes | None:
        found = super().get(key)
        for store in self.others.values():
            found = store.get(key) if found is None else found
        return found


class _Wanted(Outputs):
    """Of all files only those that are wanted, and of these only their digests are kept."""

    def __init__(self, scratch: OutputFolder, makers: str, names: Collection[str]) -> None:
        super().__init__(scratch.below("none"), scratch.below("new"), Record(), makers)
        self._names = names

    def _file(self, name: str, key: str, write: Callable[[BinaryIO], object]) -> None:
        if name in self._names:
            super()._file(name, key, write)
            self._staging.remove(name)
