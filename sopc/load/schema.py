"""The JSON Schema of each kind of file, for editors that check while one types."""

import json

from sopc.load.loader import ACTORS, OFFICIALS, REGULATIONS, SETTINGS, SOP

_KINDS = {
    "katalog": SETTINGS.json_schema,
    "pelaksana": ACTORS.json_schema,
    "dasar-hukum": REGULATIONS.json_schema,
    "pejabat": OFFICIALS.json_schema,
    "sop": SOP.json_schema,
}
KINDS = tuple(_KINDS)


def json_schema(kind: str) -> str:
    """The schema of one kind of file, as JSON text. Raises KeyError for an unknown kind."""
    schema = _KINDS[kind](by_alias=True, mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"sopc: {kind}.yaml"
    return json.dumps(schema, ensure_ascii=False, indent=1)
