"""The stages in order: load, check, lay out, render, assemble, publish, sign. Read this first."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.earlier import Earlier
from sopc.catalogue.lookup import called, meant, names
from sopc.check.rule import Context
from sopc.compare.comparison import compared
from sopc.diagnostics import (
    Diagnostic,
    SopcError,
    SourceMap,
    Unread,
    bounded,
    has_errors,
    in_file_order,
)
from sopc.edit.proposals import with_edits
from sopc.language import Phrase
from sopc.load.document import read_document
from sopc.load.loader import load_catalogue
from sopc.load.sources import DISK, InPlaceOf, Sources
from sopc.publish.unprinted import Unprinted, diagnostics

if TYPE_CHECKING:  # what prints pages is loaded where pages are printed
    from sopc.edit.mending import Mended, Wanted
    from sopc.publish.concerned import Concerned
    from sopc.publish.executors import Workers
    from sopc.publish.inputs import Inputs
    from sopc.publish.known_builds import PrintingAgain
    from sopc.publish.options import BuildOptions
    from sopc.publish.publication import Publication
    from sopc.publish.stage_work import Progress
    from sopc.sign.finished import LeftFile
    from sopc.sign.history import Found
    from sopc.sign.options import SigningOptions, VerifyingOptions
    from sopc.sign.sealing import SealedManifest
    from sopc.sign.session import PreparedFile, SignedFile
    from sopc.sign.verifying import Verdict


@dataclass(frozen=True, slots=True)
class Checked:
    """A catalogue that was read and checked; None when its katalog.yaml is not usable."""

    catalogue: Catalogue | None
    source_map: SourceMap
    diagnostics: tuple[Diagnostic, ...]
    unread: Unread = field(default_factory=Unread)

    @property
    def is_sound(self) -> bool:
        """Whether it may be printed."""
        return self.catalogue is not None and not has_errors(self.diagnostics)


def check(
    root: Path,
    today: date,
    *,
    since: str | None = None,
    source: Path | None = None,
    sources: Sources = DISK,
) -> Checked:
    """Load the catalogue in ``root`` and run all rules on it, as of ``today``.

    With ``since``, also those that compare it with a revision of git; raises SopcError when git,
    the repository or the revision is missing. With ``source``, also those that look into the text
    of the source document; raises SopcError when that cannot be read. ``sources`` are where files
    are read from.
    """
    from sopc.check.rules import check_catalogue  # all rules: what reads alone starts sooner
    from sopc.codes import MANUAL

    document = None if source is None else read_document(source)
    with _nothing_to_collect():
        loaded = load_catalogue(root, sources)
        found = list(loaded.diagnostics)
        if loaded.catalogue is not None:
            earlier = (
                None if since is None else _load_earlier(root, since, loaded.catalogue, sources)
            )
            context = Context(
                loaded.catalogue,
                loaded.source_map,
                loaded.unread,
                today,
                earlier,
                document,
                compared(earlier, loaded.catalogue, root),
            )
            found += check_catalogue(context, MANUAL)
        every = tuple(with_edits(bounded(in_file_order(found)), sources))
        return Checked(loaded.catalogue, loaded.source_map, every, loaded.unread)


def mend(
    root: Path,
    today: date,
    wanted: "Wanted[Checked]",
    *,
    since: str | None = None,
    source: Path | None = None,
    base: Mapping[str, bytes | None] | None = None,
) -> "Mended[Checked]":
    """What the mends of findings that are ``wanted`` make of the catalogue; nothing is written.

    Everything is checked with them, as ``check`` does: a mend by which something else would be
    wrong is not made. ``base`` are the bytes of files in the place of those on the disk, by the
    names that places have; None is no file.
    """
    from sopc.edit.mending import mended

    before = base or {}

    def checked(instead: Mapping[str, bytes]) -> Checked:
        sources = InPlaceOf({**before, **instead})
        return check(root, today, since=since, source=source, sources=sources)

    return mended(checked, wanted, before)


def _load_earlier(root: Path, since: str, now: Catalogue, sources: Sources) -> Earlier:
    from sopc.load.revision import load_earlier  # with what runs git, which is seldom asked for

    return load_earlier(root, since, now, sources)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """While everything that is made is kept, looking for garbage is a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def sound_for(checked: Checked, root: Path, numbers: Sequence[str]) -> "Concerned":
    """The catalogue's errors, by whether they stand in the way of printing the SOPs of some
    numbers by themselves."""
    from sopc.publish.concerned import concerned

    assert checked.catalogue is not None
    unread, found = checked.unread, checked.diagnostics
    return concerned(checked.catalogue, root, checked.source_map, unread, found, numbers)


