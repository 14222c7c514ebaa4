"""What reading and checking a catalogue leaves as it was."""

import gc
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.diagnostics import SopcError
from sopc.publish.executors import Workers
from tests.catalogues import TODAY, write_catalogue
from tests.conftest import count_frozen


def test_garbage_is_collected_again_after_a_check(tmp_path: Path) -> None:
    pipeline.check(write_catalogue(tmp_path), TODAY)
    assert gc.isenabled()
    with pytest.raises(SopcError):
        pipeline.check(tmp_path / "nowhere", TODAY)
    assert gc.isenabled()


def test_who_collects_no_garbage_is_left_in_peace(tmp_path: Path) -> None:
    gc.disable()
    try:
        pipeline.check(write_catalogue(tmp_path), TODAY)
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("frozen", [True, False])
def test_a_build_leaves_the_collector_as_it_was(
    monkeypatch: pytest.MonkeyPatch, frozen: bool
) -> None:
    """What is loaded is left out of collections meanwhile; who did so before still does after."""
    monkeypatch.setattr(gc, "get_freeze_count", count_frozen)
    (gc.freeze if frozen else gc.unfreeze)()
    try:
        with Workers().at_work():
            assert gc.get_freeze_count() > 0
            assert not gc.isenabled()
        assert gc.isenabled()
        assert (gc.get_freeze_count() > 0) is frozen
    finally:
        gc.freeze()
