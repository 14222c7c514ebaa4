"""Catalogues that cite each other by numbers, written as people write, at random."""

from dataclasses import dataclass, field
from random import Random

from tests.catalogues import ROOT_FILES

PATTERNS = (
    "K.1.{unit}.{seksi}.{urut}",
    "SOP-{urut:3}/17000/{tahun}",
    "{unit}.{seksi}.{urut:2}",
    "PM/{tahun}/{seksi}-{urut}",
)
_FOLDERS = {"sekretariat/umum/": (1, 1), "sekretariat/keuangan/": (1, 2), "bidang/": (2, 0)}


@dataclass
class Numbered:
    """A catalogue of some SOPs by a pattern: its files, and the number of each SOP."""

    random: Random
    pattern: str
    count: int = 6
    files: dict[str, bytes] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folders = {self.number(f, n): f for f in self._folders() for n in range(1, 1 + 3)}
        chosen = self.random.sample(sorted(self.folders), min(self.count, len(self.folders)))
        self.folders = {number: self.folders[number] for number in chosen}
        for number in chosen:
            stem = number.replace("/", "-")
            self.numbers[f"{self.folders[number]}{stem}.yaml"] = number
        for name, number in self.numbers.items():
            self.files[name] = self._bytes(self._sop(number))
        for name, text in ROOT_FILES.items():
            self.files[name] = self._bytes(text)
        self.files["katalog.yaml"] = self._bytes(self._settings())

    def _folders(self) -> list[str]:
        if "{unit}" in self.pattern or "{seksi}" in self.pattern:
            return [each for each, (_, section) in _FOLDERS.items() if section]
        return ["sekretariat/umum/"]

    def number(self, folder: str, sequence: int) -> str:
        unit, section = _FOLDERS[folder]
        words = self.pattern.replace("{unit}", str(unit)).replace("{seksi}", str(section))
        words = words.replace("{tahun}", "2025").replace("{urut}", str(sequence))
        for width in (2, 3):
            words = words.replace(f"{{urut:{width}}}", str(sequence).zfill(width))
        return words

    def _settings(self) -> str:
        settings = ROOT_FILES["katalog.yaml"].replace("K.1.{unit}.{seksi}.{urut}", self.pattern)
        one = self._one()
        return settings + (
            f"judul: SOP {one} dan lainnya # {one}\n"
            f"nomor_batal: {{nomor: Z.9.9.9.9, alasan: Kini SOP {one}.}}\n"
            "sumber:\n  catatan:\n"
            "    - {bagian: judul, jenis: kosong, alasan: "
            f"Tercetak {one}., sop: [{self._quoted()}]}}\n"
        )

    def _sop(self, number: str) -> str:
        lines = [
            f"nomor: {self._quote(number)}{self._comment()}",
            f"nama: Contoh {self.random.randint(100, 999)}{self._comment()}",
            f"keterkaitan: {self._cited(number)}",
            f"peringatan: [Menurut SOP {self._one()}, 'SOP nomor {self._one()}']",
            "peralatan: >-",
            f"  Lihat SOP {self._one()}",
            f"  dan SOP {self._one()}.{self.random.choice(('', ' Selesai'))}",
            f'kualifikasi: "S1, A4,\\tatau SOP {self._one()}"',
            f"# catatan {self._one()}",
        ]
        if self.random.random() < 0.3:
            lines += [
                "sumber:",
                "  catatan:",
                f"    - bagian: nomor{self._comment()}",
                "      jenis: koreksi",
                f"      tercetak: {self._quote(self._one())}",
                f"      diambil: {self._quote(number)}",
                f"      alasan: Tercetak {self._one()}.",
            ]
        return "\n".join(lines) + "\n"

    def _cited(self, number: str) -> str:
        others = [each for each in self.folders if each != number]
        cited = self.random.sample(others, self.random.randint(1, min(3, len(others))))
        kind = self.random.choice(("flow", "lines", "groups"))
        if kind == "flow":
            return "[" + ", ".join(map(self._quote, cited)) + "]" + self._comment()
        if kind == "lines":
            return "".join(f"\n  - {self._quote(each)}{self._comment()}" for each in cited)
        return "".join(
            f"\n  - {{nomor: {self._quote(each)}, dikonfirmasi: 2026-01-02}}{self._comment()}"
            for each in cited
        )

    def _one(self) -> str:
        return self.random.choice(sorted(self.folders) or ["X"])

    def _quoted(self) -> str:
        return self._quote(self._one())

    def _quote(self, number: str) -> str:
        signs = ["'", '"']
        signs += [""] if any(sign.isalpha() for sign in number) or number.count(".") > 1 else []
        sign = self.random.choice(signs)
        return f"{sign}{number}{sign}"

    def _comment(self) -> str:
        return self.random.choice(("", "", f" # {self._one()}", "   # a: [b], {c}", " #\tx"))

    def _bytes(self, text: str) -> bytes:
        text = text.replace("\n", self.random.choice(("\n", "\r\n")))
        text = text.rstrip() if self.random.random() < 0.3 else text
        return (b"\xef\xbb\xbf" if self.random.random() < 0.2 else b"") + text.encode()