def unprintable(checked: Checked, root: Path, faults: "Iterable[Unprinted]") -> Checked:
    """A catalogue with what was found wrong with it in printing."""
    assert checked.catalogue is not None
    found = diagnostics(checked.catalogue, checked.source_map, root, faults)
    return replace(checked, diagnostics=(*checked.diagnostics, *found))


def build(
    catalogue: Catalogue,
    root: Path,
    out: Path,
    *,
    inputs: "Inputs",
    only: Sequence[str],
    options: "BuildOptions",
    progress: "Progress",
) -> "Publication":
    """Print a sound catalogue into ``out``.

    With ``only``, just the SOPs of those numbers, each by itself. What cannot be laid out is among
    the ``faults`` of what comes back (see ``unprintable``). Raises SopcError when a number is
    unknown, a program is missing or the folder cannot be written.
    """
    from sopc.publish.publication import build_catalogue

    chosen = [select(catalogue, number) for number in only]
    for entry in chosen:
        if not entry.sop.is_written:
            raise SopcError(
                Phrase(
                    "{number} has no pages: its status is {status}",
                    number=entry.sop.number,
                    status=entry.sop.status,
                )
            )
    return build_catalogue(catalogue, root, out, inputs, chosen, options, progress)


def flowchart(
    catalogue: Catalogue, root: Path, number: str, form: str, workers: "Workers"
) -> "bytes | Unprinted":
    """One flowchart as ``svg``, ``png``, ``pdf`` or ``dot``, or why there is none.

    Raises SopcError when there is no such SOP, or it has no flowchart.
    """
    entry = _with_steps(catalogue, number)
    if form == "dot":
        from sopc.render.dot import write_dot

        return write_dot(entry, catalogue).encode("utf-8")
    from sopc.publish.drawn import draw

    drawn = draw(catalogue, root, entry, form, workers)
    return drawn if isinstance(drawn, bytes) else Unprinted(entry.name, drawn)


def _with_steps(catalogue: Catalogue, number: str) -> Entry:
    entry = select(catalogue, number)
    if not entry.sop.steps:
        raise SopcError(Phrase("{number} has no flowchart: it has no steps", number=number))
    return entry


def plain_flowchart(catalogue: Catalogue, number: str) -> bytes:
    """One flowchart as ``svg``, drawn without the page engine: not as it is printed.

    Raises SopcError as ``flowchart`` does.
    """
    from sopc.render.plain_table import draw_on_plain_table

    entry = _with_steps(catalogue, number)
    return draw_on_plain_table(entry, catalogue).encode("utf-8")


def sign(
    catalogue: Catalogue,
    root: Path,
    paths: Sequence[Path],
    options: "SigningOptions",
    out: Path | None,
    again: "PrintingAgain",
) -> Iterator["SignedFile | LeftFile | SealedManifest"]:
    """Sign PDFs of finished builds, and last their manifests where ``paths`` name one.

    Of a folder, those PDFs whose turn it is for the signer; of the others it is told why not. Tells
    of each PDF when it is signed. What is signed goes to ``out``, or else in the place of the
    unsigned. What is not proven to be the catalogue's build is printed again, and compared. Raises
    SopcError when a file is not what the catalogue in ``root`` builds, what was signed before does
    not hold, or the key must not or cannot sign it.
    """
    from sopc.publish.install import MANIFEST
    from sopc.publish.known_builds import known_builds
    from sopc.publish.signing import leave_proofs, open_to_sign, to_seal
    from sopc.sign.safeguards import safeguards_of
    from sopc.sign.session import check_files, sign_files

    with known_builds(catalogue, root, again) as known:
        chain = options.place.chain
        safeguards = safeguards_of(catalogue, options.now, options.trust, known, chain)
        opened = open_to_sign(known, safeguards.known, paths, out)
        sealed = []
        if any(path.name == MANIFEST for path in paths):
            sealed = [to_seal(known, build) for build in opened.builds]
        works, left = check_files(opened.works, safeguards)
        leave_proofs(known, works, opened.builds, out)
        yield from (*opened.left, *left)
        yield from sign_files(works, sealed, safeguards, catalogue.officials, options, out)


