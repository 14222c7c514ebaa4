"""No printed word is left in code or templates: all come from the form or from the catalogue."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
import yaml
from pikepdf import Dictionary, Object

from sopc import pipeline
from sopc.catalogue.form import BOXES, COLUMNS, ROWS
from sopc.sign.making.stamp import Stamp
from tests.books import text_of
from tests.catalogues import TODAY, write_catalogue
from tests.forms.tokens import Tokens, is_token, words_in
from tests.forms_of import data_of
from tests.running import build
from tests.sign.office import converted
from tests.sign.pki import Authority

UNITS = ("menit", "hari", "minggu", "bulan", "tahun")
_LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt"></svg>'
_MACHINE = {"sopc", "pdf"}
"""What a PDF says of its maker."""


def form_in_tokens(tokens: Tokens) -> dict[str, Any]:
    """The form of this book, in tokens: with every row, box and column that there is."""
    form = data_of("lampung-2020")
    form["bahasa"] = "en"
    form["kosong"] = tokens.new()
    form["bulan"] = [tokens.new() for _ in range(12)]
    form["satuan"] |= {unit: [tokens.new() for _ in range(3)] for unit in ("detik", "jam", *UNITS)}
    form["satuan"] |= {"dan": [], "sampai": [], "sekitar": []}
    form["kata"] = {key: tokens.throughout(word) for key, word in form["kata"].items()}
    form["identitas"] |= {
        "baris": [*ROWS, "tempat"],
        "kotak": [*([box] for box in BOXES), ["tujuan"]],
    }
    form["kata"]["baris"]["tempat"] = tokens.new()
    form["kata"]["kotak"]["tujuan"] = tokens.new()
    form["tanda_tangan"] |= {"cap": True}
    form["kata"]["ditandatangani_di_bagian_lain"] = tokens.new()
    form["bagan"] |= {"kolom": list(COLUMNS), "nomor_kolom": True}
    return form


def catalogue_in_tokens(form: dict[str, Any], own: Tokens) -> dict[str, str]:
    """A catalogue that has something for every word of the form."""
    units, new = form["satuan"], own.new
    settings: dict[str, Any] = {
        "instansi": {"nama": new(), "logo": "logo.svg", "alamat": [new()]},
        "tahun": 2025,
        "penomoran": "K.1.{unit}.{seksi}.{urut}",
        "pengesah": "kepala",
        "naskah": new(),
        "sumber": {
            "ejaan": {new(): new()},
            "catatan": [
                {"bagian": part, "jenis": "pertentangan", "tercetak": new(), "alasan": new()}
                for part in ("unit[1].kop", "unit[1].seksi[1].nama")
            ],
        },
        "penandatangan": [
            {"peran": "penyusun", "pejabat": "kepala"},
            {"peran": "pemeriksa"},
            {"peran": "pengesah"},
        ],
        "paraf": [new()],
        "formulir": form,
        "unit": [
            {
                "nomor": 1,
                "folder": "satu",
                "nama": new(),
                "seksi": [{"nomor": 1, "folder": "a", "nama": new(), "subjudul": new()}],
            }
        ],
        "pemeriksaan": dict.fromkeys(
            ("LNK001", "LNK006", "LNK008", "FLW005", "FLW006", "FLW015", "MTB001", "MTB003"), "off"
        ),
    }
    notes = [*noted(new)]
    full: dict[str, Any] = {
        "riwayat": [
            {"revisi": "1", "tanggal": "2025-01-01", "uraian": new(), "oleh": f"{new()} {new()}"}
        ],
        "isian": {"tujuan": " ".join([new()] * 2400), "tempat": new()},  # over two pages
        "pelaksana": ["kepala", "staf"],
        "dasar_hukum": [["uu", "pp"]],
        "total_waktu": True,
    }

    def steps(amount: int) -> list[dict[str, Any]]:
        words = 1 if amount == 1 else 200  # of these, no page holds all rows
        each: list[dict[str, Any]] = [
            {
                "uraian": " ".join([new()] * words),
                "pelaksana": "staf",
                "waktu": f"{amount} {units[unit][2]}",
            }
            for unit in UNITS
        ]
        each[0]["uraian"] = " ".join([new()] * 960)  # more than one sheet
        each[1] |= {"lanjut": 4}
        each[2] |= {"keputusan": {new(): "selesai", new(): 1}}
        each[3] |= {"keputusan": {new(): 5, new(): 1}}  # two return to the first sheet
        before = {"pelaksana": "staf", "kode": "lagi"}
        after = {"pelaksana": "kepala", "keputusan": {new(): "selesai", new(): "lagi"}}
        return [*each, {"uraian": new(), "rangkaian": [before, after]}]

    def dated(first: int) -> dict[str, str]:
        keys = ("dibuat", "disahkan", "efektif", "direvisi")
        return {key: f"2025-{first + n:02d}-02" for n, key in enumerate(keys)}

    files: dict[str, dict[str, Any]] = {
        "K.1.1.1.1": full | dated(1) | {"langkah": steps(1), "sumber": {"catatan": notes}},
        "K.1.1.1.2": full | dated(5) | {"langkah": steps(2), "keterkaitan": ["K.1.1.1.1"]},
        "K.1.1.1.3": dated(9) | {"pengesah": "perwira"},
        "K.1.1.1.4": {"status": "belum-disusun"},
        "K.1.1.1.5": {"status": "dicabut"},
    }
    written = {
        f"satu/a/{number}.yaml": {"nomor": number, "nama": f"{new()} {new()}", **more}
        for number, more in files.items()
    }
    rest = {"nomor": 3, "uraian": new(), "pelaksana": "staf"}  # of more steps
    written["satu/a/draf.yaml"] = {
        "nama": new(),
        "status": "draf",
        "pelaksana": ["staf"],
        "langkah": [rest],
    }
    registries: dict[str, Any] = {
        "katalog.yaml": settings,
        "pelaksana.yaml": {
            "kepala": {"nama": new(), "sebutan": new()},
            "staf": {"nama": new(), "kelompok": new()},
        },
        "dasar-hukum.yaml": {
            "uu": {"jenis": new(), "nomor": 1, "tahun": 2020, "tentang": new(), "lembaran": new()},
            "pp": {"jenis": new(), "nomor": 2, "tahun": 2021},
        },
        "pejabat.yaml": {
            "kepala": {
                "nama": new(),
                "nip": "19700101 199503 1 001",
                "pangkat": new(),
                "jabatan": new(),
                "atas_nama": new(),
            },
            "perwira": {"nama": new(), "nrp": "78010123", "jabatan": new()},
        },
    }
    texts = {
        name: yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        for name, data in (registries | written).items()
    }
    return texts | {"logo.svg": _LOGO}


_ASKED = (
    "nomor", "nama", "kop", "pengesah", "pengesah.nip", "dibuat", "identitas",
    "langkah[1].pelaksana", "pelaksana[1]", "langkah[1].keputusan", "keterkaitan[1]",
    "dasar_hukum[1]", "peringatan[1]",
)  # fmt: skip
"""A part for each question that the office is asked."""
_CORRECTED = (
    "sampul", "judul", "judul_bagan", "kop", "daftar_isi", "disahkan_oleh", "pengesah.nip",
    "pengesah.jabatan", "pengesah.pangkat", "pengesah.nama", "subjudul", "status", "pelaksana[1]",
    "sumber.baris", "kolom.waktu", "peralatan.butir", "instansi.kop", "jenis", "tentang",
    "lembaran",
)  # fmt: skip
_LACKING = ("identitas", "isi", "langkah", "langkah[1].keputusan", "langkah[1].lanjut")


def noted(new: Callable[[], str]) -> Iterator[dict[str, Any]]:
    """Notes on every part that the form has a word for."""
    for part in _ASKED:
        yield {"bagian": part, "jenis": "pertentangan", "tercetak": new(), "alasan": new()}
    chosen = [new(), new()]
    yield {
        "bagian": "peringatan[1]",
        "jenis": "pertentangan",
        "tercetak": chosen[0],
        "diambil": chosen[1],
        "pilihan": chosen,
        "alasan": new(),
    }
    year = new()
    yield {
        "bagian": "sampul",
        "jenis": "pertentangan",
        "pilihan": [f"{year} 2020", f"{year} 2021"],
        "alasan": new(),
    }
    for kind in ("pertentangan", "simpulan"):
        yield {
            "bagian": "peringatan[1]",
            "jenis": kind,
            "pilihan": [new(), new()],
            "alasan": new(),
            "keputusan_kantor": {"oleh": new(), "tanggal": "2026-03-01", "isi": new()},
        }
    for part in ("langkah[1].pelaksana", "langkah[2].pelaksana", "langkah[3].keputusan"):
        yield {"bagian": part, "jenis": "simpulan", "alasan": new()}
    for part in _CORRECTED:
        kinds: dict[str, Any] = {"bagian": part, "jenis": "koreksi", "alasan": new()}
        yield kinds | {"tercetak": new(), "diambil": new()}
    yield {"bagian": "pencatatan", "jenis": "simpulan", "alasan": new()}
    for part in _LACKING:
        yield {"bagian": part, "jenis": "kosong", "alasan": new()}


class Printed:
    """What was printed of it all: the texts of each output, by the output's name."""

    def __init__(self, folder: Path) -> None:
        self.form, self.own = Tokens("q"), Tokens("w")
        self.data = form_in_tokens(self.form)
        self.root = write_catalogue(folder / "sops", catalogue_in_tokens(self.data, self.own))
        self.out = build(self.root, folder / "build")
        self.texts = dict(self._texts())

    def _texts(self) -> Iterator[tuple[str, str]]:
        for pdf in sorted(self.out.rglob("*.pdf")):
            yield pdf.name, " ".join([*text_of(pdf), *said_beside(pdf)])
        for svg in sorted(self.out.rglob("*.svg")):
            yield svg.name, " ".join(svg_texts(svg))
        rows = json.loads((self.out / "index.json").read_text(encoding="utf-8"))
        yield "index", " ".join(f"{r['nama']} {r['unit']} {r['seksi']}" for r in rows)
        yield "stamp", re.sub(r"<style>.*?</style>|<[^>]*>", " ", self._stamp(), flags=re.S)

    def _stamp(self) -> str:
        catalogue = pipeline.check(self.root, TODAY).catalogue
        assert catalogue is not None
        stamp = Stamp(
            certificate=converted(Authority("wzzz", "wzzz").issue("wzzz", elliptic=True)),
            official=catalogue.officials["kepala"],
            day=TODAY,
            form=catalogue.settings.form,
        )
        return next(stamp.pages(200, 60))


