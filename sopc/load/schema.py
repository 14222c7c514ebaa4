"""The JSON Schema of each kind of file, for editors that check while one types."""

import json

from sopc.load.kinds import ACTORS, OFFICIALS, REGULATIONS, SETTINGS, SOP

_SCHEMAS = {
    "katalog": SETTINGS.adapter.json_schema,
    "pelaksana": ACTORS.adapter.json_schema,
    "dasar-hukum": REGULATIONS.adapter.json_schema,
    "pejabat": OFFICIALS.adapter.json_schema,
    "sop": SOP.adapter.json_schema,
}
KINDS = tuple(_SCHEMAS)


def json_schema(kind: str) -> str:
    """The schema of one kind of file, as JSON text. Raises KeyError for an unknown kind."""
    schema = _SCHEMAS[kind](by_alias=True, mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"sopc: {kind}.yaml"
    return json.dumps(schema, ensure_ascii=False, indent=1)
