"""A catalogue → its files: what is missing is rendered, what differs written, all published."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.publish.foreign import Foreign, foreign_files
from sopc.publish.inputs import Inputs
from sopc.publish.install import MANIFEST, STORE, install, staging_folder
from sopc.publish.journal import RECORD
from sopc.publish.manifest import statement
from sopc.publish.options import BuildOptions
from sopc.publish.outputs import Outputs
from sopc.publish.printer import CataloguePrinter
from sopc.publish.reasons import Reason, reasons
from sopc.publish.record import Record, read_record
from sopc.publish.shards import ShardSource, fingerprint
from sopc.publish.stage_work import Progress
from sopc.publish.store import Store
from sopc.publish.unprinted import Unprinted
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder
from sopc.render.typeface import printed_faces


@dataclass(frozen=True, slots=True)
class Publication:
    """What a build did: the files it wrote, of how many, and why SOPs were rendered.

    ``faults`` is what could not be printed: then the other SOPs are, as if they had been chosen.
    ``unsigned`` are those in whose place signed ones were, of what the catalogue said before, and
    ``mended`` those in whose place others were than the last build made; ``strayed`` are such that
    are kept, as this build does not make them. ``left`` are signed files that another's build made,
    and none of ours. ``is_foreign`` says that the folder had outputs which no record of ours knows.
    """

    written: tuple[str, ...]
    unsigned: tuple[str, ...]
    mended: tuple[str, ...]
    strayed: tuple[str, ...]
    left: tuple[str, ...]
    is_foreign: bool
    total: int
    reasons: tuple[Reason, ...]
    faults: tuple[Unprinted, ...] = ()


def build_catalogue(
    catalogue: Catalogue,
    root: Path,
    out: Path,
    inputs: Inputs,
    chosen: Sequence[Entry],
    options: BuildOptions,
    progress: Progress,
) -> Publication:
    """Print a sound catalogue into ``out``; with ``chosen``, only those SOPs, each by itself.

    Raises SopcError when a program is missing or ``out`` cannot be written.
    """
    _keep_apart(out, root)
    makers = inputs.makers
    typeface = catalogue.settings.form.typeface
    logo = catalogue.settings.agency.logo
    own = catalogue.settings.has_own_templates
    materials = read_materials(root, logo, template_folder(), typeface, with_own=own)
    folder = OutputFolder(out)
    store = folder.below(STORE)
    with staging_folder(out, options.seals) as staging:
        store.clear_way(RECORD)  # before all the work, not after
        known = read_record(store, options.seals)
        last, is_foreign = known or Record(), known is None and _has_outputs(folder)
        outputs = Outputs(folder, staging.new, last, fingerprint(makers))
        source = ShardSource(Store(store, options.seals), options.workers, progress)
        faces = printed_faces(typeface)
        printer = CataloguePrinter(catalogue, materials, makers, source, outputs, faces)
        sops = printer.print_all(chosen)
        faults = tuple(printer.faults)
        partial = bool(chosen or faults)
        if faults and not sops:
            return _publication(outputs, Foreign(), (), faults, is_foreign=False)
        earlier = {name for name in last.outputs if name != MANIFEST and folder.has(name)}
        foreign = Foreign()
        if is_foreign and not partial:
            foreign = foreign_files(folder, outputs.digests, staging.others)
        if partial:  # what else is there stays, and stays listed
            inputs = _beside(inputs, last) if earlier - outputs.digests.keys() else inputs
            outputs.keep(earlier)
        outputs.text(MANIFEST, statement(catalogue, inputs, outputs.digests))
        pieces = {name: sop.components for name, sop in sops.items()}
        record = _record(inputs, outputs, printer.common, pieces, last if partial else None)
        stale = {*(earlier - outputs.digests.keys()), *foreign.stale}
        record.write(staging.new.below(STORE), options.seals)
        install(staging, [*outputs.written, f"{STORE}/{RECORD}"], stale, options.seals)
        with suppress(OSError, SopcError):  # the book is out, whatever the store holds
            source.trim(options.cache_limit)
    rendered = [name for name, sop in sops.items() if sop.shard.key in source.rendered]
    why = tuple(reasons(rendered, pieces, printer.common, last))
    return _publication(outputs, foreign, why, faults, is_foreign=is_foreign)


def _has_outputs(out: OutputFolder) -> bool:
    """Whether a build, of whomever, has left its outputs or its store in a folder."""
    return out.has(MANIFEST) or out.has(f"{STORE}/{RECORD}")


def _publication(
    outputs: Outputs,
    foreign: Foreign,
    why: tuple[Reason, ...],
    faults: tuple[Unprinted, ...],
    *,
    is_foreign: bool,
) -> Publication:
    return Publication(
        written=tuple(outputs.written),
        unsigned=tuple(outputs.unsigned),
        mended=tuple(outputs.mended),
        strayed=tuple(outputs.strayed),
        left=foreign.signed,
        is_foreign=is_foreign,
        total=len(outputs.digests),
        reasons=why,
        faults=faults,
    )


def _keep_apart(out: Path, root: Path) -> None:
    """Raises SopcError for the catalogue's own folder: drawings would be taken for its pictures."""
    if out.resolve() == root.resolve():
        raise SopcError(
            Phrase("`{out}` is the catalogue's folder; name another for the outputs", out=out)
        )


def _record(
    inputs: Inputs,
    outputs: Outputs,
    common: Mapping[str, str],
    pieces: Mapping[str, Mapping[str, str]],
    last: Record | None,
) -> Record:
    """What to note of a build; of a part of the catalogue if ``last`` knows the rest."""
    return Record(
        inputs=inputs.files,
        versions=inputs.versions,
        outputs=outputs.digests,
        keys=outputs.keys,
        components={**(_parted(last, common) if last else {}), **pieces},
        common=common,
        commit=inputs.commit,
        dirty=inputs.dirty,
        complete=last is None,
    )


def _beside(inputs: Inputs, last: Record) -> Inputs:
    """Inputs of some files beside others that are left: those may be of another commit."""
    same = (inputs.files, inputs.versions, inputs.commit) == (
        last.inputs,
        last.versions,
        last.commit,
    )
    if inputs.commit is None or (same and last.dirty is False):
        return inputs
    return replace(inputs, dirty=True)


def _parted(last: Record, common: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """What the SOPs were made from that are not printed now, if others have other templates."""
    if last.common == common:
        return dict(last.components)
    return {name: {**last.common, **pieces} for name, pieces in last.components.items()}
