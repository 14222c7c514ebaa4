"""Changes of what is said once for many SOPs: registries and katalog.yaml."""

from tests.changes.cases_sops import ENACTED
from tests.changes.rows import DRAFT, OLD, ONE, PLAN, TWO, UNIT, Office, row

SETTINGS, OFFICIALS = "katalog.yaml", "pejabat.yaml"
HEAD = "{nama: 'BUDI SANTOSA, SE', nip: 19700101 199503 1 001, jabatan: Kepala Dinas Contoh}"
SUCCESSOR = "{nama: 'DIAN SARI, MM', nip: 19750101 200003 2 001, jabatan: Kepala Dinas Contoh}"
SERVED = HEAD.replace("}", ", menjabat: {sampai: 2025-05-31}}")
SERVES = SUCCESSOR.replace("}", ", menjabat: {dari: 2025-06-01}}")
ANEW = "disahkan: 2025-06-01\n"


@row("a key of an actor, a regulation or an official, where the printed name stays")
def keys(office: Office) -> None:
    for file in (ONE, TWO, DRAFT, UNIT):
        office.write(file, "uu-1-2020", "undang-undang", "staf", "pegawai")
    office.write("pelaksana.yaml", "staf:", "pegawai:")
    office.write("dasar-hukum.yaml", "uu-1-2020:", "undang-undang:")
    office.write(OFFICIALS, "kepala:", "budi:")
    office.write(SETTINGS, "pengesah: kepala\n", "pengesah: budi\n")


@row(keys.words)
def keys_in_defaults(office: Office) -> None:
    for file in (ONE, TWO, DRAFT, UNIT):
        office.write(file, "dasar_hukum: [uu-1-2020]\n", "")
    office.write(SETTINGS, "Awas}", "Awas, dasar_hukum: uu-1-2020}")
    office.commit()
    office.write(SETTINGS, "uu-1-2020", "undang-undang")
    office.write("dasar-hukum.yaml", "uu-1-2020:", "undang-undang:")


@row("the printed name of an actor or a regulation")
def names(office: Office) -> None:
    office.write("pelaksana.yaml", "staf: Staf", "staf: Staf Umum")


@row("an official's rank, office or titles, or a name that was spelt wrongly")
def titles(office: Office) -> None:
    office.write(OFFICIALS, "'BUDI SANTOSA, SE'", "'Drs. BUDI SANTOSO, SE, MM'")


@row("another person under an official's key, with SOPs enacted before")
def person(office: Office) -> None:
    office.write(OFFICIALS, HEAD, SUCCESSOR)


@person.mended
def _(office: Office) -> None:
    office.write(OFFICIALS, SUCCESSOR, SERVED)
    office.add(OFFICIALS, f"dian: {SERVES}\n")
    office.write(ONE, ENACTED, f"{ANEW}pengesah: dian\n")


@row("a successor has a key, and `pengesah` of what they enact, with the day in `disahkan`")
def successor(office: Office) -> None:
    office.add(OFFICIALS, f"dian: {SERVES}\n")
    office.write(ONE, ENACTED, f"{ANEW}pengesah: dian\n")


@row("`pengesah` of the catalogue or of a unit, `disahkan_oleh`, or a part in `penandatangan`")
def enacting(office: Office) -> None:
    office.add(OFFICIALS, f"dian: {SERVES}\n")
    office.write(SETTINGS, "pengesah: kepala\n", "pengesah: dian\n")


@enacting.mended
def _(office: Office) -> None:
    office.write(SETTINGS, "pengesah: dian\n", "pengesah: kepala\n")
    office.write(ONE, ENACTED, f"{ANEW}pengesah: dian\n")


@row(enacting.words)
def enacting_by_another_key(office: Office) -> None:
    office.write(OFFICIALS, f"kepala: {HEAD}", f"dian: {SUCCESSOR}")
    office.write(SETTINGS, "pengesah: kepala\n", "pengesah: dian\n")


@enacting_by_another_key.mended
def _(office: Office) -> None:
    office.add(OFFICIALS, f"kepala: {SERVED}\n")
    office.write(SETTINGS, "pengesah: dian\n", "pengesah: kepala\n")
    office.write(ONE, ENACTED, f"{ANEW}pengesah: dian\n")


@row(enacting.words)
def enacting_unit(office: Office) -> None:
    office.write(SETTINGS, "pengesah: kabid", "pengesah: kepala")


@enacting_unit.mended
def _(office: Office) -> None:
    office.write(SETTINGS, "pengesah: kepala}", "pengesah: kabid}")


