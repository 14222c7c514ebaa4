"""Shards by their keys, when the store is changed by somebody else meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sopc.assemble.packed import Packed
from sopc.assemble.shard import Shard, ShardRef
from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.publish.executors import Workers
from sopc.publish.shards import ShardSource
from sopc.publish.store import Store
from sopc.transaction.seals import Seals

KEY = "ab" * 32
SHARD = Shard(Packed(1, (), (), (), 0, (), (), b"", (), {}), None)


@pytest.fixture
def store(tmp_path: Path, seals: Seals) -> Store:
    folder = OutputFolder(tmp_path).below("store")
    folder.make()
    made = Store(folder, seals)
    made.put(KEY, SHARD.to_bytes())
    return made


@pytest.fixture
def source(store: Store) -> ShardSource:
    return ShardSource(store, Workers(), lambda *_: None)


def test_what_is_held_is_neither_made_nor_rendered(source: ShardSource) -> None:
    def unwanted() -> None:
        raise AssertionError("made a task")

    task: Callable[[], object] = unwanted
    refs = source.obtain({KEY: task}, "halaman")  # type: ignore[dict-item]  # it is not asked
    assert refs == {KEY: ShardRef(KEY, 0)}
    assert source.rendered == set()
    assert source.shard(refs[KEY]) == SHARD
    assert source.packed(refs[KEY]) == SHARD.packed


@pytest.mark.parametrize("data", [b"", b"bukan", SHARD.to_bytes()[:-1]])
def test_a_shard_that_was_changed_since_is_told(
    source: ShardSource, store: Store, data: bytes
) -> None:
    store.put(KEY, data)
    with pytest.raises(SopcError, match="the store was changed while it was in use; build again"):
        source.shard(ShardRef(KEY, 0))


def test_a_shard_that_is_gone_is_told(source: ShardSource) -> None:
    source.trim(0)
    with pytest.raises(SopcError, match="the store was changed while it was in use; build again"):
        source.packed(ShardRef(KEY, 0))


def test_a_text_is_made_once(source: ShardSource) -> None:
    made = iter(["pertama", "kedua"])
    other = "cd" * 32
    assert [source.text(other, lambda: next(made)) for _ in range(2)] == ["pertama"] * 2
    assert [*made] == ["kedua"]
