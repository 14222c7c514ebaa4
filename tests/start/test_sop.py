"""The file of a new SOP says what was given; its examples are right once they are uncommented."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.load.forms import shipped_forms
from sopc.load.loader import load_catalogue
from sopc.load.sources import InPlaceOf
from sopc.load.yaml_reader import read_yaml
from sopc.start.catalogue import catalogue_files
from sopc.start.sop import NewSop, faults, sop_text
from tests.examples import at_most
from tests.start.test_catalogue import NEW, ROOT, TODAY, WORDS

FILE = "sekretariat/sub-bagian-umum/SOP-001-1-2026.yaml"
DRAFT = NewSop("Peminjaman Arsip", "SOP-001/1/2026", "draf", ("kepala", "arsiparis"))
REGISTRIES = {
    "pelaksana.yaml": b"kepala: Kepala Dinas\narsiparis: Arsiparis\n",
    "dasar-hukum.yaml": b"uu-43-2009: {jenis: Undang-Undang, nomor: 43, tahun: 2009}\n",
}


def catalogue_with(form: str, more: dict[str, bytes]) -> tuple[pipeline.Checked, Catalogue]:
    files = {**catalogue_files(replace(NEW, form=form), {}), **REGISTRIES, **more}
    sources = InPlaceOf({f"{ROOT}/{name}": data for name, data in files.items()})
    result = pipeline.check(ROOT, TODAY, sources=sources)
    assert result.catalogue is not None
    return result, result.catalogue


def uncommented(text: str) -> str:
    lines = text.splitlines()
    return "".join(f"{line.removeprefix('# ').removeprefix('#')}\n" for line in lines)


@pytest.mark.parametrize("form", [*shipped_forms()])
@pytest.mark.parametrize("lanes", [("kepala", "arsiparis"), ("kepala",), ()])
def test_a_new_sop_is_sound_and_short(form: str, lanes: tuple[str, ...]) -> None:
    _, catalogue = catalogue_with(form, {})
    text = sop_text(replace(DRAFT, lanes=lanes), catalogue, TODAY)
    assert len(text.splitlines()) <= 40
    result, _ = catalogue_with(form, {FILE: text.encode()})
    of_it = [each for each in result.diagnostics if each.place.file.endswith(FILE)]
    assert of_it == []


@pytest.mark.parametrize("form", [*shipped_forms()])
@pytest.mark.parametrize("lanes", [("kepala", "arsiparis"), ("kepala",)])
def test_its_examples_are_right_once_uncommented(form: str, lanes: tuple[str, ...]) -> None:
    _, catalogue = catalogue_with(form, {})
    text = uncommented(sop_text(replace(DRAFT, lanes=lanes), catalogue, TODAY))
    result, whole = catalogue_with(form, {FILE: text.encode()})
    assert [each for each in result.diagnostics if each.place.file.endswith(FILE)] == []
    (entry,) = whole.entries
    assert len(entry.sop.steps) == 3
    assert entry.sop.steps[1].decision == {"ya": "menyimpan", "tidak": "menerima"}
    printed = {*catalogue.settings.form.identity.keys}
    assert bool(entry.sop.legal_basis) == ("dasar_hukum" in printed)


@pytest.mark.parametrize("form", [*shipped_forms()])
def test_without_lanes_the_example_has_actors_that_there_are(form: str) -> None:
    _, catalogue = catalogue_with(form, {})
    text = uncommented(sop_text(replace(DRAFT, lanes=()), catalogue, TODAY))
    result, whole = catalogue_with(form, {FILE: text.encode()})
    assert [each for each in result.diagnostics if each.place.file.endswith(FILE)] == []
    assert whole.entries[0].sop.lanes == ("kepala", "arsiparis")
    assert len(whole.entries[0].sop.steps) == 3


@pytest.mark.parametrize("form", [*shipped_forms()])
def test_without_any_actor_the_example_says_what_it_needs(form: str) -> None:
    _, catalogue = catalogue_with(form, {"pelaksana.yaml": b"{}\n"})
    text = sop_text(replace(DRAFT, lanes=()), catalogue, TODAY)
    needed = "##     arsiparis: Arsiparis\n"
    assert "Bila pelaksana.yaml sudah memuat baris" in text
    above, below = text.split(needed)
    explained, example = below.split("\n", 1)
    assert 'maka juga tanda "## "' in explained
    assert all(line.startswith("## ") for line in example.splitlines())
    text = above + "".join(f"{line.removeprefix('## ')}\n" for line in example.splitlines())
    files = {FILE: text.encode(), "pelaksana.yaml": b"arsiparis: Arsiparis\n"}
    result, whole = catalogue_with(form, files)
    assert [each for each in result.diagnostics if each.place.file.endswith(FILE)] == []
    assert len(whole.entries[0].sop.steps) == 3


@pytest.mark.parametrize("form", [*shipped_forms()])
def test_keys_stand_in_the_order_of_the_form(form: str) -> None:
    _, catalogue = catalogue_with(form, {})
    text = uncommented(sop_text(DRAFT, catalogue, TODAY))
    document, _ = read_yaml(text.encode(), "")
    assert document is not None
    assert isinstance(document.value, dict)
    boxes = [key for line in catalogue.settings.form.identity.boxes for key in line]
    own = [key for key in document.value if key in boxes]
    assert own == [key for key in boxes if key in own]
    keys = [*document.value]
    assert keys[:4] == ["nomor", "nama", "status", "dibuat"]
    assert keys[-2:] == ["pelaksana", "langkah"]


@at_most(60)
@given(WORDS)
def test_any_title_is_read_as_it_was_given(title: str) -> None:
    catalogue = _catalogue()
    text = sop_text(replace(DRAFT, title=title), catalogue, TODAY)
    document, found = read_yaml(text.encode(), "")
    assert document is not None
    assert found == []
    assert isinstance(document.value, dict)
    assert document.value["nama"] == title


def test_what_cannot_be_a_title_is_told() -> None:
    catalogue = _catalogue()
    for title in ("\u202e", "\ud800", "\x1b[31m", ""):
        text = sop_text(replace(DRAFT, title=title), catalogue, TODAY)
        assert faults(text, catalogue, catalogue.settings.units[0]), repr(title)


def test_what_is_planned_is_number_name_and_status() -> None:
    text = sop_text(replace(DRAFT, status="belum-disusun"), _catalogue(), date(2026, 1, 1))
    assert text == "nomor: SOP-001/1/2026\nnama: Peminjaman Arsip\nstatus: belum-disusun\n"


def _catalogue() -> Catalogue:
    files = {**catalogue_files(NEW, {}), **REGISTRIES}
    named = {f"{ROOT}/{name}": data for name, data in files.items()}
    catalogue = load_catalogue(Path(ROOT), InPlaceOf(named)).catalogue
    assert catalogue is not None
    return catalogue
