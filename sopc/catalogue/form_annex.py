"""The words of the annex that lists, for the office, what differs from the source document."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from sopc.catalogue.base import FormKey, Model, as_tuple
from sopc.catalogue.placeholders import pattern

_Four = Annotated[tuple[str, str, str, str], BeforeValidator(as_tuple)]
_Two = Annotated[tuple[str, str], BeforeValidator(as_tuple)]


class WeightWords(Model):
    """What is to be decided, by how much hangs on it."""

    identity: str = Field(alias="identitas", description="Nomor, pengesah, NIP, nama, tanggal")
    flow: str = Field(alias="alur", description="Pelaksana, langkah, keputusan")
    citations: str = Field(alias="rujukan", description="Keterkaitan dan dasar hukum")
    words: str = Field(alias="kata", description="Kata-kata dalam kalimat")


class QuestionWords(Model):
    """What the office is asked, by what is in doubt."""

    number: str = Field(alias="nomor", description="Tentang nomor SOP")
    title: str = Field(alias="judul", description="Tentang judul SOP, di mana pun tercetak")
    name: str = Field(alias="nama", description="Tentang nama unit, seksi, atau kop")
    official: str = Field(alias="pejabat", description="Tentang pengesah")
    nip: str = Field(alias="nip", description="Tentang NIP")
    date: str = Field(alias="tanggal", description="Tentang tanggal atau tahun")
    year: str = Field(alias="tahun", description="Tentang tahun")
    page: str = Field(
        alias="identitas", description="Tentang halaman identitas yang lebih dari satu"
    )
    actor: str = Field(alias="pelaksana", description="Tentang pelaksana sebuah langkah")
    lane: str = Field(alias="lajur", description="Tentang lajur pelaksana")
    flow: str = Field(alias="alur", description="Tentang langkah dan keputusan")
    related: str = Field(alias="keterkaitan", description="Tentang SOP yang disebut")
    regulation: str = Field(alias="dasar_hukum", description="Tentang dasar hukum")
    words: str = Field(alias="kata", description="Tentang yang lain")


class AnnexWording(Model):
    """Every word of the annex that no other page has."""

    decide: str = Field(alias="putuskan", description="Judul bagian A: yang perlu diputuskan")
    decide_legend: str = Field(alias="keterangan_putuskan", description="Kalimat di bawahnya")
    decide_columns: _Four = Field(
        alias="kolom_putuskan", description="Nomor, perkara, pilihan, paraf"
    )
    decided: str = Field(alias="diputuskan", description="Judul daftar yang sudah diputuskan")
    decided_columns: _Two = Field(alias="kolom_diputuskan", description="Perkara, keputusan")
    confirm: str = Field(alias="konfirmasi", description="Judul bagian B: pelaksana dan alur")
    confirm_legend: str = Field(alias="keterangan_konfirmasi", description="Kalimat di bawahnya")
    confirm_columns: _Four = Field(
        alias="kolom_konfirmasi", description="SOP, yang dipakai, kemungkinan lain, kantor"
    )
    corrected: str = Field(alias="perbaikan", description="Judul bagian C: koreksi menurut pola")
    corrected_legend: str = Field(alias="keterangan_perbaikan", description="Kalimat di bawahnya")
    spellings: str = Field(alias="ejaan", description="Salah tulis yang diperbaiki di mana pun")
    aliases: str = Field(alias="sebutan", description="Ejaan pelaksana yang disatukan")
    lacking: str = Field(alias="kekurangan", description="Judul bagian D: yang tidak ada")
    lacking_legend: str = Field(alias="keterangan_kekurangan", description="Kalimat di bawahnya")
    empty: str = Field(alias="kotak_kosong", description="Kotak identitas yang tercetak kosong")
    empty_cells: str = Field(alias="sel_kosong", description="Sel bagan yang tercetak kosong")
    sops: Annotated[str, pattern("n")] = Field(alias="jumlah_sop", description="Berapa SOP")
    cells: Annotated[str, pattern("n")] = Field(alias="jumlah_sel", description="Berapa sel")
    asked: Annotated[str, pattern("n")] = Field(
        alias="lihat", description="Langkah yang ditanyakan dalam bagian A: nomor perkaranya"
    )
    ways: Annotated[str, pattern("n")] = Field(
        alias="jalan", description="Jalan keluar dari sebuah langkah"
    )
    unit: Annotated[str, pattern("romawi", "nomor", "nama")] = Field(
        alias="unit", description="Sebutan unit"
    )
    section: Annotated[str, pattern("nomor", "nama")] = Field(
        alias="seksi", description="Sebutan seksi"
    )
    weights: WeightWords = Field(alias="bobot", description="Kelompok perkara menurut bobotnya")
    questions: QuestionWords = Field(alias="tanya", description="Pertanyaan kepada kantor")
    keep: str = Field(alias="tetap", description="Pilihan: seperti tercetak")
    other: str = Field(alias="lain", description="Pilihan: yang lain, ditulis tangan")
    right: str = Field(alias="benar", description="Yang dipakai benar")
    change: str = Field(alias="ubah", description="Yang dipakai diubah, ditulis tangan")
    is_printed: str = Field(alias="tercetak", description="Tanda pilihan yang tercetak")
    is_taken: str = Field(alias="dipakai", description="Tanda pilihan yang dipakai dalam buku")
    becomes: str = Field(alias="menjadi", description="Kata di antara yang tercetak dan dipakai")
    parts: dict[FormKey, str] = Field(
        alias="bagian", description="Bagian yang bukan kotak, baris, atau kolom, per kunci"
    )
