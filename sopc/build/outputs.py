"""Shards → all the files of a build, by their path in the output folder."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from sopc.assemble.book import Binder
from sopc.assemble.contents import INDEX_COLUMNS, index_rows
from sopc.assemble.shard import Shard
from sopc.build.compile import Press
from sopc.build.inputs import input_digests, maker_versions
from sopc.build.publish import MANIFEST, sha256
from sopc.catalogue.catalogue import Catalogue
from sopc.render.relations import draw_relations, relations_dot

Progress = Callable[[str, int, int], None]
"""Told of work: the stage's name, how much is done, how much there is."""


def sop_files(press: Press, shards: Mapping[str, Shard], progress: Progress) -> dict[str, bytes]:
    """Each SOP and each flowchart by itself."""
    binder = Binder(press.catalogue, press.pages, press.engine, press.faces, shards)
    files: dict[str, bytes] = {}
    entries = [entry for entry in press.catalogue.entries if entry.name in shards]
    for done, entry in enumerate(entries, start=1):
        files[f"sop/{entry.name}.pdf"] = binder.single(entry)
        svg = shards[entry.name].svg
        if svg is not None:
            files[f"flowchart/{entry.name}.svg"] = svg.encode("utf-8")
        progress("SOPs", done, len(entries))
    return files


def book_files(press: Press, shards: Mapping[str, Shard], progress: Progress) -> dict[str, bytes]:
    """The handbook, the units' volumes, the map of related SOPs and the index."""
    dot = relations_dot(press.catalogue)
    relations = draw_relations(dot) if dot else None
    binder = Binder(press.catalogue, press.pages, press.engine, press.faces, shards, relations)
    units = press.catalogue.settings.units
    handbook = binder.handbook()
    files = {"handbook.pdf": handbook.pdf}
    if relations is not None:
        files["relations.svg"] = relations.encode("utf-8")
    progress("books", 1, len(units) + 1)
    for done, unit in enumerate(units, start=2):
        files[f"volume/{unit.folder}.pdf"] = binder.volume(unit).pdf
        progress("books", done, len(units) + 1)
    return files | _index(press.catalogue, handbook.pages)


def _index(catalogue: Catalogue, pages: Mapping[str, int]) -> dict[str, bytes]:
    rows = list(index_rows(catalogue, pages))
    table = io.StringIO()
    writer = csv.DictWriter(table, fieldnames=INDEX_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    return {"index.json": text.encode("utf-8"), "index.csv": table.getvalue().encode("utf-8")}


def manifest(root: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The build's own record: inputs, outputs and makers."""
    record = {
        "inputs": input_digests(root),
        "outputs": {name: sha256(data) for name, data in sorted(files.items())},
        "versions": maker_versions(),
    }
    return {MANIFEST: (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8")}
