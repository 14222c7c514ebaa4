"""The day of a revision, put where the form has it."""

from datetime import date
from functools import partial

from sopc.catalogue.key_order import SOP
from sopc.changes import Replace
from sopc.edit.surgery import edits_of, put_after
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.ground import File
from sopc.rewrite.reorganisation import Amendment

_KEY = "direvisi"


def revised_on(file: File, day: date) -> Amendment | None:
    """What makes a day the one of the last revision; None where the file has no place for it."""
    said = day.isoformat()
    old = file.data.get(_KEY)
    if _KEY in file.data:
        assert old is None or isinstance(old, str | int | float | bool)
        change = Replace(file.document.file, (_KEY,), old, said)
        return Amendment(edits_of(file.document, change), partial(_with, said))
    for key in reversed(SOP[: SOP.index(_KEY)]):
        edits = put_after(file.document, (key,), _KEY, said) if key in file.data else ()
        if edits:
            return Amendment(edits, partial(_after, key, said))
    return None


def _with(said: str, value: YamlValue) -> YamlValue:
    assert isinstance(value, dict)
    return {**value, _KEY: said}


def _after(before: str, said: str, value: YamlValue) -> YamlValue:
    assert isinstance(value, dict)
    found: dict[str, YamlValue] = {}
    for key, each in value.items():
        found[key] = each
        if key == before:
            found[_KEY] = said
    return found
