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
from sopc.transaction.seals import Seals
from tests.fuzz.pieces import Pieces

WORDS = (
    "{", "}", "[", "]", ",", ":", '"', "null", "true", "1e999", "NaN", "-0", '"\\ud800"',
    '"\\u0000"',
    '"format"', '"seal"', '"record"', "2",
    '"inputs"', '"versions"', '"outputs"', '"keys"', '"components"', '"common"',
    '"commit"', '"dirty"', '"complete"', '"subject"', '"name"', '"digest"', '"sha256"', "[" * 200,
)  # fmt: skip
LONGEST = 16_384
_KEY = "ab" * 32
_SEALS = Seals(b"x" * 32)


def seeds() -> Iterator[bytes]:
    full = Record({"a": "b"}, {"c": "d"}, {"e": "f"}, {"g": "h"}, {"i": {"j": "k"}}, {"l": "m"})
    text = json.dumps({"format": 2, **asdict(full)})
    yield b"\x00" + json.dumps({"seal": "0" * 64, "record": text}).encode()
    yield b"\x01" + text.encode()
    yield b"\x02" + json.dumps({"outputs": {"handbook.pdf": "ab"}, "inputs": {"a": "b"}}).encode()
    yield b"\x03" + b"0" * 64 + b"%PDF-1.7"


@cache
def _out() -> OutputFolder:
    return OutputFolder(Path(mkdtemp(prefix="fuzz-")))


def run(data: bytes) -> None:
    pieces = Pieces(data)
    kind = pieces.number(3)
    (_of_record, _of_sealed_record, _of_manifest, _of_entry)[kind](pieces.rest())


def _of_record(raw: bytes) -> None:
    """A record as it lies there: believed only if it is, byte for byte, what we write."""
    out = _out()
    out.write(RECORD, raw)
    record = read_record(out, _SEALS)
    if record is not None:
        record.write(out, _SEALS)
        assert out.read(RECORD) == raw


def _of_sealed_record(raw: bytes) -> None:
    """A record that another version of ours wrote, whatever it said then."""
    out, text = _out(), raw.decode("utf-8", "replace")
    seal = _SEALS.seal("record", text.encode())
    out.write(RECORD, json.dumps({"seal": seal, "record": text}).encode())
    record = read_record(out, _SEALS)
    if record is not None:
        record.write(out, _SEALS)
        assert read_record(out, _SEALS) == record
        json.dumps(asdict(record), ensure_ascii=False).encode()  # all of it can be written as text


def _of_manifest(raw: bytes) -> None:
    out = _out()
    out.write(MANIFEST, raw)
    listed = published(out)
    assert all(each.encode() is not None for pair in listed.items() for each in pair)
    build = build_of(out.path / "handbook.pdf")
    if build is not None:
        assert build.folder == out.path.resolve()
        json.dumps([build.outputs, build.inputs])


def _of_entry(raw: bytes) -> None:
    name, store = f"{_KEY[:2]}/{_KEY[2:]}", Store(_out(), _SEALS)
    _out().write(name, raw)
    found = store.get(_KEY)
    if found is not None:
        store.put(_KEY, found)
        assert _out().read(name) == raw
