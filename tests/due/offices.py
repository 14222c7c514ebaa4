"""Offices whose SOPs have any dates, cite one another, and rest on what has changed."""

from collections.abc import Mapping
from pathlib import Path

from hypothesis import strategies as st

from sopc import pipeline
from sopc.load.file_names import printable
from sopc.load.sources import InPlaceOf
from sopc.pipeline import Checked
from tests.catalogues import DASAR_HUKUM, KATALOG, PEJABAT, TODAY, write_catalogue

FILES = {
    "K.1.1.1.1": "sekretariat/umum/K.1.1.1.1.yaml",
    "K.1.1.1.2": "sekretariat/umum/K.1.1.1.2.yaml",
    "K.1.1.2.1": "sekretariat/keuangan/K.1.1.2.1.yaml",
    "K.1.2.1.1": "bidang/K.1.2.1.1.yaml",
}
REGULATIONS = (
    DASAR_HUKUM
    + """\
uu-2-2019: {jenis: UU, nomor: 2, tahun: 2019, tentang: Lama, status: diubah, oleh: uu-1-2020}
uu-3-2018: {jenis: Undang-Undang, nomor: 3, tahun: 2018, tentang: Usang, status: dicabut}
uu-4-2024: {jenis: Undang-Undang, nomor: 4, tahun: 2024, tentang: Baru}
"""
)
KEYS = ("uu-1-2020", "uu-2-2019", "uu-3-2018", "uu-4-2024")
CODES = ("PPL005", "LNK006", "LNK009", "LNK016")

_YEARS, _MONTHS, _DAYS = st.integers(2018, 2027), st.integers(1, 12), st.integers(1, 28)
dates = st.one_of(
    st.builds("{:04d}".format, _YEARS),
    st.builds("{:04d}-{:02d}".format, _YEARS, _MONTHS),
    st.builds("{:04d}-{:02d}-{:02d}".format, _YEARS, _MONTHS, _DAYS),
)


def checked(root: Path, files: Mapping[str, str]) -> Checked:
    """A catalogue of these files, as read and checked on the day of tests."""
    if not root.exists():
        write_catalogue(root, {"pejabat.yaml": PEJABAT})
    return pipeline.check(
        root,
        TODAY,
        sources=InPlaceOf({printable(root / name): text.encode() for name, text in files.items()}),
    )


@st.composite
def offices(draw: st.DrawFn) -> dict[str, str]:
    """Four SOPs, each in force, a draft, planned or revoked."""
    switched = draw(st.one_of(st.just(""), st.sampled_from(CODES)))
    settings = KATALOG.replace("isi: off", f"isi: off, {switched}: off") if switched else KATALOG
    files = {
        "katalog.yaml": settings + "peninjauan: {bulan: 12}\n",
        "dasar-hukum.yaml": REGULATIONS,
    }
    for number, name in FILES.items():
        files[name] = draw(_sop(number))
    return files


@st.composite
def _sop(draw: st.DrawFn, number: str) -> str:
    status = draw(st.sampled_from(["berlaku", "berlaku", "draf", "dicabut", "belum-disusun"]))
    lines = [f"nomor: {number}", f"nama: Contoh {number}", f"status: {status}"]
    for key in ("dibuat", "disahkan", "direvisi", "ditinjau"):
        if draw(st.booleans()):
            lines.append(f"{key}: {draw(dates)}")
    if status == "dicabut" and draw(st.booleans()):
        lines.append(f"digantikan: {draw(st.sampled_from([*FILES]))}")
    cited = draw(st.lists(st.sampled_from(KEYS), max_size=4))
    if cited:
        lines.append(f"dasar_hukum: [{', '.join(cited)}]")
    others = draw(st.lists(st.sampled_from([*FILES]), max_size=3))
    if others:
        lines.append("keterkaitan:")
        for other in others:
            confirmed = draw(st.one_of(st.none(), dates))
            more = f", dikonfirmasi: {confirmed}" if confirmed else ""
            lines.append(f"  - {{nomor: {other}{more}}}")
    if draw(st.integers(0, 4)) == 0:
        code = draw(st.sampled_from(CODES))
        lines.append(f"pengecualian: {{kode: {code}, alasan: Sudah diketahui.}}")
    return "\n".join([*lines, ""])
