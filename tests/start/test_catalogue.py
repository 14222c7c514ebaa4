"""The files of a new catalogue say what was given, whatever that is, and can be read."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc import pipeline
from sopc.load.forms import shipped_forms
from sopc.load.sources import InPlaceOf
from sopc.load.yaml_reader import read_yaml
from sopc.load.yaml_scalars import YamlValue
from sopc.start.catalogue import NewCatalogue, NewOfficial, NewUnit, catalogue_files
from sopc.start.names import free_key, slug
from tests.examples import at_most

ROOT = Path("katalog-baru")  # on no disk
TODAY = date(2026, 1, 15)
NEW = NewCatalogue(
    agency="Dinas Kearsipan Kota Contoh",
    approver=NewOfficial("Kepala Dinas Kearsipan", "Nama Pejabat, S.Sos", "19700101 199503 1 001"),
    units=(NewUnit("Sekretariat", ("Sub Bagian Umum", "Sub Bagian Keuangan")), NewUnit("Bidang")),
    patterns=("SOP-{urut:3}/{unit}/{tahun}",),
    year=2026,
    letterhead=("Dinas Kearsipan", "Kota Contoh"),
    address=("Jalan Arsip Nomor 1",),
)
PRINTED = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1)
WORDS = st.one_of(
    PRINTED.map(str.strip).filter(bool),
    st.sampled_from(
        ("yes", "1.10", "2025-01-02", "a: b", "a #b", "#", "- x", "[a, b]", '"', "'", "null", "~",
         "{urut}", "*x*", "Bidang A; B", "con", "...", "---", "a,b", "%x", "@x", "`x`", "\\n",
         "é 漢")
    ),
)  # fmt: skip


def checked(files: dict[str, bytes]) -> pipeline.Checked:
    named = {f"{ROOT}/{name}": data for name, data in files.items()}
    return pipeline.check(ROOT, TODAY, sources=InPlaceOf(named))


def value(files: dict[str, bytes], name: str) -> dict[str, YamlValue]:
    document, found = read_yaml(files[name], name)
    assert document is not None
    assert found == []
    assert isinstance(document.value, dict)
    return document.value


@at_most(60)
@given(WORDS, st.lists(WORDS, max_size=3), st.lists(WORDS, min_size=1, max_size=3), WORDS)
def test_any_words_are_read_as_they_were_given(
    agency: str, lines: list[str], units: list[str], office: str
) -> None:
    sections = [NewUnit(each, tuple(lines)) for each in units]
    new = NewCatalogue(
        agency, NewOfficial(office, agency), tuple(sections), NEW.patterns, 2026,
        letterhead=tuple(lines), address=tuple(lines),
    )  # fmt: skip
    files = catalogue_files(new, {})
    settings = value(files, "katalog.yaml")
    agency_read = settings["instansi"]
    assert isinstance(agency_read, dict)
    assert agency_read["nama"] == agency
    assert agency_read.get("alamat", []) == lines
    assert agency_read.get("kop", [agency]) == (lines or [agency])
    written = settings["unit"]
    assert isinstance(written, list)
    read = [each for each in written if isinstance(each, dict)]
    assert [each["nama"] for each in read] == units
    for each in read:
        below = each.get("seksi", [])
        assert isinstance(below, list)
        assert [section["nama"] for section in below if isinstance(section, dict)] == lines
    folders = [each["folder"] for each in read]
    assert len({each for each in folders if isinstance(each, str)}) == len(folders)
    assert value(files, "pejabat.yaml") == {new.approver.key: {"nama": agency, "jabatan": office}}


@pytest.mark.parametrize("form", [*shipped_forms()])
def test_a_new_catalogue_is_sound_by_every_form(form: str) -> None:
    from dataclasses import replace

    result = checked(catalogue_files(replace(NEW, form=form), {}))
    assert {each.code for each in result.diagnostics} == {"ISI007"}  # nothing is in force yet
    assert result.is_sound


def test_each_file_names_its_schema_where_there_is_one() -> None:
    files = catalogue_files(NEW, {"katalog": "{}", "sop": "{}"})
    assert files["katalog.yaml"].startswith(b"# yaml-language-server: $schema=.sopc/katalog.json\n")
    assert not files["pejabat.yaml"].startswith(b"# yaml-language-server")
    assert files[".sopc/sop.json"] == b"{}\n"


@pytest.mark.parametrize("name", ["pelaksana.yaml", "dasar-hukum.yaml"])
def test_the_examples_of_empty_registries_can_be_written_so(name: str) -> None:
    files = catalogue_files(NEW, {})
    lines = files[name].decode().splitlines()
    assert value(files, name) == {}
    examples = [
        found[1] for line in lines if (found := re.search(r"(?:# |  )([a-z0-9-]+: \S.*)$", line))
    ]
    assert len(examples) >= 1
    whole = "".join(f"{line}\n" for line in examples if "dasar_hukum:" not in line)
    files[name] = whole.encode()
    assert {each.code for each in checked(files).diagnostics} == {"ISI007", "LNK008"}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Sub Bagian Umum & Kepegawaian", "sub-bagian-umum-kepegawaian"),
        ("CON", "con-1"),
        ("Aux", "aux-1"),
        ("Bidang", "bidang-2"),
        ("Ékspor/Impor", "ekspor-impor"),
        ("漢字", "unit-1"),
        ("2024", "unit-2024"),
        ("NULL", "unit-null"),
        ("1e5", "unit-1e5"),
        ("x" * 90, "x" * 40),
        ("Bidang Perencanaan dan Pengembangan Perdagangan", "bidang-perencanaan-dan-pengembangan"),
    ],
)
def test_a_key_can_be_a_folder_on_every_system(words: str, key: str) -> None:
    assert free_key(words, {"bidang"}, otherwise="unit") == key


@given(
    st.one_of(st.text(max_size=80), WORDS),
    st.sets(st.sampled_from(("a", "a-2", "unit-1", "con-1"))),
)
def test_any_words_give_a_key_that_is_free(words: str, taken: set[str]) -> None:
    key = free_key(words, taken, otherwise="unit")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)
    assert key not in taken
    assert len(slug(words, 40)) <= 40
    document, _ = read_yaml(f"- {key}\n".encode(), "")
    assert document is not None
    assert document.value == [key]
