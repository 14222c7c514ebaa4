"""How a row of the table is tried: a catalogue of a few SOPs, a change of it, and its mend.

A module ``cases_….py`` beside this one has a function or several for each row, with its words::

    @row("a step is changed")
    def _(office: Office) -> None:
        office.write(ONE, "5 menit", "9 menit")

The catalogue is committed; ``office.commit()`` commits what was changed until then, and what is
compared with is HEAD unless the function sets ``office.since``. ``mended`` follows the hint.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sopc import pipeline
from sopc.diagnostics import Diagnostic
from tests.catalogues import DASAR_HUKUM, TODAY
from tests.repositories import commit

DOCUMENT = Path(__file__).parents[2] / "docs" / "ci.md"
UMUM = "sekretariat/umum"
ONE, TWO, DRAFT, PLAN, OLD = (f"{UMUM}/K.1.1.1.{which}.yaml" for which in (1, 2, 3, 4, 5))
"""Two SOPs in force, of which the first cites the second; a draft, a planned and a retired one."""
UNIT = "bidang/K.1.2.1.1.yaml"
"""One in force that a unit's own head enacts."""

WAYS = "{ya: arsip, tidak: menerima}"


def _sop(number: str, title: str, more: str = "") -> str:
    what = title.partition(" ")[2].lower()
    return (
        f"nomor: {number}\nnama: {title}\ndibuat: 2025-01-02\ndisahkan: 2025-01-02\n{more}"
        "dasar_hukum: [uu-1-2020]\npelaksana: [kepala, staf]\nlangkah:\n"
        f"  - {{uraian: Menerima {what}, pelaksana: staf, waktu: 5 menit, kode: menerima}}\n"
        f"  - {{uraian: Memeriksa {what}, pelaksana: kepala, keputusan: {WAYS}}}\n"
        f"  - {{uraian: Menyimpan {what}, pelaksana: staf, kode: arsip}}\n"
    )


FILES = {
    "katalog.yaml": """\
instansi: {nama: Dinas Contoh Kota Contoh, alamat: Jalan Satu 1}
tahun: 2025
penomoran: "K.1.{unit}.{seksi}.{urut}"
pengesah: kepala
bawaan: {peringatan: Awas}
penandatangan: [{peran: pemeriksa, pejabat: wakil}, {peran: pengesah}]
formulir: lampung-2020
unit:
  - nomor: 1
    folder: sekretariat
    nama: Sekretariat
    seksi:
      - {nomor: 1, folder: umum, nama: Sub Bagian Umum}
      - {nomor: 2, folder: keuangan, nama: Sub Bagian Keuangan}
  - {nomor: 2, folder: bidang, nama: Bidang Layanan, pengesah: kabid}
""",
    "pelaksana.yaml": "kepala: Kepala Dinas\nstaf: Staf\n",
    "dasar-hukum.yaml": DASAR_HUKUM,
    "pejabat.yaml": """\
kepala: {nama: 'BUDI SANTOSA, SE', nip: 19700101 199503 1 001, jabatan: Kepala Dinas Contoh}
wakil: {nama: 'CITRA DEWI, SH', nip: 19710101 199603 2 001, jabatan: Sekretaris}
kabid: {nama: 'EKO WIBOWO, ST', nip: 19720101 199703 1 001, jabatan: Kepala Bidang Layanan}
""",
    ONE: _sop("K.1.1.1.1", "Mengelola Surat Masuk", "keterkaitan: [K.1.1.1.2]\n"),
    TWO: _sop("K.1.1.1.2", "Mengelola Arsip", "keterkaitan: [K.1.1.1.1]\n"),
    DRAFT: _sop("K.1.1.1.3", "Mengelola Tamu", "status: draf\n"),
    PLAN: "nomor: K.1.1.1.4\nnama: Mengelola Rapat\nstatus: belum-disusun\n",
    OLD: "nomor: K.1.1.1.5\nnama: Mengelola Berkas\nstatus: dicabut\ndigantikan: K.1.1.1.2\n",
    UNIT: _sop("K.1.2.1.1", "Melayani Izin"),
}


@dataclass
class Office:
    """A catalogue in a repository, as who changes it sees it."""

    root: Path
    since: str = "HEAD"

    def write(self, file: str, *words: str) -> None:
        """Put in a file each second word for the one before it, which has to be there."""
        text = self.text(file)
        for old, new in zip(words[::2], words[1::2], strict=True):
            assert old in text, (file, old)
            text = text.replace(old, new)
        self.put(file, text)

    def put(self, file: str, text: str) -> None:
        """Write a whole file."""
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_text(text, encoding="utf-8")

    def add(self, file: str, text: str) -> None:
        """Write lines to the end of a file."""
        self.put(file, self.text(file) + text)

    def text(self, file: str) -> str:
        """What is in a file."""
        return (self.root / file).read_text(encoding="utf-8")

    def remove(self, file: str) -> None:
        """Delete a file."""
        (self.root / file).unlink()

    def move(self, old: str, new: str) -> None:
        """Rename a file."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)

    def number(self, file: str, old: str, new: str) -> None:
        """Give an SOP another number, and its file the name."""
        self.write(file, f"nomor: {old}\n", f"nomor: {new}\n")
        self.move(file, f"{Path(file).parent.as_posix()}/{new}.yaml")

    def retire(self, file: str, number: str, title: str, successor: str) -> None:
        """Leave a tombstone."""
        text = f"nomor: {number}\nnama: {title}\nstatus: dicabut\ndigantikan: {successor}\n"
        self.put(file, text)

    def commit(self) -> None:
        """Commit all that was changed."""
        commit(self.root)

    def found(self) -> tuple[Diagnostic, ...]:
        """What ``sopc check --since`` finds."""
        return pipeline.check(self.root, TODAY, since=self.since).diagnostics


Change = Callable[[Office], None]


@dataclass
class Case:
    """A row's change, and what its hint asks for."""

    words: str
    change: Change
    mend: Change | None = None

    @property
    def line(self) -> int:
        """Where it is written."""
        return int(self.change.__code__.co_firstlineno)

    def mended(self, mend: Change) -> Change:
        """What follows the hint of what is found."""
        self.mend = mend
        return mend


CASES: list[Case] = []


def row(words: str) -> Callable[[Change], Case]:
    """A case of a row, by the row's words; a row may have several."""

    def known(change: Change) -> Case:
        CASES.append(Case(words, change))
        return CASES[-1]

    return known


@dataclass(frozen=True)
class Row:
    """A row of the document: what is changed, and what is found of it: ``CHG001 error``."""

    words: str
    found: frozenset[str] = field(default_factory=frozenset)


def rows() -> Iterator[Row]:
    """The rows of the table in the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    table = text.partition("| what is changed | what is found |\n")[2].partition("\n\n")[0]
    for line in table.splitlines()[1:]:
        words, found = line.strip("| ").split(" | ")
        yield Row(words, frozenset(re.findall(r"CHG[0-9]{3} (?:error|warning|info)", found)))
