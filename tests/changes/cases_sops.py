"""Changes of SOPs' own files."""

from tests.catalogues import TODAY
from tests.changes.rows import DRAFT, OLD, ONE, PLAN, TWO, UMUM, UNIT, Office, row
from tests.repositories import git

NEW = f"{UMUM}/K.1.1.1.6.yaml"
REVISED = "disahkan: 2025-01-02\ndirevisi: 2025-06-01\n"
ENACTED = "disahkan: 2025-01-02\n"


@row("an SOP in force: a step, a time, who does it, a title, a box, an exit, the order of lanes")
def step(office: Office) -> None:
    office.write(UNIT, "5 menit", "9 menit")


@step.mended
def _(office: Office) -> None:
    office.write(UNIT, ENACTED, REVISED)


STEP = step.words


def _of_unit(old: str, new: str) -> None:
    """A case of an SOP in force that nobody cites."""

    @row(STEP)
    def change(office: Office) -> None:
        office.write(UNIT, old, new)

    @change.mended
    def _(office: Office) -> None:
        office.write(UNIT, ENACTED, REVISED)


for words in (
    ("pelaksana: staf, kode: arsip", "pelaksana: kepala, kode: arsip"),
    ("nama: Melayani Izin", "nama: Melayani Perizinan"),
    (ENACTED, f"{ENACTED}peringatan: {{tambah: Segera}}\n"),
    (ENACTED, f"{ENACTED}kop: [Bidang Layanan]\ntotal_waktu: true\n"),
    ("tidak: menerima", "tidak: selesai"),
    ("[kepala, staf]", "[staf, kepala]"),
    ("  - {uraian: Memeriksa", "  - {uraian: Mencatat, pelaksana: staf}\n  - {uraian: Memeriksa"),
    ("dibuat: 2025-01-02", "dibuat: 2025-01-01"),
    ("[uu-1-2020]", "[{peraturan: uu-1-2020, tertulis: UU Contoh}]"),
):
    _of_unit(*words)


@row("the same, with a new `direvisi`, and confirmed by those who cite it")
def revised(office: Office) -> None:
    office.write(ONE, "5 menit", "9 menit", ENACTED, REVISED)
    office.write(TWO, "[K.1.1.1.1]", "[{nomor: K.1.1.1.1, dikonfirmasi: 2025-06-01}]")


@row("the same again on the day that `direvisi` names, compared with the commit of that day")
def twice(office: Office) -> None:
    office.write(UNIT, "5 menit", "9 menit", ENACTED, f"{ENACTED}direvisi: {TODAY}\n")
    office.commit()
    office.write(UNIT, "9 menit", "8 menit")


@row(twice.words)
def twice_with_those_who_cite_it(office: Office) -> None:
    office.write(ONE, "5 menit", "9 menit", ENACTED, f"{ENACTED}direvisi: {TODAY}\n")
    office.write(TWO, "[K.1.1.1.1]", f"[{{nomor: K.1.1.1.1, dikonfirmasi: {TODAY}}}]")
    office.commit()
    office.write(ONE, "9 menit", "8 menit")


@row(twice.words)
def twice_by_a_clock_that_is_ahead(office: Office) -> None:
    office.write(UNIT, ENACTED, f"{ENACTED}direvisi: {TODAY}\n", "5 menit", "9 menit")
    office.commit()
    office.write(UNIT, "9 menit", "8 menit")
    git(office.root, "commit", "--quiet", "--all", "--message=x", "--date=2026-01-16T06:00+09:00")
    office.since = "HEAD~1"


@row("the same with a `direvisi` before the last one or before `disahkan`, or the same and past")
def earlier(office: Office) -> None:
    office.write(UNIT, ENACTED, REVISED)
    office.commit()
    office.write(UNIT, "5 menit", "9 menit")


@earlier.mended
def _(office: Office) -> None:
    office.write(UNIT, "direvisi: 2025-06-01", f"direvisi: {TODAY}")


@row(earlier.words)
def before_it_was_enacted(office: Office) -> None:
    office.write(UNIT, "5 menit", "9 menit", ENACTED, f"{ENACTED}direvisi: 2024-01-02\n")


