"""The digest of what is printed changes with every word on an SOP's pages, and with what else it
is said to: each value of the registries, the settings and the form is changed in turn."""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.excerpt import components, excerpt
from sopc.catalogue.printed import printed, printed_digest
from sopc.catalogue.printed_book import book_digest
from sopc.load.loader import load_catalogue
from sopc.load.yaml_reader import read_yaml
from sopc.render.html import Templates
from tests.conftest import REPOSITORY, SOPS
from tests.forms_of import data_of
from tests.render.page_words import page_words, templates_of

Way = tuple[str | int, ...]
"""A value's place: the file, and the keys in it."""
_FIRST, _RELATED = "unit-satu/seksi-satu/K.1.1.1.1.yaml", "unit-satu/seksi-satu/K.1.1.1.2.yaml"
_DRAFT, _BARE = "unit-satu/seksi-satu/rencana.yaml", "unit-dua/K.1.2.1.1.yaml"
SETTINGS: dict[str, Any] = {
    "instansi": {
        "nama": "Dinas Contoh",
        "kop": ["Pemerintah Kota", "Dinas Contoh"],
        "alamat": ["Jalan Satu", "Kota Contoh"],
    },
    "judul": "Buku Prosedur",
    "tahun": 2025,
    "penomoran": "K.1.{unit}.{seksi}.{urut}",
    "pengesah": "kepala",
    "disahkan_oleh": "kepala",
    "penandatangan": [
        {"peran": "penyusun"},
        {"peran": "pemeriksa", "pejabat": "camat"},
        {"peran": "pengesah"},
    ],
    "paraf": ["Sekretaris", "Kabid"],
    "verifikasi": "https://tte.example.go.id",
    "keputusan": {"judul": "Keputusan", "isi": ["Menetapkan"]},
    "penjelasan": {"judul": "Penjelasan", "isi": ["Ruang lingkup"]},
    "naskah": "Naskah 2020",
    "peninjauan": {"bulan": 12},
    "istilah": {"arsip": ["arsep"]},
    "bawaan": {"peringatan": ["Awas"], "peralatan": ["Pena"]},
    "unit": [
        {
            "nomor": 1,
            "folder": "unit-satu",
            "nama": "Sekretariat",
            "kop": ["Bagian Sekretariat"],
            "bawaan": {"pencatatan": ["Buku agenda"]},
            "seksi": [
                {"nomor": 1, "folder": "seksi-satu", "nama": "Umum", "subjudul": "dan Kepegawaian"}
            ],
        },
        {"nomor": 2, "folder": "unit-dua", "nama": "Bidang", "pengesah": "camat"},
    ],
}
REGISTRIES: dict[str, Any] = {
    "pelaksana.yaml": {
        "staf": {"nama": "Staf\nUmum", "kelompok": "Satker", "sebutan": ["Petugas"]},
        "atasan": {"nama": "Kasubbag", "kelompok": "Satker"},
        "lain": "Orang Lain",
    },
    "dasar-hukum.yaml": {
        "uu": {"jenis": "UU", "nomor": 1, "tahun": 2020, "tentang": "Contoh", "lembaran": "LN 1"},
        "pp": {"jenis": "PP", "nomor": 2, "tahun": 2021, "status": "diubah", "oleh": ["pp-baru"]},
        "pp-baru": {"jenis": "PP", "nomor": 3, "tahun": 2022, "tentang": "Perubahan"},
        "sendiri": {"jenis": "Perda", "nomor": 9, "tahun": 2019, "status": "berlaku"},
        "lain": {"jenis": "Perbup", "nomor": 7, "tahun": 2018},
    },
    "pejabat.yaml": {
        "kepala": {
            "nama": "Dra. KEPALA",
            "nip": "19700101 199503 1 001",
            "pangkat": "Pembina",
            "jabatan": "Kepala Dinas",
            "atas_nama": "Walikota",
        },
        "camat": {"nama": "CAMAT, SE", "nrp": "78010123", "jabatan": "Sekretaris"},
        "ketua": {"nama": "KETUA", "identitas": "NIK 12", "jabatan": "Ketua"},
        "lain": {"nama": "LAIN", "jabatan": "Staf Ahli"},
    },
}
SOPS_OF: dict[str, Any] = {
    _FIRST: {
        "nomor": "K.1.1.1.1",
        "nama": "Menerima *Surat*",
        "dibuat": "2025-01-02",
        "direvisi": "2025-02",
        "disahkan": "2025-01-15",
        "efektif": "2025-03-01",
        "penyusun": "ketua",
        "dasar_hukum": ["uu", ["pp", "uu"], {"peraturan": "sendiri", "tertulis": "Perda itu"}],
        "kualifikasi": ["SMA"],
        "keterkaitan": ["K.1.1.1.2", {"luar": "SOP Lain"}],
        "isian": {"maksud": ["Tertib"]},
        "riwayat": [
            {"revisi": 0, "uraian": "Terbit", "tanggal": "2025-01", "oleh": "kepala"},
            {"revisi": 1, "uraian": "Rapi", "oleh": "Tim Penyusun"},
        ],
        "pelaksana": ["staf", "atasan"],
        "total_waktu": True,
        "langkah": [
            {"uraian": "Menerima", "pelaksana": "staf", "waktu": "5 menit", "nomor": 3},
            {"uraian": "Memeriksa", "pelaksana": "atasan", "keputusan": {"ya": 3, "tidak": 1}},
            {"uraian": "Mengarsipkan", "pelaksana": "staf", "waktu": "1 jam"},
        ],
        "sumber": {"catatan": [{"bagian": "identitas", "jenis": "kosong", "alasan": "Tidak ada."}]},
    },
    _RELATED: {"nomor": "K.1.1.1.2", "nama": "Mencatat Surat", "peralatan": ["Komputer"]},
    _DRAFT: {
        "nama": "Rencana",
        "status": "draf",
        "pelaksana": ["staf"],
        "langkah": [{"uraian": "Kerja", "pelaksana": "staf"}],
    },
    _BARE: {"nomor": "K.1.2.1.1", "nama": "Melayani", "kop": ["Kop Sendiri"]},
}
_ROWS = ["nomor", "dibuat", "direvisi", "efektif", "disahkan", "pengesah", "nama", "unit", "seksi"]


