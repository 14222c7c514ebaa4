"""What builds left in a folder, as anyone may have changed it: records, manifests, store entries.

The first byte says which file the rest is.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sopc.folder import OutputFolder
from sopc.publish.install import MANIFEST
from sopc.publish.manifest import published
from sopc.publish.record import RECORD, Record, read_record
from sopc.publish.reopen import build_of
from sopc.publish.store import Store
from tests.fuzz.pieces import Pieces

WORDS = (
    "{", "}", "[", "]", ",", ":", '"', "null", "true", "1e999", "NaN", "-0", '"\\ud800"',
    '"\\u0000"',
    '"format"', "2", '"inputs"', '"versions"', '"outputs"', '"keys"', '"components"', '"common"',
    '"commit"', '"dirty"', '"complete"', '"subject"', '"name"', '"digest"', '"sha256"', "[" * 200,
)  # fmt: skip
LONGEST = 16_384
_KEY = "ab" * 32


def seeds() -> Iterator[bytes]:
    full = Record({"a": "b"}, {"c": "d"}, {"e": "f"}, {"g": "h"}, {"i": {"j": "k"}}, {"l": "m"})
    yield b"\x00" + json.dumps({"format": 2, **asdict(full)}).encode()
    yield b"\x01" + json.dumps({"outputs": {"handbook.pdf": "ab"}, "inputs": {"a": "b"}}).encode()
    yield b"\x02" + b"0" * 64 + b"%PDF-1.7"


@cache
def _out() -> OutputFolder:
    return OutputFolder(Path(mkdtemp(prefix="fuzz-")))


def run(data: bytes) -> None:
    pieces, out = Pieces(data), _out()
    kind = pieces.number(2)
    raw = pieces.rest()
    if kind == 0:
        out.write(RECORD, raw)
        record = read_record(out)
        record.write(out)
        assert read_record(out) == record
    elif kind == 1:
        out.write(MANIFEST, raw)
        listed = published(out)
        assert all(each.encode() is not None for pair in listed.items() for each in pair)
        build = build_of(out.path / "handbook.pdf")
        if build is not None:
            assert build.folder == out.path.resolve()
            json.dumps([build.outputs, build.inputs])
    else:
        name, store = f"{_KEY[:2]}/{_KEY[2:]}", Store(out)
        out.write(name, raw)
        found = store.get(_KEY)
        if found is not None:  # then it is, byte for byte, what would have been put there
            store.put(_KEY, found)
            assert out.read(name) == raw
