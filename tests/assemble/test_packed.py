"""Documents taken apart: kept and sent as bytes, and noticed when they are damaged."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.assemble.packed import Damaged, Packed, PackedPage, Stream
from sopc.assemble.shard import Shard, pages_in

numbers = st.integers(1, 10_000)
texts = st.binary(max_size=40)
sizes = st.floats(1, 10_000)
parts = st.builds(
    Packed,
    count=numbers,
    pages=st.lists(st.builds(PackedPage, numbers, sizes, sizes), max_size=4).map(tuple),
    tags=st.lists(numbers, max_size=4).map(tuple),
    ids=st.lists(numbers, max_size=4).map(tuple),
    keys=numbers,
    parents=st.lists(st.tuples(numbers, texts), max_size=4).map(tuple),
    numbers=st.lists(numbers, max_size=4).map(tuple),
    texts=texts,
    streams=st.lists(st.builds(Stream, numbers, texts, texts), max_size=4).map(tuple),
    glyphs=st.dictionaries(st.text(), st.dictionaries(numbers, st.text()), max_size=3),
)
shards = st.builds(Shard, parts, st.none() | st.text())


@given(parts)
def test_a_document_comes_back_as_it_was(part: Packed) -> None:
    assert Packed.from_bytes(part.to_bytes()) == part


@given(shards)
def test_a_shard_comes_back_as_it_was(shard: Shard) -> None:
    assert Shard.from_bytes(shard.to_bytes()) == shard


@given(shards)
def test_the_number_of_pages_is_told_by_the_head_alone(shard: Shard) -> None:
    assert pages_in(shard.to_bytes()[:12]) == shard.pages == len(shard.packed.pages)
    for other in (b"", shard.to_bytes()[:11], shard.to_bytes()[4:], b"SHD1" + bytes(12)):
        with pytest.raises(Damaged):
            pages_in(other)


@given(shards, st.integers(0, 9))
def test_a_head_that_is_not_that_of_its_pages_is_noticed(shard: Shard, pages: int) -> None:
    whole = shard.to_bytes()
    other = whole[:4] + pages.to_bytes(4, "big") + whole[8:]
    if pages == shard.pages:
        assert Shard.from_bytes(other) == shard
    else:
        with pytest.raises(Damaged):
            Shard.from_bytes(other)


@given(shards, st.data())
def test_what_was_cut_off_is_noticed(shard: Shard, data: st.DataObject) -> None:
    whole = shard.to_bytes()
    kept = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(Damaged):
        Shard.from_bytes(whole[:kept])


@given(shards, st.binary(min_size=1, max_size=9))
def test_what_was_added_is_noticed(shard: Shard, more: bytes) -> None:
    with pytest.raises(Damaged):
        Shard.from_bytes(shard.to_bytes() + more)


@given(shards, st.data())
def test_a_changed_byte_raises_nothing_else(shard: Shard, data: st.DataObject) -> None:
    damaged = bytearray(shard.to_bytes())
    place = data.draw(st.integers(0, len(damaged) - 1))
    damaged[place] ^= data.draw(st.integers(1, 255))
    noticed_or_read(bytes(damaged))


@given(st.binary(max_size=200))
def test_other_bytes_are_no_shard(data: bytes) -> None:
    with pytest.raises(Damaged):
        Shard.from_bytes(data)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("glyphs", []),
        ("glyphs", {"A": 1}),
        ("glyphs", {"A": {"x": "y"}}),
        ("pages", [1]),
        ("pages", 7),
        ("lengths", {"a": 1}),
        ("lengths", [-1, 1]),
        ("streams", [[]]),
        ("tags", None),
        ("ids", None),
        ("numbers", 3),
    ],
)
def test_a_head_of_another_shape_is_noticed(key: str, value: object) -> None:
    empty = Packed(1, (), (), (), 0, (), (), b"", (), {}).to_bytes()
    head = json.loads(empty[8:])
    written = json.dumps({**head, key: value}).encode()
    with pytest.raises(Damaged):
        Packed.from_bytes(empty[:4] + len(written).to_bytes(4, "big") + written)


@given(parts)
def test_pages_packed_by_another_version_are_noticed(part: Packed) -> None:
    """All the rest of it can be read."""
    whole = part.to_bytes()
    with pytest.raises(Damaged, match="not a packed document"):
        Packed.from_bytes(b"SPK1" + whole[4:])


def test_a_head_nested_without_end_is_noticed() -> None:
    deep = b"[" * 200_000
    with pytest.raises(Damaged):
        Packed.from_bytes(b"SPK2" + len(deep).to_bytes(4, "big") + deep)
    with pytest.raises(Damaged):
        Shard.from_bytes(b"SHD2" + bytes(4) + len(deep).to_bytes(4, "big") + deep)


def test_real_pages_survive_the_journey(small_build: Path) -> None:
    entries = [path for path in (small_build / ".store").glob("??/*") if len(path.name) == 62]
    read = [Shard.from_bytes(path.read_bytes()[64:]) for path in entries]
    assert sum(shard.svg is not None for shard in read) == 1
    assert [Shard.from_bytes(shard.to_bytes()) for shard in read] == read


def noticed_or_read(data: bytes) -> None:
    try:
        Shard.from_bytes(data)
    except Damaged:
        return
