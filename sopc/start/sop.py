"""A new SOP: what its file says, and the rest of the form as examples in comments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

from sopc.catalogue.boxes import BOXES
from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.duration import TimeReader
from sopc.catalogue.form import Form
from sopc.catalogue.organisation import Unit
from sopc.diagnostics import Diagnostic
from sopc.load.kinds import SOP
from sopc.load.validate import validate
from sopc.load.written_scalars import written
from sopc.load.yaml_reader import read_yaml

Status = Literal["draf", "belum-disusun", "berlaku"]
_COMMENT = 34
"""The column at which comments begin that stand behind something."""
_ACTOR = "arsiparis"
"""The key of the actor in an example, where there is none yet."""
_BOXES = {
    "kualifikasi": ("[Memahami tata kerja unit]", ""),
    "peralatan": ("[Komputer, Printer]", ""),
    "peringatan": ("Bila tidak dilaksanakan, berkas tertunda.", ""),
    "pencatatan": ("[Buku agenda]", ""),
}


@dataclass(frozen=True, slots=True)
class NewSop:
    """What a new SOP says of itself. A draft may have no ``number``; ``lanes`` are keys of actors.

    ``schema`` is the line that leads an editor to the schema, or empty.
    """

    title: str
    number: str
    status: Status
    lanes: tuple[str, ...] = ()
    schema: str = ""


def sop_text(new: NewSop, catalogue: Catalogue, today: date) -> str:
    """The file of a new SOP. What stands in it as an example becomes valid where the ``# `` before
    it is removed; what explains has ``## ``."""
    lines = [new.schema] if new.schema else []
    if new.number:
        lines.append(f"nomor: {written(new.number)}")
    lines.append(f"nama: {written(new.title)}")
    if new.status == "draf":
        lines.append(_beside("status: draf", "hapus baris ini bila SOP sudah disahkan"))
    elif new.status != "berlaku":
        lines.append(f"status: {new.status}")
    if new.status != "belum-disusun":
        lines += _rest(new, catalogue, today)
    return "".join(f"{line}\n" for line in lines)


def _beside(line: str, comment: str) -> str:
    return f"{line:<{_COMMENT - 2}}  # {comment}" if comment else line


def _rest(new: NewSop, catalogue: Catalogue, today: date) -> Iterator[str]:
    form = catalogue.settings.form
    yield '## Yang berawal dengan "# " adalah contoh: hapus tanda itu, lalu ganti isinya.'
    yield _beside(f"# dibuat: {today.isoformat()}", "tanggal selesai disusun")
    for key in dict.fromkeys(key for line in form.identity.boxes for key in line):
        yield from _box(key, catalogue)
    if new.lanes:
        yield _beside(f"pelaksana: [{', '.join(new.lanes)}]", "lajur, dari kiri ke kanan")
        yield from _steps(form, new.lanes)
    elif known := tuple(islice(catalogue.actors, 2)):
        yield _beside(f"# pelaksana: [{', '.join(known)}]", "kunci dari pelaksana.yaml")
        yield from _steps(form, known)
    else:
        yield "## Pelaksana belum ada. Bila pelaksana.yaml sudah memuat baris"
        yield f"##     {_ACTOR}: {_ACTOR.capitalize()}"
        yield '## maka juga tanda "## " dari baris-baris di bawah ini dapat dihapus:'
        yield _beside(f"## pelaksana: [{_ACTOR}]", "lajur, dari kiri ke kanan")
        yield from (f"#{line}" for line in _steps(form, (_ACTOR,)))


def _box(key: str, catalogue: Catalogue) -> Iterator[str]:
    if key == "dasar_hukum":
        known = next(iter(catalogue.regulations), "")
        if known:
            yield _beside(f"# dasar_hukum: [{known}]", "kunci dari dasar-hukum.yaml")
        else:
            yield "## dasar_hukum: [kunci, …] menyebut peraturan dari dasar-hukum.yaml"
    elif key == "keterkaitan":
        yield _beside("# keterkaitan: [{luar: SOP instansi lain}]", "atau nomor SOP di sini")
    elif key in _BOXES:
        value, comment = _BOXES[key]
        yield _beside(f"# {key}: {value}", comment)
    elif key == "riwayat":
        yield "# riwayat: [{revisi: 0, uraian: Terbit pertama}]"
    elif key not in BOXES.values():
        yield f"## isian: {{{key}: …}} mengisi kotak {catalogue.settings.form.words.boxes[key]}"


def _steps(form: Form, lanes: Sequence[str]) -> Iterator[str]:
    first, last = lanes[0], lanes[-1]
    minutes = (form.times.minutes * 2)[1]  # what several are called, or one, if nothing else
    cells = {
        "kelengkapan": "Berkas permohonan",
        "waktu": f"10 {minutes}",
        "output": "Berkas yang lengkap",
    }
    standard = [f"{key}: {value}" for key, value in cells.items() if key in form.chart.columns]
    yield "# langkah:"
    yield "#   - uraian: Menerima berkas"
    yield f"#     pelaksana: {first}"
    yield _beside("#     kode: menerima", "nama langkah, bila ada yang kembali ke sini")
    yield from (f"#     {line}" for line in standard)
    yield "#   - uraian: Memeriksa berkas"
    yield f"#     pelaksana: {last}"
    yield from (f"#     {line}" for line in standard if not line.startswith("kelengkapan"))
    yield _beside("#     keputusan: {ya: menyimpan, tidak: menerima}", "belah ketupat")
    yield "#   - uraian: Menyimpan berkas"
    yield f"#     pelaksana: {first}"
    yield "#     kode: menyimpan"
    yield from (f"#     {line}" for line in standard if not line.startswith("kelengkapan"))


def faults(text: str, catalogue: Catalogue, unit: Unit) -> list[Diagnostic]:
    """What is wrong with an SOP's file in a unit by itself, as its reading tells."""
    document, found = read_yaml(text.encode("utf-8", "surrogatepass"), "")
    if document is None:
        return found
    context = {
        "numbering": catalogue.numbering.in_folder(unit.folder),
        "cited": catalogue.numbering.every,
        "times": TimeReader(catalogue.settings.form.times),
    }
    return [*found, *validate(SOP, document, context)[1]]
