"""*Kata*: the words that a form prints around an SOP's own text; all of them, in one place.

A pattern is a word with places for values, such as ``Halaman {n} dari {jumlah}``. What stands in
square brackets is printed only where all its places have a value: ``{jenis}[ tentang {tentang}]``.
"""

import re
from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from sopc.catalogue.base import Model, as_tuple
from sopc.catalogue.form_annex import AnnexWording
from sopc.catalogue.placeholders import OPTION, PLACE, pattern
from sopc.catalogue.registry import Official
from sopc.markup.words import as_words, marked

Word: TypeAlias = str
"""A printed word; empty where the form prints none."""


def filled(pattern: str, values: Mapping[str, object]) -> str:
    """A pattern with its places filled; one without a value, None or empty, stays away.

    Marks in the values stay: where there are any, the result is a marked text too.
    """
    given = {
        name: marked(value) if isinstance(value, str) else str(value)
        for name, value in values.items()
        if value not in (None, "")
    }

    def optional(match: re.Match[str]) -> str:
        return match[1] if all(place in given for place in PLACE.findall(match[1])) else ""

    text = PLACE.sub(lambda match: given.get(match[1], ""), OPTION.sub(optional, pattern))
    return as_words(text)


class NoteKinds(Model):
    """What the kinds of notes on the source document are called."""

    correction: Word = Field(alias="koreksi", description="Tercetak keliru, diganti")
    inference: Word = Field(alias="simpulan", description="Tidak tercetak, disimpulkan")
    lacking: Word = Field(alias="kosong", description="Tidak ada dalam naskah")
    contradiction: Word = Field(alias="pertentangan", description="Naskah bertentangan")

    def of(self, kind: str) -> str:
        """The word for a note's ``jenis``."""
        words: dict[str, str] = self.model_dump(by_alias=True)
        return words[kind]


class Telling(Model):
    """What those who listen are told of a flowchart."""

    chart: Annotated[str, pattern("nama", "n", "jumlah", "langkah")] = Field(
        alias="bagan", description="Seluruh lembar: nama gambar, lembar, kalimat langkah-langkahnya"
    )
    step: Annotated[str, pattern("n", "bagian", "pelaksana", "simbol", "jalan")] = Field(
        alias="langkah", description="Kalimat sebuah langkah"
    )
    way: Annotated[str, pattern("label", "n", "bagian", "lembar")] = Field(
        alias="ke", description="Jalan ke langkah lain"
    )
    end: Annotated[str, pattern("label")] = Field(
        alias="berakhir", description="Jalan ke akhir prosedur"
    )
    cell: Annotated[str, pattern("pelaksana", "simbol")] = Field(
        alias="lajur", description="Isi sel dalam lajur pelaksana"
    )
    is_start: Word = Field(alias="mulai", description="Sebutan kapsul awal")
    is_process: Word = Field(alias="kegiatan", description="Sebutan kotak")
    is_decision: Word = Field(alias="keputusan", description="Sebutan belah ketupat")
    is_end: Word = Field(alias="selesai", description="Sebutan kapsul akhir")


