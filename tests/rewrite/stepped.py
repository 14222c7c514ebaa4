"""SOPs whose steps are written in unusual ways, at random, with comments that name their step."""

from random import Random

LINES, GROUPS, BRACKETS, ONE_LINE = "lines", "groups in lines", "in brackets", "in one line"
LAYOUTS = (LINES, GROUPS, BRACKETS, ONE_LINE)
HEAD = "nomor: K.1.1.1.1\nnama: Menerima Surat\ndibuat: 2025-01-02\ndisahkan: 2025-01\n"


class Steps:
    """Writes a file of steps ``S1``, ``S2``, …; comments are ``# S1 …`` with their step."""

    def __init__(self, random: Random, layout: str) -> None:
        self.random, self.layout = random, layout
        self.count = random.randint(2, 5)
        self.coded = {n for n in range(1, self.count + 1) if random.random() < 0.4}

    def text(self) -> str:
        """The whole file."""
        rows = [self._row(n) for n in range(1, self.count + 1)]
        head = HEAD + self.random.choice(
            ("pelaksana: staf\n", "pelaksana: [staf, kepala] # lajur\n")
        )
        notes = "".join(
            f"    - {{bagian: 'langkah[{n}].pelaksana', jenis: simpulan, alasan: x}} # N{n}\n"
            f"    - bagian: langkah[{n}].uraian # N{n}\n      jenis: kosong\n      alasan: x\n"
            for n in range(1, self.count + 1)
        )
        foot = f"sumber:\n  catatan:\n{notes}" if self._may() else ""
        if self.layout == BRACKETS:
            opened = self.random.choice(("[", "[ # awal"))
            ending = ",\n" if self._may() else "\n"
            body = self._bracketed(rows, ending)
            steps = f"langkah: {opened}\n{body}  ]\n"
        elif self.layout == ONE_LINE:
            pad = self.random.choice(("", " "))
            steps = f"langkah: [{pad}{', '.join(rows)}{pad}] # akhir\n"
        else:
            gap = "\n" if self._may() else ""
            steps = "langkah: # langkah-langkah\n" + gap.join(
                self._lined(n, row) for n, row in enumerate(rows, 1)
            )
        whole = head + steps + (foot or "# akhir\n" * self._may())
        return whole.rstrip("\n") if self.random.random() < 0.2 else whole

    def _bracketed(self, rows: list[str], ending: str) -> str:
        pieces = []
        for n, row in enumerate(rows, 1):
            before = f"    # S{n} di atas\n" if self._may() else ""
            behind = f" # S{n} di belakang" if self._may() else ""
            comma = "," if n < len(rows) else ending.rstrip("\n")
            pieces.append(f"{before}    {row}{comma}{behind}\n")
        return "".join(pieces)

    def _lined(self, n: int, row: str) -> str:
        before = f"  # S{n} di atas\n" if self._may() else ""
        inner = f"    # S{n} di dalam\n" if self._may() else ""
        behind = f" # S{n} di belakang" if self._may() else ""
        if self.layout == GROUPS:
            return f"{before}  - {row}{behind}\n{inner}"
        lines = self._entries(n)
        dash = self.random.choice(("- ", "-   ", "-\n      "))
        pad = "      " if dash != "- " else "    "
        body = f"\n{pad}".join([*lines[:1], *(f"{line}" for line in lines[1:])])
        return f"{before}  {dash}{body}{behind}\n{inner}"

    def _entries(self, n: int) -> list[str]:
        lines = [f"uraian: S{n}", "pelaksana: staf"]
        if n in self.coded:
            lines.append(f"kode: k{n}")
        if self.layout == LINES and self._may():
            parts = f"{{pelaksana: staf}}, {{pelaksana: staf, lanjut: {self._to()}}}"
            lines[1:2] = [f"rangkaian: [{parts}]"]
        elif self._may():
            lines.append(f"keputusan: {{ya: {self._to()}, tidak: {self._to()}}}")
        elif self._may():
            lines.append(f"lanjut: {self._to()}")
        return lines

    def _row(self, n: int) -> str:
        return "{" + ", ".join(self._entries(n)) + "}"

    def _to(self) -> str:
        n = self.random.randint(1, self.count)
        return self.random.choice((f"k{n}", f"'k{n}'")) if n in self.coded else str(n)

    def _may(self) -> bool:
        return self.random.random() < 0.5
