"""Books, flowcharts and lists → files, written only where they differ from what is there."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from sopc.assemble.book import Book
from sopc.assemble.contents import INDEX_COLUMNS, index_rows
from sopc.assemble.join import join
from sopc.assemble.shard import ShardRef
from sopc.catalogue.catalogue import Catalogue
from sopc.publish.inputs import digest
from sopc.publish.record import Record, is_signed, same_file
from sopc.publish.shards import ShardSource, fingerprint
from sopc.render.typeface import Faces


class Outputs:
    """The files of one build. What an earlier build made from the same is left where it is.

    ``written`` are the files in the staging folder, ``digests`` those of all outputs, ``keys`` what
    decided them; ``unsigned`` are written files that take the place of signed ones.
    """

    def __init__(self, out: Path, staging: Path, last: Record, makers: str) -> None:
        self._out, self._staging, self._last, self._makers = out, staging, last, makers
        self.written: list[str] = []
        self.digests: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self.unsigned: list[str] = []

    def book(self, name: str, book: Book, faces: Faces, source: ShardSource) -> None:
        """A PDF."""
        key = digest(json.dumps([book.description(), self._makers], sort_keys=True).encode("utf-8"))

        def write(path: Path) -> None:
            with path.open("wb") as file:
                join(file, book, faces, source.packed)

        self._file(name, key, write)

    def drawing(self, name: str, shard: ShardRef, source: ShardSource) -> None:
        """The flowchart of an SOP with steps."""

        def write(path: Path) -> None:
            path.write_text(source.shard(shard).svg or "", encoding="utf-8", newline="\n")

        self._file(name, fingerprint({"flowchart": shard.key}), write)

    def text(self, name: str, text: str) -> None:
        """A text file."""
        data = text.encode("utf-8")
        self._file(name, digest(data), lambda path: path.write_bytes(data))

    def keep(self, earlier: Mapping[str, str]) -> None:
        """Leave what an earlier build published and this one does not make."""
        for name in set(earlier) - set(self.digests):
            noted = self._last.outputs.get(name, earlier[name])
            # of two answers that a killed build leaves, the file's own counts
            agreed = noted == earlier[name] or not (self._out / name).is_file()
            self.digests[name] = noted if agreed else digest((self._out / name).read_bytes())
            if name in self._last.keys:
                self.keys[name] = self._last.keys[name]

    def _file(self, name: str, key: str, write: Callable[[Path], object]) -> None:
        wanted = self._last.outputs.get(name)
        if self._last.keys.get(name) != key or not same_file(self._out / name, wanted):
            path = self._staging / name
            if self._is_signed(name):
                self.unsigned.append(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path)
            wanted = digest(path.read_bytes())
            self.written.append(name)
        self.digests[name], self.keys[name] = wanted or "", key

    def _is_signed(self, name: str) -> bool:
        try:
            return is_signed((self._out / name).read_bytes())
        except OSError:
            return False


def index_files(catalogue: Catalogue, pages: Mapping[str, int]) -> dict[str, str]:
    """The numbered index, as JSON and as a table."""
    rows = list(index_rows(catalogue, pages))
    table = io.StringIO()
    writer = csv.DictWriter(table, fieldnames=INDEX_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    return {"index.json": text, "index.csv": table.getvalue()}