@row(enacting.words)
def reviewing(office: Office) -> None:
    office.write(SETTINGS, "pejabat: wakil", "pejabat: kabid")


@row(enacting.words)
def reviewing_no_more(office: Office) -> None:
    office.write(SETTINGS, "{peran: pemeriksa, pejabat: wakil}, ", "")


@row(enacting.words)
def named_in_the_box(office: Office) -> None:
    office.write(SETTINGS, "pengesah: kepala\n", "pengesah: kepala\ndisahkan_oleh: wakil\n")


for each in (reviewing, reviewing_no_more, named_in_the_box):

    @each.mended
    def _(office: Office) -> None:
        for file in (ONE, TWO, UNIT):
            office.write(file, ENACTED, ANEW)


@row("the same, and all that it signs is enacted anew")
def enacted_anew(office: Office) -> None:
    enacting.change(office)
    for file in (ONE, TWO):
        office.write(file, ENACTED, ANEW)


OWN = "an SOP's own `pengesah`, `penyusun` or `pemeriksa`, where it is printed"


@row(f"{OWN}, also while it is a draft")
def own_signer(office: Office) -> None:
    office.write(UNIT, ENACTED, f"{ENACTED}pengesah: kepala\n")


@row(own_signer.words)
def own_signer_of_a_draft(office: Office) -> None:
    office.write(UNIT, ENACTED, f"{ENACTED}status: draf\n")
    office.commit()
    own_signer.change(office)
    office.commit()
    office.write(UNIT, "status: draf\n", "")


@row("the same, with a date that it had not, from before it was enacted")
def own_signer_with_an_old_date(office: Office) -> None:
    office.write(UNIT, ENACTED, f"{ENACTED}direvisi: 2024-01-02\npengesah: kepala\n")


for each in (own_signer, own_signer_of_a_draft, own_signer_with_an_old_date):

    @each.mended
    def _(office: Office) -> None:
        office.write(UNIT, ENACTED, ANEW)


@row("the name or letterhead of the agency or a unit, or the name of a section")
def heading(office: Office) -> None:
    office.write(SETTINGS, "nama: Bidang Layanan", "nama: Bidang Pelayanan")


@heading.mended
def _(office: Office) -> None:
    office.write(UNIT, ENACTED, ANEW)


@row(heading.words)
def heading_of_another_folder(office: Office) -> None:
    office.write(SETTINGS, "folder: bidang", "folder: layanan")
    office.move(UNIT, UNIT.replace("bidang", "layanan"))
    heading.change(office)


@heading_of_another_folder.mended
def _(office: Office) -> None:
    office.write(UNIT.replace("bidang", "layanan"), ENACTED, ANEW)


def _above_all(old: str, new: str) -> None:
    """A heading above all SOPs in force but the one that is enacted anew."""

    @row(heading.words)
    def change(office: Office) -> None:
        office.write(SETTINGS, old, new)

    @change.mended
    def _(office: Office) -> None:
        for file in (ONE, TWO, UNIT):
            office.write(file, ENACTED, ANEW)


for words in (
    ("Dinas Contoh Kota Contoh", "Badan Contoh Kota Contoh"),
    ("alamat:", "kop: [Pemerintah Kota, Dinas Contoh], alamat:"),
    ("    nama: Sekretariat\n", "    nama: Sekretariat\n    kop: [Sekretariat]\n"),
    ("nama: Sub Bagian Umum", "nama: Sub Bagian Tata Usaha"),
    ("nama: Sub Bagian Umum", "nama: Sub Bagian Umum, subjudul: Dan Kepegawaian"),
):
    _above_all(*words)


@row("the same, and all below it is enacted or revised anew")
def heading_anew(office: Office) -> None:
    heading.change(office)
    office.write(UNIT, ENACTED, f"{ENACTED}direvisi: 2025-06-01\n")


def _by_a_pattern_without_places(office: Office, folder: str) -> None:
    office.write(
        SETTINGS, '"K.1.{unit}.{seksi}.{urut}"', "['K.1.{unit}.{seksi}.{urut}', 'B.{urut}']"
    )
    office.write(SETTINGS, ", pengesah: kabid", "")
    text = office.text(UNIT).replace("K.1.2.1.1", "B.1").replace("Izin", "Tamu")
    office.put("sekretariat/umum/B.1.yaml", text)
    office.commit()
    office.move("sekretariat/umum/B.1.yaml", f"{folder}/B.1.yaml")


