"""A new catalogue: what has to be known of it, and its files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sopc.catalogue.form import DEFAULT_FORM
from sopc.catalogue.modeline import SCHEMA_FOLDER, line_of
from sopc.catalogue.organisation import (
    ACTORS_FILE,
    OFFICIALS_FILE,
    REGULATIONS_FILE,
    SETTINGS_FILE,
)
from sopc.load.written_scalars import written
from sopc.start.names import free_key

_LONGEST_KEY = 24


@dataclass(frozen=True, slots=True)
class NewOfficial:
    """Who enacts SOPs. Of who has no ``name`` the office only is printed."""

    office: str
    name: str = ""
    nip: str = ""
    rank: str = ""

    @property
    def key(self) -> str:
        """By what katalog.yaml calls them: the office, which stays when its holder goes."""
        return free_key(self.office, (), otherwise="pejabat", longest=_LONGEST_KEY)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit, and the names of its sections, if it has any."""

    name: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewCatalogue:
    """What a catalogue cannot be without, and what its covers and letterheads have.

    All texts are as they are to be printed; empty ones are left out.
    """

    agency: str
    approver: NewOfficial
    units: tuple[NewUnit, ...]
    patterns: tuple[str, ...]
    year: int
    form: str = DEFAULT_FORM
    letterhead: tuple[str, ...] = ()
    address: tuple[str, ...] = ()


def catalogue_files(new: NewCatalogue, schemas: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a new catalogue, by their names below its folder.

    ``schemas`` are those for editors, by the kinds of files.
    """
    texts = {
        SETTINGS_FILE: _settings(new),
        ACTORS_FILE: _ACTORS,
        REGULATIONS_FILE: _REGULATIONS,
        OFFICIALS_FILE: _officials(new.approver),
    }
    files = {}
    for name, lines in texts.items():
        kind = name.partition(".")[0]
        schema = [line_of(f"{SCHEMA_FOLDER}/{kind}.json")] if kind in schemas else []
        files[name] = "".join(f"{line}\n" for line in (*schema, *lines)).encode("utf-8")
    for kind, text in schemas.items():
        files[f"{SCHEMA_FOLDER}/{kind}.json"] = f"{text}\n".encode()
    return files


def _settings(new: NewCatalogue) -> Iterator[str]:
    yield "# Katalog SOP: instansi, unit dan seksi, penomoran, formulir."
    yield ""
    yield "instansi:"
    yield f"  nama: {written(new.agency)}  # seperti dicetak"
    if new.letterhead not in ((), (new.agency,)):
        yield "  kop:  # nama instansi dalam baris-baris kop"
        yield from (f"    - {written(line)}" for line in new.letterhead)
    if new.address:
        yield "  alamat:  # pada sampul"
        yield from (f"    - {written(line)}" for line in new.address)
    yield f"tahun: {new.year}  # pada sampul"
    patterns = [written(pattern) for pattern in new.patterns]
    said = patterns[0] if len(patterns) == 1 else f"[{', '.join(patterns)}]"
    yield "# Pola nomor: {unit} dan {seksi} nomor di bawah, {urut} nomor urut, {urut:3} tiga angka,"
    yield "# {tahun} tahun SOP. Nomor yang pernah dipakai tidak dipakai lagi."
    yield f"penomoran: {said}"
    yield f"formulir: {written(new.form)}  # bentuk cetaknya"
    yield f"pengesah: {new.approver.key}  # siapa yang mengesahkan: kunci dari {OFFICIALS_FILE}"
    yield "unit:  # menurut urutan Daftar Isi; SOP dalam folder unit, atau folder seksinya"
    yield from _units(new.units)


def _units(units: Sequence[NewUnit]) -> Iterator[str]:
    taken: set[str] = set()
    for number, unit in enumerate(units, 1):
        folder = free_key(unit.name, taken, otherwise="unit")
        taken.add(folder)
        yield f"  - nomor: {number}"
        yield f"    folder: {folder}"
        yield f"    nama: {written(unit.name)}"
        if unit.sections:
            yield "    seksi:"
        below: set[str] = set()
        for place, section in enumerate(unit.sections, 1):
            folder = free_key(section, below, otherwise="seksi")
            below.add(folder)
            yield f"      - {{nomor: {place}, folder: {folder}, nama: {written(section)}}}"


NONE_YET = "# Belum ada: hapus baris ini dan {} di bawahnya bila menulis yang pertama."
"""What stands above the sign of an empty registry."""
_ACTORS = (
    "# Pelaksana: siapa yang mengerjakan langkah. Sebaris satu: kunci, lalu nama di kepala lajur,",
    "# misalnya  arsiparis: Arsiparis Terampil",
    "# `sopc new` menambahkan pelaksana baru di sini.",
    NONE_YET,
    "{}",
)
_REGULATIONS = (
    "# Dasar hukum: sebaris satu peraturan, misalnya",
    "# uu-43-2009: {jenis: Undang-Undang, nomor: 43, tahun: 2009, tentang: Kearsipan}",
    "# SOP menyebut kuncinya:  dasar_hukum: [uu-43-2009]",
    NONE_YET,
    "{}",
)


def _officials(approver: NewOfficial) -> Iterator[str]:
    yield "# Pejabat: siapa yang mengesahkan. Bila berganti, ubah di sini saja."
    yield f"{approver.key}:"
    if approver.name:
        yield f"  nama: {written(approver.name)}  # dengan gelar, seperti dicetak"
    if approver.nip:
        yield f"  nip: {written(approver.nip)}  # 18 angka"
    if approver.rank:
        yield f"  pangkat: {written(approver.rank)}"
    yield f"  jabatan: {written(approver.office)}  # seperti dicetak di blok tanda tangan"
    if not approver.name:
        yield "  # nama: …     nama dengan gelar; tanpa nama, hanya jabatan yang dicetak"
