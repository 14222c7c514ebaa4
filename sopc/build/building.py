"""A catalogue → its files: what is missing is rendered, what differs written, all published."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sopc.build.house import House
from sopc.build.inputs import Inputs
from sopc.build.manifest import published, statement
from sopc.build.options import Options
from sopc.build.outputs import Outputs
from sopc.build.publish import MANIFEST, STORE, publish, workplace
from sopc.build.reasons import Reason, reasons
from sopc.build.record import Record, read_record
from sopc.build.store import Store
from sopc.build.workshop import Progress, Workshop, fingerprint
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder
from sopc.render.typeface import printed_faces


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the files it wrote, of how many, and why SOPs were rendered."""

    written: tuple[str, ...]
    total: int
    reasons: tuple[Reason, ...]


def build_catalogue(
    catalogue: Catalogue,
    root: Path,
    out: Path,
    inputs: Inputs,
    chosen: Sequence[Entry],
    options: Options,
    progress: Progress,
) -> Built:
    """Print a sound catalogue into ``out``; with ``chosen``, only those SOPs, each by itself.

    Raises SopcError when a program is missing, a template fails or ``out`` cannot be written.
    """
    makers = inputs.makers
    materials = read_materials(root, catalogue.settings.agency.logo, template_folder())
    with workplace(out) as staging:
        last, earlier = read_record(out / STORE), published(out)
        outputs = Outputs(out, staging, last, fingerprint(makers))
        workshop = Workshop(Store(out / STORE), options, progress)
        house = House(catalogue, materials, makers, workshop, outputs, printed_faces())
        sops = house.print_all(chosen)
        if chosen:  # what else is there stays, and stays listed
            outputs.keep(earlier)
        outputs.text(MANIFEST, statement(catalogue, root, inputs, outputs.digests))
        publish(out, staging, outputs.written, set(earlier) - set(outputs.digests))
        pieces = {name: sop.components for name, sop in sops.items()}
        Record(
            inputs=inputs.files,
            versions=inputs.versions,
            outputs=outputs.digests,
            keys=outputs.keys,
            components={**last.components, **pieces} if chosen else pieces,
            common=house.common,
            complete=not chosen,
        ).write(out / STORE)
        workshop.trim(options.cache_limit)
    rendered = [name for name, sop in sops.items() if sop.shard.key in workshop.rendered]
    why = reasons(rendered, pieces, house.common, last)
    return Built(tuple(outputs.written), len(outputs.digests), tuple(why))