class Wording(Model):
    """Every word of the form, by what it stands for."""

    # identity page and chart: by the keys of the rows, boxes and columns
    rows: dict[str, Word] = Field(alias="baris", description="Kata baris identitas, per kunci")
    boxes: dict[str, Word] = Field(alias="kotak", description="Judul kotak, per kunci")
    continued: Annotated[str, pattern("judul")] = Field(
        alias="lanjutan", description="Judul kotak yang berlanjut di halaman berikutnya"
    )
    columns: dict[str, Word] = Field(
        alias="kolom", description="Judul kolom bagan, per kunci; mutu adalah judul gabungan"
    )
    history_columns: Annotated[tuple[Word, Word, Word, Word], BeforeValidator(as_tuple)] = Field(
        alias="kolom_riwayat", description="Kolom riwayat perubahan: revisi, tanggal, uraian, oleh"
    )
    identity_title: Annotated[str, pattern("nama")] = Field(
        alias="judul_identitas", description="Judul di bawah kepala halaman identitas"
    )
    chart_title: Annotated[str, pattern("nama", "nomor")] = Field(
        alias="judul_bagan", description="Judul di atas bagan"
    )
    sheet: Annotated[str, pattern("n", "jumlah")] = Field(
        alias="lembar", description="Lembar bagan di kepalanya, bila bagan lebih dari satu lembar"
    )
    leads_to: Annotated[str, pattern("langkah", "lembar")] = Field(
        alias="ke_lembar", description="Di samping segi lima yang keluar: langkah dan lembar tujuan"
    )
    comes_from: Annotated[str, pattern("langkah", "lembar")] = Field(
        alias="dari_lembar", description="Di samping segi lima yang masuk: langkah dan lembar asal"
    )
    and_: Word = Field(alias="dan", description="Kata di antara dua langkah asal yang terakhir")
    drawing: Annotated[str, pattern("nama", "nomor")] = Field(
        alias="gambar", description="Nama gambar bagan bagi yang tidak melihatnya"
    )
    step: Annotated[str, pattern("n")] = Field(
        alias="langkah", description="Sebutan langkah tujuan dalam uraian gambar"
    )
    part: Annotated[str, pattern("n")] = Field(
        alias="bagian", description="Sebutan bagian rangkaian di awal kalimat uraian gambar"
    )
    to_part: Annotated[str, pattern("n")] = Field(
        alias="ke_bagian", description="Sebutan bagian tujuan dalam uraian gambar"
    )
    goes_on: Word = Field(alias="lanjut", description="Jalan keluar tanpa label, uraian gambar")
    ends: Word = Field(alias="berakhir", description="Akhir prosedur dalam uraian gambar")
    telling: Telling = Field(
        alias="tuturan", description="Bagan dalam kata-kata, bagi yang mendengarkan"
    )
    total: Word = Field(alias="jumlah_waktu", description="Kata baris jumlah waktu")
    start: Word = Field(alias="mulai", description="Kata dalam kapsul awal")
    end: Word = Field(alias="selesai", description="Kata dalam kapsul akhir")
    draft: Word = Field(alias="draf", description="Tanda SOP yang masih draf")
    draft_room: Word = Field(
        alias="draf_belum_ditandatangani", description="Keterangan di ruang tanda tangan draf"
    )
    not_in_force: Word = Field(alias="dicabut", description="Keterangan SOP yang dicabut")
    unwritten: Word = Field(alias="belum_disusun", description="Keterangan SOP yang belum disusun")
    identity_lacking: Word = Field(alias="identitas_kurang", description="Data identitas kurang")
    chart_lacking: Word = Field(alias="bagan_tidak_ada", description="Bagan alir tidak ada")
    steps_lacking: Word = Field(alias="langkah_kurang", description="Langkah-langkah kurang")
    steps_before: Annotated[str, pattern("sampai")] = Field(
        alias="langkah_sebelumnya",
        description="Di atas bagan yang tidak mulai dari langkah 1; sampai: langkah terakhir yang "
        "tidak ada, bila lebih dari satu",
    )
    related: Annotated[str, pattern("nama", "nomor")] = Field(
        alias="sop_terkait", description="Sebutan SOP lain dalam Keterkaitan"
    )
    regulation: Annotated[str, pattern("jenis", "nomor", "tahun", "tentang", "lembaran")] = Field(
        alias="peraturan", description="Sebutan peraturan, misalnya {jenis} Nomor {nomor} …"
    )
    jo: Word = Field(alias="jo", description="Kata di antara peraturan yang dirangkai")

    # the signature
    on_behalf: Annotated[str, pattern("jabatan")] = Field(
        alias="atas_nama", description="Baris atas nama"
    )
    nip: Annotated[str, pattern("nip")] = Field(alias="nip", description="Baris NIP")
    nrp: Annotated[str, pattern("nrp")] = Field(alias="nrp", description="Baris NRP")
    drafter: Word = Field(alias="penyusun", description="Kepala kolom tanda tangan penyusun")
    reviewer: Word = Field(alias="pemeriksa", description="Kepala kolom tanda tangan pemeriksa")
    approver: Word = Field(alias="pengesah", description="Kepala kolom tanda tangan pengesah")
    office: Word = Field(alias="jabatan", description="Kepala kolom jabatan pada tabel paraf")
    initials: Word = Field(alias="paraf", description="Kepala kolom paraf")
    stamp: Word = Field(alias="cap", description="Kata di ruang cap")
    signed: Word = Field(alias="ditandatangani", description="Kalimat tanda tangan elektronik")
    issuer: Annotated[str, pattern("penerbit")] = Field(
        alias="penerbit", description="Kalimat tentang penyelenggara sertifikat, bila bukan BSrE"
    )
    elsewhere: Word = Field(
        default="",
        alias="ditandatangani_di_bagian_lain",
        description="Keterangan di ruang tanda tangan yang tidak diisi tanda tangan elektronik",
    )

    # books
    book_title: Word = Field(alias="judul_buku", description="Judul pada sampul")
    year: Annotated[str, pattern("tahun")] = Field(alias="tahun", description="Tahun pada sampul")
    unit: Annotated[str, pattern("romawi", "nomor", "nama")] = Field(
        alias="unit", description="Unit pada halaman pembukanya, di penanda dan pada peta"
    )
    unit_in_contents: Annotated[str, pattern("romawi", "nomor", "nama")] = Field(
        alias="unit_daftar_isi", description="Unit dalam daftar isi"
    )
    contents: Word = Field(alias="daftar_isi", description="Judul daftar isi")
    contents_columns: Annotated[tuple[Word, Word, Word, Word], BeforeValidator(as_tuple)] = Field(
        alias="kolom_daftar_isi", description="No. urut, nomor SOP, judul, halaman"
    )
    unwritten_list: Word = Field(alias="daftar_belum_disusun", description="Judul daftar itu")
    annexes: Word = Field(alias="lampiran", description="Judul bagian lampiran")
    drafts: Word = Field(alias="daftar_draf", description="Judul daftar draf tanpa nomor")
    maps_and_notes: Word = Field(alias="peta_dan_catatan", description="Judul bagian itu")
    relations: Word = Field(alias="peta", description="Judul peta keterkaitan")
    map_name: Word = Field(alias="nama_peta", description="Nama gambar peta dalam berkasnya")
    relations_legend: Word = Field(alias="keterangan_peta", description="Kalimat di atas peta")
    differences: Annotated[str, pattern("naskah")] = Field(
        alias="catatan_perbedaan", description="Judul lampiran catatan perbedaan"
    )
    differences_legend: Word = Field(
        alias="keterangan_catatan", description="Kalimat di atas catatan perbedaan"
    )
    differences_columns: Annotated[
        tuple[Word, Word, Word, Word, Word], BeforeValidator(as_tuple)
    ] = Field(alias="kolom_catatan", description="Bagian, jenis, tercetak, dipakai, alasan")
    note_kinds: NoteKinds = Field(alias="jenis_catatan", description="Sebutan jenis catatan")
    choices: Annotated[str, pattern("pilihan")] = Field(
        alias="pilihan", description="Daftar pilihan bagi kantor"
    )
    annex: AnnexWording = Field(
        alias="lampiran_catatan", description="Kata-kata lampiran catatan perbedaan"
    )
    logo: Word = Field(alias="lambang", description="Keterangan gambar lambang")
    page: Annotated[str, pattern("n", "jumlah")] = Field(
        alias="halaman", description="Nomor halaman pada kaki"
    )
    foot: Annotated[str, pattern("nomor", "nama")] = Field(
        alias="kaki", description="Kaki halaman SOP"
    )


def identity_line(official: Official, words: Wording) -> str | None:
    """What stands below an official's name, as the form words it; None where there is nothing."""
    if official.nip is not None:
        return filled(words.nip, {"nip": official.nip})
    return filled(words.nrp, {"nrp": official.nrp}) if official.nrp else official.other_identity
