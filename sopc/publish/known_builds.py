"""What can be told of what was built: from seals, from manifests, and by printing it again."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sopc.catalogue.catalogue import Catalogue
from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.limits import STATEMENT
from sopc.publish.evidence import PROOF, Present, leave_proof, makers_of, proven_in
from sopc.publish.inputs import digest, take_inputs
from sopc.publish.install import MANIFEST
from sopc.publish.manifest import statement
from sopc.publish.past import past_files
from sopc.publish.reprint import PrintingAgain as PrintingAgain
from sopc.publish.reprint import Reprinter
from sopc.render.qr import Code
from sopc.sign.built import BuildEvidence, PastFile, state_of
from sopc.sign.document import SignableDocument
from sopc.sign.finished import FinishedBuild, folder_above

Faulty = Callable[[str], str | None]
"""Tells which file of the catalogue leaves unclear what a file of a build has to be, if any."""


def _sound(_file: str) -> None:
    return None


class KnownBuilds:
    """What is known of builds of the catalogue in ``root``, and what prints it again."""

    def __init__(
        self,
        catalogue: Catalogue,
        root: Path,
        scratch: Path,
        again: PrintingAgain,
        faulty: Faulty,
    ) -> None:
        self._catalogue, self.root, self._again, self._faulty = catalogue, root, again, faulty
        self._reprinter = Reprinter(catalogue, root, scratch, again)
        self._evidence: dict[Path, BuildEvidence] = {}
        self._expected: set[str] = set()
        self._nowhere = scratch  # where nothing was built

    def evidence(self, file: Path, build: FinishedBuild | None) -> BuildEvidence:
        """What is known of the build that a file lies in. Raises SopcError."""
        folder = build.folder if build else folder_above(file, PROOF)
        if folder is None:
            folder = self._nowhere
        if folder not in self._evidence:
            self._reprinter.look_in(folder)
            self._evidence[folder] = self._of_folder(folder, build)
        return self._evidence[folder]

    def expect(self, names: Iterable[str]) -> None:
        """Have files printed together, once one of them has to be."""
        self._expected |= {*names}

    def expect_all(
        self,
        known: Iterable[SignableDocument],
        files: Mapping[Path, BuildEvidence],
    ) -> None:
        """Have files of which nothing is proven printed together, once one of them has to be.

        They are those of a build whose folders and names they have.
        """
        printed = {document.file for document in known}
        for file, evidence in files.items():
            names = {file.name, "/".join(file.parts[-2:])} & printed
            self.expect(names - evidence.present.keys())

    def now(self, file: str) -> str | Phrase:
        """SHA-256 of a file as a build would make it now, or why it cannot be printed."""
        faulty = self._faulty(file)
        if faulty is not None:
            return Phrase("`{file}` has errors", file=faulty)
        printed = self.printed({file})
        return printed.get(file) or self._reprinter.fault or Phrase("nothing prints it")

    def printed(self, names: Collection[str]) -> Mapping[str, str]:
        """SHA-256 of files as a build would make them now; without what cannot be printed."""
        if self._reprinter.lacks(names):
            clear = (name for name in self._expected if self._faulty(name) is None)
            names = {*names} | {*clear}
            self._expected.clear()
        try:
            return self._reprinter.digests(names)
        except SopcError as error:
            self._reprinter.fault = error.message
            return {}

    def have_printed(self) -> Mapping[str, str]:
        """SHA-256 of all files that were printed until now."""
        return self._reprinter.done

    def leave_proof(self, folder: Path, files: Mapping[str, str]) -> None:
        """Say in a folder, sealed, that files were built of the catalogue as it is.

        Raises SopcError.
        """
        state = Present.of(self.root, folder).state
        leave_proof(folder, state, files, self._again.options.seals)

    def own(self, build: FinishedBuild) -> FinishedBuild:
        """A build with a statement that is this user's: made anew if it was another's.

        Of another's only the files count that it lists. Raises SopcError.
        """
        written = OutputFolder(build.folder).read(MANIFEST, STATEMENT) or b""
        if digest(written) in self.evidence(build.folder, build).present.get(MANIFEST, ()):
            return FinishedBuild(build.folder, json.loads(written))
        inputs = take_inputs(self.root, build.folder)
        said = statement(self._catalogue, inputs, build.outputs)
        return FinishedBuild(build.folder, json.loads(said))

    def then(self, code: Code, file: str, commit: str | None) -> Iterator[PastFile]:
        """A file as the catalogue had it when it said what a code stands for, printed again."""
        if self._faulty(file) is None:
            yield from past_files(code, file, commit, self._catalogue, self.root, self._again)

    def _of_folder(self, folder: Path, build: FinishedBuild | None) -> BuildEvidence:
        now = Present.of(self.root, folder)
        present: dict[str, set[str]] = {}
        earlier: dict[str, set[str]] = {}
        for state, files in proven_in(folder, self._again.options.seals).items():
            found = present if state == now.state else earlier
            for name, sha in files.items():
                found.setdefault(name, set()).add(sha)
        if build is None:
            return BuildEvidence(now.state, present, earlier)
        inputs, versions = build.inputs or {}, build.versions
        return BuildEvidence(
            now.state,
            present,
            earlier,
            build.outputs,
            is_claimed_of_now=state_of(inputs) == now.state,
            has_other_makers=bool(inputs and versions)
            and makers_of(inputs, versions) != now.makers,
            commit=build.commit,
        )


@contextmanager
def known_builds(
    catalogue: Catalogue, root: Path, again: PrintingAgain, faulty: Faulty = _sound
) -> Iterator[KnownBuilds]:
    """What is known of builds of the catalogue in ``root``, with a folder to print in.

    What ``faulty`` names a file for is not printed: that file has errors.
    """
    with TemporaryDirectory(prefix="sopc-") as scratch:
        yield KnownBuilds(catalogue, root, Path(scratch), again, faulty)
