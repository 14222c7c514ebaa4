"""The large catalogues that speed is measured on: sound, as large as asked, never repeating."""

from pathlib import Path

import pytest

from sopc import pipeline
from tests.catalogues import TODAY
from tests.growth import write_catalogue


@pytest.mark.parametrize("count", [1, 40, 200])
def test_a_grown_catalogue_is_sound_and_as_large_as_asked(tmp_path: Path, count: int) -> None:
    checked = pipeline.check(write_catalogue(tmp_path, count), TODAY)
    assert checked.is_sound
    assert checked.catalogue is not None
    numbers = {str(entry.sop.number) for entry in checked.catalogue.entries}
    assert len(numbers) == count


def test_a_later_round_repeats_no_title_and_no_flow_of_the_first(tmp_path: Path) -> None:
    catalogue = pipeline.check(write_catalogue(tmp_path, 182), TODAY).catalogue
    assert catalogue is not None
    sops = [entry.sop for entry in catalogue.entries]
    first, second = sops[:91], sops[91:]
    assert not {sop.title for sop in first} & {sop.title for sop in second}
    flows = [sop.steps for sop in first if sop.steps]
    assert not [sop.number for sop in second if sop.steps in flows]
