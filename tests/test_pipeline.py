"""What reading and checking a catalogue leaves as it was."""

import gc
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.diagnostics import SopcError
from tests.catalogues import TODAY, write_catalogue


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
