"""Every model: what is written for it is read as it, and again, or it is told where it is wrong."""

import pickle
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter

import sopc.catalogue
from sopc.catalogue.base import Model, Text
from sopc.catalogue.duration import TimeReader
from sopc.catalogue.numbering import CatalogueNumbering
from sopc.load.forms import shipped_forms
from sopc.load.kinds import ACTORS, OFFICIALS, REGULATIONS, FileKind
from sopc.load.validate import validate
from sopc.load.yaml_reader import read_yaml
from tests.catalogue.written import WORDS, disturbed, written
from tests.catalogues import form
from tests.examples import at_most
from tests.fuzz.held import places_are_inside
from tests.load.test_yaml_reader import TEXTS, unescaped_style

_NUMBERING = CatalogueNumbering.of(("V.26.{unit}.{seksi}.{urut}",), ()).every
_CONTEXT = {
    "forms": shipped_forms(),
    "numbering": _NUMBERING,
    "cited": _NUMBERING,
    "example": {},
    "times": TimeReader(form().times),
}


def _models(above: type[BaseModel] = Model) -> Iterator[type[BaseModel]]:
    for model in above.__subclasses__():
        yield model
        yield from _models(model)


def _kinds() -> dict[str, FileKind[Any]]:
    """Every model as if it were a file's, and the registries, which are models by their keys."""
    for module in iter_modules(sopc.catalogue.__path__, "sopc.catalogue."):
        import_module(module.name)
    found: dict[str, FileKind[Any]] = {
        f"{model.__module__}.{model.__name__}": FileKind(TypeAdapter(model), model, False)
        for model in _models()
        if model.__module__.startswith("sopc.")
    }
    return found | {"actors": ACTORS, "regulations": REGULATIONS, "officials": OFFICIALS}


KINDS = _kinds()
_every_kind = pytest.mark.parametrize("name", KINDS)


_FORM: dict[str, Any] = {**shipped_forms()["lampung-2020"], "dasar": "lampung-2020"}  # type: ignore[dict-item]
_RIGHT: dict[str, list[object]] = {
    "sopc.catalogue.form.Form": [_FORM],
    "sopc.catalogue.form.ChartForm": [_FORM["bagan"]],
    "sopc.catalogue.step.Step": [
        {"uraian": "Menerima", "pelaksana": "staf", "waktu": "5 menit", "nomor": "2a"},
        {
            "uraian": "Memeriksa",
            "pelaksana": ["a", "b"],
            "keputusan": {"ya": 1, "tidak": "selesai"},
        },
        {"uraian": "Menyusun", "rangkaian": [{"pelaksana": "a"}, {"pelaksana": "b", "lanjut": 1}]},
    ],
}
"""What is right where a schema does not say all that has to fit together."""


@cache
def _right(name: str) -> st.SearchStrategy[object]:
    made = written(KINDS[name].adapter.json_schema())
    if name == "sopc.catalogue.sop.Sop":
        return made.map(_draft_or_numbered)
    return st.one_of(made, st.sampled_from(_RIGHT[name])) if name in _RIGHT else made


def _draft_or_numbered(sop: Any) -> object:
    """An SOP with no number is a draft: most have none, and would be refused for that alone."""
    return sop if "nomor" in sop else sop | {"status": "draf"}


def _read(name: str, data: object) -> object | None:
    """The model that some data are; None where it is told why they are none."""
    raw = unescaped_style(data).encode()  # type: ignore[arg-type]
    document, found = read_yaml(raw, "x.yaml")
    places_are_inside(found, {"x.yaml": raw})
    if document is None:
        assert found
        return None
    model, told = validate(KINDS[name], document, _CONTEXT)
    assert (model is None) == bool(told)
    places_are_inside(told, {"x.yaml": raw})
    return None if found else model


def _said(name: str, model: object) -> Any:
    """What a model says, as an editor would write it: nothing that goes without saying."""
    dump = KINDS[name].adapter.dump_python
    return dump(model, by_alias=True, mode="json", exclude_defaults=True)


def _is_itself_when_read_again(name: str, model: object) -> None:
    """Also in a worker process, which is sent it."""
    said = _said(name, model)
    if isinstance(said, dict):  # a citation is written in a shorter way within others
        assert _said(name, _read(name, said)) == said
    assert pickle.loads(pickle.dumps(model)) == model


@_every_kind
@at_most(10)
@given(data=st.data())
def test_what_is_right_by_the_schema_is_read_as_it_was_written(
    name: str, data: st.DataObject
) -> None:
    model = _read(name, data.draw(_right(name)))
    if model is not None:
        _is_itself_when_read_again(name, model)


@_every_kind
@at_most(15)
@given(data=st.data())
def test_what_is_wrong_is_told_where_it_stands(name: str, data: st.DataObject) -> None:
    model = _read(name, data.draw(disturbed(_right(name))))
    if model is not None:
        _is_itself_when_read_again(name, model)


@_every_kind
def test_much_of_what_is_right_by_the_schema_is_read(name: str) -> None:
    """Else the properties above would hold of nothing."""
    how = settings(
        max_examples=400,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    find(_right(name), lambda data: _read(name, data) is not None, settings=how)


@given(st.one_of(WORDS, TEXTS).filter(str.strip))
def test_a_text_is_saved_as_it_was_written(text: str) -> None:
    """Equal models may differ in marks: as words, texts with and without are the same."""
    adapter = TypeAdapter(Text)
    assert adapter.dump_python(adapter.validate_python(text), mode="json") == text.strip()
