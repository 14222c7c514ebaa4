"""Books, flowcharts and lists → files, written only where they differ from what is there."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

from sopc.assemble.book import Book
from sopc.assemble.contents import INDEX_COLUMNS, index_rows
from sopc.assemble.join import join
from sopc.assemble.shard import ShardRef
from sopc.catalogue.catalogue import Catalogue
from sopc.folder import OutputFolder
from sopc.notes.listing import NOTE_COLUMNS, note_rows
from sopc.publish.inputs import digest
from sopc.publish.record import Record, is_same
from sopc.publish.shards import ShardSource, fingerprint
from sopc.publish.tables import BYTE_ORDER_MARK, csv_table
from sopc.render.typeface import Faces
from sopc.sign.pdf.revisions import is_signed

NOTES = "catatan.csv"


class Outputs:
    """The files of one build. What an earlier build made from the same is left where it is.

    ``written`` are the files in the staging folder, ``digests`` those of all outputs, ``keys`` what
    decided them; ``unsigned`` are written files that take the place of signed ones, ``mended`` of
    such as the last build did not make, ``strayed`` of those that are kept.
    """

    def __init__(self, out: OutputFolder, staging: OutputFolder, last: Record, makers: str) -> None:
        self._out, self._staging, self._last, self._makers = out, staging, last, makers
        self.written: list[str] = []
        self.digests: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self.unsigned: list[str] = []
        self.mended: list[str] = []
        self.strayed: list[str] = []

    def book(self, name: str, book: Book, faces: Faces, source: ShardSource) -> None:
        """A PDF."""
        key = digest(json.dumps([book.description(), self._makers], sort_keys=True).encode("utf-8"))

        self._file(name, key, lambda file: join(file, book, faces, source.packed))

    def drawing(self, name: str, shard: ShardRef, source: ShardSource) -> None:
        """The flowchart of an SOP with steps."""

        def write(file: BinaryIO) -> None:
            file.write((source.shard(shard).svg or "").encode("utf-8"))

        self._file(name, fingerprint({"flowchart": shard.key}), write)

    def text(self, name: str, text: str) -> None:
        """A text file."""
        data = text.encode("utf-8")
        self._file(name, digest(data), lambda file: file.write(data))

    def keep(self, names: Iterable[str]) -> None:
        """Leave what the last build made and this one does not, as it was made."""
        for name in set(names) - set(self.digests):
            self.digests[name] = self._last.outputs[name]
            if not is_same(self._out.read(name), self.digests[name]):
                self.strayed.append(name)
            if name in self._last.keys:
                self.keys[name] = self._last.keys[name]

    def _file(self, name: str, key: str, write: Callable[[BinaryIO], object]) -> None:
        wanted, there = self._last.outputs.get(name), self._out.read(name)
        is_wanted = self._last.keys.get(name) == key
        if not is_wanted or not is_same(there, wanted):
            with self._staging.create(name) as file:
                write(file)
            wanted = digest(self._staging.read(name) or b"")
            if is_same(there, wanted):  # as where nothing is known of what is there
                self._staging.remove(name)
            else:
                self._replace(name, there, is_wanted=is_wanted)
        self.digests[name], self.keys[name] = wanted or "", key

    def _replace(self, name: str, there: bytes | None, *, is_wanted: bool) -> None:
        """Note that a file was written, and what that is the end of."""
        self.written.append(name)
        if there is not None and is_wanted:
            self.mended.append(name)
        if there is not None and is_signed(there):
            self.unsigned.append(name)


def index_files(catalogue: Catalogue, pages: Mapping[str, int]) -> dict[str, str]:
    """The numbered index, as JSON and as a table."""
    rows = list(index_rows(catalogue, pages))
    text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    return {"index.json": text, "index.csv": csv_table(INDEX_COLUMNS, rows)}


def note_files(catalogue: Catalogue) -> dict[str, str]:
    """The notes on what differs from the source document, as a table for a spreadsheet; none where
    the catalogue names no such document, or nothing differs."""
    rows = list(note_rows(catalogue)) if catalogue.settings.source_name else []
    return {NOTES: BYTE_ORDER_MARK + csv_table(NOTE_COLUMNS, rows)} if rows else {}
