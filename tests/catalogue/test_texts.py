"""Texts of the catalogue: which have marks, and that these are not lost on the way to print."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.catalogue.excerpt import components, excerpt
from sopc.catalogue.organisation import Settings
from sopc.catalogue.registry import Regulation
from sopc.catalogue.sop import Sop
from sopc.catalogue.source import Note
from sopc.markup.words import Words, marked
from tests.catalogues import FIRST, PEJABAT, SOP, TODAY, write_catalogue


def parts(root: Path, files: Mapping[str, str]) -> dict[str, str]:
    """What the one SOP's pages depend on."""
    catalogue = pipeline.check(write_catalogue(root, files), TODAY).catalogue
    assert catalogue is not None
    return components(excerpt(catalogue, catalogue.entries[0]))


@pytest.mark.parametrize(
    ("file", "old", "new", "part"),
    [
        (FIRST, "Menerima surat", "Menerima *surat*", "the SOP itself"),
        (FIRST, "5 menit", "5 *menit*", "the SOP itself"),
        (FIRST, "ya: arsip", "'*ya*': arsip", "the SOP itself"),
        ("pejabat.yaml", "Muda", "*Muda*", "official kepala"),
    ],
)
def test_italics_are_printed_anew(tmp_path: Path, file: str, old: str, new: str, part: str) -> None:
    files = {FIRST: SOP, "pejabat.yaml": PEJABAT}
    before = parts(tmp_path, files)
    assert old in files[file]
    after = parts(tmp_path, {**files, file: files[file].replace(old, new)})
    assert {key for key in before if before[key] != after[key]} == {part}


def test_a_text_is_its_words_and_is_saved_as_it_was_written() -> None:
    written = {"nama": "*Surat*\n- [a](https://b.go.id)", "status": "draf"}
    sop = Sop.model_validate(written)
    assert sop.title == "Surat\n- a"
    assert sop.model_dump(mode="json", by_alias=True, exclude_defaults=True) == written


def test_a_citation_keeps_the_marks_of_its_parts() -> None:
    cited = Regulation.model_validate(
        {"jenis": "*Circular*", "nomor": "5*3*2", "tahun": 2020, "tentang": "*Arsip*"}
    )
    assert cited.title == "Circular Nomor 5*3*2 Tahun 2020 tentang Arsip"
    assert "*Circular* Nomor" in marked(cited.title)
    assert marked(cited.title).endswith("tentang *Arsip*")


def test_records_and_spellings_mean_themselves() -> None:
    note = Note.model_validate(
        {"bagian": "nama", "jenis": "koreksi", "tercetak": "*a*", "alasan": "*b*"}
    )
    assert (note.printed, note.reason) == ("*a*", "*b*")
    terms = Settings.model_fields["terms"]
    assert "as_words" not in repr(terms)
    assert not isinstance(note.reason, Words)