for folder in ("bidang", "sekretariat/keuangan"):

    @row("an SOP goes to another unit or section with its number, which says neither")
    def elsewhere(office: Office, folder: str = folder) -> None:
        _by_a_pattern_without_places(office, folder)

    @elsewhere.mended
    def _(office: Office, folder: str = folder) -> None:
        office.write(f"{folder}/B.1.yaml", ENACTED, ANEW)


@row("`bawaan`, `paraf`, words or rows of `formulir`, roles in `penandatangan`, a cover's title")
def defaults(office: Office) -> None:
    office.write(SETTINGS, "peringatan: Awas", "peringatan: Ingat")


for line in (
    "paraf: [Sekretaris]\n",
    "judul: Buku SOP\n",
    "bawaan: {peringatan: Awas, peralatan: Komputer}\n",
):

    @row(defaults.words)
    def _(office: Office, line: str = line) -> None:
        office.write(SETTINGS, "bawaan: {peringatan: Awas}\n", "")
        office.add(SETTINGS, line if "bawaan" in line else f"bawaan: {{peringatan: Awas}}\n{line}")


@row(defaults.words)
def roles(office: Office) -> None:
    office.write(SETTINGS, "{peran: pengesah}]", "{peran: penyusun}, {peran: pengesah}]")


@row(defaults.words)
def form(office: Office) -> None:
    form = "{dasar: lampung-2020, kata: {kotak: {peringatan: Perhatian}}}"
    office.write(SETTINGS, "formulir: lampung-2020", f"formulir: {form}")


@row("paper, typeface, `gambar`, logo, templates, `peninjauan`, `istilah`, `keputusan`")
def looks(office: Office) -> None:
    office.add(SETTINGS, "kertas: A4\npeninjauan: {bulan: 12}\n")


@row("`penomoran`, with every number")
def pattern(office: Office) -> None:
    office.write(SETTINGS, '"K.1.', '"L.1.')
    for file in (ONE, TWO, DRAFT, PLAN, OLD, UNIT):
        office.write(file, "K.1.", "L.1.")
        office.move(file, file.replace("K.1.", "L.1."))


@pattern.mended
def _(office: Office) -> None:
    before, after = '"L.1.{unit}.{seksi}.{urut}"', '"K.1.{unit}.{seksi}.{urut}"'
    office.write(SETTINGS, before, f"[{before}, {after}]")
    titles = {ONE: "Mengelola Surat Masuk", TWO: "Mengelola Arsip", PLAN: "Mengelola Rapat"}
    titles |= {OLD: "Mengelola Berkas", UNIT: "Melayani Izin"}
    for file, title in titles.items():
        number = file.rpartition("/")[2].removesuffix(".yaml")
        office.retire(file, number, title, number.replace("K.", "L."))


@row(pattern.words)
def pattern_of_one(office: Office) -> None:
    office.write(SETTINGS, ", pengesah: kabid}", ", pengesah: kabid, penomoran: 'B.{urut}'}")
    office.number(UNIT, "K.1.2.1.1", "B.1")
    office.write(SETTINGS, '"K.1.{unit}', '"K.1.1')


@pattern_of_one.mended
def _(office: Office) -> None:
    office.write(SETTINGS, "'B.{urut}'", "['B.{urut}', 'K.1.{unit}.{seksi}.{urut}']")
    office.retire(UNIT, "K.1.2.1.1", "Melayani Izin", "B.1")


@row("a pattern is given up, and an SOP of it deleted")
def pattern_given_up(office: Office) -> None:
    office.write(
        SETTINGS, '"K.1.{unit}.{seksi}.{urut}"', '["K.1.{unit}.{seksi}.{urut}", "B.{urut}"]'
    )
    office.put("bidang/B.1.yaml", office.text(UNIT).replace("K.1.2.1.1", "B.1"))
    office.write("bidang/B.1.yaml", "Izin", "Tamu")
    office.commit()
    office.write(SETTINGS, ', "B.{urut}"]', "]")
    office.remove("bidang/B.1.yaml")


@pattern_given_up.mended
def _(office: Office) -> None:
    office.write(SETTINGS, '{urut}"]', '{urut}", "B.{urut}"]')
    office.put("bidang/B.1.yaml", "nomor: B.1\nnama: Melayani Tamu\nstatus: dicabut\n")


@row("`pemeriksaan` or `pengecualian` turns a finding down: it holds at once, and reviewers see it")
def turned_down(office: Office) -> None:
    office.add(SETTINGS, "pemeriksaan: {CHG001: off}\n")
    office.write(UNIT, "5 menit", "9 menit")