@before_it_was_enacted.mended
def _(office: Office) -> None:
    office.write(UNIT, "direvisi: 2024-01-02", f"direvisi: {TODAY}")


@row("a branch changes an SOP, and is put on top of a main on which that was revised since")
def behind(office: Office) -> None:
    day = "commit", "--quiet", "--all", "--message=x", "--date"
    git(office.root, "switch", "--quiet", "--create", "usul")
    office.write(UNIT, "pelaksana: staf, kode: arsip", "pelaksana: kepala, kode: arsip")
    git(office.root, *day, "2025-05-01T06:00+07:00")
    git(office.root, "switch", "--quiet", "main")
    office.write(UNIT, "nama: Melayani", "nama: Mengurus", ENACTED, REVISED)
    git(office.root, *day, "2025-06-01T06:00+07:00")
    git(office.root, "switch", "--quiet", "usul")
    git(office.root, "rebase", "--quiet", "main")
    office.since = "main"


@behind.mended
def _(office: Office) -> None:
    office.write(UNIT, "direvisi: 2025-06-01", f"direvisi: {TODAY}")


@row("a title, a lane or an exit that only looks otherwise: italics, comments, line breaks")
def looks(office: Office) -> None:
    text = office.text(UNIT).replace("nama: Melayani Izin", "nama: Melayani *Izin*")
    lines = text.splitlines()
    office.put(UNIT, "\n".join(["# catatan", *lines[1:4][::-1], lines[0], *lines[4:]]) + "\n")
    office.write(UNIT, "dasar_hukum: [uu-1-2020]", "dasar_hukum: uu-1-2020")


@row("a step's `kode`, and the exits that name it")
def codes(office: Office) -> None:
    office.write(UNIT, "ya: arsip", "ya: simpan", "kode: arsip", "kode: simpan")


@row("`ditinjau`, `sumber`, `pengecualian`, `dikonfirmasi`")
def records(office: Office) -> None:
    office.add(UNIT, "ditinjau: 2025-12-01\nsumber: {baris: 3-9}\n")
    office.write(ONE, "[K.1.1.1.2]", "[{nomor: K.1.1.1.2, dikonfirmasi: 2025-06-01}]")


@row("`disahkan`, `direvisi`, `efektif` or `riwayat` alone")
def dates(office: Office) -> None:
    office.write(UNIT, ENACTED, "disahkan: 2025-06-02\ndirevisi: 2025-06-01\nefektif: 2025-07\n")
    office.add(UNIT, "riwayat: [{revisi: 0, uraian: Terbit}]\n")


@row("an SOP cites one more, or one less, or another that is no successor")
def cites(office: Office) -> None:
    office.write(ONE, "[K.1.1.1.2]", "[K.1.2.1.1]")


@row(cites.words)
def cites_more(office: Office) -> None:
    office.write(ONE, "[K.1.1.1.2]", "[K.1.1.1.2, luar: SOP Lain]")


@row(cites.words)
def cites_less(office: Office) -> None:
    office.write(ONE, "keterkaitan: [K.1.1.1.2]\n", "")


for each in (cites, cites_more, cites_less):
    each.mended(lambda office: office.write(ONE, ENACTED, REVISED))


@row("a link follows an SOP to the number it has now, or to its successor")
def successor(office: Office) -> None:
    office.put(NEW, office.text(TWO).replace("K.1.1.1.2", "K.1.1.1.6"))
    office.retire(TWO, "K.1.1.1.2", "Mengelola Arsip", "K.1.1.1.6")
    office.write(ONE, "K.1.1.1.2", "K.1.1.1.6")
    office.write(OLD, "K.1.1.1.2", "K.1.1.1.6")


@row("an SOP that another cites is revised, and the other was not read again")
def suspect(office: Office) -> None:
    office.write(TWO, "5 menit", "9 menit", ENACTED, REVISED)


@suspect.mended
def _(office: Office) -> None:
    office.write(ONE, "[K.1.1.1.2]", "[{nomor: K.1.1.1.2, dikonfirmasi: 2025-06-01}]")


