"""Provenance: where an SOP was transcribed from, and what differs from the document there."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from sopc.catalogue.base import Model, Refusal, Text, Verbatim, as_tuple
from sopc.catalogue.scalars import Date
from sopc.language import Phrase

_LINES = re.compile(r"[1-9]\d*(-[1-9]\d*)?")


def _check_lines(value: str) -> str:
    if not _LINES.fullmatch(value):
        raise Refusal(Phrase("`{text}` is not a range of lines: write 290-366", text=value))
    return value


def _as_words(value: object) -> object:
    """One or several values as words: a line number or a step number may be written bare."""
    values = value if isinstance(value, list) else [value]
    return tuple(str(v) if isinstance(v, int) else v for v in values)


def _as_word(value: object) -> object:
    return str(value) if isinstance(value, int) else value


Word = Annotated[Verbatim, BeforeValidator(_as_word, json_schema_input_type=Verbatim | int)]
Words = BeforeValidator(_as_words, json_schema_input_type=Word | list[Word])
LineRange = Annotated[str, AfterValidator(_check_lines)]


class Decision(Model):
    """*Keputusan kantor*: how the office decided what a note left open."""

    by: Text = Field(alias="oleh", description="Siapa yang memutuskan: jabatan, atau nama")
    date: Date = Field(alias="tanggal", description="Tanggal keputusan")
    decided: Text = Field(alias="isi", description="Apa yang diputuskan")


class Note(Model):
    """*Catatan*: one difference between an entry and the document it comes from.

    ``koreksi``: printed wrongly, something else was taken; ``simpulan``: not printed, inferred;
    ``kosong``: the document lacks it, and so does the catalogue; ``pertentangan``: the document
    contradicts itself or is in doubt: as printed, until the office decides. Where only one of
    several could be printed, ``taken`` says which was. ``concerned`` has the SOPs for which it
    holds beside the one in whose file it stands: numbers, or the file's name of a draft.
    """

    part: Verbatim = Field(alias="bagian", description="Bagian SOP, misalnya langkah[5].pelaksana")
    kind: Literal["koreksi", "simpulan", "kosong", "pertentangan"] = Field(
        alias="jenis", description="koreksi, simpulan, kosong, atau pertentangan"
    )
    printed: Word | None = Field(default=None, alias="tercetak", description="Kata naskah")
    taken: Word | None = Field(default=None, alias="diambil", description="Yang dipakai di sini")
    choices: Annotated[tuple[Verbatim, ...], Words] = Field(
        default=(), alias="pilihan", description="Pilihan bagi kantor"
    )
    reason: Verbatim = Field(alias="alasan", description="Alasan")
    concerned: Annotated[tuple[Verbatim, ...], Words] = Field(
        default=(),
        alias="sop",
        description="Nomor SOP yang terkena catatan ini, bila lebih dari berkas tempatnya berdiri",
    )
    decision: Decision | None = Field(
        default=None,
        alias="keputusan_kantor",
        description="Keputusan kantor yang menutup catatan ini: {oleh, tanggal, isi}",
    )


class Source(Model):
    """*Sumber*: the lines of the source document, and the notes on what differs there."""

    lines: Annotated[tuple[LineRange, ...], Words] = Field(
        default=(), alias="baris", description="Baris naskah, misalnya 290-366"
    )
    notes: Annotated[
        tuple[Note, ...], BeforeValidator(as_tuple, json_schema_input_type=Note | list[Note])
    ] = Field(default=(), alias="catatan", description="Catatan perbedaan dengan naskah")


class BookSource(Source):
    """The source of the catalogue as a whole, with the slips that are mended wherever they stand.

    ``spellings`` leads from a word as it is printed there to the word that was meant.
    """

    spellings: dict[Verbatim, Verbatim] = Field(
        default_factory=dict,
        alias="ejaan",
        description="Salah tulis yang diperbaiki di mana pun: {SELESI: SELESAI}",
    )
