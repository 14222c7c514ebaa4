"""Every text of the catalogue that is printed, and where it was written."""

from collections.abc import Iterator
from typing import NamedTuple

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import Form
from sopc.catalogue.organisation import (
    ACTORS_FILE,
    OFFICIALS_FILE,
    REGULATIONS_FILE,
    SETTINGS_FILE,
    Settings,
)
from sopc.catalogue.step import Step
from sopc.check.rule import Context
from sopc.diagnostics import KeyPath, Place
from sopc.markup.words import marked


class Printed(NamedTuple):
    """A printed text: of an SOP, or of the root file ``file``; ``path`` leads to it there."""

    entry: Entry | None
    file: str
    path: KeyPath
    text: str

    def place(self, context: Context) -> Place:
        """Where it was written."""
        if self.entry is not None:
            return context.place(self.entry, *self.path)
        return context.root_place(self.file, *self.path)


def printed(context: Context) -> Iterator[Printed]:
    """All texts: of the settings and registries, then of the SOPs, in index order."""
    for path, text in _of_settings(context.catalogue.settings):
        yield Printed(None, SETTINGS_FILE, path, text)
    for file, path, text in _of_registries(context.catalogue):
        yield Printed(None, file, path, text)
    for entry in context.catalogue.entries:
        yield from of_entry(entry)


def of_entry(entry: Entry) -> Iterator[Printed]:
    """The texts of one SOP, in the order of its file's form."""
    sop, file = entry.sop, entry.location.file
    yield Printed(entry, file, ("nama",), sop.title)
    for path, text in entry.own.texts():
        yield Printed(entry, file, path, text)
    for index, line in enumerate(sop.history):
        yield Printed(entry, file, ("riwayat", index, "uraian"), line.description)
        if line.by is not None:
            yield Printed(entry, file, ("riwayat", index, "oleh"), line.by)
    for key, texts in sop.extra.items():
        for index, text in enumerate(texts):
            yield Printed(entry, file, ("isian", key, index), text)
    for index, related in enumerate(sop.related):
        if related.outside is not None:
            yield Printed(entry, file, ("keterkaitan", index, "luar"), related.outside)
    for index, step in enumerate(sop.steps):
        for path, text in _of_step(step, ("langkah", index)):
            yield Printed(entry, file, path, text)


def _of_step(step: Step, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    yield (*path, "uraian"), step.activity
    if isinstance(step.number, str) and step.number:
        yield (*path, "nomor"), step.number
    for number, part in enumerate(step.parts):
        inner = ("rangkaian", number) if step.chain else ()
        for label in part.decision or ():
            if isinstance(label, str) and label:
                yield (*path, *inner, "keputusan", marked(label)), label
    if step.duration is not None:
        yield (*path, "waktu"), step.duration.words
    lists = (("kelengkapan", step.inputs), ("output", step.output), ("keterangan", step.remarks))
    for key, texts in lists:
        for index, text in enumerate(texts):
            yield (*path, key, index), text


def _of_registries(catalogue: Catalogue) -> Iterator[tuple[str, KeyPath, str]]:
    for key, actor in catalogue.actors.items():
        yield ACTORS_FILE, (key, "nama"), actor.name
        if actor.group is not None:
            yield ACTORS_FILE, (key, "kelompok"), actor.group
    for key, regulation in catalogue.regulations.items():
        if regulation.subject is not None:
            yield REGULATIONS_FILE, (key, "tentang"), regulation.subject
        yield REGULATIONS_FILE, (key, "jenis"), regulation.kind
    for key, official in catalogue.officials.items():
        if official.name is not None:
            yield OFFICIALS_FILE, (key, "nama"), official.name
        yield OFFICIALS_FILE, (key, "jabatan"), official.office
        if official.other_identity is not None:
            yield OFFICIALS_FILE, (key, "identitas"), official.other_identity


def _of_settings(settings: Settings) -> Iterator[tuple[KeyPath, str]]:
    agency = settings.agency
    yield ("instansi", "nama"), agency.name
    if settings.own_title:
        yield ("judul",), settings.own_title
    for key, lines in (("kop", agency.letterhead), ("alamat", agency.address)):
        for index, line in enumerate(lines):
            yield ("instansi", key, index), line
    for key, matter in (("keputusan", settings.decree), ("penjelasan", settings.explanation)):
        if matter is not None:
            yield (key, "judul"), matter.title
            for index, text in enumerate(matter.body):
                yield (key, "isi", index), text
    for way, defaults, _ in settings.written_defaults():
        for path, text in defaults.texts():
            yield (*way, *path), text
    yield from _of_form(settings.form)
    for number, unit in enumerate(settings.units):
        yield ("unit", number, "nama"), unit.name
        for index, line in enumerate(unit.letterhead):
            yield ("unit", number, "kop", index), line
        for index, section in enumerate(unit.sections):
            yield ("unit", number, "seksi", index, "nama"), section.name


def _of_form(form: Form) -> Iterator[tuple[KeyPath, str]]:
    """The form's words; only those of the catalogue's own have a place of their own."""
    for index, line in enumerate(form.foot.lines):
        yield ("formulir", "kaki", "baris", index), line
    yield from _words_in(form.words.model_dump(by_alias=True), ("formulir", "kata"))


def _words_in(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """The texts of a group of words; those of a list have its place."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _words_in(each, (*path, key))
    elif isinstance(value, tuple):
        for each in value:
            yield from _words_in(each, path)
    elif isinstance(value, str):
        yield path, value
