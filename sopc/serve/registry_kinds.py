"""The lists of names that a catalogue has: actors, regulations, officials, and their fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sopc.catalogue.references import NameKind
from sopc.language import Phrase
from sopc.load.kinds import ACTORS, OFFICIALS, REGULATIONS, FileKind
from sopc.rewrite.keys import KINDS


@dataclass(frozen=True, slots=True)
class RegistryField:
    """A field of an entry, and whether it has to be there; ``choices`` where there are some."""

    key: str
    called: Phrase
    is_needed: bool = False
    is_number: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """A list of names: its file, what an entry says, and by which fields a name is made for it."""

    kind: str
    called: Phrase
    one: Phrase
    fields: tuple[RegistryField, ...]
    named_by: tuple[str, ...]
    holds: FileKind[Any]

    @property
    def file(self) -> str:
        """The file's name, below the catalogue's folder."""
        return f"{self.kind}.yaml"

    @property
    def named(self) -> NameKind:
        """What the names are of."""
        return KINDS[self.kind]


REGISTRIES: Final[Mapping[str, Registry]] = {
    each.kind: each
    for each in (
        Registry(
            "pelaksana",
            Phrase("Actors"),
            Phrase("actor"),
            (
                RegistryField("nama", Phrase("Name, as it stands above its lane"), True),
                RegistryField("kelompok", Phrase("Group, above several lanes")),
            ),
            ("nama",),
            ACTORS,
        ),
        Registry(
            "dasar-hukum",
            Phrase("Regulations"),
            Phrase("regulation"),
            (
                RegistryField("jenis", Phrase("Kind, such as Peraturan Pemerintah"), True),
                RegistryField("nomor", Phrase("Number"), is_number=True),
                RegistryField("tahun", Phrase("Year"), is_number=True),
                RegistryField("tentang", Phrase("About")),
                RegistryField("lembaran", Phrase("Gazette")),
                RegistryField("status", Phrase("State"), choices=("berlaku", "diubah", "dicabut")),
            ),
            ("jenis", "nomor", "tahun"),
            REGULATIONS,
        ),
        Registry(
            "pejabat",
            Phrase("Officials"),
            Phrase("official"),
            (
                RegistryField("nama", Phrase("Name with titles, as it is printed")),
                RegistryField("jabatan", Phrase("Office, as the signature has it"), True),
                RegistryField("nip", Phrase("NIP (18 digits)")),
                RegistryField("pangkat", Phrase("Rank")),
                RegistryField("atas_nama", Phrase("On behalf of (office)")),
            ),
            ("jabatan", "nama"),
            OFFICIALS,
        ),
    )
}