def said_beside(pdf: Path) -> Iterator[str]:
    """What a PDF says besides its pages: titles, authors, the outline, texts for pictures."""
    with pikepdf.open(pdf) as document:
        yield str(document.docinfo["/Title"])
        yield str(document.docinfo["/Author"])
        with document.open_metadata() as metadata:
            yield str(metadata["dc:title"])
            yield from map(str, metadata["dc:creator"])
        for item in document.objects:
            if isinstance(item, Dictionary):
                yield from _of_object(item)


def _of_object(item: Object) -> Iterator[str]:
    for key in ("/Title", "/Alt", "/ActualText", "/Contents"):
        if isinstance(item.get(key), pikepdf.String) and "/Subtype" not in item:
            yield str(item[key])


def svg_texts(svg: Path) -> Iterator[str]:
    tree = ElementTree.fromstring(svg.read_text(encoding="utf-8"))
    for element in tree.iter():
        if not element.tag.endswith("}style"):
            yield from filter(None, (element.text, element.tail))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return Printed(tmp_path_factory.mktemp("tokens"))


def test_every_printed_word_comes_from_the_form_or_the_catalogue(printed: Printed) -> None:
    foreign = {
        (name, word)
        for name, text in printed.texts.items()
        for word in words_in(text)
        if not is_token(word) and word not in _MACHINE
    }
    # Graphviz calls a map's boxes and arrows by numbers: n1, n1->n2, and each unit a cluster
    assert foreign - {("relations.svg", "cluster"), ("relations.svg", "gt")} == set()