@row(suspect.words)
def suspect_without_a_date(office: Office) -> None:
    office.write(TWO, "5 menit", "9 menit")
    office.add(TWO, "pengecualian: {kode: CHG001, alasan: Salah ketik.}\n")


@suspect_without_a_date.mended
def _(office: Office) -> None:
    office.write(ONE, "[K.1.1.1.2]", "[{nomor: K.1.1.1.2, dikonfirmasi: 2025-06-01}]")


@row("the same, but only whom it cites itself, its letterhead or `total_waktu`")
def of_no_matter(office: Office) -> None:
    office.write(TWO, "[K.1.1.1.1]", "[K.1.1.1.1, K.1.2.1.1]", ENACTED, REVISED)


@row("a changed SOP is cited by a new one, or by one that begins to cite it")
def cited_anew(office: Office) -> None:
    office.write(UNIT, "5 menit", "9 menit", ENACTED, REVISED)
    office.write(ONE, "[K.1.1.1.2]", "[K.1.1.1.2, K.1.2.1.1]", ENACTED, REVISED)
    new = office.text(UNIT).replace("K.1.2.1.1", "K.1.1.1.6").replace("Izin", "Cuti")
    office.put(NEW, f"{new}keterkaitan: [K.1.2.1.1]\n")


@row("a new SOP, whatever its status; a draft or a planned one is written, changed or enacted")
def drafts(office: Office) -> None:
    office.write(DRAFT, "status: draf\n", "", "5 menit", "9 menit")
    office.write(PLAN, "belum-disusun", "draf", "Rapat", "Rapat Dinas")
    office.put(NEW, office.text(UNIT).replace("K.1.2.1.1", "K.1.1.1.6").replace("Izin", "Cuti"))


@row("a draft that never was in force is deleted, or has another number")
def draft_gone(office: Office) -> None:
    office.number(DRAFT, "K.1.1.1.3", "K.1.1.1.6")


@row("an SOP in force is retired, with or without a successor")
def retired(office: Office) -> None:
    office.put(UNIT, "nomor: K.1.2.1.1\nnama: Melayani Izin\nstatus: dicabut\n")


@row("an SOP in force becomes a draft")
def suspended(office: Office) -> None:
    office.write(UNIT, ENACTED, f"{ENACTED}status: draf\n")


@row("an SOP in force becomes one that is not written (`belum-disusun`)")
def unwritten(office: Office) -> None:
    office.put(UNIT, "nomor: K.1.2.1.1\nnama: Melayani Izin\nstatus: belum-disusun\n")


@unwritten.mended
def _(office: Office) -> None:
    office.write(UNIT, "belum-disusun", "dicabut")


@row("it comes back into force, and says something else than when it last was")
def back(office: Office) -> None:
    office.write(UNIT, ENACTED, f"{ENACTED}status: draf\n", "5 menit", "9 menit")
    office.commit()
    office.write(UNIT, "status: draf\n", "")


@back.mended
def _(office: Office) -> None:
    office.write(UNIT, ENACTED, REVISED)


@row("it comes back into force as it was, or with a new `direvisi`")
def back_as_it_was(office: Office) -> None:
    before = office.text(UNIT)
    office.write(UNIT, ENACTED, f"{ENACTED}status: draf\n", "5 menit", "9 menit")
    office.commit()
    office.put(UNIT, before)


@row("a file is deleted: of an SOP in force, a planned or a retired one")
def deleted(office: Office) -> None:
    office.remove(UNIT)


@deleted.mended
def _(office: Office) -> None:
    office.put(UNIT, "nomor: K.1.2.1.1\nnama: Melayani Izin\nstatus: dicabut\n")


@row(deleted.words)
def deleted_plan(office: Office) -> None:
    office.remove(PLAN)


@deleted_plan.mended
def _(office: Office) -> None:
    office.put(PLAN, "nomor: K.1.1.1.4\nnama: Mengelola Rapat\nstatus: dicabut\n")


@row(deleted.words)
def deleted_tombstone(office: Office) -> None:
    office.remove(OLD)


