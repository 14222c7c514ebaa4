"""Plain data → a pydantic model, or diagnostics that say where and what to type instead."""

from collections.abc import Iterable, Mapping
from typing import TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from sopc.diagnostics import Diagnostic, KeyPath, did_you_mean
from sopc.load.yaml_reader import Document

T = TypeVar("T")

# what a value should have been, by pydantic's name of the failed type check
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a group of `key: value` lines",
    "model_type": "a group of `key: value` lines",
    "model_attributes_type": "a group of `key: value` lines",
}


def validate(
    adapter: TypeAdapter[T], document: Document, context: Mapping[str, object]
) -> tuple[T, list[Diagnostic]] | tuple[None, list[Diagnostic]]:
    """Build the model a document describes; all its faults at once when it cannot be built."""
    try:
        return adapter.validate_python(document.value, context=dict(context)), []
    except ValidationError as error:
        root = adapter._type
        grouped: dict[KeyPath, list[ErrorDetails]] = {}
        errors = error.errors(include_url=False)
        faulty_inside = {detail["loc"][:n] for detail in errors for n in range(len(detail["loc"]))}
        for detail in errors:
            if detail["type"] == "too_short" and detail["loc"] in faulty_inside:
                continue  # only too short because faulty entries are not counted
            grouped.setdefault(_written(detail["loc"], document), []).append(detail)
        found: list[Diagnostic] = []
        for path, details in grouped.items():
            found += _explain(path, details, document, root)
        return None, found


def _written(loc: KeyPath, document: Document) -> KeyPath:
    """The error's location without pydantic's own labels (union members, function names)."""
    path: KeyPath = ()
    for part in loc:
        if (*path, part) in document.values:
            path = (*path, part)
        elif part != 0:  # a value that stands for a list of one is written without the 0
            break
    return path


def _explain(
    path: KeyPath, details: list[ErrorDetails], document: Document, root: object
) -> Iterable[Diagnostic]:
    place = document.values[path]
    mismatches = []
    for detail in details:
        kind = detail["type"]
        if kind == "missing":
            key = detail["loc"][-1]
            yield Diagnostic("SKM002", f"`{key}` is missing", place, f"add a line `{key}: …`")
        elif kind == "extra_forbidden":
            key = str(path[-1])
            known = _known_keys(root, path[:-1])
            hint = did_you_mean(key, known) or f"known here: {', '.join(known)}"
            yield Diagnostic("SKM001", f"unknown key `{key}`", document.keys[path], hint)
        elif kind in _EXPECTED or kind == "literal_error":
            mismatches.append(detail)
        else:
            yield _other(detail, path, document)
    if mismatches:
        yield _mismatch(mismatches, path, document)


def _mismatch(details: list[ErrorDetails], path: KeyPath, document: Document) -> Diagnostic:
    """One diagnostic for a value of the wrong type, naming all that would have been right."""
    expected: list[str] = []
    for detail in details:
        if detail["type"] == "literal_error":
            expected.append(str(detail["ctx"]["expected"]).replace("'", "`"))
        else:
            expected.append(_EXPECTED[detail["type"]])
    value = details[0]["input"]
    wanted = " or ".join(dict.fromkeys(expected))
    hint = ""
    if isinstance(value, str):
        words = [w.strip("` ") for text in expected for w in text.replace(" or ", ",").split(",")]
        hint = did_you_mean(value, words)
    elif "text" in expected and isinstance(value, int | float):
        hint = "put it in quotes"
    return Diagnostic(
        "SKM003", f"expected {wanted}, not {_shown(value)}", document.values[path], hint
    )


def _other(detail: ErrorDetails, path: KeyPath, document: Document) -> Diagnostic:
    place = document.values[path]
    kind = detail["type"]
    message = detail["msg"].removeprefix("Value error, ")
    message = message[0].lower() + message[1:] if not message.startswith("NIP") else message
    if kind == "sop_number":
        return Diagnostic("NUM001", message, place, str(detail.get("ctx", {}).get("hint", "")))
    if kind == "string_pattern_mismatch":
        message = f"`{detail['input']}` is not a key"
        if detail["loc"][-1] == "[key]":
            place = document.keys[path]
        return Diagnostic("SKM003", message, place, "keys are lower case, such as `kepala-dinas`")
    if kind in ("too_short", "too_long"):
        bound = "at least {min_length}" if kind == "too_short" else "at most {max_length}"
        message = f"expected {bound.format(**detail['ctx'])}, not {len(detail['input'])}"
    if kind == "string_too_short":
        return Diagnostic("SKM003", "text is empty", place, "fill it in or remove the key")
    return Diagnostic("SKM004", message, place)


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, dict):
        return "a group of lines"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _known_keys(root: object, path: KeyPath) -> list[str]:
    """The keys that the model at ``path`` knows."""
    models = _models_in(root)
    for part in path:
        if isinstance(part, int):
            continue
        fields = [f for m in models for n, f in m.model_fields.items() if (f.alias or n) == part]
        inner = [model for f in fields for model in _models_in(f.annotation)]
        models = inner or models
    return sorted({field.alias or name for m in models for name, field in m.model_fields.items()})


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
