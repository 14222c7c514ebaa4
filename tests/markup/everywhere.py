"""A catalogue with marks in every text that may have some, as the models say which those are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

import yaml
from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from sopc.catalogue.duration import Duration
from sopc.load import kinds
from sopc.load.kinds import FileKind
from sopc.load.yaml_reader import read_yaml
from sopc.markup.words import as_words
from tests.catalogues import ROOT_FILES
from tests.render.every_page import RICH

MARKS = " *miring*\n[taut](https://b.go.id)"
WORDS = " miring taut"
"""What these say in one line."""
Field = tuple[type[BaseModel], str]

_KINDS: Mapping[str, FileKind[Any]] = {
    "katalog.yaml": kinds.SETTINGS,
    "pelaksana.yaml": kinds.ACTORS,
    "dasar-hukum.yaml": kinds.REGULATIONS,
    "pejabat.yaml": kinds.OFFICIALS,
}
_MORE = {
    "katalog.yaml": RICH["katalog.yaml"].replace(
        "pemeriksa, pejabat: kepala", "pemeriksa, pejabat: ketua"
    )
    + "judul: Kumpulan SOP\n",
    "pelaksana.yaml": ROOT_FILES["pelaksana.yaml"].replace(
        "staf: Staf", "staf: {nama: Staf, sebutan: [Stap], kelompok: Pelaksana Teknis}"
    ),
    "pejabat.yaml": RICH["pejabat.yaml"]
    + """perwira: {nama: Perwira Contoh, nrp: "78010123", jabatan: Kepala Satuan}
ketua:
  nama: Ketua Contoh
  identitas: Nomor anggota 5
  pangkat: Pembina
  jabatan: Ketua
  atas_nama: Wali Kota
""",
    "bidang/K.1.2.1.9.yaml": """nomor: K.1.2.1.9
nama: Memaraf
pengesah: perwira
penyusun: ketua
kop: Satuan Contoh
pelaksana: [kepala, staf]
langkah:
  - uraian: Memaraf surat
    rangkaian:
      - {pelaksana: staf, kode: mulai-lagi}
      - {pelaksana: kepala, keputusan: {ya: selesai, tidak: mulai-lagi}}
""",
    "dasar-hukum.yaml": "uu-1-2020: {jenis: Undang-Undang, nomor: Satu, tahun: 2020, "
    "tentang: Contoh, lembaran: LN 1}\n",
}


def marked_everywhere(marks: str = MARKS) -> tuple[dict[str, str], set[Field]]:
    """The files of the catalogue, and the fields in which marks were put."""
    marker = _Marker(marks, set())
    files = {}
    for name, text in {**ROOT_FILES, **RICH, **_MORE}.items():
        if name.endswith(".yaml"):
            kind = _KINDS.get(name, kinds.SOP)
            whole = dict[str, kind.model] if kind.is_registry else kind.model  # type: ignore[name-defined]  # a type made here
            document, _ = read_yaml(text.encode("utf-8"), name)
            assert document is not None
            data = marker.marked(document.value, whole, (kind.model, _name(kind.model)))
            text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        files[name] = text
    return files, marker.done


def text_fields() -> set[Field]:
    """All fields of all models that hold texts with marks."""
    waiting = [kinds.SOP.model, *(kind.model for kind in _KINDS.values())]
    seen: set[type[BaseModel]] = set()
    found: set[Field] = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            for name, info in model.model_fields.items():
                waiting += _models(_type(info))
                if _is_text(_type(info)):
                    found.add((model, name))
    return found


@dataclass(frozen=True, slots=True)
class _Marker:
    """Puts marks at the end of texts, and notes in which fields those are."""

    marks: str
    done: set[Field]

    def marked(self, data: object, kind: object, field: Field) -> object:
        """Data of a type, as annotated, with marks in its texts."""
        if isinstance(data, str):
            if not _is_text(kind) and not (_models(kind) and field[1] == _name(field[0])):
                return data
            self.done.add(field)  # where an entry of a registry is but a word, that is its name
            return data + self.marks
        if isinstance(data, list):
            return [self.marked(each, kind, field) for each in data]
        if not isinstance(data, dict):
            return data
        models = [model for model in _models(kind) if data.keys() <= _by_alias(model).keys()]
        if not models:
            return self._labelled(data, kind, field)
        fields = _by_alias(models[0])
        return {
            key: self.marked(each, _type(fields[key][1]), (models[0], fields[key][0]))
            for key, each in data.items()
        }

    def _labelled(self, data: dict[str, object], kind: object, field: Field) -> object:
        """A dictionary by words; or by keys, as a registry is."""
        keys = [get_args(part)[0] for part in _parts(kind) if get_origin(part) is dict]
        if not any(map(_is_text, keys)):
            return {key: self.marked(each, kind, field) for key, each in data.items()}
        self.done.add(field)
        return {f"*{key}*": each for key, each in data.items()}


def _type(info: FieldInfo) -> object:
    return Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation


def _by_alias(model: type[BaseModel]) -> dict[str, tuple[str, FieldInfo]]:
    return {info.alias or name: (name, info) for name, info in model.model_fields.items()}


def _name(model: type[BaseModel]) -> str:
    """The field that is called *nama*."""
    return _by_alias(model)["nama"][0] if "nama" in _by_alias(model) else ""


def _parts(kind: object) -> Iterator[object]:
    """A type, and all that it is made of; what stands in its annotations only is no part."""
    yield kind
    inner = get_args(kind)
    for part in inner[:1] if get_origin(kind) is Annotated else inner:
        yield from _parts(part)
    if get_origin(kind) is Annotated:
        yield from inner[1:]


def _is_text(kind: object) -> bool:
    parts = list(_parts(kind))
    functions = [part.func for part in parts if isinstance(part, AfterValidator)]
    return as_words in functions or Duration in parts


def _models(kind: object) -> list[type[BaseModel]]:
    return [part for part in _parts(kind) if isinstance(part, type) and issubclass(part, BaseModel)]
