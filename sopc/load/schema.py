"""The JSON Schema of each kind of file, for editors that check while one types."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sopc.catalogue.names import NO_NAMES, KnownNames
from sopc.load.forms import shipped_forms
from sopc.load.kinds import ACTORS, FORM, OFFICIALS, REGULATIONS, SETTINGS, SOP
from sopc.load.schema_choices import with_choices
from sopc.load.schema_tidying import Schema, tidied


def _settings(**how: Any) -> Schema:
    """The schema of katalog.yaml; of its form an office may change any part."""
    schema = SETTINGS.adapter.json_schema(**how)
    changes = FORM.json_schema(ref_template="#/$defs/Form.{model}", **how)
    parts = changes.pop("$defs")
    schema["$defs"] |= {
        f"Form.{name}": {key: value for key, value in part.items() if key != "required"}
        for name, part in parts.items()
    }
    del changes["required"]
    changes["properties"]["dasar"] |= {"enum": [*shipped_forms()]}
    written = schema["properties"]["formulir"]
    written["anyOf"] = [{"type": "string", "enum": [*shipped_forms()]}, changes]
    return schema


_SCHEMAS: dict[str, Callable[..., Schema]] = {
    "katalog": _settings,
    "pelaksana": ACTORS.adapter.json_schema,
    "dasar-hukum": REGULATIONS.adapter.json_schema,
    "pejabat": OFFICIALS.adapter.json_schema,
    "sop": SOP.adapter.json_schema,
}
KINDS = tuple(_SCHEMAS)


_LEVELS = {
    "off": "Tidak diperiksa",
    "info": "Informasi saja",
    "warning": "Peringatan",
    "error": "Kesalahan: katalog tidak dicetak",
}


def _offer_checks(part: Schema, checks: Mapping[str, str]) -> None:
    """Name what may be set, so that editors complete it; anything else may stand as before."""
    level = part["additionalProperties"]
    level["enumDescriptions"] = [_LEVELS[each] for each in level["enum"]]
    part["properties"] = {key: {"description": text, **level} for key, text in checks.items()}


def json_schema(
    kind: str, names: KnownNames = NO_NAMES, checks: Mapping[str, str] | None = None
) -> str:
    """The schema of one kind of file, as JSON text. Raises KeyError for an unknown kind.

    With the names of a catalogue, these are the choices, each with what is printed for it. With
    ``checks``, what ``pemeriksaan`` may set is offered: codes and groups, each with what it is.
    What is said of keys is Indonesian, as the keys are.
    """
    schema = tidied(kind, _SCHEMAS[kind](by_alias=True, mode="validation"))
    schema = with_choices(kind, schema, names)
    if kind == "katalog" and checks:
        _offer_checks(schema["properties"]["pemeriksaan"], checks)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"sopc: {kind}.yaml"
    return json.dumps(schema, ensure_ascii=False, indent=1)
