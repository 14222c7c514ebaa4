"""Commands that change a catalogue, where its katalog.yaml cannot be used: one answer of all."""

from pathlib import Path

import pytest

from tests.catalogues import FIRST, KATALOG, SOP, write_catalogue
from tests.running import sopc

NUMBER = "K.1.1.1.1"


@pytest.mark.parametrize(
    "words",
    [
        ("renumber", NUMBER, "K.1.1.1.2"),
        ("move", NUMBER, "sekretariat/keuangan"),
        ("retire", NUMBER),
        ("rename-key", "langkah", NUMBER, "menerima", "mencatat"),
        ("step", "remove", NUMBER, "1"),
        ("new", "--section", "1.1", "--title", "Mencatat Surat"),
    ],
    ids=lambda words: words[0],
)
def test_its_fault_is_told_by_place_and_ends_with_1(words: tuple[str, ...], tmp_path: Path) -> None:
    sops = tmp_path / "sops"
    write_catalogue(sops, {FIRST: SOP, "katalog.yaml": f"{KATALOG}unit: [\n"})
    result = sopc(*words, "--sops", str(sops))
    assert result.exit_code == 1
    line = KATALOG.count("\n") + 1
    assert f"katalog.yaml:{line}:" in result.stderr
    assert (sops / FIRST).read_text("utf-8") == SOP