def test_every_word_of_the_form_is_printed(printed: Printed) -> None:
    everything = " ".join(printed.texts.values()).lower()
    unprinted = [token for token in printed.form.given if token not in everything]
    data = printed.data
    read_only = [word for unit in (*UNITS, "detik", "jam") for word in data["satuan"][unit][2:]]
    read_only += [word for unit in ("detik", "jam") for word in data["satuan"][unit]]
    assert set(unprinted) - set(read_only) == set()


def test_one_of_a_unit_and_several_are_called_as_the_form_calls_them(printed: Printed) -> None:
    names = printed.data["satuan"]
    for number, amount, name in (("1", 1, 0), ("2", 2, 1)):
        total = [f"{amount} {names[unit][name]}" for unit in reversed(UNITS)]
        assert re.search(r"\s+".join(total), printed.texts[f"K.1.1.1.{number}.pdf"])


def test_outputs_say_in_which_language_they_are(printed: Printed) -> None:
    with pikepdf.open(printed.out / "handbook.pdf") as document, document.open_metadata() as said:
        assert document.Root.Lang == "en"
        assert said["dc:language"] == ["en"] or said["dc:language"] == {"en"}
    drawing = (printed.out / "flowchart" / "K.1.1.1.1.svg").read_text(encoding="utf-8")
    assert 'lang="en"' in drawing


def test_the_outline_is_in_the_forms_words(printed: Printed) -> None:
    with pikepdf.open(printed.out / "handbook.pdf") as document, document.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
    words = printed.data["kata"]
    assert titles[0] == words["daftar_isi"]
    assert words["daftar_draf"] in titles
    assert words["peta"] in titles
