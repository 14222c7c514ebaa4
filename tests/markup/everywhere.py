"""A catalogue with marks in every text that may have some, as the models say which those are."""

from collections.abc import Iterator, Mapping
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
    "katalog.yaml": RICH["katalog.yaml"] + "judul: Kumpulan SOP\n",
    "pelaksana.yaml": ROOT_FILES["pelaksana.yaml"].replace(
        "staf: Staf", "staf: {nama: Staf, sebutan: [Stap]}"
    ),
    "dasar-hukum.yaml": "uu-1-2020: {jenis: Undang-Undang, nomor: Satu, tahun: 2020, "
    "tentang: Contoh, lembaran: LN 1}\n",
}


def marked_everywhere() -> tuple[dict[str, str], set[Field]]:
    """The files of the catalogue, and the fields in which marks were put."""
    done: set[Field] = set()
    files = {}
    for name, text in {**ROOT_FILES, **RICH, **_MORE}.items():
        if name.endswith(".yaml"):
            kind = _KINDS.get(name, kinds.SOP)
            whole = dict[str, kind.model] if kind.is_registry else kind.model  # type: ignore[name-defined]  # a type made here
            document, _ = read_yaml(text.encode("utf-8"), name)
            assert document is not None
            data = _marked(document.value, whole, (kind.model, "name"), done)
            text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        files[name] = text
    return files, done


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


def _marked(data: object, kind: object, field: Field, done: set[Field]) -> object:
    """Data of a type, as annotated, with marks in its texts."""
    if isinstance(data, str):
        if not _is_text(kind) and not (_models(kind) and field[1] == "name"):
            return data
        done.add(field)  # where an entry of a registry is but a word, that is its name
        return data + MARKS
    if isinstance(data, list):
        return [_marked(each, kind, field, done) for each in data]
    if not isinstance(data, dict):
        return data
    models = [model for model in _models(kind) if data.keys() <= _by_alias(model).keys()]
    if not models:
        if _is_text(kind):
            done.add(field)
        labels = {key: f"*{key}*" if _is_text(kind) else key for key in data}
        return {labels[key]: _marked(each, kind, field, done) for key, each in data.items()}
    fields = _by_alias(models[0])
    return {
        key: _marked(each, _type(fields[key][1]), (models[0], fields[key][0]), done)
        for key, each in data.items()
    }


def _type(info: FieldInfo) -> object:
    return Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation


def _by_alias(model: type[BaseModel]) -> dict[str, tuple[str, FieldInfo]]:
    return {info.alias or name: (name, info) for name, info in model.model_fields.items()}


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