@deleted_tombstone.mended
def _(office: Office) -> None:
    office.put(OLD, "nomor: K.1.1.1.5\nnama: Mengelola Berkas\nstatus: dicabut\n")


@row("a file is moved or renamed, and its number stays; units exchange their folders")
def renamed(office: Office) -> None:
    office.move("bidang/K.1.2.1.1.yaml", "layanan/K.1.2.1.1.yaml")
    office.write("katalog.yaml", "folder: bidang", "folder: layanan")


@row(renamed.words)
def folders_exchanged(office: Office) -> None:
    one, other, free = "folder: bidang", "folder: sekretariat", "folder: lain"
    office.write("katalog.yaml", one, free, other, one, free, other)
    for old, new in ("bidang", "lain"), ("sekretariat", "bidang"), ("lain", "sekretariat"):
        office.move(old, new)


@row("an SOP has another number, and leaves no tombstone")
def renumbered(office: Office) -> None:
    office.number(UNIT, "K.1.2.1.1", "K.1.2.1.2")


@renumbered.mended
def _(office: Office) -> None:
    office.retire(UNIT, "K.1.2.1.1", "Melayani Izin", "K.1.2.1.2")


@row("the same, and leaves one")
def renumbered_with_tombstone(office: Office) -> None:
    renumbered.change(office)
    office.retire(UNIT, "K.1.2.1.1", "Melayani Izin", "K.1.2.1.2")


@row("several SOPs have other numbers: a section moves up by one, two are exchanged")
def moved_up(office: Office) -> None:
    for last in (5, 4, 3, 2, 1):
        file = f"{UMUM}/K.1.1.1.{last}.yaml"
        office.number(file, f"K.1.1.1.{last}", f"K.1.1.1.{last + 1}")
    office.write(TWO, "[K.1.1.1.2]", "[K.1.1.1.3]")
    office.write(DRAFT, "[K.1.1.1.1]", "[K.1.1.1.2]")
    office.write(NEW, "K.1.1.1.2", "K.1.1.1.3")
    office.put(ONE, office.text(UNIT).replace("K.1.2.1.1", "K.1.1.1.1").replace("Izin", "Cuti"))


@moved_up.mended
def _(office: Office) -> None:
    office.move(ONE, "baru")
    for last in (1, 2, 3, 4, 5):
        file = f"{UMUM}/K.1.1.1.{last + 1}.yaml"
        office.number(file, f"K.1.1.1.{last + 1}", f"K.1.1.1.{last}")
    office.write(ONE, "[K.1.1.1.3]", "[K.1.1.1.2]")
    office.write(TWO, "[K.1.1.1.2]", "[K.1.1.1.1]")
    office.write(OLD, "K.1.1.1.3", "K.1.1.1.2")
    office.move("baru", NEW)
    office.write(NEW, "K.1.1.1.1", "K.1.1.1.6")


@row(moved_up.words)
def exchanged(office: Office) -> None:
    one, other = office.text(UNIT), office.text(ONE)
    office.put(UNIT, other.replace("nomor: K.1.1.1.1", "nomor: K.1.2.1.1"))
    office.put(ONE, one.replace("nomor: K.1.2.1.1", "nomor: K.1.1.1.1"))
    office.write(TWO, "[K.1.1.1.1]", "[K.1.2.1.1]")


@exchanged.mended
def _(office: Office) -> None:
    one, other = office.text(UNIT), office.text(ONE)
    office.put(UNIT, other.replace("nomor: K.1.1.1.1", "nomor: K.1.2.1.1"))
    office.put(ONE, one.replace("nomor: K.1.2.1.1", "nomor: K.1.1.1.1"))
    office.write(TWO, "[K.1.2.1.1]", "[K.1.1.1.1]")


@row("the same with a tombstone under each old number")
def moved_with_tombstones(office: Office) -> None:
    office.put(NEW, office.text(ONE).replace("K.1.1.1.1", "K.1.1.1.6").replace("1.2]", "1.7]"))
    seventh = office.text(TWO).replace("K.1.1.1.2", "K.1.1.1.7").replace("1.1]", "1.6]")
    office.put(f"{UMUM}/K.1.1.1.7.yaml", seventh)
    office.retire(ONE, "K.1.1.1.1", "Mengelola Surat Masuk", "K.1.1.1.6")
    office.retire(TWO, "K.1.1.1.2", "Mengelola Arsip", "K.1.1.1.7")
    office.write(OLD, "K.1.1.1.2", "K.1.1.1.7")


