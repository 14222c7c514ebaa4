"""What a build writes, what it leaves where it is, and what it notes of both."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace
from typing import BinaryIO, cast

import pytest

from sopc import pipeline
from sopc.assemble.book import Book
from sopc.assemble.shard import ShardRef
from sopc.folder import OutputFolder
from sopc.publish.outputs import Outputs, index_files
from sopc.publish.record import Record
from sopc.publish.shards import ShardSource
from sopc.render.typeface import Faces
from tests.catalogues import FIRST, SOP, TODAY, write_catalogue
from tests.publish.signatures import signature

NAME, TEXT = "daftar.csv", "ü,1\n"
DIGEST = sha256(TEXT.encode("utf-8")).hexdigest()
LAST = Record(outputs={NAME: DIGEST}, keys={NAME: DIGEST})
DRAFT = "nama: Rencana\nstatus: draf\n"
SIGNED = b"%PDF-1.7\n%%EOF\n/ByteRange\n%%EOF\n"


@pytest.fixture
def out(tmp_path: Path) -> OutputFolder:
    folder = OutputFolder(tmp_path / "out")
    folder.make()
    return folder


def outputs(out: OutputFolder, last: Record = LAST, makers: str = "makers") -> Outputs:
    staging = OutputFolder(Path(mkdtemp(dir=out.path.parent)))
    return Outputs(out, staging, last, makers)


def written(made: Outputs, name: str = NAME) -> bytes | None:
    return made._staging.read(name)


@pytest.mark.parametrize("there", [None, b"", b"lain"])
@pytest.mark.parametrize("last", [LAST, Record()])
def test_what_is_not_there_as_it_was_made_is_written(
    out: OutputFolder, there: bytes | None, last: Record
) -> None:
    if there is not None:
        out.write(NAME, there)
    made = outputs(out, last)
    made.text(NAME, TEXT)
    assert written(made) == TEXT.encode("utf-8")
    assert made.written == [NAME]
    assert made.digests == made.keys == {NAME: DIGEST}
    assert made.unsigned == []


def test_what_is_there_as_it_was_made_is_left(out: OutputFolder) -> None:
    out.write(NAME, TEXT.encode("utf-8"))
    made = outputs(out)
    made.text(NAME, TEXT)
    assert written(made) is None
    assert made.written == []
    assert made.digests == made.keys == {NAME: DIGEST}


def test_what_was_made_from_something_else_is_written(out: OutputFolder) -> None:
    out.write(NAME, b"lain")
    lain = sha256(b"lain").hexdigest()
    made = outputs(out, Record(outputs={NAME: lain}, keys={NAME: "lain"}))
    made.text(NAME, TEXT)
    assert (made.written, made.mended) == ([NAME], [])


@pytest.mark.parametrize("last", [Record(), Record(outputs={NAME: "0"}, keys={NAME: "lain"})])
def test_what_comes_out_as_it_is_there_is_left(out: OutputFolder, last: Record) -> None:
    out.write(NAME, TEXT.encode("utf-8"))
    made = outputs(out, last)
    made.text(NAME, TEXT)
    assert (made.written, written(made)) == ([], None)
    assert made.digests == made.keys == {NAME: DIGEST}


@pytest.mark.parametrize("there", [b"lain", TEXT.encode() + b"/ByteRange\n%%EOF\n"])
def test_what_the_last_build_did_not_make_is_mended_and_said(
    out: OutputFolder, there: bytes
) -> None:
    out.write(NAME, there)
    made = outputs(out)
    made.text(NAME, TEXT)
    assert (made.written, made.mended) == ([NAME], [NAME])
    assert made.unsigned == ([NAME] if b"/ByteRange" in there else [])
    assert written(made) == TEXT.encode()


def test_what_takes_a_signed_file_s_place_is_said_and_only_that(out: OutputFolder) -> None:
    out.write("sop.pdf", SIGNED)
    out.write(NAME, b"lain")
    made = outputs(out)
    made.text("sop.pdf", "%PDF-1.7\n")
    made.text(NAME, TEXT)
    assert made.written == ["sop.pdf", NAME]
    assert made.unsigned == ["sop.pdf"]


@pytest.mark.parametrize("is_known", [True, False])
def test_a_file_that_was_signed_since_is_left(out: OutputFolder, is_known: bool) -> None:
    text = "%PDF-1.7\n%%EOF\n"
    wanted = sha256(text.encode()).hexdigest()
    out.write("sop.pdf", signature(text.encode()))
    last = Record(outputs={"sop.pdf": wanted}, keys={"sop.pdf": wanted})
    made = outputs(out, last if is_known else Record())
    made.text("sop.pdf", text)
    assert (made.written, made.unsigned, made.digests) == ([], [], {"sop.pdf": wanted})


def test_a_book_is_made_anew_when_what_it_says_or_who_makes_it_is_another(
    out: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def join(file: BinaryIO, *parts: object) -> None:
        file.write(repr(parts).encode("ascii"))

    def key(said: dict[str, object], makers: str = "makers") -> str:
        book = cast(Book, SimpleNamespace(description=lambda: said))
        faces, source = cast(Faces, "faces"), cast(ShardSource, SimpleNamespace(packed="packed"))
        made = outputs(out, makers=makers)
        made.book("a.pdf", book, faces, source)
        assert written(made, "a.pdf") == repr((book, faces, "packed")).encode("ascii")
        return made.keys["a.pdf"]

    monkeypatch.setattr("sopc.publish.outputs.join", join)
    first = key({"a": 1, "b": 2})
    assert key({"b": 2, "a": 1}) == first
    assert len({first, key({"a": 1, "b": 3}), key({"a": 1, "b": 2}, "others")}) == 3


@pytest.mark.parametrize("svg", ["<svg>ü</svg>", None])
def test_a_drawing_is_the_shard_s_own(out: OutputFolder, svg: str | None) -> None:
    wanted = ShardRef("a" * 64, 1)
    shards = {wanted: SimpleNamespace(svg=svg)}
    source = cast(ShardSource, SimpleNamespace(shard=shards.__getitem__))
    made, other = outputs(out), ShardRef("b" * 64, 1)
    made.drawing("a.svg", wanted, source)
    assert written(made, "a.svg") == (svg or "").encode("utf-8")
    shards[other] = SimpleNamespace(svg=svg)
    made.drawing("b.svg", other, source)
    assert made.keys["a.svg"] != made.keys["b.svg"]
    again = outputs(out, Record(outputs=made.digests, keys=made.keys))
    out.write("a.svg", (svg or "").encode("utf-8"))
    again.drawing("a.svg", wanted, source)
    assert again.written == []
    again.drawing("a.svg", other, source)  # it says the same, of something else
    assert (again.written, again.keys["a.svg"]) == ([], made.keys["b.svg"])


def test_what_this_build_does_not_make_is_kept_with_what_decided_it(out: OutputFolder) -> None:
    out.write("a", b"damaged")
    last = Record(outputs={"a": "1", "b": "2", NAME: "0"}, keys={"a": "key of a"})
    made = outputs(out, last)
    made.digests[NAME] = made.keys[NAME] = DIGEST
    made.keep(["a", "b", NAME])
    assert made.digests == {NAME: DIGEST, "a": "1", "b": "2"}  # as made, whatever is there now
    assert made.keys == {NAME: DIGEST, "a": "key of a"}
    assert made.written == []


def test_the_index_is_the_same_list_twice(tmp_path: Path) -> None:
    files = {FIRST: SOP.replace("Menerima", "Ménerima"), "sekretariat/lain.yaml": DRAFT}
    loaded = pipeline.check(write_catalogue(tmp_path, files), TODAY).catalogue
    assert loaded is not None
    first = loaded.entries[0]
    found = index_files(loaded, {first.name: 7})
    assert set(found) == {"index.json", "index.csv"}
    rows = json.loads(found["index.json"])
    assert [row["nama"] for row in rows] == [entry.sop.title for entry in loaded.entries]
    assert (rows[0]["halaman"], rows[0]["berkas"]) == (7, f"sop/{first.name}.pdf")
    assert found["index.json"].startswith("[\n {\n  ")
    assert "Ménerima" in found["index.json"]
    assert found["index.json"].endswith("\n]\n")
    assert found["index.csv"].startswith("nomor,nama,unit,seksi,status,halaman,berkas\n")
    assert "\r" not in found["index.csv"]
    table = csv.DictReader(io.StringIO(found["index.csv"]))
    shown = [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]
    assert [*table] == shown
