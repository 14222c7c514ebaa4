"""A file of each kind, in a catalogue that is sound otherwise: findings, reports and drawings.

The first byte says which file it is; what follows is all of it.
"""

import csv
import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from xml.etree import ElementTree

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.codes import PAGES
from sopc.notes.listing import NOTE_COLUMNS, note_rows
from sopc.notes.survey import survey
from sopc.publish.outputs import index_files, note_files
from sopc.publish.tables import csv_table
from sopc.render.dot import write_dot
from sopc.report.checkout import Checkout
from sopc.report.github import write_github
from sopc.report.machine import write_gitlab, write_json
from sopc.report.sarif import write_sarif
from sopc.report.text import write_text
from tests.catalogues import FIRST, ROOT_FILES, SOP, TODAY, write_catalogue
from tests.fuzz.held import places_are_inside
from tests.fuzz.targets.yaml_reader import WORDS as SIGNS

SECONDS = 2.0
_FILES = {**ROOT_FILES, FIRST: SOP}
_NAMES = (FIRST, *ROOT_FILES)
WORDS = (
    *SIGNS, "nomor", "nama", "status", "langkah", "uraian", "pelaksana", "keputusan", "lanjut",
    "rangkaian", "kode", "waktu", "output", "kelengkapan", "keterkaitan", "luar", "dasar_hukum",
    "sumber", "catatan", "baris", "isian", "riwayat", "pengecualian", "bawaan", "tambah", "unit",
    "seksi", "folder", "penomoran", "formulir", "dasar", "kata", "gambar", "istilah", "deret",
    "pemeriksaan", "penandatangan", "verifikasi", "naskah", "draf", "dicabut", "selesai",
    "K.1.1.1.1",
    "lampung-2020", "iso-9001-en", "permenpanrb-35-2012", "{urut}", "{unit}", "alias", "jabatan",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    for place, name in enumerate(_NAMES):
        yield bytes([place]) + _FILES[name].encode()


@cache
def _root() -> Path:
    return write_catalogue(Path(mkdtemp(prefix="fuzz-")))


def run(data: bytes) -> None:
    root, name = _root(), _NAMES[data[0] % len(_NAMES)] if data else FIRST
    (root / name).write_bytes(data[1:])
    try:
        checked = pipeline.check(root, TODAY)
        files = {str(root / each): text.encode() for each, text in _FILES.items()}
        files[str(root / name)] = data[1:]
        places_are_inside(checked.diagnostics, files)
        _is_reported(checked)
        if checked.is_sound and checked.catalogue is not None:
            _is_drawn(checked.catalogue)
    finally:
        (root / name).write_text(_FILES[name], encoding="utf-8")


def _is_reported(checked: pipeline.Checked) -> None:
    found, checkout = checked.diagnostics, Checkout.of(_root(), _root())
    for line in write_text(found, verbose=True):
        assert line.isprintable()
    for line in write_github(found, checkout):
        assert line.isprintable()
    assert len(json.loads(write_json(found))) == len(found)
    assert len(json.loads(write_gitlab(found, checkout))) == len(found)
    (run,) = json.loads(write_sarif(found, PAGES, checkout))["runs"]
    assert len(run["results"]) == len(found)


def _is_drawn(catalogue: Catalogue) -> None:
    csv_table(NOTE_COLUMNS, note_rows(catalogue))
    survey(catalogue)
    tables = {**index_files(catalogue, {}), **note_files(catalogue)}
    for name, text in tables.items():
        if name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(text)))
            assert {len(row) for row in rows} == {len(rows[0])}
        else:
            json.loads(text)
    for entry in catalogue.entries:
        if entry.sop.steps:
            ElementTree.fromstring(pipeline.plain_flowchart(catalogue, entry.name))
            assert write_dot(entry, catalogue).count("{") >= 1