def _form(base: str, **changes: Any) -> dict[str, Any]:
    data = data_of(base) | {"dasar": base}
    for key, change in changes.items():
        data[key] = data[key] | change if isinstance(change, dict) else change
    return data


def _full() -> dict[str, Any]:
    form = _form(
        "lampung-2020",
        sampul={"sop": True, "alamat": True},
        bagan={"letak": "menyambung", "nomor_kolom": True, "terminal": "terpisah"},
        tanda_tangan={"letak": ["identitas", "bagan"], "elektronik": "bagan", "cap": True},
        kaki={"baris": ["Baris kaki"]},
    )
    form["identitas"] = {
        "arah": "mendatar",
        "baris": [*_ROWS, "penyusun", "pemeriksa", "revisi"],
        "kotak": [["dasar_hukum", "maksud"], ["keterkaitan", "peralatan"], ["riwayat"]],
    }
    form["kata"]["baris"] |= {"unit": "Unit", "seksi": "Seksi", "disahkan": "Disahkan"}
    form["kata"]["kotak"] |= {"maksud": "Maksud"}
    form["kata"]["judul_identitas"] = "SOP {nama}"
    form["kata"]["judul_bagan"] = "Bagan {nama}"
    return form


FORMS = {
    "full": _full(),
    "permenpanrb-35-2012": _form("permenpanrb-35-2012"),
    "iso-9001-en": _form("iso-9001-en"),
}


@dataclass(frozen=True)
class Office:
    """A catalogue as data, its files by name, and the templates of its pages."""

    root: Path
    files: dict[str, Any]
    templates: Templates

    def catalogue(self, changed: dict[str, Any] | None = None) -> Catalogue | None:
        """The catalogue with other files in the place of some; None where that is none."""
        for name, data in (changed or {}).items():
            self.write(name, data)
        try:
            loaded = load_catalogue(self.root)
        finally:
            for name in changed or {}:
                self.write(name, self.files[name])
        return None if loaded.diagnostics else loaded.catalogue

    def write(self, name: str, data: object) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def office(root: Path, form: dict[str, Any]) -> Office:
    files = {"katalog.yaml": SETTINGS | {"formulir": form}} | REGISTRIES | SOPS_OF
    made = Office(root, deepcopy(files), templates_of(root))
    for name, data in made.files.items():
        made.write(name, data)
    return made