@row("the same, and each old number is in `nomor_batal`: none was given out")
def moved_up_before_print(office: Office) -> None:
    moved_up.change(office)
    _call_void(office, 1, 2, 3, 4, 5)


@moved_up_before_print.mended
def _(office: Office) -> None:
    assert moved_up.mend is not None
    moved_up.mend(office)


@row(moved_up_before_print.words)
def exchanged_before_print(office: Office) -> None:
    exchanged.change(office)
    _call_void(office, 1)
    office.write(
        "katalog.yaml", "nomor_batal:\n", "nomor_batal:\n- {nomor: K.1.2.1.1, alasan: B}\n"
    )


@exchanged_before_print.mended
def _(office: Office) -> None:
    assert exchanged.mend is not None
    exchanged.mend(office)


def _call_void(office: Office, *numbers: int) -> None:
    lines = (f"- {{nomor: K.1.1.1.{each}, alasan: Belum pernah dicetak}}\n" for each in numbers)
    office.add("katalog.yaml", f"nomor_batal:\n{''.join(lines)}")


@row("a number is given to another procedure: another title, and no step in common")
def reused(office: Office) -> None:
    office.write(UNIT, "Melayani Izin", "Memakai Mobil")
    office.write(UNIT, "Menerima izin", "Meminjam", "Memeriksa izin", "Meminta kunci")
    office.write(UNIT, "Menyimpan izin", "Mengembalikan")


@reused.mended
def _(office: Office) -> None:
    office.put("bidang/K.1.2.1.2.yaml", office.text(UNIT).replace("K.1.2.1.1", "K.1.2.1.2"))
    office.put(UNIT, "nomor: K.1.2.1.1\nnama: Melayani Izin\nstatus: dicabut\n")


@row("the same with a new `direvisi`: its editor says that it is a revision")
def rewritten(office: Office) -> None:
    reused.change(office)
    office.write(UNIT, ENACTED, REVISED)


@row(reused.words)
def pushed_aside(office: Office) -> None:
    office.number(UNIT, "K.1.2.1.1", "K.1.2.1.2")
    text = office.text("bidang/K.1.2.1.2.yaml").replace("K.1.2.1.2", "K.1.2.1.1")
    office.put(UNIT, text.replace("Izin", "Tamu"))


@pushed_aside.mended
def _(office: Office) -> None:
    office.move("bidang/K.1.2.1.2.yaml", "lama")
    office.number(UNIT, "K.1.2.1.1", "K.1.2.1.2")
    office.move("lama", UNIT)
    office.write(UNIT, "K.1.2.1.2", "K.1.2.1.1")


assert reused.mend is not None
rewritten.mended(reused.mend)


@row("a retired SOP names another successor")
def redirected(office: Office) -> None:
    office.write(OLD, "digantikan: K.1.1.1.2", "digantikan: K.1.1.1.1")


@row("a retired number is in use again, or has not the title that it had")
def revived(office: Office) -> None:
    office.put(OLD, "nomor: K.1.1.1.5\nnama: Mengelola Berkas\nstatus: belum-disusun\n")


@revived.mended
def _(office: Office) -> None:
    office.write(OLD, "belum-disusun", "dicabut")


@row(revived.words)
def tombstone_renamed(office: Office) -> None:
    office.write(OLD, "Mengelola Berkas", "Mengelola Mobil")


@row(revived.words)
def retired_by_another_name(office: Office) -> None:
    office.put(UNIT, "nomor: K.1.2.1.1\nnama: Melayani Warga\nstatus: dicabut\n")


@retired_by_another_name.mended
def _(office: Office) -> None:
    office.write(UNIT, "Melayani Warga", "Melayani Izin")


@tombstone_renamed.mended
def _(office: Office) -> None:
    office.write(OLD, "Mengelola Mobil", "Mengelola Berkas")