def prepare(
    catalogue: Catalogue,
    root: Path,
    paths: Sequence[Path],
    now: datetime,
    out: Path | None,
    again: "PrintingAgain",
) -> Iterator["PreparedFile | LeftFile"]:
    """Add empty signature fields to PDFs of finished builds, for signing elsewhere.

    Raises SopcError when a file is not what the catalogue in ``root`` builds.
    """
    from sopc.publish.known_builds import known_builds
    from sopc.publish.signing import leave_proofs, open_to_sign
    from sopc.sign.safeguards import safeguards_of
    from sopc.sign.session import check_files, prepare_files

    with known_builds(catalogue, root, again) as known:
        safeguards = safeguards_of(catalogue, now, (), known)
        opened = open_to_sign(known, safeguards.known, paths, out)
        works, left = check_files(opened.works, safeguards)
        leave_proofs(known, works, opened.builds, out)
        yield from (*opened.left, *left)
        yield from prepare_files(works)


def verify(
    checked: Checked,
    root: Path,
    paths: Sequence[Path],
    options: "VerifyingOptions",
    again: "PrintingAgain",
) -> "list[tuple[Path, Verdict]]":
    """What is to say of signed PDFs, of those in folders, and of these folders' signed manifests,
    or of those that are named.

    The catalogue may have errors: what these leave unclear is found of the files that they touch.
    Pages are compared with what is known of the builds that files lie in, or else printed again.

    Raises SopcError when a certificate or a key cannot be read, or a folder holds no PDF; what is
    wrong with a PDF is in its verdict.
    """
    from sopc.publish.known_builds import known_builds
    from sopc.publish.reopen import build_of, pdfs_in
    from sopc.sign.comparison import Comparison
    from sopc.sign.faulty import faulty_files
    from sopc.sign.manifest.envelope import ENVELOPE
    from sopc.sign.verdicts import verifier_of

    assert checked.catalogue is not None
    sealed = [path for path in paths if path.name == ENVELOPE and not path.is_dir()]
    faulty = faulty_files(checked.catalogue, root, checked.diagnostics, checked.unread)
    verifier = verifier_of(checked.catalogue, faulty, options)
    with known_builds(checked.catalogue, root, again, faulty.behind_file) as known:
        files = {
            file: known.evidence(file, build_of(file))
            for file in pdfs_in(path for path in paths if path not in sealed)
        }
        known.expect_all(verifier.known, files)
        found = [
            (file, verifier.verdict(file, Comparison(evidence, known, always=options.rebuild)))
            for file, evidence in files.items()
        ]
    folders = [*(path for path in paths if path.is_dir()), *(path.parent for path in sealed)]
    manifests = (verifier.of_folder(folder) for folder in folders)
    return [*found, *dict(filter(None, manifests)).items()]


def trusted_roots(options: "VerifyingOptions") -> "list[tuple[str, str]]":
    """The names and the SHA-256 fingerprints of the roots that a user trusts. Raises SopcError."""
    from sopc.sign.trust.trusting import fingerprints

    return fingerprints(options)


def standing(catalogue: Catalogue, root: Path, code: str) -> "Found":
    """What a printed page is worth today, by its code. Raises SopcError when git cannot tell."""
    from sopc.sign.history import standing_of

    return standing_of(code, catalogue, root)


def select(catalogue: Catalogue, number: str) -> Entry:
    """The SOP of a number, or the draft of a name."""
    entry = called(catalogue, number)
    if entry is not None:
        return entry
    hint = meant(number, names(catalogue))
    if hint:
        message = Phrase("no SOP has the number {number}; {hint}", number=number, hint=hint)
    else:
        message = Phrase("no SOP has the number {number}", number=number)
    raise SopcError(message)