@pytest.fixture(scope="module", params=FORMS)
def of_form(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office(tmp_path_factory.mktemp("sops"), FORMS[request.param])


OTHERS = {
    "2025-01-02": "2024-01-02", "lampung-2020": "iso-9001-en", "penyusun": "pemeriksa",
    "pemeriksa": "penyusun", "pengesah": "penyusun", "kepala": "lain", "camat": "lain",
    "ketua": "lain", "staf": "lain", "atasan": "lain", "uu": "lain", "pp": "lain",
    "sendiri": "lain", "pp-baru": "lain", "berlaku": "dicabut", "diubah": "dicabut",
    "kapsul": "terpisah", "terpisah": "kapsul", "baru": "menyambung", "menyambung": "baru",
    "bagan": "identitas", "identitas": "bagan", "tegak": "mendatar", "mendatar": "tegak",
    "F4": "A4", "A4": "F4", "Source Sans": "Roboto", "Roboto": "Source Sans", "id": "en",
    "en": "id", "1.": "(1)", "1)": "1", "1": "1.", "2 Januari 2025": "02/01/2025",
    "02 Januari 2025": "2 Januari 2025", "January 2, 2025": "2025-01-02",
    "https://tte.example.go.id": "https://lain.example.go.id",
    "19700101 199503 1 001": "19700101 199503 1 009", ",": ".", ".": ",",
}  # fmt: skip
"""Another value for those that may not be any words."""


def _leaves(value: object, way: Way = ()) -> Iterator[tuple[Way, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*way, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*way, index))
    else:
        yield way, value


def _changed(data: Any, way: Way, value: object) -> Any:
    if not way:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[way[0]] = _changed(data[way[0]], way[1:], value)
    return copy


def _candidates(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value + 2)
    else:
        text = str(value)
        yield from (each for known, each in OTHERS.items() if known == text)
        yield from (f"{text} Baru", f"{text}x", f"{text}{text}")


def changes(office: Office) -> list[Way]:
    """Every value that the catalogue has outside the SOPs themselves."""
    files = {k: v for k, v in office.files.items() if k not in (_FIRST, _DRAFT, _BARE)}
    return [(name, *way) for name, data in files.items() for way, _ in _leaves(data)]


def changed(office: Office, way: Way) -> Catalogue | None:
    """The catalogue with another value there; None where no other is allowed there."""
    name, *rest = way
    data = office.files[str(name)]
    value = dict(_leaves(data))[tuple(rest)]
    for other in _candidates(value):
        catalogue = office.catalogue({str(name): _changed(data, tuple(rest), other)})
        if catalogue is not None:
            return catalogue
    return None


def seen(office: Office, catalogue: Catalogue) -> dict[str, tuple[list[str], str]]:
    """The words on the pages of each SOP that is asked about, and their digest, by its file."""
    found = {}
    for entry in catalogue.entries:
        if Path(entry.location.file).name in {Path(name).name for name in (_FIRST, _DRAFT, _BARE)}:
            words = page_words(catalogue, entry, office.templates)
            found[entry.location.stem] = (words, printed_digest(catalogue, entry))
    return found


def some(ways: Sequence[Way], count: int, exhaustive: bool) -> Sequence[Way]:
    """The same few in every usual run."""
    return ways if exhaustive else Random(2026).sample(ways, count)


ALSO = {
    r"dasar-hukum\.yaml/.*/(status|oleh/\d+)": "a regulation's standing, and by what",
    r"katalog\.yaml/formulir/kata/peraturan": "the form's words for what changed a regulation",
    r"dasar-hukum\.yaml/pp-baru/.*": "the regulation that changed one that is cited",
    r"pejabat\.yaml/(kepala|camat|ketua)/.*": "an official counts as a whole",
    r"katalog\.yaml/penandatangan/.*": "who signs, also where that is not printed",
    r"katalog\.yaml/formulir/tanda_tangan/.*": "which rooms to sign there are",
    r"katalog\.yaml/formulir/kosong": "the sign for what there is none of, also where all is there",
    r"katalog\.yaml/formulir/kata/(lanjutan|lembar|ke_lembar|dari_lembar|dan|mulai|selesai)":
        "words that only some layouts have",
    r"katalog\.yaml/formulir/kata/(cap|ditandatangani_di_bagian_lain|penyusun|pemeriksa|pengesah)":
        "words in rooms to sign, also where there is none",
    r"katalog\.yaml/formulir/bagan/(letak|terminal)": "how the chart is drawn",
    r"katalog\.yaml/.*bawaan/.*": "what an SOP says, also in a box that its form does not have",
}  # fmt: skip
"""What counts although the words on a page may stay the same, and why."""


def test_each_word_on_a_page_counts(of_form: Office, exhaustive: bool) -> None:
    whole = of_form.catalogue()
    assert whole is not None
    before = seen(of_form, whole)
    wrong, tried = [], 0
    for way in some(changes(of_form), 40, exhaustive):
        catalogue = changed(of_form, way)
        if catalogue is None:
            continue
        tried += 1
        after, place = seen(of_form, catalogue), "/".join(map(str, way))
        for stem in before.keys() & after.keys():
            same_words = before[stem][0] == after[stem][0]
            same_digest = before[stem][1] == after[stem][1]
            also = any(re.fullmatch(pattern, place) for pattern in ALSO)
            if (same_digest and not same_words) or (same_words and not same_digest and not also):
                wrong.append((place, stem, "same words" if same_words else "same digest"))
    assert not wrong, wrong
    assert tried > (200 if exhaustive else 25)


_STORED = REPOSITORY / "tests" / "data" / "printed-words.json"
"""A form, and digests of what the catalogue above prints on it. Never to be changed to mend a test:
codes on paper stand for such digests. What is new in the model must be left out of them where it is
as it is by default, and what is new among a form's words always."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office(tmp_path_factory.mktemp("sops"), FORMS["full"])


def whole(office: Office, changed: dict[str, Any] | None = None) -> Catalogue:
    catalogue = office.catalogue(changed)
    assert catalogue is not None
    return catalogue


def of_stem(catalogue: Catalogue, stem: str) -> Entry:
    return next(entry for entry in catalogue.entries if entry.location.stem == stem)


def test_the_form_of_what_is_printed_is_the_same_in_all_versions(full: Office) -> None:
    stored = json.loads(_STORED.read_text(encoding="utf-8"))
    settings = SETTINGS | {"formulir": stored["formulir"]}
    catalogue = whole(full, {"katalog.yaml": settings})
    found = {e.location.stem: printed_digest(catalogue, e) for e in catalogue.entries}
    assert found | {"handbook": book_digest(catalogue, None)} == stored["digests"]


def test_an_excerpt_says_what_the_whole_catalogue_says(of_form: Office) -> None:
    catalogue = whole(of_form)
    for entry in catalogue.entries:
        part = excerpt(catalogue, entry)
        assert printed(part, part.entries[0]) == printed(catalogue, entry)


def test_so_it_is_with_the_office_s_own_templates(full: Office) -> None:
    settings = full.files["katalog.yaml"] | {"templat": "sendiri"}
    catalogue = whole(full, {"katalog.yaml": settings})
    entry = of_stem(catalogue, "K.1.1.1.1")
    part = excerpt(catalogue, entry)
    assert printed(part, part.entries[0]) == printed(catalogue, entry)


@pytest.mark.parametrize(
    ("way", "counts"),
    [
        (("instansi", "nama"), True),
        (("tahun",), True),
        (("formulir", "kata", "pemeriksa"), True),
        (("instansi", "alamat", 0), True),
        (("verifikasi",), False),
        (("istilah", "arsip", 0), False),
    ],
)
def test_own_templates_may_print_all_that_they_see(full: Office, way: Way, counts: bool) -> None:
    plain = _changed(FORMS["full"], ("sampul",), {"sop": False, "alamat": True})
    settings = full.files["katalog.yaml"] | {"templat": "sendiri", "formulir": plain}
    value = dict(_leaves(settings))[way]
    other = _changed(settings, way, next(_candidates(value)))
    digests = [
        printed_digest(catalogue, of_stem(catalogue, "K.1.1.1.1"))
        for catalogue in (whole(full, {"katalog.yaml": each}) for each in (settings, other))
    ]
    assert (digests[0] != digests[1]) is counts


def test_two_lanes_exchanged_and_a_regulation_revoked_count(full: Office) -> None:
    before = whole(full)
    digest = printed_digest(before, of_stem(before, "K.1.1.1.1"))
    actors, regulations = (deepcopy(full.files[n]) for n in ("pelaksana.yaml", "dasar-hukum.yaml"))
    actors["staf"]["nama"], actors["atasan"]["nama"] = "Kasubbag", "Staf\nUmum"
    regulations["uu"] |= {"status": "dicabut", "oleh": ["lain"]}
    only_revoked = deepcopy(full.files["dasar-hukum.yaml"])
    only_revoked["pp"]["status"] = "dicabut"
    of_regulations = ({"dasar-hukum.yaml": each} for each in (regulations, only_revoked))
    for change in ({"pelaksana.yaml": actors}, *of_regulations):
        after = whole(full, change)
        assert printed_digest(after, of_stem(after, "K.1.1.1.1")) != digest


def test_the_order_of_keys_and_what_an_sop_does_not_use_do_not_count(full: Office) -> None:
    before = whole(full)
    turned = {
        name: dict(reversed(full.files[name].items())) | {"baru": {"jabatan": "Baru"}}
        for name in ("pejabat.yaml",)
    }
    turned["pelaksana.yaml"] = dict(reversed(full.files["pelaksana.yaml"].items()))
    after = whole(full, turned)
    for stem in ("K.1.1.1.1", "rencana", "K.1.2.1.1"):
        digests = {printed_digest(each, of_stem(each, stem)) for each in (before, after)}
        assert len(digests) == 1


def test_nobody_s_name_is_in_what_a_draft_says(full: Office) -> None:
    officials = deepcopy(full.files["pejabat.yaml"])
    officials["kepala"]["nama"] = "Dra. LAIN"
    before, after = whole(full), whole(full, {"pejabat.yaml": officials})
    digests = {printed_digest(each, of_stem(each, "rencana")) for each in (before, after)}
    assert len(digests) == 1


BOOK_ONLY = {
    ("keputusan", "isi", 0), ("penjelasan", "judul"), ("naskah",), ("unit", 1, "nama"),
    ("unit", 0, "seksi", 0, "subjudul"), ("formulir", "kata", "daftar_isi"),
    ("formulir", "kata", "lampiran_catatan", "tetap"), ("instansi", "nama"), ("judul",),
}  # fmt: skip


def test_the_code_of_a_book_speaks_for_its_own_pages_too(full: Office) -> None:
    before = book_digest(whole(full), None)
    settings = full.files["katalog.yaml"]
    for way in BOOK_ONLY:
        other = _changed(settings, way, f"{dict(_leaves(settings))[way]} Baru")
        assert book_digest(whole(full, {"katalog.yaml": other}), None) != before, way
    noted = deepcopy(full.files[_RELATED])
    noted["sumber"] = {"catatan": [{"bagian": "nama", "jenis": "koreksi", "alasan": "Keliru."}]}
    assert book_digest(whole(full, {_RELATED: noted}), None) != before
    assert book_digest(whole(full), whole(full).settings.units[0]) != before


def test_every_word_of_the_real_catalogue_counts(exhaustive: bool, tmp_path: Path) -> None:
    """Of the SOPs whose pages may have changed: those with another excerpt."""
    shutil.copytree(SOPS, tmp_path / "sops")
    root = tmp_path / "sops"
    names = ("pelaksana.yaml", "dasar-hukum.yaml", "pejabat.yaml", "katalog.yaml")
    files = {name: _data_of(root / name) for name in names}
    real = Office(root, files, templates_of(root))
    before = whole(real)
    known = {e.name: (components(excerpt(before, e)), e) for e in before.entries}
    wrong = []
    ways = [(name, *way) for name in names for way, _ in _leaves(files[name])]
    ways = [way for way in ways if not {"sumber", "sebutan"} & {*way}]  # in no SOP's excerpt
    for way in some(ways, 5, exhaustive):
        catalogue, place = changed(real, way), "/".join(map(str, way))
        if catalogue is None:
            continue
        others = (e for e in catalogue.entries if e.name in known and e.sop.is_written)
        touched = [e for e in others if components(excerpt(catalogue, e)) != known[e.name][0]]
        for entry in touched[:3]:
            was = known[entry.name][1]
            pairs = ((before, was), (catalogue, entry))
            one, other = (page_words(*pair, real.templates) for pair in pairs)
            same = len({printed_digest(*pair) for pair in pairs}) == 1
            also = any(re.fullmatch(pattern, place) for pattern in (*ALSO, *ALSO_REAL))
            if (same and one != other) or (one == other and not same and not also):
                wrong.append((place, entry.name))
    assert not wrong, wrong


ALSO_REAL = (r"pejabat\.yaml/.*", r"dasar-hukum\.yaml/.*", r"katalog\.yaml/.*disahkan_oleh")


def _data_of(file: Path) -> Any:
    document, _ = read_yaml(file.read_bytes(), file.name)
    assert document is not None
    return document.value
